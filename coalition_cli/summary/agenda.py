"""The agenda of a summary: what a room will work on first, and how it weighed its issues."""

from collections.abc import Sequence
from typing import Final

from coalition_cli import kinds
from coalition_cli.blocks import Block, Bullet, Bullets, Heading, Prose
from coalition_cli.i18n import _
from coalition_cli.methods.ranking_blocks import place_word
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.summary.data import agenda_of
from coalition_cli.summary.findings import Findings
from coalition_cli.summary.not_done import not_done

_FIRST_PLACES: Final = 3


def agenda_in_short(found: Findings, views: Sequence[View]) -> list[Block]:
    """The issues that the room took onto its agenda; where it took none, those that stand first."""
    title = Heading(_("What we will work on first"))
    chosen = [row for row in found.agenda if row["chosen"]]
    first = [
        row for row in found.agenda if row["place"] is not None and row["place"] <= _FIRST_PLACES
    ]
    if not first and not chosen:
        return [title, not_done(views)]
    bullets = Bullets(tuple(Bullet(row["issue"], place_word(row)) for row in chosen or first))
    return (
        [title, bullets]
        if chosen
        else [title, bullets, Prose(_("This is not decided yet."), "quiet")]
    )


def ranking(views: list[View]) -> list[Block]:
    """The ranking that is the agenda, with its reasons."""
    shown = [block for view, step in told_as_ranking(views) for block in kinds.blocks(step, view)]
    return [Heading(_("How we weighed our issues")), *shown] if shown else []


def told_as_ranking(views: list[View]) -> list[tuple[View, Step]]:
    """The step that ``ranking`` tells, so that nothing else repeats it."""
    there = agenda_of(views)
    return [there] if there else []
