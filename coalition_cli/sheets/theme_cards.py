"""Cards of an exercise to cut out: themes, stories and roles, four a page, in large letters."""

from typing import Final

from coalition_cli import kinds
from coalition_cli.blocks import Prose
from coalition_cli.i18n import _
from coalition_cli.model.document import Content, Document, Part, Section
from coalition_cli.model.exercise import Exercise
from coalition_cli.model.paper_twins import Face
from coalition_cli.model.view import View
from coalition_cli.sheets import Of, Subject
from coalition_cli.sheets._parts import document_of, filled, gives

NAME: Final = "cards"
OF: Final[Of] = "exercise"
_POINTS: Final = 22.0


def title() -> str:
    """Return what people call it."""
    return _("Cards to cut out")


def for_exercises(exercise: Exercise) -> bool:
    """True if it has cards."""
    return bool(gives("faces", exercise))


def document(subject: Subject) -> Document:
    """Return the cards of each step that has some, on pages of their own; equal decks once."""
    decks = dict.fromkeys(
        tuple(_card(face, view) for face in kinds.given("faces", step, view))
        for view in subject.views
        for step in gives("faces", view.exercise)
    )
    parts = [
        Part(f"cards {number}", cards, points=_POINTS, page="cards-4")
        for number, cards in enumerate(filter(None, decks), 1)
    ]
    return document_of(subject, title(), parts)


def _card(face: Face, view: View) -> Section:
    shown: list[Content] = [Prose(face.warning, "warning")] if face.warning else []
    shown += [Prose(filled(line, view)) for line in face.lines]
    shown += [Prose(filled(face.question, view), "strong")] if face.question else []
    return Section("card", filled(face.title, view), tuple(shown))
