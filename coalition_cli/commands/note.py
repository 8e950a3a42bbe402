"""``note``: capture lines at once."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from coalition_cli.app import completion, console
from coalition_cli.app.context import TAKES_NO_WORDS, FileOption, refuse_words, this_call
from coalition_cli.app.standard_input import lines_given, refuse_table
from coalition_cli.errors import Problem
from coalition_cli.exit_status import USAGE
from coalition_cli.i18n import _
from coalition_cli.model.entry import NOTES, Fact, as_share
from coalition_cli.raw_text.list_marks import unmarked
from coalition_cli.sanitize import MOST_CHARACTERS, clean, is_empty
from coalition_cli.store.appender import open_for_capture

if TYPE_CHECKING:
    from coalition_cli.model.entry import Share
    from coalition_cli.store.appender import Capture
    from coalition_cli.store.formats.sealed.appender import SealedCapture

WORTH_A_BACKUP: Final = 10
"""After so many lines at once a backup is kept; for fewer it would take longer than saving them."""


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("note", context_settings=TAKES_NO_WORDS)(note)


def note(
    context: typer.Context,
    file: FileOption = None,
    share: Annotated[
        str,
        typer.Option(
            help="Who may see the lines: private, organizer, participants or donor.",
            autocompletion=completion.audiences,
        ),
    ] = "participants",
    stdin: Annotated[
        bool, typer.Option("--stdin", help="Read lines from standard input, also on a terminal.")
    ] = False,
) -> None:
    """Save what is said, one line each.

    Lines come from a prompt or from standard input. The id of each is printed once it is on disk.
    """
    refuse_words(context.args, _("Type them after: coalition note"))
    try:
        widest = as_share(share)
    except ValueError:
        sentence = _("{share} is no audience; use private, organizer, participants or donor.")
        raise Problem(sentence.format(share=share), USAGE) from None
    path = this_call(context).workshop_path(file)
    if console.is_on_terminal() and not stdin:
        # price: the engine and the screen, 80 ms, and lines that are given need neither
        from coalition_cli.app.session import capture_live

        capture_live(this_call(context), path, widest)
        return
    _take_lines(open_for_capture(path), widest)


def _take_lines(capture: "Capture | SealedCapture", share: "Share") -> None:
    """Save each line as it comes and acknowledge it only once it is on disk.

    The marks of a list are no part of a note. Where nobody can hear the acknowledgement the lines
    are saved all the same.
    """
    saved = removed = 0
    unheard: BrokenPipeError | Problem | None = None
    for line in lines_given(refuse_table):
        typed = clean(unmarked(line))
        if is_empty(typed.text):
            continue
        _check_length(typed.text)
        entry = capture.append(Fact({"text": typed.text}), NOTES, share)
        saved, removed = saved + 1, removed + typed.removed
        try:
            console.put(entry.id)
        except (BrokenPipeError, Problem) as trouble:
            unheard = trouble
    if saved >= WORTH_A_BACKUP and not capture.path.is_dir():
        _keep_backup(capture.path)
    if capture.repaired:
        console.say(capture.repaired)
    if removed:
        # price: prompt_toolkit, 60 ms, and hardly any line has such a character
        from coalition_cli.terminal.key_bindings import removed_words

        console.say(removed_words(removed))
    if unheard:
        raise unheard
    if not saved:
        raise Problem(_("There was nothing to save: no line had a word in it."))


def _keep_backup(path: Path) -> None:
    # price: backups, 5 ms, and few lines at once are worth none
    from coalition_cli.store.formats.plain import PlainForm
    from coalition_cli.store.recovery import backups, hints

    try:
        with hints.offered():
            backups.keep(PlainForm(path))
    except Problem as problem:
        console.say(_("No backup was made. {reason}").format(reason=problem.sentence))


def _check_length(text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        sentence = _(
            "A line of {count} characters was not saved; one note holds {most}. The lines before "
            "it are kept: split it and send the rest again."
        )
        raise Problem(sentence.format(count=len(text), most=MOST_CHARACTERS))
