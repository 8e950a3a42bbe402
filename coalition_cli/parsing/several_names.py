"""Several names in one answer: ``Amina and Grace``, with the words for *and* of six languages."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.model.view import View
from coalition_cli.parsing import read_person
from coalition_cli.sanitize import clean
from coalition_cli.stage import Given

_AND: Final = "and|na|et|y|e|и|&|[+]"
_BETWEEN: Final = re.compile(rf"(\s*,\s*(?:(?:{_AND})\s+)?|\s+(?:{_AND})\s+)", re.IGNORECASE)


class Led(NamedTuple):
    """An owner, by her id, and in words who helps her."""

    owner: str
    helper: str


def split_names(words: str, is_known: Callable[[str], bool]) -> list[str]:
    """The names in ``words``; a name that is known as a whole stays one, whatever is in it."""
    text = words.strip()
    parts = _BETWEEN.split(text)
    names: list[str] = []
    at = 0
    while at < len(parts):
        ends = range(len(parts), at, -2)
        end = next((end for end in ends if is_known("".join(parts[at:end]).strip())), at + 1)
        names.append("".join(parts[at:end]).strip())
        at = end + 1
    return [name for name in names if name]


def read_led(given: Given, view: View) -> Led | None:
    """Whoever leads and whoever helps, where ``given`` names several people; None for one name.

    Raises the ``Problem`` of a name that nobody here has.
    """
    words = clean(given).text if isinstance(given, str) else ""
    names = split_names(words, lambda name: view.workshop.person_named(name) is not None)
    if len(names) < 2:
        return None
    people = []
    for name in names:
        try:
            people.append(read_person(name, view))
        except Problem as problem:
            raise _of_the_whole(problem, words) from None
    first, *others = dict.fromkeys(people)
    return Led(first.id, ", ".join(each.name for each in others)) if others else None


def _of_the_whole(problem: Problem, words: str) -> Problem:
    """The ``problem`` of one name, as one of all ``words``: these are what was probably meant."""
    if not problem.meant:
        return problem
    word, near = problem.meant
    return Problem(problem.sentence, problem.status, meant=(words, words.replace(word, near)))
