"""Tables of a page, and what stands in their cells; on a phone most rows become cards."""

import re
from collections.abc import Iterable
from html import escape
from typing import Final

from coalition_cli.bidi import END, ISOLATE, lines_contained
from coalition_cli.blocks import Bars, Table
from coalition_cli.charts import levels_svg
from coalition_cli.model.document import Cell, Lane, Row, Rows
from coalition_cli.sanitize import for_page

MOST_COLUMNS_ON_A_PHONE: Final = 2
LONGEST_WORD: Final = 12
"""In letters: a longer one may be broken in the cell of a table, so that others need not be."""

_LETTERS_IN_A_ROW: Final = 56
"""Hardly more stand side by side on a page, in words that may not be broken."""
_SLIM: Final = 4
"""In letters: a lane whose cells are all as short takes hardly any width."""
_SLIM_TOGETHER: Final = 24
"""In letters: so much room slim lanes may take together, with their titles, beside the words."""
_UNBROKEN: Final = 28
"""In letters: a name, a day or a count as long stays in one line."""
_UNBROKEN_IN_A_ROW: Final = 60
_SHORT_TITLE: Final = 16
_LETTERS_OF_A_CODE: Final = 3
_LETTERS_OF_CODES: Final = 8

_ISOLATES: Final = re.compile("([\u2066-\u2069])")
_OTHER_ISOLATES: Final = ("\u2066", "\u2067")
"""Those of which the typed text itself says the direction."""


def said(text: str) -> str:
    """Typed text as text and nothing else: its direction does not spread, its breaks stay.

    What is isolated within it is an element of its own.
    """
    lines = lines_contained(for_page(text).split("\n"))
    return f"<bdi>{'<br>'.join(map(_with_isolates, lines))}</bdi>"


def _with_isolates(line: str) -> str:
    if ISOLATE not in line:
        return escape(line)
    ends: list[str] = []
    found = []
    for part in _ISOLATES.split(escape(line)):
        if part == ISOLATE:
            ends.append("</bdi>")
            found.append("<bdi>")
        elif part == END:
            found.append(ends.pop())
        else:
            if part in _OTHER_ISOLATES:
                ends.append(END)
            found.append(part)
    return "".join(found)


def code(text: str) -> str:
    """What something is called by, drawn as such."""
    return f'<span class="code">{said(text)}</span>'


def rows(block: Rows) -> str:
    """Rows under lanes; the first code of a row, or else its first cell, names it."""
    columns = "".join(f'<col class="{name}">' if name else "<col>" for name in _shares(block))
    kinds = _kinds_of_lanes(block)
    head = "".join(
        f'<th scope="col"{_classes(_kinds_of_title(lane, kinds[at]))}>{_title(lane, block)}</th>'
        for at, lane in enumerate(block.lanes)
    )
    return "\n".join(
        (
            f'<table class="{" ".join(_kinds_of_rows(block))}"><colgroup>{columns}</colgroup>',
            f"<thead><tr>{head}</tr></thead><tbody>",
            *(_row(block, row, kinds) for row in block.rows),
            "</tbody></table>",
        )
    )


def widths(blocks: Iterable[Rows]) -> list[int]:
    """The shares of a width, in hundredths, that the lanes of ``blocks`` take."""
    found = {int(name[1:]) for block in blocks for name in _shares(block) if name}
    return sorted(found)


def table(block: Table) -> str:
    """Its first column that holds words names the rows; empty where there is no column."""
    if not block.columns:
        return ""
    naming = next((place for place, column in enumerate(block.columns) if not column.is_number), 0)
    longest = _longest_whole(block)
    head = "".join(
        f'<th scope="col"{_kinds(column.is_number, column.title)}>{said(column.title)}</th>'
        for column in block.columns
    )
    lines = []
    for row in block.rows:
        cells = []
        for place, (column, cell) in enumerate(zip(block.columns, row, strict=True)):
            tag, scope = ("th", ' scope="row"') if place == naming and cell else ("td", "")
            words = said(cell) if cell else ""
            titled = f' data-title="{escape(for_page(column.title))}"'
            kinds = _kinds(column.is_number, cell, longest)
            cells.append(f"<{tag}{scope}{titled}{kinds}>{words}</{tag}>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    named = ' class="wide"' if len(block.columns) > MOST_COLUMNS_ON_A_PHONE else ""
    caption = f"<caption>{said(block.caption)}</caption>" if block.caption else ""
    return "\n".join(
        (
            f"<table{named}>{caption}<thead><tr>{head}</tr></thead><tbody>",
            *lines,
            "</tbody></table>",
        )
    )


def bars(block: Bars) -> str:
    """Counts as bars; the label names the row, and the words beside a bar say the same."""
    caption = f"<caption>{said(block.caption)}</caption>" if block.caption else ""
    lines = []
    for bar in block.bars:
        length = 100 * min(max(bar.value / block.most, 0), 1) if block.most > 0 else 0
        lines.append(
            f'<tr><th scope="row"{_kinds(False, bar.label)}>{said(bar.label)}</th>'
            f'<td class="length" aria-hidden="true">'
            f'<svg viewBox="0 0 100 10" preserveAspectRatio="none">'
            f'<rect width="{length:.1f}" height="10"/></svg></td>'
            f"<td{_kinds(True, bar.words)}>{said(bar.words)}</td></tr>"
        )
    return "\n".join((f'<table class="bars">{caption}<tbody>', *lines, "</tbody></table>"))


def _row(block: Rows, row: Row, lanes: list[list[str]]) -> str:
    naming = next((at for at, lane in enumerate(block.lanes) if lane.is_code), 0)
    cells = []
    follows = False
    for at, (lane, cell) in enumerate(zip(block.lanes, row.cells, strict=True)):
        words = _cell(lane, cell)
        kinds = [*lanes[at], *_kinds_of_cell(cell)]
        if not lane.is_code:
            is_short = "short" in kinds and bool(words)
            kinds += ["then"] if is_short and follows else []
            follows = is_short
        tag, scope = ("th", ' scope="row"') if at == naming and words else ("td", "")
        # On a card no head stands over a number.
        is_titled = lane.is_number and block.has_head and bool(words and lane.title)
        titled = f' data-title="{escape(for_page(lane.title))}"' if is_titled else ""
        cells.append(f"<{tag}{scope}{titled}{_classes(kinds)}>{words}</{tag}>")
    told = [
        cell.text or cell.boxes or cell.levels
        for lane, cell in zip(block.lanes, row.cells, strict=True)
        if not lane.is_code
    ]
    return f"<tr{_classes([] if any(told) else ['blank'])}>{''.join(cells)}</tr>"


def _cell(lane: Lane, cell: Cell) -> str:
    text = ""
    if cell.levels:
        text += f'<span class="levels">{levels_svg(cell.levels)}</span>'
    if cell.text:
        text += code(cell.text) if lane.is_code else said(cell.text)
    if cell.beside:
        text += f' <span class="with">{said(cell.beside)}</span>'
    for at, line in enumerate(cell.below):
        named = "below box" if cell.is_first_step and not at else "below"
        text += f'<div class="{named}">{said(line)}</div>'
    if cell.boxes:
        boxes = "".join(f"<li>{said(word)}</li>" for word in cell.boxes)
        text += f'<ul class="boxes inline">{boxes}</ul>'
    return text


def _kinds_of_rows(block: Rows) -> list[str]:
    """The classes of rows: ``slim`` ones stand as they are on a phone, others become cards."""
    slim = [at for at in range(len(block.lanes)) if _is_slim(block, at)]
    room = sum(_room(block, at) for at in slim)
    is_slim = len(slim) >= len(block.lanes) - 1 and room <= _SLIM_TOGETHER
    longest = max((len(letters) for row in block.rows for letters in _codes(block, row)), default=0)
    kinds = {
        "rows": True,
        "form": block.is_form,
        "slim": is_slim,
        "lined": bool(block.lanes) and block.lanes[0].is_code,
        "unheaded": not block.has_head,
        "coded": 0 < longest <= _LETTERS_OF_A_CODE,
        "long-coded": _LETTERS_OF_A_CODE < longest <= _LETTERS_OF_CODES,
    }
    return [name for name, holds in kinds.items() if holds]


def _codes(block: Rows, row: Row) -> list[str]:
    return [cell.text for lane, cell in zip(block.lanes, row.cells, strict=True) if lane.is_code]


def _is_slim(block: Rows, at: int) -> bool:
    """True if the lane ``at`` takes hardly any width."""
    lane = block.lanes[at]
    cells = [row.cells[at] for row in block.rows]
    if any(cell.below or cell.boxes or cell.levels for cell in cells):
        return False
    longest = max((len(cell.text) for cell in cells), default=0)
    return lane.is_code or (longest <= _SLIM and not lane.share)


def _room(block: Rows, at: int) -> int:
    """The letters of the longest text in the lane ``at``, its title among them."""
    title = block.lanes[at].title if block.has_head else ""
    return max(len(title), *(len(row.cells[at].text) for row in block.rows), 0)


def _kinds_of_lanes(block: Rows) -> list[list[str]]:
    """The classes that all cells of a lane have."""
    whole, short = _whole(block), _short(block)
    kinds = []
    for at, lane in enumerate(block.lanes):
        held = {
            "coding": lane.is_code,
            "number": lane.is_number,
            "short": at in short,
            "whole": at in whole,
        }
        kinds.append([name for name, holds in held.items() if holds])
    return kinds


def _kinds_of_cell(cell: Cell) -> list[str]:
    kinds = {
        "long": any(len(word) > LONGEST_WORD for line in _lines(cell) for word in line.split()),
        "boxed": bool(cell.boxes),
        cell.tone: cell.tone != "plain",
    }
    return [name for name, holds in kinds.items() if holds]


def _short(block: Rows) -> set[int]:
    """The lanes whose cells share a line of a card: a name, a day, and what stands below each."""
    widest = max((lane.share for lane in block.lanes), default=0)
    return {
        at
        for at, lane in enumerate(block.lanes)
        if not lane.is_code
        and (lane.share < widest or not widest)
        and _longest(block, at) <= _UNBROKEN
        and not any(row.cells[at].boxes or row.cells[at].levels for row in block.rows)
    }


def _whole(block: Rows) -> set[int]:
    """The lanes whose cells stay in one line: those that want no share, while there is room."""
    longest = {at: _longest(block, at) for at, lane in enumerate(block.lanes) if not lane.share}
    while longest and sum(longest.values()) > _UNBROKEN_IN_A_ROW:
        del longest[max(longest, key=lambda at: longest[at])]
    return {at for at, letters in longest.items() if letters <= _UNBROKEN}


def _longest(block: Rows, at: int) -> int:
    return max((len(line) for row in block.rows for line in _lines(row.cells[at])), default=0)


def _lines(cell: Cell) -> tuple[str, ...]:
    return (f"{cell.text} {cell.beside}".rstrip(), *cell.below)


def _title(lane: Lane, block: Rows) -> str:
    words = said(lane.title)
    return words if block.has_head and not lane.is_code else f'<span class="unseen">{words}</span>'


def _kinds_of_title(lane: Lane, kinds: list[str]) -> list[str]:
    """The classes of a title: that of a lane in one line is not broken, if it is short itself."""
    is_short = len(lane.title) <= _SHORT_TITLE
    return [kind for kind in kinds if kind == "number" or (kind == "whole" and is_short)]


def _shares(block: Rows) -> list[str]:
    """A class for each lane that wants a share of the width: how much, in hundredths."""
    shares = sum(lane.share for lane in block.lanes)
    whole = _whole(block)
    is_settled = all(lane.share or at in whole for at, lane in enumerate(block.lanes))
    left = 100 if is_settled else 80
    return [f"w{round(left * lane.share / shares)}" if lane.share else "" for lane in block.lanes]


def _longest_whole(block: Table) -> int:
    """Return how long a word may be and still have room for all its letters in one line."""
    letters = [
        min(max((len(word) for cell in cells for word in cell.split()), default=0), LONGEST_WORD)
        for cells in zip(*block.rows, strict=True)
    ]
    if sum(letters) <= _LETTERS_IN_A_ROW:
        return LONGEST_WORD
    return _LETTERS_IN_A_ROW // len(letters)


def _kinds(is_number: bool, words: str, longest: int = LONGEST_WORD) -> str:
    """Return the classes of a cell: if it counts, and if a word in it may have to be broken."""
    is_long = any(len(word) > longest for word in words.split())
    return _classes([name for name, holds in (("number", is_number), ("long", is_long)) if holds])


def _classes(kinds: list[str]) -> str:
    return f' class="{" ".join(kinds)}"' if kinds else ""
