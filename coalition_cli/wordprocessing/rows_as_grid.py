"""Rows under lanes, and tables, as grids with widths for their columns."""

import re
from collections.abc import Sequence
from typing import Final

from coalition_cli.blocks import Table
from coalition_cli.model.document import Cell, Lane, Row, Rows
from coalition_cli.wordprocessing.breadth import breadth, lines_of, longest_word, widest
from coalition_cli.wordprocessing.looks import GRIDS, looks
from coalition_cli.wordprocessing.nodes import (
    Align,
    Grid,
    GridName,
    GridRow,
    Letters,
    Paragraph,
    Piece,
    Tick,
    Words,
)
from coalition_cli.wordprocessing.pictures import levels_picture

MOST_LINES_OF_A_WHOLE_ROW: Final = 10
_PADDING: Final = sum(GRIDS["rows"].room[1::2]) + 0.6
_TICK: Final = 6.0
_BESIDE_A_BAR: Final = 24.0
_MOST_OF_A_PAGE: Final = 0.62
"""What columns as wide as their words may take of the page; the others need room too."""
_MOST_OF_A_HEAD: Final = 22.0
_BLANK: Final = 8.5
"""The height of a row that somebody fills in by hand."""
_CODE: Final = re.compile(r"[A-Z]\d{1,4}")
_USUAL_CODE: Final = "D10"
"""Columns of codes are as wide as this, so that those of several tables stand in line."""

_LONGEST: Final = 30
"""A column of long words has no larger a share."""

_SHORT: Final = 26.0
"""A column of words that is no wider keeps its own width."""


def rows_as_grid(
    rows: Rows, points: float, room: float, title: str = "", *, is_narrow: bool = False
) -> Grid:
    """The grid of ``rows`` that is ``room`` wide; ``is_narrow``: others stand beside it."""
    widths = _widths(rows, points, room)
    lanes = rows.lanes
    aligns = [_align(lane, is_last=at == len(lanes)) for at, lane in enumerate(lanes, 1)]
    head: tuple[GridRow, ...] = ()
    if rows.has_head:
        cells = tuple(
            (Paragraph("Column Head", (Words(lane.title),), points, align),)
            for lane, align in zip(lanes, aligns, strict=True)
        )
        head = (GridRow(cells, is_head=True),)
    body = tuple(_row(row, lanes, aligns, widths, points) for row in rows.rows)
    told = " · ".join(lane.title for lane in lanes if lane.title)
    name: GridName = "headed" if head else "rows" if _is_lined(rows, is_narrow) else "list"
    return Grid(name, widths, (*head, *body), title, told)


def _is_lined(rows: Rows, is_narrow: bool) -> bool:
    """True if lines between them help: rows of many lines, and rows with codes over a page."""
    is_rich = any(
        cell.below or cell.boxes or cell.levels for row in rows.rows for cell in row.cells
    )
    return is_rich or (any(lane.is_code for lane in rows.lanes) and not is_narrow)


def table_as_rows(table: Table) -> Rows:
    """The rows of a table of plain words; columns of long words share what is left of the page."""
    lanes = []
    for at, column in enumerate(table.columns):
        cells = [row[at] for row in table.rows]
        long = widest(breadth(text, 10) for text in cells)
        share = 0 if column.is_number or long <= _SHORT else min(int(long / 4), _LONGEST)
        is_code = bool(cells) and all(map(_CODE.fullmatch, cells))
        lanes.append(Lane(column.title, share, is_code, is_number=column.is_number))
    rows = tuple(Row(tuple(Cell(text) for text in row)) for row in table.rows)
    return Rows(tuple(lanes), rows, has_head=any(lane.title for lane in lanes))


def _widths(rows: Rows, points: float, room: float) -> tuple[float, ...]:
    """As wide as words for lanes without a share; what is left goes to the others by theirs."""
    if not rows.lanes:
        return ()
    wanted = [_wanted(rows, at, points) for at in range(len(rows.lanes))]
    wanted[-1] -= GRIDS["rows"].room[1]
    shares = [lane.share for lane in rows.lanes]
    if not any(shares) and wanted:
        shares[wanted.index(max(wanted))] = 1
    fixed = sum(want for want, share in zip(wanted, shares, strict=True) if not share)
    most = room * (_MOST_OF_A_PAGE if any(shares) else 1)
    if fixed > most:
        wanted = _narrowed(wanted, shares, most)
        fixed = sum(want for want, share in zip(wanted, shares, strict=True) if not share)
    left = room - fixed
    return tuple(
        left * share / sum(shares) if share else want
        for want, share in zip(wanted, shares, strict=True)
    )


def _narrowed(wanted: Sequence[float], shares: Sequence[int], most: float) -> list[float]:
    """``wanted`` with the widest lanes cut to one width, so that all without a share fit."""
    kept = sorted(want for want, share in zip(wanted, shares, strict=True) if not share)
    left, limit = most, 0.0
    for at, want in enumerate(kept):
        limit = left / (len(kept) - at)
        if want > limit:
            break
        left -= want
    return [min(want, limit) for want in wanted]


def _wanted(rows: Rows, at: int, points: float) -> float:
    lane = rows.lanes[at]
    cells = [row.cells[at] for row in rows.rows]
    if lane.is_code:
        texts = (_USUAL_CODE, *(cell.text for cell in cells))
        code = widest(breadth(text, points * 0.76, is_strong=True) for text in texts)
        head = _head_wants(lane, points) if rows.has_head else 0
        return max(code + 1.2, head) + _PADDING
    head = _head_wants(lane, points) if rows.has_head else 0
    return max(head, widest(_cell_wants(cell, points) for cell in cells)) + _PADDING


def _head_wants(lane: Lane, points: float) -> float:
    """A short head stands in one line, a long one in several."""
    quiet = looks(points)["Column Head"].size
    return max(longest_word(lane.title, quiet), min(breadth(lane.title, quiet), _MOST_OF_A_HEAD))


def _cell_wants(cell: Cell, points: float) -> float:
    quiet = looks(points)["Cell Quiet"].size
    size = quiet if cell.tone == "quiet" else points
    text = breadth(cell.text, size, is_strong=cell.tone == "strong")
    if cell.levels:
        text = breadth(cell.text, quiet) + _BESIDE_A_BAR
    if cell.beside:
        text += breadth(f" {cell.beside}", quiet)
    below = widest(breadth(line, quiet) for line in cell.below)
    return max(text, below + (_TICK if cell.is_first_step else 0), _boxes_want(cell, quiet))


def _boxes_want(cell: Cell, points: float) -> float:
    """Two boxes stand side by side."""
    lengths = [breadth(words, points) + _TICK for words in cell.boxes]
    pairs = [sum(lengths[at : at + 2]) for at in range(0, len(lengths), 2)]
    return widest(pairs)


def _row(
    row: Row,
    lanes: Sequence[Lane],
    aligns: Sequence[Align],
    widths: Sequence[float],
    points: float,
) -> GridRow:
    cells = tuple(
        tuple(_cell(cell, lane, align, points))
        for cell, lane, align in zip(row.cells, lanes, aligns, strict=True)
    )
    counts = [
        _cell_lines(cell, width, points) for cell, width in zip(row.cells, widths, strict=True)
    ]
    is_whole = max(counts, default=0) < MOST_LINES_OF_A_WHOLE_ROW
    return GridRow(cells, is_whole=is_whole, height=_BLANK if _is_blank(row, lanes) else 0)


def _is_blank(row: Row, lanes: Sequence[Lane]) -> bool:
    """True if there is nothing but a code in it."""
    return not any(
        cell.text or cell.beside or cell.below or cell.boxes or cell.levels
        for cell, lane in zip(row.cells, lanes, strict=True)
        if not lane.is_code
    )


def _cell_lines(cell: Cell, width: float, points: float) -> int:
    texts = (f"{cell.text} {cell.beside}", *cell.below)
    return sum(lines_of(text, points, width) for text in texts) + len(cell.boxes) // 2


def _cell(cell: Cell, lane: Lane, align: Align, points: float) -> list[Paragraph]:
    paragraphs = []
    pieces = _first_pieces(cell, lane)
    if pieces or not (cell.below or cell.boxes):
        style = "Cell Drawn" if cell.levels else "Cell Quiet" if cell.tone == "quiet" else "Cell"
        paragraphs.append(Paragraph(style, pieces, points, align))
    for at, line in enumerate(cell.below):
        is_step = cell.is_first_step and not at
        tick: tuple[Piece, ...] = (Tick(),) if is_step else ()
        style = "Cell Small" if is_step or cell.tone == "strong" else "Cell Quiet"
        paragraphs.append(Paragraph(style, (*tick, Words(line)), points, align))
    for at in range(0, len(cell.boxes), 2):
        words = ticks_in_line(cell.boxes[at : at + 2])
        paragraphs.append(Paragraph("Cell Small", words, points))
    return paragraphs


def _first_pieces(cell: Cell, lane: Lane) -> tuple[Piece, ...]:
    tones: dict[str, Letters] = {"strong": "strong", "warning": "accent"}
    letters: Letters = "code" if lane.is_code else tones.get(cell.tone, "plain")
    words = [Words(cell.text, letters)] if cell.text else []
    if cell.beside:
        words.append(Words(f" {cell.beside}" if words else cell.beside, "small"))
    if not cell.levels:
        return tuple(words)
    return (levels_picture(cell.levels), *((Words("  "), *words) if words else ()))


def ticks_in_line(lines: Sequence[str]) -> tuple[Piece, ...]:
    """Boxes to tick one after the other, each with its words."""
    pieces: list[Piece] = []
    for line in lines:
        pieces += [*([Words("   ")] if pieces else []), Tick(), Words(line)]
    return tuple(pieces)


def _align(lane: Lane, *, is_last: bool) -> Align:
    return "end" if lane.is_number or (is_last and lane.is_code) else "start"
