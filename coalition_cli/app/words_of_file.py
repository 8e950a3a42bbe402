"""The words of a file that was just made: its text, and what it says of itself."""

import html
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import PurePath
from typing import Any, Final

from coalition_cli.app.words_of_pdf import words_of_pdf

_TAG: Final = re.compile(r"<[^<>]*>")
_VALUE: Final = re.compile(r"""=\s*(?:"([^"<>]*)"|'([^'<>]*)')""")
_MARKUP: Final = (".xml", ".rels", ".rdf", ".html", ".xhtml")
_TEXTS: Final = (".csv", ".txt", ".md", ".json", "mimetype", "")
_FOLDED: Final = re.compile(r"\r?\n[ \t]")
_QUIET: Final = ("style", "script")
_LONGEST_VALUE: Final = 10_000
"""A longer value of an attribute is a picture or a font."""


def words_of_file(content: bytes, suffix: str) -> str:
    """Return every word that a reader of the file, or of its properties, could find."""
    readers: Mapping[str, Callable[[bytes], str]] = {
        ".html": _of_page,
        ".ics": lambda data: _FOLDED.sub("", _decoded(data)).replace("\\", ""),
        ".json": _of_data,
        ".md": lambda data: _decoded(data).replace("\\", ""),
        ".pdf": words_of_pdf,
    }
    if content.startswith(b"PK"):
        return _of_archive(content)
    return readers.get(suffix, _decoded)(content)


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _of_data(data: bytes) -> str:
    def values(value: Any) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        for key, member in value.items() if isinstance(value, dict) else ():
            yield key
            yield from values(member)
        for member in value if isinstance(value, list) else ():
            yield from values(member)

    return "\n".join(values(json.loads(data)))


def _of_page(data: bytes) -> str:
    page = _Page()
    page.feed(_decoded(data))
    page.close()
    return "\n".join(page.words)


class _Page(HTMLParser):
    """Collects the words of a page for a browser, and the values of its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._is_quiet = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_quiet = tag in _QUIET
        self.words += [value for _name, value in attrs if value and len(value) < _LONGEST_VALUE]

    def handle_endtag(self, tag: str) -> None:
        self._is_quiet = False

    def handle_data(self, data: str) -> None:
        if not self._is_quiet:
            self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.words.append(data)


def _of_archive(content: bytes) -> str:
    """The words of every file in a zip, and what the zip says of them."""
    words: list[str] = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        words.append(_decoded(archive.comment))
        for member in archive.infolist():
            words += [member.filename, _decoded(member.comment), _decoded(member.extra)]
            kind = PurePath(member.filename).suffix or member.filename
            if kind in _MARKUP:
                words += _of_markup(_decoded(archive.read(member)))
            elif kind in _TEXTS:
                words.append(_decoded(archive.read(member)).replace('""', '"'))
    return "\n".join(words)


def _of_markup(text: str) -> Iterator[str]:
    """The text twice, as a word may stand in several tags, or two words between two of them."""
    yield html.unescape(_TAG.sub(" ", text))
    yield html.unescape(_TAG.sub("", text))
    for tag in _TAG.findall(text):
        for double, single in _VALUE.findall(tag):
            if len(double or single) < _LONGEST_VALUE:
                yield html.unescape(double or single)
