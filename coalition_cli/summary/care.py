"""The care of a room for its people: its rules, its promises, and the support that it set up."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from coalition_cli import kinds
from coalition_cli.blocks import Block, Bullet, Bullets, Heading, sign_of
from coalition_cli.i18n import _
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.summary.data import votes_on
from coalition_cli.summary.not_done import not_done

RULES: Final = "ground-rules"
SUPPORT: Final = "support-plan"
"""The exercises at which a room agrees how it treats its people, and how it supports them."""


def promises(views: Sequence[View]) -> list[Block]:
    """The section on promises and support, as far as this audience may read it."""
    shown = [block for view, step in promised(views) for block in _under_title(step, view)]
    quiet: list[Block] = [not_done(_of(views, RULES, SUPPORT))]
    return [Heading(_("How we look after each other"), 2, "∩"), *(shown or quiet)]


def promised(views: Sequence[View]) -> list[tuple[View, Step]]:
    """The steps of which ``promises`` tells."""
    return [*agreed(views), *_told(_newest(views, SUPPORT))]


def agreed(views: Sequence[View]) -> list[tuple[View, Step]]:
    """The rules of the room and its limits, as far as they may be read."""
    return _told(_newest(views, RULES))


def _newest(views: Sequence[View], exercise: str) -> View | None:
    return next(reversed(_of(views, exercise)), None)


def _of(views: Sequence[View], *exercises: str) -> list[View]:
    return [view for view in views if view.exercise.id in exercises]


def _told(view: View | None) -> list[tuple[View, Step]]:
    steps = view.exercise.steps if view else ()
    return [
        (view, step)
        for step in steps
        if view and kinds.voice(step, view) == "words" and kinds.blocks(step, view)
    ]


def _under_title(step: Step, view: View) -> list[Block]:
    """A step under its title; where each of its lines was voted on, those that the room adopted."""
    votes = votes_on(view, step)
    adopted = tuple(Bullet(vote.item) for vote in votes if vote.adopted and vote.item)
    shown: list[Block] = [Bullets(adopted)] if adopted else kinds.blocks(step, view)
    below = [replace(block, level=4) if isinstance(block, Heading) else block for block in shown]
    return [Heading(step.title, 3, sign_of(step.symbol)), *below]
