"""The few calls to the disk that differ between systems, and files that may hold a workshop."""

import contextlib
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from coalition_cli.store import errors

if sys.platform == "darwin":
    import fcntl

_BINARY: Final = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
# Without it, opening a pipe that nobody writes to would wait for ever.
_AT_ONCE: Final = getattr(os, "O_NONBLOCK", 0)
_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0)
PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700

if sys.platform == "win32":

    def read_at(descriptor: int, length: int, offset: int) -> bytes:
        """Read up to ``length`` bytes from ``offset`` on."""
        os.lseek(descriptor, offset, os.SEEK_SET)
        return os.read(descriptor, length)

    def write_at(descriptor: int, data: bytes, offset: int) -> int:
        """Write ``data`` at ``offset`` in one call; how many bytes the disk took."""
        os.lseek(descriptor, offset, os.SEEK_SET)
        return os.write(descriptor, data)

    def sync_folder(folder: Path) -> None:
        """Do nothing: Windows has no way to ask for this."""

else:

    def read_at(descriptor: int, length: int, offset: int) -> bytes:
        """Read up to ``length`` bytes from ``offset`` on."""
        return os.pread(descriptor, length, offset)

    def write_at(descriptor: int, data: bytes, offset: int) -> int:
        """Write ``data`` at ``offset`` in one call; how many bytes the disk took."""
        return os.pwrite(descriptor, data, offset)

    def sync_folder(folder: Path) -> None:
        """Put the names in ``folder`` on the disk, for a new file to outlast a power cut."""
        descriptor = os.open(folder, os.O_RDONLY | _BINARY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sync(descriptor: int) -> None:
    """Return once everything written to the file is on the disk."""
    if sys.platform == "darwin":
        # fsync of macOS stops at the cache of the drive. Not every file system has the stronger
        # call.
        with contextlib.suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def open_file(path: Path, mode: int) -> int:
    """Open a regular file, ``mode`` being ``os.O_RDONLY`` or ``os.O_RDWR``; its descriptor.

    Raises ``OSError`` as the system does, and ``Problem`` for a folder, a pipe or a device, without
    waiting.
    """
    try:
        descriptor = os.open(path, mode | _BINARY | _AT_ONCE)
    except IsADirectoryError:
        raise errors.no_file(path) from None
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    raise errors.no_file(path)


def open_side_file(path: Path, *, is_made: bool = False) -> int:
    """Open an empty file of ours beside a workshop; its descriptor. Raises ``OSError``.

    With ``is_made`` it is made where it is missing. A link that somebody put there is refused.
    """
    how = os.O_RDWR | _BINARY | _NO_LINK | (os.O_CREAT if is_made else 0)
    return os.open(path, how, PRIVATE_FILE)


@contextlib.contextmanager
def reading(path: Path) -> Iterator[int]:
    """Open a regular file to be read, and close it afterwards. Raises as ``open_file`` does."""
    descriptor = open_file(path, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def identity(descriptor: int) -> tuple[int, int]:
    """Return what tells this file from one that was put in its place."""
    status = os.fstat(descriptor)
    return status.st_dev, status.st_ino


def read_from(descriptor: int, offset: int) -> bytes:
    """Read everything in the file from ``offset`` on, as it is now."""
    parts = []
    while part := read_at(descriptor, max(os.fstat(descriptor).st_size - offset, 1), offset):
        parts.append(part)
        offset += len(part)
    return b"".join(parts)


def make_private(folder: Path) -> None:
    """Make ``folder`` and every missing folder above it, open to nobody else, on the disk.

    Raises ``OSError``.
    """
    if not folder.is_dir():
        if folder.parent != folder:
            make_private(folder.parent)
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=PRIVATE_FOLDER)
        # A folder may be written in, and yet not be read.
        with contextlib.suppress(PermissionError):
            sync_folder(folder.parent)


def new_file(path: Path) -> int:
    """Make a file that was not there, open to nobody else; its descriptor. Raises ``OSError``."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, PRIVATE_FILE)
