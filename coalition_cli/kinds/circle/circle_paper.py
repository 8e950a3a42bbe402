"""A circle on paper: a line a turn, or a small table where much is asked in each."""

from typing import Final

from coalition_cli.i18n import _
from coalition_cli.kinds.circle.circle_options import is_of_groups, questions_of
from coalition_cli.methods.writing_room import fields, numbered_lines
from coalition_cli.model.document import Content, Lane
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View

_MOST_LANES: Final = 3
_TURNS: Final = 12
_GROUPS: Final = 6
_LONG_TURNS: Final = 4


def blank_form(step: Step, view: View) -> list[Content]:
    """The turns; where nothing is written but who spoke, boxes for that."""
    who = _("Group") if is_of_groups(step) else _("Name")
    turns = _GROUPS if is_of_groups(step) else _TURNS
    if step.record == "count":
        lanes = [Lane(who, 3), Lane(_("She speaks"), 1), Lane(_("She passes"), 1)]
        return [numbered_lines(turns, lanes)]
    asked = list(questions_of(step).values())
    asked += [_("Who may see this?")] if step.options.get("ask_share") else []
    if len(asked) <= _MOST_LANES:
        lanes = [Lane(who, 2), *(Lane(question, 4) for question in asked)]
        return [numbered_lines(turns, lanes)]
    return [fields([f"{number} · {who}", *asked]) for number in range(1, _LONG_TURNS + 1)]
