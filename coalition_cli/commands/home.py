"""``coalition`` alone: what is open, what comes next, and a menu; without a terminal, the help."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import typer

from coalition_cli.app import console
from coalition_cli.app.context import Call, run_command
from coalition_cli.errors import DONE, Problem
from coalition_cli.i18n import _

if TYPE_CHECKING:
    from coalition_cli.blocks import Block
    from coalition_cli.catalog import Catalog
    from coalition_cli.model.exercise import Exercise
    from coalition_cli.stage import Option
    from coalition_cli.store import WorkshopFile

LEAVE_SOMETHING_TO_READ: Final = ("export",)
EXERCISES: Final = "an exercise"


def greet(context: typer.Context, call: Call) -> None:
    """Show where the open workshop stands and offer what can be done with it, until the room leaves."""
    if not console.is_on_terminal():
        console.put(context.get_help())
        return
    try:
        call.workshop_path()
    except Problem:
        console.put(context.get_help())
        raise
    while chosen := _choose(call, call.open()):
        _run(context, chosen)
        if chosen in LEAVE_SOMETHING_TO_READ:
            return


def _run(context: typer.Context, command: str) -> None:
    """Run ``command`` as if it had been typed. What ends it without being done ends the program."""
    status = run_command(context, command.split())
    if status != DONE:
        raise SystemExit(status)


def _choose(call: Call, file: "WorkshopFile") -> str:
    """The command that the room chose; empty to leave."""
    catalog = call.catalog(file.workshop.head.language)
    with _desk(call, file) as ask:
        while (chosen := ask([*_programme(file, catalog), *_options(file, catalog)])) == EXERCISES:
            if chosen := ask(_exercises(file, catalog, call.finder(file.workshop.head.language))):
                break
    return chosen


@contextmanager
def _desk(call: Call, file: "WorkshopFile") -> "Iterator[Callable[[list[Option]], str]]":
    """A page with the workshop's title and where it stands, on which one thing is chosen; empty for none of them."""
    from coalition_cli.app.prompt import terminal
    from coalition_cli.app.session import breathe, where_it_stands
    from coalition_cli.blocks import Heading, Prose
    from coalition_cli.stage import Ground, Move

    head: list[Block] = [
        Heading(file.workshop.head.title, 1),
        Prose(where_it_stands(file), "quiet"),
    ]

    def ask(options: "list[Option]") -> str:
        while True:
            try:
                stage.open_step(head, 0, None)
                stage.show([])
                return stage.choose(None, _("What now?"), options, options[0].value)
            except Ground:
                breathe(stage)
            except Move:
                return ""

    with terminal(call, file) as stage:
        yield ask


def _programme(file: "WorkshopFile", catalog: "Catalog") -> list["Option"]:
    """To go on with the programme, where the workshop follows one."""
    from coalition_cli.schedule.timetable import followed
    from coalition_cli.stage import Option

    name = followed(file.workshop)
    if not name:
        return []
    try:
        title = catalog.programme(name).title
    except Problem:
        title = name  # starting it says what is wrong with it
    return [Option("start", _("Go on with the programme: {programme}").format(programme=title))]


def _options(file: "WorkshopFile", catalog: "Catalog") -> list["Option"]:
    """Who is here, if nobody is yet; then the exercises that are under way, all of them, and the rest of the day."""
    from coalition_cli.model.view import View
    from coalition_cli.run.page import progress
    from coalition_cli.stage import Option

    under_way = []
    for name in catalog.ids():
        runs = file.workshop.runs(name)
        exercise = _found(catalog, name) if runs else None
        state = (
            progress(View(file.workshop, exercise, runs[-1], "participants"))
            if exercise
            else _("done")
        )
        if exercise and state != _("done"):
            under_way.append(Option(name, f"{exercise.title} ({state})"))
    page = "people here" if file.workshop.people() else "people"
    people = Option(page, _("Who is here: {count}").format(count=len(file.workshop.present())))
    exercises = Option(
        EXERCISES, _("Take an exercise: {count} of them").format(count=len(catalog.ids()))
    )
    rest = [
        Option("note", _("Write down what is being said")),
        Option("show", _("Show the results")),
        Option("export", _("Write the summary")),
        Option("", _("Leave")),
    ]
    if not file.workshop.people():
        return [people, *under_way, exercises, *rest]
    return [*under_way, exercises, people, *rest]


def _exercises(
    file: "WorkshopFile", catalog: "Catalog", find: "Callable[[str], Exercise | None]"
) -> list["Option"]:
    """Every exercise, in the order of their files, with where it stands."""
    from coalition_cli.model.view import View
    from coalition_cli.run.page import progress
    from coalition_cli.stage import Option

    found = [exercise for name in catalog.ids() if (exercise := find(name))]
    options = []
    for exercise in sorted(found, key=lambda each: each.order):
        runs = file.workshop.runs(exercise.id)
        state = progress(View(file.workshop, exercise, runs[-1], "participants")) if runs else ""
        options.append(
            Option(exercise.id, f"{exercise.title} ({state})" if state else exercise.title)
        )
    return [*options, Option("", _("Back"))]


def _found(catalog: "Catalog", name: str) -> "Exercise | None":
    try:
        return catalog.find(name)
    except Problem:
        return None  # a file with mistakes; opening it says which
