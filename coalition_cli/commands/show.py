"""``show``: results in the terminal."""

from enum import StrEnum
from typing import Annotated

import typer

from coalition_cli.app import completion, console
from coalition_cli.app.context import Call, FileOption, this_call
from coalition_cli.app.show_blocks import put_blocks
from coalition_cli.app.show_results import put_history, put_results
from coalition_cli.blocks import Prose
from coalition_cli.model.body_shape import words_at
from coalition_cli.model.by_run import exercise_at
from coalition_cli.model.entry import Entry, Share, as_share, share_level
from coalition_cli.model.exercise import Exercise
from coalition_cli.model.view_maker import FindExercise
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.named_lines import line_name, run_option
from coalition_cli.sanitize import for_screen


class Reader(StrEnum):
    """The readers at the screen."""

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
            "--numbers", help="Every line with the number that undo, fix, move and withdraw take."
        ),
    ] = False,
    history: Annotated[
        bool,
        typer.Option(
            "--history", help="How each theme came to be: what it took in, how it was called."
        ),
    ] = False,
    file: FileOption = None,
) -> None:
    """Results in the terminal, as the room may see them."""
    call = this_call(context)
    opened = call.open(file)
    find = call.held(opened.workshop, only_results=True)
    if exercise and not opened.workshop.runs(exercise):
        find.catalog.exercise(exercise)
    level = as_share(reader.value)
    if numbers:
        _put_numbers(opened.workshop, exercise, level, find, call)
        return
    if history:
        put_history(opened.workshop, exercise, level, find, call)
        return
    put_results(opened.workshop, exercise, level, find, call)


def _put_numbers(
    workshop: Workshop,
    exercise: str,
    level: Share,
    find: FindExercise,
    call: Call,
) -> None:
    """Put one line an entry that stands and may be seen: its number, its place, its words."""
    lines = []
    for place in dict.fromkeys(entry.place for entry in workshop.entries):
        if exercise not in ("", place.exercise):
            continue
        known = exercise_at(place, find)
        for entry in workshop.standing(place):
            words = _words_of(entry, known)
            if words and share_level(entry.share) >= share_level(level):
                where = ".".join(part for part in (place.exercise, place.step) if part)
                name = line_name(entry, workshop) + run_option(place, workshop)
                lines.append((name, where, for_screen(words).replace("\n", " ")))
    if call.is_plain or not console.is_on_terminal():
        for line in lines:
            console.put("\t".join(line))
    elif lines:
        put_blocks([Prose("  ".join(line)) for line in lines], call)


def _words_of(entry: Entry, exercise: Exercise | None) -> str:
    """Return the words of ``entry``: its text, a contact, the answers to fields of its step."""
    steps = exercise.steps if exercise else ()
    keys = ["text", "contact"]
    for step in steps:
        if step.id == entry.place.step:
            keys += [field["id"] for field in step.options.get("fields") or ()]
    said = [words_at(entry.body, key) for key in keys]
    return " · ".join(words for words in said if words)
