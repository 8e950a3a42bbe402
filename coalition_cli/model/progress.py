"""The progress of a run: the step that its room is at, and those that hold something already."""

from datetime import datetime
from typing import Final

from coalition_cli.model.definition import BEGAN
from coalition_cli.model.entry import Entry, Place
from coalition_cli.model.exercise import Exercise, Step
from coalition_cli.model.view import View

_AT_ONCE_SECONDS: Final = 60


def open_step(view: View) -> Step | None:
    """Return the step that the room is at: the first that nothing later has finished.

    None when the run is over.
    """
    if view.workshop.is_done(view.place()):
        return None
    is_done = [view.workshop.is_done(view.place(step.id)) for step in view.exercise.steps]
    after = max((number for number, done in enumerate(is_done, 1) if done), default=0)
    return view.exercise.steps[after] if after < len(view.exercise.steps) else None


def can_go_on_as(newer: Exercise, view: View) -> bool:
    """True if every step of this run that holds anything is one of ``newer``, of the same kind."""
    known = {(step.id, step.kind) for step in newer.steps}
    held = (step for step in view.exercise.steps if place_has_something(view, step))
    return all((step.id, step.kind) in known for step in held)


def place_has_something(view: View, step: Step) -> bool:
    """True if anything was said or finished at ``step``."""
    place: Place = view.place(step.id)
    return bool(view.workshop.standing(place)) or view.workshop.is_done(place)


def begun_by_mistake(view: View, now: datetime) -> list[Entry]:
    """Return the entries by which a run began just now, where nothing else became of it."""
    workshop, place = view.workshop, view.place()
    begun = [entry for entry in workshop.standing(place) if BEGAN in entry.body]
    held = (each for each in workshop.places() if each[:2] == place[:2] and each != place)
    is_more = any(workshop.standing(each) or workshop.is_done(each) for each in held)
    if is_more or workshop.is_done(place) or len(workshop.standing(place)) != len(begun):
        return []
    return begun if all(is_just_now(entry, now) for entry in begun) else []


def is_just_now(entry: Entry, now: datetime) -> bool:
    """True if ``entry`` was saved within the last minute."""
    gone_by = (now - datetime.fromisoformat(entry.at)).total_seconds()
    return 0 <= gone_by <= _AT_ONCE_SECONDS
