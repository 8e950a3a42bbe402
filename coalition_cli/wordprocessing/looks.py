"""How a word processor's styles look: letters, colours, room above and below, lines of tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple
from unicodedata import bidirectional

from coalition_cli.model.audience import Audience
from coalition_cli.model.document import Document
from coalition_cli.wordprocessing.nodes import GridName, Letters

FONT: Final = "Noto Sans"
RIGHT_TO_LEFT_FONT: Final = "Noto Sans Arabic"
ACCENT: Final = "0b5563"
TINT: Final = "e9f0f1"
HAIR: Final = "b9c6c9"
GREY: Final = "4d5659"
BLACK: Final = "000000"

LINE: Final = 0.9
"""The height of a line as a share of what the font asks for: it asks for much."""

RIGHT_TO_LEFT_LINE: Final = 1.28
"""The height of a line as a share of its letters: fonts of these scripts ask for twice as much."""

PAGE: Final = (210.0, 297.0)
BOTTOM: Final = 15.0
FOOT: Final = 8.0
"""From the edge of the page to its foot."""

SLIP_EDGE: Final = 6.0
"""What a page of slips keeps free around them: few printers reach its edge."""

TICK: Final = "\u2007" * 2
"""What stands inside the edge of a box to tick: spaces of one width, at which no line ends."""

AFTER_TICK: Final = "\u00a0"
TICK_SHARE: Final = 0.58
"""The letters of a box to tick, as a share of the words beside it."""

COLUMN_GAP: Final = 7.0

_STRONG_LETTERS: Final = frozenset(("L", "R", "AL"))
_TO_RIGHT: Final = "\u200e"


class Margins(NamedTuple):
    """What a page keeps free at its sides and at its top."""

    side: float
    top: float


_MARGINS: Final[Mapping[Audience | None, Margins]] = {
    "organizer": Margins(16, 12),
    "donor": Margins(20, 17),
}
_USUAL_MARGINS: Final = Margins(17, 14)
_FULL_OF_LISTS: Final = 19.5
_TITLE: Final = 22.0
_LONG_TITLE: Final = 45


def margins(audience: Audience | None) -> Margins:
    """Those of a page for everybody, of a page full of lists, or of a report."""
    return _MARGINS.get(audience, _USUAL_MARGINS)


def title_points(document: Document) -> float:
    """How high the letters of the title are: lower on a page full of lists, and in long ones."""
    points = _FULL_OF_LISTS if document.audience == "organizer" else _TITLE
    return points if len(document.head.title) <= _LONG_TITLE else points - 4


@dataclass(frozen=True, slots=True)
class Look:
    """The look of one paragraph style; sizes and rooms are in points, indents in millimetres.

    ``level`` is that of a heading, 0 for all others. ``hang`` is how far the first line stands
    before the others. ``bar`` is the colour of a bar at the left edge. ``line`` is the height of a
    line as a share of what the font asks for; a picture wants all of it.
    """

    size: float
    is_strong: bool = False
    colour: str = BLACK
    before: float = 0
    after: float = 0
    level: int = 0
    indent: float = 0
    hang: float = 0
    bar: str = ""
    keeps_next: bool = False
    line: float = LINE


def _quiet(points: float) -> float:
    """Quiet letters are smaller, but on a page for everybody none is under 12."""
    smaller = points * 0.86
    return max(smaller, 12.0) if points >= 12 else smaller


def _heading(points: float) -> float:
    if points >= 12:
        return points
    return 14.0 if points >= 10 else points * 1.4


@cache
def looks(points: float, title: float = _TITLE) -> Mapping[str, Look]:
    """Every paragraph style by its name, for letters that are ``points`` high."""
    quiet, heading = _quiet(points), _heading(points)
    return {
        "Title": Look(title, True, level=1, keeps_next=True),
        "Subtitle": Look(quiet, colour=GREY, after=2),
        "Label": Look(quiet, True, ACCENT, keeps_next=True),
        "Heading 1": Look(22, True, after=2, level=1, keeps_next=True),
        "Heading 2": Look(heading, True, ACCENT, points * 0.6, 1.5, level=2, keeps_next=True),
        "Heading 3": Look(points * 1.05, True, before=points * 0.4, level=3, keeps_next=True),
        "Heading 4": Look(points, True, before=points * 0.3, level=4, keeps_next=True),
        "Body": Look(points, after=2),
        "Quiet": Look(quiet, colour=GREY, before=1, after=2),
        "Warning": Look(points, True, ACCENT, after=2),
        "Question": Look(points * 1.15, True, after=2, keeps_next=True),
        "Quote": Look(points, after=3, indent=3, bar=HAIR),
        "Listed": Look(points, indent=3.2, hang=3.2),
        "Marked": Look(points, indent=points * 0.75, hang=points * 0.75),
        "Ticked": Look(points, indent=5.5, hang=5.5, after=1),
        "Blank": Look(points, before=points * 0.9, after=2),
        "Cell": Look(points),
        "Cell Quiet": Look(quiet, colour=GREY),
        "Cell Small": Look(quiet),
        "Cell Drawn": Look(quiet, colour=GREY, line=1),
        "Column Head": Look(quiet, colour=GREY, keeps_next=True),
        "Fact": Look(20, True),
        "Slip Name": Look(20, True, level=2, after=1, keeps_next=True),
        "Picture": Look(points, before=2, after=2, line=1),
    }


@dataclass(frozen=True, slots=True)
class Letter:
    """The look of words beside others; ``share`` is of the size that stands around them."""

    is_strong: bool = False
    colour: str = ""
    share: float = 1
    ground: str = ""


LETTERS: Final[Mapping[Letters, Letter]] = {
    "plain": Letter(),
    "strong": Letter(is_strong=True),
    "quiet": Letter(colour=GREY, share=0.86),
    "small": Letter(share=0.86),
    "accent": Letter(is_strong=True, colour=ACCENT),
    "code": Letter(is_strong=True, colour=ACCENT, share=0.76, ground=TINT),
    "note": Letter(is_strong=True, colour=ACCENT, share=0.4),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: how thick it is, in points, and its colour."""

    points: float
    colour: str
    is_dashed: bool = False


_HAIR_LINE: Final = Line(0.5, HAIR)


@dataclass(frozen=True, slots=True)
class GridLook:
    """The lines of a table, and the room inside each cell: above, right, below, left."""

    room: tuple[float, float, float, float] = (0.3, 2.5, 0.3, 0)
    top: Line | None = None
    bottom: Line | None = None
    left: Line | None = None
    right: Line | None = None
    between: Line | None = None
    """Between two rows."""
    beside: Line | None = None
    """Between two columns."""
    each_left: Line | None = None
    """At the left edge of every cell."""
    below_head: Line | None = None
    cut: Line | None = None
    """Above a row at which paper is cut."""
    is_open: bool = False
    """No room is left at the right of the last column."""
    ground: str = ""


_FRAME: Final = Line(1, ACCENT)
_BAR: Final = Line(2.25, ACCENT)
_CUT: Final = Line(0.5, HAIR, is_dashed=True)

GRIDS: Final[Mapping[GridName, GridLook]] = {
    "rows": GridLook(is_open=True, top=Line(1, ACCENT), between=_HAIR_LINE, bottom=_HAIR_LINE),
    "headed": GridLook(
        is_open=True, between=_HAIR_LINE, bottom=_HAIR_LINE, below_head=Line(1, ACCENT)
    ),
    "list": GridLook(room=(0, 2.5, 0.4, 0), is_open=True),
    "tint": GridLook(room=(1.4, 3, 1.4, 3), ground=TINT),
    "frame": GridLook((1.2, 3, 1.2, 3), _FRAME, _FRAME, _FRAME, _FRAME),
    "bar": GridLook(room=(0, 0, 0, 3), left=_BAR),
    "bare": GridLook(room=(0, 2.5, 0, 0), is_open=True),
    "facts": GridLook(room=(0, 2.5, 0, 2.5), each_left=_BAR),
    "slips": GridLook(room=(6, 8, 3, 8), beside=_CUT, cut=_CUT),
}


def runs_to_left(text: str) -> bool:
    """True if there are letters in ``text`` that are read from right to left."""
    return not text.isascii() and any(bidirectional(letter) in ("R", "AL") for letter in text)


def kept_in_order(text: str) -> str:
    """``text`` for a line read from the right: the numbers of a telephone stay in their order."""
    if any(letter.isdecimal() for letter in text) and not any(
        bidirectional(letter) in _STRONG_LETTERS for letter in text
    ):
        return f"{_TO_RIGHT}{text}{_TO_RIGHT}"
    return text
