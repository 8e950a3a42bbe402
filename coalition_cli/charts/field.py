"""The field: issues over two criteria as circles with their codes.

A filled circle is an issue that the room took up. What each code means, and its numbers, stand in
the list beside it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from coalition_cli.blocks import Point, Quadrant
from coalition_cli.charts.drawing import (
    ACCENT,
    GREY,
    HAIRLINE,
    WHITE,
    circle,
    line,
    rectangle,
    shortened,
    svg,
    wide,
    words,
)
from coalition_cli.charts.spots import Frame, Mark, Spot, spots
from coalition_cli.i18n import _, ngettext
from coalition_cli.phrasing.sentences import one_decimal

RADIUS: Final = 27.0
"""A circle is 5.4 mm wide."""

FRAME: Final = Frame(110, 50, 730, 470)
WIDTH: Final = 745.0
HEIGHT: Final = 584.0
MOST: Final = 40
"""More circles than these would cover the field; the list tells of them."""

_LETTER: Final = 24.0
_MOST_LETTERS: Final = 5
_MOST_TICKS: Final = 11


@dataclass(frozen=True, slots=True)
class Placed:
    """A point, where it belongs, and where its circle stands."""

    point: Point
    home: Spot
    centre: Spot


def field_svg(quadrant: Quadrant) -> str:
    """The field as a picture; empty where there is no point to show."""
    if not quadrant.points:
        return ""
    shown = placed(quadrant)
    left = len(quadrant.points) - len(shown)
    more = [words(_more(left), FRAME.left, HEIGHT + 24, _LETTER, anchor="start")] if left else []
    height = HEIGHT + 36 if left else HEIGHT
    parts = (*_ground(quadrant), *_ties(shown), *_circles(shown), *more)
    return svg(WIDTH, height, _words(quadrant, shown), parts)


def field_words(quadrant: Quadrant) -> str:
    """What the field shows, for those who cannot see it: each code with its two numbers."""
    return _words(quadrant, placed(quadrant))


def _words(quadrant: Quadrant, drawn: tuple[Placed, ...]) -> str:
    count = len(quadrant.points)
    titles = {"x": quadrant.x_title, "y": quadrant.y_title}
    first = ngettext("{y} and {x} of {count} issue", "{y} and {x} of {count} issues", count)
    shown = [item.point for item in drawn]
    points = [
        _("{code}: {x_title} {x}, {y_title} {y}").format(
            code=point.mark,
            x_title=titles["x"],
            x=_mean(point.x),
            y_title=titles["y"],
            y=_mean(point.y),
        )
        for point in shown
    ]
    parts = [first.format(count=count, **titles), *points]
    chosen = [point.mark for point in quadrant.points if point.is_chosen]
    if chosen:
        parts.append(_("Chosen: {codes}").format(codes=", ".join(chosen)))
    if count > len(shown):
        parts.append(_more(count - len(shown)))
    return ". ".join(parts) + "."


def placed(quadrant: Quadrant) -> tuple[Placed, ...]:
    """The points that are shown, in their order; no circle lies on another."""
    ranked = sorted(quadrant.points, key=lambda point: not point.is_chosen)[:MOST]
    homes = [(_across(point.x, quadrant), _up(point.y, quadrant)) for point in ranked]
    found = spots(homes, Mark(RADIUS, RADIUS, is_round=True), FRAME)
    return tuple(
        Placed(point, home, spot)
        for point, home, spot in zip(ranked, homes, found, strict=True)
        if spot is not None
    )


def _ground(quadrant: Quadrant) -> Iterator[str]:
    middle = (quadrant.least + quadrant.most) / 2
    x, y = _across(middle, quadrant), _up(middle, quadrant)
    width, height = FRAME.right - FRAME.left, FRAME.bottom - FRAME.top
    yield rectangle(FRAME.left, FRAME.top, width, height, fill=WHITE, edge=HAIRLINE)
    yield line(x, FRAME.top, x, FRAME.bottom, is_dashed=True)
    yield line(FRAME.left, y, FRAME.right, y, is_dashed=True)
    for value in _ticks(quadrant):
        across, up = _across(value, quadrant), _up(value, quadrant)
        yield words(f"{value:g}", across, FRAME.bottom + 29, _LETTER)
        yield words(f"{value:g}", FRAME.left - 10, up + 9, _LETTER, anchor="end")
    yield from _corners(quadrant)
    yield _axis(quadrant.x_title, (FRAME.left + FRAME.right) / 2, HEIGHT - 12, width)
    yield _axis(quadrant.y_title, 30, (FRAME.top + FRAME.bottom) / 2, height, turned=True)


def _corners(quadrant: Quadrant) -> Iterator[str]:
    """The names of the four fields, outside the frame."""
    half = (FRAME.right - FRAME.left) / 2
    right, left = FRAME.left + 1.5 * half, FRAME.left + half / 2
    above, below = FRAME.top - 16, FRAME.bottom + 68
    places = ((right, above), (left, above), (right, below), (left, below))
    for name, (x, y) in zip(quadrant.corners, places, strict=True):
        yield words(shortened(name, _LETTER, half - 10), x, y, _LETTER)


def _axis(title: str, x: float, y: float, room: float, *, turned: bool = False) -> str:
    """The title of an axis, and an arrow, drawn, at its end."""
    short = shortened(title, _LETTER, room - 40)
    text = words(short, x, y, _LETTER, is_strong=True, turned=turned)
    # The arrow stands behind the widest that the words may be.
    off = wide(short, _LETTER) * 0.5 + 30
    if turned:
        points = f"M{x - 8:g} {y - off + 24:g}V{y - off:g}M{x - 15:g} {y - off + 8:g}l7 -8l7 8"
    else:
        points = f"M{x + off - 24:g} {y - 8:g}H{x + off:g}M{x + off - 8:g} {y - 15:g}l8 7l-8 7"
    return f'{text}<path d="{points}" fill="none" stroke="{GREY}" stroke-width="2.4"/>'


def _ties(shown: tuple[Placed, ...]) -> Iterator[str]:
    for item in shown:
        if item.home != item.centre:
            yield line(*item.home, *item.centre, colour=GREY)
            yield circle(*item.home, 5, fill=GREY)


def _circles(shown: tuple[Placed, ...]) -> Iterator[str]:
    for item in shown:
        x, y = item.centre
        mark = item.point.mark[:_MOST_LETTERS]
        is_chosen = item.point.is_chosen
        yield circle(x, y, RADIUS, fill=ACCENT if is_chosen else WHITE, edge=ACCENT)
        size = min(21.0, 1.65 * RADIUS / max(wide(mark, 1), 0.1))
        colour = WHITE if is_chosen else ACCENT
        yield words(mark, x, y + size * 0.36, size, colour=colour, is_strong=True)


def _ticks(quadrant: Quadrant) -> list[float]:
    """The numbers at the axes: every step of the scale, or its ends where these are many."""
    steps = int(quadrant.most - quadrant.least) + 1
    if steps > _MOST_TICKS:
        return [quadrant.least, (quadrant.least + quadrant.most) / 2, quadrant.most]
    return [quadrant.least + step for step in range(steps)]


def _across(value: float, quadrant: Quadrant) -> float:
    return _between(value, quadrant, FRAME.left + RADIUS + 3, FRAME.right - RADIUS - 3)


def _up(value: float, quadrant: Quadrant) -> float:
    return _between(value, quadrant, FRAME.bottom - RADIUS - 3, FRAME.top + RADIUS + 3)


def _between(value: float, quadrant: Quadrant, first: float, last: float) -> float:
    """Where a value stands between the ends of its axis; one beyond them stands at the end."""
    span = quadrant.most - quadrant.least
    share = (value - quadrant.least) / span if span else 0.5
    return first + min(max(share, 0.0), 1.0) * (last - first)


def _mean(value: float) -> str:
    return one_decimal(Fraction(str(value)))


def _more(count: int) -> str:
    return ngettext("and {count} more in the table", "and {count} more in the table", count).format(
        count=count
    )
