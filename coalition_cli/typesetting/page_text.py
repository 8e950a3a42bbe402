"""Text of people as a page may hold it: whole, in its own direction, with places to break it."""

import re
import unicodedata
from typing import Final

from coalition_cli.sanitize import clean

LONGEST_WORD: Final = 30
_PIECE: Final = 10

BREAK: Final = "\u200b"
_TURNS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_TO_RIGHT, _TO_LEFT, _BACK = "\u2066", "\u2067", "\u2069"
_NUMBER: Final = re.compile(r"\+?[0-9][0-9 .()/:–-]*[0-9]|[0-9]")


def page_text(text: str, longest: int = LONGEST_WORD) -> str:
    """``text`` without what no page can hold; words over ``longest`` letters may break.

    Control characters go, and those that would turn the direction of whatever follows.
    """
    if text.isascii() and text.isprintable() and len(text) <= longest:
        return text
    kept = _TURNS.sub("", clean(text).text)
    return re.sub(rf"\S{{{longest + 1},}}", _breakable, kept)


def in_direction(text: str, *, is_to_left: bool) -> str:
    """Each line of ``text`` set apart where it runs the other way than its page.

    Its direction is that of its first letter that has one; numbers run to the right.
    """
    if text.isascii() and not is_to_left:
        return text
    return "\n".join(_line_in_direction(line, is_to_left) for line in text.split("\n"))


def _line_in_direction(line: str, is_to_left: bool) -> str:
    kinds = [unicodedata.bidirectional(character) for character in line]
    first = next((kind for kind in kinds if kind in ("L", "R", "AL")), "")
    runs_left = first in ("R", "AL")
    if not first and "EN" not in kinds:
        return line
    if "R" in kinds or "AL" in kinds:
        line = _NUMBER.sub(rf"{_TO_RIGHT}\g<0>{_BACK}", line)
    if runs_left == is_to_left:
        return line
    return f"{_TO_LEFT if runs_left else _TO_RIGHT}{line}{_BACK}"


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
