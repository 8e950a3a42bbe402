"""``move``: lines put where they belong; one undo brings all of them back."""

from collections.abc import Sequence
from typing import Annotated

import typer

from coalition_cli.app import console
from coalition_cli.app.confirmed import confirmed
from coalition_cli.app.context import Call, FileOption, this_call
from coalition_cli.app.line_argument import (
    RunOption,
    WhichLines,
    YesOption,
    may_be_moved,
    named_lines,
    room_of,
)
from coalition_cli.app.prompt import terminal
from coalition_cli.blocks import Heading
from coalition_cli.errors import Problem
from coalition_cli.exit_status import INTERRUPTED
from coalition_cli.i18n import _, ngettext
from coalition_cli.run.line_moves import drafts_of_move, movable, places_for, what_it_unsettles
from coalition_cli.run.line_told import lines_in_words
from coalition_cli.run.named_lines import Line, Room, as_line
from coalition_cli.stage import Move
from coalition_cli.store import WorkshopFile

_TO = "A bucket of their step, a group, or EXERCISE.STEP (with #BUCKET for one of its buckets)."


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("move")(move)


def move(
    context: typer.Context,
    lines: WhichLines = [],  # noqa: B006
    to: Annotated[str, typer.Option("--to", help=_TO)] = "",
    run: RunOption = 0,
    yes: YesOption = False,
    file: FileOption = None,
) -> None:
    """Put lines where they belong: another bucket, another group, another step.

    Who may read them never becomes wider. Without --to the places are shown to choose from. A move
    is one act: undo brings all of its lines back.
    """
    call = this_call(context)
    opened = call.open(file)
    room = room_of(call, opened, run)
    named = named_lines(lines, room, call, opened, lambda line: may_be_moved(line, room))
    for line in named:
        movable(line, room)
    if not to:
        console.require_terminal(_("Say where to: coalition move 14-25 --to PLACE"))
        to = _choose(named, call, opened, room)
    drafts = drafts_of_move(named, to, room)
    if not drafts:
        console.say(_("They stand there already; nothing was changed."))
        return
    unsettled = what_it_unsettles(drafts, room)
    told = [*lines_in_words(named, room), *unsettled]
    question = _("Move to {place}?").format(place=to)
    if not yes and not confirmed(call, opened, question, told):
        console.say(_("Nothing was changed."))
        raise SystemExit(INTERRUPTED)
    opened.refresh()
    drafts = drafts_of_move([as_line(line.entry, opened.workshop) for line in named], to, room)
    for entry in opened.append(drafts):
        console.put_id(entry.id)
    sentence = ngettext(
        "{count} line moved to {place}.", "{count} lines moved to {place}.", len(drafts)
    )
    console.say(sentence.format(count=len(drafts), place=to))
    for words in unsettled:
        console.say(words)
    console.say(_("To take the move back: coalition undo"))


def _choose(lines: Sequence[Line], call: Call, opened: WorkshopFile, room: Room) -> str:
    options = places_for(movable(lines[0], room), opened.workshop, room.find)
    if not options:
        raise Problem(
            _("There is no other place yet. Another step is named as: --to EXERCISE.STEP")
        )
    title = ngettext("{count} line", "{count} lines", len(lines)).format(count=len(lines))
    try:
        with terminal(call, opened) as stage:
            stage.open_page([Heading(title, 2)])
            return stage.choose(None, _("Where do they belong?"), options, options[0].value)
    except Move:
        console.say(_("Nothing was changed."))
        raise SystemExit(INTERRUPTED) from None
