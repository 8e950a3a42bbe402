"""What a day was for, and how far the room came, as it said at the end."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, Literal, TypeAlias

from coalition_cli import kinds
from coalition_cli.model.body_shape import texts_at, words_at
from coalition_cli.model.definition import programme_of
from coalition_cli.model.view import FEWEST_BROKEN_DOWN, View
from coalition_cli.model.workshop import Workshop
from coalition_cli.schedule.timetable import followed

State: TypeAlias = Literal["met", "partly", "not yet"]

GOALS: Final = "goals"
"""The question of a form at which a room says how far it came."""
_STATES: Final[Mapping[str, State]] = {"not-yet": "not yet", "partly": "partly", "met": "met"}
"""The states by their choices in an exercise file, the lowest first."""


def goals(workshop: Workshop, views: Sequence[View]) -> list[dict[str, Any]]:
    """``[{text, slots, state}]``, the goals of the programme that the workshop follows.

    They are those that the workshop kept when a day of it began, so that any laptop tells the same
    ones; none before that. The room is asked once about all of them, so that all have one ``state``
    (see ``state_of``); None where this audience may not read it.
    """
    state = _state_told(views)
    return [{**goal, "state": state} for goal in _goals_of(workshop)]


def state_of(counts: Mapping[str, int]) -> State | None:
    """How far a room came: what most of its answers say.

    Of two that as many gave, the lower one; None of fewer than five answers.
    """
    given = {state: counts.get(choice, 0) for choice, state in _STATES.items()}
    if sum(given.values()) < FEWEST_BROKEN_DOWN:
        return None
    return max(given, key=lambda state: given[state])  # the first of those that are alike


def _goals_of(workshop: Workshop) -> list[dict[str, Any]]:
    name = followed(workshop)
    kept = programme_of(workshop, name) if name else None
    listed = kept.get("goals") if kept else None
    told = map(_as_row, listed if isinstance(listed, list) else ())
    return [goal for goal in told if goal["text"]]


def _as_row(goal: Any) -> dict[str, Any]:
    """A goal as it was kept: a table, or its words alone; another program may have kept it."""
    table = {"text": goal} if isinstance(goal, str) else goal
    if not isinstance(table, Mapping):
        return {"text": "", "slots": []}
    return {"text": words_at(table, "text"), "slots": texts_at(table, "slots")}


def _state_told(views: Sequence[View]) -> State | None:
    """What the room answered last, for those who may read anything of it.

    The state itself points at nobody: it follows from all answers, also where one of their numbers
    is so small that it is not told.
    """
    for view in reversed(views):
        for step in reversed(view.exercise.steps):
            if GOALS in kinds.given("feedback", step, view):
                every = kinds.given("feedback", step, replace(view, audience="organizer"))
                return state_of(every[GOALS]["counts"]) if GOALS in every else None
    return None
