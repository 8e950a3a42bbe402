"""Slips for those who took something on: what, by when, and whom to tell; four a page."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from coalition_cli.i18n import _
from coalition_cli.model.document import Document
from coalition_cli.model.exercise import Exercise
from coalition_cli.sheets import Of, Subject
from coalition_cli.sheets._parts import document_of
from coalition_cli.summary import build

NAME: Final = "slips"
OF: Final[Of] = "workshop"


def title() -> str:
    """Return what people call it."""
    return _("Slips for each person")


def for_exercises(exercise: Exercise) -> bool:
    """They are of the whole workshop."""
    return False


def document(subject: Subject) -> Document:
    """Return the slips of the sheet of the next meeting."""
    workshop = subject.workshop
    if workshop is None or workshop.last is None:
        return document_of(subject, title(), ())
    newest = datetime.fromisoformat(workshop.last.at).astimezone()
    whole = build(workshop, subject.find, "follow-up", newest).document
    slips = [part for part in whole.parts if part.is_slips]
    return replace(whole, parts=document_of(subject, title(), slips).parts)
