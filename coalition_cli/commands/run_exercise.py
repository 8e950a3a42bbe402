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
    from coalition_cli.catalog import Catalog
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
        exercise = call.catalog(opened.workshop.head.language).exercise(name)
    else:
        # price: the database, 20 ms, and neither help nor answers from a file look into it first
        from coalition_cli.store.peek import glance

        exercise = call.catalog(glance(path)[0].language).exercise(name)
        if not call.is_plain:
            first_frame(exercise.title, "")
        opened = call.open(path)
    _run_live(call, exercise, opened, call.catalog(opened.workshop.head.language), again)


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


def _run_live(
    call: Call, exercise: "Exercise", file: "WorkshopFile", catalog: "Catalog", again: bool
) -> None:
    # price: the engine and its kinds, 50 ms, and the first frame is on the screen before them
    from coalition_cli.app.hold_exercise import hold
    from coalition_cli.app.session import where_it_stands

    # price: the workshop's model, 10 ms, for the same reason
    from coalition_cli.model.view_maker import ViewMaker

    run = _run_number(file.workshop, exercise, again)
    view = ViewMaker(catalog.find, catalog.announced).of_run(file.workshop, exercise, run)
    hold(
        call,
        file,
        view,
        begin_with=f"coalition {exercise.id}",
        close=_("Close: everything is saved"),
    )
    console.say(where_it_stands(file))


def _run_number(workshop: "Workshop", exercise: "Exercise", again: bool) -> int:
    runs = workshop.runs(exercise.id)
    if not runs:
        return 1
    return runs[-1] + 1 if again else runs[-1]


def _play_from_file(
    call: Call, name: str, file: Path | None, answers: Path, again: bool, *, is_sure: bool
) -> None:
    # price: the engine and its kinds, 50 ms, which people at a terminal must not wait for
    from coalition_cli.app.changed_answers import check_meant
    from coalition_cli.run.answers import play_answers
    from coalition_cli.run.answers_file import read_answers
    from coalition_cli.run.second_sitting import Difference

    opened = call.open(file)
    catalog = call.catalog(opened.workshop.head.language)
    content = read_answers(answers)
    exercise = catalog.exercise(name)
    run = _run_number(opened.workshop, exercise, again)
    differences: list[Difference] = []
    entries, said = play_answers(
        exercise,
        run,
        content.table,
        answers,
        opened.workshop,
        catalog.find,
        paths.device(),
        announced=catalog.announced,
        known=catalog.ids(),
        line_of=content.line,
        differences=differences,
    )
    if differences:
        check_meant(call, differences, is_sure=is_sure)
    stored = opened.append_entries(entries, is_one_act=bool(differences))
    for sentence in said:
        console.say(sentence)
    recorded = ngettext(
        "{title}: {count} entry recorded.", "{title}: {count} entries recorded.", len(stored)
    )
    console.say(recorded.format(title=exercise.title, count=len(stored)))
    for entry in stored:
        if entry.op == "add" and entry.place.step:
            console.put(entry.id)
