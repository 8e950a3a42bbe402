"""Headings for the wall, one a page: steps, and the sorts under which notes and cards hang."""

from typing import Final

from coalition_cli import kinds
from coalition_cli.i18n import _
from coalition_cli.model.document import Document, Part, Section
from coalition_cli.model.exercise import Exercise
from coalition_cli.model.view import View
from coalition_cli.sheets import Of, Subject
from coalition_cli.sheets._parts import asking, document_of, filled

NAME: Final = "headings"
OF: Final[Of] = "exercise"
_POINTS: Final = 120.0


def title() -> str:
    """Return what people call it."""
    return _("Wall headings")


def for_exercises(exercise: Exercise) -> bool:
    """True if anybody is asked anything in it."""
    return bool(asking(exercise))


def document(subject: Subject) -> Document:
    """Return each heading once, in the order in which it is needed."""
    words = dict.fromkeys(each for view in subject.views for each in _headings(view))
    sections = tuple(Section("heading", each) for each in words)
    parts = [Part("headings", sections, points=_POINTS, page="landscape")] if sections else []
    return document_of(subject, title(), parts)


def _headings(view: View) -> list[str]:
    found = [view.exercise.title]
    for step in asking(view.exercise):
        found += [step.title, *kinds.given("headings", step, view)]
    return [filled(each, view) for each in found]
