"""``quotes``: the consent of speakers to the use of their words, changed at any time."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final

import typer

from coalition_cli import kinds
from coalition_cli.app import console
from coalition_cli.app.confirmed import is_taken_out
from coalition_cli.app.context import Call, FileOption, this_call
from coalition_cli.app.files_beside import clear_beside
from coalition_cli.app.line_argument import RunOption, as_argument, room_of
from coalition_cli.app.prompt import terminal
from coalition_cli.app.recall_words import how_to_write_anew
from coalition_cli.app.record import record_in
from coalition_cli.app.withdrawal_report import tell_withdrawn
from coalition_cli.blocks import Heading, Prose, Quote
from coalition_cli.clock import local_time
from coalition_cli.errors import Problem
from coalition_cli.exit_status import INTERRUPTED, USAGE
from coalition_cli.i18n import _
from coalition_cli.methods.consent import consents, readers
from coalition_cli.model import export_log
from coalition_cli.model.by_run import exercise_at
from coalition_cli.model.entry import Entry, Fact, Share, as_share, share_level
from coalition_cli.model.view_maker import FindExercise
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.named_lines import Room, as_line, find_line, line_name, run_option
from coalition_cli.run.withdrawal_told import told_before
from coalition_cli.stage import Move, Option
from coalition_cli.store import WorkshopFile

if TYPE_CHECKING:
    from coalition_cli.terminal import Terminal

_WHICH: Final = "A quote: its number in this list. Without it: all of them, to choose from."
_WITHDRAW, _CLOSE = "withdraw", ""


class Consent(StrEnum):
    """The consent to the use of words, from the narrowest."""

    none = "none"
    anonymous = "anonymous"
    named = "named"


class Audience(StrEnum):
    """The audience of a quote that may be used."""

    organizer = "organizer"
    participants = "participants"
    donor = "donor"


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("quotes")(quotes)


def quotes(
    context: typer.Context,
    line: Annotated[str, typer.Argument(metavar="[LINE]", help=_WHICH)] = "",
    consent: Annotated[
        Consent | None, typer.Option("--consent", help="What she allows now.")
    ] = None,
    share: Annotated[Audience | None, typer.Option("--share", help="Who may read it.")] = None,
    asked: Annotated[
        bool,
        typer.Option("--asked", help="She was asked alone and said so: needed for anything wider."),
    ] = False,
    run: RunOption = 0,
    file: FileOption = None,
) -> None:
    """The quotes, and what their speakers allow; changed or withdrawn at any time.

    This is a private list: keep it off the wall. A narrower yes, or a no, counts at once; for a
    wider one she is asked.
    """
    call = this_call(context)
    opened = call.open(file)
    room = room_of(call, opened, run)
    quote = as_argument(lambda: _quote(line, room)) if line or consent or share else None
    if quote and (consent or share):
        _change(quote, consent, share, opened, is_asked=asked)
        return
    if not console.is_on_terminal():
        for entry in [quote] if quote else _quotes(opened.workshop, room.find):
            name = _name_of(entry, opened.workshop)
            console.put("\t".join([name, *_told(entry, opened.workshop)]))
        return
    _live(call, opened, room, quote)


def _live(call: Call, opened: WorkshopFile, room: Room, quote: Entry | None) -> None:
    """Ask what becomes of the quote that is named; of one after the other if none is."""
    try:
        if quote:
            _change_live(call, opened, quote)
            return
        while entry := _choose_quote(call, opened, room.find):
            _change_live(call, opened, entry)
    except Move:
        raise SystemExit(INTERRUPTED) from None


def _change_live(call: Call, opened: WorkshopFile, entry: Entry) -> None:
    """Ask what becomes of one quote, and keep it."""
    with terminal(call, opened) as stage:
        wish = _ask(entry, opened.workshop, stage)
    if wish == (_WITHDRAW, _WITHDRAW):
        _withdraw(call, opened, entry)
    elif wish:
        consent, share = wish
        audience = Audience(share) if share else None
        _change(entry, Consent(consent), audience, opened, is_asked=True)


def _choose_quote(call: Call, opened: WorkshopFile, find: FindExercise) -> Entry | None:
    found = {_name_of(entry, opened.workshop): entry for entry in _quotes(opened.workshop, find)}
    if not found:
        console.say(_("There are no quotes yet."))
        return None
    options = [Option(_CLOSE, _("Close"))]
    options += [
        Option(name, " · ".join([name, *_told(entry, opened.workshop)]))
        for name, entry in found.items()
    ]
    with terminal(call, opened) as stage:
        private = Prose(_("Private: a story belongs to its teller. Keep this off the wall."))
        stage.open_page([Heading(_("Quotes"), 2), private])
        return found.get(stage.choose(None, _("Which one?"), options, _CLOSE))


def _ask(entry: Entry, workshop: Workshop, stage: "Terminal") -> tuple[str, str] | None:
    """Ask what she allows now, and for whom; None if all stays as it is."""
    stage.open_page([Heading(_("Quote {line}").format(line=_name_of(entry, workshop)), 2)])
    now = _("Now: {what}").format(what=" · ".join(_told(entry, workshop)[:3]))
    stage.show([Quote(entry.text, workshop.names_of(entry)), Prose(now, "quiet")])
    options = [Option(_CLOSE, _("Leave it as it is")), *consents()]
    options.append(Option(_WITHDRAW, _("Take her words out of the file for good")))
    said = stage.choose(None, _("She is asked alone. What does she say now?"), options, _CLOSE)
    if said in (_CLOSE, _WITHDRAW):
        return (said, said) if said else None
    share = (
        stage.choose(None, _("Who may read them?"), readers(), "organizer")
        if said != "none"
        else ""
    )
    if not _is_wider(entry, said, share or "private"):
        return said, share
    options = [
        Option("no", _("Not yet; leave it as it was")),
        Option("yes", _("Yes: she said it herself, and knows who will read it")),
    ]
    asked = stage.choose(None, _("This is wider than before. Was she asked alone?"), options, "no")
    return (said, share) if asked == "yes" else None


def _change(
    entry: Entry,
    consent: Consent | None,
    share: Audience | None,
    opened: WorkshopFile,
    *,
    is_asked: bool,
) -> None:
    """Keep what she allows now.

    Raises a ``Problem`` for something wider that she was not asked about.
    """
    said = consent.value if consent else str(entry.body.get("consent") or Consent.none)
    level: Share = "private"
    if said != Consent.none:
        level = as_share(share.value) if share else entry.share
        if level == "private":
            raise Problem(
                _("Say who may read it too: --share organizer, participants or donor."), USAGE
            )
    elif share:
        raise Problem(
            _("Nobody reads words that may not be used: leave out --share, or say --consent too."),
            USAGE,
        )
    if (said, level) == (entry.body.get("consent"), entry.share):
        console.say(_("That is what she allowed already; nothing was changed."))
        return
    if not is_asked and _is_wider(entry, said, level):
        sentence = _(
            "This is wider than what she allowed. Ask her alone first, then add --asked. Nothing "
            "was changed."
        )
        raise Problem(sentence)
    record = record_in(opened)
    name = _name_of(entry, opened.workshop)
    console.put(
        record(
            Fact({**entry.body, "consent": said}, entry.by, level, "edit", entry.id),
            entry.place,
            level,
        ).id
    )
    console.say(_("Quote {line} is kept as she allows it now.").format(line=name))
    _tell_what_was_sent(entry, said, level, opened.workshop)


def _tell_what_was_sent(entry: Entry, consent: str, share: Share, workshop: Workshop) -> None:
    """Name the exports that still say more than she allows now."""
    lost_name = entry.body.get("consent") == Consent.named and consent != Consent.named
    wordings = {each.id for each in workshop.entries if entry.id in (each.id, each.ref)}
    is_any_told = False
    for each in export_log.holding(workshop, wordings):
        if lost_name or share_level(share) < share_level(each.level):
            sentence = _(
                "May still hold what she allowed before: the export of {time} for {audience}: "
                "{files}"
            )
            when, names = local_time(each.at, with_day=True), ", ".join(each.files)
            console.say(sentence.format(time=when, audience=each.audience, files=names))
            is_any_told = is_any_told or each.audience != export_log.FOR_A_LAPTOP
    if is_any_told:
        console.say(how_to_write_anew())


def _withdraw(call: Call, opened: WorkshopFile, entry: Entry) -> None:
    workshop = opened.workshop
    question = _("Gone for good: quote {line}").format(line=_name_of(entry, workshop))
    told = told_before(as_line(entry, workshop), workshop, shows_words=True)
    if is_taken_out(call, opened, question, [*told.goes, *told.cuts]):
        done = opened.withdraw(entry.id)
        tell_withdrawn(done, workshop, told)
        clear_beside(call, opened, done.gone)
    else:
        console.say(_("Nothing was withdrawn."))


def _is_wider(entry: Entry, consent: str, share: str) -> bool:
    """True if this allows anything that she did not allow before."""
    levels = list(Consent)
    before = str(entry.body.get("consent") or Consent.none)
    known = levels.index(Consent(before)) if before in levels else 0
    if consent == Consent.none:
        return False
    return levels.index(Consent(consent)) > known or share_level(as_share(share)) > share_level(
        entry.share
    )


def _quotes(workshop: Workshop, find: FindExercise) -> list[Entry]:
    """Return every quote that stands, in the order in which they were said."""
    found = []
    for place in dict.fromkeys(entry.place for entry in workshop.entries if entry.place.exercise):
        exercise = exercise_at(place, find)
        steps = [step for step in exercise.steps if step.id == place.step] if exercise else []
        standing = workshop.standing(place)
        found += [
            entry
            for entry in standing
            if entry.text and ("consent" in entry.body or any(map(kinds.takes_quotes, steps)))
        ]
    return sorted(found, key=lambda entry: workshop.position(entry.id))


def _quote(word: str, room: Room) -> Entry:
    """Return the quote that ``word`` names, as it stands. Raises ``Problem`` for what is none."""
    if word:
        standing = find_line(word, room).standing
        found = [each for each in _quotes(room.workshop, room.find) if each == standing]
        if found:
            return found[0]
    raise Problem(
        _("No quote goes by {word}. The numbers stand in: coalition quotes").format(
            word=word or "—"
        )
    )


def _name_of(entry: Entry, workshop: Workshop) -> str:
    return line_name(entry, workshop) + run_option(entry.place, workshop)


def _told(entry: Entry, workshop: Workshop) -> list[str]:
    """Return the columns of a quote: its consent, its audience, its speaker, its words."""
    consent = str(entry.body.get("consent") or "")
    allowed = {
        "": _("not asked yet"),
        "none": _("not to be used"),
        "anonymous": _("without a name"),
        "named": _("with her name"),
    }
    return [
        allowed.get(consent, consent),
        entry.share,
        workshop.names_of(entry),
        entry.text.replace("\n", " "),
    ]
