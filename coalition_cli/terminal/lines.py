"""Blocks as the lines of a screen: each kind of block, laid with as much space as the sheet has."""

from collections.abc import Iterable
from typing import Final

from rich import box
from rich.cells import cell_len
from rich.table import Table as Grid
from rich.text import Text

from coalition_cli.blocks import (
    Actions,
    Bars,
    Block,
    Bullet,
    Bullets,
    Heading,
    Prompt,
    Prose,
    Quadrant,
    Quote,
    Table,
)
from coalition_cli.methods.captions import action_fields
from coalition_cli.terminal import charts
from coalition_cli.terminal.sheet import CLOSE, ROOMY, SMALL, SPACED, STRONG, TIGHT, Sheet, bullets, ruler, said, wrap
from coalition_cli.typed import for_screen
from coalition_cli.words import _

GAP: Final = 2
"""The cells between two columns of a table."""


def lay(blocks: Iterable[Block], sheet: Sheet) -> list[Text]:
    """The lines of ``blocks``, one ``Text`` for each line of the screen."""
    lines: list[Text] = []
    for block in blocks:
        part = _block(block, sheet)
        if part and lines and sheet.gap >= CLOSE:
            lines.append(Text())
        lines += part
    return lines


def _block(block: Block, sheet: Sheet) -> list[Text]:
    match block:
        case Heading():
            lines = _heading(block, sheet)
        case Prompt():
            lines = _prompt(block, sheet)
        case Prose():
            lines = said(block.text, block.tone, sheet.measure)
        case Bullets():
            lines = bullets(block.items, sheet)
        case Quote():
            lines = _quote(block, sheet)
        case Actions():
            lines = _actions(block, sheet)
        case Table():
            lines = _table(block, sheet)
        case Bars():
            lines = charts.bars(block, sheet)
        case Quadrant():
            lines = _quadrant(block, sheet)
    return lines


def _quadrant(block: Quadrant, sheet: Sheet) -> list[Text]:
    """The picture above its table. The table says the same: where lines are scarce it stands alone."""
    numbers = _table(block.numbers, sheet)
    if sheet.is_plain or sheet.gap <= CLOSE or sheet.width < charts.NARROWEST_PICTURE:
        return numbers
    return [*charts.picture(block, sheet), Text(), *numbers]


def _quote(block: Quote, sheet: Sheet) -> list[Text]:
    named = [Bullet(block.by, mark="—")] if block.by else []
    return wrap(_("“{text}”").format(text=block.text), sheet.measure, mark="  ") + bullets(named, sheet, "  ")


def _heading(block: Heading, sheet: Sheet) -> list[Text]:
    lines = wrap(_with_symbol(block), sheet.measure, STRONG)
    if block.level <= 2 and sheet.gap >= SPACED and not sheet.is_plain:
        sign = "═" if block.level == 1 else "─"
        lines.append(Text(sign * max(cell_len(line.plain.rstrip()) for line in lines)))
    return lines


def _prompt(block: Prompt, sheet: Sheet) -> list[Text]:
    words = _with_symbol(block)
    if sheet.is_plain:
        return wrap(words, sheet.measure, STRONG)
    lines = wrap(words, sheet.measure, STRONG, "▌ ")
    if sheet.gap == ROOMY:
        rule = Text("━" * sheet.measure)
        return [rule, Text(), *wrap(words, sheet.measure, STRONG, "  "), Text(), rule]
    return lines


def _with_symbol(block: Heading | Prompt) -> str:
    if not block.symbol:
        return block.text
    separator = " · " if " " in block.symbol.strip() else " "
    return f"{block.symbol}{separator}{block.text}"


def _actions(block: Actions, sheet: Sheet) -> list[Text]:
    lines: list[Text] = []
    for number, action in enumerate(block.actions, block.first):
        if lines and sheet.gap >= CLOSE:
            lines.append(Text())
        lines += wrap(action.what, sheet.measure, STRONG, f"{number}. ")
        indent = "   " if sheet.is_plain else " │ "
        fields = [_("{field}: {value}").format(field=name, value=value) for name, value in action_fields(action)]
        if sheet.gap <= CLOSE:
            fields = [" · ".join(fields)]
        for words in fields:
            part = wrap(words, max(1, sheet.measure - 3))
            lines += [Text.assemble(indent, line) for line in part]
    return lines


def _table(block: Table, sheet: Sheet) -> list[Text]:
    caption = wrap(block.caption, sheet.measure, STRONG) if block.caption else []
    is_scarce = sheet.gap <= TIGHT
    if not sheet.is_plain and not _fits(block, sheet.width, is_whole=is_scarce):
        block = _without_details(block)
    if sheet.is_plain or not _fits(block, sheet.width):
        return caption + _stacked(block, sheet)
    grid = Grid(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, header_style=STRONG)
    for column in block.columns:
        grid.add_column(
            Text(for_screen(column.title)),
            justify="right" if column.is_number else "left",
            overflow="fold",
            no_wrap=column.is_number,
        )
    for row in block.rows:
        # rich shares out the width by the columns; a cell that may not wrap then shortens itself to its share.
        cells = (" ".join(for_screen(cell).split()) if is_scarce else for_screen(cell) for cell in row)
        grid.add_row(*(Text(cell, no_wrap=is_scarce, overflow="ellipsis" if is_scarce else "fold") for cell in cells))
    options = ruler().options.update(width=sheet.width)
    rows = ruler().render_lines(grid, options, pad=False)
    lines = [Text.assemble(*((part.text, part.style or "") for part in row)) for row in rows]
    return caption + [line for line in lines if line.plain.strip()]


def _without_details(block: Table) -> Table:
    kept = [number for number, column in enumerate(block.columns) if not column.is_detail]
    rows = tuple(tuple(row[number] for number in kept) for row in block.rows)
    return Table(tuple(block.columns[number] for number in kept), rows, block.caption)


def _fits(block: Table, width: int, *, is_whole: bool = False) -> bool:
    """Whether the columns stand side by side without breaking a word, or, ``is_whole``, a line."""
    needed = 0
    for at, column in enumerate(block.columns):
        cells = [column.title, *(row[at] for row in block.rows)]
        words = [word for cell in cells for word in for_screen(cell).split()] or [""]
        longest = max(cell_len(word) for word in words)
        whole = max(cell_len(for_screen(cell)) for cell in cells)
        needed += whole if is_whole else min(max(longest, min(whole, 14)), 24)
    return needed + GAP * (len(block.columns) - 1) <= width


def _stacked(block: Table, sheet: Sheet) -> list[Text]:
    lines: list[Text] = []
    for row in block.rows:
        if lines and sheet.gap == ROOMY:
            lines.append(Text())
        cells = [
            _("{field}: {value}").format(field=column.title, value=cell) if column.title else cell
            for column, cell in zip(block.columns, row, strict=True)
        ]
        if sheet.gap == SMALL:
            cells = [" · ".join(cells)]
        for at, words in enumerate(cells):
            lines += wrap(words, sheet.measure, mark="- " if at == 0 else "  ")
    return lines
