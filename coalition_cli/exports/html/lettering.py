"""Widths of letters, judged high, so that what fits here fits in any reader's sans-serif."""

import unicodedata
from typing import Final

ELLIPSIS: Final = "…"
ZERO_WIDTH_JOINER: Final = "\u200d"
LINE_HEIGHT: Final = 1.25

_NARROW: Final = "ijlI.,:;'|! ()[]/\\ftr-"
_WIDE: Final = "mwMW@%&…—"
_MOST_TRIED: Final = 200
"""No line of a picture holds more letters; measuring those behind them one by one takes seconds."""


def width(text: str, size: float) -> float:
    """At most how wide ``text`` is at a letter height of ``size``, in the same unit."""
    return sum(_em(character) for character in text) * size


def wrapped(text: str, size: float, widest: float, most_lines: int) -> tuple[str, ...] | None:
    """``text`` on at most ``most_lines`` lines of at most ``widest``, broken at spaces.

    None if it does not fit.
    """
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined, size) <= widest:
            lines[-1] = joined
        elif width(word, size) <= widest:
            lines.append(word)
        else:
            return None
    return tuple(lines) if 0 < len(lines) <= most_lines else None


def shortened(text: str, size: float, widest: float) -> str:
    """The beginning of ``text`` that fits one line of ``widest``, with an ellipsis.

    Empty if not even a letter fits.
    """
    line = " ".join(text.split())
    if width(line, size) <= widest:
        return line
    end = min(len(line), _MOST_TRIED)
    while end and (
        _is_inside_a_letter(line, end) or width(line[:end].rstrip() + ELLIPSIS, size) > widest
    ):
        end -= 1
    return line[:end].rstrip() + ELLIPSIS if end else ""


def _is_inside_a_letter(text: str, end: int) -> bool:
    after = text[end : end + 1]
    return bool(after) and (
        unicodedata.combining(after) > 0
        or after in (ZERO_WIDTH_JOINER, "\ufe0f")
        or text[end - 1] == ZERO_WIDTH_JOINER
        or "\U0001f3fb" <= after <= "\U0001f3ff"
    )


def _em(character: str) -> float:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF" or ord(character) >= 0x1F000:
        return 1.3
    if character in _NARROW:
        return 0.42
    if character in _WIDE:
        return 1.02
    return 0.78 if character.isupper() or not character.isascii() else 0.65
