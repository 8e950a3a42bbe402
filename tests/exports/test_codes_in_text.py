"""In every format of text a code stands before the words that the data gives it."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.exports.sample_files import sample_files
from tests.support.calling import House

CODED = {"decisions": "text", "actions": "what", "agenda": "issue"}


class Table(HTMLParser):
    """The rows of a page: the code of each, and all that it says."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.is_code = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append(["", ""])
        if tag == "span" and self.rows:
            self.is_code = ("class", "code") in attrs

    def handle_endtag(self, tag: str) -> None:
        self.is_code = self.is_code and tag != "span"

    def handle_data(self, data: str) -> None:
        if self.rows:
            self.rows[-1][0 if self.is_code else 1] += data


def of_page(text: str) -> Iterator[tuple[str, str]]:
    yield from ((code, said) for code, said in Table(text).rows)


def of_markdown(text: str) -> Iterator[tuple[str, str]]:
    cells: list[str] = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "tr_open":
            cells = []
        elif token.type == "inline":
            cells.append("".join(each.content for each in token.children or ()))
        elif token.type == "tr_close":
            yield from ((cell, " ".join(cells)) for cell in cells)


def of_text(text: str) -> Iterator[tuple[str, str]]:
    row, said = "", ""
    for line in text.split("\n"):
        if re.match(r" {2}\S", line):
            yield from ((code, said) for code in row.split())
            row, said = line[:16], ""
        said += f" {line}"
    yield from ((code, said) for code in row.split())


READ = {"html": of_page, "md": of_markdown, "text": of_text}


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.slow
@pytest.mark.parametrize("sample", ["one-day", "regional-exchange"])
def test_each_code_stands_before_its_words(sample: str, house: House) -> None:
    data = json.loads(read(sample_files(house, sample, "json")["organizer"]))
    wanted = {
        (row["code"], squeezed(row[key]))
        for section, key in CODED.items()
        for row in data[section]
        if row["code"]
    }
    assert len(wanted) > 5
    for name, rows in READ.items():
        found = [
            (code, squeezed(said))
            for code, said in rows(read(sample_files(house, sample, name)["organizer"]))
        ]
        missing = {
            (code, words)
            for code, words in wanted
            if not any(code == each and words in said for each, said in found)
        }
        assert missing == set(), name


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
