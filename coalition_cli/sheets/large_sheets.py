"""Large sheets: the question of each step, one a page, in letters that are read from afar."""

from typing import Final

from coalition_cli.blocks import Prose
from coalition_cli.i18n import _
from coalition_cli.model.document import Document, Part, Section
from coalition_cli.model.exercise import Exercise
from coalition_cli.sheets import Of, Subject
from coalition_cli.sheets._parts import document_of, filled

NAME: Final = "large"
OF: Final[Of] = "exercise"
_POINTS: Final = 110.0


def title() -> str:
    """Return what people call it."""
    return _("Large sheets")


def for_exercises(exercise: Exercise) -> bool:
    """True: every exercise has steps."""
    return True


def document(subject: Subject) -> Document:
    """Return title and question of each step; steps that say the same have one sheet."""
    sections = dict.fromkeys(
        Section("large", step.title, (Prose(prompt),) if prompt else ())
        for view in subject.views
        for step in view.exercise.steps
        for prompt in [filled(step.prompt, view)]
    )
    parts = [Part("large", tuple(sections), points=_POINTS, page="landscape")]
    return document_of(subject, title(), parts if sections else [])
