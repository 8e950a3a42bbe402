"""Quiet or shared time, with lines that appear one by one."""

from collections.abc import Mapping, Sequence
from typing import Final

from coalition_cli import kinds
from coalition_cli.blocks import Block
from coalition_cli.kinds import Play
from coalition_cli.model.contributions import Traits
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.view import View
from coalition_cli.slide import Slide
from coalition_cli.stage import Cue, Stage, as_given

OPTIONS: Final[Mapping[str, Field]] = {}
ASKS: Final = False
TRAITS: Final = Traits(reads_lines_itself=True)
arrange = as_given


def play(step: Step, view: View, stage: Stage) -> Play:
    """Let the time run; the room may end it or take longer."""
    stage.show([])
    stage.wait(_cues(step, view))
    yield from ()


def result(step: Step, view: View) -> None:
    """Nothing is stored."""


def blocks(step: Step, view: View) -> list[Block]:
    """Nothing came of it that could be shown."""
    return []


def moment(step: Step, view: View, at: Sequence[str]) -> Slide:
    """Return the line that stands now; before the walk begins, what it is.

    ``at`` ends with the number of that line while the walk goes on.
    """
    lines = step.lines
    if len(at) < 2 or not lines:
        return Slide(manner="still")
    line = lines[min(int(at[1]), len(lines) - 1)]
    return Slide(kinds.fill(line, view), manner="still")


def _cues(step: Step, view: View) -> list[Cue]:
    lines = step.lines or ("",)
    share = step.minutes * 60 / len(lines)
    left = [1 - number / len(lines) for number in range(len(lines) + 1)]
    return [
        Cue(share, kinds.fill(line, view), left[number], left[number + 1])
        for number, line in enumerate(lines)
    ]
