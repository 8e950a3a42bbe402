"""Blocks as something to look at: for a rich console, or as text for any stream."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from coalition_cli.blocks import Block
from coalition_cli.terminal.current_page import Page
from coalition_cli.terminal.primitives import ruler

if TYPE_CHECKING:
    from rich.console import Group


def draw(blocks: Sequence[Block], width: int, height: int | None = None) -> "Group":
    """``blocks`` as something that a rich console prints, at most ``width`` cells wide.

    With a ``height`` the empty space shrinks until everything fits, and then only the newest lines
    are there.
    """
    # price: rich's console, 12 ms, and plain text needs none
    from rich.console import Group

    return Group(*Page(body=tuple(blocks)).lines(width, height))


def as_text(
    blocks: Sequence[Block],
    width: int,
    height: int | None = None,
    colour: bool = False,
    is_plain: bool = False,
) -> str:
    """``blocks`` as lines joined by newlines, plain or with the escapes of bold and colour."""
    lines = Page(body=tuple(blocks), is_plain=is_plain).lines(width, height)
    return "\n".join(escaped(line) if colour else line.plain.rstrip() for line in lines)


def escaped(line: Text) -> str:
    """One line with the escapes for bold and, unless ``NO_COLOR`` is set, for its colours."""
    parts: list[str] = []
    for segment in line.render(ruler()):
        style = segment.style or Style.null()
        parts.append(
            (style.without_color if os.environ.get("NO_COLOR") else style).render(segment.text)
        )
    return "".join(parts)
