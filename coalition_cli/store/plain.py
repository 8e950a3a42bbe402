"""A workshop as one plain file: a TinyDB database that every TinyDB can read."""

from collections.abc import Sequence
from pathlib import Path

from coalition_cli.model.entry import Entry
from coalition_cli.store import lines, opening, refusals, tail


class PlainForm:
    """A plain workshop file, which is its own journal. See ``form.Form`` for what each method gives."""

    is_sealed = False

    def __init__(self, path: Path) -> None:
        self.path = path
        self.journal = path

    def find(self) -> opening.Found:
        """See ``form.Form``."""
        return opening.find(self.path)

    def find_locked(self, descriptor: int) -> opening.Found:
        """See ``form.Form``."""
        return opening.find_locked(self.path, descriptor)

    def look(self, descriptor: int) -> opening.Found:
        """See ``form.Form``."""
        try:
            return opening.look(self.path, descriptor)
        except lines.Damage as damage:
            raise refusals.damaged(self.path, damage.line) from None

    def read_on(self, mark: opening.Mark, descriptor: int) -> lines.Reading | None:
        """See ``form.Form``."""
        return mark.read_on(descriptor)

    def append(self, descriptor: int, mark: opening.Mark, entries: Sequence[Entry]) -> lines.Reading:
        """See ``form.Form``."""
        return tail.write_after(descriptor, mark.end, mark.number, entries)

    def read_tables(self) -> lines.Tables:
        """See ``form.Form``."""
        from coalition_cli.store.storage import WorkshopStorage

        tables = WorkshopStorage(self.path).read()
        if tables is None:
            raise refusals.missing(self.path)
        return tables

    def replace(self, tables: lines.Tables) -> None:
        """See ``form.Form``."""
        from coalition_cli.store.storage import WorkshopStorage

        WorkshopStorage(self.path).write(tables)

    def close(self) -> None:
        """Nothing is to be done for a file that only grows."""

    def conceal(self, words: bytes) -> bytes:
        """``words`` themselves: the folder's own permissions are all that a plain workshop has."""
        return words

    def reveal(self, data: bytes) -> bytes:
        """``data`` itself."""
        return data
