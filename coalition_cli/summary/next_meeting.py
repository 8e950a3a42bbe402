"""The newest word of a room on when and where it meets again."""

from collections.abc import Sequence
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.model.contributions import Meeting
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View

NEXT_MEETING: Final = "next-meeting"
"""The step, of whatever exercise, at which a room said it before a kind of step asked for it."""


def next_meeting(views: Sequence[View]) -> dict[str, Any] | None:
    """The newest word of the room, whole and in its parts; None where nobody said."""
    found = meeting_of(views)
    return found._asdict() if found else None


def meeting_of(views: Sequence[View]) -> Meeting | None:
    """When the room meets again, as it said last; None where nobody said.

    Of a line that was said before there were parts only the sentence is known.
    """
    steps = ((view, step) for view in reversed(views) for step in reversed(view.exercise.steps))
    return next((found for there in steps if (found := _said_at(*there))), None)


def _said_at(view: View, step: Step) -> Meeting | None:
    found = kinds.given("meeting", step, view)
    if found is None and step.id == NEXT_MEETING:
        said = [item.text for item in kinds.lines(step, view)]
        return Meeting(". ".join(said)) if said else None
    return found
