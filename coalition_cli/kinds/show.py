"""Something to read aloud, and perhaps the result of an earlier step."""

from collections.abc import Mapping
from typing import Final

from coalition_cli import kinds
from coalition_cli.blocks import Block
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.room import Room
from coalition_cli.stage import Stage, as_given

OPTIONS: Final[Mapping[str, Field]] = {
    "result_of": Field(
        "text",
        "The step whose result is shown: its id, or exercise.step for the newest run of another exercise.",
        gives="result",
    ),
}
ASKS: Final = False
arrange = as_given


def play(step: Step, room: Room, stage: Stage) -> kinds.Play:
    """Show it; nothing is asked."""
    stage.show(blocks(step, room))
    yield from ()


def result(step: Step, room: Room) -> None:
    """Nothing is stored."""


def blocks(step: Step, room: Room) -> list[Block]:
    """The result that this step refers to."""
    return kinds.blocks_at(str(step.options.get("result_of") or ""), room)
