"""The picture of two criteria: a cross with the numbers of the issues at their points."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import zip_longest
from typing import Final, NamedTuple

from rich.cells import cell_len

from coalition_cli.blocks import Point, Quadrant
from coalition_cli.i18n import _
from coalition_cli.terminal.slides.geometry import Geometry
from coalition_cli.terminal.slides.rows import Row, Span, folded, in_line, indented, padded

_GAP: Final = 4
"""The cells between the cross and the names."""
_SHORTEST_NAME: Final = 12


class Cross(NamedTuple):
    """The cross of a picture in cells: the names of its fields, and numbers at their points.

    ``labels`` have the row and the first cell of each.
    """

    width: int
    height: int
    corners: tuple[str, str, str, str]
    labels: dict[tuple[int, int], str]


def picture(block: Quadrant, geometry: Geometry) -> list[Row]:
    """The cross, with the names on its right; on a low or narrow screen the fields in words.

    The names are those that ``with_names_that_fit`` leaves.
    """
    if geometry.is_low or geometry.is_narrow:
        return _in_words(block, geometry)
    width, height = _size(geometry)
    cross = _cross(block, width, height)
    names = _names(with_names_that_fit(block, geometry), geometry)
    rows: list[Row] = [(Span(_("upwards: {title}").format(title=in_line(block.y_title)), "quiet"),)]
    for line, name in zip_longest(cross, names, fillvalue=""):
        rows.append((Span(padded(line, width + _GAP)), Span(name)))
    title = _("across: {title}").format(title=in_line(block.x_title))
    rows.append((Span(" " * max(0, width - cell_len(title)) + title, "quiet"),))
    return indented(rows, geometry.gutter)


def with_names_that_fit(block: Quadrant, geometry: Geometry) -> Quadrant:
    """``block`` with the names that have room beside its cross: whole, else their beginnings.

    Without any where there are too many points: the table before it says whose numbers these are.
    """
    if geometry.is_low or geometry.is_narrow:
        return _named(block, lambda _label: "")
    _width, height = _size(geometry)
    if len(_names(block, geometry)) <= height:
        return block
    room = _room_of_names(block, geometry) - 1
    if len(block.points) > height or room < _SHORTEST_NAME:
        return _named(block, lambda _label: "")

    def beginning(label: str) -> str:
        first, *others = folded(label, room)
        return f"{first}…" if others else first

    return _named(block, beginning)


def _named(block: Quadrant, name: Callable[[str], str]) -> Quadrant:
    return replace(
        block, points=tuple(replace(each, label=name(each.label)) for each in block.points)
    )


def _room_of_names(block: Quadrant, geometry: Geometry) -> int:
    width, _height = _size(geometry)
    widest = max((cell_len(point.mark) for point in block.points), default=0)
    return geometry.text_width - width - _GAP - widest - 2


def _size(geometry: Geometry) -> tuple[int, int]:
    return 61 if geometry.width >= 100 else 37, 21 if geometry.rows >= 36 else 11


def _cross(block: Quadrant, width: int, height: int) -> list[str]:
    middle, across = height // 2, width // 2
    grid = [[" "] * width for _row in range(height)]
    grid[middle] = ["─"] * width
    for row in grid:
        row[across] = "│"
    grid[middle][across] = "┼"
    cross = cross_of(block, width, height)
    high_high, low_high, high_low, low_low = cross.corners
    for line, left, right in ((0, low_high, high_high), (height - 1, low_low, high_low)):
        _write(grid[line], 1, left)
        _write(grid[line], across + 2, right)
    for (line, start), label in cross.labels.items():
        _write(grid[line], start, label)
    return ["".join(row) for row in grid]


def cross_of(block: Quadrant, width: int, height: int) -> Cross:
    """Where everything stands on a cross of ``width`` by ``height`` cells."""
    across = width // 2
    high_high, low_high, high_low, low_low = (in_line(each) for each in block.corners)
    left, right = across - 2, width - across - 2
    corners = high_high[:right], low_high[:left], high_low[:right], low_low[:left]
    labels = {}
    for (line, column), marks in _by_cell(block, width, height).items():
        label = " ".join(marks)
        start = max(0, min(column - len(label) // 2, width - len(label)))
        labels[line, start] = label
    return Cross(width, height, corners, labels)


def named_points(block: Quadrant) -> list[tuple[str, str]]:
    """Numbers and names of the points that have one, by number."""
    points = sorted(block.points, key=_number)
    return [(point.mark, point.label) for point in points if point.label]


def _write(row: list[str], start: int, words: str) -> None:
    """Write ``words`` into the cells of ``row``; a letter of two cells takes the place of two."""
    at = start
    for letter in words:
        width = max(1, cell_len(letter))
        if at + width > len(row):
            return
        row[at : at + width] = [letter, *[""] * (width - 1)]
        at += width


def _by_cell(block: Quadrant, width: int, height: int) -> dict[tuple[int, int], list[str]]:
    """The marks at each point of the cross; those that would touch stand side by side."""
    rows: dict[int, list[tuple[int, list[str]]]] = {}
    for point in sorted(block.points, key=lambda point: (point.x, point.mark)):
        column = round(_share(point.x, block) * (width - 1))
        # The names of the fields stand in the first and the last row.
        row = 1 + round((1 - _share(point.y, block)) * (height - 3))
        placed = rows.setdefault(row, [])
        if placed and column <= placed[-1][0] + len(" ".join(placed[-1][1])) + 1:
            placed[-1][1].append(in_line(point.mark))
        else:
            placed.append((column, [in_line(point.mark)]))
    return {(row, column): marks for row, each in rows.items() for column, marks in each}


def _share(value: float, block: Quadrant) -> float:
    span = block.most - block.least
    return min(max((value - block.least) / span, 0), 1) if span else 0.5


def _names(block: Quadrant, geometry: Geometry) -> list[str]:
    widest = max((cell_len(point.mark) for point in block.points), default=0)
    room = _room_of_names(block, geometry)
    lines = []
    for point in sorted(block.points, key=_number):
        if not point.label:
            continue
        mark = " " * (widest - cell_len(point.mark)) + point.mark
        first, *others = folded(point.label, room)
        lines.append(f"{mark}  {first}")
        lines += [" " * (widest + 2) + other for other in others]
    return lines


def _number(point: Point) -> tuple[int, str]:
    return (int(point.mark) if point.mark.isdigit() else 0, point.mark)


def _in_words(block: Quadrant, geometry: Geometry) -> list[Row]:
    """Each field with the numbers of what lies in it."""
    middle = (Fraction(str(block.least)) + Fraction(str(block.most))) / 2
    fields: dict[str, list[str]] = {name: [] for name in (*block.corners, _("On the line"))}
    for point in sorted(block.points, key=_number):
        fields[_field(point, middle, block.corners)].append(point.mark)
    widest = max(map(cell_len, fields), default=0)
    rows: list[Row] = []
    for name, marks in fields.items():
        if marks:
            label = padded(in_line(name), widest + 2)
            lines: Sequence[str] = folded(" ".join(marks), geometry.text_width - widest - 2)
            rows.append((Span(label, "quiet"), Span(lines[0], "strong")))
            rows += [(Span(" " * (widest + 2)), Span(line, "strong")) for line in lines[1:]]
    return indented(rows, geometry.gutter)


def _field(point: Point, middle: Fraction, corners: Sequence[str]) -> str:
    x, y = Fraction(str(point.x)), Fraction(str(point.y))
    if middle in (x, y):
        return _("On the line")
    return corners[(0 if x > middle else 1) + (0 if y > middle else 2)]
