"""The sentences that documents have of their own: how many more there are, and where."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from coalition_cli.blocks import Prose
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.document import Content, Pair, Row, Section

_WIDEST: Final = 14
"""So many letters of codes a lane holds; of more only the first stands there, and how many more."""


def content_of(section: Section, *, is_paged: bool = True) -> tuple[Content, ...]:
    """Everything that stands below the title of ``section``, its last sentence included.

    ``is_paged``: its readers turn pages, and find the rest on the next one.
    """
    shown = (section.shown,) if section.shown and section.shown.rows else ()
    more = more_words(section, is_paged=is_paged)
    return (
        *section.blocks,
        *shown,
        *((Prose(more, "quiet"),) if more else ()),
        *section.after,
    )


def run_in(section: Section, contents: Sequence[Content]) -> Pair | None:
    """The title that begins its first paragraph, with that paragraph; None where it stands above.

    ``contents`` are those of ``section``.
    """
    first = contents[0] if contents else None
    if section.look != "run-in" or not section.title or not isinstance(first, Prose):
        return None
    return Pair(section.title, first.text)


def more_words(section: Section, *, is_paged: bool = True) -> str:
    """How many rows stand elsewhere, and where; empty where none do."""
    left = section.left
    if not left:
        return ""
    if section.elsewhere == "next page":
        codes = codes_in_short(code for row in left for code in row.codes)
        where = _("on page 2") if is_paged else _("in the results")
        sentence = _("{count} more ({codes}) {where}.") if codes else _("{count} more {where}.")
        return sentence.format(count=_told(left), codes=codes, where=where)
    sentence = ngettext(
        "{count} more in the organizer’s summary",
        "{count} more in the organizer’s summary",
        len(left),
    )
    return sentence.format(count=_told(left))


def codes_in_short(codes: Iterable[str]) -> str:
    """``codes`` in their order, those that follow each other as one: ``D1–D7, D15, D20``."""
    known = sorted({(code[:1], int(code[1:])) for code in codes if code[1:].isdecimal()})
    runs = []
    for _key, run in groupby(enumerate(known), lambda pair: (pair[1][0], pair[1][1] - pair[0])):
        members = [f"{letter}{number}" for _at, (letter, number) in run]
        joined = members if len(members) < 3 else [f"{members[0]}–{members[-1]}"]
        runs += joined
    return ", ".join(runs)


def codes_as_one(codes: Sequence[str]) -> str:
    """The code of a group: ``D10–13``; that of its only member where it has one."""
    if len(codes) < 2:
        return codes[0] if codes else ""
    if _follow(codes):
        return f"{codes[0]}–{codes[-1][1:]}"
    short = codes_in_short(codes)
    return short if len(short) <= _WIDEST else f"{codes[0]} +{len(codes) - 1}"


def _follow(codes: Sequence[str]) -> bool:
    numbers = [int(code[1:]) for code in codes]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _told(left: Sequence[Row]) -> int:
    """How many things the rows tell of: a group of decisions is as many as it has codes."""
    return sum(max(1, len(row.codes)) for row in left)
