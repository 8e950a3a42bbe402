"""The results of a workshop, put before whoever asked for them."""

from coalition_cli import kinds
from coalition_cli.app import console
from coalition_cli.app.call import Call
from coalition_cli.app.show_blocks import put_blocks
from coalition_cli.blocks import Block, Heading
from coalition_cli.i18n import _
from coalition_cli.model.entry import Share
from coalition_cli.model.view import View
from coalition_cli.model.view_maker import FindExercise
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.captured_lines import captured
from coalition_cli.summary.data import runs_of, view_of
from coalition_cli.summary.set_apart import in_sentences, set_apart


def put_results(
    workshop: Workshop, exercise: str, level: Share, find: FindExercise, call: Call
) -> None:
    """Show what came of ``exercise``, of all where none is named, as ``level`` may see it."""
    views = _views(workshop, exercise, level, find)
    shown = [block for view in views for block in _results(view)]
    lines = captured(workshop, level) if not exercise else []
    if lines:
        shown += [Heading(_("Notes")), *lines]
    if shown:
        put_blocks([Heading(workshop.head.title, 1), *shown], call)
    else:
        console.say(_("Nothing was said yet that may be shown."))
    for sentence in in_sentences(set_apart(workshop, views, level)):
        console.say(sentence)


def put_history(
    workshop: Workshop, exercise: str, level: Share, find: FindExercise, call: Call
) -> None:
    """Show how what came of ``exercise``, of all where none is named, came to be."""
    shown = [
        block for view in _views(workshop, exercise, level, find) for block in history_of(view)
    ]
    if shown:
        put_blocks([Heading(workshop.head.title, 1), *shown], call)
    else:
        console.say(_("No theme was put together yet that may be shown."))


def history_of(view: View) -> list[Block]:
    """How what came of each step of a run came to be; nothing where no step tells it."""
    shown: list[Block] = []
    for step in view.exercise.steps:
        if blocks := kinds.history(step, view):
            shown += [Heading(step.title, 3), *blocks]
    return [Heading(view.exercise.title, 2, view.exercise.symbol), *shown] if shown else []


def _views(workshop: Workshop, exercise: str, level: Share, find: FindExercise) -> list[View]:
    runs = [run for run in runs_of(workshop) if exercise in ("", run.exercise)]
    return [view_of(workshop, run, find, level) for run in runs]


def _results(view: View) -> list[Block]:
    shown: list[Block] = []
    for step in view.exercise.steps:
        if kinds.traits(step.kind).repeats_others:
            continue
        blocks = kinds.blocks(step, view)
        if blocks:
            shown += [Heading(step.title, 3), *blocks]
    return [Heading(view.exercise.title, 2, view.exercise.symbol), *shown] if shown else []
