"""Exercises as a run of them was held: found by whatever knows of runs, else by their ids alone."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from coalition_cli.model.entry import Place
from coalition_cli.model.exercise import Exercise


@runtime_checkable
class KnowsRuns(Protocol):
    """What finds an exercise as one run of it was held."""

    def of_run(self, exercise_id: str, run: int, /) -> Exercise | None:
        """Return the exercise as that run holds it; None if nobody can say."""


def exercise_at(place: Place, find: Callable[[str], Exercise | None]) -> Exercise | None:
    """Return the exercise of ``place``, as its run was held if ``find`` knows of runs."""
    if not place.exercise:
        return None
    if isinstance(find, KnowsRuns):
        return find.of_run(place.exercise, place.run)
    return find(place.exercise)
