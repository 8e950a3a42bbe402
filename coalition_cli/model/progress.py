"""The progress of a run: the step that its room is at, and those that hold something already."""

from coalition_cli.model.entry import Place
from coalition_cli.model.exercise import Step
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


def place_has_something(view: View, step: Step) -> bool:
    """True if anything was said or finished at ``step``."""
    place: Place = view.place(step.id)
    return bool(view.workshop.standing(place)) or view.workshop.is_done(place)
