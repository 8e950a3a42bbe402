"""How broad words are on paper, about: word processors measure for themselves when they open."""

from collections.abc import Iterable, Mapping
from typing import Final
from unicodedata import combining, east_asian_width

MILLIMETRES: Final = 25.4 / 72
"""One point."""

_PLAIN: Final = (
    "26 27 41 65 57 83 73 22 30 30 55 57 27 32 27 37 57 57 57 57 57 57 57 57 57 57 27 "
    "27 57 57 57 43 90 64 65 63 73 56 52 73 74 34 27 62 52 91 76 78 60 78 62 55 56 73 "
    "60 93 59 57 57 33 37 33 57 44 28 56 62 48 62 56 34 62 62 26 26 53 26 94 62 60 62 "
    "62 41 48 36 62 51 79 53 51 47 38 55 38 57"
)
_STRONG: Final = (
    "26 29 47 65 57 90 75 27 34 34 55 57 28 32 28 41 57 57 57 57 57 57 57 57 57 57 28 "
    "28 57 57 57 48 90 69 67 64 74 56 55 72 76 39 33 66 56 94 81 80 63 80 66 55 58 76 "
    "65 97 67 62 58 33 41 33 57 41 36 60 63 51 63 59 39 63 66 30 30 62 30 98 66 62 63 "
    "63 45 50 43 66 57 86 58 57 49 39 55 39 57"
)
"""Hundredths of the height of letters, of each letter of ASCII from the space on: Noto Sans."""


def _letters(widths: str) -> Mapping[str, float]:
    return {chr(at): int(width) / 100 for at, width in enumerate(widths.split(), ord(" "))}


_WIDTHS: Final = (_letters(_PLAIN), _letters(_STRONG))
_SMALL: Final = frozenset("·’‘“”\u00a0\u2009–")
_USUAL: Final = 0.66
_WIDE: Final = 1.05


def breadth(text: str, points: float, *, is_strong: bool = False) -> float:
    """The length of the longest line of ``text``, in millimetres."""
    widths = _WIDTHS[is_strong]
    longest = widest(_ems(line, widths) for line in text.split("\n"))
    return longest * points * MILLIMETRES


def longest_word(text: str, points: float, *, is_strong: bool = False) -> float:
    """The length of the longest word of ``text``, in millimetres."""
    return widest(breadth(word, points, is_strong=is_strong) for word in text.split())


def lines_of(text: str, points: float, width: float) -> int:
    """How many lines ``text`` takes in a column of this ``width``."""
    usable = max(width, 1) * 0.93
    return sum(1 + int(breadth(line, points) / usable) for line in text.split("\n"))


def widest(lengths: Iterable[float]) -> float:
    """The greatest of ``lengths``, 0 where there is none."""
    return max(lengths, default=0)


def _ems(line: str, widths: Mapping[str, float]) -> float:
    if line.isascii() and line.isprintable():
        return sum(map(widths.__getitem__, line))
    return sum(_em(letter, widths) for letter in line)


def _em(letter: str, widths: Mapping[str, float]) -> float:
    width = widths.get(letter)
    if width is not None:
        return width
    if letter in _SMALL:
        return 0.4
    if combining(letter):
        return 0
    return _WIDE if east_asian_width(letter) in "WF" else _USUAL
