"""A sheet to draw on, and the plain parts of drawings: wrapped words, sentences, lists."""

from collections.abc import Sequence
from functools import cache
from io import StringIO
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len
from rich.text import Text

from coalition_cli.blocks import Bullet, Tone
from coalition_cli.i18n import _
from coalition_cli.sanitize import for_screen
from coalition_cli.terminal.folding import fold

if TYPE_CHECKING:
    from rich.console import Console

STRONG: Final = "bold"
WARNING: Final = "bold red"
FILLED: Final = "green"
WIDEST_LINE: Final = 96
WIDEST_MARK: Final = 12
ROOMY, SPACED, CLOSE, TIGHT, SMALL, BRIEF = 4, 3, 2, 1, 0, -1


class Sheet(NamedTuple):
    """A sheet to draw on: its width in cells, its empty space, and signs as words or drawn.

    ``gap`` is ``ROOMY`` (an empty line between the lines of a list), ``SPACED`` (between blocks,
    and a line for each field), ``CLOSE`` (only between blocks), ``TIGHT`` (none), ``SMALL`` (what
    had its own lines shares one, and a picture is only its words), or ``BRIEF`` (each row of a
    table on one line, its words shortened). ``is_plain`` leaves out frames, columns and pictures:
    each becomes sentences, for a screen reader.
    """

    width: int
    gap: int = ROOMY
    is_plain: bool = False

    @property
    def measure(self) -> int:
        """The length of a line of prose: short enough that an eye finds the next one."""
        return max(1, min(self.width, WIDEST_LINE))


def wrap(words: str, width: int, style: str = "", mark: str = "") -> list[Text]:
    """``words`` over as many lines as they need.

    ``mark`` stands before the first, the others hang below it.
    """
    indent = cell_len(mark)
    if indent * 2 > width:
        words, mark, indent = mark + words, "", 0
    first, *others = fold(for_screen(words), max(1, width - indent))
    hanging = " " * indent
    if not style:
        return [Text(mark + first), *(Text(hanging + line) for line in others)]
    return [
        Text.assemble((mark, style), (first, style)),
        *(Text.assemble((hanging, style), (line, style)) for line in others),
    ]


def shortened(words: str, width: int) -> str:
    """``words`` in at most ``width`` cells; where some had to go, three dots end it."""
    text = Text(words)
    text.truncate(width, overflow="ellipsis")
    return text.plain


@cache
def ruler() -> "Console":
    """A console that prints nowhere: rich knows through one what a style looks like."""
    # price: rich's console, 12 ms, and what is plain text has no styles
    from rich.console import Console

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
    """A list: each item under its mark, with who said it, and its own list below it.

    A mark of several words, such as the question that was answered, begins the line and makes no
    column.
    """
    usual = "-" if sheet.is_plain else "•"
    marks = [for_screen(item.mark) or usual for item in items]
    signs = [cell_len(mark) for mark in marks if cell_len(mark) <= WIDEST_MARK]
    widest = max(signs, default=0)
    lines: list[Text] = []
    for item, mark in zip(items, marks, strict=True):
        if lines and sheet.gap == ROOMY and not indent:
            lines.append(Text())
        if cell_len(mark) <= WIDEST_MARK:
            before = " " * (widest - cell_len(mark)) + mark + " "
            text = item.text
        else:
            before = " " * (widest + 1) if signs else ""
            text = f"{mark} {item.text}"
        words = _("{text} — {name}").format(text=text, name=item.by) if item.by else text
        lines += wrap(words, sheet.measure, mark=indent + before)
        lines += bullets(item.below, sheet, indent + " " * (widest + 1))
    return lines
