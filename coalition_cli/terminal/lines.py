"""Blocks as the lines of a screen, each line a ``rich.text.Text``.

Every word of a block becomes a ``rich.text.Text`` as it stands: nothing is ever read as markup, and what could
act on a terminal was taken out by ``typed.for_screen``. Meaning is in words and signs; colour only repeats it.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from io import StringIO
from typing import Final, NamedTuple

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from coalition_cli.blocks import (
    Action,
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
    Tone,
)
from coalition_cli.typed import for_screen
from coalition_cli.words import _

STRONG: Final = "bold"
WARNING: Final = "bold red"
FILLED: Final = "green"
WIDEST_LINE: Final = 96
ROOMY, SPACED, CLOSE, TIGHT, SMALL = 4, 3, 2, 1, 0


class Sheet(NamedTuple):
    """What is drawn on: its width in cells, how much empty space it has, and whether signs are only read aloud.

    ``gap`` is ``ROOMY`` (an empty line between the lines of a list), ``SPACED`` (between blocks, and a line for each
    field), ``CLOSE`` (only between blocks), ``TIGHT`` (none), or ``SMALL`` (what had its own lines shares one, and a
    picture is only its words).
    ``is_plain`` leaves out frames, columns and pictures: each becomes sentences, for a screen reader.
    """

    width: int
    gap: int = ROOMY
    is_plain: bool = False

    @property
    def measure(self) -> int:
        """The length of a line of prose: short enough that an eye finds the next one."""
        return max(1, min(self.width, WIDEST_LINE))


def lay(blocks: Iterable[Block], sheet: Sheet) -> list[Text]:
    """The lines of ``blocks``, one ``Text`` for each line of the screen."""
    lines: list[Text] = []
    for block in blocks:
        part = _block(block, sheet)
        if part and lines and sheet.gap >= CLOSE:
            lines.append(Text())
        lines += part
    return lines


def wrap(words: str, width: int, style: str = "", mark: str = "") -> list[Text]:
    """``words`` over as many lines as they need; ``mark`` stands before the first, the others hang below it."""
    indent = cell_len(mark)
    if indent * 2 > width:
        words, mark, indent = mark + words, "", 0
    text = Text(for_screen(words), style=style, overflow="fold")
    lines = text.wrap(ruler(), max(1, width - indent))
    hanging = " " * indent
    return [Text.assemble((mark if at == 0 else hanging, style), line) for at, line in enumerate(lines)] or [Text(mark)]


@cache
def ruler() -> Console:
    """A console that prints nowhere: rich measures and wraps through one."""
    return Console(
        file=StringIO(),
        force_terminal=True,
        color_system="standard",
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
        width=80,
    )


def said(sentence: str, tone: Tone, width: int) -> list[Text]:
    """One sentence of the program or a paragraph, in its tone; a warning begins with a sign."""
    style = {"strong": STRONG, "warning": WARNING}.get(tone, "")
    return wrap(sentence, width, style, "! " if tone == "warning" else "")


def bullets(items: Sequence[Bullet], sheet: Sheet, indent: str = "") -> list[Text]:
    """A list: each item under its mark, with who said it, and its own list below it."""
    marks = [item.mark or ("-" if sheet.is_plain else "•") for item in items]
    widest = max((cell_len(for_screen(mark)) for mark in marks), default=0)
    lines: list[Text] = []
    for item, mark in zip(items, marks, strict=True):
        if lines and sheet.gap == ROOMY and not indent:
            lines.append(Text())
        shown = for_screen(mark)
        before = indent + " " * (widest - cell_len(shown)) + shown + " "
        words = _("{text} — {name}").format(text=item.text, name=item.by) if item.by else item.text
        lines += wrap(words, sheet.measure, mark=before)
        lines += bullets(item.below, sheet, indent + " " * (widest + 1))
    return lines


def _block(block: Block, sheet: Sheet) -> list[Text]:
    from coalition_cli.terminal import charts

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
            lines = _actions(block.actions, sheet)
        case Table():
            lines = _table(block, sheet)
        case Bars():
            lines = charts.bars(block, sheet)
        case Quadrant():
            lines = charts.quadrant(block, sheet)
    return lines


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


def _actions(actions: Sequence[Action], sheet: Sheet) -> list[Text]:
    lines: list[Text] = []
    for number, action in enumerate(actions, 1):
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


def action_fields(action: Action) -> list[tuple[str, str]]:
    """The fields of an action by their names for people; what is empty is still open, and says so."""
    still_open = _("open")
    fields = [
        (_("Who"), action.who or still_open),
        (_("With"), action.helper or still_open),
        (_("By when"), action.by_when or still_open),
        (_("First step"), action.first_step or still_open),
        (_("Support"), action.support or still_open),
        (_("How we will know"), action.measure or still_open),
    ]
    return [*fields, (_("Status"), action.status)] if action.status else fields


def _table(block: Table, sheet: Sheet) -> list[Text]:
    caption = wrap(block.caption, sheet.measure, STRONG) if block.caption else []
    if sheet.is_plain or not _fits(block, sheet.width):
        return caption + _stacked(block, sheet)
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, header_style=STRONG, show_lines=False)
    for column in block.columns:
        grid.add_column(
            Text(for_screen(column.title)), justify="right" if column.is_number else "left", overflow="fold"
        )
    for row in block.rows:
        grid.add_row(*(Text(for_screen(cell)) for cell in row))
    options = ruler().options.update(width=sheet.width)
    rows = ruler().render_lines(grid, options, pad=False)
    lines = [Text.assemble(*((part.text, part.style or "") for part in row)) for row in rows]
    return caption + [line for line in lines if line.plain.strip()]


def _fits(block: Table, width: int) -> bool:
    needed = 0
    for at, column in enumerate(block.columns):
        cells = [column.title, *(row[at] for row in block.rows)]
        words = [word for cell in cells for word in for_screen(cell).split()] or [""]
        longest = max(cell_len(word) for word in words)
        whole = max(cell_len(for_screen(cell)) for cell in cells)
        needed += min(max(longest, min(whole, 18)), 24) + 3
    return needed <= width


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
