"""Actions on a line of time: their codes above it, the days below; no code lies on another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from coalition_cli.charts.drawing import (
    ACCENT,
    GREY,
    HAIRLINE,
    TINT,
    circle,
    line,
    rectangle,
    svg,
    wide,
    words,
)
from coalition_cli.charts.spots import Frame, Mark, Spot, spots
from coalition_cli.i18n import ngettext
from coalition_cli.model.document import Calendar, Due

WIDTH: Final = 1700.0
MOST: Final = 40
"""More codes than these would be a wall; the list tells of them."""

_CODE: Final = Mark(44, 24)
_LANE: Final = 2 * _CODE.half_height + 12
_LETTER: Final = 26.0
_DAY_LINE: Final = 34.0
_MOST_DAY_LINES: Final = 4
_MOST_LETTERS: Final = 5


@dataclass(frozen=True, slots=True)
class Dated:
    """An action with a day that can be read."""

    due: Due
    day: date


@dataclass(frozen=True, slots=True)
class Standing:
    """A code, where its day is on the line, and where it stands above it."""

    due: Due
    home: Spot
    centre: Spot


def calendar_svg(calendar: Calendar) -> str:
    """The line of time as a picture; empty where no action has a day."""
    dated = _dated(calendar)
    if not dated:
        return ""
    shown = standing(calendar)
    top = min((item.centre[1] for item in shown), default=0.0) - _CODE.half_height - 4
    days = _day_words(dated[:MOST])
    base = -top
    left = len(dated) - len(shown)
    rows = max((row for _words, _x, row in days), default=0) + 1
    height = base + 30 + rows * _DAY_LINE + (_DAY_LINE if left else 0)
    parts = [
        *(line(*_down(item.home, base), *_down(item.centre, base), colour=GREY) for item in shown),
        line(0, base, WIDTH, base, colour=ACCENT),
        *(circle(item.home[0], base, 6, fill=ACCENT) for item in shown),
        *(part for item in shown for part in _code(item, base)),
        *_day_parts(days, base),
    ]
    if left:
        parts.append(words(_more(left), 0, height - 10, _LETTER, anchor="start"))
    return svg(WIDTH, height, calendar_words(calendar), parts)


def calendar_words(calendar: Calendar) -> str:
    """Every action with its day, in the order of their days."""
    dated = [item.due for item in _dated(calendar)]
    known = set(dated)
    undated = [due for due in calendar.dues if due not in known]
    return "; ".join(f"{due.code}: {due.words or due.day}" for due in (*dated, *undated))


def standing(calendar: Calendar) -> tuple[Standing, ...]:
    """The codes that are shown; the line lies at 0, and they stand above it."""
    dated = _dated(calendar)[:MOST]
    homes = [(x, 0.0) for x in _places(dated)]
    lanes = 2 + len(dated) // 6
    bottom = -14.0
    frame = Frame(0, bottom - lanes * _LANE, WIDTH, bottom)
    above = [(x, bottom - _CODE.half_height) for x, _y in homes]
    found = spots(above, _CODE, frame, (11.0, _LANE))
    return tuple(
        Standing(item.due, home, spot)
        for item, home, spot in zip(dated, homes, found, strict=True)
        if spot is not None
    )


def _dated(calendar: Calendar) -> list[Dated]:
    found = []
    for due in calendar.dues:
        try:
            found.append(Dated(due, date.fromisoformat(due.day)))
        except ValueError:
            continue
    return sorted(found, key=lambda item: item.day)


def _places(dated: Sequence[Dated]) -> list[float]:
    """How far right each day stands; the ends of the line have room for half a code."""
    first, last = dated[0].day.toordinal(), dated[-1].day.toordinal()
    span = last - first
    room = WIDTH - 2 * _CODE.half_width
    return [
        _CODE.half_width + (room * (item.day.toordinal() - first) / span if span else room / 2)
        for item in dated
    ]


def _code(item: Standing, base: float) -> Iterator[str]:
    x, y = _down(item.centre, base)
    half_width, half_height = _CODE.half_width, _CODE.half_height
    yield rectangle(
        x - half_width, y - half_height, 2 * half_width, 2 * half_height, fill=TINT, corner=8
    )
    code = item.due.code[:_MOST_LETTERS]
    size = min(_LETTER, 1.8 * half_width / max(wide(code, 1), 0.1))
    yield words(code, x, y + size * 0.36, size, colour=ACCENT, is_strong=True)


def _down(spot: Spot, base: float) -> Spot:
    return spot[0], base + spot[1]


def _day_words(dated: Sequence[Dated]) -> list[tuple[str, float, int]]:
    """The days that have room below the line: their words, where they begin, and in which row."""
    ends = [-1.0] * _MOST_DAY_LINES
    placed: list[tuple[str, float, int]] = []
    told: set[date] = set()
    for item, x in zip(dated, _places(dated), strict=True):
        if item.day in told:
            continue
        told.add(item.day)
        text = item.due.words or item.due.day
        length = wide(text, _LETTER)
        start = min(max(0.0, x - length / 2), max(0.0, WIDTH - length))
        row = next((at for at, end in enumerate(ends) if start > end), None)
        if row is not None:
            ends[row] = start + length + 20
            placed.append((text, x, row))
    return placed


def _day_parts(days: Sequence[tuple[str, float, int]], base: float) -> Iterator[str]:
    for text, x, row in days:
        length = wide(text, _LETTER)
        below = base + 34 + row * _DAY_LINE
        if row:
            yield line(x, base, x, below - _LETTER, colour=HAIRLINE)
        if x - length / 2 < 0:
            yield words(text, 0, below, _LETTER, anchor="start")
        elif x + length / 2 > WIDTH:
            yield words(text, WIDTH, below, _LETTER, anchor="end")
        else:
            yield words(text, x, below, _LETTER)


def _more(count: int) -> str:
    return ngettext("and {count} more in the list", "and {count} more in the list", count).format(
        count=count
    )
