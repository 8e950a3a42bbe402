"""The closed vocabulary between results and everything that shows them.

Kinds produce blocks; the screen, the wall and every export consume them. A block says what
something means, not how it is drawn. All text in a block is plain: what the room said is never
markup.
"""

from dataclasses import dataclass, fields, is_dataclass
from math import isfinite
from typing import Any, Final, Literal, TypeAlias

Tone: TypeAlias = Literal["plain", "strong", "quiet", "warning"]


def sign_of(symbol: str) -> str:
    """The sign of a symbol, without the word that names it; empty where it is a word alone.

    Beside a title that word would read as a part of it.
    """
    first = symbol.split(maxsplit=1)[0] if symbol.strip() else ""
    return "" if len(first) > 1 and first.isalpha() else first


@dataclass(frozen=True, slots=True)
class Heading:
    """A title. ``level`` 1 is the whole document, 2 an exercise, 3 a part of it."""

    text: str
    level: int = 2
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class Prompt:
    """The question that the room is answering now; the largest thing on a screen."""

    text: str
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """One paragraph."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Bullet:
    """One line of a list: its text, a number or mark before it, who said it, and lines below it."""

    text: str
    mark: str = ""
    by: str = ""
    below: tuple["Bullet", ...] = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of things said."""

    items: tuple[Bullet, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; numbers stand right.

    Where there is no room for all, details are left out; only counts are details, never what
    somebody said.
    """

    title: str
    is_number: bool = False
    is_detail: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain text under columns."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: a label, its length, and the words that say the same.

    ``short`` is the label where there is little room.
    """

    label: str
    value: float
    words: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Counts side by side; ``most`` is the length of a full bar."""

    bars: tuple[Bar, ...]
    most: float
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One labelled point of a quadrant picture; ``mark`` is its number, as in the table.

    ``is_chosen``: the room took it up.
    """

    label: str
    x: float
    y: float
    mark: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Quadrant:
    """Points over two criteria on one scale, cut in the middle; ``corners`` name the four fields.

    ``corners`` are, in order: high x and high y, low x and high y, high x and low y, low x and low
    y. ``numbers`` is the table that stands with the picture and says the same.
    """

    points: tuple[Point, ...]
    x_title: str
    y_title: str
    least: float
    most: float
    corners: tuple[str, str, str, str]
    numbers: Table = Table((), ())


@dataclass(frozen=True, slots=True)
class Action:
    """One action of a plan. ``by_when`` is a long form, ready to be read.

    An empty field is still open; one that is None was not asked, or is not for this audience, and
    is not shown. ``code`` is what it is called by (``A3``).
    """

    what: str
    who: str | None = ""
    helper: str | None = ""
    by_when: str | None = ""
    first_step: str | None = ""
    support: str | None = ""
    measure: str | None = ""
    serves: str | None = None
    status: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Actions:
    """The actions of the room."""

    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of one person, used as she agreed; ``by`` is empty when she stays unnamed."""

    text: str
    by: str = ""


Block: TypeAlias = Heading | Prompt | Prose | Bullets | Table | Bars | Quadrant | Actions | Quote

_NUMBERS: Final = frozenset(("level", "value", "most", "x", "y", "least"))


def is_sound(block: Any) -> bool:
    """True if a block holds text where text should be, and numbers that can be drawn."""
    names = field_names(type(block))
    return bool(names) and all(_is_sound(getattr(block, name), name, block) for name in names)


_NAMES: Final[dict[type, tuple[str, ...]]] = {}
"""The names of the fields of each sort that was asked for: their price is paid once."""


def field_names(sort: type) -> tuple[str, ...]:
    """Return the names of the fields of a dataclass; none of what is no dataclass."""
    known = _NAMES.get(sort)
    if known is None:
        named = tuple(field.name for field in fields(sort)) if is_dataclass(sort) else ()
        known = _NAMES[sort] = named
    return known


def _is_sound(value: Any, name: str, owner: Any) -> bool:
    if type(value) is str:
        return name not in _NUMBERS
    if isinstance(value, tuple):
        return all(_is_sound(each, name, owner) for each in value)
    if is_dataclass(value):
        return is_sound(value)
    if name in _NUMBERS:
        return isinstance(value, int | float) and isfinite(value)
    return isinstance(value, str | bool) or (value is None and isinstance(owner, Action))
