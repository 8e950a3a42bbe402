"""The summary as an OpenDocument text, written with the standard library alone.

It has the same styles, tables and pages as the Word document; its pictures stay drawings.
"""

import re
from typing import Final

from coalition_cli.bidi import is_leftward
from coalition_cli.exports.odt.open_styles import (
    VERSION,
    StyleNames,
    fonts,
    rooted,
    styles_file,
)
from coalition_cli.exports.odt.open_text import TextWriter
from coalition_cli.i18n import N_
from coalition_cli.model.document import Document
from coalition_cli.model.paper import USUAL, Paper
from coalition_cli.model.summary import Summary
from coalition_cli.typesetting import fitted_where_counted
from coalition_cli.wordprocessing.compose import stretches, width_of
from coalition_cli.wordprocessing.looks import title_points
from coalition_cli.wordprocessing.markup import HEAD, element, is_day, said
from coalition_cli.wordprocessing.parcel import parcel

SUFFIX: Final = ".odt"
TOLD: Final = N_("for an office to change, as LibreOffice has it")
CHOICES: Final = ()

_KIND: Final = "application/vnd.oasis.opendocument.text"
_LANGUAGE: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?(?![A-Za-z])")
_WITHOUT_PARTS: Final = 10.0


def render(summary: Summary, paper: Paper = USUAL) -> bytes:
    """The whole file; where nothing here can count its pages, it is not fitted to them."""
    document = fitted_where_counted(summary.document)
    size = document.parts[0].points if document.parts else _WITHOUT_PARTS
    to_left = is_leftward(document.language)
    language = _language(document.language)
    names = StyleNames(size, title_points(document), to_left)
    writer = TextWriter(names)
    words = writer.stretches(stretches(document, width_of(document)))
    body = element("office:body", element("office:text", words))
    files = {
        "content.xml": rooted("office:document-content", fonts(), writer.automatic.written(), body),
        "styles.xml": styles_file(document, names, language),
        "meta.xml": _meta(document, language),
        **writer.files,
    }
    parts = {"mimetype": _KIND.encode(), **files, "META-INF/manifest.xml": _manifest(files)}
    return parcel(parts, document.day, stored="mimetype")


def _language(named: str) -> str:
    found = _LANGUAGE.match(named)
    if not found:
        return ""
    return f"{found[1].lower()}-{found[2].upper()}" if found[2] else found[1].lower()


def _meta(document: Document, language: str) -> bytes:
    """Who wrote it is not told; when, only by the day of what it tells of."""
    at = f"{document.day}T00:00:00"
    dated = (element("meta:creation-date", at), element("dc:date", at))
    about = element(
        "office:meta",
        element("dc:title", said(document.head.title)),
        element("dc:language", said(language)) if language else "",
        *(dated if is_day(document.day) else ()),
    )
    return rooted("office:document-meta", about)


def _manifest(files: dict[str, bytes]) -> bytes:
    kinds = {"xml": "text/xml", "svg": "image/svg+xml"}
    entries = [
        element(
            "manifest:file-entry",
            manifest_full_path=name,
            manifest_media_type=kinds[name.rpartition(".")[2]],
        )
        for name in files
    ]
    whole = element(
        "manifest:file-entry",
        manifest_full_path="/",
        manifest_version=VERSION,
        manifest_media_type=_KIND,
    )
    root = element(
        "manifest:manifest",
        whole,
        *entries,
        xmlns_manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
        manifest_version=VERSION,
    )
    return (HEAD + root).encode()
