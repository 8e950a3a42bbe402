"""Bars and the quadrant picture, drawn with characters.

The same facts always stand beside them in words.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len
from rich.text import Text

from coalition_cli.blocks import Bars, Quadrant
from coalition_cli.i18n import _
from coalition_cli.sanitize import for_line, for_screen
from coalition_cli.terminal.primitives import FILLED, ROOMY, STRONG, TIGHT, Sheet, shortened, wrap

NARROWEST_PICTURE: Final = 60
WIDEST_PICTURE: Final = 72


def bars(block: Bars, sheet: Sheet) -> list[Text]:
    """Each bar after its label and before its words.

    Below its label where the line is too short.
    """
    lines = wrap(block.caption, sheet.measure, STRONG) if block.caption else []
    label_width = max((cell_len(for_line(bar.label)) for bar in block.bars), default=0)
    words_width = max((cell_len(for_line(bar.words)) for bar in block.bars), default=0)
    bar_width = min(sheet.measure - label_width - words_width - 4, 40)
    for bar in block.bars:
        words = f"{bar.label}: {bar.words}"
        if sheet.is_plain or sheet.measure < 12:
            lines += wrap(words, sheet.measure)
        elif bar_width >= 10:
            label = for_line(bar.label)
            padding = " " * (label_width - cell_len(label))
            lines.append(
                Text.assemble(label, padding, "  ", bar_of(bar.value, block.most, bar_width), "  ")
            )
            lines[-1].append(for_line(bar.words))
        else:
            lines += wrap(words, sheet.measure)
            lines.append(bar_of(bar.value, block.most, min(sheet.measure, 40)))
        if sheet.gap == ROOMY and bar is not block.bars[-1]:
            lines.append(Text())
    return lines


def bar_of(value: float, most: float, width: int) -> Text:
    """A bar of ``width`` cells, filled as far as ``value`` is of ``most``."""
    share = min(max(value / most, 0), 1) if most > 0 else 0
    filled = round(share * width)
    if filled == 0 and share > 0:
        filled = 1
    return Text.assemble(("█" * filled, FILLED), "░" * (width - filled))


class _Place(NamedTuple):
    """The place of a label in its row."""

    start: int
    label: str


def picture(block: Quadrant, sheet: Sheet) -> list[Text]:
    """The marks of the points on a grid of cells, with the names of axes and fields."""
    width = min(sheet.width - 4, WIDEST_PICTURE) // 2 * 2 - 1
    height = {ROOMY: 13, TIGHT: 7}.get(sheet.gap, 9)
    rows: list[list[tuple[int, str]]] = [[] for _row in range(height)]
    for point in block.points:
        across, up = _share(point.x, block), _share(point.y, block)
        rows[round((1 - up) * (height - 1))].append(
            (round(across * (width - 1)), for_screen(point.mark))
        )
    high_high, low_high, high_low, low_low = block.corners
    lines = [Text(for_screen(_("{title} ↑").format(title=block.y_title)), STRONG)]
    lines.append(_two_ends(low_high, high_high, width))
    for number, row in enumerate(rows):
        lines.append(_row(_apart(row, width), width, is_middle=number == height // 2))
    lines.append(Text("  └" + "─" * width))
    lines.append(_two_ends(low_low, high_low, width))
    title = for_screen(_("{title} →").format(title=block.x_title))
    lines.append(Text(" " * max(0, width + 3 - cell_len(title)) + title, STRONG))
    return lines


def _row(places: Sequence[_Place], width: int, is_middle: bool) -> Text:
    cells = ["┄" if is_middle else " "] * width
    cells[width // 2] = "┼" if is_middle else "┊"
    line = Text("  │")
    at = 0
    for place in places:
        line.append("".join(cells[at : place.start]))
        line.append(place.label, STRONG)
        at = place.start + cell_len(place.label)
    return line.append("".join(cells[at:]))


def _apart(row: Sequence[tuple[int, str]], width: int) -> list[_Place]:
    """Labels of one row from left to right; those that would touch become one label, ``1,4``."""
    groups: list[list[tuple[int, str]]] = [[point] for point in sorted(row)]
    at = 0
    while at + 1 < len(groups):
        if _end(groups[at], width) + 1 > _start(groups[at + 1], width):
            groups[at] += groups.pop(at + 1)
            at = max(at - 1, 0)
        else:
            at += 1
    return [_Place(_start(group, width), _joined(group, width)) for group in groups]


def _joined(group: Sequence[tuple[int, str]], width: int) -> str:
    label = ",".join(label for _at, label in group)
    return (
        label if cell_len(label) < width else _("{count} points").format(count=len(group))[:width]
    )


def _start(group: Sequence[tuple[int, str]], width: int) -> int:
    label = _joined(group, width)
    middle = round(sum(at for at, _label in group) / len(group))
    return max(0, min(middle - cell_len(label) // 2, width - cell_len(label)))


def _end(group: Sequence[tuple[int, str]], width: int) -> int:
    return _start(group, width) + cell_len(_joined(group, width))


def _share(value: float, block: Quadrant) -> float:
    span = block.most - block.least
    return min(max((value - block.least) / span, 0), 1) if span else 0.5


def _two_ends(left: str, right: str, width: int) -> Text:
    left, right = for_screen(left), for_screen(right)
    half = (width - 1) // 2
    left, right = shortened(left, half), shortened(right, half)
    return Text("   " + left + " " * (width - cell_len(left) - cell_len(right)) + right)
