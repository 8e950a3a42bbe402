"""The recap for somebody who came late: half a minute to read, and only what the room saw."""

from collections.abc import Sequence
from typing import Final

from coalition_cli import kinds
from coalition_cli.blocks import Block, Bullet, Bullets, Heading, Prose
from coalition_cli.i18n import _
from coalition_cli.model.progress import open_step
from coalition_cli.model.view import View
from coalition_cli.model.view_maker import FindExercise
from coalition_cli.model.workshop import Workshop
from coalition_cli.summary.data import gather, runs_of, view_of, votes_on

RULES: Final = "ground-rules"
_MOST: Final = 7


def recap(workshop: Workshop, find_exercise: FindExercise) -> list[Block]:
    """Return how we treat each other, our line, our agenda and what comes next."""
    views = [view_of(workshop, run, find_exercise, "participants") for run in runs_of(workshop)]
    found = gather(workshop, views, "participants")
    shown: list[Block] = [Heading(_("What was agreed so far"), 2)]
    rules = [view for view in views if view.exercise.id == RULES]
    agreed, still_open = _rules(rules[-1]) if rules else ([], [])
    shown += _part(_("How we treat each other"), agreed)
    shown += _part(_("How we treat each other, not agreed yet"), still_open)
    if found.vision:
        title = _("Our line") if found.is_vision_adopted else _("Our line, not agreed on yet")
        shown += [Heading(title, 3), Prose(found.vision, "strong")]
    chosen = [str(row["issue"]) for row in found.agenda if row["chosen"]]
    shown += _part(_("Our agenda"), chosen)
    shown += [Heading(_("Now"), 3), Prose(_now(views, workshop))]
    return shown


def _part(title: str, lines: Sequence[str]) -> list[Block]:
    if not lines:
        return []
    more = (
        [Prose(_("and {count} more").format(count=len(lines) - _MOST), "quiet")]
        if len(lines) > _MOST
        else []
    )
    return [Heading(title, 3), Bullets(tuple(map(Bullet, lines[:_MOST]))), *more]


def _rules(view: View) -> tuple[list[str], list[str]]:
    """The lines that the room agreed to, and those on which it decides and has not said yes.

    Where it decides about none, those of the first step that holds any hold as they are.
    """
    decided = [step.options["about"] for step in view.exercise.steps if step.options.get("about")]
    for step_id in decided:
        items = kinds.items(step_id, view)
        if not items:
            continue
        yes = {
            line
            for decision in votes_on(view, view.step(step_id))
            if decision.adopted
            for line in decision.adopts
        }
        agreed = [item.text for item in items if item.id in yes]
        return agreed, [item.text for item in items if item.id not in yes]
    if decided:
        return [], []
    held = (kinds.items(step.id, view) for step in view.exercise.steps)
    return [item.text for item in next(filter(None, held), [])], []


def _now(views: Sequence[View], workshop: Workshop) -> str:
    newest = next(
        (entry.place for entry in reversed(workshop.entries) if entry.place.exercise), None
    )
    here = next(
        (view for view in views if newest and view.place() == newest._replace(step="")), None
    )
    step = open_step(here) if here else None
    if here is None:
        return _("The day has not begun.")
    if step is None:
        return _("{exercise} is done.").format(exercise=here.exercise.title)
    return _("{exercise}: {step}").format(exercise=here.exercise.title, step=step.title)
