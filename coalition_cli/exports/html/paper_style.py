"""The style of a page: what is the same in all, and what this document wants on paper."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from coalition_cli.bidi import isolated
from coalition_cli.exports.html.card_style import card_rules, card_style
from coalition_cli.exports.html.cells import widths
from coalition_cli.i18n import _
from coalition_cli.model.document import Document, Rows
from coalition_cli.phrasing.section_words import content_of
from coalition_cli.sanitize import for_page
from coalition_cli.wordprocessing.looks import title_points

STYLE: Final = Path(__file__).with_name("style.css")

_COUNTED: Final = {"{page}": "counter(page)", "{pages}": "counter(pages)"}


def style_of(document: Document, printed: Document, *, is_leftward: bool) -> str:
    """The whole style of ``document``, which is ``printed`` on paper.

    ``is_leftward``: it is written from the right to the left.
    """
    style = STYLE.read_text(encoding="utf-8")
    return "".join((style, *card_style(document), *_rules(document, printed, is_leftward)))


def _rules(document: Document, printed: Document, is_leftward: bool) -> Iterator[str]:
    blocks = [
        content
        for section in (*document.sections, *printed.sections)
        for content in content_of(section, is_paged=False)
        if isinstance(content, Rows)
    ]
    yield from (f"col.w{width} {{ width: {width}%; }}\n" for width in widths(blocks))
    yield "@media print {\n"
    if printed.parts:
        yield f"  header {{ font-size: {printed.parts[0].points:g}pt; }}\n"
        yield f"  h1 {{ font-size: {title_points(printed):g}pt; }}\n"
    for number, part in enumerate(printed.parts, 1):
        yield f"  .part-{number} {{ font-size: {part.points:g}pt; }}\n"
        yield from card_rules(number, part)
        if part.columns > 1:
            yield f"  .part-{number} .text {{ columns: {part.columns:d}; }}\n"
    yield "}\n"
    first, last = ("right", "left") if is_leftward else ("left", "right")
    foot = css_text(" · ".join(map(isolated, document.foot)))
    yield f"@page {{ @bottom-{first} {{ content: {foot}; text-align: {first}; width: 75%; }}"
    yield f" @bottom-{last} {{ content: {_page_words()}; text-align: {last}; width: 25%; }} }}\n"


def _page_words() -> str:
    """The sentence that counts the pages, as CSS writes it."""
    pieces = re.split(r"(\{pages?\})", _("Page {page} of {pages}"))
    return " ".join(_COUNTED.get(piece) or css_text(piece) for piece in pieces if piece)


def css_text(text: str) -> str:
    """Typed text as a string of CSS: whatever is no plain letter is written as its number."""
    return f'"{"".join(map(_css_letter, for_page(text).replace(chr(10), " ")))}"'


def _css_letter(letter: str) -> str:
    is_plain = letter == " " or (letter.isascii() and letter.isalnum())
    return letter if is_plain else f"\\{ord(letter):x} "
