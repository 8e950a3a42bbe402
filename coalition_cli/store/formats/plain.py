"""A workshop as one plain file: a TinyDB database that every TinyDB can read."""

from collections.abc import Collection, Sequence
from pathlib import Path

from coalition_cli.errors import Problem
from coalition_cli.exit_status import UNWRITTEN
from coalition_cli.model.entry import Entry, Place
from coalition_cli.model.header import FORMAT_VERSION, Head
from coalition_cli.store import errors
from coalition_cli.store.files import append, codec, os_file
from coalition_cli.store.files.mark import End, Found, Loss, Mark
from coalition_cli.store.formats import read, watermark


class PlainForm:
    """A plain workshop file, which is its own journal. See ``Form`` for what each method gives."""

    is_sealed = False

    def __init__(self, path: Path) -> None:
        self.path = path
        self.journal = path
        self._workshop = ""
        self._since_marked = watermark.INTERVAL

    def find(self, has_lost_more: Loss) -> Found:
        """See ``Form``."""
        found = read.find(self.path, has_lost_more)
        if found.head.format_version == FORMAT_VERSION:
            return found
        # price: tinydb, 25 ms, and only a file of an older format needs it
        from coalition_cli.store.formats import migrations

        try:
            migrations.bring_up(self)
        except OSError:
            return found  # it may be read but not written: what stands is shown
        except Problem as problem:
            if problem.status != UNWRITTEN:
                raise
            return found
        return read.find(self.path, has_lost_more)._replace(repaired=found.repaired)

    def find_locked(self, descriptor: int, has_lost_more: Loss) -> Found:
        """See ``Form``."""
        return read.find_locked(self.path, descriptor, has_lost_more)

    def find_head(self, has_lost_more: Loss) -> Head:
        """See ``Form``."""
        # The long way says what is wrong, or brings an older format up to date.
        return read.find_head(self.path) or self.find(has_lost_more).head

    def find_end(self, descriptor: int, has_lost_more: Loss) -> End:
        """See ``Form``."""
        return read.find_end(self.path, descriptor, has_lost_more)

    def last_number_at(self, descriptor: int, place: Place) -> int:
        """See ``Form``."""
        try:
            return read.last_number_at(descriptor, place)
        except codec.Damage as damage:
            raise errors.damaged(self.path, damage.line) from None

    def last_number(self) -> int | None:
        """See ``Form``."""
        try:
            with os_file.reading(self.path) as descriptor:
                reading = append.last_line(descriptor)
        except OSError as trouble:
            raise errors.unreadable(self.path, trouble) from None
        return reading.number if reading else None

    def look(self, descriptor: int) -> Found:
        """See ``Form``."""
        try:
            return read.look(self.path, descriptor)
        except codec.Damage as damage:
            raise errors.damaged(self.path, damage.line) from None

    def read_on(self, mark: Mark, descriptor: int) -> codec.Reading | None:
        """See ``Form``."""
        return mark.read_on(descriptor)

    def append(self, descriptor: int, mark: Mark, entries: Sequence[Entry]) -> codec.Reading:
        """See ``Form``."""
        reading = append.write_after(descriptor, mark.end, mark.number, entries)
        self._since_marked += len(reading.entries)
        if self._since_marked >= watermark.INTERVAL:
            known = watermark.Watermark.of(
                self._id(), mark.moved(reading), reading.entries[-1] if reading.entries else None
            )
            watermark.remember(self.path, known)
            self._since_marked = 0
        return reading

    def read_tables(self) -> codec.Tables:
        """See ``Form``."""
        try:
            return codec.tables_of(self.content())
        except FileNotFoundError:
            raise errors.missing(self.path) from None
        except OSError as trouble:
            raise errors.unreadable(self.path, trouble) from None
        except codec.Damage as damage:
            raise errors.damaged(self.path, damage.line) from None

    def content(self) -> bytes:
        """See ``Form``."""
        with os_file.reading(self.path) as descriptor:
            return os_file.read_from(descriptor, 0)

    def replace(self, tables: codec.Tables) -> None:
        """See ``Form``."""
        # price: whole files, 1 ms, and a line is added without
        from coalition_cli.store.files import atomic

        data = codec.lay_out(tables)
        with watermark.moving(self.path, watermark.of_tables(tables, data)):
            atomic.put(self.path, data)
        self._since_marked = 0

    def close(self) -> None:
        """Remember how far the file has come."""
        watermark.move_to_end(self.path, self._id())

    def _id(self) -> str:
        """Return the id of the workshop, from the first line."""
        if not self._workshop:
            head = read.find_head(self.path)
            self._workshop = head.id if head else ""
        return self._workshop

    def clear_copies(self, known: Collection[str]) -> None:
        """Do nothing: the file is its own journal, and has no copies but backups."""

    def conceal(self, words: bytes) -> bytes:
        """Return ``words``: the folder's own permissions are all that a plain workshop has."""
        return words

    def reveal(self, data: bytes) -> bytes:
        """Return ``data``."""
        return data
