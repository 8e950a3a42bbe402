"""The values of a summary, by the keys of its schema."""

from dataclasses import dataclass, field
from typing import Any, Final

from coalition_cli.model.view import View

_OF_PAGES: Final = ("run", "frame", "label", "texts", "is_wording")
"""What only the pages need of a decision."""

_OF_A_QUOTE: Final = ("code", "id", "text", "by", "consent", "share")


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings for one audience, by the keys of the summary; ``whole`` and ``views`` beside."""

    vision: str | None
    is_vision_adopted: bool
    goals: list[dict[str, Any]]
    statements: list[dict[str, Any]]
    themes: list[dict[str, Any]]
    agenda: list[dict[str, Any]]
    actions: list[dict[str, Any]]
    events: list[dict[str, Any]]
    commitments: list[dict[str, Any]]
    decisions: list[dict[str, Any]]
    feedback: dict[str, Any]
    quotes: list[dict[str, Any]]
    notes: list[dict[str, Any]]
    exercises: list[dict[str, Any]]
    time: list[dict[str, Any]]
    care: dict[str, Any]
    next_meeting: dict[str, Any] | None
    needed: str | None
    """What is needed, for readers outside alone."""
    left_out: dict[str, Any]
    people: dict[str, Any]
    contact: str | None
    """Whom to tell who wants to change or take back what she said."""
    days: int
    """On how many days something was held."""
    whole: View
    """The workshop as a whole, as this audience may read it."""
    views: list[View] = field(default_factory=list)
    """Its runs, as this audience may read them."""

    def as_data(self) -> dict[str, Any]:
        """Return the findings in the shape of the schema."""
        return {
            "goals": self.goals,
            "vision": self.vision,
            "vision_adopted": self.is_vision_adopted,
            "statements": self.statements,
            "themes": self.themes,
            "agenda": self.agenda,
            "actions": self.actions,
            "events": self.events,
            "commitments": self.commitments,
            "decisions": [_without(row, _OF_PAGES) for row in self.decisions],
            "feedback": self.feedback,
            "quotes": [{key: row[key] for key in _OF_A_QUOTE} for row in self.quotes],
            "notes": self.notes,
            "exercises": self.exercises,
            "time": self.time,
            "care": self.care,
            "next_meeting": self.next_meeting,
            "needed": self.needed,
            "left_out": self.left_out,
        }


def _without(row: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in keys}
