"""The blank wall: while it is on, ``coalition wall`` shows no words of the room.

It is a small file beside the workshop, since the keyboard and the wall are two processes.
"""

from pathlib import Path
from typing import Final, Literal, TypeAlias, get_args

from coalition_cli.store import paths
from coalition_cli.store.files import atomic

Page: TypeAlias = Literal["plain", "breath"]
"""The pages that the wall shows instead: nothing, or a slow breath."""

_PAGES: Final[tuple[Page, ...]] = get_args(Page)
_SUFFIX: Final = ".curtain"
_LEFT: Final = "left"
"""The word of a wall that somebody decided to leave hidden."""


def draw(path: Path, page: Page) -> None:
    """Let the wall of the workshop file ``path`` show ``page``. Raises ``Problem``."""
    atomic.put(paths.beside(path, _SUFFIX), page.encode("ascii"))


def leave_drawn(path: Path) -> None:
    """Let the wall stay hidden until ``lift``, whatever screens are hidden and shown meanwhile.

    Raises ``Problem``.
    """
    atomic.put(paths.beside(path, _SUFFIX), _LEFT.encode("ascii"))


def is_left_drawn(path: Path) -> bool:
    """True if somebody decided to leave the wall hidden."""
    try:
        return paths.beside(path, _SUFFIX).read_bytes() == _LEFT.encode("ascii")
    except OSError:
        return False


def lift(path: Path) -> None:
    """Let the wall show the room's words again."""
    paths.beside(path, _SUFFIX).unlink(missing_ok=True)


def drawn(path: Path) -> Page | Literal[""]:
    """The page the wall is to show instead of the room's words; empty if no curtain is drawn."""
    try:
        word = paths.beside(path, _SUFFIX).read_bytes()
    except FileNotFoundError:
        return ""
    except OSError:
        return "plain"
    # Whatever stands there, somebody wanted the words hidden.
    return next((page for page in _PAGES if page.encode() == word), "plain")
