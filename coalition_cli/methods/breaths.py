"""The cues of a slow breath together: in and out, never held."""

from typing import Final

from coalition_cli.i18n import _
from coalition_cli.stage import Cue

SECONDS_IN: Final = 4.0
SECONDS_OUT: Final = 6.0
ROUNDS: Final = 12


def breaths(
    seconds_in: float = SECONDS_IN, seconds_out: float = SECONDS_OUT, rounds: int = ROUNDS
) -> list[Cue]:
    """Return the cues of ``rounds`` breaths."""
    return [Cue(seconds_in, _("in…"), 0, 1), Cue(seconds_out, _("out…"), 1, 0)] * rounds
