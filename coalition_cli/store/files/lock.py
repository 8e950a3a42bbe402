"""One writer at a time: a lock on the workshop file, held for a single append or replacement."""

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from coalition_cli.store import errors
from coalition_cli.store.files import os_file

if sys.platform == "win32":
    import msvcrt

    # A byte that no file has: what is locked on Windows cannot be read by others.
    _FAR_BEHIND = 1 << 40

    def _try(descriptor: int) -> bool:
        os.lseek(descriptor, _FAR_BEHIND, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def _try(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


_PATIENCE_SECONDS: Final = 10.0
_SHORTEST_PAUSE: Final = 0.0005
_LONGEST_PAUSE: Final = 0.02


def take_if_free(descriptor: int) -> bool:
    """True if the lock was free; this descriptor has it then, until it is closed. Never waits."""
    try:
        return _try(descriptor)
    except OSError:
        return True  # a file system without locks: better offered twice than not at all


@contextlib.contextmanager
def held(path: Path) -> Iterator[int]:
    """Hold the lock of the file that stands at ``path`` now; its descriptor, to read and write.

    The lock goes with the descriptor: a process that dies leaves none behind. One that was stopped
    does: after ten seconds of waiting nothing was written. Raises ``Problem``.
    """
    try:
        descriptor = _take_current(path)
    except OSError as trouble:
        raise errors.unwritten(path, trouble) from None
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _take_current(path: Path) -> int:
    while True:
        descriptor = os_file.open_file(path, os.O_RDWR)
        try:
            _take(descriptor, path)
            # While this process waited, another may have put a new file in place of this one.
            if os.path.samestat(os.fstat(descriptor), os.stat(path)):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _take(descriptor: int, path: Path) -> None:
    # Waiting inside the call would never end where the holder was stopped amid its append.
    began, pause = 0.0, _SHORTEST_PAUSE
    while not _try(descriptor):
        began = began or time.monotonic()
        if time.monotonic() - began > _PATIENCE_SECONDS:
            raise errors.busy(path, round(_PATIENCE_SECONDS))
        time.sleep(pause)
        pause = min(pause * 2, _LONGEST_PAUSE)
