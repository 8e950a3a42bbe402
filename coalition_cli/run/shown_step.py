"""The step that the room is at: what the wall shows, and what a bare number speaks of."""

from dataclasses import replace
from typing import NamedTuple

from coalition_cli import kinds
from coalition_cli.model.by_run import exercise_at
from coalition_cli.model.entry import MOVED, NOTES, PROGRAMME, Entry, Place, share_level
from coalition_cli.model.exercise import Step
from coalition_cli.model.progress import open_step
from coalition_cli.model.view import View
from coalition_cli.model.view_maker import FindExercise, ViewMaker
from coalition_cli.model.workshop import Workshop


class ShownStep(NamedTuple):
    """One step of one run, with its view for those who may see everything."""

    step: Step
    view: View

    @property
    def place(self) -> Place:
        """The place of its lines."""
        return self.view.place(self.step.id)


def newest_place(workshop: Workshop, *, with_programme: bool = False) -> Place | None:
    """Return where something was last said or done that a wall shows; None where nothing was.

    ``with_programme`` counts what the programme of a day did.
    """
    wanted = (NOTES, PROGRAMME) if with_programme else (NOTES,)
    for entry in reversed(workshop.entries):
        is_wanted = bool(entry.place.exercise) or entry.place in wanted
        if is_wanted and not _is_aside(entry) and not _is_afterwards(entry, workshop):
            return entry.place
    return None


def _is_aside(entry: Entry) -> bool:
    """True for a captured note that the room may not read: no wall turns to it."""
    return entry.place == NOTES and share_level(entry.share) < share_level("participants")


def _is_afterwards(entry: Entry, workshop: Workshop) -> bool:
    """True if ``entry`` only mends what was said in a run that is over: no wall goes back there."""
    is_mending = entry.op in ("edit", "drop", "withdraw") or MOVED in entry.body
    if not entry.place.exercise:
        return is_mending
    return is_mending and workshop.is_done(entry.place._replace(step=""))


def shown_step(workshop: Workshop, find: FindExercise) -> ShownStep | None:
    """Return the step that the wall shows; None where it shows the captured notes, or nothing yet.

    Of a run that is over that is the last step with a result; so it is while the thanks of the day
    stand, and whoever changes a line is told the name of its step.
    """
    place = newest_place(workshop)
    exercise = exercise_at(place, find) if place else None
    if place is None or exercise is None:
        return None
    whole = ViewMaker(find).of_run(workshop, exercise, place.run, audience="private")
    step = open_step(whole)
    if step is None:
        room = replace(whole, audience="participants")
        told = (each for each in reversed(exercise.steps) if kinds.blocks(each, room))
        step = next(told, None)
    return ShownStep(step, whole) if step else None
