"""The page of a vote: what it is about, and once it is counted, what came of it."""

from collections.abc import Sequence

from coalition_cli import kinds
from coalition_cli.blocks import Block, Bullet, Bullets, Prose
from coalition_cli.i18n import _, ngettext
from coalition_cli.kinds.decide.decide_options import lines_put
from coalition_cli.kinds.decide.decide_votes import under_its_code, vote_row, vote_rows
from coalition_cli.methods.vote_blocks import (
    count_shown,
    for_outside,
    hands_shown,
    told_in_short,
)
from coalition_cli.methods.vote_scales import HANDS
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View


def blocks(step: Step, view: View) -> list[Block]:
    """Return what is decided on.

    Once it is counted, also the counts as bars, the verdict in a sentence, and the concerns.
    """
    if step.options.get("each"):
        return _of_each(step, view)
    votes = kinds.standing(step, view)
    shown = subject(step, view, votes[-1].body["adopts"] if votes else ())
    if not votes or not votes[-1].body.get("closed"):
        return shown
    found = vote_row(votes[-1], len(votes), step, view)
    if found["counts"] is None:
        return [
            *shown,
            Prose(
                _("Adopted by the group.") if found["adopted"] else _("Not adopted yet."), "strong"
            ),
        ]
    return [*shown, *count_shown(under_its_code(found, view))]


def subject(step: Step, view: View, adopts: Sequence[str]) -> list[Block]:
    """Return what the vote is about: of a list, once a vote is open, only what was put to it."""
    about = step.options.get("about")
    if not about:
        return []
    put = [item for item in lines_put(step, view) if item.id in adopts]
    if kinds.may_give("statements", view.step(about)) and len(put) < 2:
        return kinds.blocks(view.step(about), view)
    lines = tuple(Bullet(item.text, item.mark) for item in put)
    return [Bullets(lines)] if lines else kinds.blocks(view.step(about), view)


def _of_each(step: Step, view: View) -> list[Block]:
    """Every line with what became of it; before anyone voted, the lines."""
    rows = vote_rows(step, view)
    items = lines_put(step, view)
    if not rows:
        lines = tuple(Bullet(item.text, item.mark) for item in items)
        return [Bullets(lines)] if lines and view.audience != "donor" else []
    named = [row for row in rows if row["item"] is not None]
    if view.audience == "donor":
        return for_outside(rows, named)
    if all(row["scale"] == HANDS for row in named):
        return hands_shown(named)
    numbers = {item.id: item.mark for item in items}
    told = tuple(told_in_short(under_its_code(row, view), numbers[row["item_id"]]) for row in named)
    waiting = len(items) - len(named)
    still = ngettext(
        "{count} line is not voted on yet.", "{count} lines are not voted on yet.", waiting
    )
    return [Bullets(told), *([Prose(still.format(count=waiting), "quiet")] if waiting else [])]
