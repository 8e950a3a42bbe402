"""Small counts, which readers outside are not told: fewer than five would point at somebody.

Nor what they could work out: what is missing to the whole, and the one cell of a table that is left
open.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from coalition_cli.i18n import _
from coalition_cli.model.view import FEWEST_BROKEN_DOWN
from coalition_cli.raw_text.identifying_words import marks
from coalition_cli.summary.findings import Findings

_COUNTED: Final = frozenset(
    ("agreed", "count", "groups", "hands", "matches", "needs", "offers", "reached")
)
"""Keys under which a row says how many."""
_OF_ALL: Final = frozenset(("answers", "people", "present", "scorers", "voters"))
"""Keys under which a row says how many of those who took part."""
_HOW_THEY_SCORED: Final[Mapping[str, Any]] = {
    "why": "",
    "spread": None,
    "contested": None,
    "moved_reason": None,
}
"""What a row of scores says of those who gave them, and does not say outside."""
_SAID_OF_FEW: Final = ("feasibility", "score", "urgency")


def without_small_counts(
    found: Findings, names: Collection[str], *, are_quotes_named: bool
) -> Findings:
    """Return ``found`` as readers outside get it; ``names`` are those of the people.

    Quotes are without a name, unless their speakers' wishes to be named are followed.
    """
    took_part = int(found.people["took_part"] or 0)
    outside = _Outside(took_part, are_quotes_named)
    people = {
        "took_part": None if _is_small(took_part) else took_part,
        "by_group": _merged(_unnamed(found.people["by_group"], names), took_part),
        "by_role": _merged(found.people["by_role"]),
    }
    answered = {
        key: row for key, row in found.feedback.items() if row["answers"] >= FEWEST_BROKEN_DOWN
    }
    return replace(
        found,
        people=people,
        themes=[_theme(row) for row in found.themes],
        agenda=[outside.issue(row) for row in found.agenda],
        feedback={key: outside.question(row) for key, row in answered.items()},
        quotes=[row if are_quotes_named else {**row, "by": None} for row in found.quotes],
        exercises=[
            {**exercise, "steps": [outside.step(each) for each in exercise["steps"]]}
            for exercise in found.exercises
        ],
        left_out={**found.left_out, "by_exercise": {}},
    )


def _is_small(number: Any) -> bool:
    return type(number) is int and 0 < number < FEWEST_BROKEN_DOWN


def _unnamed(by_group: Mapping[str, int], names: Collection[str]) -> dict[str, int]:
    """The groups but those whose name may name somebody."""
    return {group: number for group, number in by_group.items() if not marks(group, names)}


def _merged(cells: Mapping[str, int], whole: int = 0) -> dict[str, int]:
    """``cells`` with the small ones in one, into which larger ones go until it is large enough.

    What is missing to the ``whole`` goes there too. Where nothing else is left there are no cells.
    """
    hidden = max(0, whole - sum(cells.values())) + sum(filter(_is_small, cells.values()))
    kept = {name: number for name, number in cells.items() if not _is_small(number)}
    while kept and _is_small(hidden):
        smallest = min(kept, key=lambda name: kept[name])
        hidden += kept.pop(smallest)
    return {**kept, _("others"): hidden} if kept and hidden else kept


def _theme(row: Mapping[str, Any]) -> dict[str, Any]:
    told = {key: value for key, value in row.items() if key != "count" or not _is_small(value)}
    return told | {"groups": None if _is_small(row["groups"]) else row["groups"]}


def _cells(counts: Mapping[str, int]) -> dict[str, int]:
    """The ``counts`` but the small ones, and never but one alone."""
    kept = {key: number for key, number in counts.items() if not _is_small(number)}
    if len(counts) - len(kept) == 1 and kept:
        kept.pop(min(kept, key=lambda key: kept[key]))
    return kept


@dataclass(frozen=True, slots=True)
class _Outside:
    """Readers outside, who may know how many took part."""

    took_part: int
    are_quotes_named: bool

    def issue(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """An issue without why it stands there, and how far apart the answers are.

        The first says how many gave it a score, the second that some stood alone.
        """
        hidden = {**_HOW_THEY_SCORED, "scorers": self.of_all(row["scorers"])}
        few = dict.fromkeys(_SAID_OF_FEW) if _is_small(row["scorers"]) else {}
        return {**row, **hidden, **few}

    def question(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """The mean of an answer, not how many gave which."""
        told = {key: value for key, value in row.items() if key != "people"}
        return {**told, "answers": self.of_all(row["answers"]), "counts": {}}

    def of_all(self, number: Any) -> Any:
        """How many; None where so few, or all but so few, would point at somebody."""
        if type(number) is not int:
            return number
        return None if _is_small(number) or _is_small(self.took_part - number) else number

    def step(self, step: Mapping[str, Any]) -> dict[str, Any]:
        """A step with what came of it."""
        outcome = step["outcome"]
        is_count = isinstance(outcome, Mapping) and all(
            type(number) is int for number in outcome.values()
        )
        return {**step, "outcome": _cells(outcome) if is_count and outcome else self.part(outcome)}

    def part(self, value: Any) -> Any:
        """A part of what came of a step."""
        if isinstance(value, list | tuple):
            return [self.part(member) for member in value]
        return self._row(value) if isinstance(value, Mapping) else value

    def _row(self, row: Mapping[str, Any]) -> dict[str, Any]:
        found = {
            key: self.of_all(value) if key in _OF_ALL else self.part(value)
            for key, value in row.items()
        }
        found |= {key: None for key in found if key in _COUNTED and _is_small(found[key])}
        if isinstance(found.get("criteria"), Mapping):
            found |= self._scored(row, found["criteria"])
        if isinstance(found.get("counts"), Mapping):  # with the people, they tell who did not
            found["counts"] = {}
        if "consent" in found and not self.are_quotes_named:
            found["by"] = None
        return found

    def _scored(self, row: Mapping[str, Any], criteria: Mapping[str, Any]) -> dict[str, Any]:
        """What changes in a row of scores, as in an issue."""
        if not _is_small(row.get("scorers")):
            return dict(_HOW_THEY_SCORED)
        few = {name: {**cell, "mean": None} for name, cell in criteria.items()}
        return {**_HOW_THEY_SCORED, "score": None, "criteria": few}
