"""What files of summaries say, read with other libraries than those that wrote them."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from html.parser import HTMLParser
from typing import Any, Final

import docx
import icalendar
import openpyxl
import pypdf
from docx.oxml.ns import qn
from markdown_it import MarkdownIt
from odf import opendocument, table, teletype, text

Rows = list[list[str]]
"""Rows of tables, each with the texts of its cells; the lines of a cell stand apart."""

CODE: Final = re.compile(r"[ADIQ]\d+")
_GROUP: Final = re.compile(r"([ADIQ])(\d+)–(\d+)")
CODES: Final = re.compile(r"[ADIQ]\d+(–[ADIQ]?\d+)?(, [ADIQ]\d+(–[ADIQ]?\d+)?)*")


def codes_of(words: str) -> list[str]:
    """Every code that ``words`` stand for: ``D10–13`` are four."""
    found = _GROUP.sub(
        lambda group: " ".join(
            f"{group[1]}{number}" for number in range(int(group[2]), int(group[3]) + 1)
        ),
        re.sub(r"–[ADIQ](\d)", r"–\1", words),
    )
    return CODE.findall(found)


def docx_rows(content: bytes) -> Rows:
    """Those of every table, also of one within another."""
    body = docx.Document(io.BytesIO(content)).element.body
    return [
        [_of_word_cell(cell) for cell in row.findall(qn("w:tc"))] for row in body.iter(qn("w:tr"))
    ]


def _of_word_cell(cell: Any) -> str:
    lines = (
        "".join(each.text or "" for each in paragraph.iter(qn("w:t")))
        for paragraph in cell.findall(qn("w:p"))
    )
    return "\n".join(filter(None, lines))


def odt_rows(content: bytes) -> Rows:
    """Those of every table, also of one within another."""
    document = opendocument.load(io.BytesIO(content))
    return [
        [
            "\n".join(
                teletype.extractText(each)
                for each in cell.childNodes
                if each.qname in (text.P().qname, text.H(outlinelevel=1).qname)
            )
            for cell in row.childNodes
            if cell.qname == table.TableCell().qname
        ]
        for row in document.getElementsByType(table.TableRow)
    ]


class _Tables(HTMLParser):
    """The rows of the tables of a page; what stands in elements of their own is a line."""

    _IN_LINE: Final = ("bdi", "b", "em", "span", "i", "wbr")

    def __init__(self) -> None:
        super().__init__()
        self.rows: Rows = []
        self.is_in_cell = False
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.loads += [value or "" for name, value in attrs if name in ("src", "href", "srcset")]
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append("")
            self.is_in_cell = True
        elif self.is_in_cell and tag not in self._IN_LINE:
            self.rows[-1][-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.is_in_cell = False

    def handle_data(self, data: str) -> None:
        if self.is_in_cell:
            self.rows[-1][-1] += data


def html_rows(content: bytes) -> Rows:
    """Those of every table of a page."""
    parser = _Tables()
    parser.feed(content.decode())
    return [[cell.strip() for cell in row] for row in parser.rows]


def html_loads(content: bytes) -> list[str]:
    """What a page would load, or lead to."""
    parser = _Tables()
    parser.feed(content.decode())
    return parser.loads


def md_rows(content: bytes) -> Rows:
    """Those of every table, as a reader of CommonMark with tables finds them."""
    rows: Rows = []
    for token in MarkdownIt("commonmark").enable("table").parse(content.decode()):
        if token.type == "tr_open":
            rows.append([])
        if token.type == "inline" and rows and token.level >= _IN_A_CELL:
            shown = (each.content for each in token.children or () if each.type != "html_inline")
            rows[-1].append("".join(shown).replace(" · ", "\n"))
    return rows


_IN_A_CELL: Final = 4


def sheets_of_xlsx(content: bytes) -> dict[str, Rows]:
    """The rows of each sheet, its head first."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        sheet.title: [
            ["" if value is None else str(value) for value in row]
            for row in sheet.iter_rows(values_only=True)
        ]
        for sheet in book.worksheets
    }


def sheets_of_csv(content: bytes) -> dict[str, Rows]:
    """The rows of each file, its head first."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            name: list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline="")))
            for name in archive.namelist()
        }


def days_of_ics(content: bytes) -> dict[str, str]:
    """The days of a calendar, by the names of its events."""
    found = icalendar.Calendar.from_ical(content)
    return {str(event["SUMMARY"]): str(event["DTSTART"].dt)[:10] for event in found.walk("VEVENT")}


@cache
def pages(content: bytes) -> tuple[str, ...]:
    """The words of each page of a PDF."""
    return tuple(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def text_rows(content: bytes) -> Rows:
    """Lines behind their code, up to the next one: of plain text, and of a message.

    A line that stands as far in as the first is a cell of its own; one further in goes on with it.
    """
    rows: Rows = []
    edge = 0
    for line in content.decode().splitlines():
        begin = re.match(rf" {{0,2}}(?:\d+=? +|– +)?({CODES.pattern}):?(?: +|$)", line)
        depth = len(line) - len(line.lstrip())
        if begin:
            edge = begin.end()
            rows.append([begin[1], line[edge:]])
        elif edge and depth == edge:
            rows[-1].append(line.strip())
        elif edge and depth > edge:
            rows[-1][-1] += f" {line.strip()}"
        else:
            edge = 0
    return [[cell.replace(" · ", "\n") for cell in row] for row in rows]


ROWS: Final[Mapping[str, Callable[[bytes], Rows]]] = {
    "docx": docx_rows,
    "html": html_rows,
    "md": md_rows,
    "odt": odt_rows,
    "text": text_rows,
    "phone": text_rows,
}

SHEETS: Final[Mapping[str, Callable[[bytes], dict[str, Rows]]]] = {
    "csv": sheets_of_csv,
    "xlsx": sheets_of_xlsx,
}


def coded_rows(rows: Rows) -> Iterator[tuple[list[str], list[str]]]:
    """The codes of each row that has any, and its other cells."""
    for row in rows:
        at = next((at for at, cell in enumerate(row) if CODES.fullmatch(cell.strip())), None)
        others = [cell for place, cell in enumerate(row) if place != at and cell.strip()]
        if at is not None and others:
            yield codes_of(row[at]), others


def letters(words: str) -> str:
    """``words`` without spaces and the marks of breaks and directions."""
    return re.sub(r"[\s\u00a0\u200b\u200e\u202a-\u202e\u2066-\u2069]", "", words)


def is_beginning(shown: str, whole: str) -> bool:
    """True if ``shown`` is ``whole``, or its beginning and three dots."""
    begun = shown.removesuffix("…").removesuffix("...")
    return whole == shown or (begun != shown and whole.startswith(begun))
