"""Rows of typed text that end between words: an editor's window alone ends them anywhere."""

import re
from bisect import bisect_right
from itertools import accumulate
from typing import Final

from prompt_toolkit.formatted_text import OneStyleAndTextTuple, StyleAndTextTuples
from prompt_toolkit.formatted_text.utils import fragment_list_width
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput
from prompt_toolkit.layout.utils import explode_text_fragments
from prompt_toolkit.utils import get_cwidth

LONGEST_BROKEN: Final = 10_000
"""Longer lines, which nobody types, are drawn as they come: each key lays the line out anew."""

_PART: Final = re.compile(r"\s|\S+")


class BetweenWords(Processor):
    """Fills a row up with spaces before a word that it cannot hold, so that the word stands whole.

    ``indent`` cells stand before each row. A word longer than a row is broken where the row ends.
    Nothing of it is part of the text.
    """

    def __init__(self, indent: int) -> None:
        self._indent = indent

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        room = transformation_input.width - self._indent
        fragments = transformation_input.fragments
        characters = explode_text_fragments(fragments)
        is_short = room < 1 or fragment_list_width(fragments) <= room
        if is_short or len(characters) > LONGEST_BROKEN:
            return Transformation(fragments)
        widths = [get_cwidth(fragment[1]) for fragment in characters]
        before = fills("".join(fragment[1] for fragment in characters), widths, room)
        return _filled(characters, before)


def fills(text: str, widths: list[int], room: int) -> dict[int, int]:
    """The cells that are left empty before a character, by its place; -1 where it is not drawn.

    ``widths`` are the cells of each. That is the space at which a row ends when it is full.
    """
    before: dict[int, int] = {}
    at = 0
    for part in _PART.finditer(text):
        wide = sum(widths[part.start() : part.end()])
        is_full = at and at % room == 0 and before.get(part.start() - 1) != -1
        if is_full and text[part.start()] == " ":
            before[part.start()] = -1
            continue
        left = -at % room
        if left and left < wide <= room:
            before[part.start()] = left
            at += left
        at += wide
    return before


def _filled(characters: list[OneStyleAndTextTuple], before: dict[int, int]) -> Transformation:
    shown: StyleAndTextTuples = []
    for place, fragment in enumerate(characters):
        fill = before.get(place, 0)
        if fill > 0:
            shown.append(("", " " * fill))
        if fill >= 0:
            shown.append(fragment)
    lengths = [before.get(place, 0) + 1 for place in range(len(characters))]
    ends = list(accumulate(lengths))

    def to_display(place: int) -> int:
        if place >= len(characters):
            return (ends[-1] if ends else 0) + place - len(characters)
        return ends[place] - 1 if lengths[place] else ends[place]

    def to_source(place: int) -> int:
        found = bisect_right(ends, place)
        return found + max(0, place - ends[-1]) if ends else place

    return Transformation(shown, to_display, to_source)
