"""One writer at a time: a lock on the workshop file, held for a single append or replacement."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from coalition_cli.store import disk, refusals

if sys.platform == "win32":
    import msvcrt

    _FAR_BEHIND = 1 << 40  # a byte that no file has: what is locked on Windows cannot be read by others

    def _take(descriptor: int) -> None:
        os.lseek(descriptor, _FAR_BEHIND, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)


@contextlib.contextmanager
def held(path: Path) -> Iterator[int]:
    """The descriptor of the file that stands at ``path`` now, for reading and writing, while nobody else writes.

    The lock goes with the descriptor: a process that dies leaves none behind. Raises ``Problem``.
    """
    try:
        descriptor = _take_current(path)
    except OSError as trouble:
        raise refusals.unwritten(path, trouble) from None
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _take_current(path: Path) -> int:
    while True:
        descriptor = disk.open_file(path, os.O_RDWR)
        try:
            _take(descriptor)
            # While this process waited, another may have put a new file in place of the one that was opened.
            if os.path.samestat(os.fstat(descriptor), path.stat()):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
