"""How a room looks after its people: what it promised, whom to call, and what to ask when it meets again."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from coalition_cli import kinds
from coalition_cli.blocks import Block, Bullet, Bullets, Heading, Prose
from coalition_cli.i18n import _
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import Room

RULES: Final = "ground-rules"
SUPPORT: Final = "support-plan"
"""The exercises at which a room agrees how it treats its people, and how it supports them."""

_SAID: Final = ("notes", "circle", "themes", "cards")


def promises(rooms: Sequence[Room]) -> list[Block]:
    """What we promised one another, and the support that we set up, as far as this audience may read it."""
    shown = [block for room, step in promised(rooms) for block in _under_title(step, room)]
    quiet: list[Block] = [Prose(_("Not done today."), "quiet")]
    return [Heading(_("How we look after each other"), 2, "∩"), *(shown or quiet)]


def promised(rooms: Sequence[Room]) -> list[tuple[Room, Step]]:
    """The steps of which ``promises`` tells."""
    return [*agreed(rooms), *_told(_newest(rooms, SUPPORT))]


def agreements(rooms: Sequence[Room]) -> list[Block]:
    """The rules of the room, and its limits."""
    shown = [block for room, step in agreed(rooms) for block in _under_title(step, room)]
    quiet: list[Block] = [Prose(_("Not done today."), "quiet")]
    return [Heading(_("What we agreed for the room")), *(shown or quiet)]


def agreed(rooms: Sequence[Room]) -> list[tuple[Room, Step]]:
    """The steps of which ``agreements`` tells."""
    return _told(_newest(rooms, RULES))


def _newest(rooms: Sequence[Room], exercise: str) -> Room | None:
    return next((room for room in reversed(rooms) if room.exercise.id == exercise), None)


def _told(room: Room | None) -> list[tuple[Room, Step]]:
    steps = room.exercise.steps if room else ()
    return [
        (room, step) for step in steps if room and step.kind in _SAID and kinds.blocks(step, room)
    ]


def _under_title(step: Step, room: Room) -> list[Block]:
    """A step under its title; where each of its lines was voted on, those that the room adopted."""
    votes = [
        decide
        for decide in room.exercise.steps
        if decide.kind == "decide" and decide.options.get("each")
    ]
    rows = [
        row
        for vote in votes
        if vote.options.get("about") == step.id
        for row in kinds.result(vote, room) or ()
    ]
    adopted = tuple(Bullet(row["item"]) for row in rows if row["adopted"] and row["item"])
    shown: list[Block] = [Bullets(adopted)] if adopted else kinds.blocks(step, room)
    below = [replace(block, level=4) if isinstance(block, Heading) else block for block in shown]
    return [Heading(step.title, 3, step.symbol.split(" ")[0]), *below]
