"""``export``: the summary, for one audience, in the formats that were asked for."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from coalition_cli import exports
from coalition_cli.app import completion, console
from coalition_cli.app.context import Call, FileOption, this_call
from coalition_cli.app.line_argument import YesOption
from coalition_cli.app.prompt import choice_at_shell
from coalition_cli.app.summary_files import (
    DEFAULT_FORMATS,
    folder_of,
    identifying_words,
    left_out_words,
    make_summary,
    remember_export,
    write_summary,
)
from coalition_cli.diagnostics import destination
from coalition_cli.errors import Problem
from coalition_cli.exit_status import INTERRUPTED, USAGE
from coalition_cli.i18n import _
from coalition_cli.phrasing.nearest import not_here
from coalition_cli.stage import Move, Option


class Readers(StrEnum):
    """The readers of the summary."""

    participants = "participants"
    organizer = "organizer"
    donor = "donor"
    follow_up = "follow-up"


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("export")(export)


def export(
    context: typer.Context,
    formats: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FORMAT]...",
            help="md, html, json, csv; md and html if not given.",
            autocompletion=completion.formats,
        ),
    ] = None,
    readers: Annotated[
        Readers, typer.Option("--for", help="Who will read it.")
    ] = Readers.organizer,
    out: Annotated[str, typer.Option(help="A folder, a file, or - for standard output.")] = "",
    interim: Annotated[
        bool, typer.Option("--interim", help="Mark it as made before the end.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Write over an earlier export.")
    ] = False,
    yes: YesOption = False,
    file: FileOption = None,
) -> None:
    """Write the summary for one audience.

    What the readers may not see is left out, and counted. Prints where each file lies.
    """
    wanted = list(dict.fromkeys(formats or DEFAULT_FORMATS))
    for name in wanted:
        if name not in exports.names():
            sentence = _('"{name}" is no format here: {known}.')
            raise not_here(sentence, name, exports.names(), status=USAGE)
    if out == "-" and len(wanted) != 1:
        raise Problem(_("Standard output takes one format at a time."), USAGE)
    call = this_call(context)
    opened = call.open(file)
    summary = make_summary(opened, call.held(opened.workshop), readers.value, interim)
    if out == "-":
        console.put_bytes(exports.export(wanted[0]).render(summary))
    else:
        _agree_on_place(call, folder_of(out), is_sure=yes)
        paths = write_summary(summary, wanted, opened.path.stem, out, is_replacing=replace)
        for path in paths:
            console.put(str(path))
        remember_export(opened, summary.audience, [path.name for path in paths])
    told = left_out_words(summary)
    if readers is not Readers.organizer:
        told += identifying_words(summary, opened.workshop.all_names())
    for sentence in told:
        console.say(sentence)


def _agree_on_place(call: Call, folder: Path, *, is_sure: bool) -> None:
    """Say what is to be said of ``folder`` before anything lies there.

    Where it cannot protect its files somebody has to say yes. Ends the program with 130 where
    nothing is to be written.
    """
    for warning in destination.warnings(folder):
        console.say(warning)
    danger = destination.unprotected(folder)
    if is_sure or not danger:
        return
    console.require_terminal(_("To write it there all the same, add --yes."))
    options = [
        Option("", _("Write nothing")),
        Option("open", _("Write it as it is: whoever finds it can read it")),
    ]
    try:
        chosen = choice_at_shell(call, _("Shall it be written?"), options, "")
    except Move:
        chosen = ""
    if not chosen:
        console.say(_("Nothing was written."))
        raise SystemExit(INTERRUPTED)
