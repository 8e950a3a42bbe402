"""The style of cards and of sheets for the wall: each as large as its words leave room for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from coalition_cli.blocks import Bullets, Prose
from coalition_cli.model.document import Blanks, Boxes, Content, Document, Part, Rows, Section
from coalition_cli.phrasing.section_words import content_of

STYLE: Final = Path(__file__).with_name("cards.css")

_POINT: Final = 25.4 / 72
_TITLE: Final = 1.3
_WIDE: Final = 0.58
"""The width of a letter, of the size of its type; more than most have."""
_HIGH: Final = 1.25
_LEAST: Final = 6.0


@dataclass(frozen=True, slots=True)
class _Room:
    """The room that one section has on paper, in millimetres."""

    width: float
    height: float

    def holds(self, section: Section, points: float) -> bool:
        """True if the words of ``section`` fit in letters of this size."""
        em = points * _POINT
        title = self._lines(section.title, em * _TITLE)
        lines = sum(self._lines(text, em) + 0.2 for text in _texts(content_of(section)))
        words = " ".join((section.title, *_texts(content_of(section)))).split()
        longest = max(map(len, words), default=0) * em * _TITLE * _WIDE
        used = (title * _TITLE + lines) * em * _HIGH
        return longest <= self.width and used <= self.height

    def _lines(self, text: str, em: float) -> int:
        in_a_line = max(1.0, self.width / (em * _WIDE))
        return sum(-(-len(line) // int(in_a_line)) for line in text.split("\n") if line)


_ROOMS: Final[Mapping[str, _Room]] = {
    "cards-4": _Room(82, 122),
    "cards-8": _Room(88, 56),
    "tents": _Room(126, 82),
    "poster": _Room(176, 260),
    "landscape": _Room(262, 165),
}


def card_style(document: Document) -> Iterator[str]:
    """The style of what ``document`` has of these; nothing for one that has none."""
    has_forms = any(
        isinstance(content, Rows) and content.is_form
        for section in document.sections
        for content in content_of(section)
    )
    if has_forms or any(part.page != "text" for part in document.parts):
        yield STYLE.read_text(encoding="utf-8")
    if document.parts and document.parts[0].page != "text":
        yield "@media print { header { position: absolute; clip-path: inset(50%); } }\n"


def card_rules(number: int, part: Part) -> Iterator[str]:
    """How large the letters of each section of ``part`` are on paper."""
    room = _ROOMS.get(part.page)
    if room is None:
        return
    for place, section in enumerate(part.sections, 1):
        points = part.points
        while points > _LEAST and not room.holds(section, points):
            points -= 1
        yield f"  .part-{number} > section:nth-of-type({place}) {{ font-size: {points:g}pt; }}\n"


def _texts(contents: Any) -> list[str]:
    return [text for content in contents for text in _of(content)]


def _of(content: Content) -> list[str]:
    match content:
        case Prose():
            return [content.text]
        case Bullets():
            return [f"   {item.text}" for item in content.items]
        case Boxes():
            return [f"   {line}" for line in content.lines]
        case Blanks():
            return ["  ".join(content.labels) or " "]
    return []
