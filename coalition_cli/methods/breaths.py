"""The cues of a slow breath together: in and out, never held."""

from typing import Final

from coalition_cli.i18n import _
from coalition_cli.slide import Filling, Slide, Words
from coalition_cli.stage import Cue

SECONDS_IN: Final = 4.0
SECONDS_OUT: Final = 6.0
ROUNDS: Final = 12


def breath_slide(number: int | None, share: float) -> Slide:
    """A slow breath: in while ``number`` is even, out while it is odd; None: without a clock."""
    still = Words(_("or simply at your own pace"))
    if number is None:
        return Slide(_("Breathe slowly."), stages=((still,),), manner="centred")
    words = _("Breathe out") if number % 2 else _("Breathe in")
    return Slide(words, stages=((Filling(share), still),), manner="centred")


def breaths(
    seconds_in: float = SECONDS_IN, seconds_out: float = SECONDS_OUT, rounds: int = ROUNDS
) -> list[Cue]:
    """Return the cues of ``rounds`` breaths."""
    return [Cue(seconds_in, _("in…"), 0, 1), Cue(seconds_out, _("out…"), 1, 0)] * rounds
