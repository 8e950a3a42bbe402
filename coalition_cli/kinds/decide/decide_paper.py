"""A decision on paper: a ballot for each voice, and what a blank form counts."""

from fractions import Fraction
from typing import Final

from coalition_cli.i18n import _
from coalition_cli.kinds.decide.decide_options import lines_put
from coalition_cli.methods.vote_scales import HANDS, PASSED, SHARES, levels, share_word
from coalition_cli.methods.writing_room import (
    FREE_LINES,
    LINES,
    fields,
    number_lane,
    numbered_lines,
)
from coalition_cli.model.document import Cell, Content, Lane, Row, Rows
from coalition_cli.model.exercise import Step
from coalition_cli.model.paper_twins import Ballot
from coalition_cli.model.view import View

_GROUPS: Final = 6


def ballots(step: Step, view: View) -> list[Ballot]:
    """What one voice ticks; nothing where hands alone are counted."""
    scale = _scale(step)
    if scale == HANDS:
        return []
    return [Ballot(tuple(levels(scale).values()), bool(step.options.get("each")))]


def blank_form(step: Step, view: View) -> list[Content]:
    """How it is decided, how many showed each level, and every worry, in the order of the screen.

    Where each line is voted on, a row for each; where groups have a voice, a row for each group.
    """
    shown: list[Content] = []
    if step.options.get("ask_needed") and _scale(step) != HANDS:
        asked = _("How many of us must at least live with it?")
        shown.append(fields([asked], [[share_word(Fraction(share)) for share in SHARES.values()]]))
    if step.options.get("choose"):
        shown.append(fields([_("What belongs to the agenda?")]))
    words = levels(_scale(step))
    if step.options.get("voters") == "group":
        shown.append(numbered_lines(_GROUPS, [Lane(_("Group"), 2), Lane(_levels_asked(words), 3)]))
    elif step.options.get("each"):
        shown.append(_of_each(step, view, words))
    else:
        shown.append(fields(words.values()))
    if _scale(step) == HANDS:
        return shown
    concern = Lane(_("Worries: role and reason, no name"), 1)
    return [*shown, numbered_lines(FREE_LINES, [concern])]


def _of_each(step: Step, view: View, words: dict[str, str]) -> Rows:
    lanes = [number_lane(), Lane(_("What is voted on"), 6)]
    lanes += [Lane(level if level.isdigit() else words[level], 1) for level in words]
    put = [(item.mark, item.text) for item in lines_put(step, view)]
    put = put or [(str(number), "") for number in range(1, LINES + 1)]
    blank = tuple(Cell() for _level in words)
    rows = tuple(Row((Cell(mark), Cell(text), *blank)) for mark, text in put)
    return Rows(tuple(lanes), rows, has_head=True, is_form=True)


def _levels_asked(words: dict[str, str]) -> str:
    return _("Its level: {levels}").format(
        levels=", ".join(level if level != PASSED else words[level] for level in words)
    )


def _scale(step: Step) -> str:
    return str(step.options.get("scale", "gradient"))
