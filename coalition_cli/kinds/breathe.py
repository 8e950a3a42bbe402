"""A slow breath together: in and out, never held."""

from collections.abc import Mapping
from typing import Final

from coalition_cli.blocks import Block
from coalition_cli.i18n import _
from coalition_cli.kinds import Play
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.view import View
from coalition_cli.stage import Cue, Stage, as_given

SECONDS_IN: Final = 4.0
SECONDS_OUT: Final = 6.0
ROUNDS: Final = 12

OPTIONS: Final[Mapping[str, Field]] = {
    "breathe_in": Field("number", "Seconds of breathing in.", least=1, most=20),
    "breathe_out": Field("number", "Seconds of breathing out.", least=1, most=20),
    "rounds": Field("whole", "How many breaths.", least=1, most=100),
}
ASKS: Final = False
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


def breaths(
    seconds_in: float = SECONDS_IN, seconds_out: float = SECONDS_OUT, rounds: int = ROUNDS
) -> list[Cue]:
    """The cues of ``rounds`` breaths."""
    return [Cue(seconds_in, _("in…"), 0, 1), Cue(seconds_out, _("out…"), 1, 0)] * rounds


def result(step: Step, view: View) -> None:
    """Nothing is stored."""


def blocks(step: Step, view: View) -> list[Block]:
    """Nothing came of it that could be shown."""
    return []
