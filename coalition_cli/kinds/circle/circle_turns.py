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


class Turns:
    """The turns of a circle while it goes round: who was heard, and which of them is not over."""

    def __init__(self, asked: list[str]) -> None:
        self._asked = asked
        self._open: dict[str, Entry] = {}
        self._told: dict[str, dict[str, Entry]] = {}
        self._turn_of: dict[str, str] = {}
        self._turns: dict[str, Entry] = {}
        self._place_of: dict[str, int] = {}

    def take(self, entry: Entry) -> None:
        """Take in a turn, an answer for fewer in one, or a newer wording of either."""
        self._place_of.setdefault(entry.id, len(self._place_of))
        turn = entry.body.get(ASIDE)
        before = self._turn_of.pop(entry.id, None)
        if before is not None and before != turn:
            del self._told[before][entry.id]
            self._look_at(before)
        if turn is None:
            self._turns[entry.id] = entry
            self._look_at(entry.id)
        else:
            self._turns.pop(entry.id, None)
            self._open.pop(entry.id, None)
            self._turn_of[entry.id] = turn
            self._told.setdefault(turn, {})[entry.id] = entry
            self._look_at(turn)

    def open(self) -> Entry | None:
        """Return the turn that was begun first and is not over."""
        first = min(self._open, key=self._place_of.__getitem__, default=None)
        return None if first is None else self._open[first]

    def asides(self, turn: str) -> dict[str, Any]:
        """Return the answers for a narrower audience that were given in ``turn``."""
        return asides_of(list(self._told.get(turn, {}).values())).get(turn, {})

    def _look_at(self, turn: str) -> None:
        entry = self._turns.get(turn)
        if entry is None or is_turn_over(entry, self._asked, {turn: self.asides(turn)}):
            self._open.pop(turn, None)
        else:
            self._open[turn] = entry


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


def not_yet_heard(step: Step, view: View) -> list[str]:
    """Return the names of those who had no turn yet."""
    return [name for _by, name in still_waiting(turns_of(kinds.said(step, view)), step, view)]


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
