"""``start``: a day by its programme, one slot after the other.

Nothing goes on, shrinks or falls away by itself.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, Final

import typer

from coalition_cli.app import completion, console
from coalition_cli.app.context import Call, FileOption, run_command, this_call
from coalition_cli.app.own_window import OwnWindow
from coalition_cli.app.prompt import on_record_afterwards
from coalition_cli.app.session import live, where_it_stands
from coalition_cli.blocks import Heading, Prose
from coalition_cli.catalog import Catalog
from coalition_cli.commands.start.day_choices import turn
from coalition_cli.commands.start.lead import Lead, keep
from coalition_cli.commands.start.slot import hold_slot
from coalition_cli.errors import Problem
from coalition_cli.exit_status import DONE, INTERRUPTED, REFUSED
from coalition_cli.i18n import _
from coalition_cli.model import definition
from coalition_cli.model.entry import PROGRAMME
from coalition_cli.model.programme import Programme
from coalition_cli.model.view_maker import ViewMaker
from coalition_cli.schedule.timetable import Did, day_of, followed, stand, told
from coalition_cli.stage import Option
from coalition_cli.store import WorkshopFile
from coalition_cli.store.side import open_windows

COMMAND: Final = "coalition start"


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("start")(start)


def start(
    context: typer.Context,
    programme: Annotated[
        str,
        typer.Option(
            help="The programme to follow from now on.", autocompletion=completion.programmes
        ),
    ] = "",
    file: FileOption = None,
) -> None:
    """Run the programme of the open workshop from where it stands.

    It says what is next and how late it is. Nothing goes on by itself: you choose, skip, shorten,
    move, or go back.
    """
    call = this_call(context)
    if programme and programme not in call.catalog().programmes():
        raise call.catalog().no_programme(programme)
    console.require_terminal(_("To read a programme: coalition programme show ID"))
    opened = call.open(file)
    window = call.window or OwnWindow()
    call = call._replace(window=window)
    with open_windows.standing(opened.path, call.command):
        lead = _take_the_lead(call, opened, programme)
        with on_record_afterwards(window):
            while _turn(context, lead):
                opened.refresh()
    console.say(where_it_stands(opened))
    console.say(_("Go on with: {command}").format(command=COMMAND))


def _take_the_lead(call: Call, file: WorkshopFile, chosen: str) -> Lead:
    held = call.held(file.workshop, tell=lambda _sentence: None)
    name = chosen or followed(file.workshop) or _ask_programme(call, file, held.catalog)
    programme = held.programme(name)
    if name != followed(file.workshop):
        keep(file, None, "follow", programme=name)
    lead = Lead(call, file, held, programme)
    if newer := held.newer_programme(name):
        _offer(lead, newer)
    dids, first = told(file.workshop), date.fromisoformat(file.workshop.head.date)
    lead.number = day_of(programme, dids, first, date.today()) or _ask_day(lead)
    if not _is_open_today(dids, lead.number):
        # Times are reckoned from the date on which the day is held.
        lead.begin_day()
    return lead


def _offer(lead: Lead, newer: Programme) -> None:
    """Offer the programme as its file has it now; the day goes on by what it was begun with."""
    changed = _("{programme} has changed since this workshop began to follow it.")
    page: list[Any] = [
        Heading(lead.programme.title, 2),
        Prose(changed.format(programme=lead.programme.title)),
    ]
    options = [Option("on", _("Go on as it was"))]
    if _can_go_on_as(newer, lead):
        options.append(Option("newer", _("Take the new one from now on")))
    else:
        page.append(Prose(_("It cannot be taken: a part that was begun is not in it as it was.")))
    if _ask(lead.call, lead.file, page, _("Which one do we follow?"), options) == "newer":
        places, workshop = [PROGRAMME], lead.file.workshop
        kept = definition.kept_as(definition.of_programme(newer), places, workshop)
        lead.keep(None, "follow", programme=newer.id, **kept)
        lead.programme = newer


def _can_go_on_as(newer: Programme, lead: Lead) -> bool:
    """Tell if all that was done with slots, and days, was done with those of ``newer`` too."""
    dids = told(lead.file.workshop)
    touched = {did.slot for did in dids if did.slot}
    known = {(slot.id, slot.kind, slot.exercise) for slot in newer.slots()}
    slots = (slot for slot in lead.programme.slots() if slot.id in touched)
    is_known = all((slot.id, slot.kind, slot.exercise) in known for slot in slots)
    return is_known and max((did.day for did in dids), default=0) <= len(newer.days)


def _is_open_today(dids: Sequence[Did], number: int) -> bool:
    """Tell if the day of this number was begun or ended last on the date of today."""
    of_day = [did for did in dids if not did.slot and did.day == number]
    opened = [did for did in of_day if did.did in ("begin", "end")]
    return bool(opened) and opened[-1].at.date() == date.today()


def _ask_programme(call: Call, file: WorkshopFile, catalog: Catalog) -> str:
    options = []
    for name in catalog.programmes():
        try:
            options.append(Option(name, catalog.programme(name).title))
        except Problem:
            continue  # one with mistakes cannot be followed; `coalition programme check` says which
    if not options:
        raise Problem(_("There is no programme on this machine yet."), REFUSED)
    page = [Heading(file.workshop.head.title, 1)]
    return _ask(call, file, page, _("Which programme do we follow?"), options)


def _ask_day(lead: Lead) -> int:
    dids, now = told(lead.file.workshop), datetime.now()
    numbers = range(1, len(lead.programme.days) + 1)
    days = [stand(lead.programme, dids, now, number) for number in numbers]
    days.sort(key=lambda day: (day.is_ended, day.number))
    told_of = _("Day {number}: {title}")
    options = [
        Option(str(day.number), told_of.format(number=day.number, title=day.day.title))
        for day in days
    ]
    page = [Heading(lead.programme.title, 2)]
    return int(_ask(lead.call, lead.file, page, _("Which day is it today?"), options))


def _ask(
    call: Call, file: WorkshopFile, page: list[Any], prompt: str, options: list[Option]
) -> str:
    view = ViewMaker().of_workshop(file.workshop, "private", title=file.workshop.head.title)
    with live(call, file, view, COMMAND) as (engine, _stage):
        return engine.choose(page, prompt, options)


def _turn(context: typer.Context, lead: Lead) -> bool:
    """Show one page and do what was chosen on it; True if the day goes on here."""
    chosen = ""
    with live(lead.call, lead.file, lead.page_room(), COMMAND, PROGRAMME) as (engine, stage):
        while not chosen:  # pages until one leads out of them
            lead.file.refresh()
            chosen = turn(lead, engine, lambda: stage.room.state().is_unseen)
    if chosen == "leave":
        return False
    if chosen.startswith("people"):
        _run(context, ["people", chosen.partition(" ")[2]])
    elif chosen.startswith("hold "):
        hold_slot(lead, lead.today().row(chosen.partition(" ")[2]))
    return True


def _run(context: typer.Context, words: list[str]) -> None:
    """Run a command as if it had been typed; stopping it leads back to the programme."""
    status = run_command(context, words)
    if status not in (DONE, REFUSED, INTERRUPTED):
        raise SystemExit(status)
