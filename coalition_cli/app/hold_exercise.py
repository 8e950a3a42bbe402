"""An exercise held in front of people, from where it stands to its end."""

from collections.abc import Sequence

from coalition_cli.app.context import Call
from coalition_cli.app.session import live, where_it_stands
from coalition_cli.blocks import Block, Heading
from coalition_cli.i18n import _
from coalition_cli.model.progress import open_step
from coalition_cli.model.view import View
from coalition_cli.run.engine import closing_words, reopen
from coalition_cli.run.page import opening
from coalition_cli.stage import Option
from coalition_cli.store import WorkshopFile


def hold(
    call: Call,
    file: WorkshopFile,
    view: View,
    *,
    begin_with: str,
    close: str,
    only: tuple[str, ...] = (),
    beside: Sequence[Block] = (),
) -> None:
    """Hold the exercise of ``view`` from where it stands to its end, in front of people.

    ``begin_with`` as ``live`` takes it; ``close`` is what the last choice says. ``only`` are the
    steps that are held, all where it is empty; ``beside`` stands on the page before the first.
    """
    exercise = view.exercise
    held = [step for step in exercise.steps if not only or step.id in only]
    with live(call, file, view, begin_with) as (engine, _stage):
        engine.only = only
        is_begun = any(file.workshop.standing(view.place(step.id)) for step in exercise.steps)
        if is_begun and open_step(view) is not None:
            page = [Heading(exercise.title, 2, exercise.symbol), *beside]
            engine.choose(page, where_it_stands(file, view), [Option("on", _("Continue"))])
        elif not file.workshop.standing(view.place()):
            begin = Option("begin", _("Begin: {step}").format(step=held[0].title))
            engine.choose([*opening(view), *beside], _("When the room is ready"), [begin])
        back = _("Back into: {step}")
        options = [Option("", close)]
        options += [Option(step.id, back.format(step=step.title)) for step in held]
        while True:
            engine.run()
            page = closing_words(exercise, view)
            chosen = engine.choose(page, where_it_stands(file, view), options)
            if not chosen:
                return
            reopen(exercise.step(chosen), view, engine.record)
