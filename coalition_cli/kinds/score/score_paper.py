"""A weighing on paper: what one person fills in, and what a blank form counts."""

from collections.abc import Mapping
from dataclasses import replace

from coalition_cli import kinds
from coalition_cli.blocks import Prose
from coalition_cli.i18n import _
from coalition_cli.kinds.score.score_options import criteria_of, scale_bounds, titles_of
from coalition_cli.methods.writing_room import (
    FREE_LINES,
    LINES,
    fields,
    number_lane,
    numbered_lines,
)
from coalition_cli.model.document import Cell, Content, Lane, Row, Rows
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View


def score_sheet(step: Step, view: View) -> list[Content]:
    """One person's numbers: the issues of the workshop, or lines for them, with boxes to tick."""
    least, most = scale_bounds(step)
    boxes = tuple(str(number) for number in range(least, most + 1))
    shown: list[Content] = []
    for criterion in criteria_of(step):
        lanes = (number_lane(), Lane(criterion["title"], 5), Lane(_ends(criterion), 6))
        rows = tuple(
            Row((Cell(mark), Cell(text), Cell(boxes=boxes))) for mark, text in _items(step, view)
        )
        shown += [*_asked(criterion), Rows(lanes, rows, has_head=True, is_form=True)]
    return shown


def blank_form(step: Step, view: View) -> list[Content]:
    """How many showed each number, question by question; then what was moved, and why."""
    titles = list(titles_of(step).values())
    shown: list[Content] = []
    if step.options.get("ask_weight") and len(titles) == 2:
        twice = _("{criterion} counts twice as much")
        ways = [_("Both count the same"), *(twice.format(criterion=title) for title in titles)]
        shown.append(fields([_("How much does each question count?")], [ways]))
    least, most = scale_bounds(step)
    for criterion in criteria_of(step):
        numbers = [Lane(str(number), 1) for number in range(most, least - 1, -1)]
        lanes = (number_lane(), Lane(criterion["title"], 8), *numbers)
        rows = tuple(
            Row((Cell(mark), Cell(text), *(Cell() for _number in numbers)))
            for mark, text in _items(step, view)
        )
        shown += [*_asked(criterion), Rows(lanes, rows, has_head=True, is_form=True)]
    if step.options.get("may_move"):
        lanes_of_moves = [Lane(_("Issue"), 4), Lane(_("To place"), 1), Lane(_("Why"), 5)]
        shown.append(numbered_lines(FREE_LINES, lanes_of_moves))
    return shown


def headings(step: Step, view: View) -> list[str]:
    """What is weighed, and the four fields of the picture, for a grid on the wall or the floor."""
    corners = step.options.get("corners") or {}
    return [*titles_of(step).values(), *map(str, corners.values())]


def _asked(criterion: Mapping[str, str]) -> list[Content]:
    return [Prose(criterion["prompt"], "strong")]


def _ends(criterion: Mapping[str, str]) -> str:
    ends = [text for text in (criterion.get("low"), criterion.get("high")) if text]
    return " → ".join(ends)


def _items(step: Step, view: View) -> list[tuple[str, str]]:
    """What is weighed, under its numbers; lines to write it on where nobody knows it yet."""
    seen = replace(view, audience="participants")
    found = [(item.mark, item.text) for item in kinds.items(step.options["from"], seen)]
    return found or [(str(number), "") for number in range(1, LINES + 1)]
