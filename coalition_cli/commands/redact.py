"""``redact``: a word, a name or a number blacked out wherever it stands, for good."""

import typer

from coalition_cli.app import console
from coalition_cli.app.confirmed import is_taken_out
from coalition_cli.app.context import TAKES_NO_WORDS, Call, FileOption, refuse_words, this_call
from coalition_cli.app.files_beside import clear_beside
from coalition_cli.app.input_lines import take_lines
from coalition_cli.app.line_argument import AllToldOption, BesideOption, YesOption
from coalition_cli.app.prompt import terminal
from coalition_cli.app.withdrawal_report import tell_called_back
from coalition_cli.exit_status import INTERRUPTED, REFUSED
from coalition_cli.i18n import _
from coalition_cli.model.redaction import Spoken
from coalition_cli.run.redaction_told import (
    blacked_out,
    looked_for,
    question_of_word,
    spoken_of,
    told_before,
)
from coalition_cli.stage import Move
from coalition_cli.store import WorkshopFile


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("redact", context_settings=TAKES_NO_WORDS)(redact)


def redact(
    context: typer.Context,
    yes: YesOption = False,
    is_all_told: AllToldOption = False,
    beside: BesideOption = False,
    file: FileOption = None,
) -> None:
    """Black out a word, a name or a number in every line, for good.

    It is typed at a prompt, or comes as lines on standard input, one each; several words on a line
    are looked for in a row, and one that stands nowhere does not keep the others. Every wording of
    a line is without it afterwards, in the file, its backups and every laptop it is merged into;
    each line is shown before. This cannot be undone.
    """
    refuse_words(context.args, _("Type the word after: coalition redact"))
    call = this_call(context)
    opened = call.open(file)
    if not yes:
        console.require_terminal(_("To black out without being asked, add --yes."))

    def take(typed: str) -> str:
        _black_out(call, opened, spoken_of(typed), yes=yes, is_all_told=is_all_told, beside=beside)
        return ""

    if console.is_on_terminal():
        take(_typed(call, opened))
    elif take_lines(take):
        raise SystemExit(REFUSED)


def _typed(call: Call, opened: WorkshopFile) -> str:
    """Return the words that are typed on a page which keeps nothing of them."""
    try:
        with terminal(call, opened) as stage:
            stage.open_page([])
            return stage.ask(question_of_word(opened.workshop))
    except Move:
        console.say(_("Nothing was changed."))
        raise SystemExit(INTERRUPTED) from None


def _black_out(
    call: Call, opened: WorkshopFile, spoken: Spoken, *, yes: bool, is_all_told: bool, beside: bool
) -> None:
    workshop = opened.workshop
    found = looked_for(spoken, workshop)
    told = told_before(found, spoken, workshop, shows_words=not yes, is_all_told=is_all_told)
    if not yes:
        if not is_taken_out(call, opened, _("Blacked out for good?"), [*told.goes, *told.cuts]):
            console.say(_("Nothing was changed."))
            raise SystemExit(INTERRUPTED)
    else:
        for sentence in (*told.goes, *told.cuts):
            console.say(sentence)
    done = opened.redact(spoken)
    for sentence in (*blacked_out(done.reached, workshop), *told.stays):
        console.say(sentence)
    for path in done.removed:
        sentence = _(
            "A copy that could not be read was removed, since it may have held them: {file}"
        )
        console.say(sentence.format(file=path))
    tell_called_back(workshop, done.reached)
    console.say(_("Paper, sent messages and copies on other machines cannot be reached from here."))
    clear_beside(call, opened, done.gone, is_sure=True if beside else False if yes else None)
