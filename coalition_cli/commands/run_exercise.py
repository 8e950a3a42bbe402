"""One command for every exercise file: run it with the room, or play it from an answers file."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coalition_cli.app import console
from coalition_cli.app.context import TAKES_NO_WORDS, Call, FileOption, refuse_words, this_call
from coalition_cli.i18n import _, ngettext
from coalition_cli.store import paths
from coalition_cli.terminal import first_frame

if TYPE_CHECKING:
    from coalition_cli.catalog.held import HeldExercises
    from coalition_cli.model.exercise import Exercise
    from coalition_cli.model.workshop import Workshop
    from coalition_cli.store import WorkshopFile


def add_to(app: typer.Typer, titles: Mapping[str, str]) -> None:
    """Add a command for each exercise of ``titles``, which gives what a list says of it."""
    for name, title in titles.items():
        app.command(name, help=title or None, context_settings=TAKES_NO_WORDS)(_command(name))


def run_exercise(
    call: Call,
    name: str,
    file: Path | None,
    answers: Path | None,
    again: bool,
    *,
    is_sure: bool = False,
) -> None:
    """Run the exercise ``name`` in the open workshop."""
    if answers is not None:
        _play_from_file(call, name, file, answers, again, is_sure=is_sure)
        return
    console.require_terminal(_("Give the answers in a file: --answers PATH"))
    path = call.workshop_path(file)
    if path.is_dir():
        # A sealed workshop tells nothing, not even its language, before it is unlocked.
        opened = call.open(path)
    else:
        # price: the database, 20 ms, and neither help nor answers from a file look into it first
        from coalition_cli.store.peek import glance

        title = call.catalog(glance(path)[0].language).title(name)
        if not call.is_plain:
            first_frame(title, "")
        opened = call.open(path)
    _run_live(call, name, opened, again)


def _command(name: str) -> Callable[..., None]:
    def run(
        context: typer.Context,
        file: FileOption = None,
        answers: Annotated[
            Path | None, typer.Option(help="Answers from a file (TOML or JSON) instead of people.")
        ] = None,
        again: Annotated[
            bool, typer.Option("--again", help="A second run beside the first.")
        ] = False,
        yes: Annotated[
            bool,
            typer.Option(
                "--yes", help="Take what a file says otherwise than before, without asking."
            ),
        ] = False,
    ) -> None:
        refuse_words(context.args, _("Type them when they are asked for."))
        run_exercise(this_call(context), name, file, answers, again, is_sure=yes)

    return run


def _run_live(call: Call, name: str, file: "WorkshopFile", again: bool) -> None:
    # price: the engine and its kinds, 50 ms, and the first frame is on the screen before them
    from coalition_cli.app.hold_exercise import hold
    from coalition_cli.app.session import where_it_stands

    # price: the workshop's model, 10 ms, for the same reason
    from coalition_cli.model.view_maker import ViewMaker

    held = call.held(file.workshop)
    run = _run_number(file.workshop, name, again)
    exercise = _exercise_of(held, name, run)
    view = ViewMaker(held, held.announced).of_run(file.workshop, exercise, run)
    hold(
        call,
        file,
        view,
        begin_with=f"coalition {exercise.id}",
        close=_("Close: everything is saved"),
        newer=held.newer(name, run),
    )
    console.say(where_it_stands(file))


def _exercise_of(held: "HeldExercises", name: str, run: int) -> "Exercise":
    """The exercise as a run that was begun holds it; that of a new run as its file has it.

    Raises ``Problem`` where a new run has no file, or one with mistakes.
    """
    found = held.of_run(name, run) if held.keeps(name, run) else None
    return found or held.catalog.exercise(name)


def _run_number(workshop: "Workshop", exercise_id: str, again: bool) -> int:
    runs = workshop.runs(exercise_id)
    if not runs:
        return 1
    return runs[-1] + 1 if again else runs[-1]


def _play_from_file(
    call: Call, name: str, file: Path | None, answers: Path, again: bool, *, is_sure: bool
) -> None:
    # price: the engine and its kinds, 50 ms, which people at a terminal must not wait for
    from coalition_cli.app.changed_answers import check_meant
    from coalition_cli.app.hold_exercise import has_changed
    from coalition_cli.run.answers import play_answers
    from coalition_cli.run.answers_file import read_answers
    from coalition_cli.run.second_sitting import Difference

    opened = call.open(file)
    held = call.held(opened.workshop)
    content = read_answers(answers)
    run = _run_number(opened.workshop, name, again)
    exercise = _exercise_of(held, name, run)
    differences: list[Difference] = []
    entries, said = play_answers(
        exercise,
        run,
        content.table,
        answers,
        opened.workshop,
        held,
        paths.device(),
        announced=held.announced,
        known=sorted({*held.catalog.ids(), name}),
        line_of=content.line,
        differences=differences,
    )
    if differences:
        check_meant(call, differences, is_sure=is_sure)
    stored = opened.append_entries(entries, is_one_act=bool(differences))
    if newer := held.newer(name, run):
        console.say(has_changed(exercise, newer)[0])
    for sentence in said:
        console.say(sentence)
    recorded = ngettext(
        "{title}: {count} entry recorded.", "{title}: {count} entries recorded.", len(stored)
    )
    console.say(recorded.format(title=exercise.title, count=len(stored)))
    for entry in stored:
        if entry.op == "add" and entry.place.step:
            console.put_id(entry.id)
