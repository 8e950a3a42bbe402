"""The words of a document that its readers see, and how many pages an office makes of a file."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from coalition_cli.blocks import Quadrant
from coalition_cli.model.document import Calendar, Document, Lane
from coalition_cli.phrasing.section_words import content_of

NOT_SHOWN = frozenset(("tone", "codes", "symbol", "short", "has_head"))
"""Fields that say how something stands, or the same once more."""

DRAWN = (Calendar, Lane, Quadrant)
"""What is drawn, with its words beside the picture, or told only where there is a head."""


def words_of(document: Document) -> list[str]:
    """Every text that a format has to show."""
    head = document.head
    found = [head.title, head.line, head.label, head.warning, *document.foot]
    for part in document.parts:
        found.append(part.title)
        for section in part.sections:
            found += [section.title, section.code, *_texts(content_of(section))]
    return [text for text in found if text]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value) and not isinstance(value, DRAWN):
        for field in fields(value):
            if field.name not in NOT_SHOWN:
                yield from _texts(getattr(value, field.name))


def without_turns(text: str) -> str:
    """``text`` without the marks that a format may add where letters change their direction."""
    return re.sub("[\u200e\u202a-\u202e\u2066-\u2069]", "", text)


def pages_in_office(content: bytes, suffix: str, folder: Path) -> list[str]:
    """The words of each page that LibreOffice makes of a file; skips where there is none."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed here")
    if not shutil.which("fc-list") or "NotoSans-" not in _fonts():
        pytest.skip("the font of documents, Noto Sans, is not installed here")
    file = folder / f"document{suffix}"
    file.write_bytes(content)
    # Beside the folders of all tests of a worker, which make its settings once.
    profile = f"-env:UserInstallation={(folder.parent / 'office').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(file)], check=True, capture_output=True, timeout=120)
    return [page.extract_text() for page in PdfReader(folder / "document.pdf").pages]


def _fonts() -> str:
    return subprocess.run(
        ["fc-list", ":", "file"], capture_output=True, text=True, check=True, timeout=30
    ).stdout
