"""The tables of a summary as a workbook: a sheet for each, its cells typed, its head frozen.

What people said is text in every cell, never a formula and never a link.
"""

import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from coalition_cli.bidi import is_leftward
from coalition_cli.extras import needing
from coalition_cli.i18n import N_, _
from coalition_cli.model.paper import USUAL, Paper
from coalition_cli.model.summary import Summary
from coalition_cli.phrasing.sheet_cells import Sheet, SheetColumn, Tied, Value
from coalition_cli.phrasing.summary_tables import tables
from coalition_cli.sanitize import for_file

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

SUFFIX: Final = ".xlsx"
TOLD: Final = N_("tables to sort, filter and count")
CHOICES: Final = ()
LACKS: Final = ("back",)
NEEDS: Final = ("xlsxwriter",)
USUAL_FOR: Final = ("organizer",)

LONGEST_CELL: Final = 32_767
"""The units of UTF-16 that a cell may hold."""
_LONGEST_NAME: Final = 31
_FIRST_YEAR: Final = 1900
"""A workbook knows no day before this year."""

_ACCENT: Final = "#0b5563"
_HAIRLINE: Final = "#b9c6c9"
_A4: Final = 9

_NARROWEST, _READABLE, _WIDEST, _PAGE = 6, 14, 60, 180
"""Widths in characters: of the narrowest column, of words that wrap, of the widest, of them all."""
_LINE: Final = 15
_HIGHEST: Final = 409
"""The height of a line, and the most that a row may have, in points."""
_LONG_FOR_TEXT: Final = 255
"""Excel shows a longer cell that is marked as text as a row of ``#``."""
_NOT_IN_A_NAME: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_RESERVED: Final = "history"
_SPACE: Final = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Formats:
    """How the cells of a workbook look."""

    head: "Format"
    text: "Format"
    long_text: "Format"
    whole: "Format"
    tied: "Format"
    number: "Format"
    date: "Format"


def render(summary: Summary, paper: Paper = USUAL) -> bytes:
    """The workbook, with no name of whoever made it and the day of the workshop as its date."""
    with needing("documents"):
        # price: XlsxWriter, 60 ms, and only a workbook needs it
        from xlsxwriter.workbook import Workbook

    file = io.BytesIO()
    workbook = Workbook(file, {"in_memory": True})
    workbook.set_properties({"author": "", "created": _day_of(summary)})
    formats = _formats(workbook)
    is_from_right = is_leftward(summary.document.language)
    names: list[str] = []
    for sheet in tables(summary.data, summary.doubtful):
        names.append(_sheet_name(sheet.name, names))
        worksheet = workbook.add_worksheet(names[-1])
        if is_from_right:
            worksheet.right_to_left()
        _fill(worksheet, sheet, formats)
    workbook.close()
    return file.getvalue()


def _day_of(summary: Summary) -> datetime:
    """The day of the document, which a file needs as a moment; of one without a day the first."""
    try:
        day = date.fromisoformat(summary.document.day)
    except ValueError:
        day = date(_FIRST_YEAR, 1, 1)
    return datetime(day.year, day.month, day.day)


def _formats(workbook: "Workbook") -> Formats:
    cell: dict[str, Any] = {"valign": "top", "text_wrap": True, "border": 1}
    cell["border_color"] = _HAIRLINE
    head = {**cell, "bold": True, "font_color": "#ffffff", "bg_color": _ACCENT}

    def typed(pattern: str, align: str = "right") -> "Format":
        look = {**cell, "text_wrap": False, "align": align, "num_format": pattern}
        return workbook.add_format({**look, "indent": 1} if align == "right" else look)

    return Formats(
        head=workbook.add_format(head),
        text=workbook.add_format({**cell, "num_format": "@"}),
        long_text=workbook.add_format(cell),
        whole=typed("0"),
        tied=typed('0"="'),
        number=typed("0.0"),
        date=typed("yyyy-mm-dd", "left"),
    )


def _fill(worksheet: "Worksheet", sheet: Sheet, formats: Formats) -> None:
    rows = list(_with_parts(sheet))
    is_split = len(rows) > len(sheet.rows)
    columns = [*sheet.columns, *([SheetColumn("part", _("Part"))] if is_split else [])]
    lengths = [[_lengths(value) for value in row] for row in rows]
    widths = _widths([column.title for column in columns], lengths)
    for place, column in enumerate(columns):
        worksheet.write_string(0, place, for_file(column.title), formats.head)
        worksheet.set_column(place, place, widths[place])
    worksheet.set_row(0, _height([_lengths(column.title) for column in columns], widths))
    for number, row in enumerate(rows, 1):
        worksheet.set_row(number, _height(lengths[number - 1], widths))
        for place, value in enumerate(row):
            _write(worksheet, number, place, value, formats)
    worksheet.freeze_panes(1, 0)
    worksheet.autofilter(0, 0, len(rows), len(columns) - 1)
    worksheet.repeat_rows(0)
    worksheet.set_landscape()
    worksheet.set_paper(_A4)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_footer("&R&P / &N")


def _write(worksheet: "Worksheet", row: int, place: int, value: Value, formats: Formats) -> None:
    match value:
        case None | "":
            worksheet.write_blank(row, place, None, formats.text)
        case str():
            look = formats.long_text if len(value) > _LONG_FOR_TEXT else formats.text
            worksheet.write_string(row, place, value, look)
        case Tied():
            worksheet.write_number(row, place, value.place, formats.tied)
        case float():
            worksheet.write_number(row, place, value, formats.number)
        case int():
            worksheet.write_number(row, place, value, formats.whole)
        case date() if value.year >= _FIRST_YEAR:
            moment = datetime(value.year, value.month, value.day)
            worksheet.write_datetime(row, place, moment, formats.date)
        case _:
            worksheet.write_string(row, place, str(value), formats.text)


def _with_parts(sheet: Sheet) -> Iterator[tuple[Value, ...]]:
    """The rows of a sheet; one with a text that is too long for a cell stands in several.

    Each of these says which part it is, and has the short cells of the whole row.
    """
    cut = [[_parts(value) for value in row] for row in sheet.rows]
    is_split = any(len(parts) > 1 for row in cut for parts in row)
    for row in cut:
        count = max(map(len, row))
        for part in range(count):
            cells = (
                parts[0] if len(parts) == 1 else "".join(parts[part : part + 1]) for parts in row
            )
            mark = f"{part + 1}/{count}" if count > 1 else ""
            yield (*cells, mark) if is_split else tuple(cells)


def _parts(value: Value) -> list[Any]:
    """``value`` alone; of a text that is too long its parts, cut between two words."""
    if not isinstance(value, str):
        return [value]
    text = for_file(value).replace("\r\n", "\n").replace("\r", "\n")
    parts = []
    while len(text) > LONGEST_CELL // 2 and _units(text) > LONGEST_CELL:
        end = _end_of_part(text)
        parts.append(text[:end])
        text = text[end:]
    return [*parts, text]


def _end_of_part(text: str) -> int:
    """How much of ``text`` fits into a cell, up to the space behind a word where it has one."""
    end = LONGEST_CELL
    while _units(text[:end]) > LONGEST_CELL:
        end -= max(1, (_units(text[:end]) - LONGEST_CELL) // 2)
    spaces = [found.end() for found in _SPACE.finditer(text, end // 2, end)]
    return spaces[-1] if spaces else end


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _lengths(value: Value) -> Sequence[int]:
    """How many letters each line of a cell has."""
    shown = value if isinstance(value, str) else _shown(value)
    return (len(shown),) if "\n" not in shown else [len(line) for line in shown.split("\n")]


def _widths(titles: Sequence[str], rows: Sequence[Sequence[Sequence[int]]]) -> list[int]:
    """Widths at which most cells are short, and all columns together can be read when printed."""
    widths = [_width(title, [row[place] for row in rows]) for place, title in enumerate(titles)]
    spare = _PAGE - sum(min(width, _READABLE) for width in widths)
    wanted = sum(max(0, width - _READABLE) for width in widths)
    share = max(0.0, min(1.0, spare / wanted)) if wanted else 1.0
    return [
        width if width <= _READABLE else _READABLE + int((width - _READABLE) * share)
        for width in widths
    ]


def _width(title: str, cells: Sequence[Sequence[int]]) -> int:
    lengths = sorted(map(max, cells))
    usual = lengths[len(lengths) * 9 // 10] if lengths else 0
    filter_sign = 4
    longest_word = max(map(len, title.split()), default=0)
    return min(_WIDEST, max(_NARROWEST, longest_word + filter_sign, usual + 2))


def _height(row: Sequence[Sequence[int]], widths: Sequence[int]) -> int:
    """The height at which every cell of ``row`` is seen whole, as far as a row may be that high."""
    lines = max(
        sum(-(-length // max(1, width - 1)) or 1 for length in lengths)
        for lengths, width in zip(row, widths, strict=True)
    )
    return min(_HIGHEST, _LINE * lines)


def _shown(value: Value) -> str:
    if isinstance(value, float):
        return f"{value:.1f}"
    return "" if value is None else str(value)


def _sheet_name(wanted: str, taken: Collection[str]) -> str:
    """``wanted`` as the name of a sheet: short, without signs, and unlike those ``taken``."""
    name = _cut(_NOT_IN_A_NAME.sub(" ", for_file(wanted)), _LONGEST_NAME)
    if not name or name.casefold() == _RESERVED:
        name = _("Table")
    known = {each.casefold() for each in taken}
    found, number = name, 1
    while found.casefold() in known:
        number += 1
        found = f"{_cut(name, _LONGEST_NAME - len(str(number)) - 1)} {number}"
    return found


def _cut(name: str, most: int) -> str:
    """``name`` in so many units, without spaces and apostrophes at its ends."""
    short = " ".join(name.split()).strip("' ")
    while _units(short) > most:
        short = short[:-1]
    return short.strip("' ")
