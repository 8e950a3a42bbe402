"""The summary as a Word document: real styles, tables that know their heads, pictures with words.

It is set with our page, or with the page and the styles of an organisation's own document.
"""

import re
from dataclasses import replace
from typing import Final

from coalition_cli.bidi import is_leftward
from coalition_cli.exports.docx.numbering import bullet_list
from coalition_cli.exports.docx.style_sheet import StyleSheet, defaults, foot_style
from coalition_cli.exports.docx.word_file import WordFile, layout_of, opened, reading, start_anew
from coalition_cli.exports.docx.word_page import Pages, foot, our_page, parsed, related, width_of
from coalition_cli.exports.docx.wordml import NAMESPACES, WordWriter, rooted
from coalition_cli.i18n import N_
from coalition_cli.model.paper import USUAL, Paper
from coalition_cli.model.summary import Summary
from coalition_cli.typesetting import fitted, png_of
from coalition_cli.wordprocessing.compose import stretches
from coalition_cli.wordprocessing.looks import (
    FONT,
    RIGHT_TO_LEFT_FONT,
    title_points,
)
from coalition_cli.wordprocessing.markup import element
from coalition_cli.wordprocessing.nodes import Picture

SUFFIX: Final = ".docx"
TOLD: Final = N_("for an office to change, as Word has it")
CHOICES: Final = ("template",)
NEEDS: Final = ("docx", "typst")
USUAL_FOR: Final = ("donor",)

_W: Final = "{" + NAMESPACES["w"] + "}"
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_DOTS_A_MILLIMETRE: Final = 10
_NEW_LAYOUT: Final = 15
_WORD_WITHOUT_A_SIZE: Final = 10.0


def render(summary: Summary, paper: Paper = USUAL) -> bytes:
    """The whole file; a part that may take so many pages is fitted to our own page.

    Raises ``Problem`` where the template cannot be read, or python-docx is not there.
    """
    document = fitted(summary.document)
    points = document.parts[0].points if document.parts else _WORD_WITHOUT_A_SIZE
    language = _language(document.language)
    to_left = is_leftward(document.language)
    ours = StyleSheet(points, title_points(document), to_left)
    with reading(paper.template):
        file = opened(paper.template)
        if paper.template is None:
            start_anew(file, our_page(document.audience, is_right_to_left=to_left))
            styles, is_old = ours, False
        else:
            styles, is_old = _styles_of(file, ours), layout_of(file) < _NEW_LAYOUT
        bullets, width = bullet_list(file), width_of(file)
    writer = WordWriter(styles, language, to_left, bullets, _Gallery(file).name_of, is_old)
    if paper.template is None:
        related(file.page, "footer", file.add("footer", foot(document, writer, "Footer")))
    Pages(file, writer).fill(stretches(document, width))
    _add_styles(file, styles, language, width)
    return file.saved(document.head.title, language, document.day)


def _language(named: str) -> str:
    language = named.replace("_", "-")
    return language if _LANGUAGE.fullmatch(language) else ""


def _styles_of(file: WordFile, ours: StyleSheet) -> StyleSheet:
    """The styles that a template has, by their kinds and names, before ``ours``."""
    known: dict[tuple[str, str], str] = {}
    normal, size = "", _WORD_WITHOUT_A_SIZE
    for style in file.document.styles:
        kind = style.element.get(f"{_W}type", "")
        known.setdefault((kind, (style.name or "").lower()), style.style_id)
        if kind == "paragraph" and style.element.get(f"{_W}default") in ("1", "true"):
            normal = style.style_id
            size = style.font.size.pt if style.font.size else _usual_size(file)
    return replace(ours, known=known, normal=normal or "Normal", size=size)


def _usual_size(file: WordFile) -> float:
    """The size of letters of which nothing else is said in a template."""
    found = file.document.styles.element.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}sz")
    return float(found.get(f"{_W}val")) / 2 if found is not None else _WORD_WITHOUT_A_SIZE


def _add_styles(file: WordFile, styles: StyleSheet, language: str, width: float) -> None:
    """Add the styles that were asked for; without a template all that a document needs."""
    if file.part("styles") is not None:
        for made in parsed(rooted("w:styles", *styles.missing())):
            file.document.styles.element.append(made)
        return
    ours = (defaults(styles.points, language), foot_style(width), *styles.missing())
    file.add("styles", rooted("w:styles", *ours))
    file.add("settings", rooted("w:settings", *_settings(language)))
    file.add("fontTable", rooted("w:fonts", *map(_font, (FONT, RIGHT_TO_LEFT_FONT))))


def _settings(language: str) -> tuple[str, ...]:
    """Newest layout, and the language of words that nothing else is said of."""
    office = {"w_uri": "http://schemas.microsoft.com/office/word", "w_val": str(_NEW_LAYOUT)}
    newest = element("w:compatSetting", w_name="compatibilityMode", **office)
    spoken = (element("w:themeFontLang", w_val=language),) if language else ()
    return (element("w:compat", newest), *spoken)


def _font(name: str) -> str:
    """What an office takes where the font is not there."""
    other = element("w:altName", w_val="Segoe UI")
    return element("w:font", other, element("w:family", w_val="swiss"), w_name=name)


class _Gallery:
    """The pictures of one file, each drawn once."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._names: dict[str, str] = {}

    def name_of(self, picture: Picture) -> str:
        """The name that ``picture`` has in the file."""
        if picture.svg not in self._names:
            png = png_of(picture.svg, round(picture.width * _DOTS_A_MILLIMETRE))
            self._names[picture.svg] = self._file.picture(png)
        return self._names[picture.svg]
