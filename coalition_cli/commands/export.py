"""``export``: the summary, for one audience, in the formats that were asked for."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from coalition_cli import exports
from coalition_cli.app import completion, console, progress
from coalition_cli.app.again import Asked, write_again
from coalition_cli.app.context import Call, FileOption, this_call
from coalition_cli.app.export_options import given_by, refuse_beside_again, refuse_ignored
from coalition_cli.app.export_review import review as show_review
from coalition_cli.app.file_scan import forbidden_for, scanned
from coalition_cli.app.gate_at_shell import summary_to_write
from coalition_cli.app.kept_details import ask_needed, take_needed
from coalition_cli.app.line_argument import YesOption
from coalition_cli.app.opener import open_file
from coalition_cli.app.prompt import choice_at_shell
from coalition_cli.app.summary_files import (
    WrittenFile,
    folder_of,
    identifying_words,
    left_out_words,
    remember_export,
    write_summary,
)
from coalition_cli.diagnostics import destination
from coalition_cli.errors import Problem
from coalition_cli.exit_status import INTERRUPTED, USAGE
from coalition_cli.i18n import _
from coalition_cli.model.paper import Paper
from coalition_cli.model.summary import Summary
from coalition_cli.phrasing.nearest import not_here
from coalition_cli.stage import Move, Option
from coalition_cli.store import WorkshopFile
from coalition_cli.summary import Wish


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
            help="pdf, docx, odt, html, md, text, phone, xlsx, csv, ics, json; if not given, those "
            "that suit the readers.",
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
    back: Annotated[
        bool, typer.Option("--back", help="Behind the participants' page: what was agreed.")
    ] = False,
    neutral: Annotated[
        bool, typer.Option("--neutral", help="phone: for a telephone that others look at.")
    ] = False,
    named_quotes: Annotated[
        bool, typer.Option("--named-quotes", help="donor: names of those who allowed it.")
    ] = False,
    template: Annotated[
        Path | None, typer.Option(help="docx: an organisation's own document, for its styles.")
    ] = None,
    delimiter: Annotated[
        str, typer.Option(help="csv: what stands between two cells, such as ; or tab.")
    ] = ",",
    schema: Annotated[int, typer.Option(min=1, max=2, help="json: the version of the data.")] = 2,
    review: Annotated[
        bool,
        typer.Option("--review", help="Show what is left out and who is named; write nothing."),
    ] = False,
    accept_findings: Annotated[
        Path | None,
        typer.Option(
            "--accept-findings", metavar="FILE", help="donor: a list of --review, answered."
        ),
    ] = None,
    needed_file: Annotated[
        str,
        typer.Option(
            "--needed-file", metavar="FILE", help="donor: what is needed, in a file or - for stdin."
        ),
    ] = "",
    again: Annotated[
        bool,
        typer.Option("--again", help="Write anew, in its place, what was exported and changed."),
    ] = False,
    is_shown: Annotated[bool, typer.Option("--open", help="Open the first file.")] = False,
    yes: YesOption = False,
    file: FileOption = None,
) -> None:
    """Write the summary for one audience.

    What the readers may not see is left out, and counted. Words that may name somebody are decided
    before a donor reads them. Prints where each file lies. --again takes formats and choices from
    the earlier export, for the readers of --for or for all.
    """
    wanted = list(dict.fromkeys(formats or exports.usual(readers.value)))
    for name in wanted:
        if name not in exports.names():
            sentence = _('"{name}" is no format here: {known}.')
            raise not_here(sentence, name, exports.names(), status=USAGE)
    given = given_by(context)
    paper = Paper(schema, _delimiter(delimiter), template, is_neutral=neutral)
    call = this_call(context)
    if again:
        refuse_beside_again(given, readers.value)
        asked = Asked(readers.value if "readers" in given else None, out, template)
        written = _write_again(call, call.open(file), asked, accept_findings, is_sure=yes)
    else:
        refuse_ignored(given, wanted, readers.value, out)
        opened = call.open(file)
        wish = Wish(interim, has_back=back, are_quotes_named=named_quotes)
        if review:
            show_review(opened, call.held(opened.workshop), readers.value, wish, wanted, out)
            return
        if readers == Readers.donor:
            _take_needed(call, opened, needed_file, is_sure=yes)
        summary = summary_to_write(call, opened, readers.value, wish, accept_findings)
        written = []
        if out == "-":
            _put_out(opened, summary, wanted[0], paper)
        else:
            _agree_on_folder(call, out, is_sure=yes)
            _agree_on_place(call, folder_of(out), is_sure=yes)
            written = write_summary(
                summary,
                wanted,
                opened.path.stem,
                out,
                file=opened,
                is_replacing=replace,
                paper=paper,
                telling=progress.at_terminal,
            )
            remember_export(opened, summary, written, wish, paper)
        _tell(summary, opened, written, wanted)
    trouble = open_file(written[0].path) if is_shown and written else ""
    if trouble:
        console.say(trouble)


def _take_needed(call: Call, file: WorkshopFile, source: str, *, is_sure: bool) -> None:
    """Take what is needed from ``source``; without one, whoever sits at a terminal is asked.

    Where nobody wants to be asked, what was told before stands.
    """
    if source:
        take_needed(file, source)
    elif not is_sure and console.is_on_terminal():
        ask_needed(call, file)


def _put_out(file: WorkshopFile, summary: Summary, name: str, paper: Paper) -> None:
    """Put ``summary`` on standard output, in the format called ``name``."""
    if sentence := exports.nothing_in(name, summary):
        raise Problem(sentence)
    forbidden = forbidden_for(file, summary)
    console.put_bytes(scanned(name, exports.export(name), summary, paper, forbidden))


def _write_again(
    call: Call, opened: WorkshopFile, asked: Asked, reviewed: Path | None, *, is_sure: bool
) -> list[WrittenFile]:
    """Write earlier exports anew, and tell of each as of a new one."""
    written: list[WrittenFile] = []
    has_donors = False
    for anew in write_again(
        opened,
        asked,
        lambda audience, wish: summary_to_write(call, opened, audience, wish, reviewed),
        lambda folder: _agree_on_place(call, folder, is_sure=is_sure),
        progress.at_terminal,
    ):
        _tell(anew.summary, opened, anew.files, [each.format for each in anew.files])
        written += anew.files
        has_donors = has_donors or anew.summary.audience == Readers.donor
    if reviewed and not has_donors:
        console.say(_("Nothing was written for donors: --accept-findings decided nothing."))
    return written


def _tell(
    summary: Summary, opened: WorkshopFile, written: Sequence[WrittenFile], formats: Sequence[str]
) -> None:
    """Put where each file lies, and say what is to be said of formats, and what was left out."""
    for each in written:
        console.put(str(each.path))
    told = [sentence for name in formats for sentence in exports.remarks(name, summary)]
    told += left_out_words(summary)
    if summary.audience != Readers.organizer:
        told += identifying_words(summary, opened.workshop.all_names())
    for sentence in told:
        console.say(sentence)


def _delimiter(given: str) -> str:
    """The character that was meant: the word ``tab`` is one too."""
    found = "\t" if given.lower() in ("tab", "\\t") else given
    if len(found) != 1 or found in '"\r\n':
        sentence = _('"{given}" cannot stand between cells; one character can, or the word tab.')
        raise Problem(sentence.format(given=given), USAGE)
    return found


def _agree_on_folder(call: Call, out: str, *, is_sure: bool) -> None:
    """Name the folder that is missing above ``out``, and have somebody say that it is to be made.

    The last folder of a path may be new: whoever mistypes an earlier one, or forgot the stick,
    would look for the files in vain. Ends the program with 130 where nothing is to be written.
    """
    parent = Path(out).absolute().parent
    if is_sure or not out or parent.exists():
        return
    sentence = _("There is no folder {folder}.").format(folder=Path(out).parent)
    if not console.is_on_terminal():
        rest = _("Nothing was written. To make it, add --yes.")
        raise Problem(f"{sentence} {rest}")
    options = [Option("", _("Write nothing")), Option("make", _("Make the folder"))]
    question = _("Shall it be made?")
    if not _is_chosen(call, f"{sentence} {question}", options):
        console.say(_("Nothing was written."))
        raise SystemExit(INTERRUPTED)


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
    if not _is_chosen(call, _("Shall it be written?"), options):
        console.say(_("Nothing was written."))
        raise SystemExit(INTERRUPTED)


def _is_chosen(call: Call, question: str, options: Sequence[Option]) -> bool:
    """Tell if anything but the first of ``options``, which has no value, was chosen."""
    try:
        return bool(choice_at_shell(call, question, options, ""))
    except Move:
        return False
