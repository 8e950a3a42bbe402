"""Blocks as the lines of a screen: each kind of block, laid with as much space as the sheet has."""

from collections.abc import Iterable

from rich.cells import cell_len
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
    sign_of,
)
from coalition_cli.i18n import _
from coalition_cli.phrasing.captions import action_fields
from coalition_cli.terminal import charts
from coalition_cli.terminal.primitives import (
    CLOSE,
    ROOMY,
    SPACED,
    STRONG,
    Sheet,
    bullets,
    said,
    wrap,
)
from coalition_cli.terminal.tables import table


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
            lines = table(block, sheet)
        case Bars():
            lines = charts.bars(block, sheet)
        case Quadrant():
            lines = _quadrant(block, sheet)
    return lines


def _quadrant(block: Quadrant, sheet: Sheet) -> list[Text]:
    """The picture above its table.

    The table says the same: where lines are scarce it stands alone.
    """
    numbers = table(block.numbers, sheet)
    if sheet.is_plain or sheet.gap <= CLOSE or sheet.width < charts.NARROWEST_PICTURE:
        return numbers
    return [*charts.picture(block, sheet), Text(), *numbers]


def _quote(block: Quote, sheet: Sheet) -> list[Text]:
    named = [Bullet(block.by, mark="—")] if block.by else []
    return wrap(_("“{text}”").format(text=block.text), sheet.measure, mark="  ") + bullets(
        named, sheet, "  "
    )


def _heading(block: Heading, sheet: Sheet) -> list[Text]:
    lines = wrap(_with_sign(block, sheet), sheet.measure, STRONG)
    if block.level <= 2 and sheet.gap >= SPACED and not sheet.is_plain:
        sign = "═" if block.level == 1 else "─"
        lines.append(Text(sign * max(cell_len(line.plain.rstrip()) for line in lines)))
    return lines


def _prompt(block: Prompt, sheet: Sheet) -> list[Text]:
    words = _with_sign(block, sheet)
    if sheet.is_plain:
        return wrap(words, sheet.measure, STRONG)
    lines = wrap(words, sheet.measure, STRONG, "▌ ")
    if sheet.gap == ROOMY:
        rule = Text("━" * sheet.measure)
        return [rule, Text(), *wrap(words, sheet.measure, STRONG, "  "), Text(), rule]
    return lines


def _with_sign(block: Heading | Prompt, sheet: Sheet) -> str:
    """The words behind their sign; alone on a plain sheet, which is read out."""
    sign = "" if sheet.is_plain else sign_of(block.symbol)
    return f"{sign} {block.text}" if sign else block.text


def _actions(block: Actions, sheet: Sheet) -> list[Text]:
    lines: list[Text] = []
    for action in block.actions:
        if lines and sheet.gap >= CLOSE:
            lines.append(Text())
        lines += wrap(action.what, sheet.measure, STRONG, f"{action.code} ".lstrip())
        indent = "   " if sheet.is_plain else " │ "
        fields = [
            _("{field}: {value}").format(field=name, value=value)
            for name, value in action_fields(action)
        ]
        if sheet.gap <= CLOSE:
            fields = [" · ".join(fields)]
        for words in fields:
            part = wrap(words, max(1, sheet.measure - 3))
            lines += [Text.assemble(indent, line) for line in part]
    return lines
