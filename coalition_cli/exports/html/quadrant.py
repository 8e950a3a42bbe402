"""The picture of two criteria as SVG: frame, middle lines, field names, numbered points."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from typing import Final

from coalition_cli.blocks import Quadrant
from coalition_cli.exports.html.lettering import LINE_HEIGHT, width, wrapped
from coalition_cli.exports.html.placing import Box, Ground, Label, Placed
from coalition_cli.i18n import _
from coalition_cli.methods.ranking_blocks import field_name
from coalition_cli.phrasing.sentences import one_decimal
from coalition_cli.sanitize import for_screen

MARGIN: Final = 0.35
"""The frame's reach beyond the ends of the scale, in steps of it: no circle lies on it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A size of the picture, in its own units.

    ``name`` is the class by which the style shows one of them.
    """

    name: str
    wide: float
    high: float
    radius: float
    letter: float
    widest_label: float


SHEETS: Final = (Sheet("broad", 760, 640, 13, 15, 190), Sheet("narrow", 360, 460, 12, 13, 105))


def pictures(block: Quadrant, number: int) -> str:
    """The picture in every size; ``number`` tells apart the pictures of one document."""
    return "".join(_picture(block, sheet, f"picture-{number}-{sheet.name}") for sheet in SHEETS)


def _picture(block: Quadrant, sheet: Sheet, name: str) -> str:
    frame = Box(
        sheet.letter * 3.6, sheet.letter * 0.5, sheet.wide - 2, sheet.high - sheet.letter * 3.8
    )
    corners = list(_corner_boxes(block, sheet, frame))
    ground = Ground(
        frame, sheet.radius, sheet.letter, sheet.widest_label, [box for _lines, box in corners]
    )
    homes = [(_across(point.x, block, frame), _up(point.y, block, frame)) for point in block.points]
    placed = ground.place(homes, [for_screen(point.label) for point in block.points])
    title = _("{y} and {x} of {count} issues").format(
        x=block.x_title, y=block.y_title, count=len(block.points)
    )
    told = _("The table below has the same numbers.")
    parts = [
        f'<svg class="quadrant {sheet.name}" role="img" aria-labelledby="{name}-title {name}-told"'
        f' viewBox="0 0 {_n(sheet.wide)} {_n(sheet.high)}">',
        f'<title id="{name}-title">{escape(title)}</title>',
        f'<desc id="{name}-told">{escape(told)}</desc>',
        *_ground(block, frame, sheet),
        *(_words(lines, box, "corner", sheet.letter) for lines, box in corners),
        *_ties(placed),
        *_points(block, placed, sheet),
        "</svg>",
    ]
    return "".join(parts)


def _ground(block: Quadrant, frame: Box, sheet: Sheet) -> Iterator[str]:
    middle = (block.least + block.most) / 2
    x, y = _across(middle, block, frame), _up(middle, block, frame)
    letter = sheet.letter
    yield _rect("both", Box(x, frame.top, frame.right, y))
    yield _rect("frame", frame)
    lines = (
        f"M{_n(x)} {_n(frame.top)}V{_n(frame.bottom)}M{_n(frame.left)} {_n(y)}H{_n(frame.right)}"
    )
    yield f'<path class="middle" d="{lines}"/>'
    for value in _scale(block):
        across, up = _across(value, block, frame), _up(value, block, frame)
        yield _text(f"{value:g}", across, frame.bottom + letter * 1.4, "scale")
        yield _text(f"{value:g}", frame.left - letter * 0.9, up + letter * 0.35, "scale")
    yield _text(
        f"{block.x_title} →", (frame.left + frame.right) / 2, sheet.high - letter * 0.7, "axis"
    )
    up = (frame.top + frame.bottom) / 2
    yield (
        f'<text class="axis" text-anchor="middle"'
        f' transform="translate({_n(letter)} {_n(up)}) rotate(-90)">'
        f"{escape(for_screen(block.y_title))} →</text>"
    )


def _ties(placed: list[Placed]) -> Iterator[str]:
    for point in placed:
        if point.home != point.centre:
            yield f'<path class="tie" d="M{_at(point.home)}L{_at(point.centre)}"/>'
            x, y = point.home
            yield f'<circle class="home" cx="{_n(x)}" cy="{_n(y)}" r="2.5"/>'
        if point.label and point.label.tie:
            yield f'<path class="tie" d="M{_at(point.centre)}L{_at(point.label.tie)}"/>'


def _points(block: Quadrant, placed: list[Placed], sheet: Sheet) -> Iterator[str]:
    for point, spot in zip(block.points, placed, strict=True):
        told = _("{place}: {issue}, {x_title} {x}, {y_title} {y}, {field}").format(
            place=point.mark,
            issue=for_screen(point.label),
            x_title=block.x_title,
            x=one_decimal(Fraction(str(point.x))),
            y_title=block.y_title,
            y=one_decimal(Fraction(str(point.y))),
            field=field_name(block, point),
        )
        size = min(sheet.letter * 0.9, sheet.radius * 1.7 / max(width(point.mark, 1), 0.5))
        yield f"<g><title>{escape(told)}</title>"
        x, y = spot.centre
        yield f'<circle class="point" cx="{_n(x)}" cy="{_n(y)}" r="{_n(sheet.radius)}"/>'
        yield _text(point.mark, x, y + size * 0.36, "mark", size)
        if spot.label:
            yield _label(spot.label, spot.centre, sheet.letter)
        yield "</g>"


def _label(label: Label, centre: tuple[float, float], letter: float) -> str:
    if label.box.left >= centre[0]:
        return _words(label.lines, label.box, "label", letter, "start")
    return _words(
        label.lines, label.box, "label", letter, "end" if label.box.right <= centre[0] else "middle"
    )


def _words(
    lines: tuple[str, ...], box: Box, name: str, letter: float, anchor: str = "middle"
) -> str:
    x = {"start": box.left, "middle": (box.left + box.right) / 2, "end": box.right}[anchor]
    return "".join(
        _text(line, x, box.top + letter * (LINE_HEIGHT * row + 0.95), name, letter, anchor)
        for row, line in enumerate(lines)
    )


def _corner_boxes(
    block: Quadrant, sheet: Sheet, frame: Box
) -> Iterator[tuple[tuple[str, ...], Box]]:
    """The names of the fields, each in the outer corner of its own."""
    inset = sheet.letter * 0.5
    widest = (frame.right - frame.left) / 2 - 2 * inset
    for name, (is_right, is_top) in zip(
        block.corners, ((True, True), (False, True), (True, False), (False, False)), strict=True
    ):
        lines = wrapped(for_screen(name), sheet.letter, widest, 2)
        if lines is None:
            continue
        wide = max(width(line, sheet.letter) for line in lines)
        high = len(lines) * sheet.letter * LINE_HEIGHT
        left = frame.right - inset - wide if is_right else frame.left + inset
        top = frame.top + inset if is_top else frame.bottom - inset - high
        yield lines, Box(left, top, left + wide, top + high)


def _scale(block: Quadrant) -> Iterator[float]:
    value = block.least
    while value <= block.most:
        yield value
        value += 1


def _across(value: float, block: Quadrant, frame: Box) -> float:
    share = (value - block.least + MARGIN) / (block.most - block.least + 2 * MARGIN)
    return frame.left + share * (frame.right - frame.left)


def _up(value: float, block: Quadrant, frame: Box) -> float:
    share = (value - block.least + MARGIN) / (block.most - block.least + 2 * MARGIN)
    return frame.bottom - share * (frame.bottom - frame.top)


def _rect(name: str, box: Box) -> str:
    return (
        f'<rect class="{name}" x="{_n(box.left)}" y="{_n(box.top)}"'
        f' width="{_n(box.right - box.left)}" height="{_n(box.bottom - box.top)}"/>'
    )


def _text(
    words: str, x: float, y: float, name: str, size: float | None = None, anchor: str = "middle"
) -> str:
    height = f' font-size="{_n(size)}"' if size else ""
    place = f'x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}"{height}'
    return f'<text class="{name}" {place}>{escape(for_screen(words))}</text>'


def _at(point: tuple[float, float]) -> str:
    return f"{_n(point[0])} {_n(point[1])}"


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
