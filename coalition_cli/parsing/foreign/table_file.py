"""The bytes of a file as a sheet: a spreadsheet, a table with separators, a chat, or a list."""

import csv
import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import IO, Any, Final, NamedTuple
from xml.parsers import expat

from coalition_cli.errors import Problem
from coalition_cli.i18n import _, ngettext
from coalition_cli.parsing.foreign import chat
from coalition_cli.parsing.foreign.headings import NAMES, meaning_of
from coalition_cli.parsing.foreign.sheet import Form, Row, Sheet
from coalition_cli.raw_text.decode import decode, is_packed, refuse_no_text
from coalition_cli.raw_text.list_marks import unmarked
from coalition_cli.sanitize import clean, is_empty

MOST_BYTES: Final = 30_000_000
_MOST_UNPACKED: Final = 300_000_000
_MOST_ROWS: Final = 20_000

_SEPARATORS: Final = "\t;,"
_NOTHING: Final = f'{_SEPARATORS}" '
_SHARE: Final = 0.6
"""The part of the rows that must have as many cells as most have: titles stand above tables."""

_MOST_COLUMNS: Final = 500
_CELL: Final = re.compile(rb'<(?:\w+:)?c\b[^>]{0,80}? r="([A-Z]{1,3})([0-9]{1,7})"')
_LONGEST_CELL: Final = 100
_PIECE: Final = 1_000_000
_ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"


class _Cut(NamedTuple):
    """Rows as one separator cuts them."""

    rows: list[Row]
    width: int
    share: float
    is_tight: bool
    """True if cells do not begin with a space, as the parts of a sentence do."""

    is_whole: bool
    """False where its quotation marks did not match, so that each line was cut by itself."""


def read_file(content: bytes) -> Sheet:
    """The sheet that ``content`` holds. Raises ``Problem`` for what is none."""
    if len(content) > MOST_BYTES:
        sentence = _(
            "This file is larger than {most} MB; nothing was saved. Take out what is not needed, "
            "or bring it in in parts."
        )
        raise Problem(sentence.format(most=MOST_BYTES // 1_000_000))
    if is_packed(content):
        return _checked(_read_spreadsheet(content))
    decoded = decode(content)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    told = (decoded.told,) if decoded.told else ()
    found = chat.read(text) or _read_text(text)
    return _checked(
        Sheet(found.rows, found.form, (*told, *found.told), found.left_out),
    )


def _checked(sheet: Sheet) -> Sheet:
    if not any(cell.strip(_NOTHING) for row in sheet.rows for cell in row.cells):
        raise Problem(_("There is nothing in this file; nothing was saved."))
    if len(sheet.rows) > _MOST_ROWS:
        raise _too_many_rows()
    return sheet


def _too_many_rows() -> Problem:
    sentence = _("This file has more than {most} rows; nothing was saved. Bring it in in parts.")
    return Problem(sentence.format(most=_MOST_ROWS))


def _read_text(text: str) -> Sheet:
    declared, text = _declared_separator(text)
    cuts = [_cut(text, separator) for separator in declared or _SEPARATORS]
    tables = [cut for cut in cuts if cut.width > 1 and (declared or _is_table(cut))]
    if tables:
        best = max(tables, key=lambda cut: (cut.share, cut.width))
        return Sheet(tuple(best.rows), "table", () if best.is_whole else (_unmatched(),))
    lines = text.split("\n")
    if any(line.startswith('"') for line in lines) and cuts[-1].is_whole:
        rows = cuts[-1].rows
        if len(rows) > _MOST_ROWS:
            raise _too_many_rows()
        return _as_list(rows)
    if sum(map(bool, map(str.strip, lines))) > _MOST_ROWS:
        raise _too_many_rows()
    return _as_list([Row(number, (line,)) for number, line in enumerate(lines, 1)])


def _as_list(rows: Sequence[Row]) -> Sheet:
    """Rows of one cell without the marks of lists; those that hold nothing are no rows."""
    lines = [Row(row.number, (_clean(unmarked(", ".join(row.cells))),)) for row in rows]
    form: Form = "list"
    return Sheet(tuple(row for row in lines if not row.is_empty), form)


def _declared_separator(text: str) -> tuple[str, str]:
    """The separator that a first line ``sep=;`` names, if one does, and the text without it.

    The line is emptied and not taken away: rows are told by their numbers.
    """
    first, _line_end, rest = text.partition("\n")
    sign = first.strip().casefold().removeprefix("sep=")
    if first.casefold().startswith("sep=") and len(sign) == 1:
        return sign, f"\n{rest}"
    return "", text


def _cut(text: str, separator: str) -> _Cut:
    rows, is_tight, is_whole = _quoted_rows(text, separator)
    widths = Counter(len(row.cells) for row in rows if not row.is_empty)
    if not widths:
        return _Cut(rows, 0, 0, is_tight, is_whole)
    width, times = max(widths.items(), key=lambda each: (each[1], each[0]))
    return _Cut(rows, width, times / widths.total(), is_tight, is_whole)


def _quoted_rows(text: str, separator: str) -> tuple[list[Row], bool, bool]:
    """The rows; where quotation marks do not match, each line by itself, so that none swallows.

    One more than can be taken, if there are so many: what stands behind them is not looked at.
    Then whether the cells are tight, and whether the quotation marks match.
    """
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        reader = csv.reader(
            io.StringIO(text, ""), delimiter=separator, quoting=quoting, strict=True
        )
        try:
            rows = list(islice(_raw_rows(reader), _MOST_ROWS + 1))
        except csv.Error:
            continue
        later = [cell for row in rows for cell in row.cells[1:] if cell]
        loose = sum(cell.startswith(" ") for cell in later)
        cleaned = [Row(row.number, tuple(map(_clean, row.cells))) for row in rows]
        return cleaned, loose * 2 <= len(later), quoting == csv.QUOTE_MINIMAL
    raise Problem(_("A field of this file is too long to be read; nothing was saved."))


def _raw_rows(reader: Any) -> Iterator[Row]:
    began = 1
    for cells in reader:
        yield Row(began, tuple(cells))
        began = reader.line_num + 1


def _clean(cell: str) -> str:
    text = clean(cell).text
    return "" if is_empty(text) else text


def _is_table(cut: _Cut) -> bool:
    """True if these are cells and not the parts of sentences, as a heading says too."""
    if cut.share < _SHARE:
        return False
    first = next(row for row in cut.rows if not row.is_empty)
    if any(meaning_of(cell) in NAMES for cell in first.cells) and len(first.cells) == cut.width:
        return True
    return cut.is_tight


def _unmatched() -> str:
    return _("Its quotation marks do not match, so each line was read by itself. Look at the rows.")


def _read_spreadsheet(content: bytes) -> Sheet:
    if not content.startswith(_OLD_OFFICE):
        _check_packed(content)
    names, rows = _calamine_rows(content)
    if not names:
        raise _unreadable()
    told = []
    if len(names) > 1:
        sentence = ngettext(
            "Only the sheet “{name}” is read; {count} other is not.",
            "Only the sheet “{name}” is read; {count} others are not.",
            len(names) - 1,
        )
        told.append(sentence.format(name=clean(names[0]).text, count=len(names) - 1))
    numbered = enumerate(rows, 1)
    return Sheet(
        tuple(Row(number, tuple(map(_as_text, cells))) for number, cells in numbered),
        "table",
        tuple(told),
    )


def _check_packed(content: bytes) -> None:
    """Raise the ``Problem`` of a packed file that is no spreadsheet, or too large once unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
            size = sum(each.file_size for each in packed.infolist())
            kind = packed.read("mimetype")[:100].strip() if "mimetype" in names else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        raise _unreadable() from None
    if kind != _ODS and not any(name.startswith("xl/") for name in names):
        refuse_no_text(content)
    if size > _MOST_UNPACKED:
        raise _unreadable()
    _check_reach(content)


def _check_reach(content: bytes) -> None:
    """Raise the ``Problem`` of a workbook with a cell far from all others.

    The library makes room for every cell up to that one, and what it has no room for ends the
    program.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                with packed.open(name) as sheet:
                    _check_cells(sheet)
            elif name == "content.xml":
                with packed.open(name) as document:
                    _check_document(document)


def _check_cells(sheet: IO[bytes]) -> None:
    rest = b""
    try:
        while piece := sheet.read(_PIECE):
            for column, row in _CELL.findall(rest + piece):
                if int(row) > _MOST_ROWS + 1 or _column_number(column) > _MOST_COLUMNS:
                    raise _too_far((column + row).decode("ascii"))
            rest = piece[-_LONGEST_CELL:]
    except (zipfile.BadZipFile, RuntimeError, OSError, EOFError, zlib.error):
        raise _unreadable() from None


def _too_far(place: str) -> Problem:
    sentence = _(
        "This sheet reaches to {place}; nothing was saved. Take out what stands far from the "
        "table, or save the table as CSV and bring in that."
    )
    return Problem(sentence.format(place=place))


def _check_document(document: IO[bytes]) -> None:
    """Do the same for an open document, which says how often a row or a cell stands there."""
    reach = _Reach()
    reader = expat.ParserCreate()
    reader.StartElementHandler = reach.begin
    reader.EndElementHandler = reach.end
    reader.StartDoctypeDeclHandler = _refuse_doctype
    try:
        reader.ParseFile(document)
    except (expat.ExpatError, zipfile.BadZipFile, ValueError, OSError, EOFError, zlib.error):
        raise _unreadable() from None


def _refuse_doctype(*_given: object) -> None:
    """Refuse what may name entities, which can stand for more than any memory holds."""
    raise _unreadable()


class _Reach:
    """How far the filled cells of an open document reach; it raises a ``Problem`` where too far."""

    def __init__(self) -> None:
        self._row = self._column = self._filled = 0
        self._times = 1

    def begin(self, name: str, given: Mapping[str, str]) -> None:
        """Take in the begin of an element."""
        kind = name.rpartition(":")[2]
        if kind == "table":
            self._row = 0
        elif kind == "table-row":
            self._column = self._filled = 0
            self._times = int(given.get("table:number-rows-repeated", 1))
        elif kind in ("table-cell", "covered-table-cell"):
            self._column += int(given.get("table:number-columns-repeated", 1))
            if "office:value-type" in given:
                self._filled = self._column
        elif kind == "p":
            self._filled = self._column

    def end(self, name: str) -> None:
        """Take in the end of an element."""
        if name.rpartition(":")[2] != "table-row":
            return
        self._row += self._times
        if self._filled and (self._row > _MOST_ROWS + 1 or self._filled > _MOST_COLUMNS):
            raise _too_far(f"{_column_letters(self._filled)}{self._row}")


def _column_letters(number: int) -> str:
    """The letters of a column from 1: 1 is A, 27 is AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _column_number(letters: bytes) -> int:
    """The number of a column from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _calamine_rows(content: bytes) -> tuple[list[str], list[list[Any]]]:
    """The names of the sheets that can be seen, and the rows of the first that holds anything."""
    try:
        # price: python-calamine, 5 ms, and most files are text
        import python_calamine
    except ImportError:
        raise Problem(
            _(
                "To read spreadsheets something is missing; nothing was saved. Install it with: "
                "pip install 'coalition[tables]', or save the sheet as CSV and bring in that."
            )
        ) from None
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        seen = [
            each.name
            for each in book.sheets_metadata
            if each.visible is python_calamine.SheetVisibleEnum.Visible
            and each.typ is python_calamine.SheetTypeEnum.WorkSheet
        ]
        sheets = [(name, book.get_sheet_by_name(name)) for name in seen]
        filled = [(name, sheet) for name, sheet in sheets if sheet.height] or sheets
        rows = filled[0][1].to_python(skip_empty_area=False) if filled else []
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # a library of another language ends in kinds of its own
        raise _unreadable() from None
    return [name for name, _sheet in filled], rows


def _as_text(cell: Any) -> str:
    """A cell of a spreadsheet as words: whole numbers without a point, dates as ISO has them."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return _clean(str(cell))


def _unreadable() -> Problem:
    return Problem(
        _(
            "This spreadsheet could not be read; nothing was saved. It may be damaged or locked: "
            "save it as CSV, then: coalition import FILE"
        )
    )
