"""The rules that a room adopted, as a poster on one page; lines to write on without any."""

from typing import Final

from coalition_cli import kinds
from coalition_cli.blocks import Bullet, Bullets
from coalition_cli.i18n import _
from coalition_cli.model.document import Blanks, Content, Document, Part, Section
from coalition_cli.model.exercise import Exercise
from coalition_cli.sheets import Of, Subject
from coalition_cli.sheets._parts import document_of
from coalition_cli.summary.data import runs_of, view_of

NAME: Final = "rules"
OF: Final[Of] = "room"
RULES_WEIGH: Final = 1
"""The weight of a decision that is a rule of the day."""

_POINTS: Final = 40.0
_LINES: Final = 8


def title() -> str:
    """Return what people call it."""
    return _("Ground rules")


def for_exercises(exercise: Exercise) -> bool:
    """They are of the room, whatever exercise brought them."""
    return False


def document(subject: Subject) -> Document:
    """Return the poster; each rule in the words that were adopted."""
    rules = _rules(subject)
    shown: Content = Bullets(tuple(Bullet(rule) for rule in rules))
    contents = (shown,) if rules else (Blanks(("",)),) * _LINES
    section = Section("rules", _("What we keep to"), contents)
    part = Part("rules", (section,), points=_POINTS, page="poster")
    return document_of(subject, title(), (part,))


def _rules(subject: Subject) -> list[str]:
    workshop = subject.workshop
    if workshop is None:
        return []
    found = [
        decision.text
        for place in runs_of(workshop)
        for view in [view_of(workshop, place, subject.find, "participants", is_paper=True)]
        for step in view.exercise.steps
        for decision in kinds.given("decisions", step, view)
        if decision.adopted and decision.weight == RULES_WEIGH
    ]
    return list(dict.fromkeys(found))
