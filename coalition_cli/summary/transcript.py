"""The account of what was said and planned, as far as it does not stand elsewhere in a summary."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from coalition_cli import kinds
from coalition_cli.blocks import Block, Heading, Prose, sign_of
from coalition_cli.i18n import _
from coalition_cli.model.body_shape import words_at
from coalition_cli.model.entry import PROGRAMME
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.summary.data import is_adopted

Told: TypeAlias = Sequence[tuple[View, Step]]
"""Steps that a summary tells in another place."""


def everything_said(views: list[View], told: Told) -> list[Block]:
    """Every line that was said, also what nobody voted for.

    Themes, wordings, votes, in the order of the steps.

    What stands above (``told``), and lines that stand in a theme already, are not repeated. Votes
    are told here to organizers, and to others where they only counted hands.
    """
    shown: list[Block] = []
    for view in views:
        bundled = _bundled(view)
        part: list[Block] = []
        for step in view.exercise.steps:
            if (
                step.id not in bundled
                and not _is_told(view, step, told)
                and view.said(step.id)
                and kinds.voice(step, view)
            ):
                part += _said_at(step, view)
        if part:
            shown += [Heading(title_of(view), 3, sign_of(view.exercise.symbol)), *part]
    return [Heading(_("Everything that was said")), *shown] if shown else []


def _is_whole(reference: str, view: View) -> bool:
    """True if a theme that holds the lines of a step holds all that was said there."""
    there = view.at(reference)
    return there is not None and len(there[0].options.get("fields") or ()) < 2


def _is_told(view: View, step: Step, told: Told) -> bool:
    return any(there is view and other is step for there, other in told)


def _bundled(view: View) -> set[str]:
    """The steps whose lines stand in a theme that this audience reads with its lines."""
    bundled = set()
    for step in view.exercise.steps:
        cover = kinds.covers(step)
        if cover is None or not cover.is_word_for_word or not _is_whole(cover.step, view):
            continue
        if kinds.result(step, view):
            bundled.add(cover.step)
    return bundled


def title_of(view: View) -> str:
    """Of several runs what the programme called this one, or which it was.

    Otherwise the title of its exercise.
    """
    title = view.exercise.title
    runs = view.workshop.runs(view.exercise.id)
    if len(runs) < 2:
        return title
    for entry in view.workshop.standing(PROGRAMME):
        body = entry.body
        is_this = (body.get("exercise"), body.get("run")) == (view.exercise.id, view.run)
        if is_this and (called := words_at(body, "title")):
            return called
    return (
        _("{exercise}, run {number}").format(exercise=title, number=view.run)
        if view.run > 1
        else title
    )


def _said_at(step: Step, view: View) -> list[Block]:
    blocks = [_below(block) for block in kinds.blocks(step, view)]
    if blocks and kinds.may_give("statements", step) and not is_adopted(step, view):
        blocks.append(Prose(_("This is a draft."), "quiet"))
    return [Heading(step.title, 4), *blocks] if blocks else []


def _below(block: Block) -> Block:
    return replace(block, level=5) if isinstance(block, Heading) else block
