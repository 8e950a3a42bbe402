"""A document: what is set on pages, in parts and sections that know their rank and their caps.

Every format reads the same document. What people see on a screen is said in
``coalition_cli.blocks``; what only paper needs (rows with codes, boxes to tick, lines to write on)
is said here. All text is plain: what the room said is never markup.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from coalition_cli.blocks import Block, Heading, Tone
from coalition_cli.model.audience import Audience

Look: TypeAlias = Literal["plain", "tint", "frame", "strip", "run-in", "side-bar"]
"""How a section stands on the page.

``tint``: its words on a tinted ground. ``frame``: a box around it, its title inside. ``strip``: its
pairs in one tinted line, its title first. ``run-in``: its title begins its first paragraph.
``side-bar``: a bar at its left edge.
"""

Side: TypeAlias = Literal["", "left", "right"]
"""A section as wide as the page, or one of two that stand beside each other."""

Elsewhere: TypeAlias = Literal["", "organizer", "next page"]
"""Where the rows stand that a section has no room for."""

Page: TypeAlias = Literal["text", "cards-4", "cards-8", "tents", "poster", "landscape"]
"""How the sections of a part lie on its pages.

``text``: one below the other. ``cards-4``, ``cards-8``: each is a card, so many a page with lines
to cut along. ``tents``: each is a card that is folded and stands, two a page, its title on both
sides. ``poster``, ``landscape``: each has a page for itself, upright or lying. On all but ``text``
letters are as large as fit, up to the size of the part.
"""

BESIDE_TEXT: Final = 10.0
"""The size of letters, in points, of a part that names none."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row: its text, smaller lines below it, and small words ``beside`` it.

    ``boxes`` are words with a box to tick before each. ``levels`` are how many showed each level,
    from the widest yes to the clearest no: a bar is drawn of them, from dark to light.
    """

    text: str = ""
    tone: Tone = "plain"
    below: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()
    beside: str = ""
    is_first_step: bool = False
    """A box to tick stands before the first line below."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A column of rows: its title, and its share of the width (0: as wide as its words).

    ``is_code``: its cells are codes, which are drawn as such. ``is_number``: they stand right.
    """

    title: str
    share: int = 0
    is_code: bool = False
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row, of which nothing is torn off at the end of a page if it is short.

    ``codes`` are those of everything that it tells of.
    """

    cells: tuple[Cell, ...]
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows under lanes; ``has_head``: the titles of the lanes are shown.

    A reader who cannot see is told the titles either way. ``is_form``: empty cells are written into
    by hand, and have lines around them and the height for it.
    """

    lanes: tuple[Lane, ...]
    rows: tuple[Row, ...]
    has_head: bool = False
    is_form: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and what it says."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels with what they say.

    ``is_inline``: in one paragraph, one after the other, the label strong. Otherwise one below the
    other, the value strong where ``is_strong``; in two columns where there is room.
    """

    pairs: tuple[Pair, ...]
    is_inline: bool = False
    is_strong: bool = True


@dataclass(frozen=True, slots=True)
class Facts:
    """Large numbers side by side, each with its words: ``Pair("20", "people took part")``."""

    facts: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Boxes:
    """Lines with a box to tick before each; ``is_inline``: in one line.

    ``smiles``: above each stands a face, from -2 that frowns to 2 that smiles.
    """

    lines: tuple[str, ...]
    is_inline: bool = False
    smiles: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Blanks:
    """One line of labels, each with room to write behind it."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """A code on a line of time: its day as ISO writes it, and the day in words."""

    code: str
    day: str
    words: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """Actions on a line of time, by their days."""

    dues: tuple[Due, ...]


Content: TypeAlias = Block | Rows | Pairs | Facts | Boxes | Blanks | Calendar


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page under one title.

    ``blocks`` are never cut. ``rows`` is the list below them, whole; ``most`` of it are shown
    (None: all), and a sentence says how many more stand ``elsewhere``. ``after`` stands below.
    ``code`` stands at the upper right corner.
    """

    name: str
    title: str
    blocks: tuple[Content, ...] = ()
    rows: Rows | None = None
    most: int | None = None
    elsewhere: Elsewhere = ""
    after: tuple[Content, ...] = ()
    look: Look = "plain"
    side: Side = ""
    level: int = 2
    code: str = ""

    @property
    def shown(self) -> Rows | None:
        """The rows that are shown."""
        if self.rows is None or self.most is None:
            return self.rows
        return replace(self.rows, rows=self.rows.rows[: self.most])

    @property
    def left(self) -> tuple[Row, ...]:
        """The rows for which there is no room here."""
        return self.rows.rows[self.most :] if self.rows and self.most is not None else ()

    def with_one_row_less(self) -> "Section":
        """Return the section without the last row that it shows."""
        rows = self.shown
        return replace(self, most=max(0, len(rows.rows) - 1)) if rows else self


@dataclass(frozen=True, slots=True)
class Part:
    """Sections that begin on a page of their own, under a ``title`` where it has one.

    It may take ``most_pages`` (None: as many as it needs). Where it takes more, each of ``shorter``
    is tried in its place, in this order, and after the last of them its longest list loses its last
    row until it fits. ``points`` is the size of its letters. ``is_slips``: its sections are slips,
    four a page with lines to cut along. ``page`` says how they lie where they are none.
    """

    name: str
    sections: tuple[Section, ...]
    title: str = ""
    most_pages: int | None = None
    shorter: tuple["Part", ...] = ()
    points: float = BESIDE_TEXT
    columns: int = 1
    is_slips: bool = False
    page: Page = "text"

    def with_one_row_less(self) -> "Part | None":
        """Return the part with its longest list one row shorter; None if none has a row left."""
        lengths = [
            len(section.shown.rows) if section.shown and section.elsewhere else 0
            for section in self.sections
        ]
        longest = max(lengths, default=0)
        if not longest:
            return None
        at = len(lengths) - 1 - lengths[::-1].index(longest)
        section = self.sections[at].with_one_row_less()
        return replace(self, sections=(*self.sections[:at], section, *self.sections[at + 1 :]))


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the first part: a title, a quiet line, and what a reader must know first.

    ``label`` stands above the title, ``warning`` beside it.
    """

    title: str
    line: str = ""
    label: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Document:
    """A document for one audience; ``foot`` is whose it is, what it is of, and when."""

    language: str
    head: Head
    parts: tuple[Part, ...]
    foot: tuple[str, ...] = ()
    audience: Audience | None = None
    day: str = ""
    """The day that the file is given as its own, as ISO writes it; no clock is asked."""

    @property
    def sections(self) -> tuple[Section, ...]:
        """Every section of every part."""
        return tuple(section for part in self.parts for section in part.sections)


def document_of(
    title: str, language: str, blocks: Sequence[Block], points: float = BESIDE_TEXT
) -> Document:
    """Return a document of one part that shows ``blocks`` as they come, in letters of ``points``.

    A title among them that says what the head says is left out.
    """
    shown = tuple(
        block
        for block in blocks
        if not (isinstance(block, Heading) and block.level == 1 and block.text == title)
    )
    part = Part("all", (Section("all", "", shown),), points=points)
    return Document(language, Head(title), (part,), foot=(title,))
