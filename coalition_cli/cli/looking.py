"""``show``, ``wall`` and ``check``: look, without changing anything."""

import shutil
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coalition_cli.cli.call import Call, FileOption, keep_calm, put, say, this_call
from coalition_cli.errors import DAMAGED, REFUSED, Problem
from coalition_cli.words import _

if TYPE_CHECKING:
    from coalition_cli.blocks import Block
    from coalition_cli.model.entry import Share
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
    app.command("show")(show)
    app.command("wall")(wall)
    app.command("check")(check)


@keep_calm
def show(
    context: typer.Context,
    exercise: Annotated[str, typer.Argument(help="One exercise; all of them if not given.")] = "",
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
        _print_numbers(opened.workshop, exercise, level)
        return
    shown: list[Block] = [Heading(opened.workshop.head.title, 1)]
    for run in runs_of(opened.workshop):
        if exercise in ("", run.exercise):
            shown += _results(room_of(opened.workshop, run, find, level))
    if not exercise and (lines := captured(opened.workshop, level)):
        shown += [Heading(_("Notes")), *lines]
    _print(shown, call)


@keep_calm
def wall(context: typer.Context, file: FileOption = None) -> None:
    """The clean view for the projector: follows the open workshop and shows only what the room may see."""
    from coalition_cli.page import of_room
    from coalition_cli.store import curtain
    from coalition_cli.terminal.wall import run_wall

    call = this_call(context)
    opened = call.open(file)
    find = call.finder(opened.workshop.head.language)
    run_wall(opened, lambda workshop: of_room(workshop, find), lambda: curtain.drawn(opened.path), call.is_plain)


@keep_calm
def check(
    context: typer.Context,
    path: Annotated[
        Path | None, typer.Argument(help="A workshop file or an exercise file; the open workshop if not given.")
    ] = None,
    file: FileOption = None,
) -> None:
    """Verify a workshop file line by line, or list every mistake in an exercise file. Changes nothing."""
    call = this_call(context)
    chosen = path or call.workshop_path(file)
    findings = _check_exercise(chosen) if chosen.suffix == ".toml" else _check_workshop(chosen)
    for finding in findings:
        put(finding)
    if findings:
        raise typer.Exit(REFUSED if chosen.suffix == ".toml" else DAMAGED)
    say(_("{path}: sound.").format(path=chosen.name))


def _check_exercise(path: Path) -> list[str]:
    from coalition_cli.catalog import mistakes

    return [str(mistake) for mistake in mistakes(path)]


def _check_workshop(path: Path) -> list[str]:
    from coalition_cli import store

    if not path.exists():
        raise Problem(_("{path}: there is no such file.").format(path=path))
    return store.check(path)


def _print_numbers(workshop: "Workshop", exercise: str, level: "Share") -> None:
    """One line an entry that stands and may be seen: its number, where it was said, its words."""
    from coalition_cli.model.entry import share_level
    from coalition_cli.typed import for_screen

    for place in dict.fromkeys(entry.place for entry in workshop.entries):
        for entry in workshop.standing(place):
            may_be_seen = share_level(entry.share) >= share_level(level)
            if entry.text and may_be_seen and exercise in ("", place.exercise):
                where = ".".join(part for part in (place.exercise, place.step) if part)
                put(f"{workshop.number(entry.id)}\t{where}\t{for_screen(entry.text)}")


def _results(room: "Room") -> list["Block"]:
    from coalition_cli import kinds
    from coalition_cli.blocks import Heading

    shown: list[Block] = [Heading(room.exercise.title, 2, room.exercise.symbol)]
    for step in room.exercise.steps:
        if step.kind != "show" and (blocks := kinds.blocks(step, room)):
            shown += [Heading(step.title, 3), *blocks]
    return shown


def _print(blocks: list["Block"], call: Call) -> None:
    from coalition_cli.terminal.drawing import as_text

    width = min(shutil.get_terminal_size().columns, 100)
    sys.stdout.write(as_text(blocks, width, colour=sys.stdout.isatty() and not call.is_plain))
