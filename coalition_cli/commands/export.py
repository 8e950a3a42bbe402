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
    folder_of,
    make_summary,
    remember_export,
    write_summary,
)
from coalition_cli.diagnostics import destination
from coalition_cli.errors import Problem
from coalition_cli.exit_status import INTERRUPTED, USAGE
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.summary import Summary
from coalition_cli.phrasing.nearest import not_here
from coalition_cli.stage import Move, Option
from coalition_cli.summary.identifying_lines import identifying_lines


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
    wanted = list(dict.fromkeys(formats or ["md", "html"]))
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
    _say_left_out(summary)
    if readers is not Readers.organizer:
        _say_identifying(summary, opened.workshop.all_names())


def _say_identifying(summary: Summary, people: list[str]) -> None:
    """Say how many lines may name somebody, and where; the words themselves are not repeated."""
    found = identifying_lines(summary.data, people)
    if not found:
        return
    count = sum(lines for _place, lines in found)
    sentence = ngettext(
        "{count} line may name somebody (a person, a number, a place of detention): {places}. Read "
        "it before you send it.",
        "{count} lines may name somebody (a person, a number, a place of detention): {places}. "
        "Read them before you send it.",
        count,
    )
    places = ", ".join(f"{place} ({lines})" for place, lines in found)
    console.say(sentence.format(count=count, places=places))


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
        chosen = choice_at_shell(call, danger, options, "")
    except Move:
        chosen = ""
    if not chosen:
        console.say(_("Nothing was written."))
        raise SystemExit(INTERRUPTED)


def _say_left_out(summary: Summary) -> None:
    hidden = summary.data["left_out"]["entries"]
    if hidden:
        sentence = ngettext(
            "For {audience}: {count} entry is not for them and was left out.",
            "For {audience}: {count} entries are not for them and were left out.",
            hidden,
        )
        console.say(sentence.format(audience=summary.audience, count=hidden))
    odd = summary.data["left_out"].get("odd", 0)
    if odd:
        sentence = ngettext(
            "{count} line is not in a form that this program can read, and was left out. To see "
            "which: coalition check",
            "{count} lines are not in a form that this program can read, and were left out. To see "
            "which: coalition check",
            odd,
        )
        console.say(sentence.format(count=odd))
