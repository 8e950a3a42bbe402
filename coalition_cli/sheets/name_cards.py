"""Name cards to fold, so that they stand: the names that people chose, and nothing else."""

from typing import Final

from coalition_cli.i18n import _
from coalition_cli.model.document import Blanks, Document, Part, Section
from coalition_cli.model.exercise import Exercise
from coalition_cli.sheets import Of, Subject
from coalition_cli.sheets._parts import document_of

NAME: Final = "names"
OF: Final[Of] = "room"
_POINTS: Final = 64.0
_BLANK: Final = 4


def title() -> str:
    """Return what people call it."""
    return _("Name cards")


def for_exercises(exercise: Exercise) -> bool:
    """They are of no exercise."""
    return False


def document(subject: Subject) -> Document:
    """Return a card for everybody in the room, and blank ones for whoever comes later."""
    people = subject.workshop.people() if subject.workshop else []
    cards = [Section("name", person.name) for person in people]
    blank = _BLANK if not cards else len(cards) % 2
    cards += [Section("name", "", (Blanks(("",)),))] * blank
    part = Part("names", tuple(cards), points=_POINTS, page="tents")
    return document_of(subject, title(), (part,))
