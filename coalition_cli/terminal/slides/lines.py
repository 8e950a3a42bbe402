"""Lines of the room on pages: a line keeps its row until its page is full."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len

from coalition_cli.slide import Lines, Said
from coalition_cli.terminal.slides.geometry import Geometry
from coalition_cli.terminal.slides.rows import Row, Span, folded, in_line, padded

_CARRIED: Final = 2
"""The lines of a page with which the next one begins."""
_GAP: Final = 2
_SHAPES: Final = 4
"""The shapes of page that are kept up to date; a window that changes its size leaves many."""

NEWEST: Final = "►"


class Stretch(NamedTuple):
    """Lines of one page: from a row of the first line to before a row of the last."""

    first: int
    row: int
    end: int
    end_row: int


class Columns(NamedTuple):
    """The columns of lines on a screen: for numbers, words, and what a line belongs to."""

    sign: int
    mark: int
    text: int
    tag: int

    @property
    def before(self) -> int:
        """The cells before the words."""
        return self.sign + self.mark + (_GAP if self.mark else 0)


class _Shape(NamedTuple):
    """What the pages of the same lines depend on: cells, rows, and empty rows between lines."""

    width: int
    capacity: int
    apart: int


class Pages:
    """Where the pages of growing lines begin, brought up to date by the lines that are new.

    A line is measured once for each width. One frame may ask for pages of several shapes, as high
    as a prompt could be and as high as it is: the last few are known. ``laid`` counts how often
    lines were measured.
    """

    def __init__(self) -> None:
        self.laid = 0
        self._known: list[Said] = []
        self._heights: dict[int, list[int]] = {}
        self._stretches: dict[_Shape, list[Stretch]] = {}

    def of(self, items: Sequence[Said], width: int, capacity: int, apart: int) -> list[Stretch]:
        """The pages of ``items``: ``capacity`` rows each, with ``apart`` empty ones between lines.

        One page without lines where there are none.
        """
        same = self._same(items)
        if same < len(self._known):
            self._forget_from(same)
        self._known = list(items)
        shape = _Shape(width, max(1, capacity), apart)
        stretches = self._stretches.pop(shape, [])
        self._stretches[shape] = stretches  # the newest stand last
        self._drop_oldest()
        heights = self._heights.setdefault(width, [])
        heights += [self._height(item, width) for item in items[len(heights) :]]
        if not stretches or stretches[-1].end < len(heights):
            _fill(stretches, heights, shape)
        return stretches

    def _forget_from(self, same: int) -> None:
        for heights in self._heights.values():
            del heights[same:]
        for stretches in self._stretches.values():
            stretches[:] = [each for each in stretches if _is_before(each, same)]

    def _drop_oldest(self) -> None:
        while len(self._stretches) > _SHAPES:
            del self._stretches[next(iter(self._stretches))]
        widths = {shape.width for shape in self._stretches}
        self._heights = {width: rows for width, rows in self._heights.items() if width in widths}

    def _same(self, items: Sequence[Said]) -> int:
        """How many lines are as they were."""
        count = len(self._known)
        if list(items[:count]) == self._known:
            return count
        pairs = zip(items, self._known, strict=False)
        return next((at for at, (new, old) in enumerate(pairs) if new != old), len(items))

    def _height(self, item: Said, width: int) -> int:
        self.laid += 1
        text = item.text
        if len(text) <= width and text.isascii() and text.isprintable():
            return 1
        return len(folded(text, width))


def _is_before(stretch: Stretch, line: int) -> bool:
    """True if no row of the line with this index stands on it."""
    return stretch.end < line or (stretch.end == line and not stretch.end_row)


def _fill(stretches: list[Stretch], heights: Sequence[int], shape: _Shape) -> None:
    """Begin pages until every line is on one: the last page is filled again from its start."""
    start = (0, 0)
    if stretches:
        last = stretches.pop()
        start = (last.first, last.row)
    while True:
        page = _from(*start, heights, shape)
        stretches.append(page)
        if page.end >= len(heights):
            return
        start = _after(page, heights, shape)


def _from(first: int, row: int, heights: Sequence[int], shape: _Shape) -> Stretch:
    left, at, done = shape.capacity, first, row
    while at < len(heights):
        height = heights[at] - done
        gap = shape.apart if at > first else 0
        if height + gap > left:
            if at == first:
                return Stretch(first, row, at, done + shape.capacity)
            break
        left -= height + gap
        at, done = at + 1, 0
    return Stretch(first, row, at, 0)


def _after(page: Stretch, heights: Sequence[int], shape: _Shape) -> tuple[int, int]:
    """Where the next page begins: two lines again, as far as a new one fits behind them."""
    if page.end_row:
        return page.end, page.end_row
    for again in range(_CARRIED, 0, -1):
        first = page.end - again
        rows = sum(heights[first : page.end + 1]) + shape.apart * again
        if first > page.first and rows <= shape.capacity:
            return first, 0
    return page.end, 0


def columns_of(lines: Lines, geometry: Geometry) -> Columns:
    """The columns of ``lines``: as wide for the first line as for the last."""
    sign = 1 if geometry.is_narrow else geometry.gutter
    marks = [lines.items[-1].mark] if lines.is_growing and lines.items else []
    if not lines.is_growing:
        marks = [item.mark for item in lines.items]
    mark = max(map(cell_len, map(in_line, marks)), default=0)
    mark = max(mark, 2) if mark else 0
    tag = max(map(cell_len, map(in_line, lines.tags)), default=0)
    if geometry.is_narrow or tag > geometry.width // 3:
        tag = 0
    text = geometry.width - sign - mark - (_GAP if mark else 0) - (tag + _GAP if tag else 0)
    return Columns(sign, mark, max(1, text), tag)


def line_rows(item: Said, columns: Columns, *, is_newest: bool) -> list[Row]:
    """One line over as many rows as it needs."""
    role: Span = Span("", "strong") if is_newest else Span("")
    parts = folded(item.text, columns.text)
    sign = NEWEST.ljust(columns.sign) if is_newest else " " * columns.sign
    gap = " " * _GAP if columns.mark else ""
    number = in_line(item.mark)
    mark = " " * (columns.mark - cell_len(number)) + number + gap
    first: list[Span] = [
        Span(sign, role.role),
        Span(mark, "strong" if is_newest else "quiet"),
        Span(parts[0], role.role),
    ]
    if columns.tag and item.tag:
        first[-1] = Span(padded(parts[0], columns.text), role.role)
        tag = in_line(item.tag)
        tag = " " * (columns.tag - cell_len(tag)) + tag
        first.append(Span(" " * _GAP + tag, "quiet"))
    before = Span(" " * columns.before)
    return [tuple(first), *((before, Span(part, role.role)) for part in parts[1:])]
