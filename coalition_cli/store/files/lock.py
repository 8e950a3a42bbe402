"""One writer at a time: a lock, held for a single append or replacement.

It is on a hidden file beside the one that is written, ``.NAME.lock``, which stays: a file that is
open cannot be replaced everywhere, and what is locked may be replaced by who holds the lock.
"""

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from coalition_cli.errors import Problem
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


_SUFFIX: Final = ".lock"
_NOT_TO_BE_MADE: Final = (errno.EACCES, errno.EPERM, errno.EROFS)
_PATIENCE_SECONDS: Final = 10.0
_SHORTEST_PAUSE: Final = 0.0005
_LONGEST_PAUSE: Final = 0.02


class Held:
    """The lock of the file at ``path``, held by this process until the end of its block."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    @property
    def descriptor(self) -> int:
        """The file that stands at ``path`` now, open to read and write. Raises ``OSError``.

        The same as before, unless the file was replaced or let go meanwhile.
        """
        if self._descriptor is None:
            self._descriptor = os_file.open_file(self.path, os.O_RDWR)
        return self._descriptor

    def let_go(self) -> None:
        """Close the file, and keep the lock: whoever is about to replace it must not have it open.

        The next to ask for ``descriptor`` has the new one.
        """
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def file_of(path: Path) -> Path:
    """Return the file that is locked for ``path``, there or not. It is empty, and says nothing."""
    return path.with_name(f".{path.name}{_SUFFIX}")


@contextlib.contextmanager
def if_free(path: Path) -> Iterator[bool]:
    """Hold the lock of the file or folder at ``path`` if nobody has it; never waits.

    True if it was free. Raises ``OSError``.
    """
    descriptor, _beside = _open(path)
    try:
        yield take_if_free(descriptor)
    finally:
        os.close(descriptor)


def take_if_free(descriptor: int) -> bool:
    """True if the lock was free; this descriptor has it then, until it is closed. Never waits."""
    try:
        return _try(descriptor)
    except OSError:
        return True  # a file system without locks: better offered twice than not at all


def is_held(path: Path) -> bool:
    """True if another process has the lock of the file at ``path`` itself, which it keeps open."""
    try:
        descriptor = os_file.open_file(path, os.O_RDWR)
    except (OSError, Problem):
        return False
    try:
        return not take_if_free(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def held(path: Path) -> Iterator[int]:
    """Hold the lock of the file at ``path``; its descriptor, to read and write.

    For who does not replace it. Raises as ``alone`` does.
    """
    with alone(path) as one:
        try:
            descriptor = one.descriptor
        except OSError as trouble:
            raise errors.unwritten(path, trouble) from None
        yield descriptor


@contextlib.contextmanager
def alone(path: Path) -> Iterator[Held]:
    """Hold the lock of the file or folder at ``path``.

    The lock goes with the process: one that dies leaves none behind. One that was stopped does:
    after ten seconds of waiting nothing was written. Raises ``Problem``.
    """
    try:
        lock = _take_current(path)
    except OSError as trouble:
        raise errors.unwritten(path, trouble) from None
    one = Held(path)
    try:
        yield one
    finally:
        one.let_go()
        os.close(lock)


def forget(path: Path) -> None:
    """Remove the file that is locked for ``path``, where nothing stands there any more."""
    with contextlib.suppress(OSError):
        file_of(path).unlink()


def _take_current(path: Path) -> int:
    while True:
        descriptor, beside = _open(path)
        try:
            _take(descriptor, path)
            # While this process waited, another may have removed what it waited for.
            if _is_at(descriptor, beside):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _open(path: Path) -> tuple[int, Path]:
    """Open the file that is locked for ``path``, and make it where only it is missing."""
    beside = file_of(path)
    with contextlib.suppress(FileNotFoundError):
        return os_file.open_side_file(beside), beside
    path.stat()  # beside what is not there, nothing is left
    try:
        return os_file.open_side_file(beside, is_made=True), beside
    except OSError as trouble:
        if trouble.errno not in _NOT_TO_BE_MADE:
            raise
    # Whoever may write the file but nothing beside it has only itself to lock.
    return os_file.open_file(path, os.O_RDWR), path


def _is_at(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _take(descriptor: int, path: Path) -> None:
    # Waiting inside the call would never end where the holder was stopped amid its append.
    began, pause = 0.0, _SHORTEST_PAUSE
    while not _try(descriptor):
        began = began or time.monotonic()
        if time.monotonic() - began > _PATIENCE_SECONDS:
            raise errors.busy(path, round(_PATIENCE_SECONDS))
        time.sleep(pause)
        pause = min(pause * 2, _LONGEST_PAUSE)
