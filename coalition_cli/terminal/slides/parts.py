"""Parts of a slide as rows: words, pairs, a scale, bars, a grid, large digits."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final, NamedTuple

from rich.cells import cell_len

from coalition_cli.blocks import Bars, Quadrant
from coalition_cli.slide import (
    Digits,
    Filling,
    Grid,
    GridRow,
    Lines,
    Pair,
    Pairs,
    Part,
    Scale,
    Words,
)
from coalition_cli.terminal.slides import digits
from coalition_cli.terminal.slides.geometry import Geometry
from coalition_cli.terminal.slides.lines import NEWEST, columns_of, line_rows
from coalition_cli.terminal.slides.picture import picture
from coalition_cli.terminal.slides.rows import (
    ROLE_OF,
    Role,
    Row,
    Span,
    cells,
    folded,
    in_line,
    indented,
    padded,
)

_SIGNS: Final = ("= ", "! ")
"""Signs that words of attention may begin with: they stand before the column."""
_SHORTEST_LABEL: Final = 6
_WIDEST_SIGN: Final = 2
"""Labels up to this are numbers and signs: their words stand close behind them."""
_WIDEST_BAR: Final = 48
_SCALE_WIDTH: Final = 64
_GAP: Final = 2
_SHORTEST_TEXT: Final = 12


class Drawn(NamedTuple):
    """A part as units that no page may break.

    ``is_close`` ones stand apart on tall screens only; of ``is_whole`` ones all stand on one page,
    where one page has room for them.
    """

    units: list[list[Row]]
    is_close: bool = False
    is_whole: bool = False
    ahead: int = 0
    """How many of them come before those of its items: a caption, or the heads of columns."""
    stacked: tuple[Words, ...] = ()
    """The rows of a grid as words, where its columns do not fit beside each other."""


def draw(
    part: Part, geometry: Geometry, *, is_short: bool = False, has_details: bool = True
) -> Drawn:
    """``part`` in rows that begin at the left of the column.

    ``is_short`` takes the short forms of words, and without ``has_details`` the columns of a grid
    that are details are left out.
    """
    match part:
        case Words():
            drawn = Drawn([word_rows(part, geometry, is_short=is_short)])
        case Lines():
            drawn = _lines(part, geometry)
        case Pairs():
            drawn = _pairs(part, geometry)
        case Scale():
            drawn = Drawn([_scale(part, geometry)])
        case Bars():
            drawn = _bars(part, geometry)
        case Grid():
            drawn = _grid(part, geometry, has_details=has_details)
        case Quadrant():
            drawn = Drawn([picture(part, geometry)])
        case Digits():
            drawn = Drawn([_digits(part, geometry)])
        case Filling():
            drawn = Drawn([_filling(part, geometry)])
    return drawn


def word_rows(part: Words, geometry: Geometry, *, is_short: bool = False) -> list[Row]:
    """A paragraph: a sign of attention stands before the column, where there is room for it."""
    text = part.short if is_short and part.short else part.text
    role = ROLE_OF[part.tone]
    sign = next((each for each in _SIGNS if text.startswith(each)), "")
    if sign and geometry.gutter:
        rows = folded(text[len(sign) :], geometry.text_width)
        before = [sign.ljust(geometry.gutter), *[" " * geometry.gutter] * (len(rows) - 1)]
        return [(Span(mark + row, role),) for mark, row in zip(before, rows, strict=True)]
    return indented(
        [(Span(row, role),) for row in folded(text, geometry.text_width)], geometry.gutter
    )


def _lines(part: Lines, geometry: Geometry) -> Drawn:
    columns = columns_of(part, geometry)
    last = len(part.items) - 1
    units = [
        line_rows(item, columns, is_newest=part.is_growing and at == last)
        for at, item in enumerate(part.items)
    ]
    return Drawn(units, is_close=True)


def _pairs(part: Pairs, geometry: Geometry) -> Drawn:
    label_width = max((cell_len(in_line(row.label)) for row in part.rows), default=0)
    if label_width > _WIDEST_SIGN:
        label_width = max(label_width, _SHORTEST_LABEL)
    label_width += _GAP
    before = geometry.gutter or 2
    room = geometry.width - before - label_width
    units = []
    for row in part.rows:
        role = ROLE_OF[row.tone]
        sign = f"{NEWEST} " if row.is_new else "  "
        label = in_line(row.label)
        if room < _SHORTEST_TEXT:
            units.append(_stacked_pair(row, label, sign, geometry))
            continue
        words = folded(row.text, room)
        first: Row = (
            Span(sign[:before], "strong" if row.is_new else "text"),
            Span(padded(label, label_width), "strong" if row.is_new else "quiet"),
            Span(words[0], role),
        )
        hanging = Span(" " * (before + label_width))
        units.append([first, *((hanging, Span(line, role)) for line in words[1:])])
    return Drawn(units, is_whole=True)


def _stacked_pair(row: Pair, label: str, sign: str, geometry: Geometry) -> list[Row]:
    """A pair whose label is too long for a column of its own: its words stand below it."""
    before, role = geometry.gutter or 2, ROLE_OF[row.tone]
    width = max(1, geometry.width - before)
    first, *more = folded(label, width)
    tone: Role = "strong" if row.is_new else "quiet"
    gap = Span(" " * before)
    rows: list[Row] = [(Span(sign[:before], tone), Span(first, tone))]
    rows += [(gap, Span(line, tone)) for line in more]
    return [*rows, *((gap, Span(line, role)) for line in folded(row.text, width))]


def _scale(part: Scale, geometry: Geometry) -> list[Row]:
    numbers = [str(number) for number in range(part.least, part.most + 1)]
    width = min(geometry.text_width, _SCALE_WIDTH)
    each = width // len(numbers)
    if geometry.is_low:
        each = min(8, max(2, (width - 2) // max(1, len(numbers) - 1)))
    is_tall = geometry.rows >= 36 and each >= 12
    drawn = [digits.large(number, is_tall=is_tall) for number in numbers]
    if geometry.is_low or max(len(rows[0]) for rows in drawn) > each - 2:
        drawn = [[number] for number in numbers]
    rows: list[Row] = []
    for across in zip(*drawn, strict=True):
        line = "".join(padded(cell, each) for cell in across).rstrip()
        rows.append((Span(line, "strong"),))
    reach = each * (len(numbers) - 1) + len(drawn[-1][0])
    low, high = in_line(part.low), in_line(part.high)
    if low or high:
        gap = reach - cell_len(low) - cell_len(high)
        if gap >= _GAP:
            rows.append((Span(low + " " * gap + high, "quiet"),))
        else:
            ends = [f"{part.least} {low}", f"{part.most} {high}"]
            rows += [(Span(line, "quiet"),) for end in ends for line in folded(end, width)]
    return indented(rows, geometry.gutter)


def _bars(part: Bars, geometry: Geometry) -> Drawn:
    before = geometry.gutter or 2
    labels = [in_line(bar.label) for bar in part.bars]
    label_width = max(map(cell_len, labels), default=0) + _GAP
    words_width = max((cell_len(in_line(bar.words)) for bar in part.bars), default=0)
    room = min(geometry.width - before - label_width - words_width - 1, _WIDEST_BAR)
    units: list[list[Row]] = []
    if part.caption:
        units.append(word_rows(Words(part.caption, "strong"), geometry))
    for bar, label in zip(part.bars, labels, strict=True):
        beside = room >= _SHORTEST_TEXT // 2
        length = room if beside else min(geometry.width - before - words_width - 1, _WIDEST_BAR)
        filled = _filled(bar.value, part.most, max(1, length))
        drawn = (Span("█" * filled + " " if filled else "", "bar"), Span(in_line(bar.words)))
        if beside:
            units.append([(Span(" " * before), Span(padded(label, label_width)), *drawn)])
        else:
            rows: list[Row] = [
                (Span(" " * before), Span(line))
                for line in folded(bar.label, geometry.width - before)
            ]
            units.append([*rows, (Span(" " * before), *drawn)])
    return Drawn(units, is_close=True, ahead=1 if part.caption else 0)


def _filled(value: float, most: float, length: int) -> int:
    share = min(max(value / most, 0), 1) if most > 0 else 0
    return max(1, round(share * length)) if share > 0 else 0


def _grid(part: Grid, geometry: Geometry, *, has_details: bool) -> Drawn:
    """In columns: without details where they take the room of words; else row by row."""
    if has_details:
        # On a narrow screen the heads of columns would take the room of words.
        for is_detailed in (True,) if geometry.is_narrow else (True, False):
            if drawn := _in_columns(part, geometry, has_details=is_detailed, has_titles=True):
                return drawn
    found = _in_columns(part, geometry, has_details=False, has_titles=False)
    return found or _stacked(part, geometry, has_details=has_details)


def _in_columns(
    part: Grid, geometry: Geometry, *, has_details: bool, has_titles: bool
) -> Drawn | None:
    """``part`` in columns; None where they do not fit beside each other."""
    kept = [at for at, column in enumerate(part.columns) if has_details or not column.is_detail]
    columns = [part.columns[at] for at in kept]
    rows = [
        GridRow(tuple(in_line(row.cells[at]) for at in kept), row.tone, row.sign)
        for row in part.rows
    ]
    titles = tuple(in_line(column.title) for column in columns)
    sign = 1 if geometry.is_narrow else geometry.gutter
    widths = _widths(titles if has_titles else (), rows, columns)
    texts = [at for at, column in enumerate(columns) if not column.is_number]
    room = geometry.width - sign - sum(widths) - _GAP * (len(widths) - 1)
    if texts and room < 0:
        widest = max(texts, key=lambda at: widths[at])
        widths[widest] = max(_SHORTEST_TEXT, widths[widest] + room)
    elif texts and any(column.is_number for column in columns):
        widths[texts[-1]] += room
    if sign + sum(widths) + _GAP * (len(widths) - 1) > geometry.width:
        return None
    units: list[list[Row]] = []
    if has_titles and any(titles):
        units.append(_grid_row(GridRow(titles, "quiet"), widths, part, kept, sign))
    ahead = len(units)
    units += [_grid_row(row, widths, part, kept, sign) for row in rows]
    return Drawn(units, is_close=True, ahead=ahead)


def _widths(titles: Sequence[str], rows: Sequence[GridRow], columns: Sequence[object]) -> list[int]:
    every = [*([titles] if titles else []), *(row.cells for row in rows)]
    if not every:
        return [0 for _column in columns]
    return [max(map(cell_len, column)) for column in zip(*every, strict=True)]


def _grid_row(
    row: GridRow, widths: Sequence[int], part: Grid, kept: Sequence[int], sign: int
) -> list[Row]:
    role: Role = ROLE_OF[row.tone]
    folds = [folded(cell, width) for cell, width in zip(row.cells, widths, strict=True)]
    drawn: list[Row] = []
    for number, across in enumerate(zip_longest(*folds, fillvalue="")):
        mark = row.sign if number == 0 else ""
        spans = [Span(padded(mark[:sign], sign), "attention" if mark in "┌│└" else "strong")]
        for at, cell, width in zip(kept, across, widths, strict=True):
            is_number = part.columns[at].is_number
            text = " " * (width - cell_len(cell)) + cell if is_number else padded(cell, width)
            gap = " " * _GAP if len(spans) > 1 else ""
            spans.append(Span(gap + text, role))
        drawn.append(_trimmed(spans))
    return drawn


def _trimmed(spans: Sequence[Span]) -> Row:
    kept = [*spans]
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[-1] = Span(kept[-1].text.rstrip(), kept[-1].role)
    return tuple(kept)


def _stacked(part: Grid, geometry: Geometry, *, has_details: bool) -> Drawn:
    """Rows as lines of their own, where the columns do not fit beside each other."""
    stacked = []
    for row in part.rows:
        named = (
            f"{in_line(column.title)}: {in_line(cell)}" if in_line(column.title) else in_line(cell)
            for column, cell in zip(part.columns, row.cells, strict=True)
            if in_line(cell) and (has_details or not column.is_detail)
        )
        stacked.append(Words(" · ".join(named), row.tone))
    return Drawn([word_rows(each, geometry) for each in stacked], stacked=tuple(stacked))


def _digits(part: Digits, geometry: Geometry) -> list[Row]:
    is_tall = geometry.rows >= 36
    if geometry.is_low or not digits.can_draw(part.text):
        return [(Span(in_line(part.text), "strong"),)]
    rows = digits.large(part.text, is_tall=is_tall)
    if max(map(len, rows)) > geometry.width:
        return [(Span(part.text, "strong"),)]
    return [(Span(row, "strong"),) for row in rows]


def _filling(part: Filling, geometry: Geometry) -> list[Row]:
    height = 1 if geometry.is_low else 3 if geometry.is_tall else 2
    width = min(40, geometry.width - 4)
    filled = round(min(max(part.share, 0), 1) * width)
    row: Row = (Span("█" * filled + "░" * (width - filled), "bar"),)
    return [row] * height


def widest(rows: Sequence[Row]) -> int:
    """The cells of the widest of ``rows``."""
    return max(map(cells, rows), default=0)
