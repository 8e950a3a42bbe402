"""Texts of two directions in one line: what turns the letters after it is kept apart from them.

A word of Arabic in an English sentence moves the number that follows it, and an override turns the
rest of its line. A text that would do either is isolated: FIRST STRONG ISOLATE before it, POP
DIRECTIONAL ISOLATE behind it (UAX #9). Screens take such marks out again (``for_screen``).
"""

import re
from typing import Final

TO_RIGHT: Final = "\u2066"
TO_LEFT: Final = "\u2067"
ISOLATE: Final = "\u2068"
END: Final = "\u2069"
RIGHT_TO_LEFT: Final = frozenset(("ar", "fa", "he", "ur", "ps", "sd", "dv", "yi", "ckb"))
"""The codes of languages that are written from the right to the left."""

_ISOLATES: Final = (TO_RIGHT, TO_LEFT, ISOLATE)
_OVER: Final = "\u202c"
_MARKS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_A_MARK: Final = re.compile("([\u202a-\u202e\u2066-\u2069])")
_TURNS: Final = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Letters that are written to the left, and marks that turn the direction of others."""


def is_leftward(language: str) -> bool:
    """True if ``language`` (``ar``, ``he_IL``) is written from the right to the left."""
    return language.replace("_", "-").partition("-")[0].lower() in RIGHT_TO_LEFT


def isolated(text: str) -> str:
    """``text`` set apart from the words beside it, where it would turn them; else as it is."""
    if text.isascii() or not _TURNS.search(text) or _is_isolate(text):
        return text
    return f"{ISOLATE}{contained(text)}{END}"


def contained(text: str) -> str:
    """``text`` with an end for each turn that it begins, and a beginning for each that it ends.

    A mark that ends an isolate of nobody would end the one that stands around the text.
    """
    still_open, ended = _turns_of(text)
    return ISOLATE * ended + text + _ends(still_open)


def with_turns_ended(text: str) -> str:
    """``text`` so that it turns the direction of no words behind it."""
    return text if text.isascii() else text + _ends(_turns_of(text)[0])


def lines_contained(lines: list[str]) -> list[str]:
    """The lines of one text, each contained in itself; what is isolated stays so in each.

    Marks end with their line. Spaces at its beginning stay there.
    """
    found = []
    isolates = ""
    for line in lines:
        words = line.lstrip(" ")
        whole = isolates + words
        found.append(line[: len(line) - len(words)] + contained(whole) if words else line)
        isolates = "".join(mark for mark in _turns_of(whole)[0] if mark in _ISOLATES)
    return found


def without_marks(text: str) -> str:
    """``text`` without any mark that turns a direction."""
    return text if text.isascii() else _MARKS.sub("", text)


def isolates_alone(text: str) -> str:
    """``text`` without any mark that turns a direction, but for whole isolates of their own one."""
    ends: list[str] = []
    kept = []
    for part in _A_MARK.split(text):
        if part in _ISOLATES:
            ends.append(END if part == ISOLATE else "")
            kept.append(part if part == ISOLATE else "")
        elif part == END:
            kept.append(ends.pop() if ends else "")
        elif not _MARKS.fullmatch(part):
            kept.append(part)
    return "".join((*kept, *reversed(ends)))


def outside_of_isolates(text: str) -> str:
    """What of ``text`` stands in no isolate: that tells the direction of all of it."""
    depth = 0
    kept = []
    for part in _A_MARK.split(text):
        if part in _ISOLATES:
            depth += 1
        elif part == END:
            depth = max(0, depth - 1)
        elif not depth:
            kept.append(part)
    return "".join(kept)


def _is_isolate(text: str) -> bool:
    """True if all of ``text`` is one isolate, which nothing in it ends."""
    if text[0] != ISOLATE or text[-1] != END:
        return False
    _within, ended = _turns_of(text[1:-1])
    return not ended and _turns_of(text) == ([], 0)


def _turns_of(text: str) -> tuple[list[str], int]:
    """The marks whose turns are open at the end of ``text``, and how many end an isolate of nobody.

    The end of an isolate ends what was begun within it.
    """
    still_open: list[str] = []
    ended = 0
    for mark in _MARKS.findall(text):
        if mark == END:
            isolates = [at for at, begun in enumerate(still_open) if begun in _ISOLATES]
            if isolates:
                del still_open[isolates[-1] :]
            else:
                ended += 1
        elif mark != _OVER:
            still_open.append(mark)
        elif still_open and still_open[-1] not in _ISOLATES:
            still_open.pop()
    return still_open, ended


def _ends(still_open: list[str]) -> str:
    return "".join(END if mark in _ISOLATES else _OVER for mark in reversed(still_open))
