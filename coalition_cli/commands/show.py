"""``show``: results in the terminal."""

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from coalition_cli.app import completion, console
from coalition_cli.app.context import Call, FileOption, this_call
from coalition_cli.app.show_blocks import put_blocks
from coalition_cli.i18n import _

if TYPE_CHECKING:
    from coalition_cli.blocks import Block
    from coalition_cli.model.entry import Entry, Share
    from coalition_cli.model.exercise import Exercise
    from coalition_cli.model.view import View
    from coalition_cli.model.workshop import Workshop


class Reader(StrEnum):
    """Who is going to read."""

    participants = "participants"
    organizer = "organizer"
    donor = "donor"
    private = "private"


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("show")(show)


def show(
    context: typer.Context,
    exercise: Annotated[
        str,
        typer.Argument(
            metavar="[EXERCISE]",
            help="One exercise; all of them if not given.",
            autocompletion=completion.exercises,
        ),
    ] = "",
    reader: Annotated[
        Reader, typer.Option("--for", help="Who is looking at the screen.")
    ] = Reader.participants,
    numbers: Annotated[
        bool,
        typer.Option(
            "--numbers", help="Every line with the number that undo, fix and withdraw take."
        ),
    ] = False,
    file: FileOption = None,
) -> None:
    """Results in the terminal, as the room may see them."""
    from coalition_cli.blocks import Heading
    from coalition_cli.model.entry import as_share
    from coalition_cli.run.page import captured
    from coalition_cli.summary.data import runs_of, view_of

    call = this_call(context)
    opened = call.open(file)
    if exercise:
        call.catalog(opened.workshop.head.language).exercise(exercise)
    find = call.finder(opened.workshop.head.language)
    level = as_share(reader.value)
    if numbers:
        _put_numbers(opened.workshop, exercise, level, find, call)
        return
    shown: list[Block] = []
    for run in runs_of(opened.workshop):
        if exercise in ("", run.exercise):
            shown += _results(view_of(opened.workshop, run, find, level))
    if not exercise and (lines := captured(opened.workshop, level)):
        shown += [Heading(_("Notes")), *lines]
    if not shown:
        console.say(_("Nothing was said yet that may be shown."))
        return
    put_blocks([Heading(opened.workshop.head.title, 1), *shown], call)


def _put_numbers(
    workshop: "Workshop",
    exercise: str,
    level: "Share",
    find: "Callable[[str], Exercise | None]",
    call: Call,
) -> None:
    """One line an entry that stands and may be seen: its number, where it was said, its words."""
    from coalition_cli.blocks import Prose
    from coalition_cli.model.entry import share_level
    from coalition_cli.sanitize import for_screen

    lines = []
    for place in dict.fromkeys(entry.place for entry in workshop.entries):
        if exercise not in ("", place.exercise):
            continue
        known = find(place.exercise) if place.exercise else None
        for entry in workshop.standing(place):
            words = _words_of(entry, known)
            if words and share_level(entry.share) >= share_level(level):
                where = ".".join(part for part in (place.exercise, place.step) if part)
                lines.append(
                    (str(workshop.number(entry.id)), where, for_screen(words).replace(chr(10), " "))
                )
    if call.is_plain or not console.is_on_terminal():
        for line in lines:
            console.put("\t".join(line))
    elif lines:
        put_blocks([Prose("  ".join(line)) for line in lines], call)


def _words_of(entry: "Entry", exercise: "Exercise | None") -> str:
    """What was said in ``entry``: its text, a contact, and, where its step asks for several things, the answers."""
    steps = exercise.steps if exercise else ()
    fields = (
        next((step.options.get("fields") for step in steps if step.id == entry.place.step), None)
        or ()
    )
    keys = ["text", "contact", *(field["id"] for field in fields)]
    said = [str(entry.body.get(key) or "") for key in keys]
    return " · ".join(words for words in said if words)


def _results(view: "View") -> list["Block"]:
    from coalition_cli import kinds
    from coalition_cli.blocks import Heading

    shown: list[Block] = []
    for step in view.exercise.steps:
        if kinds.traits(step.kind).repeats_others:
            continue
        if blocks := kinds.blocks(step, view):
            shown += [Heading(step.title, 3), *blocks]
    return [Heading(view.exercise.title, 2, view.exercise.symbol), *shown] if shown else []
