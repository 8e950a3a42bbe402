"""An exercise held in front of people, from where it stands to its end."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from coalition_cli.app.context import Call
from coalition_cli.app.session import live, where_it_stands
from coalition_cli.blocks import Block, Heading, Prose
from coalition_cli.i18n import _
from coalition_cli.model.entry import Fact
from coalition_cli.model.exercise import Exercise, Step
from coalition_cli.model.progress import begun_by_mistake, can_go_on_as, open_step
from coalition_cli.model.view import View
from coalition_cli.run.desk import opening_desk
from coalition_cli.run.engine import Engine, closing_words, reopen
from coalition_cli.run.page import opening, opening_beside
from coalition_cli.stage import Option, Pause
from coalition_cli.store import WorkshopFile
from coalition_cli.store.side import autosave


def hold(
    call: Call,
    file: WorkshopFile,
    view: View,
    *,
    begin_with: str,
    close: str,
    only: tuple[str, ...] = (),
    beside: Sequence[Block] = (),
    newer: Exercise | None = None,
    pace: Callable[[], str] = lambda: "",
) -> None:
    """Hold the exercise of ``view`` from where it stands to its end, in front of people.

    ``begin_with`` as ``live`` takes it; ``close`` is what the last choice says. ``only`` are the
    steps that are held, all where it is empty; ``beside`` stands on the page before the first.
    ``newer`` is the exercise as its file has it now, where the run was begun with another: it is
    offered. ``pace`` says how late the day is.
    """
    is_new = not file.workshop.standing(view.place())
    with live(call, file, view, begin_with, view.place() if is_new else None) as (engine, _stage):
        engine.only, engine.pace = only, pace
        try:
            _hold(engine, file, view, close, beside, newer)
        except Pause:
            if not autosave.files(file.path):
                _leave(engine)
            raise


def _hold(
    engine: Engine,
    file: WorkshopFile,
    view: View,
    close: str,
    beside: Sequence[Block],
    newer: Exercise | None,
) -> None:
    """Hold it, from its opening or from where it stands, until somebody closes it."""
    exercise, only = view.exercise, engine.only
    is_begun = any(file.workshop.standing(view.place(step.id)) for step in exercise.steps)
    if is_begun and open_step(view) is not None:
        page = [Heading(exercise.title, 2, exercise.symbol), *beside]
        _go_on(engine, page, where_it_stands(file, view), newer)
        view, exercise = engine.view, engine.view.exercise
    elif not file.workshop.standing(view.place()):
        first = _held(exercise, only)[0]
        begin = Option("begin", _("Begin: {step}").format(step=first.title))
        page = [*opening(view), *beside]
        engine.choose(
            page,
            _("When the room is ready"),
            [begin],
            desk=opening_desk(view, beside),
            private=opening_beside(view),
        )
    back = _("Back into: {step}")
    options = [Option("", close)]
    options += [Option(step.id, back.format(step=step.title)) for step in _held(exercise, only)]
    while True:
        engine.run()
        page = closing_words(exercise, view)
        chosen = engine.choose(page, where_it_stands(file, view), options)
        if not chosen:
            return
        reopen(exercise.step(chosen), view, engine.record)


def _leave(engine: Engine) -> None:
    """Let a run that was opened a moment ago be not begun, where nothing was said in it."""
    for begun in begun_by_mistake(engine.view, datetime.now(UTC)):
        engine.record(Fact({}, op="drop", ref=begun.id), begun.place, begun.share)


def _held(exercise: Exercise, only: tuple[str, ...]) -> list[Step]:
    return [step for step in exercise.steps if not only or step.id in only]


def _go_on(engine: Engine, page: list[Block], stands: str, newer: Exercise | None) -> None:
    """Go on with a run; by what it was begun with, unless the room takes what is ``newer``."""
    options = [Option("on", _("Continue"))]
    if newer is not None:
        can_be_taken = can_go_on_as(newer, engine.view)
        page = [*page, *map(Prose, has_changed(engine.view.exercise, newer, can_be_taken))]
        if can_be_taken:
            options = [
                Option("on", _("Continue as it was")),
                Option("newer", _("Take the new one for this run")),
            ]
    if engine.choose(page, stands, options) == "newer" and newer is not None:
        engine.take(newer)


def has_changed(held: Exercise, newer: Exercise, can_be_taken: bool = True) -> list[str]:
    """Sentences on an exercise whose file is another now than when a run of it began."""
    changed = _(
        "{exercise} has changed since this run began. This run goes on as it was; a new run takes "
        "the new one: coalition {id} --again"
    )
    told = [changed.format(exercise=held.title, id=newer.id)]
    if not can_be_taken:
        told.append(
            _("This run cannot take it: a step that holds something is not in it as it was.")
        )
    return told
