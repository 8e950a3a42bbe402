"""The format of one workshop on the disk: what a plain file and a sealed folder have in common."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from coalition_cli.model.entry import Entry
from coalition_cli.store.files import codec
from coalition_cli.store.files.mark import Found, Loss, Mark


class Form(Protocol):
    """One workshop on the disk.

    ``path`` is what people name: a file, or a folder. ``journal`` is the file that is locked, that every append makes
    longer, and whose change tells other processes that there is news. Methods that take a ``descriptor`` take that of
    the journal, and those that write are called by the holder of its lock alone.
    """

    @property
    def is_sealed(self) -> bool:
        """Whether what lies on the disk can only be read with a key."""

    @property
    def path(self) -> Path:
        """What people name."""

    @property
    def journal(self) -> Path:
        """What is locked and grows."""

    def find(self, has_lost_more: Loss) -> Found:
        """Read everything, brought up to date, with a torn last line repaired. Raises ``Problem``.

        A torn last line counts as damage where ``has_lost_more`` says so.
        """

    def find_locked(self, descriptor: int, has_lost_more: Loss) -> Found:
        """Do the same for who holds the lock. Raises ``Problem`` and ``OSError``."""

    def look(self, descriptor: int) -> Found:
        """Everything, without changing it. Raises ``Problem`` and ``OSError``."""

    def read_on(self, mark: Mark, descriptor: int) -> codec.Reading | None:
        """What stands after ``mark``; None where what stood before it is no longer what was read."""

    def append(self, descriptor: int, mark: Mark, entries: Sequence[Entry]) -> codec.Reading:
        """Add ``entries`` after ``mark``, on the disk when it returns; on an ``OSError`` nothing was added."""

    def read_tables(self) -> codec.Tables:
        """The whole workshop as the two tables, for who is about to replace it. Raises ``Problem``."""

    def replace(self, tables: codec.Tables) -> None:
        """Let the workshop hold exactly ``tables``, in place of all that stood there. Raises ``Problem``."""

    def close(self) -> None:
        """Leave the workshop as it is read fastest next time. Raises ``Problem``."""

    def conceal(self, words: bytes) -> bytes:
        """``words`` as they may lie in a side file of this workshop (half-typed text, a backup)."""

    def reveal(self, data: bytes) -> bytes:
        """What ``conceal`` was given. Raises ``Problem``."""
