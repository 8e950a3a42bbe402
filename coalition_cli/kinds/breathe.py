"""A slow breath together: in and out, never held."""

from collections.abc import Mapping, Sequence
from typing import Final

from coalition_cli.blocks import Block
from coalition_cli.kinds import Play
from coalition_cli.methods.breaths import ROUNDS, SECONDS_IN, SECONDS_OUT, breath_slide, breaths
from coalition_cli.model.contributions import Traits
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.view import View
from coalition_cli.slide import Slide
from coalition_cli.stage import Stage, as_given

OPTIONS: Final[Mapping[str, Field]] = {
    "breathe_in": Field("number", "Seconds of breathing in.", least=1, most=20),
    "breathe_out": Field("number", "Seconds of breathing out.", least=1, most=20),
    "rounds": Field("whole", "How many breaths.", least=1, most=100),
}
ASKS: Final = False
TRAITS: Final = Traits(is_grounding=True)
arrange = as_given


def play(step: Step, view: View, stage: Stage) -> Play:
    """Breathe with a growing and shrinking bar."""
    stage.show([])
    stage.wait(
        breaths(
            float(step.options.get("breathe_in", SECONDS_IN)),
            float(step.options.get("breathe_out", SECONDS_OUT)),
            int(step.options.get("rounds", ROUNDS)),
        )
    )
    yield from ()


def moment(step: Step, view: View, at: Sequence[str]) -> Slide:
    """Return the breath that is breathed now, with its bar; still where none has begun."""
    if len(at) < 3:
        return breath_slide(None, 0)
    return breath_slide(int(at[1]), float(at[2]))


def result(step: Step, view: View) -> None:
    """Nothing is stored."""


def blocks(step: Step, view: View) -> list[Block]:
    """Nothing came of it that could be shown."""
    return []
