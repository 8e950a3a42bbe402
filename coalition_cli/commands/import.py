"""``import``: people or notes out of a file, looked at first, then all of it or nothing."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from coalition_cli import kinds
from coalition_cli.app import completion, console
from coalition_cli.app.context import Call, FileOption, this_call
from coalition_cli.app.prompt import bare_terminal
from coalition_cli.app.show_blocks import put_blocks
from coalition_cli.blocks import Heading, Prose
from coalition_cli.errors import Problem
from coalition_cli.exit_status import INTERRUPTED, USAGE
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.entry import NOTES, PEOPLE, SHARES, Place, Share, as_share, share_level
from coalition_cli.model.exercise import Step
from coalition_cli.model.workshop import Workshop
from coalition_cli.parsing.foreign import attendance_sheet, note_sheet
from coalition_cli.parsing.foreign.column_meanings import contact_columns
from coalition_cli.parsing.foreign.headings import NAMES
from coalition_cli.parsing.foreign.note_sheet import Wanted
from coalition_cli.parsing.foreign.preview import preview
from coalition_cli.parsing.foreign.sheet import Proposal, Sheet
from coalition_cli.parsing.foreign.table_file import MOST_BYTES, read_file
from coalition_cli.phrasing.nearest import not_here
from coalition_cli.run.line_target import Target, buckets_of, share_in, step_named
from coalition_cli.sanitize import for_screen, in_short
from coalition_cli.stage import Move, Option
from coalition_cli.store import Draft, WorkshopFile


class _Asked(NamedTuple):
    """What the options say of the file."""

    people: bool
    notes: bool
    columns: tuple[str, ...]
    wanted: Wanted
    to: str
    share: Share


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("import")(import_file)


def import_file(
    context: typer.Context,
    source: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="A table (CSV, XLSX, ODS), the export of a chat, or a list."
        ),
    ],
    people: Annotated[
        bool, typer.Option("--people", help="Its rows are people; so if a column has their names.")
    ] = False,
    notes: Annotated[bool, typer.Option("--notes", help="Its rows are notes.")] = False,
    columns: Annotated[
        str,
        typer.Option(
            metavar="NAME,GROUP,-",
            help="What its columns mean, where no headings say so; - for one that is not read.",
        ),
    ] = "",
    column: Annotated[
        str, typer.Option(metavar="NAME_OR_NUMBER", help="The column of notes with the words.")
    ] = "",
    speakers: Annotated[
        str, typer.Option(metavar="NAME_OR_NUMBER", help="The column that says who said it.")
    ] = "",
    to: Annotated[
        str,
        typer.Option(
            metavar="EXERCISE.STEP", help="The step that the notes are for, instead of none."
        ),
    ] = "",
    share: Annotated[
        str,
        typer.Option(
            help="Who may see notes: private, organizer, participants or donor.",
            autocompletion=completion.audiences,
        ),
    ] = "participants",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would come in, and save nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; for scripts.")] = False,
    file: FileOption = None,
) -> None:
    """Bring in people or notes from a table, a chat or a list.

    Shows first what would come and what is left out; then all of it is saved, or nothing. Telephone
    numbers, e-mail addresses and signatures are never read.
    """
    told = tuple(columns.split(",")) if columns else ()
    wanted = Wanted(column.strip(), speakers.strip())
    asked = _Asked(people, notes, told, wanted, to.strip(), _share(share))
    _check(asked)
    call = this_call(context)
    call.workshop_path(file)
    sheet = read_file(_content(source))
    opened = call.open(file)
    is_notes = _are_notes(asked, sheet)
    can_ask = console.is_on_terminal() and not yes
    if not is_notes and not told and can_ask and attendance_sheet.wants_columns(sheet):
        asked = asked._replace(columns=_ask_columns(call, sheet))
    if is_notes:
        target, find_share = _target(asked, call, opened.workshop)
        proposal = _notes(asked, target, sheet, opened.workshop)
        place, widest = target.place or NOTES, find_share
    else:
        proposal = attendance_sheet.propose(sheet, opened.workshop, asked.columns)
        place, widest = PEOPLE, as_share("organizer")
    title = _title(proposal, source, is_notes=is_notes)
    if not _is_meant(call, title, proposal, is_dry=dry_run, is_sure=yes):
        return
    _save(opened, proposal, place, widest)


def _share(word: str) -> Share:
    try:
        return as_share(word)
    except ValueError:
        sentence = _('"{name}" is no audience here: {known}.')
        raise not_here(sentence, word, SHARES, status=USAGE) from None


def _check(asked: _Asked) -> None:
    """Raise the ``Problem`` of options that say both, or speak of what is not brought in."""
    of_notes = bool(asked.wanted.column or asked.wanted.speakers or asked.to)
    if asked.people and (asked.notes or of_notes):
        raise Problem(
            _("A file is brought in as people or as notes, not as both; nothing was saved."),
            USAGE,
        )
    if asked.columns and (asked.notes or of_notes):
        raise Problem(
            _("--columns is for people; notes are named by --column. Nothing was saved."), USAGE
        )


def _content(source: Path) -> bytes:
    """The bytes of ``source``, not many more than can be taken. Raises ``Problem``."""
    try:
        # A pipe would be waited for, and a device may never end.
        if not source.is_file() and not source.is_dir() and source.exists():
            sentence = _(
                "{file} is no file but a pipe or a device; nothing was saved. Save it first."
            )
            raise Problem(sentence.format(file=source.name))
        with source.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as trouble:
        sentence = _("{file} could not be read ({reason}); nothing was saved.")
        raise Problem(
            sentence.format(file=source.name or source, reason=trouble.strerror)
        ) from None


def _are_notes(asked: _Asked, sheet: Sheet) -> bool:
    """True if its rows are notes: it was said, or it has no names and no columns to choose from."""
    if asked.notes or asked.wanted.column or asked.wanted.speakers or asked.to:
        return True
    if asked.people or asked.columns:
        return False
    is_one_column = not attendance_sheet.wants_columns(sheet)
    return not attendance_sheet.has_names(sheet) and is_one_column


def _ask_columns(call: Call, sheet: Sheet) -> tuple[str, ...]:
    """Ask what each column is that nobody named; one that looks like contacts is not asked for."""
    labels = attendance_sheet.column_labels()
    contacts = contact_columns(sheet)
    chosen: list[str] = []
    rows = sheet.as_columns()
    try:
        with bare_terminal(call) as stage:
            for place in range(max(map(len, rows), default=0)):
                said = [row[place] for row in rows if len(row) > place and row[place]][:3]
                if place in contacts or not said:
                    chosen.append("-")
                    continue
                title = _("Column {number}").format(number=place + 1)
                stage.open_page([Heading(title, 2)])
                stage.show([Prose(", ".join(map(in_short, said)))])
                taken = {*chosen, *(NAMES if "name" in chosen else ())}
                left = [Option(key, words) for key, words in labels.items() if key not in taken]
                options = [*left, Option("-", _("It is not read"))]
                chosen.append(
                    stage.choose(None, _("What is this column?"), options, options[0].value)
                )
    except Move:
        raise _nothing_saved() from None
    return tuple(chosen)


def _target(asked: _Asked, call: Call, workshop: Workshop) -> tuple[Target, Share]:
    """The place that notes go to, and who may see them there."""
    if not asked.to:
        return Target(), asked.share
    exercise_id, _dot, step_id = asked.to.partition(".")
    exercise = call.held(workshop)(exercise_id)
    if exercise is None:
        sentence = _(
            "No exercise is called {name}; nothing was saved. A step is named as EXERCISE.STEP, "
            "such as core-issues.obstacles."
        )
        raise Problem(sentence.format(name=in_short(exercise_id)), USAGE)
    target = step_named(exercise, step_id, workshop)
    if target.step is None:
        return target, asked.share
    return target, _share_at(target.step, target.bucket, asked.share)


def _notes(asked: _Asked, target: Target, sheet: Sheet, workshop: Workshop) -> Proposal:
    step = target.step
    buckets = tuple(buckets_of(step))
    wanted = asked.wanted._replace(
        counts_hands=step is not None and kinds.counts_hands(step),
        bucket=target.bucket,
        buckets=buckets,
        has_any_keyword=step is not None and not buckets,
    )
    proposal = note_sheet.propose(sheet, workshop, wanted)
    if step is None:
        return proposal
    facts = (
        fact._replace(share=_share_at(step, str(fact.body.get("bucket", "")), asked.share))
        for fact in proposal.facts
    )
    return replace(proposal, facts=tuple(facts))


def _share_at(step: Step, bucket: str, widest: Share) -> Share:
    """Who may see what is put into ``bucket`` of ``step``, if into any."""
    if step.options.get("consent") or step.options.get("ask_share"):
        return "private"  # until their speakers were asked, one by one, at that step
    return min(widest, share_in(step, bucket), key=share_level)


def _title(proposal: Proposal, source: Path, *, is_notes: bool) -> str:
    count = len(proposal.facts)
    if is_notes:
        sentence = ngettext(
            "{file}: {count} note would come in", "{file}: {count} notes would come in", count
        )
    else:
        sentence = ngettext(
            "{file}: {count} person would come in", "{file}: {count} people would come in", count
        )
    return sentence.format(file=for_screen(source.name), count=count)


def _is_meant(call: Call, title: str, proposal: Proposal, *, is_dry: bool, is_sure: bool) -> bool:
    """Tell if it may be saved, once somebody looked at all of it or said so before.

    Raises ``SystemExit`` where somebody said no.
    """
    page = preview(title, proposal)
    if is_dry:
        put_blocks(page, call)
        console.say(_("Nothing was saved: this was only a look."))
        return False
    if not proposal.facts:
        put_blocks(page, call)
        console.say(_("There is nothing new to bring in; nothing was saved."))
        return False
    if is_sure:
        return True
    console.require_terminal(
        _("To look at what would come in, add --dry-run; to save it without being asked, --yes.")
    )
    try:
        with bare_terminal(call) as stage:
            stage.read(page)
            options = [
                Option("", _("Save nothing")),
                Option("all", _save_words(len(proposal.facts))),
            ]
            is_meant = bool(stage.choose(None, _("Bring this in?"), options, ""))
    except Move:
        is_meant = False
    if not is_meant:
        raise _nothing_saved()
    return True


def _nothing_saved() -> SystemExit:
    console.say(_("Nothing was saved."))
    return SystemExit(INTERRUPTED)


def _save_words(count: int) -> str:
    return ngettext("Save it", "Save all {count}", count).format(count=count)


def _save(opened: WorkshopFile, proposal: Proposal, place: Place, share: Share) -> None:
    for entry in opened.append([Draft(fact, place, share) for fact in proposal.facts]):
        console.put_id(entry.id)
    count = len(proposal.facts)
    if place == PEOPLE:
        sentence = ngettext("Saved: {count} person.", "Saved: {count} people.", count)
    else:
        sentence = ngettext("Saved: {count} note.", "Saved: {count} notes.", count)
    console.say(" ".join([sentence.format(count=count), *_left_out(proposal)]))


def _left_out(proposal: Proposal) -> Sequence[str]:
    """What is said of what did not come in; no name stands in it, for a terminal keeps it."""
    unread = [column.why_unread for column in proposal.columns if column.why_unread]
    said = []
    if unread:
        kinds_of = ", ".join(dict.fromkeys(unread))
        said.append(_("Not read: {columns}.").format(columns=kinds_of))
    if proposal.left_out:
        rows = "; ".join(left.words() for left in proposal.left_out)
        said.append(_("Left out: {rows}.").format(rows=rows))
    return [*said, *proposal.told]
