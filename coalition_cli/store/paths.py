"""The places on this machine: workshops, settings, and what is remembered between two starts."""

import os
import sys
from functools import cache
from pathlib import Path
from typing import Final, Literal

from coalition_cli.errors import Problem
from coalition_cli.store import errors
from coalition_cli.store.files import os_file

_APP: Final = "coalition"
_SUFFIX: Final = ".json"
_HEX_DIGITS: Final = frozenset("0123456789abcdef")
_DEVICE_DIGITS: Final = 16
_FEWER_DIGITS: Final = 8
"""As many as lines of the first format carry."""


def data_folder() -> Path:
    """Return the folder of what people made."""
    return _folder("DATA", ".local/share")


def workshops_folder() -> Path:
    """Return the folder in which new workshop files are made."""
    return data_folder() / "workshops"


def settings_folder() -> Path:
    """Return the folder of a person's settings."""
    return _folder("CONFIG", ".config")


def own_exercises_folder() -> Path:
    """Return the folder of a person's own exercise files; searched before ours."""
    return settings_folder() / "exercises"


def state_folder() -> Path:
    """Return the folder of what this machine remembers between two starts."""
    return _folder("STATE", ".local/state")


def device() -> str:
    """Return the 16 hex digits that entries of this machine carry; made up when first asked for.

    Eight, where a machine kept eight from before: they get eight more. They name no machine and no
    person, and nothing relies on it that no other machine has them: disks are copied. Where they
    cannot be kept, this process uses some of its own.
    """
    return _device_kept_in(state_folder())


def remember_open(path: Path) -> None:
    """Let ``path`` be the workshop that a command means when it names none. Raises ``Problem``."""
    # price: whole files, 1 ms, and a captured line is saved without
    from coalition_cli.store.files import atomic

    remembered = _remembered()
    _make(remembered.parent)
    atomic.put(remembered, os.fsencode(path.absolute()))


def last_open_file() -> Path:
    """Return the file that changes when another workshop is opened."""
    return _remembered()


def last_open() -> Path | None:
    """Return the workshop that was last opened, its file there or not; None if there was none."""
    try:
        name = os.fsdecode(_remembered().read_bytes())
    except OSError:
        return None
    return Path(name) if name else None


def path_for(title: str) -> Path:
    """Return a file for a new workshop called ``title``, numbered where the name is in use.

    Names that differ in the case of letters count as the same, as they are on a stick.
    """
    # price: the patterns of what is taken out of text, 1 ms, and a captured line may need none
    from coalition_cli import sanitize

    folder = workshops_folder()
    taken = {file.name.casefold() for file in folder.iterdir()} if folder.is_dir() else set()
    stem = sanitize.file_name(title)
    name = stem + _SUFFIX
    number = 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem}-{number}{_SUFFIX}"
    return folder / name


def beside(path: Path, suffix: str) -> Path:
    """Return the hidden file for one thing about a workshop: beside it, or in a sealed one."""
    real = Path(os.path.realpath(path))
    return real / f".workshop{suffix}" if real.is_dir() else real.with_name(f".{real.stem}{suffix}")


def _folder(name: Literal["DATA", "CONFIG", "STATE"], below_home: str) -> Path:
    if sys.platform == "linux" and "ANDROID_ROOT" not in os.environ:
        # What platformdirs does here; loading it takes longer than saving a note.
        given = os.environ.get(f"XDG_{name}_HOME", "").strip()
        return (Path(given) if given.startswith("/") else Path.home() / below_home) / _APP
    # price: platformdirs, 7 ms, and a captured line on Linux never needs it
    import platformdirs

    find = {
        "DATA": platformdirs.user_data_path,
        "CONFIG": platformdirs.user_config_path,
        "STATE": platformdirs.user_state_path,
    }
    return find[name](_APP, appauthor=False)


def _remembered() -> Path:
    return state_folder() / "open"


@cache
def _device_kept_in(folder: Path) -> str:
    path = folder / "device"
    kept = _read_device(path)
    if kept and len(kept) == _DEVICE_DIGITS:
        return kept
    made = (kept or "") + os.urandom(_DEVICE_DIGITS // 2).hex()
    made = made[:_DEVICE_DIGITS]
    try:
        # price: whole files, 1 ms, and only the first line of a machine needs them
        from coalition_cli.store.files import atomic

        _make(folder)
        # Whether it is replaced is settled by what was read: looking once more would replace
        # another process's new one.
        put = atomic.put_new if kept is None else atomic.put
        put(path, made.encode())
    except Problem:
        # Another process was first, or nothing can be written here: neither may keep a note from
        # being saved.
        return _read_device(path) or made
    return made


def _read_device(path: Path) -> str | None:
    """The name that is kept; an empty one if it was damaged, None if there is none."""
    try:
        word = path.read_bytes().decode("ascii", "replace")
    except OSError:
        return None
    is_ours = len(word) in (_FEWER_DIGITS, _DEVICE_DIGITS) and set(word) <= _HEX_DIGITS
    return word if is_ours else ""


def _make(folder: Path) -> None:
    try:
        os_file.make_private(folder)
    except OSError as trouble:
        raise errors.unwritten(folder, trouble) from None
