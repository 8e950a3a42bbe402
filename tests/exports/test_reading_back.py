"""Everything said, in every format, read back with another library than the one that wrote it.

Equal, and nothing of it acts: no formula, no link that is followed, nothing that is loaded.
"""

import csv
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from html.parser import HTMLParser
from typing import Any, Final
from xml.etree import ElementTree

import docx
import openpyxl
import pypdf
import pytest
from markdown_it import MarkdownIt
from odf import opendocument, teletype, text

from coalition_cli import exports
from coalition_cli.exports.docx.wordml import NAMESPACES
from coalition_cli.typesetting import set_pdf
from tests.exports.hard_summary import HARD, SAID

HEAVY: Final = ("docx", "odt", "pdf")
SHORT: Final = ("ics", "phone")
"""Formats that hold a few words, or none: their own tests say which."""
EVIL: Final = "evil.example"


@cache
def written(name: str) -> bytes:
    return exports.export(name).render(HARD)


class Page(HTMLParser):
    """The words of a page, and what it would load or lead to."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.loads: list[str] = []
        self.is_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_style = tag == "style"
        if tag in ("script", "iframe", "object", "embed", "link", "base", "form", "img"):
            self.loads.append(tag)
        for name, value in attrs:
            if name in ("src", "href", "srcset", "action", "data") or name.startswith("on"):
                self.loads.append(f"{name}={value}")
        if tag == "br":
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.is_style:
            self.words.append(data)
        elif re.search(r"@import|url\(", data):
            self.loads.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.is_style = False


def page(content: bytes) -> Page:
    read = Page()
    read.feed(content.decode())
    return read


def of_word(content: bytes) -> str:
    body = docx.Document(io.BytesIO(content)).element.body
    breaks = {f"{{{NAMESPACES['w']}}}br": "\n", f"{{{NAMESPACES['w']}}}tab": "\t"}
    return "".join(breaks.get(each.tag, each.text or "") for each in body.iter())


def of_open(content: bytes) -> str:
    document = opendocument.load(io.BytesIO(content))
    found = [*document.getElementsByType(text.P), *document.getElementsByType(text.H)]
    return "\n".join(map(teletype.extractText, found))


def of_markdown(content: bytes) -> str:
    tokens = MarkdownIt("commonmark").enable("table").parse(content.decode())
    children = (child for token in tokens for child in token.children or ())
    return "".join("\n" if "break" in each.type else each.content for each in children)


def of_sheets(content: bytes) -> str:
    """Down each column: a text that is too long for a cell goes on in the one below."""
    sheets = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    columns = (column for sheet in sheets for column in sheet.iter_cols(values_only=True))
    return "".join(str(value) for column in columns for value in column if value is not None)


def of_zip(content: bytes) -> str:
    return "".join(cell.removeprefix("'") for cell in csv_cells(content))


def csv_cells(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = [archive.read(name).decode("utf-8-sig") for name in archive.namelist()]
    rows = (row for file in files for row in csv.reader(io.StringIO(file, newline="")))
    return [cell for row in rows for cell in row]


def of_pages(content: bytes) -> str:
    """The words of all pages without their feet."""
    texts = (each.extract_text() for each in pypdf.PdfReader(io.BytesIO(content)).pages)
    return "".join(each.rpartition(HARD.document.foot[0])[0] or each for each in texts)


def of_json(content: bytes) -> str:
    return "".join(_texts(json.loads(content)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


READERS: Final[Mapping[str, Callable[[bytes], str]]] = {
    "csv": of_zip,
    "docx": of_word,
    "html": lambda content: "".join(page(content).words),
    "json": of_json,
    "md": of_markdown,
    "odt": of_open,
    "pdf": of_pages,
    "text": bytes.decode,
    "xlsx": of_sheets,
}


def letters(words: str) -> str:
    """``words`` without spaces, places to break, and marks of directions."""
    kept = re.sub(r"[\s\u00a0\u00ad\u200b\u200e\u202a-\u202e\u2066-\u2069]", "", words)
    return unicodedata.normalize("NFC", kept)


@cache
def refused() -> tuple[str, ...]:
    return set_pdf(HARD.document).refused


def on_a_page(said: str) -> str | None:
    """What a reader of a PDF can tell of it; None where the order is the reader's own."""
    if re.search("[\u0590-\u08ff\u200d]|\u0301\u0301", said):
        return None
    return "".join(each for each in said if each not in refused())


def test_every_format_is_read_back() -> None:
    assert {*READERS, *SHORT} == set(exports.names())


@pytest.mark.parametrize(
    "name",
    [pytest.param(each, marks=pytest.mark.slow) if each in HEAVY else each for each in READERS],
)
def test_all_that_was_said_is_there_as_it_was_said(name: str) -> None:
    read = letters(READERS[name](written(name)))
    expected = [on_a_page(said) if name == "pdf" else said for said in SAID]
    missing = [said[:60] for said in filter(None, expected) if letters(said) not in read]
    assert missing == []


@pytest.mark.parametrize("name", READERS)
def test_a_lost_letter_would_be_noticed(name: str) -> None:
    read = letters("".join(SAID)).replace("evil", "evi")
    assert [said for said in SAID if letters(said) not in read]


def test_no_cell_of_a_sheet_is_a_formula_or_a_link() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx")))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert len(cells) > len(SAID)
    assert [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    assert not [
        cell for cell in csv_cells(written("csv")) if re.match(r"[\s\u200b]*[=+\-@＝－]", cell)
    ]


@pytest.mark.parametrize("name", ["docx", "odt", "xlsx"])
def test_no_part_of_an_office_file_leads_anywhere(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(written(name))) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    assert not [each for each in parts if re.search(r"vba|macro|externalLink|ole", each, re.I)]
    found = []
    for part, content in parts.items():
        if not part.endswith((".xml", ".rels")):
            continue
        for element in ElementTree.fromstring(content).iter():
            led = [
                value
                for key, value in element.attrib.items()
                if key.rpartition("}")[2] in ("href", "Target")
            ]
            is_outside = element.get("TargetMode") == "External"
            found += [value for value in led if is_outside or ":" in value]
            found += [
                element.tag
                for _ in [0]
                if re.search(r"(instrText|fldSimple|text:a|script)$", element.tag)
                and EVIL in "".join(element.itertext())
            ]
    assert found == []


def test_a_page_loads_nothing_and_leads_nowhere() -> None:
    assert page(written("html")).loads == []
    assert page(b"<img src=http://evil.example>").loads
    tokens = MarkdownIt("commonmark").enable("table").parse(written("md").decode())
    kinds = {child.type for token in tokens for child in token.children or ()}
    assert not kinds & {"image", "link_open", "html_inline"}
    assert not {token.type for token in tokens} & {"html_block", "fence", "code_block"}


@pytest.mark.slow
def test_pages_do_nothing_and_load_nothing() -> None:
    content = written("pdf")
    read = pypdf.PdfReader(io.BytesIO(content))
    assert not [each for each in read.pages if "/Annots" in each]
    assert not read.attachments
    acting = (b"/URI", b"/JavaScript", b"/JS ", b"/Launch", b"/EmbeddedFile", b"/GoToR", b"/AA")
    assert not [each for each in acting if each in content]
