"""``withdraw``: an entry removed from the file for good, with every earlier wording."""

from typing import Annotated

import typer

from coalition_cli.app import console
from coalition_cli.app.context import FileOption, this_call
from coalition_cli.app.entry_by_number import Which, find_entry, name_of
from coalition_cli.app.prompt import ask_for_word
from coalition_cli.app.withdrawal_report import tell_withdrawn
from coalition_cli.errors import Problem
from coalition_cli.exit_status import INTERRUPTED
from coalition_cli.i18n import _


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("withdraw")(withdraw)


def withdraw(
    context: typer.Context,
    entry: Which,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; for scripts.")] = False,
    file: FileOption = None,
) -> None:
    """Remove an entry from the file for good.

    Every earlier wording of it goes too. This cannot be undone.
    """
    call = this_call(context)
    opened = call.open(file)
    target = find_entry(opened.workshop, entry)
    if target.op not in ("add", "edit"):
        raise Problem(
            _("This entry holds no words; to take it back: coalition undo {number}").format(
                number=entry
            )
        )
    if not yes:
        console.require_terminal(_("To withdraw without being asked, add --yes."))
        question = _("Gone for good: {what}").format(
            what=name_of(target, opened.workshop, is_on_held_screen=True)
        )
        if not ask_for_word(call, opened, question, _("withdraw")):
            console.say(_("Nothing was withdrawn."))
            raise SystemExit(INTERRUPTED)
    tell_withdrawn(opened.withdraw(target.id), opened.workshop)
