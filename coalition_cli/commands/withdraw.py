"""``withdraw``: an entry removed from the file for good, with every earlier wording."""

import typer

from coalition_cli.app import console
from coalition_cli.app.confirmed import is_taken_out
from coalition_cli.app.context import FileOption, this_call
from coalition_cli.app.files_beside import clear_beside
from coalition_cli.app.line_argument import (
    AllToldOption,
    BesideOption,
    RunOption,
    WhichLine,
    YesOption,
    named_line,
    room_of,
)
from coalition_cli.app.withdrawal_report import tell_withdrawn
from coalition_cli.errors import Problem
from coalition_cli.exit_status import INTERRUPTED
from coalition_cli.i18n import _
from coalition_cli.run.line_told import line_in_words
from coalition_cli.run.withdrawal_told import told_before


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("withdraw")(withdraw)


def withdraw(
    context: typer.Context,
    line: WhichLine = "",
    run: RunOption = 0,
    yes: YesOption = False,
    is_all_told: AllToldOption = False,
    beside: BesideOption = False,
    file: FileOption = None,
) -> None:
    """Remove a line from the file for good.

    Every earlier wording of it goes too, and every sentence that the room worked out loses what it
    quotes of it; each is shown before. This cannot be undone.
    """
    call = this_call(context)
    opened = call.open(file)
    workshop = opened.workshop
    room = room_of(call, opened, run)
    named = named_line(line, room, call, opened, lambda _line: True)
    if not named.has_words:
        raise Problem(_("This holds no words; to take it back: coalition undo"))
    if not yes:
        console.require_terminal(_("To withdraw without being asked, add --yes."))
    told = told_before(named, workshop, shows_words=not yes, is_all_told=is_all_told)
    if not yes:
        question = _("Gone for good: {line}.").format(line=line_in_words(named, room))
        if not is_taken_out(call, opened, question, [*told.goes, *told.cuts]):
            console.say(_("Nothing was withdrawn."))
            raise SystemExit(INTERRUPTED)
    else:
        for sentence in (*told.goes, *told.cuts):
            console.say(sentence)
    done = opened.withdraw(named.entry.id)
    tell_withdrawn(done, workshop, told, is_all_told=is_all_told)
    clear_beside(call, opened, done.gone, is_sure=True if beside else False if yes else None)
