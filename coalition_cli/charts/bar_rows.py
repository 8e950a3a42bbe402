"""Counts as bars, one below the other, each with its label and its number."""

from collections.abc import Iterator
from typing import Final

from coalition_cli.blocks import Bar, Bars
from coalition_cli.charts.drawing import ACCENT, BLACK, TINT, rectangle, shortened, svg, words

WIDTH: Final = 1600.0
ROW: Final = 56.0
_LETTER: Final = 33.0
_LABELS: Final = 740.0
_BARS: Final = (780.0, 1280.0)
_HIGH: Final = 30.0


def bars_svg(bars: Bars) -> str:
    """The bars as a picture; empty where there are none."""
    if not bars.bars:
        return ""
    parts = [part for at, bar in enumerate(bars.bars) for part in _row(bar, at * ROW, bars.most)]
    return svg(WIDTH, len(bars.bars) * ROW, bars_words(bars), parts)


def bars_words(bars: Bars) -> str:
    """What the bars show: each label with its number."""
    told = "; ".join(f"{bar.label}: {bar.words}" for bar in bars.bars)
    return f"{bars.caption}: {told}" if bars.caption else told


def share_of(bar: Bar, most: float) -> float:
    """How much of a full bar this one is, from 0 to 1."""
    return min(max(bar.value / most, 0.0), 1.0) if most > 0 else 0.0


def _row(bar: Bar, top: float, most: float) -> Iterator[str]:
    base = top + ROW / 2 + _LETTER * 0.36
    start, end = _BARS
    label = bar.short or bar.label
    yield words(shortened(label, _LETTER, _LABELS), 0, base, _LETTER, anchor="start", colour=BLACK)
    yield rectangle(start, top + (ROW - _HIGH) / 2, end - start, _HIGH, fill=TINT)
    length = share_of(bar, most) * (end - start)
    if length:
        yield rectangle(start, top + (ROW - _HIGH) / 2, length, _HIGH, fill=ACCENT)
    told = shortened(bar.words, _LETTER, WIDTH - end - 20)
    yield words(told, end + 20, base, _LETTER, anchor="start", colour=BLACK, is_strong=True)
