"""The progress of a run: the step that its room is at, and those that hold something already."""

from coalition_cli.model.entry import Place
from coalition_cli.model.exercise import Exercise, Step
from coalition_cli.model.view import View


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
