"""Rows of a frame: spans of text, each with the role that a theme gives a colour to."""

from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

from rich.cells import cell_len, set_cell_size

from coalition_cli.blocks import Tone
from coalition_cli.sanitize import for_line, for_screen
from coalition_cli.terminal.folding import fold

Role: TypeAlias = Literal["text", "strong", "quiet", "question", "bar", "attention"]

ROLE_OF: dict[Tone, Role] = {
    "plain": "text",
    "strong": "strong",
    "quiet": "quiet",
    "warning": "attention",
}


class Span(NamedTuple):
    """Text of one role."""

    text: str
    role: Role = "text"


Row: TypeAlias = tuple[Span, ...]
"""One row of the screen from its left; what follows is empty."""


def words(row: Row) -> str:
    """The characters of ``row``, without the empty cells at its end."""
    return "".join(span.text for span in row).rstrip()


def cells(row: Row) -> int:
    """The cells that ``row`` takes."""
    return sum(cell_len(span.text) for span in row)


def folded(text: str, width: int) -> list[str]:
    """``text`` as a screen may show it, over as many rows of ``width`` cells as it needs."""
    return [line.rstrip() for line in fold(for_screen(text), max(1, width))]


def in_line(text: str) -> str:
    """``text`` as a screen may show it, in one row: a label, a number, the foot."""
    return for_line(text)


def clipped(row: Row, width: int) -> Row:
    """``row`` without what does not fit into ``width`` cells."""
    if cells(row) <= width:
        return row
    kept: list[Span] = []
    left = width
    for span in row:
        text = set_cell_size(span.text, min(left, cell_len(span.text)))
        kept.append(Span(text, span.role))
        left -= cell_len(text)
    return tuple(span for span in kept if span.text)


def indented(rows: Iterable[Row], count: int) -> list[Row]:
    """``rows`` with ``count`` empty cells before each that is not empty."""
    before = Span(" " * count)
    return [(before, *row) if row and count else row for row in rows]


def padded(text: str, width: int) -> str:
    """``text`` with empty cells behind it up to ``width``."""
    return text + " " * max(0, width - cell_len(text))


def centred(row: Row, width: int) -> Row:
    """``row`` in the middle of ``width`` cells."""
    before = (width - cells(row)) // 2
    return (Span(" " * before), *row) if before > 0 and row else row
