"""``coalition`` alone: what is open, what comes next, and a menu; without a terminal, the help."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import typer

from coalition_cli.app import console
from coalition_cli.app.context import Call, run_command, status_of
from coalition_cli.app.prompt import breathe, terminal
from coalition_cli.app.session import where_it_stands
from coalition_cli.blocks import Block, Heading, Prose
from coalition_cli.commands.run_exercise import run_exercise
from coalition_cli.errors import Problem
from coalition_cli.exit_status import DONE
from coalition_cli.i18n import _
from coalition_cli.model.view_maker import ViewMaker
from coalition_cli.run.page import progress
from coalition_cli.schedule.timetable import followed
from coalition_cli.stage import Ground, Move, Option

if TYPE_CHECKING:
    from coalition_cli.catalog.held import HeldExercises
    from coalition_cli.model.exercise import Exercise
    from coalition_cli.store import WorkshopFile

Ask = Callable[[list[Option]], str]
"""Lets the room choose one of some options; empty for none of them."""

LEAVE_SOMETHING_TO_READ: Final = ("export",)
EXERCISES: Final = "an exercise"
GO_ON: Final = "/go-on"
"""Before the id of an exercise that this workshop holds: no command begins so."""


def greet(context: typer.Context, call: Call) -> None:
    """Show where the open workshop stands, and offer what can be done until the room leaves."""
    if not console.is_on_terminal():
        console.put(context.get_help())
        return
    try:
        call.workshop_path()
    except Problem:
        console.put(context.get_help())
        raise
    while chosen := _choose(call, call.open()):
        _run(context, call, chosen)
        if chosen in LEAVE_SOMETHING_TO_READ:
            return


def _run(context: typer.Context, call: Call, command: str) -> None:
    """Run ``command`` as if it had been typed. What ends it without being done ends the program."""
    words = command.split()
    if words[0] == GO_ON:
        status = status_of(lambda: run_exercise(call, words[1], None, None, again=False))
    else:
        status = run_command(context, words)
    if status != DONE:
        raise SystemExit(status)


def _choose(call: Call, file: "WorkshopFile") -> str:
    """The command that the room chose; empty to leave."""
    held = call.held(file.workshop)
    with _desk(call, file) as ask:
        while True:
            chosen = ask([*_programme(file, held), *_options(file, held)])
            if chosen == EXERCISES:
                chosen = ask(_exercises(file, held))
                if not chosen:
                    continue  # back to the first list
            return chosen


@contextmanager
def _desk(call: Call, file: "WorkshopFile") -> Iterator[Ask]:
    """A page with the workshop's title and where it stands, on which one thing is chosen."""
    head: list[Block] = [
        Heading(file.workshop.head.title, 1),
        Prose(where_it_stands(file), "quiet"),
    ]

    def ask(options: list[Option]) -> str:
        while True:
            try:
                stage.open_page(head)
                stage.show([])
                return stage.choose(None, _("What now?"), options, options[0].value)
            except Ground:
                breathe(stage)
            except Move:
                return ""

    with terminal(call, file) as stage:
        yield ask


def _programme(file: "WorkshopFile", held: "HeldExercises") -> list[Option]:
    """The option to go on with the programme, where the workshop follows one."""
    name = followed(file.workshop)
    if not name:
        return []
    try:
        title = held.programme(name).title
    except Problem:
        title = name  # starting it says what is wrong with it
    return [Option("start", _("Go on with the programme: {programme}").format(programme=title))]


def _options(file: "WorkshopFile", held: "HeldExercises") -> list[Option]:
    """The exercises under way, all of them, who is here, and the rest of the day.

    Who is here stands first while nobody is.
    """
    under_way = _under_way(file, held)
    page = "people here" if file.workshop.people() else "people"
    people = Option(page, _("Who is here: {count}").format(count=len(file.workshop.present())))
    exercises = Option(
        EXERCISES, _("Take an exercise: {count} of them").format(count=len(held.catalog.ids()))
    )
    rest = [
        Option("note", _("Write down what is being said")),
        Option("show", _("Show the results")),
        Option("export", _("Write the summary")),
        Option("open", _("Another workshop")),
        Option("", _("Leave")),
    ]
    if not file.workshop.people():
        return [people, *under_way, exercises, *rest]
    return [*under_way, exercises, people, *rest]


def _under_way(file: "WorkshopFile", held: "HeldExercises") -> list[Option]:
    options = []
    for name in sorted({place.exercise for place in file.workshop.places()} - {""}):
        runs = file.workshop.runs(name)
        exercise = held.of_run(name, runs[-1]) if runs else None
        state = _state(file, exercise) if exercise else _("done")
        if exercise and state != _("done"):
            # One whose file is gone is no command any more, and is gone on with all the same.
            command = name if held.catalog.path(name) else f"{GO_ON} {name}"
            options.append(Option(command, f"{exercise.title} ({state})"))
    return options


def _state(file: "WorkshopFile", exercise: "Exercise") -> str:
    """The progress of the newest run of ``exercise``; empty where it was never begun."""
    runs = file.workshop.runs(exercise.id)
    if not runs:
        return ""
    return progress(ViewMaker().of_run(file.workshop, exercise, runs[-1]))


def _exercises(file: "WorkshopFile", held: "HeldExercises") -> list[Option]:
    """Every exercise, in the order of their files, with where it stands."""
    found = [exercise for exercise in map(held, held.catalog.ids()) if exercise is not None]
    options = []
    for exercise in sorted(found, key=lambda each: each.order):
        state = _state(file, exercise)
        title = f"{exercise.title} ({state})" if state else exercise.title
        options.append(Option(exercise.id, title))
    return [*options, Option("", _("Back"))]
