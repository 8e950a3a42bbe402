"""A breath together goes in, then longer out, and is never held."""

from coalition_cli.methods.breaths import breaths
from coalition_cli.stage import Cue

IN, OUT = Cue(4.0, "in…", 0, 1), Cue(6.0, "out…", 1, 0)


def test_twelve_breaths_of_ten_seconds_are_two_minutes() -> None:
    assert breaths() == [IN, OUT] * 12


def test_an_exercise_may_breathe_at_a_pace_of_its_own() -> None:
    assert breaths(3, 5, 2) == [Cue(3, "in…", 0, 1), Cue(5, "out…", 1, 0)] * 2
