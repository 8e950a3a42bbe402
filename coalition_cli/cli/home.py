"""``coalition`` alone: what is open, what comes next, and a menu; without a terminal, the help."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import typer

from coalition_cli.cli.call import Call, is_on_terminal, put, say, this_call
from coalition_cli.words import _

if TYPE_CHECKING:
    from coalition_cli.blocks import Block
    from coalition_cli.catalog import Catalog
    from coalition_cli.model.exercise import Exercise
    from coalition_cli.stage import Option
    from coalition_cli.store import WorkshopFile


def greet(context: typer.Context) -> None:
    """Show where the open workshop stands and offer what can be done with it."""
    from coalition_cli.store import folders

    call = this_call(context)
    if not is_on_terminal():
        put(context.get_help())
        return
    if call.file is None and folders.last_open() is None:
        put(context.get_help())
        say(_('No workshop is open yet. Make one with: coalition new "Its title"'))
        return
    chosen = _choose(call, call.open())
    if not chosen:
        return
    from coalition_cli.cli import make_app

    words = chosen.split(" ")
    file = ["--file", str(call.file)] if call.file else []
    make_app([*file, *words])([*file, *words], prog_name="coalition")


def _choose(call: Call, file: "WorkshopFile") -> str:
    """The command that the room chose; empty to leave."""
    from coalition_cli.blocks import Heading, Prose
    from coalition_cli.cli.live import where_it_stands
    from coalition_cli.stage import Move
    from coalition_cli.terminal import Terminal

    workshop = file.workshop
    catalog = call.catalog(workshop.head.language)
    options = _options(file, catalog, call.finder(workshop.head.language))
    head: list[Block] = [Heading(workshop.head.title, 1), Prose(where_it_stands(file), "quiet")]
    try:
        with Terminal(plain=call.is_plain, keep_typing=lambda _text: None, curtain=lambda _page: None) as stage:
            stage.open_step(head, 0, None)
            stage.show([])
            return stage.choose(None, _("What now?"), options, options[0].value)
    except Move:
        return ""


def _options(file: "WorkshopFile", catalog: "Catalog", find: "Callable[[str], Exercise | None]") -> list["Option"]:
    """First the exercise that is under way, then the others, then the rest of the day's work."""
    from coalition_cli.model.room import Room
    from coalition_cli.page import progress
    from coalition_cli.stage import Option

    rows = []
    for name in catalog.ids():
        exercise = find(name)
        if exercise is None:
            continue
        runs = file.workshop.runs(name)
        room = Room(file.workshop, exercise, runs[-1] if runs else 1, "participants")
        state = progress(room)
        rows.append((state in (_("done"), _("not started")), Option(name, f"{exercise.title} ({state})")))
    under_way = [option for is_resting, option in rows if not is_resting]
    resting = [option for is_resting, option in rows if is_resting]
    people = Option("people", _("Who is here: {count}").format(count=len(file.workshop.present())))
    rest = [
        Option("note", _("Write down what is being said")),
        Option("show", _("Show the results")),
        Option("export", _("Write the summary")),
        Option("", _("Leave")),
    ]
    first = under_way if file.workshop.people() else [people]
    second = [people, *resting] if file.workshop.people() else [*under_way, *resting]
    return [*first, *second, *rest]
