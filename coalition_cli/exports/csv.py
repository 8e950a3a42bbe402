"""The tables of a summary as files of comma-separated values, one for each, in a zip.

Spreadsheets run a cell that begins like a formula: such a cell gets an apostrophe before it, here
and nowhere else. They also read ``00123`` as a number, and Excel cuts a cell at 32,767 characters;
the files themselves are whole.
"""

import csv
import io
import re
import zipfile
from datetime import date
from typing import Final

from coalition_cli.i18n import N_
from coalition_cli.model.paper import USUAL, Paper
from coalition_cli.model.summary import Summary
from coalition_cli.phrasing.sheet_cells import Sheet, Tied, Value
from coalition_cli.phrasing.summary_tables import tables
from coalition_cli.sanitize import for_file

SUFFIX: Final = ".zip"
TOLD: Final = N_("tables, a file each in a zip")
CHOICES: Final = ("delimiter",)
LACKS: Final = ("back",)
IN_PLACE_OF: Final = ("xlsx",)

BYTE_ORDER_MARK: Final = "\ufeff"

_ACTS: Final = re.compile(
    r"[\t\r]|[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠]"
)
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the zip: the first that such an archive can name."""
_UNIX: Final = 3
_OWN_FILE: Final = 0o600 << 16


def render(summary: Summary, paper: Paper = USUAL) -> bytes:
    """A zip of the files, each in UTF-8 with a byte order mark, every cell quoted, ended by CR LF.

    Where cells stand between semicolons a number has a comma before its decimals, as spreadsheets
    expect that read such files.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, sheet in enumerate(tables(summary.data, summary.doubtful), 1):
            entry = zipfile.ZipInfo(f"{number:02}-{sheet.key}.csv", _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = _UNIX, _OWN_FILE
            archive.writestr(entry, _file(sheet, paper.delimiter))
    return packed.getvalue()


def _file(sheet: Sheet, delimiter: str) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(_guarded(column.title) for column in sheet.columns)
    for row in sheet.rows:
        writer.writerow(_cell(value, delimiter) for value in row)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _cell(value: Value, delimiter: str) -> str:
    match value:
        case None:
            return ""
        case Tied():
            return f"{value.place}="
        case float():
            return str(value).replace(".", "," if delimiter == ";" else ".")
        case date():
            return value.isoformat()
    return _guarded(value) if isinstance(value, str) else str(value)


def _guarded(text: str) -> str:
    """``text`` with an apostrophe before it where a spreadsheet might take it for a formula."""
    text = for_file(text)
    return "'" + text if _ACTS.match(text) else text
