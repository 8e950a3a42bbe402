"""Something to read aloud, and perhaps the result of an earlier step."""

from collections.abc import Mapping
from typing import Final

from coalition_cli import kinds
from coalition_cli.blocks import Block, Heading
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.room import Room
from coalition_cli.stage import Stage, as_given

OPTIONS: Final[Mapping[str, Field]] = {
    "result_of": Field(
        "text",
        "The step whose result is shown: its id, or exercise.step for the newest run of another exercise.",
        gives="result",
    ),
    "results_of": Field(
        "texts", "Several such steps, each shown under its title, from the first down.", gives="result"
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
    """The result that this step refers to; of several, each under the title of its step."""
    shown = kinds.blocks_at(str(step.options.get("result_of") or ""), room)
    for reference in step.options.get("results_of") or ():
        there = room.at(reference)
        found = kinds.blocks_at(reference, room)
        shown += [Heading(there[0].title, 3), *found] if there and found else []
    return shown
