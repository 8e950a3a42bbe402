"""Names of lines as people type them: ``7``, ``14-25``, ``3,5,9``, ``issues.7``, ``p4``, ``A2``."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.i18n import _

PEOPLE_LETTER: Final = "p"

_RANGE: Final = re.compile(r"#?(\d{1,9})(?:-#?(\d{1,9}))?")
_PERSON: Final = re.compile(r"[pP](\d{1,9})(?:-[pP]?(\d{1,9}))?")
_CODE: Final = re.compile(r"[ADEINOQadeinoq][1-9]\d{0,8}")
_ID: Final = re.compile(r"[0-9A-Za-z]{4,26}")
_LONGEST_RANGE: Final = 1000


class NoLine(Problem):
    """A ``word`` by which no line can go: somebody may have said it, or be called so."""

    def __init__(self, word: str, sentence: str) -> None:
        super().__init__(sentence.format(word=word))
        self.word = word


class LineName(NamedTuple):
    """What one word names: lines of a step from ``first`` to ``last``, a ``code`` or an ``id``.

    ``where`` is a step, an exercise with its step, ``note`` or ``people``; empty for the step that
    the room is at. ``word`` is what was typed.
    """

    word: str
    where: str = ""
    first: int = 0
    last: int = 0
    code: str = ""
    id: str = ""


def read_line_names(words: Sequence[str]) -> list[LineName]:
    """Return what ``words`` name, in their order.

    A number after a comma is of the same step as the one before it. Raises ``Problem`` for a word
    that names nothing, and for a range longer than 1,000.
    """
    found = []
    for word in " ".join(words).split():
        where = ""
        for part in filter(None, re.split("[,;]", word)):
            named = _read(part, where)
            where = named.where
            found.append(named)
    return found


def is_line_name(word: str) -> bool:
    """True if ``word`` names lines by numbers or a code; what may be an id as well does not."""
    try:
        return all(not named.id for named in read_line_names([word]))
    except Problem:
        return False


def _read(word: str, where: str) -> LineName:
    place, dot, numbers = word.rpartition(".")
    if (found := _RANGE.fullmatch(numbers)) and (place or not dot):
        return _of_range(LineName(word, place or where), found)
    if found := _PERSON.fullmatch(word):
        return _of_range(LineName(word, "people"), found)
    if _CODE.fullmatch(word):
        return LineName(word, code=word.upper(), id=word.upper() if len(word) >= 4 else "")
    if _ID.fullmatch(word):
        return LineName(word, id=word.upper())
    sentence = _(
        "{word} names no line. A line is named as 7, 14-25, issues.7, note.7 or A2, a person as p4."
    )
    raise NoLine(word, sentence)


def _of_range(named: LineName, found: re.Match[str]) -> LineName:
    first, last = int(found[1]), int(found[2] or found[1])
    if not 1 <= first <= last or last - first > _LONGEST_RANGE:
        sentence = _("{word} is no range of lines: it goes up, from 1, by no more than {most}.")
        raise Problem(sentence.format(word=named.word, most=_LONGEST_RANGE))
    return named._replace(first=first, last=last)
