"""Tables: columns where every word fits into its own, else each row as lines of its own."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final, TypeVar

from rich.cells import cell_len
from rich.text import Text

from coalition_cli.blocks import Column, Table
from coalition_cli.i18n import _
from coalition_cli.sanitize import for_screen
from coalition_cli.terminal.primitives import (
    BRIEF,
    ROOMY,
    SMALL,
    STRONG,
    TIGHT,
    Sheet,
    shortened,
    wrap,
)

T = TypeVar("T")

GAP: Final = 2
"""The cells between two columns."""
NARROWEST: Final = 14
"""A column of sentences is no narrower than this, where its sentences are longer."""
WIDEST_WORD: Final = 24
"""The most cells of a word that must stay together.

In writing without spaces a line may end anywhere.
"""


def table(block: Table, sheet: Sheet) -> list[Text]:
    """Every cell whole; where lines are scarce without the numbers that are only details.

    On a ``BRIEF`` sheet each row has one line, and three dots end what had to go.
    """
    caption = wrap(block.caption, sheet.measure, STRONG) if block.caption else []
    is_scarce = sheet.gap <= TIGHT
    wanted = _wholes(block) if is_scarce else _leasts(block)
    if not sheet.is_plain and not _fits(wanted, sheet.width):
        block = _without_details(block)
    if sheet.is_plain or not _fits(_leasts(block), sheet.width):
        return caption + _stacked(block, sheet)
    return caption + _grid(block, sheet)


def _grid(block: Table, sheet: Sheet) -> list[Text]:
    widths = _shared_out(_leasts(block), _wholes(block), sheet.width)
    titles = [for_screen(column.title) for column in block.columns]
    rule = Text("─" * (sum(widths) + GAP * (len(widths) - 1)))
    lines = [*_row(titles, block.columns, widths, STRONG), rule] if any(titles) else []
    for row in block.rows:
        cells = [for_screen(cell) for cell in row]
        if sheet.gap <= BRIEF:
            cells = [
                shortened(" ".join(cell.split()), width)
                for cell, width in zip(cells, widths, strict=True)
            ]
        lines += _row(cells, block.columns, widths)
    return lines


def _row(
    cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int], style: str = ""
) -> list[Text]:
    """One row over as many lines as its highest cell needs."""
    wrapped = [wrap(cell, width, style) for cell, width in zip(cells, widths, strict=True)]
    return [_line(parts, columns, widths) for parts in zip_longest(*wrapped, fillvalue=Text())]


def _line(parts: Sequence[Text], columns: Sequence[Column], widths: Sequence[int]) -> Text:
    line = Text()
    for at, (part, column, width) in enumerate(zip(parts, columns, widths, strict=True)):
        words = part.copy()
        words.rstrip()
        padding = " " * (width - cell_len(words.plain))
        line.append(" " * GAP if at else "")
        line.append_text(
            Text.assemble(padding, words) if column.is_number else Text.assemble(words, padding)
        )
    line.rstrip()
    return line


def _without_details(block: Table) -> Table:
    kept = [number for number, column in enumerate(block.columns) if not column.is_detail]

    def pick(row: Sequence[T]) -> tuple[T, ...]:
        return tuple(row[number] for number in kept)

    return Table(pick(block.columns), tuple(map(pick, block.rows)), block.caption)


def _fits(widths: Sequence[int], width: int) -> bool:
    return sum(widths) + GAP * (len(widths) - 1) <= width


def _shared_out(leasts: Sequence[int], wholes: Sequence[int], width: int) -> list[int]:
    """The width of each column: its least, and the rest goes to the narrowest first."""
    widths = list(leasts)
    left = width - GAP * (len(widths) - 1) - sum(widths)
    while left > 0:
        growing = [at for at, whole in enumerate(wholes) if widths[at] < whole]
        if not growing:
            break
        widths[min(growing, key=lambda at: widths[at])] += 1
        left -= 1
    return widths


def _leasts(block: Table) -> list[int]:
    """The least width of each column without breaking a word; a number is never broken."""
    columns = zip(block.columns, _columns(block), _wholes(block), strict=True)
    leasts = []
    for column, cells, whole in columns:
        of_words = max(_longest_word(cells), min(whole, NARROWEST))
        leasts.append(whole if column.is_number else of_words)
    return leasts


def _wholes(block: Table) -> list[int]:
    """The width of each column with every line of its cells whole."""
    return [max(map(_longest_line, cells), default=0) for cells in _columns(block)]


def _longest_line(cell: str) -> int:
    return max(map(cell_len, cell.split("\n")))


def _columns(block: Table) -> list[list[str]]:
    """The title and the cells of each column, as they are shown."""
    titles = [column.title for column in block.columns]
    return [list(map(for_screen, column)) for column in zip(titles, *block.rows, strict=True)]


def _longest_word(cells: Sequence[str]) -> int:
    longest = 0
    for cell in cells:
        for word in cell.split():
            width = cell_len(word)
            # Letters of two cells are of a writing whose lines may end anywhere.
            longest = max(longest, min(width, WIDEST_WORD) if width > len(word) else width)
    return longest


def _named(column: Column, cell: str) -> str:
    return _("{field}: {value}").format(field=column.title, value=cell) if column.title else cell


def _stacked(block: Table, sheet: Sheet) -> list[Text]:
    lines: list[Text] = []
    for row in block.rows:
        if lines and sheet.gap == ROOMY:
            lines.append(Text())
        cells = list(map(_named, block.columns, row))
        if sheet.gap <= SMALL:
            cells = [" · ".join(cells)]
        for at, words in enumerate(cells):
            lines += wrap(words, sheet.measure, mark="- " if at == 0 else "  ")
    return lines
