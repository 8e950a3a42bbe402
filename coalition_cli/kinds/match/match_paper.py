"""Pairs of offers and needs on paper: which two lines, and what each side said."""

from typing import Final

from coalition_cli.i18n import _
from coalition_cli.methods.writing_room import number_lane
from coalition_cli.model.document import Cell, Content, Lane, Row, Rows
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View

_PAIRS: Final = 8


def blank_form(step: Step, view: View) -> list[Content]:
    """A row for each pair; a contact is written only where both said yes."""
    lanes = [number_lane(), Lane(_("Offer, number"), 2), Lane(_("Need, number"), 2)]
    lanes += [Lane(_("She who offers says"), 3), Lane(_("She who needs says"), 3)]
    lanes.append(Lane(_("How do they reach each other?"), 5))
    said = Cell(boxes=(_("yes"), _("no"), _("later")))
    rows = tuple(
        Row((Cell(str(number)), Cell(), Cell(), said, said, Cell()))
        for number in range(1, _PAIRS + 1)
    )
    return [Rows(tuple(lanes), rows, has_head=True, is_form=True)]
