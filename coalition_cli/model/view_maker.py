"""The one place that makes views: it knows where exercises are found and what is announced."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from coalition_cli.model.by_run import exercise_at
from coalition_cli.model.entry import Place, Share
from coalition_cli.model.exercise import NO_MINUTES, Exercise, Step
from coalition_cli.model.view import View
from coalition_cli.model.workshop import Workshop

FindExercise: TypeAlias = Callable[[str], Exercise | None]
"""Finds an exercise by its id; None if no file has it."""

Announced: TypeAlias = Callable[[Workshop], Mapping[str, str]]
"""Gives the details that the programme of a workshop knows of the day."""


def _find_none(_exercise_id: str) -> Exercise | None:
    return None


def _announce_nothing(_workshop: Workshop) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class ViewMaker:
    """Makes every view of a workshop that the program looks at."""

    find: FindExercise = _find_none
    announced: Announced = _announce_nothing

    def of_run(
        self,
        workshop: Workshop,
        exercise: Exercise,
        run: int = 1,
        audience: Share = "participants",
        *,
        is_paper: bool = False,
    ) -> View:
        """Return one run of ``exercise`` as ``audience`` may see it."""
        return View(
            workshop,
            exercise,
            run,
            audience,
            exercises=_Shelf(self.find),
            announced=_Announcement(self.announced, workshop),
            is_paper=is_paper,
        )

    def of_workshop(
        self,
        workshop: Workshop,
        audience: Share = "participants",
        *,
        title: str = "",
        steps: Sequence[Step] = (),
        is_paper: bool = False,
    ) -> View:
        """Return the view of no exercise.

        The workshop as a whole, or ``steps`` that stand in no file.
        """
        language = workshop.head.language
        stand_in = Exercise("", title, "", language, NO_MINUTES, "low", tuple(steps))
        return self.of_run(workshop, stand_in, audience=audience, is_paper=is_paper)


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Exercises, each read when somebody asks for it."""

    find: FindExercise

    def get(self, exercise_id: str, /) -> Exercise | None:
        return self.find(exercise_id)

    def of_run(self, exercise_id: str, run: int, /) -> Exercise | None:
        return exercise_at(Place(exercise_id, run), self.find)


def finder_of(view: View) -> FindExercise:
    """Return what finds the exercises into whose steps ``view`` may look."""
    return view.exercises.find if isinstance(view.exercises, _Shelf) else view.exercises.get


@dataclass(frozen=True, eq=False)
class _Announcement(Mapping[str, str]):
    """The details that a programme announces, read once and only when somebody asks."""

    announced: Announced
    workshop: Workshop = field(repr=False)

    @cached_property
    def _details(self) -> Mapping[str, str]:
        return self.announced(self.workshop)

    def __getitem__(self, name: str) -> str:
        return self._details[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._details)

    def __len__(self) -> int:
        return len(self._details)
