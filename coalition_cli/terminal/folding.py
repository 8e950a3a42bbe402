"""Words over as many lines as they need, broken where Rich breaks them, without its console.

Most lines hold only signs of one cell, one space between two words: those are cut by their length
alone. All others are measured word by word.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from rich.cells import cell_len, chop_cells, set_cell_size

_WORD: Final = re.compile(r"\s*\S+\s*")
_SPACES_AT_END: Final = re.compile(r"\s+$")
_OF_ONE_CELL: Final = re.compile("[ -~\xa1-\xac\xae-\u02af\u2010-\u2027]*")
_SPACES: Final = re.compile("^ | $|  ")
_JOINS_NOTHING: Final = re.compile(r"(?<![^\s\u200d])\u200d+")
"""Joiners with no letter before them: nobody sees them, and Rich fails on a word of them."""


def fold(words: str, width: int) -> list[str]:
    """Return ``words`` in lines of at most ``width`` cells; each newline begins one.

    Joiners that join nothing go.
    """
    folded: list[str] = []
    for line in without_lone_joiners(words).split("\n"):
        is_plain = _OF_ONE_CELL.fullmatch(line) and not _SPACES.search(line)
        folded += (_by_length(line, width) if is_plain else []) or _by_cells(line, width)
    return folded


def without_lone_joiners(words: str) -> str:
    """``words`` without the joiners at the beginning of a word."""
    return _JOINS_NOTHING.sub("", words) if "\u200d" in words else words


def cut(words: str, width: int) -> str:
    """``words`` in one line of at most ``width`` cells, cut behind a word; three dots say so."""
    if "\n" not in words and cell_len(words) <= width:
        return words
    return fold(words, width - 1)[0].rstrip() + "…" if width > 1 else words[:width]


def _by_length(line: str, width: int) -> list[str]:
    """Break before the words that do not fit; nothing where one is longer than a line."""
    broken: list[str] = []
    start = 0
    while len(line) - start > width:
        space = line.rfind(" ", start, start + width + 1)
        if space < 0:
            return []
        broken.append(line[start : min(space + 1, start + width)])
        start = space + 1
    return [*broken, line[start:]]


def _by_cells(line: str, width: int) -> list[str]:
    places = [0, *_breaks(line, width), len(line)]
    return [_without_what_stands_over(line[start:end], width) for start, end in pairwise(places)]


def _breaks(line: str, width: int) -> Iterator[int]:
    """Yield where ``line`` is broken: before words that do not fit, inside those that never do."""
    taken = 0
    for found in _WORD.finditer(line):
        word, start = found[0], found.start()
        length = cell_len(word.rstrip())
        if width - taken >= length:
            taken += cell_len(word)
        elif length > width:
            for part in chop_cells(word, width):
                if start:
                    yield start
                start += len(part)
                taken = cell_len(part)
        elif taken and start:
            yield start
            taken = cell_len(word)


def _without_what_stands_over(line: str, width: int) -> str:
    """Return ``line`` without the spaces, and else without the signs, behind its last cell."""
    over = len(line) - width
    spaces = _SPACES_AT_END.search(line) if over > 0 else None
    if spaces:
        line = line[: len(line) - min(len(spaces[0]), over)]
    return set_cell_size(line, width) if cell_len(line) > width else line
