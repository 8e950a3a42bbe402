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


def draw(path: Path, page: Page) -> None:
    """Let the wall of the workshop file ``path`` show ``page``. Raises ``Problem``."""
    atomic.put(paths.beside(path, _SUFFIX), page.encode("ascii"))


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
