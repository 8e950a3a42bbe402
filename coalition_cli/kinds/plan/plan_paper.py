"""A plan on paper: a small table for each row, its fields in the order of the screen."""

from typing import Final

from coalition_cli.blocks import Bullet, Bullets, Prose
from coalition_cli.i18n import _
from coalition_cli.kinds.plan.plan_offers import first_question_of, offered_items
from coalition_cli.kinds.plan.plan_options import FIRST
from coalition_cli.kinds.plan.plan_rows import columns_of
from coalition_cli.methods.writing_room import fields, numbered_lines
from coalition_cli.model.document import Content, Lane
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.parsing.columns import Column

_MOST_LANES: Final = 3
_ROWS: Final = 6
_MOST_ROWS: Final = 8
_FEW_CHOICES: Final = 8


def blank_form(step: Step, view: View) -> list[Content]:
    """What is offered, by its numbers, then the rows; few columns stand beside each other."""
    columns = columns_of(step, view)
    asks = first_question_of(step, 0)
    most = min(int(step.options.get("most", FIRST)), _MOST_ROWS)
    shown = _offered(step, view)
    if len(columns) < _MOST_LANES and not any(column.choices for column in columns):
        lanes = [Lane(asks, 3), *(Lane(column.prompt, 2) for column in columns)]
        return [*shown, numbered_lines(max(most, _ROWS), lanes)]
    labels = [column.prompt for column in columns]
    boxes = [(), *map(_choices, columns)]
    first = asks if step.options.get("columns") or step.options.get("asks") else _("What exactly?")
    for number in range(1, most + 1):
        shown.append(fields([f"{number} · {first}", *labels], boxes))
    return shown


def _choices(column: Column) -> tuple[str, ...]:
    """What may be ticked: not what nobody knows before, and no long list."""
    return column.choices if len(column.choices) <= _FEW_CHOICES else ()


def _offered(step: Step, view: View) -> list[Content]:
    items = offered_items(step, view)
    if not items:
        return []
    known = Bullets(tuple(Bullet(item.text, item.mark) for item in items))
    return [Prose(_("What can be taken by its number:"), "quiet"), known]
