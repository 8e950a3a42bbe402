"""The turns of a circle as its entries tell them: what is over, what was said, who is to come."""

from typing import Any, Final, TypeAlias

from coalition_cli import kinds
from coalition_cli.kinds.circle.circle_options import is_of_groups, keys_asked
from coalition_cli.model.entry import TURN, Entry
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View

ASIDE: Final = TURN
"""The key of an entry with an answer for fewer: the id of the turn in which it was given."""
Asides: TypeAlias = dict[str, dict[str, Any]]
"""Answers for a narrower audience by their field, by the id of their turn."""


def open_turn(step: Step, view: View) -> Entry | None:
    """Return the turn that was begun and is not over."""
    said = kinds.said(step, view)
    asides, asked = asides_of(said), keys_asked(step)
    return next((entry for entry in turns_of(said) if not is_turn_over(entry, asked, asides)), None)


def expected_turns(step: Step, view: View) -> list[tuple[str, str]]:
    """Everybody who has a turn: what stands in ``by``, and the name."""
    if is_of_groups(step):
        return [(name, name) for name in kinds.group_names(step.options["each"], view)]
    return [(person.id, person.name) for person in view.speakers()]


def still_waiting(turns: list[Entry], step: Step, view: View) -> list[tuple[str, str]]:
    """Return everybody who had no turn yet, as ``expected_turns`` does."""
    heard = {entry.by for entry in turns}
    return [(by, name) for by, name in expected_turns(step, view) if by not in heard]


def turns_of(entries: list[Entry]) -> list[Entry]:
    """Return the entries that are turns, without the answers for fewer."""
    return [entry for entry in entries if ASIDE not in entry.body]


def asides_of(entries: list[Entry]) -> Asides:
    """Return the answers for a narrower audience that are among ``entries``, by their turn."""
    found: Asides = {}
    for entry in entries:
        if (turn := entry.body.get(ASIDE)) is not None:
            told = {key: words for key, words in entry.body.items() if key != ASIDE}
            found.setdefault(turn, {}).update(told)
    return found


def is_turn_over(entry: Entry, asked: list[str], asides: Asides) -> bool:
    """True if a turn was answered to its end, as far as it and all ``asides`` of the step tell."""
    if "passed" in entry.body or "spoke" in entry.body:
        return True
    told = asides.get(entry.id, ())
    return all(key in entry.body or key in told for key in asked)


def has_words(entry: Entry) -> bool:
    """True if something was said in the turn that is written down."""
    return any(
        isinstance(words, str) and words for key, words in entry.body.items() if key != "share"
    )


def told_in(entry: Entry, asides: Asides) -> dict[str, Any]:
    """Return what a turn came to: answers, or that she passed, or spoke and nothing was written."""
    told = {**entry.body, **asides.get(entry.id, {})}
    return {key: value for key, value in told.items() if value and key != "share"} or {
        "spoke": True
    }
