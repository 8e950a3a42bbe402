"""The styles and pages of an OpenDocument text, and names for what only one place needs."""

import re
from dataclasses import dataclass, field
from typing import Final
from xml.sax.saxutils import escape

from coalition_cli.model.document import Document
from coalition_cli.wordprocessing.foot import foot_words, numbered
from coalition_cli.wordprocessing.looks import (
    BOTTOM,
    FONT,
    FOOT,
    GREY,
    HAIR,
    LINE,
    PAGE,
    RIGHT_TO_LEFT_FONT,
    RIGHT_TO_LEFT_LINE,
    SLIP_EDGE,
    TINT,
    Letter,
    Look,
    looks,
    margins,
)
from coalition_cli.wordprocessing.markup import HEAD, element, sound

NAMESPACES: Final = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
}
VERSION: Final = "1.2"
DOTS: Final = "Dots"
USUAL_PAGE: Final = "Standard"
SLIPS_PAGE: Final = "Slips"
_DEEPEST: Final = 3
_FOOT_HEIGHT: Final = BOTTOM - FOOT
_OF_WORDS: Final = 8.0
_SPACES: Final = re.compile(r" {2,}|\A | \Z")


def rooted(name: str, *content: str) -> bytes:
    """A file whose root is ``name``, with every prefix that its content may use."""
    told = "".join(f' xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items())
    inner = "".join(content)
    return f'{HEAD}<{name}{told} office:version="{VERSION}">{inner}</{name}>'.encode()


def millimetres(length: float) -> str:
    """A length as OpenDocument tells it."""
    return f"{length:.2f}mm"


def points(size: float) -> str:
    """The size of letters, or a room above or below, as OpenDocument tells it."""
    return f"{size:.2f}".rstrip("0").rstrip(".") + "pt"


def style_id(name: str) -> str:
    """The name of a style inside the file."""
    return name.replace(" ", "_20_")


@dataclass(slots=True)
class Automatic:
    """Styles without a name for people, each made once for all that look alike."""

    _names: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def name(self, family: str, *properties: str, parent: str = "", **more: str) -> str:
        """The name of the style of this ``family`` with these ``properties``."""
        about = element("x", **more)
        key = (family, parent + about, "".join(properties))
        if key not in self._names:
            self._names[key] = f"{family[:3].title()}{len(self._names) + 1}"
            self._written.append(
                element(
                    "style:style",
                    *properties,
                    style_name=self._names[key],
                    style_family=family,
                    **({"style_parent_style_name": parent} if parent else {}),
                    **more,
                )
            )
        return self._names[key]

    _written: list[str] = field(default_factory=list)

    def written(self) -> str:
        """All of them as elements."""
        return element("office:automatic-styles", *self._written)


@dataclass(slots=True)
class StyleNames:
    """Styles by our names, for letters of ``points``; other sizes get styles of their own."""

    points: float
    title: float
    is_right_to_left: bool
    _asked: set[tuple[str, float]] = field(default_factory=set)

    def look(self, name: str, size: float) -> Look:
        """How the style called ``name`` looks."""
        return looks(size, self.title)[name]

    def paragraph(self, name: str, size: float) -> str:
        """The id of the style called ``name`` for letters of this ``size``."""
        if self.look(name, size) == self.look(name, self.points):
            size = self.points
        self._asked.add((name, size))
        return style_id(self._named(name, size))

    def written(self) -> str:
        """Every style that was asked for, and those that they are made of."""
        needed = {*self._asked, *((name, self.points) for name, _size in self._asked)}
        return "".join(self._style(name, size) for name, size in sorted(needed))

    def _style(self, name: str, size: float) -> str:
        look = self.look(name, size)
        named = self._named(name, size)
        level = {"style_default_outline_level": str(look.level)} if look.level else {}
        parent = USUAL_PAGE if size == self.points else style_id(name)
        return element(
            "style:style",
            _paragraph_look(look, is_right_to_left=self.is_right_to_left),
            _letters_look(look),
            style_name=style_id(named),
            style_display_name=named,
            style_family="paragraph",
            style_parent_style_name=parent,
            style_class="text",
            **level,
        )

    def _named(self, name: str, size: float) -> str:
        return name if size == self.points else f"{name} {size:g}pt"


def fonts() -> str:
    """The fonts that the styles name; where one is missing, an office takes another."""
    faces = (
        element("style:font-face", style_name=name, svg_font_family=f"'{name}'")
        for name in (FONT, RIGHT_TO_LEFT_FONT)
    )
    return element("office:font-face-decls", *faces)


def styles_file(document: Document, names: StyleNames, language: str) -> bytes:
    """The file of styles and pages."""
    is_right_to_left = names.is_right_to_left
    usual = element(
        "style:style",
        style_name=USUAL_PAGE,
        style_family="paragraph",
        style_class="text",
    )
    styles = (_defaults(names.points, language, is_right_to_left), usual, names.written(), _dots())
    return rooted(
        "office:document-styles",
        fonts(),
        element("office:styles", *styles),
        element("office:automatic-styles", *_page_layouts(document, is_right_to_left)),
        element("office:master-styles", *_pages(document)),
    )


def strong() -> dict[str, str]:
    """The attributes of strong letters, in every script."""
    return {
        "fo_font_weight": "bold",
        "style_font_weight_asian": "bold",
        "style_font_weight_complex": "bold",
    }


def sized(size: float) -> dict[str, str]:
    """The attributes of letters of this ``size``, in every script."""
    told = points(size)
    return {
        "fo_font_size": told,
        "style_font_size_asian": told,
        "style_font_size_complex": told,
    }


def letter_look(letter: Letter, size: float) -> str:
    """The look of words beside others; the letters around them are ``size`` high."""
    ground = {}
    if letter.ground:
        ground = {
            "fo_background_color": f"#{letter.ground}",
            "fo_border": f"1pt solid #{TINT}",
            "fo_padding": "0mm",
        }
    return element(
        "style:text-properties",
        **(strong() if letter.is_strong else {}),
        **({"fo_color": f"#{letter.colour}"} if letter.colour else {}),
        **(sized(size * letter.share) if letter.share != 1 else {}),
        **ground,
    )


def _defaults(size: float, language: str, is_right_to_left: bool) -> str:
    code, _dash, country = language.partition("-")
    spoken = {}
    if code:
        spoken = {"fo_language": code, "fo_country": country or "none"}
        spoken |= {"style_language_complex": code, "style_country_complex": country or "none"}
    mode = "rl-tb" if is_right_to_left else "lr-tb"
    room = element(
        "style:paragraph-properties",
        fo_margin_top="0mm",
        fo_margin_bottom="0mm",
        fo_line_height=f"{LINE:.0%}",
        fo_orphans="2",
        fo_widows="2",
        fo_text_align="right" if is_right_to_left else "left",
        style_writing_mode=mode,
        style_tab_stop_distance="10mm",
    )
    letters = element(
        "style:text-properties",
        style_font_name=FONT,
        style_font_name_asian=FONT,
        style_font_name_complex=RIGHT_TO_LEFT_FONT,
        style_use_window_font_color="false",
        **sized(size),
        **spoken,
    )
    return element("style:default-style", room, letters, style_family="paragraph")


def _paragraph_look(look: Look, *, is_right_to_left: bool) -> str:
    is_exact = is_right_to_left and look.line == LINE
    exact = points(look.size * RIGHT_TO_LEFT_LINE)
    side = "right" if is_right_to_left else "left"
    about = {
        "fo_margin_top": points(look.before),
        "fo_margin_bottom": points(look.after),
        "fo_line_height": exact if is_exact else f"{look.line:.0%}",
    }
    if look.indent and not look.bar:
        about["fo_margin_left"] = millimetres(
            look.indent
        )  # where a line begins, in both directions
        about["fo_text_indent"] = millimetres(-look.hang)
    if look.bar:
        about |= {f"fo_border_{edge}": "none" for edge in ("top", "bottom", "left", "right")}
        about[f"fo_border_{side}"] = f"1pt solid #{look.bar}"
        about[f"fo_padding_{side}"] = millimetres(look.indent)
    if look.keeps_next:
        about["fo_keep_with_next"] = "always"
    return element("style:paragraph-properties", **about)


def _letters_look(look: Look) -> str:
    weight = strong() if look.is_strong else {}
    return element(
        "style:text-properties", fo_color=f"#{look.colour}", **sized(look.size), **weight
    )


def _dots() -> str:
    look = looks(10)["Listed"]
    levels = []
    for depth in range(1, _DEEPEST + 1):
        aligned = element(
            "style:list-level-label-alignment",
            text_label_followed_by="listtab",
            text_list_tab_stop_position=millimetres(look.indent * depth),
            fo_text_indent=millimetres(-look.hang),
            fo_margin_left=millimetres(look.indent * depth),
        )
        properties = element(
            "style:list-level-properties",
            aligned,
            text_list_level_position_and_space_mode="label-alignment",
        )
        level = {"text_level": str(depth), "text_bullet_char": "•"}
        levels.append(element("text:list-level-style-bullet", properties, **level))
    return element("text:list-style", *levels, style_name=DOTS)


def _page_layouts(document: Document, is_right_to_left: bool) -> tuple[str, ...]:
    free = margins(document.audience)
    size = {
        "fo_page_width": millimetres(PAGE[0]),
        "fo_page_height": millimetres(PAGE[1]),
        "style_print_orientation": "portrait",
        "style_writing_mode": "rl-tb" if is_right_to_left else "lr-tb",
    }
    usual = element(
        "style:page-layout-properties",
        fo_margin_top=millimetres(free.top),
        fo_margin_bottom=millimetres(FOOT),
        fo_margin_left=millimetres(free.side),
        fo_margin_right=millimetres(free.side),
        **size,
    )
    room = element(
        "style:header-footer-properties",
        svg_height=millimetres(_FOOT_HEIGHT),
        fo_margin_top="2mm",
        style_dynamic_spacing="false",
    )
    slips = element("style:page-layout-properties", fo_margin=millimetres(SLIP_EDGE), **size)
    foot = element(
        "style:paragraph-properties",
        element(
            "style:tab-stops",
            element(
                "style:tab-stop",
                style_position=millimetres(PAGE[0] - 2 * free.side),
                style_type="right",
            ),
        ),
        fo_border_top=f"0.5pt solid #{HAIR}",
        fo_border_left="none",
        fo_border_right="none",
        fo_border_bottom="none",
        fo_padding_top="1mm",
    )
    words = element("style:text-properties", fo_color=f"#{GREY}", **sized(_OF_WORDS))
    return (
        element(
            "style:page-layout", usual, element("style:footer-style", room), style_name="Usual"
        ),
        element("style:page-layout", slips, style_name="Bare"),
        element("style:style", foot, words, style_name="Foot", style_family="paragraph"),
        element(
            "style:style",
            element("style:text-properties", **strong()),
            style_name="FootStrong",
            style_family="text",
        ),
    )


def _pages(document: Document) -> tuple[str, ...]:
    foot = element("style:footer", element("text:p", *_foot(document), text_style_name="Foot"))
    return (
        element("style:master-page", foot, style_name=USUAL_PAGE, style_page_layout_name="Usual"),
        element("style:master-page", style_name=SLIPS_PAGE, style_page_layout_name="Bare"),
    )


def _foot(document: Document) -> list[str]:
    pieces = [
        element("text:span", spaced(words.text), text_style_name="FootStrong")
        if words.letters == "strong"
        else spaced(words.text)
        for words in foot_words(document)
    ]
    pieces.append(element("text:tab"))
    for words, counted in numbered():
        pieces.append(spaced(words))
        if counted == "page":
            pieces.append(element("text:page-number", "1", text_select_page="current"))
        if counted == "pages":
            pieces.append(element("text:page-count", "1"))
    return pieces


def spaced(text: str) -> str:
    """Text of a paragraph: every space, tab and line break of it is kept."""
    lines = []
    for line in sound(text).split("\n"):
        parts = [_SPACES.sub(_space, escape(words)) for words in line.split("\t")]
        lines.append(element("text:tab").join(parts))
    return element("text:line-break").join(lines)


def _space(run: re.Match[str]) -> str:
    """The elements of several spaces, and of those at an end of a text."""
    first = "" if run.start() == 0 or run.end() == len(run.string) else " "
    return first + element("text:s", text_c=str(len(run[0]) - len(first)))
