"""A summary as its readers get it: all that its files say, and what stands on its pages."""

import io
import re
import zipfile
from collections.abc import Collection
from html import unescape
from typing import Any

from coalition_cli import exports
from coalition_cli.model.document import Section
from coalition_cli.model.summary import Summary
from coalition_cli.phrasing.section_words import content_of

QUICK = ("csv", "html", "ics", "json", "md", "phone", "text", "xlsx")
"""The formats that are written in a moment; what a page says every other one has too."""


def words_in(content: bytes) -> str:
    """All words of a file, whatever its format: of a zip those of its members."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "\n".join(words_in(packed.read(name)) for name in packed.namelist())
    return unescape(content.decode("utf-8", "replace"))


def everything_in(summary: Summary, formats: Collection[str] = QUICK) -> str:
    """All that the files of ``summary`` say, and its document."""
    written = [words_in(exports.export(name).render(summary)) for name in formats]
    return "\n".join([*written, repr(summary.document)])


def page(summary: Summary) -> str:
    """The document as plain text, without the breaks of its lines."""
    text = exports.export("text").render(summary).decode()
    return re.sub(r"\s+", " ", text)


def titles(summary: Summary) -> list[str]:
    """The titles of the sections, in their order."""
    return [section.title for section in summary.document.sections if section.title]


def names(summary: Summary) -> list[str]:
    """The names of the sections, in their order."""
    return [section.name for section in summary.document.sections]


def section(summary: Summary, name: str) -> Section:
    """The first section of that name; ``StopIteration`` where there is none."""
    return next(each for each in summary.document.sections if each.name == name)


def content(summary: Summary, name: str) -> str:
    """What stands in the sections of that name, as Python writes it."""
    found = [each for each in summary.document.sections if each.name == name]
    return repr([content_of(each) for each in found])


def cells(summary: Summary, name: str) -> list[list[Any]]:
    """The texts of the rows that a section shows."""
    rows = section(summary, name).shown
    return [[cell.text for cell in row.cells] for row in rows.rows] if rows else []
