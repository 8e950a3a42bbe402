"""Text of people as a page may hold it: whole, in its own direction, with places to break it."""

import re
import unicodedata
from typing import Final

from coalition_cli.bidi import (
    END,
    TO_LEFT,
    TO_RIGHT,
    isolates_alone,
    lines_contained,
    outside_of_isolates,
)
from coalition_cli.sanitize import clean

LONGEST_WORD: Final = 30
_PIECE: Final = 10

BREAK: Final = "\u200b"
_RUNS_LEFT: Final = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Every letter that runs to the left is one of these."""
_NUMBER: Final = re.compile(r"\+?[0-9][0-9 .()/:–-]*[0-9]|[0-9]")


def page_text(text: str, longest: int = LONGEST_WORD) -> str:
    """``text`` without what no page can hold; words over ``longest`` letters may break.

    Control characters go, and those that would turn the direction of whatever follows; what is
    isolated stays so.
    """
    if text.isascii() and text.isprintable() and len(text) <= longest:
        return text
    kept = isolates_alone(clean(text).text)
    return re.sub(rf"\S{{{longest + 1},}}", _breakable, kept)


def in_direction(text: str, *, is_to_left: bool) -> str:
    """Each line of ``text`` set apart where it runs the other way than its page.

    Its direction is that of its first letter that has one, those isolated within it only where no
    other has; numbers run to the right.
    """
    if not is_to_left and not _RUNS_LEFT.search(text):
        return text
    lines = lines_contained(text.split("\n"))
    return "\n".join(_line_in_direction(line, is_to_left) for line in lines)


def _line_in_direction(line: str, is_to_left: bool) -> str:
    kinds = [unicodedata.bidirectional(character) for character in line]
    first = _first_direction(outside_of_isolates(line)) or _first_direction(line)
    runs_left = first in ("R", "AL")
    if not first and "EN" not in kinds:
        return line
    if "R" in kinds or "AL" in kinds:
        line = _NUMBER.sub(rf"{TO_RIGHT}\g<0>{END}", line)
    if runs_left == is_to_left:
        return line
    return f"{TO_LEFT if runs_left else TO_RIGHT}{line}{END}"


def _first_direction(text: str) -> str:
    """The kind of the first letter that has a direction; empty where none has."""
    kinds = map(unicodedata.bidirectional, text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "")


def _breakable(word: re.Match[str]) -> str:
    """A long word with places to break it, none of them inside a letter and its marks."""
    pieces = [""]
    for character in word[0]:
        if len(pieces[-1]) >= _PIECE and not _belongs_before(character, pieces[-1][-1]):
            pieces.append("")
        pieces[-1] += character
    return BREAK.join(pieces)


def _belongs_before(character: str, before: str) -> bool:
    joins = unicodedata.category(character)[0] == "M" or character in "\u200d\ufe0f\u200c"
    is_skin = "\U0001f3fb" <= character <= "\U0001f3ff" or character >= "\U000e0000"
    return joins or is_skin or before == "\u200d"
