"""The styles of a Word document: ours, or those of an organisation's own where it has them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from coalition_cli.wordprocessing.looks import (
    FONT,
    HAIR,
    LETTERS,
    LINE,
    RIGHT_TO_LEFT_FONT,
    RIGHT_TO_LEFT_LINE,
    Letter,
    Look,
    looks,
)
from coalition_cli.wordprocessing.markup import element
from coalition_cli.wordprocessing.nodes import Letters

_OFFICE_NAMES: Final = {"Body": "Body Text", "Listed": "List Bullet"}
"""Our names where an office has another one for the same thing."""

_CHARACTERS: Final[Mapping[Letters, str]] = {
    "strong": "Strong",
    "quiet": "Quiet Words",
    "accent": "Accent Words",
    "code": "Code",
    "note": "Note",
}
_TWIPS: Final = 1440 / 25.4
_LINE_OF_ONE: Final = 240


@dataclass(slots=True)
class StyleSheet:
    """Styles by our names, for letters of ``points``; other sizes get styles of their own.

    ``known`` are the styles that are there already: their ids, by ``paragraph`` or ``character``
    and their lower-case names.
    """

    points: float
    title: float
    is_right_to_left: bool
    known: Mapping[tuple[str, str], str] = field(default_factory=dict)
    normal: str = "Normal"
    size: float = 0
    """The size of letters of ``normal``, where it is not ours to say."""
    _asked: dict[tuple[str, float], str] = field(default_factory=dict)
    _letters: dict[Letters, str] = field(default_factory=dict)

    @property
    def spacer(self) -> str:
        """The style of a paragraph without words."""
        return self.known.get(("paragraph", "spacer")) or self._free("Spacer")

    def look(self, name: str, points: float) -> Look:
        """How the style called ``name`` looks."""
        is_usual = points == self.points and self.size
        return looks(self.size if is_usual else points, self.title)[name]

    def paragraph(self, name: str, points: float) -> str:
        """The id of the style called ``name`` for letters of ``points``."""
        if self.look(name, points) == self.look(name, self.points):
            points = self.points
        if (name, points) not in self._asked:
            named = self._base(name)
            is_other = points != self.points
            self._asked[name, points] = f"{named}-{_size_name(points)}" if is_other else named
        return self._asked[name, points]

    def characters(self, letters: Letters) -> str:
        """The id of the style of words that look so; empty for those that look like the others."""
        name = _CHARACTERS.get(letters, "")
        if name and letters not in self._letters:
            known = self.known.get(("character", name.lower()))
            self._letters[letters] = known or self._free(_identity(name))
        return self._letters[letters] if name else ""

    def missing(self) -> list[str]:
        """Every style that was asked for and is not there, as elements of a style sheet."""
        made: dict[str, str] = {}
        if ("paragraph", "spacer") not in self.known:
            made["Spacer"] = self._spacer()
        for name, points in sorted(self._asked):
            made |= self._needed(name, points)
        for letters, identity in sorted(self._letters.items()):
            if ("character", _CHARACTERS[letters].lower()) not in self.known:
                made[identity] = _character_style(letters, identity)
        return list(made.values())

    def _needed(self, name: str, points: float) -> dict[str, str]:
        """The style ``name`` by its id, with the one that it is made of where its size differs."""
        office = _office_name(name)
        base = self._base(name)
        made = {}
        if ("paragraph", office.lower()) not in self.known:
            made[base] = self._style(base, office, self.normal, self.look(name, self.points))
        if points != self.points:
            identity = self._asked[name, points]
            title = f"{office} {_size_name(points)}"
            made[identity] = self._style(identity, title, base, looks(points)[name])
        return made

    def _base(self, name: str) -> str:
        """The id of the style called ``name`` for letters of the usual size."""
        known = self.known.get(("paragraph", _office_name(name).lower()))
        return known or self._free(_identity(name))

    def _free(self, identity: str) -> str:
        """``identity``, or one like it where a template has it for something else."""
        taken = frozenset(self.known.values())
        while identity in taken:
            identity += "-ours"
        return identity

    def _style(self, identity: str, name: str, base: str, look: Look) -> str:
        custom = {} if name in _BUILT_IN else {"w_customStyle": "1"}
        return element(
            "w:style",
            element("w:name", w_val=_stored_name(name)),
            element("w:basedOn", w_val=base),
            element("w:qFormat"),
            element("w:pPr", _paragraph_look(look, self._line(look))),
            element("w:rPr", _letters_look(look)),
            w_type="paragraph",
            w_styleId=identity,
            **custom,
        )

    def _line(self, look: Look) -> dict[str, str]:
        """The height of a line; other fonts than ours do not ask for too much."""
        if self.is_right_to_left and look.line == LINE:
            exact = _twentieths(look.size * RIGHT_TO_LEFT_LINE)
            return {"w_line": exact, "w_lineRule": "exact"}
        line = 1 if self.known else look.line
        return {"w_line": str(round(_LINE_OF_ONE * line)), "w_lineRule": "auto"}

    def _spacer(self) -> str:
        room = element("w:spacing", w_before="0", w_after="0", w_line="20", w_lineRule="exact")
        return element(
            "w:style",
            element("w:name", w_val="Spacer"),
            element("w:basedOn", w_val=self.normal),
            element("w:pPr", room),
            element("w:rPr", _sized(1)),
            w_type="paragraph",
            w_customStyle="1",
            w_styleId=self.spacer,
        )


_BUILT_IN: Final = frozenset(
    (
        "Title",
        "Subtitle",
        "Heading 1",
        "Heading 2",
        "Heading 3",
        "Heading 4",
        "Body Text",
        "Quote",
        "List Bullet",
    )
)


def defaults(points: float, language: str) -> str:
    """What every style is made of: the font, its size, the language, the height of lines."""
    fonts = element(
        "w:rFonts", w_ascii=FONT, w_hAnsi=FONT, w_eastAsia=FONT, w_cs=RIGHT_TO_LEFT_FONT
    )
    spoken = element("w:lang", w_val=language, w_bidi=language) if language else ""
    height = str(round(_LINE_OF_ONE * LINE))
    room = element("w:spacing", w_before="0", w_after="0", w_line=height, w_lineRule="auto")
    normal = element(
        "w:style",
        element("w:name", w_val="Normal"),
        element("w:qFormat"),
        w_type="paragraph",
        w_default="1",
        w_styleId="Normal",
    )
    letters = element(
        "w:style",
        element("w:name", w_val="Default Paragraph Font"),
        w_type="character",
        w_default="1",
        w_styleId="DefaultParagraphFont",
    )
    table = element(
        "w:style",
        element("w:name", w_val="Normal Table"),
        element("w:uiPriority", w_val="99"),
        w_type="table",
        w_default="1",
        w_styleId="TableNormal",
    )
    return (
        element(
            "w:docDefaults",
            element("w:rPrDefault", element("w:rPr", fonts, _sized(points), spoken)),
            element("w:pPrDefault", element("w:pPr", element("w:widowControl"), room)),
        )
        + normal
        + letters
        + table
    )


def foot_style(width: float) -> str:
    """The style of the foot of a page whose words are ``width`` wide."""
    hair = element("w:top", w_val="single", w_sz="4", w_space="3", w_color=HAIR)
    stop = element("w:tab", w_val="right", w_pos=str(round(width * _TWIPS)))
    return element(
        "w:style",
        element("w:name", w_val="footer"),
        element("w:basedOn", w_val="Normal"),
        element("w:pPr", element("w:pBdr", hair), element("w:tabs", stop)),
        element("w:rPr", element("w:color", w_val="4d5659"), _sized(8)),
        w_type="paragraph",
        w_styleId="Footer",
    )


def _character_style(letters: Letters, identity: str) -> str:
    return element(
        "w:style",
        element("w:name", w_val=_CHARACTERS[letters]),
        element("w:qFormat"),
        element("w:rPr", _letter_look(LETTERS[letters])),
        w_type="character",
        w_styleId=identity,
        **({} if letters == "strong" else {"w_customStyle": "1"}),
    )


def _letter_look(letter: Letter) -> str:
    ground = edge = ""
    if letter.ground:
        edge = element("w:bdr", w_val="single", w_sz="8", w_space="0", w_color=letter.ground)
        ground = element("w:shd", w_val="clear", w_color="auto", w_fill=letter.ground)
    strong = element("w:b") + element("w:bCs") if letter.is_strong else ""
    colour = element("w:color", w_val=letter.colour) if letter.colour else ""
    return strong + colour + edge + ground


def _paragraph_look(look: Look, height: Mapping[str, str]) -> str:
    bar = ""
    if look.bar:
        edge = element("w:left", w_val="single", w_sz="8", w_space="6", w_color=look.bar)
        bar = element("w:pBdr", edge)
    before, after = _twentieths(look.before), _twentieths(look.after)
    room = element("w:spacing", w_before=before, w_after=after, **height)
    indent = ""
    if look.indent:
        start, hang = (str(round(length * _TWIPS)) for length in (look.indent, look.hang))
        indent = element("w:ind", w_left=start, w_hanging=hang)
    level = element("w:outlineLvl", w_val=str(look.level - 1)) if look.level else ""
    keeps = element("w:keepNext") + element("w:keepLines") if look.keeps_next else ""
    return keeps + bar + room + indent + level


def _letters_look(look: Look) -> str:
    strong = element("w:b") + element("w:bCs") if look.is_strong else ""
    return strong + element("w:color", w_val=look.colour) + _sized(look.size)


def _sized(points: float) -> str:
    size = str(round(points * 2))
    return element("w:sz", w_val=size) + element("w:szCs", w_val=size)


def _twentieths(points: float) -> str:
    return str(round(points * 20))


def _office_name(name: str) -> str:
    return _OFFICE_NAMES.get(name, name)


def _stored_name(name: str) -> str:
    """Word keeps the names of its own headings in small letters."""
    return name.lower() if name.startswith("Heading ") and name in _BUILT_IN else name


def _identity(name: str) -> str:
    return _office_name(name).replace(" ", "")


def _size_name(points: float) -> str:
    return f"{points:g}pt"
