"""A workshop as a TinyDB database whose inserts are durable appends.

What stock TinyDB does is dangerous with two writers and slow in a long file: its table rewrites the
whole file for every insert, and remembers the next number and the answers to queries. Ours takes
the next number under the lock, appends, and reads the file anew for every question.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final, NoReturn

from tinydb import TinyDB
from tinydb.table import Table

from coalition_cli.model.entry import Entry, is_as_saved
from coalition_cli.model.header import Head
from coalition_cli.model.line_numbers import LineNumbers, name_of_place
from coalition_cli.store import errors, paths
from coalition_cli.store.files import codec
from coalition_cli.store.files.mark import End, Found, Loss
from coalition_cli.store.formats import admission
from coalition_cli.store.formats.base import Form
from coalition_cli.store.formats.tinydb_storage import WorkshopStorage

_TABLES: Final = ("workshop", "entries")


class WorkshopTable(Table):
    """A table of a workshop: read anew for every question, and no document of it ever changes."""

    _storage: WorkshopStorage

    def __init__(self, storage: WorkshopStorage, name: str) -> None:
        super().__init__(storage, name, cache_size=0)

    def insert(self, document: Mapping[str, Any]) -> int:
        """Insert one document; see ``insert_multiple``."""
        return self.insert_multiple([document])[0]

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Refuse: only ``entries`` grows."""
        _refuse_change()

    def _damaged(self, line: int) -> errors.Damaged:
        """Return the ``Problem`` of a line, as opening the workshop tells it."""
        try:
            self._storage.form.find(self._storage.has_lost_more)
        except errors.Damaged as damaged:
            return damaged
        return errors.damaged(self._storage.form.path, line)

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        """Refuse what ``update``, ``upsert``, ``remove`` and ``truncate`` ask for."""
        _refuse_change()


class HeadTable(WorkshopTable):
    """The table ``workshop`` with its one document: what the workshop is called, when and where."""

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        documents = super()._read_table()
        for document in documents.values():
            if not codec.is_head_as_saved(dict(document)):
                raise self._damaged(1)
        return documents


class EntryTable(WorkshopTable):
    """The table ``entries``: one document for each thing said or decided, only ever added.

    An insert is one append under the lock, on the disk when it returns, at a cost that does not
    grow with the file. Only the first that has an id or a person reads the whole, to know what
    stands and what was withdrawn.
    """

    def __init__(self, storage: WorkshopStorage, name: str) -> None:
        super().__init__(storage, name)
        self._end: End | None = None
        self._standing: admission.Standing | None = None

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Append all of ``documents`` in one write, or none of them; their numbers.

        A document is an entry as the file holds it; what it leaves out is that of a line captured
        in the room, now, on this machine. Raises ``ValueError`` for what is no added entry, what
        would not be read again as it was given, and an id that stands already; ``Problem`` for
        words that were withdrawn, and where the disk does not take them.
        """
        given = list(documents)
        for document in given:
            admission.refuse_other_than_added(document)
        if not given:
            return []
        device = paths.device()
        with self._writing() as (descriptor, end):
            made = admission.entries_of(given, device, end.last)
            entries = self._numbered(descriptor, made)
            admission.refuse_unreadable(entries, end.mark.number)
            if any(admission.names_others(document) for document in given):
                self._refuse_beside_others(descriptor, entries)
            behind = self._append(descriptor, end, entries)
        return list(range(end.mark.number + 1, behind.mark.number + 1))

    def insert_entries(self, entries: Sequence[Entry], end: End) -> End:
        """Append ``entries`` in one write, whatever they do; the end behind them.

        For a session, which holds the lock and has just read up to ``end``.
        """
        with self._storage.locked() as held:
            return self._append(held.descriptor, end, entries)

    def __len__(self) -> int:
        number = self._storage.form.last_number()
        return len(self._read_table()) if number is None else number

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        documents = super()._read_table()
        for line, document in enumerate(documents.values(), 2):
            if not is_as_saved(document):
                raise self._damaged(line)
        return documents

    def _append(self, descriptor: int, end: End, entries: Sequence[Entry]) -> End:
        if not entries:
            return end
        # Until the disk took them, nobody knows where the file ends.
        self._end = None
        reading = self._storage.form.append(descriptor, end.mark, entries)
        self._end = end.moved(reading)
        return self._end

    def _numbered(self, descriptor: int, entries: Sequence[Entry]) -> list[Entry]:
        """Return ``entries`` with the next numbers of lines at their places."""
        form = self._storage.form
        places = dict.fromkeys(entry.place for entry in entries)
        last = {name_of_place(place): form.last_number_at(descriptor, place) for place in places}
        given = LineNumbers({name: number for name, number in last.items() if number})
        # A code, of an action, is given when the whole is read.
        return [entry._replace(code="") for entry in given.following(entries)]

    def _refuse_beside_others(self, descriptor: int, entries: Sequence[Entry]) -> None:
        """Raise for withdrawn words and ids that stand: the whole is read once, then its news."""
        form = self._storage.form
        known = self._standing
        news = form.read_on(known.mark, descriptor) if known else None
        if known and news and news.is_sound:
            known.take(news.entries, known.mark.moved(news))
        else:
            known = admission.Standing(form.find_locked(descriptor, self._storage.has_lost_more))
            self._standing = known
        gone = known.withdrawn
        if any(entry.id in gone or gone & set(entry.speakers) for entry in entries):
            raise errors.withdrawn_meanwhile()
        admission.refuse_doubled(entries, known.ids)

    @contextmanager
    def _writing(self) -> Iterator[tuple[int, End]]:
        """Hold the lock and know the end of the file, whoever wrote to it last."""
        form = self._storage.form
        try:
            with self._storage.locked() as held:
                yield held.descriptor, self._find_end(held.descriptor)
        except OSError as trouble:
            raise errors.unwritten(form.path, trouble) from None

    def _find_end(self, descriptor: int) -> End:
        form = self._storage.form
        if self._end:
            news = form.read_on(self._end.mark, descriptor)
            if news and news.is_sound:
                return self._end.moved(news)
        return form.find_end(descriptor, self._storage.has_lost_more)


class WorkshopDatabase(TinyDB):
    """A workshop as TinyDB gives it: the tables ``workshop`` and, by default, ``entries``.

    Made by ``coalition_cli.store.database``, or from a format that was unlocked.
    """

    default_table_name = "entries"

    def __init__(self, form: Form, has_lost_more: Loss) -> None:
        super().__init__(form, has_lost_more, storage=WorkshopStorage)
        self.form = form

    @property
    def storage(self) -> WorkshopStorage:
        """The storage: whole writes, and the lock."""
        storage = super().storage
        if not isinstance(storage, WorkshopStorage):
            raise TypeError(type(storage).__name__)
        return storage

    @property
    def entries(self) -> EntryTable:
        """The table of entries."""
        table = self.table("entries")
        if not isinstance(table, EntryTable):
            raise TypeError(type(table).__name__)
        return table

    def find_head(self) -> Head:
        """Read the head, of a plain file from its first line. Raises ``Problem``."""
        return self.form.find_head(self.storage.has_lost_more)

    def find(self) -> Found:
        """Read everything, brought up to date, a torn last line repaired. Raises ``Problem``."""
        return self.form.find(self.storage.has_lost_more)

    def find_locked(self, descriptor: int) -> Found:
        """Do the same for who holds the lock. Raises ``Problem`` and ``OSError``."""
        return self.form.find_locked(descriptor, self.storage.has_lost_more)

    def table(self, name: str, **kwargs: Any) -> Table:
        """Return the table ``workshop`` or ``entries``. Raises ``ValueError`` for any other.

        What TinyDB takes beside the name, as ``cache_size``, changes nothing: nothing is cached.
        """
        if name not in _TABLES:
            raise ValueError("a workshop has the tables 'workshop' and 'entries', and no other")
        if name not in self._tables:
            made = EntryTable if name == "entries" else HeadTable
            self._tables[name] = made(self.storage, name)
        return self._tables[name]

    def drop_tables(self) -> None:
        """Refuse."""
        _refuse_change()

    def drop_table(self, name: str) -> None:
        """Refuse."""
        _refuse_change()


def _refuse_change() -> NoReturn:
    raise TypeError("entries are only ever added; words are taken out with WorkshopFile.withdraw")
