"""``show``, ``wall`` and ``check``: look, without changing anything."""

import shutil
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coalition_cli.cli import streams
from coalition_cli.cli.call import Call, FileOption, this_call
from coalition_cli.errors import DAMAGED, REFUSED, USAGE, Problem
from coalition_cli.words import _

if TYPE_CHECKING:
    from coalition_cli.blocks import Block
    from coalition_cli.model.entry import Entry, Share
    from coalition_cli.model.exercise import Exercise
    from coalition_cli.model.room import Room
    from coalition_cli.model.workshop import Workshop


class Reader(StrEnum):
    """Who is going to read."""

    participants = "participants"
    organizer = "organizer"
    donor = "donor"
    private = "private"


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.command("wall")(wall)
    app.command("show")(show)
    app.command("check")(check)


def show(
    context: typer.Context,
    exercise: Annotated[str, typer.Argument(metavar="[EXERCISE]", help="One exercise; all of them if not given.")] = "",
    reader: Annotated[Reader, typer.Option("--for", help="Who is looking at the screen.")] = Reader.participants,
    numbers: Annotated[
        bool, typer.Option("--numbers", help="Every line with the number that undo, fix and withdraw take.")
    ] = False,
    file: FileOption = None,
) -> None:
    """Results in the terminal, as the room may see them."""
    from coalition_cli.blocks import Heading
    from coalition_cli.model.entry import as_share
    from coalition_cli.page import captured
    from coalition_cli.report.findings import room_of, runs_of

    call = this_call(context)
    opened = call.open(file)
    if exercise:
        call.catalog(opened.workshop.head.language).exercise(exercise)
    find = call.finder(opened.workshop.head.language)
    level = as_share(reader.value)
    if numbers:
        _put_numbers(opened.workshop, exercise, level, find)
        return
    shown: list[Block] = []
    for run in runs_of(opened.workshop):
        if exercise in ("", run.exercise):
            shown += _results(room_of(opened.workshop, run, find, level))
    if not exercise and (lines := captured(opened.workshop, level)):
        shown += [Heading(_("Notes")), *lines]
    if not shown:
        streams.say(_("Nothing was said yet that may be shown."))
        return
    _put_blocks([Heading(opened.workshop.head.title, 1), *shown], call)


def wall(context: typer.Context, file: FileOption = None) -> None:
    """The clean view for the projector; follows the workshop.

    It shows only what the room may see, and takes no words.
    """
    from coalition_cli.page import of_room
    from coalition_cli.store import curtain
    from coalition_cli.terminal.wall import run_wall

    call = this_call(context)
    if not call.is_plain and not sys.stdout.isatty():
        raise Problem(_("The wall needs a terminal to stand on; line by line it is: coalition --plain wall"), USAGE)
    opened = call.open(file)
    # Nothing is told here: a sentence about an exercise file would stand on the projector.
    find = call.finder(opened.workshop.head.language, tell=lambda _sentence: None)
    run_wall(opened, lambda workshop: of_room(workshop, find), lambda: curtain.drawn(opened.path), call.is_plain)


def check(
    context: typer.Context,
    path: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="A workshop file or an exercise file; the open workshop if not given."),
    ] = None,
    file: FileOption = None,
) -> None:
    """Verify a workshop file or an exercise file.

    Every mistake is listed with its line, and what a translation lacks; nothing is changed.
    """
    chosen = path or this_call(context).workshop_path(file)
    if not chosen.exists():
        raise Problem(_("{path}: there is no such file.").format(path=chosen))
    is_exercise = chosen.suffix == ".toml"
    findings = _check_exercise(chosen) if is_exercise else _check_workshop(chosen)
    for finding in findings:
        streams.put(finding)
    if findings:
        raise SystemExit(REFUSED if is_exercise else DAMAGED)
    if is_exercise:
        from coalition_cli.catalog import missing_texts

        for missing in missing_texts(chosen):  # no mistake: the complete file's text stands in
            streams.put(str(missing))
    streams.say(_("{path}: sound.").format(path=chosen.name))


def _check_exercise(path: Path) -> list[str]:
    from coalition_cli.catalog import mistakes

    return [str(mistake) for mistake in mistakes(path)]


def _check_workshop(path: Path) -> list[str]:
    from coalition_cli import store

    return store.check(path)


def _put_numbers(workshop: "Workshop", exercise: str, level: "Share", find: "Callable[[str], Exercise | None]") -> None:
    """One line an entry that stands and may be seen: its number, where it was said, its words."""
    from coalition_cli.model.entry import share_level
    from coalition_cli.typed import for_screen

    for place in dict.fromkeys(entry.place for entry in workshop.entries):
        if exercise not in ("", place.exercise):
            continue
        known = find(place.exercise) if place.exercise else None
        for entry in workshop.standing(place):
            words = _words_of(entry, known)
            if words and share_level(entry.share) >= share_level(level):
                where = ".".join(part for part in (place.exercise, place.step) if part)
                streams.put(f"{workshop.number(entry.id)}\t{where}\t{for_screen(words).replace(chr(10), ' ')}")


def _words_of(entry: "Entry", exercise: "Exercise | None") -> str:
    """What was said in ``entry``: its text and, where its step asks for several things, the answers to each."""
    steps = exercise.steps if exercise else ()
    fields = next((step.options.get("fields") for step in steps if step.id == entry.place.step), None) or ()
    said = [entry.text, *(str(entry.body.get(field["id"]) or "") for field in fields)]
    return " · ".join(words for words in said if words)


def _results(room: "Room") -> list["Block"]:
    from coalition_cli import kinds
    from coalition_cli.blocks import Heading

    shown: list[Block] = []
    for step in room.exercise.steps:
        if step.kind != "show" and (blocks := kinds.blocks(step, room)):
            shown += [Heading(step.title, 3), *blocks]
    return [Heading(room.exercise.title, 2, room.exercise.symbol), *shown] if shown else []


def _put_blocks(blocks: list["Block"], call: Call) -> None:
    from coalition_cli.terminal.drawing import as_text

    width = min(shutil.get_terminal_size().columns, 100)
    has_colour = sys.stdout.isatty() and not call.is_plain
    streams.put(as_text(blocks, width, colour=has_colour, is_plain=call.is_plain))
