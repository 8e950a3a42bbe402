"""The format of one workshop on the disk: what a plain file and a sealed folder have in common."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Protocol

from coalition_cli.model.entry import Entry, Place
from coalition_cli.model.header import Head
from coalition_cli.store.files import codec
from coalition_cli.store.files.mark import End, Found, Loss, Mark


class Form(Protocol):
    """One workshop on the disk.

    ``path`` is what people name: a file, or a folder. ``journal`` is the file that is locked, that
    every append makes longer, and whose change tells other processes that there is news. Methods
    that take a ``descriptor`` take that of the journal, and those that write are called by the
    holder of its lock alone.
    """

    @property
    def is_sealed(self) -> bool:
        """True if what lies on the disk can only be read with a key."""

    @property
    def path(self) -> Path:
        """The path that people name."""

    @property
    def journal(self) -> Path:
        """The file that is locked and grows."""

    def find(self, has_lost_more: Loss) -> Found:
        """Read everything, brought up to date, with a torn last line repaired. Raises ``Problem``.

        A torn last line counts as damage where ``has_lost_more`` says so.
        """

    def find_locked(self, descriptor: int, has_lost_more: Loss) -> Found:
        """Do the same for who holds the lock. Raises ``Problem`` and ``OSError``."""

    def find_head(self, has_lost_more: Loss) -> Head:
        """Read the head; of a plain file the first line is enough. Raises ``Problem``."""

    def find_end(self, descriptor: int, has_lost_more: Loss) -> End:
        """Find the end and the last entry for who holds the lock, a torn last line repaired.

        Of a plain file at a cost that does not grow with it. Raises ``Problem`` and ``OSError``.
        """

    def last_number_at(self, descriptor: int, place: Place) -> int:
        """Return the last number of a line at ``place``, for who holds the lock.

        Raises ``Problem`` and ``OSError``.
        """

    def last_number(self) -> int | None:
        """Return the number of the last entry, where the end of the file tells it. Never waits."""

    def look(self, descriptor: int) -> Found:
        """Read everything, without changing it. Raises ``Problem`` and ``OSError``."""

    def read_on(self, mark: Mark, descriptor: int) -> codec.Reading | None:
        """Read what stands after ``mark``; None where what stood before it has changed."""

    def append(self, descriptor: int, mark: Mark, entries: Sequence[Entry]) -> codec.Reading:
        """Add ``entries`` after ``mark``, on the disk when it returns; nothing on ``OSError``."""

    def read_tables(self) -> codec.Tables:
        """Read the two tables, for who is about to replace them. Raises ``Problem``."""

    def content(self) -> bytes:
        """Return the bytes of a plain file with the same tables, sound or not.

        Raises ``Problem``; of a plain file ``OSError`` too.
        """

    def replace(self, tables: codec.Tables) -> None:
        """Let the workshop hold exactly ``tables``, in place of all else. Raises ``Problem``."""

    def close(self) -> None:
        """Leave the workshop as it is read fastest next time. Raises ``Problem``."""

    def clear_copies(self, known: Collection[str]) -> None:
        """Take out of copies of the journal the entries that are ``known`` in the workshop, by id.

        For who holds the lock. Raises ``Problem``.
        """

    def conceal(self, words: bytes) -> bytes:
        """Return ``words`` as they may lie in a side file (half-typed text, a backup)."""

    def reveal(self, data: bytes) -> bytes:
        """Return what ``conceal`` was given. Raises ``Problem``."""
