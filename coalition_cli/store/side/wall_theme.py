"""The theme of the wall that was chosen last on this machine."""

from contextlib import suppress
from pathlib import Path
from typing import Final

from coalition_cli.errors import Problem
from coalition_cli.store import paths
from coalition_cli.store.files import atomic, os_file

_MOST: Final = 20


def kept() -> str:
    """The name of the theme; empty where none was chosen."""
    with suppress(OSError, ValueError), _file().open("rb") as file:
        return file.read(_MOST).decode("ascii").strip()
    return ""


def keep(theme: str) -> None:
    """Remember ``theme``; where this machine remembers nothing, it holds for this wall."""
    with suppress(OSError, Problem):
        os_file.make_private(_file().parent)
        atomic.put(_file(), theme.encode("ascii"))


def _file() -> Path:
    return paths.state_folder() / "theme"
