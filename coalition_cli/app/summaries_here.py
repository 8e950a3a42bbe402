"""Summaries that lie on this laptop: found by the names under which they were written.

None is taken away or written over but one that is, byte for byte, what was exported, or that
begins as a summary does and holds the title of its workshop: another workshop's may lie under the
same name.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator
from html import unescape
from pathlib import Path
from typing import Final

from coalition_cli.diagnostics import system
from coalition_cli.errors import Problem
from coalition_cli.model import export_log
from coalition_cli.model.redaction import Spoken
from coalition_cli.store import WorkshopFile
from coalition_cli.store.recovery import other_files
from coalition_cli.store.side import sent_folders

_MOST_BYTES: Final = 1 << 24
"""The most that is read of a file, and of all that a file packs together."""
_ZIP: Final = b"PK\x03\x04"
_PDF: Final = b"%PDF-"
_WITH_WORDS: Final = (".xml", ".csv", ".rdf")
_TAG: Final = re.compile(r"<[^<>]*>")
_TITLE_IN_PDF: Final = re.compile(rb"<dc:title>.*?</dc:title>", re.DOTALL)


def summaries_here(file: WorkshopFile, taken: Collection[Path]) -> list[Path]:
    """The summaries of ``file`` that lie where people usually put them, but those ``taken``."""
    names: set[str] = set()
    for each in export_log.exports(file.workshop):
        names.update(each.files)
    folders = [Path.cwd(), file.path.parent]
    home = system.home()
    if home:
        folders.append(home)
        folders += [home / name for name in system.names(home) if not name.startswith(".")]
    found: set[Path] = set()
    for folder in folders:
        found.update((folder / name).resolve() for name in names.intersection(system.names(folder)))
    return sorted(found - {each.resolve() for each in taken})


def is_summary_of(file: WorkshopFile, path: Path) -> bool:
    """True if ``path`` is beyond doubt a summary of ``file``: what it is not sure of stays."""
    try:
        if not path.is_file() or not other_files.may_be_summary(path):
            return False
        with path.open("rb") as opened:
            content = opened.read(_MOST_BYTES)
    except (OSError, Problem):
        return False
    key = sent_folders.key_of(file.form)
    digest = export_log.sealed_digest(export_log.digest_of(content), key)
    if key and any(digest in each.digests for each in export_log.exports(file.workshop)):
        return True
    title = Spoken(file.workshop.head.title)
    return bool(title) and any(map(title.is_in, _texts(content)))


def _texts(content: bytes) -> Iterator[str]:
    """The words of a file, where its title stands among them; of a PDF its title alone."""
    if content.startswith(_ZIP):
        yield from _packed(content)
    elif content.startswith(_PDF):
        for title in _TITLE_IN_PDF.findall(content):
            yield from _without_tags(title)
    else:
        yield unescape(content.decode("utf-8", "replace"))


def _packed(content: bytes) -> Iterator[str]:
    """The words of each part that a zip packs: a document, a workbook, tables."""
    left = _MOST_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist():
                if entry.filename.endswith(_WITH_WORDS) and left > 0:
                    with archive.open(entry) as part:
                        words = part.read(left)
                    left -= len(words)
                    yield from _without_tags(words)
    # Another program's, torn or locked: nothing can be said of it.
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError):
        return


def _without_tags(markup: bytes) -> Iterator[str]:
    """The words twice: a word may stand in several tags, or two words between two of them."""
    text = markup.decode("utf-8", "replace")
    yield unescape(_TAG.sub(" ", text))
    yield unescape(_TAG.sub("", text))
