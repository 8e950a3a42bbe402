"""The newest word of a room on when and where it meets again."""

from typing import Final

from coalition_cli import kinds
from coalition_cli.blocks import Block, Heading
from coalition_cli.i18n import _
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View

NEXT_MEETING: Final = "next-meeting"
"""The step, of whatever exercise, at which a room says when and where it meets again."""


def newest_meeting(views: list[View]) -> list[tuple[View, Step]]:
    """The newest word on when the room meets again, if there is one."""
    steps = [
        (view, step) for view in views for step in view.exercise.steps if step.id == NEXT_MEETING
    ]
    return [there for there in steps if kinds.blocks(there[1], there[0])][-1:]


def next_meeting(views: list[View]) -> list[Block]:
    """The section that says when the room meets again; nothing where nobody said."""
    shown = [block for view, step in newest_meeting(views) for block in kinds.blocks(step, view)]
    return [Heading(_("When we meet again")), *shown] if shown else []
