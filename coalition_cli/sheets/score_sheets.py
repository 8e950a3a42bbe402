"""Sheets for one person's numbers: issues with boxes to tick, faces of a feedback; no name."""

from dataclasses import replace
from typing import Final

from coalition_cli import kinds
from coalition_cli.blocks import Prose
from coalition_cli.i18n import _
from coalition_cli.model.document import Document, Part, Section
from coalition_cli.model.exercise import Exercise
from coalition_cli.sheets import Of, Subject
from coalition_cli.sheets._parts import document_of, filled, gives

NAME: Final = "scores"
OF: Final[Of] = "exercise"
_POINTS: Final = 12.0
_SMALLER: Final = (11.0, 10.0)


def title() -> str:
    """Return what people call it."""
    return _("Score sheet")


def for_exercises(exercise: Exercise) -> bool:
    """True if something is weighed or rated in it."""
    return bool(gives("score_sheet", exercise))


def document(subject: Subject) -> Document:
    """Return a sheet for each step, to be copied for everybody."""
    parts = []
    for view in subject.views:
        for step in gives("score_sheet", view.exercise):
            asked = (Prose(filled(step.prompt, view), "strong"),) if step.prompt else ()
            shown = (*asked, *kinds.given("score_sheet", step, view))
            section = Section("scores", step.title, (*shown, Prose(_no_name(), "quiet")))
            name = "" if len(subject.views) == 1 else view.exercise.title
            part = Part(f"scores {step.id}", (section,), name, points=_POINTS, most_pages=1)
            shorter = tuple(replace(part, points=points) for points in _SMALLER)
            parts.append(replace(part, shorter=shorter))
    return document_of(subject, title(), parts)


def _no_name() -> str:
    return _("No name on this sheet. Leave empty what you cannot say: it does not count as low.")
