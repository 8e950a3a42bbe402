"""Cards whose words fit on no one card: they go on on a further one, and nothing is cut."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from coalition_cli.blocks import Bullet, Bullets, Prose
from coalition_cli.model.document import Content, Page, Section

_MOST: Final[Mapping[Page, int]] = {
    "cards-4": 2400,
    "cards-8": 700,
    "tents": 300,
    "poster": 6000,
    "landscape": 4000,
}
"""So many characters a card holds in letters that can still be read."""

_LONGEST_TITLE: Final = 200
_DOTS: Final = "…"


def pieces(section: Section, page: Page) -> list[Section]:
    """Return ``section`` as the cards that it takes; one, unless its words are very many."""
    most = _MOST.get(page, 0)
    if not most or sum(map(_length, section.blocks)) + len(section.title) <= most:
        return [section]
    blocks: list[Content] = list(section.blocks)
    if len(section.title) > _LONGEST_TITLE:
        blocks.insert(0, Prose(section.title, "strong"))
        section = replace(section, title=section.title[:_LONGEST_TITLE].rsplit(None, 1)[0] + _DOTS)
    cards: list[list[Content]] = [[]]
    room = most
    for block in (part for each in blocks for part in _parts(each, most)):
        if _length(block) > room and cards[-1]:
            cards.append([])
            room = most
        cards[-1].append(block)
        room -= _length(block)
    made = [replace(section, blocks=tuple(card), after=()) for card in cards]
    return [*made[:-1], replace(made[-1], after=section.after)]


def _length(content: Content) -> int:
    match content:
        case Prose():
            return len(content.text)
        case Bullets():
            return sum(len(item.text) for item in content.items)
    return 0


def _parts(content: Content, most: int) -> Iterator[Content]:
    """``content`` in parts of at most so many characters, each ending at a word where it can."""
    if isinstance(content, Bullets) and _length(content) > most:
        for item in content.items:
            for text in _split(item.text, most):
                yield Bullets((Bullet(text, item.mark, item.by, item.below),))
    elif isinstance(content, Prose):
        for text in _split(content.text, most):
            yield replace(content, text=text)
    else:
        yield content


def _split(text: str, most: int) -> Iterator[str]:
    while len(text) > most:
        end = text.rfind(" ", most // 2, most) + 1 or most
        yield text[:end]
        text = text[end:]
    yield text
