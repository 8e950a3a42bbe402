"""``withdraw``: an entry removed from the file for good, with every earlier wording."""

import typer

from coalition_cli.app import console
from coalition_cli.app.context import FileOption, this_call
from coalition_cli.app.line_argument import (
    RunOption,
    WhichLine,
    YesOption,
    named_line,
    room_of,
)
from coalition_cli.app.prompt import ask_for_word
from coalition_cli.app.withdrawal_report import tell_withdrawn
from coalition_cli.errors import Problem
from coalition_cli.exit_status import INTERRUPTED
from coalition_cli.i18n import _
from coalition_cli.run.line_told import line_in_words, what_goes


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("withdraw")(withdraw)


def withdraw(
    context: typer.Context,
    line: WhichLine = "",
    run: RunOption = 0,
    yes: YesOption = False,
    file: FileOption = None,
) -> None:
    """Remove a line from the file for good.

    Every earlier wording of it goes too. This cannot be undone.
    """
    call = this_call(context)
    opened = call.open(file)
    workshop = opened.workshop
    room = room_of(call, opened, run)
    named = named_line(line, room, call, opened, lambda _line: True)
    if not named.has_words:
        raise Problem(_("This holds no words; to take it back: coalition undo"))
    goes = what_goes(named, workshop)
    if not yes:
        console.require_terminal(_("To withdraw without being asked, add --yes."))
        told = _("Gone for good: {line}.").format(line=line_in_words(named, workshop))
        if not ask_for_word(call, opened, " ".join([told, *goes]), _("withdraw")):
            console.say(_("Nothing was withdrawn."))
            raise SystemExit(INTERRUPTED)
    else:
        for sentence in goes:
            console.say(sentence)
    tell_withdrawn(opened.withdraw(named.entry.id), workshop)
