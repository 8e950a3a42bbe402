"""A workshop as one plain file: a TinyDB database that every TinyDB can read."""

from collections.abc import Sequence
from pathlib import Path

from coalition_cli.model.entry import Entry
from coalition_cli.store import errors
from coalition_cli.store.files import append as files_append
from coalition_cli.store.files import codec
from coalition_cli.store.files.mark import Found, Loss, Mark
from coalition_cli.store.formats import read


class PlainForm:
    """A plain workshop file, which is its own journal. See ``form.Form`` for what each method gives."""

    is_sealed = False

    def __init__(self, path: Path) -> None:
        self.path = path
        self.journal = path

    def find(self, has_lost_more: Loss) -> Found:
        """See ``form.Form``."""
        return read.find(self.path, has_lost_more)

    def find_locked(self, descriptor: int, has_lost_more: Loss) -> Found:
        """See ``form.Form``."""
        return read.find_locked(self.path, descriptor, has_lost_more)

    def look(self, descriptor: int) -> Found:
        """See ``form.Form``."""
        try:
            return read.look(self.path, descriptor)
        except codec.Damage as damage:
            raise errors.damaged(self.path, damage.line) from None

    def read_on(self, mark: Mark, descriptor: int) -> codec.Reading | None:
        """See ``form.Form``."""
        return mark.read_on(descriptor)

    def append(self, descriptor: int, mark: Mark, entries: Sequence[Entry]) -> codec.Reading:
        """See ``form.Form``."""
        return files_append.write_after(descriptor, mark.end, mark.number, entries)

    def read_tables(self) -> codec.Tables:
        """See ``form.Form``."""
        from coalition_cli.store.files.tinydb_storage import WorkshopStorage

        tables = WorkshopStorage(self.path).read()
        if tables is None:
            raise errors.missing(self.path)
        return tables

    def replace(self, tables: codec.Tables) -> None:
        """See ``form.Form``."""
        from coalition_cli.store.files.tinydb_storage import WorkshopStorage

        WorkshopStorage(self.path).write(tables)

    def close(self) -> None:
        """Nothing is to be done for a file that only grows."""

    def conceal(self, words: bytes) -> bytes:
        """``words`` themselves: the folder's own permissions are all that a plain workshop has."""
        return words

    def reveal(self, data: bytes) -> bytes:
        """``data`` itself."""
        return data
