"""The windows open at a workshop: prompts of other processes, in which somebody may be typing.

A command that puts something else in the place of the workshop (``seal``, ``unseal``, ``keys
rotate``, ``handover``) has to know of them: what is typed there must come along. Each window keeps
a small file locked in the state folder of this machine, for as long as its process lives. Whoever
opens a window shows it first and asks then if such a command is at work; the command closes the
door first and looks for windows then: whichever comes second sees the other.
"""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.store import paths
from coalition_cli.store.files import codec, lock, os_file
from coalition_cli.store.formats.sealed.revision import place_of

_SUFFIX: Final = ".window"
_DOOR: Final = ".door"
_PATIENCE_SECONDS: Final = 2.0
"""Longer than another window takes to look whether the door is closed."""

_PAUSE: Final = 0.01

_own: set[Path] = set()
"""The files and doors that this process holds."""


class Window(NamedTuple):
    """A window: the command that runs in it, and the time at which it was opened."""

    command: str
    since: str


@contextmanager
def standing(path: Path, command: str) -> Iterator[None]:
    """Let other processes know that ``command`` has a window open at ``path`` during the block.

    Inside of another such block it does nothing. Where this machine remembers nothing, nobody is
    told. Raises ``Problem`` where a command that waits for all windows is at work.
    """
    if any(_is_of(each, path) for each in _own):
        yield
        return
    file = _folder() / f"{place_of(path)}.{os.urandom(4).hex()}{_SUFFIX}"
    descriptor = _show(file, command)
    try:
        if _is_closed(path):
            raise Problem(
                _(
                    "{file} is being sealed, unsealed, handed over or given new keys in another"
                    " window. Nothing was opened: wait until that is done."
                ).format(file=path.name)
            )
        yield
    finally:
        _own.discard(file)
        if descriptor is not None:
            _let_go(file, descriptor)


@contextmanager
def closed_door(path: Path) -> Iterator[None]:
    """Let nobody open a window at ``path`` while the block runs. Raises ``Problem``."""
    door = _door(path)
    if door in _own:
        yield
        return
    descriptor = None
    with suppress(OSError, Problem):
        descriptor = _opened(door)
    if descriptor is not None and not _taken(descriptor):
        os.close(descriptor)
        raise Problem(
            _(
                "{file} is being sealed, unsealed, handed over or given new keys in another"
                " window. Nothing was changed: wait until that is done."
            ).format(file=path.name)
        )
    _own.add(door)
    try:
        yield
    finally:
        _own.discard(door)
        if descriptor is not None:
            _let_go(door, descriptor)


def others(path: Path) -> list[Window]:
    """The windows that other processes have open at ``path``; what killed ones left is removed."""
    found = []
    for file in sorted(_folder().glob(f"{place_of(path)}.*{_SUFFIX}")):
        if file in _own:
            continue
        if lock.is_held(file):
            found.append(_read(file))
        else:
            file.unlink(missing_ok=True)
    return found


def _folder() -> Path:
    return paths.state_folder() / "windows"


def _door(path: Path) -> Path:
    return _folder() / f"{place_of(path)}{_DOOR}"


def _is_of(file: Path, path: Path) -> bool:
    return file.name.startswith(f"{place_of(path)}.")


def _show(file: Path, command: str) -> int | None:
    words = json.dumps({"command": command, "since": datetime.now(UTC).isoformat()})
    with suppress(OSError, Problem):
        descriptor = _opened(file)
        lock.take_if_free(descriptor)
        os.write(descriptor, words.encode("ascii"))
        _own.add(file)
        return descriptor
    return None


def _opened(file: Path) -> int:
    os_file.make_private(file.parent)
    return os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)


def _is_closed(path: Path) -> bool:
    """True if a command keeps the door closed; another window that looks is only a moment there."""
    door = _door(path)
    if door in _own:
        return False
    try:
        descriptor = os_file.open_file(door, os.O_RDWR)
    except (OSError, Problem):
        return False
    try:
        return not _taken(descriptor)
    finally:
        os.close(descriptor)


def _taken(descriptor: int) -> bool:
    end = time.monotonic() + _PATIENCE_SECONDS
    while not lock.take_if_free(descriptor):
        if time.monotonic() > end:
            return False
        time.sleep(_PAUSE)
    return True


def _let_go(file: Path, descriptor: int) -> None:
    # Some systems remove no file that is open, others may have it open just now.
    with suppress(OSError):
        file.unlink(missing_ok=True)
    os.close(descriptor)
    with suppress(OSError):
        file.unlink(missing_ok=True)


def _read(file: Path) -> Window:
    try:
        words: Any = codec.read_json(codec.text_of(file.read_bytes()))
        return Window(str(words["command"]), str(words["since"]))
    except (OSError, codec.Damage, KeyError, TypeError, ValueError):
        return Window("coalition", "")
