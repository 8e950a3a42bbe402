"""Blank forms of an exercise, for a day without power: what each step asks, with room to write.

Steps and fields stand in the order in which the program asks for them, so that what was written can
be typed in afterwards.
"""

from typing import Final

from coalition_cli import kinds
from coalition_cli.blocks import Prose
from coalition_cli.i18n import _
from coalition_cli.methods.writing_room import LINES, numbered_lines
from coalition_cli.model.document import Blanks, Content, Document, Lane, Part, Section
from coalition_cli.model.exercise import Exercise, Step
from coalition_cli.model.view import View
from coalition_cli.run.page import is_silent
from coalition_cli.sheets import Of, Subject
from coalition_cli.sheets._parts import asking, document_of, filled

NAME: Final = "form"
OF: Final[Of] = "exercise"
_POINTS: Final = 10.5


def title() -> str:
    """Return what people call it."""
    return _("Blank form")


def for_exercises(exercise: Exercise) -> bool:
    """True: every exercise has one, be it only to note that it was held."""
    return True


def document(subject: Subject) -> Document:
    """Return a form for each exercise, beginning on a page of its own."""
    parts = [
        Part(
            f"form {view.exercise.id}",
            tuple(_form(view)),
            "" if len(subject.views) == 1 else view.exercise.title,
            points=_POINTS,
        )
        for view in subject.views
    ]
    return document_of(subject, title(), parts)


def _form(view: View) -> list[Section]:
    steps = list(view.exercise.steps)
    head = (
        Blanks((_("Day:"), _("from:"), _("to:"))),
        Blanks((_("How many of us are here:"), _("Who writes:"))),
        Prose(_("To be typed in afterwards: coalition {id}").format(id=view.exercise.id), "quiet"),
    )
    shown = [Section("held", "", head)]
    for step in asking(view.exercise):
        shown.append(_step(steps.index(step) + 1, step, view))
    return shown


def _step(number: int, step: Step, view: View) -> Section:
    name = _("Step {number} · {title}").format(number=number, title=step.title)
    shown: list[Content] = [Prose(filled(step.prompt, view), "strong")] if step.prompt else []
    if is_silent(step):
        shown.append(Prose(_("Nothing of this is written down."), "quiet"))
        return Section("step", name, tuple(shown))
    shown += [Prose(filled(step.note_taker, view), "quiet")] if step.note_taker else []
    asked = kinds.given("blank_form", step, view) or [_lines()]
    return Section("step", name, (*shown, *asked))


def _lines() -> Content:
    return numbered_lines(LINES, [Lane(_("What is said"), 1)])
