"""Whole files put in place at once: the old or the new one stands, after a power cut too."""

import contextlib
import errno
import os
import sys
import time
from pathlib import Path
from typing import Final

from coalition_cli.store import errors
from coalition_cli.store.files import os_file

_SUFFIX: Final = ".tmp"
_TRIES_WHILE_OPEN: Final = 25
_NO_SECOND_NAMES: Final = (errno.EPERM, errno.EXDEV, errno.ENOENT, errno.EOPNOTSUPP, errno.EACCES)
"""The answers of a file system that gives no file a second name, or a system without ``/proc``."""


def put(path: Path, data: bytes) -> None:
    """Let ``path`` hold ``data``, readable by nobody else, in place of whatever stood there.

    Raises ``Problem``.
    """
    try:
        _put(path, data, is_new=False)
    except OSError as trouble:
        raise errors.unwritten(path, trouble) from None


def put_new(path: Path, data: bytes) -> None:
    """Do the same for a file that must not be there yet. Raises ``Problem``, also if it is."""
    refuse_taken(path)
    try:
        os_file.make_private(path.parent)
        if not _put_nameless(path, data):
            _put(path, data, is_new=True)
    except FileExistsError:
        raise errors.taken(path) from None
    except OSError as trouble:
        raise errors.unwritten(path, trouble) from None


def refuse_taken(path: Path) -> None:
    """Raise the ``Problem`` of a new file that would stand where something stands already."""
    if not path.name or os.path.lexists(path):
        raise errors.taken(path)


def leftovers(path: Path) -> list[Path]:
    """List what killed processes left beside ``path``, or what others are about to put there."""
    return list(path.parent.glob(f".{as_pattern(path.name)}.*{_SUFFIX}"))


def sweep(path: Path) -> None:
    """Remove the leftovers.

    Only for who holds the lock of ``path``: another process may be replacing it now.
    """
    for left in leftovers(path):
        with contextlib.suppress(OSError):
            left.unlink()


def as_pattern(name: str) -> str:
    """Return ``name`` for ``glob``, every character meaning itself."""
    return "".join(f"[{character}]" if character in "*?[" else character for character in name)


def _put_nameless(path: Path, data: bytes) -> bool:
    """Put ``data`` into a file that gets its name only when it is whole; True if that was done.

    Whoever is killed on the way leaves no words behind. False, and nothing was done, where the
    system knows no files without a name.
    """
    if sys.platform != "linux":
        return False
    try:
        descriptor = os.open(
            path.parent, os.O_TMPFILE | os.O_RDWR | os.O_CLOEXEC, os_file.PRIVATE_FILE
        )
    except OSError:
        return False
    try:
        _write_and_read_back(descriptor, data)
        folder = os.open(path.parent, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.link(
                f"/proc/self/fd/{descriptor}", path.name, dst_dir_fd=folder, follow_symlinks=True
            )
            os.fsync(folder)
        except FileExistsError:
            raise
        except OSError as trouble:
            if trouble.errno not in _NO_SECOND_NAMES:
                raise
            return False
        finally:
            os.close(folder)
    finally:
        os.close(descriptor)
    return True


def _put(path: Path, data: bytes, *, is_new: bool) -> None:
    temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}{_SUFFIX}")
    try:
        descriptor = os_file.new_file(temporary)
        try:
            _write_and_read_back(descriptor, data)
        finally:
            os.close(descriptor)
        if is_new:
            _name_new(temporary, path)
        else:
            _rename(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    os_file.sync_folder(path.parent)


def _write_and_read_back(descriptor: int, data: bytes) -> None:
    written = 0
    while written < len(data):
        written += os_file.write_at(descriptor, data[written:], written)
    os_file.sync(descriptor)
    # A stick that takes less than it says must not replace a good file.
    if os_file.read_from(descriptor, 0) != data:
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def _name_new(temporary: Path, path: Path) -> None:
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:
        # FAT and exFAT know no second names for one file.
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        _rename(temporary, path)
    else:
        temporary.unlink()


def _rename(temporary: Path, path: Path) -> None:
    for _ in range(_TRIES_WHILE_OPEN):
        try:
            temporary.replace(path)
        except PermissionError:
            if not os.access(path.parent, os.W_OK):
                raise
            # Not everywhere can a file be replaced that somebody reads, or that a virus scanner
            # holds for a moment.
            time.sleep(0.1)
        else:
            return
    temporary.replace(path)
