"""The nodes that a word processor knows, with lengths in millimetres and letters in points."""

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

Letters: TypeAlias = Literal["plain", "strong", "quiet", "accent", "code", "note", "small"]
"""How words look beside others of their paragraph."""

Align: TypeAlias = Literal["start", "end"]

GridName: TypeAlias = Literal[
    "rows", "headed", "list", "tint", "frame", "bar", "bare", "facts", "slips"
]


@dataclass(frozen=True, slots=True)
class Words:
    """Plain text in one look; a line break in it is one on the page."""

    text: str
    letters: Letters = "plain"


@dataclass(frozen=True, slots=True)
class Tick:
    """A box to tick."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A step to the next stop of the paragraph."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, with the words that say the same to whoever cannot see it."""

    svg: str
    words: str
    width: float
    height: float


Piece: TypeAlias = Words | Tick | Tab | Picture


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a tab ends; ``is_line``: a line to write on leads to it."""

    at: float
    is_line: bool = False
    is_end: bool = False
    """What follows the tab ends here, instead of beginning."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Pieces in one named style, of letters that are ``points`` high where it says nothing else.

    ``depth`` is how deep it stands in a list. ``is_flush``: no room is left above it.
    """

    style: str
    pieces: tuple[Piece, ...]
    points: float
    align: Align = "start"
    keeps_next: bool = False
    stops: tuple[Stop, ...] = ()
    depth: int = 0
    is_flush: bool = False

    def after(self, *pieces: Piece) -> "Paragraph":
        """Return the paragraph with ``pieces`` before its own."""
        return replace(self, pieces=(*pieces, *self.pieces))


@dataclass(frozen=True, slots=True)
class Gap:
    """Room between two things, in points."""

    points: float


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of a table: what stands in each cell.

    ``is_whole``: no page ends inside it. ``height``: it is at least this high. ``is_cut``: paper is
    cut above it. ``is_low``: what stands in it stands at its bottom.
    """

    cells: tuple[tuple["Node", ...], ...]
    is_head: bool = False
    is_whole: bool = True
    height: float = 0
    is_cut: bool = False
    is_low: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the widths of its columns and its rows.

    ``title`` and ``words`` tell whoever cannot see it what it holds, and what its columns are.
    """

    name: GridName
    widths: tuple[float, ...]
    rows: tuple[GridRow, ...]
    title: str = ""
    words: str = ""


Node: TypeAlias = Paragraph | Grid | Gap


@dataclass(frozen=True, slots=True)
class Stretch:
    """Nodes that stand in the same columns of the same page.

    ``is_new_page``: it begins at the top of one. ``is_slips``: the page has neither margins nor a
    foot.
    """

    nodes: tuple[Node, ...]
    columns: int = 1
    is_new_page: bool = True
    is_slips: bool = False
