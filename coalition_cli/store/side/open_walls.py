"""The walls open at a workshop: the desk asks how large they are and which page stands on them.

Each wall keeps a small file locked in the state folder of this machine, for as long as its process
lives. It names no word of the room.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.store import paths
from coalition_cli.store.files import codec, lock, os_file
from coalition_cli.store.formats.sealed.revision import place_of

_SUFFIX: Final = ".wall"


class Wall(NamedTuple):
    """One wall: its size in cells, how many pages there are, and which stands by itself.

    ``follows``: it goes over to whichever workshop is opened.
    """

    columns: int
    rows: int
    page: int = 1
    pages: int = 1
    follows: bool = False


class OpenWall:
    """This process as a wall that desks know of, from ``tell`` to ``close``."""

    def __init__(self) -> None:
        self._descriptor: int | None = None
        self._file: Path | None = None
        self._told: tuple[Path, Wall] | None = None

    def tell(self, path: Path, wall: Wall) -> None:
        """Let the desks of ``path`` know; where nothing is remembered, nobody does."""
        if self._told == (path, wall):
            return
        if self._told is None or self._told[0] != path:
            self.close()
            self._take(path)
        self._told = path, wall
        if self._descriptor is not None:
            # One write of one length: whoever reads meanwhile finds the one or the other.
            words = json.dumps(wall._asdict()).ljust(120)
            with suppress(OSError):
                os.lseek(self._descriptor, 0, os.SEEK_SET)
                os.write(self._descriptor, words.encode("ascii"))

    def close(self) -> None:
        """Be no wall any more."""
        self._told = None
        if self._descriptor is not None:
            if self._file is not None:
                with suppress(OSError):
                    self._file.unlink(missing_ok=True)
            os.close(self._descriptor)
            self._descriptor = None

    def _take(self, path: Path) -> None:
        self._file = _folder() / f"{place_of(path)}.{os.urandom(4).hex()}{_SUFFIX}"
        with suppress(OSError, Problem):
            os_file.make_private(self._file.parent)
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
            self._descriptor = os.open(self._file, flags, 0o600)
            lock.take_if_free(self._descriptor)


@contextmanager
def open_wall() -> Iterator[OpenWall]:
    """Be a wall during the block."""
    wall = OpenWall()
    try:
        yield wall
    finally:
        wall.close()


def standing(path: Path) -> list[Wall]:
    """The walls that stand at the workshop at ``path``; what killed ones left is removed."""
    return _walls(f"{place_of(path)}.*{_SUFFIX}")


def standing_or_coming(path: Path) -> list[Wall]:
    """The walls at the workshop at ``path``, and those that come to it, as it was opened just now.

    A wall goes over to the workshop that is open, unless that is sealed.
    """
    last = paths.last_open()
    if last is None or path.is_dir() or place_of(last) != place_of(path):
        return standing(path)
    here = standing(path)
    coming = (wall for wall in _walls(f"*{_SUFFIX}") if wall.follows)
    return here or list(coming)


def _walls(pattern: str) -> list[Wall]:
    found = []
    for file in sorted(_folder().glob(pattern)):
        if not lock.is_held(file):
            file.unlink(missing_ok=True)
        elif (wall := _read(file)) is not None:
            found.append(wall)
    return found


def _folder() -> Path:
    return paths.state_folder() / "walls"


def _read(file: Path) -> Wall | None:
    try:
        words: Any = codec.read_json(codec.text_of(file.read_bytes()))
        columns, rows, page, pages = (int(words[name]) for name in Wall._fields[:4])
        return Wall(columns, rows, page, pages, words.get("follows") is True)
    except (OSError, codec.Damage, KeyError, TypeError, ValueError):
        return None
