"""A list of who is here, to be written by hand and typed in afterwards: chosen names alone."""

from typing import Final

from coalition_cli.blocks import Prose
from coalition_cli.i18n import _
from coalition_cli.methods.writing_room import numbered_lines
from coalition_cli.model.document import Blanks, Document, Lane, Part, Section
from coalition_cli.model.exercise import Exercise
from coalition_cli.sheets import Of, Subject
from coalition_cli.sheets._parts import document_of

NAME: Final = "people"
OF: Final[Of] = "room"
_POINTS: Final = 11.0
_LINES: Final = 20


def title() -> str:
    """Return what people call it."""
    return _("Who is here")


def for_exercises(exercise: Exercise) -> bool:
    """It is of no exercise."""
    return False


def document(subject: Subject) -> Document:
    """Return a page of lines; it is blank, whoever is here."""
    lanes = [Lane(_("The name she chose"), 5), Lane(_("Group"), 4), Lane(_("Country"), 3)]
    lanes += [Lane(_("Came"), 2), Lane(_("Left"), 2)]
    shown = (
        Blanks((_("Day:"), _("Who writes:"))),
        numbered_lines(_LINES, lanes),
        Prose(_("To be typed in afterwards: coalition people add"), "quiet"),
    )
    part = Part("people", (Section("people", "", shown),), points=_POINTS, most_pages=1)
    return document_of(subject, title(), (part,))
