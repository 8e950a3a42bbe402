"""A form on paper: what one person fills in, and what a blank form counts."""

from typing import Final

from coalition_cli.blocks import Prose
from coalition_cli.i18n import _
from coalition_cli.kinds.form.form_options import answered_by, cups_of, questions_of
from coalition_cli.methods.writing_room import FREE_LINES, fields, free, numbered_lines
from coalition_cli.model.document import Boxes, Content, Lane
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View

_SMILES: Final = (-2, -1, 0, 1, 2)


def score_sheet(step: Step, view: View) -> list[Content]:
    """One person's answers: faces or choices to tick, lines for words; no name."""
    shown: list[Content] = []
    for question in questions_of(step):
        cups = tuple(cups_of(question).values())
        smiles = _SMILES if answered_by(question) == "faces" else ()
        room = Boxes(cups, is_inline=True, smiles=smiles) if cups else free(2)
        shown += [Prose(str(question["prompt"]), "strong"), room]
    return shown


def blank_form(step: Step, view: View) -> list[Content]:
    """How many beans lie in each cup, question by question; lines for words."""
    shown: list[Content] = []
    for question in questions_of(step):
        cups = cups_of(question).values()
        room = fields(cups) if cups else numbered_lines(2 * FREE_LINES, [Lane(_("In words"), 1)])
        shown += [Prose(str(question["prompt"]), "strong"), room]
    return shown
