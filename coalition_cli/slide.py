"""The slide: what a room sees of one moment, as parts that mean something.

A kind says what its moment is; the terminal, the browser and the tests draw the same slide, each
as large as its screen allows. A slide never says how it is drawn: it says what may go first where
there is no room.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from coalition_cli.blocks import Bars, Column, Quadrant, Tone

Manner: TypeAlias = Literal["still", "usual", "growing", "centred"]
"""``still``: begins a third down. ``growing``: its question keeps its row, the newest page stands.

``centred``: all of it in the middle of the screen, such as a break.
"""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph, and the short form that takes its place where there is little room.

    ``is_detail``: it goes where all else fits on one page without it.
    """

    text: str
    tone: Tone = "plain"
    short: str = ""
    is_detail: bool = False


class Said(NamedTuple):
    """One line: its number or sign before it, and at its end what it belongs to."""

    text: str
    mark: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of the room, oldest first; there may be thousands.

    ``is_growing``: the last is the newest, and is marked. ``tags`` are all that may stand at the
    end of a line.
    """

    items: Sequence[Said]
    is_growing: bool = False
    tags: tuple[str, ...] = ()


class Pair(NamedTuple):
    """Words behind what they belong to: a name behind *Now*, the names of a group behind it.

    ``short`` are the words where there is little room.
    """

    label: str
    text: str
    tone: Tone = "plain"
    is_new: bool = False
    short: str = ""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs below each other, their words in one column."""

    rows: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """The numbers of a scale, large, and what its ends mean."""

    least: int
    most: int
    low: str = ""
    high: str = ""


class GridRow(NamedTuple):
    """Cells of one row; ``sign`` stands in the margin before it."""

    cells: tuple[str, ...]
    tone: Tone = "plain"
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows under columns; those columns that are details go first."""

    columns: tuple[Column, ...]
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class Digits:
    """A time or a number, as large as the screen allows."""

    text: str


@dataclass(frozen=True, slots=True)
class Filling:
    """A bar that fills and empties; ``share`` is 0 to 1."""

    share: float


Part: TypeAlias = Words | Lines | Pairs | Scale | Bars | Grid | Quadrant | Digits | Filling
Stage: TypeAlias = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Timing:
    """The time of a step as the room reads it: words, and the share of it that is over."""

    words: str
    share: float = 0
    short: str = ""


@dataclass(frozen=True, slots=True)
class Slide:
    """One moment of the room.

    ``question`` is what the room answers now, ``hints`` help to answer it; the first ``kept_hints``
    of them belong to the question, and no screen is too small for them. ``stages`` are what
    stands below, each beginning a page of its own. ``place`` is where we are, ``sign`` the sign of
    the step and its word; ``where`` is where we are inside of the step, which a low screen has at
    its foot. ``foot`` stands last. ``pace`` is how long each one has, where each has her turn.
    ``is_result``: all was answered, and no hint of the step on how to answer stands there.
    """

    question: str = ""
    hints: tuple[Words, ...] = ()
    kept_hints: int = 0
    stages: tuple[Stage, ...] = ()
    foot: tuple[Words, ...] = ()
    manner: Manner = "usual"
    where: tuple[str, ...] = ()
    place: str = ""
    sign: str = ""
    pace: str = ""
    timing: Timing | None = None
    is_result: bool = False
