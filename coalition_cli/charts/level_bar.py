"""The agreement bar: how many showed each level, from the widest yes to the clearest no."""

from collections.abc import Sequence
from typing import Final

from coalition_cli.charts.drawing import (
    ACCENT,
    BLACK,
    HAIRLINE,
    LIGHT,
    MIDDLE,
    WHITE,
    rectangle,
    svg,
)
from coalition_cli.i18n import _

WIDTH: Final = 220.0
HEIGHT: Final = 28.0
SHADES: Final = (ACCENT, MIDDLE, LIGHT)
_GAP: Final = 3.0
_LEAST: Final = 8.0
"""Even one of two hundred can be seen."""


def levels_svg(counts: Sequence[int]) -> str:
    """The bar: the levels that agree from dark to light, the others white with a black edge."""
    parts = []
    at = 0.0
    for level, length in lengths(counts):
        parts.append(_piece(level, len(counts), at, length))
        at += length + _GAP
    if not parts:
        parts.append(rectangle(1, 1, WIDTH - 2, HEIGHT - 2, edge=HAIRLINE))
    return svg(WIDTH, HEIGHT, levels_words(counts), parts)


def levels_words(counts: Sequence[int]) -> str:
    """How many showed each level, the highest first; of two how many said yes, and no."""
    if len(counts) == 2:
        return _("{yes} yes, {no} no").format(yes=counts[0], no=counts[1])
    told = [
        _("{count} at level {level}").format(count=count, level=len(counts) - 1 - at)
        for at, count in enumerate(counts)
        if count > 0
    ]
    return ", ".join(told) if told else _("no hands")


def lengths(counts: Sequence[int]) -> list[tuple[int, float]]:
    """The pieces of the bar that somebody showed: the place of each level, and its length."""
    shown = [(at, count) for at, count in enumerate(counts) if count > 0]
    total = sum(count for _at, count in shown)
    room = WIDTH - _GAP * (len(shown) - 1) - _LEAST * len(shown)
    return [(at, _LEAST + room * count / total) for at, count in shown]


def _piece(level: int, levels: int, at: float, length: float) -> str:
    """A level that agrees is filled; the upper half of them do."""
    if level < (levels + 1) // 2:
        shade = SHADES[min(level, len(SHADES) - 1)]
        return rectangle(at, 0, length, HEIGHT, fill=shade)
    return rectangle(at + 1, 1, length - 2, HEIGHT - 2, fill=WHITE, edge=BLACK)
