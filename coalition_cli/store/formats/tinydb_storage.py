"""The tables of a workshop as a storage of TinyDB: read strictly, written whole and safely."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tinydb.storages import Storage

from coalition_cli.errors import Problem
from coalition_cli.exit_status import UNWRITTEN
from coalition_cli.store import errors
from coalition_cli.store.files import atomic, codec, lock
from coalition_cli.store.files.mark import Found, Loss
from coalition_cli.store.formats.base import Form


def _stays(found: Found) -> bool:
    """Let a torn last line stay: nobody told if it is all that is missing."""
    return True


class WorkshopStorage(Storage):
    """One workshop in its format, plain or sealed, as TinyDB reads and writes it.

    A write puts a whole new file in the place of the old one; whoever writes holds the lock, from
    before the read on. ``has_lost_more`` is asked before a torn last line is taken out.
    """

    def __init__(self, form: Form, has_lost_more: Loss = _stays) -> None:
        self.form = form
        self.has_lost_more = has_lost_more
        # Threads share the descriptor: what one of them locked is not another's to write to.
        self._turn = threading.RLock()
        self._held: lock.Held | None = None

    def read(self) -> codec.Tables:
        """Return the tables, without a torn last line. Raises ``Problem``: missing, damaged."""
        try:
            return self.form.read_tables()
        except errors.Damaged as damaged:
            with self._turn:
                if self._held is not None:
                    raise
                # Another process may just have been writing: only who holds the lock can tell.
                return self._read_repaired(damaged)

    def write(self, data: codec.Tables) -> None:
        """Let the workshop hold these tables; for who holds the lock. Raises ``Problem``."""
        if self._held:
            self._held.let_go()
        self.form.replace(data)

    def write_content(self, data: bytes) -> None:
        """Let a plain workshop be ``data``; for who holds the lock. Raises ``Problem``."""
        if self._held:
            self._held.let_go()
        atomic.put(self.form.journal, data)

    def content(self) -> bytes:
        """Return the bytes of a plain file with these tables, sound or not, for ``check``."""
        return self.form.content()

    @contextmanager
    def locked(self) -> Iterator[lock.Held]:
        """Keep others from writing, threads too; what is locked. May be nested.

        After a ``write`` its descriptor is that of the new file.
        """
        with self._turn:
            if self._held is not None:
                yield self._held
                return
            with lock.alone(self.form.journal) as held:
                self._held = held
                try:
                    yield held
                finally:
                    self._held = None

    def _read_repaired(self, damaged: errors.Damaged) -> codec.Tables:
        try:
            with self.locked() as held:
                self.form.find_locked(held.descriptor, self.has_lost_more)
                return self.form.read_tables()
        except OSError as trouble:
            raise errors.unwritten(self.form.path, trouble) from None
        except Problem as problem:
            if problem.status != UNWRITTEN:
                raise
        # It may be read but not written, and what was read is not whole.
        raise damaged


class NewFileStorage(Storage):
    """A plain file that is to be made: nothing is read, and the first write makes it.

    It never takes the place of another file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> None:
        """Return None: there is nothing yet."""

    def write(self, data: codec.Tables) -> None:
        """Make the file with these tables. Raises ``Problem``, also if something stands there."""
        atomic.put_new(self._path, codec.lay_out(data))
