"""One command for every exercise file: run it with the room, or play it from an answers file."""

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coalition_cli.cli.call import Call, FileOption, keep_calm, put, require_terminal, say, this_call
from coalition_cli.words import _

if TYPE_CHECKING:
    from coalition_cli.catalog import Catalog
    from coalition_cli.model.exercise import Exercise
    from coalition_cli.model.workshop import Workshop
    from coalition_cli.store import WorkshopFile


def add_to(app: typer.Typer, arguments: list[str]) -> None:
    """Add a command for each exercise; titles are read only when a help text is going to show them."""
    named = next((Path(after) for word, after in pairwise(arguments) if word == "--exercises"), None)
    catalog = Call(exercise_folder=named).catalog()
    own = {command.name for command in app.registered_commands}
    shows_titles = not arguments or bool({"-h", "--help"} & set(arguments))
    titles = catalog.titles() if shows_titles else dict.fromkeys(catalog.ids(), "")
    for name, title in titles.items():
        if name not in own:
            app.command(name, help=title, rich_help_panel="Exercises")(_command(name))


def run_exercise(call: Call, name: str, file: Path | None, answers: Path | None, again: bool) -> None:
    """Run the exercise ``name`` in the open workshop."""
    if answers is not None:
        _play_from_file(call, name, file, answers, again)
        return
    require_terminal(_("Give the answers in a file: --answers PATH"))
    from coalition_cli.terminal import first_frame

    path = call.workshop_path(file)
    exercise = call.catalog(_language_of(path)).exercise(name)
    first_frame(exercise.title, exercise.steps[0].prompt)
    opened = call.open(path)
    _run_live(call, exercise, opened, call.catalog(opened.workshop.head.language), again)


def _command(name: str):  # type: ignore[no-untyped-def]
    @keep_calm
    def run(
        context: typer.Context,
        file: FileOption = None,
        answers: Annotated[
            Path | None, typer.Option(help="Answers from a file (TOML or JSON) instead of people.")
        ] = None,
        again: Annotated[bool, typer.Option("--again", help="A second run beside the first.")] = False,
    ) -> None:
        run_exercise(this_call(context), name, file, answers, again)

    return run


def _language_of(path: Path) -> str:
    from coalition_cli.store import glance

    return glance(path)[0].language


def _run_live(call: Call, exercise: "Exercise", file: "WorkshopFile", catalog: "Catalog", again: bool) -> None:
    from coalition_cli.blocks import Heading
    from coalition_cli.cli.live import live, where_it_stands
    from coalition_cli.engine import closing_words, reopen
    from coalition_cli.model.room import Room
    from coalition_cli.page import open_step
    from coalition_cli.stage import Option

    run = _run_number(file.workshop, exercise, again)
    room = Room(file.workshop, exercise, run, "participants", find_exercise=catalog.find)
    with live(call, file, room, f"coalition {exercise.id}") as (engine, stage):
        if open_step(room) is None:
            stage.open_step(closing_words(exercise, room), 0, None)
            options = [Option("leave", _("Leave it as it is"))]
            options += [Option(step.id, _("Back into: {step}").format(step=step.title)) for step in exercise.steps]
            chosen = stage.choose(None, _("This exercise is done."), options, "leave")
            if chosen == "leave":
                return
            reopen(exercise.step(chosen), room, engine.record)
        elif file.workshop.last is not None and any(file.workshop.standing(room.place(s.id)) for s in exercise.steps):
            stage.open_step([Heading(exercise.title, 2, exercise.symbol)], 0, None)
            stage.choose(None, where_it_stands(file), [Option("on", _("Continue"))], "on")
        engine.run()
        stage.open_step(closing_words(exercise, room), 0, None)
        stage.choose(None, where_it_stands(file), [Option("close", _("Close"))], "close")
    say(where_it_stands(file))


def _run_number(workshop: "Workshop", exercise: "Exercise", again: bool) -> int:
    runs = workshop.runs(exercise.id)
    if not runs:
        return 1
    return runs[-1] + 1 if again else runs[-1]


def _play_from_file(call: Call, name: str, file: Path | None, answers: Path, again: bool) -> None:
    from coalition_cli.answers import check_tables, play_answers, read_answers
    from coalition_cli.store import folders

    opened = call.open(file)
    catalog = call.catalog(opened.workshop.head.language)
    content = read_answers(answers)
    check_tables(content, catalog.ids(), answers)
    exercise = catalog.exercise(name)
    if name not in content:
        from coalition_cli.errors import Problem

        raise Problem(
            _("{path}: there is no table [{name}] in it; nothing was recorded.").format(path=answers, name=name)
        )
    run = _run_number(opened.workshop, exercise, again)
    entries, said = play_answers(exercise, run, content, answers, opened.workshop, catalog.find, folders.device())
    for entry in opened.append_entries(entries):
        if entry.op == "add" and entry.place.step:
            put(entry.id)
    for sentence in said:
        say(sentence)
    say(_("{title}: {count} entries recorded.").format(title=exercise.title, count=len(entries)))
