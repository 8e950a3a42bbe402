"""Block digits: a time or a scale, large enough for the last row of chairs."""

from collections.abc import Sequence
from typing import Final

_HALVES: Final = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}

_DOTS: Final = {
    "0": (".###.", "##.##", "##.##", "##.##", "##.##", ".###."),
    "1": ("..##.", ".###.", "..##.", "..##.", "..##.", ".####"),
    "2": (".###.", "##.##", "...##", "..##.", ".##..", "#####"),
    "3": ("####.", "...##", ".###.", "...##", "...##", "####."),
    "4": ("##.##", "##.##", "#####", "...##", "...##", "...##"),
    "5": ("#####", "##...", "####.", "...##", "##.##", ".###."),
    "6": (".###.", "##...", "####.", "##.##", "##.##", ".###."),
    "7": ("#####", "...##", "..##.", "..##.", ".##..", ".##.."),
    "8": (".###.", "##.##", ".###.", "##.##", "##.##", ".###."),
    "9": (".###.", "##.##", "##.##", ".####", "...##", ".###."),
    ":": (".", "#", ".", ".", "#", "."),
}


def can_draw(text: str) -> bool:
    """True if every character of ``text`` has a large form."""
    return bool(text) and all(character in _DOTS for character in text)


def large(text: str, *, is_tall: bool) -> list[str]:
    """``text`` in rows of blocks: three of half blocks, or with ``is_tall`` six of whole ones."""
    dots = [_DOTS[character] for character in text]
    return _whole_rows(dots) if is_tall else _half_rows(dots)


def _half_rows(dots: Sequence[Sequence[str]]) -> list[str]:
    rows = []
    for at in (0, 2, 4):
        parts = (
            "".join(
                _HALVES[above == "#", below == "#"]
                for above, below in zip(each[at], each[at + 1], strict=True)
            )
            for each in dots
        )
        rows.append(" ".join(parts))
    return rows


def _whole_rows(dots: Sequence[Sequence[str]]) -> list[str]:
    signs = {"#": "██", ".": "  "}
    return ["  ".join("".join(signs[dot] for dot in each[at]) for each in dots) for at in range(6)]
