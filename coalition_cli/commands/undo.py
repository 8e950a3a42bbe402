"""``undo``: what was done last, or a line that is named, taken back."""

import typer

from coalition_cli.app import console
from coalition_cli.app.confirmed import ask_about
from coalition_cli.app.context import FileOption, this_call
from coalition_cli.app.line_argument import (
    RunOption,
    WhichLines,
    YesOption,
    as_argument,
    named_line,
    room_of,
)
from coalition_cli.i18n import _
from coalition_cli.run.line_changes import Undo, refuse_changed, undo_of_lines, undo_of_newest
from coalition_cli.run.named_lines import find_lines


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("undo")(undo)


def undo(
    context: typer.Context,
    lines: WhichLines = [],  # noqa: B006
    run: RunOption = 0,
    yes: YesOption = False,
    file: FileOption = None,
) -> None:
    """Take back what was done last, or the lines named.

    What was done in one act, such as a move of five lines or an import, is taken back as one.
    Undoing a line that was taken back brings it again. Without a line it shows what was done last,
    and leads to a page to choose another from.
    """
    call = this_call(context)
    opened = call.open(file)
    room = room_of(call, opened, run)

    def find() -> Undo:
        if not lines:
            return undo_of_newest(room)
        return undo_of_lines(as_argument(lambda: find_lines(lines, room)), room)

    undo, answer = find(), "yes"
    while not yes:
        question = _("Bring this again?") if undo.brings else _("Take this back?")
        answer = ask_about(call, opened, question, undo.told, another=not lines)
        if answer != "another":
            break
        chosen = named_line("", room, call, opened, lambda _line: True)
        lines = [chosen.entry.id]
        undo = find()
    if answer == "no":
        console.say(_("Nothing was changed."))
        return
    opened.refresh()
    refuse_changed(undo, find())
    saved = opened.append(undo.drafts)
    for entry in saved:
        console.put_id(entry.id)
    console.say(undo.said_after(saved, is_at_prompt=False))
