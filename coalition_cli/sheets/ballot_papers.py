"""Ballots: what is decided, and a box for each level of the scale; eight a page."""

from typing import Final

from coalition_cli import kinds
from coalition_cli.i18n import _
from coalition_cli.model.document import Blanks, Boxes, Content, Document, Part, Section
from coalition_cli.model.exercise import Exercise, Step
from coalition_cli.model.paper_twins import Ballot
from coalition_cli.model.view import View
from coalition_cli.sheets import Of, Subject
from coalition_cli.sheets._parts import document_of, filled, gives

NAME: Final = "ballots"
OF: Final[Of] = "exercise"
_POINTS: Final = 13.0
_A_PAGE: Final = 8


def title() -> str:
    """Return what people call it."""
    return _("Ballots")


def for_exercises(exercise: Exercise) -> bool:
    """True if something is decided in it."""
    return bool(gives("ballots", exercise))


def document(subject: Subject) -> Document:
    """Return a page of equal ballots for each decision, to be copied as often as needed."""
    parts = [
        Part(
            f"ballots {step.id}",
            (_paper(step, ballot, view),) * _A_PAGE,
            points=_POINTS,
            page="cards-8",
        )
        for view in subject.views
        for step in gives("ballots", view.exercise)
        for ballot in kinds.given("ballots", step, view)
    ]
    return document_of(subject, title(), parts)


def _paper(step: Step, ballot: Ballot, view: View) -> Section:
    shown: list[Content] = [Blanks((_("Number of the line:"),))] if ballot.is_of_lines else []
    shown.append(Boxes(ballot.levels))
    return Section("ballot", filled(step.prompt, view) or step.title, tuple(shown))
