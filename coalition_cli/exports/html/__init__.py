"""The summary as one HTML file that loads nothing, for a phone, a screen and paper."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Final

from coalition_cli.bidi import is_leftward
from coalition_cli.exports.html.cells import code, said
from coalition_cli.exports.html.elements import element
from coalition_cli.exports.html.paper_style import style_of
from coalition_cli.exports.html.screen_and_paper import ON_PAPER, Placed, on_either
from coalition_cli.i18n import N_
from coalition_cli.model.document import Document, Head, Part, Section
from coalition_cli.model.paper import USUAL, Paper
from coalition_cli.model.summary import Summary
from coalition_cli.phrasing.outline import Outline
from coalition_cli.phrasing.section_words import content_of
from coalition_cli.sanitize import for_page
from coalition_cli.typesetting import fitted_where_counted

SUFFIX: Final = ".html"
TOLD: Final = N_("to read on a telephone or a laptop, without any program")
CHOICES: Final = ()
USUAL_FOR: Final = ("participants",)
IN_PLACE_OF: Final = ("pdf", "docx")

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def render(summary: Summary, paper: Paper = USUAL) -> bytes:
    """The document in UTF-8.

    Its policy forbids scripts and everything remote; its one style is named by its hash. A screen
    has room for all of it; paper has what our own page has.
    """
    document = summary.document
    language = document.language.replace("_", "-")
    if not _LANGUAGE.fullmatch(language):
        language = "und"
    runs_left = is_leftward(language)
    printed = fitted_where_counted(document)
    style = style_of(document, printed, is_leftward=runs_left)
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    lines = (
        "<!DOCTYPE html>",
        f'<html lang="{language}" dir="{"rtl" if runs_left else "ltr"}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="robots" content="noindex">',
        f"<title>{escape(for_page(document.head.title))}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        *_head(document.head),
        "<main>",
        *_parts(document, printed),
        "</main>",
        *_foot(document),
        "</body>",
        "</html>",
    )
    return ("\n".join(lines) + "\n").encode()


def _head(head: Head) -> Iterator[str]:
    yield "<header>"
    if head.label:
        yield f'<p class="label">{said(head.label)}</p>'
    yield f"<h1>{said(head.title)}</h1>"
    if head.warning:
        yield f'<p class="beware">{said(head.warning)}</p>'
    if head.line:
        yield f'<p class="quiet">{said(head.line)}</p>'
    yield "</header>"


def _foot(document: Document) -> Iterator[str]:
    if document.foot and document.foot != (document.head.title,):
        yield f"<footer><p>{' · '.join(said(words) for words in document.foot)}</p></footer>"


def _parts(document: Document, printed: Document) -> Iterator[str]:
    outline = Outline()
    both = zip(document.parts, printed.parts, strict=True)
    for number, (part, on_paper) in enumerate(both, 1):
        kinds = [f"part-{number}"]
        kinds += ["titled"] if part.title else []
        kinds += ["slips"] if part.is_slips else []
        kinds += [part.page] if part.page != "text" else []
        kinds += ["columns"] if part.columns > 1 else []
        yield f'<div class="{" ".join(kinds)}">'
        if part.columns > 1:
            yield from _folded(part, outline)
        else:
            yield from _opened(part, on_paper, outline, document.head.title)
        yield "</div>"


def _opened(part: Part, on_paper: Part, outline: Outline, title: str) -> Iterator[str]:
    level = outline.part(part)
    if level:
        yield f'<h{level} class="part">{said(part.title)}</h{level}>'
    if part.page == "tents":
        for section in part.sections:
            yield from _tent(section, outline)
    elif part.is_slips or part.page in ("cards-4", "cards-8"):
        for section in part.sections:
            yield from _slip(section, outline, title)
    else:
        yield from _sections(tuple(on_either(part, on_paper)), outline)


def _folded(part: Part, outline: Outline) -> Iterator[str]:
    """A part in columns is there to look things up in: folded on a screen, open on paper."""
    level = outline.part(part)
    title = f'<h{level} class="part">{said(part.title)}</h{level}>' if level else "…"
    yield f"<details><summary>{title}</summary>"
    yield '<div class="text">'
    yield from _sections(tuple(on_either(part, part)), outline)
    yield "</div>"
    yield "</details>"


def _sections(placed: Sequence[Placed], outline: Outline) -> Iterator[str]:
    """The sections; those that have a side stand beside each other where there is room."""
    for is_beside, group in groupby(placed, lambda each: bool(each.section.side)):
        sections = tuple(group)
        if not is_beside:
            for each in sections:
                yield from _section(each, outline)
            continue
        yield '<div class="beside">'
        for side in ("left", "right"):
            yield "<div>"
            for each in sections:
                if each.section.side == side:
                    yield from _section(each, outline)
            yield "</div>"
        yield "</div>"


def _section(placed: Placed, outline: Outline) -> Iterator[str]:
    section, where = placed
    contents = content_of(section, is_paged=where == ON_PAPER)
    level = outline.section(section, contents)
    kinds = [*([section.look] if section.look != "plain" else []), *([where] if where else [])]
    named = f' class="{" ".join(kinds)}"' if kinds else ""
    yield f"<section{named}{' hidden' if where == ON_PAPER else ''}>"
    if section.code:
        yield f'<p class="corner">{code(section.code)}</p>'
    if level:
        yield f"<h{level}>{said(section.title)}</h{level}>"
    yield '<div class="ground">'
    yield from (element(content, outline) for content in contents)
    yield "</div>"
    yield "</section>"


def _slip(section: Section, outline: Outline, title: str) -> Iterator[str]:
    """One slip of paper, with what it belongs to above the name on it."""
    contents = content_of(section, is_paged=False)
    level = outline.section(section, contents)
    corner = f" {code(section.code)}" if section.code else ""
    yield "<section>"
    yield f'<p class="of">{said(title)}{corner}</p>'
    if level:
        yield f"<h{level}>{said(section.title)}</h{level}>"
    yield from (element(content, outline) for content in contents)
    yield "</section>"


def _tent(section: Section, outline: Outline) -> Iterator[str]:
    """A card that is folded: on paper its words stand on both sides, to be read from both."""
    contents = content_of(section)
    level = outline.section(section, contents)
    lines = [element(content, outline) for content in contents]
    yield "<section>"
    if level:
        yield f'<p class="over" aria-hidden="true">{said(section.title)}</p>'
        yield f"<h{level}>{said(section.title)}</h{level}>"
    yield from lines
    yield "</section>"
