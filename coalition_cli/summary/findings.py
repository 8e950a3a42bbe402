"""The values of a summary, by the keys of its schema."""

from dataclasses import dataclass
from typing import Any

from coalition_cli.model.view import View


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings for one audience, by the keys of the summary.

    ``quotes`` also say ``consent`` and ``share``.
    """

    vision: str | None
    is_vision_adopted: bool
    statements: list[dict[str, Any]]
    themes: list[dict[str, Any]]
    agenda: list[dict[str, Any]]
    actions: list[dict[str, Any]]
    commitments: list[dict[str, Any]]
    decisions: list[dict[str, Any]]
    feedback: dict[str, Any]
    quotes: list[dict[str, Any]]
    notes: list[dict[str, Any]]
    exercises: list[dict[str, Any]]
    left_out: dict[str, Any]
    brought: list[dict[str, Any]]
    """Those of ``actions`` that come from a workshop before this one."""
    whole: View
    """The workshop as a whole, as this audience may read it."""

    def as_data(self) -> dict[str, Any]:
        """Return the findings in the shape of the schema."""
        return {
            "vision": self.vision,
            "statements": self.statements,
            "themes": self.themes,
            "agenda": self.agenda,
            "actions": self.actions,
            "commitments": self.commitments,
            "decisions": self.decisions,
            "feedback": self.feedback,
            "quotes": [{"text": row["text"], "by": row["by"]} for row in self.quotes],
            "notes": self.notes,
            "exercises": self.exercises,
            "left_out": self.left_out,
        }
