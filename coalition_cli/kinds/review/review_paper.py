"""A review on paper: how each thing stands, and what is asked after that."""

from typing import Final

from coalition_cli import kinds
from coalition_cli.i18n import _
from coalition_cli.kinds.review.review_options import sort_of
from coalition_cli.methods.writing_room import fields, number_lane
from coalition_cli.model.document import Cell, Content, Lane, Row, Rows
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.phrasing.captions import status_name

_ROWS: Final = 8
_REPORTS: Final = 3
_STATES: Final = ("done", "moving", "stuck", "let go", "open")


def blank_form(step: Step, view: View) -> list[Content]:
    """What is open, by its code, else lines for it; reports of events have a table each."""
    states = tuple(map(status_name, _STATES))
    if step.options.get("reports"):
        asked = [_("Which event was it?"), _("How is it now?"), _("Who tells it?")]
        asked += [_("On which day was it told?"), _("Who held it?")]
        asked += [_("How many people did it reach?"), _("On which day was it held?")]
        asked += [_("What did it teach us?"), _("When do we ask again?")]
        return [fields(asked, [(), states]) for _report in range(_REPORTS)]
    lanes = [number_lane(), Lane(_("What"), 4), Lane(_("How is it now?"), 4)]
    lanes += [Lane(_("What helped, what would help?"), 4)]
    lanes += [Lane(_("Who"), 2), Lane(_("By when"), 2)] if sort_of(step) == "actions" else []
    known = [(item.mark, item.text) for item in kinds.numbered(step, view)]
    known = known or [("", "")] * _ROWS
    blank = tuple(Cell() for _lane in lanes[3:])
    rows = tuple(Row((Cell(mark), Cell(text), Cell(boxes=states), *blank)) for mark, text in known)
    return [Rows(tuple(lanes), rows, has_head=True, is_form=True)]
