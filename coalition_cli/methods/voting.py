"""One vote as it is kept, and what its counts come to.

A vote's body holds ``scale`` (``gradient``, ``yes-no`` or ``hands``), ``counts`` by level or
``voices`` (a level by group), ``present`` (how many might have voted), ``needed`` (a share as text)
and ``concerns``.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from coalition_cli.i18n import _
from coalition_cli.methods.agreement import NEEDED, Verdict, judge, judge_yes_no
from coalition_cli.methods.vote_scales import PASSED, YES_NO, levels
from coalition_cli.model.view import View

ADOPTED: Final = ("agreed", "agreed-concerns-heard")


def counts_of(body: Mapping[str, Any]) -> dict[str, int]:
    """Counts of each level: as counted, or from one voice a group."""
    if "voices" not in body:
        return dict(body["counts"])
    said = list(body["voices"].values())
    return {level: said.count(level) for level in levels(body["scale"])}


def worried(body: Mapping[str, Any]) -> int:
    """The number who showed something that has a concern, or a fist."""
    return sum(counts_of(body).get(level, 0) for level in ("0", "1", "2", "no"))


def verdict_of(body: Mapping[str, Any]) -> Verdict:
    """The verdict on a vote by fingers, or by yes and no."""
    counts, needed = counts_of(body), Fraction(body.get("needed") or NEEDED)
    heard = len(body.get("concerns") or ())
    passed = counts.get(PASSED, 0)
    if body["scale"] == YES_NO:
        return judge_yes_no(counts.get("yes", 0), counts.get("no", 0), passed, heard, needed)
    return judge({level: counts.get(str(level), 0) for level in range(6)}, passed, heard, needed)


def groups_here(view: View) -> list[str]:
    """The groups that have somebody here who is counted, in the order in which they came."""
    return list(dict.fromkeys(person.group for person in view.voters() if person.group))


def turnout(counted: int, present: int, by_group: bool) -> str:
    """A sentence on how many were counted of those who might have been.

    Empty where they do not.
    """
    if not present or counted == present:
        return ""
    if by_group:
        return _("{counted} of {present} groups were heard; each has one voice.").format(
            counted=counted, present=present
        )
    return _("{counted} were counted; {present} people were present.").format(
        counted=counted, present=present
    )
