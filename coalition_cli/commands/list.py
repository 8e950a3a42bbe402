"""``list``: workshops, exercises, programmes, exports."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from coalition_cli.app import console
from coalition_cli.app.context import Call, FileOption, this_call
from coalition_cli.errors import Problem
from coalition_cli.i18n import _, ngettext
from coalition_cli.sanitize import for_screen
from coalition_cli.store import paths

_LONG: Final = {"min", "usual", "max"}


class Shelf(StrEnum):
    """The shelves that can be listed."""

    workshops = "workshops"
    exercises = "exercises"
    programmes = "programmes"
    exports = "exports"


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("list")(list_shelf)


def list_shelf(
    context: typer.Context,
    shelf: Annotated[
        Shelf,
        typer.Argument(metavar="[workshops|exercises|programmes|exports]", help="What to list."),
    ] = Shelf.workshops,
    file: FileOption = None,
) -> None:
    """List the workshops on this machine, exercises, or programmes.

    "exports" lists what was exported of the open workshop, when and for whom, and what of it must
    be called back or written anew.
    """
    call = this_call(context)
    if shelf is Shelf.workshops:
        _list_workshops(file or call.named_file)
    elif shelf is Shelf.exercises:
        _list_exercises(call)
    elif shelf is Shelf.exports:
        _list_exports(call, file)
    else:
        _list_programmes(call)


def _list_programmes(call: Call) -> None:
    """Put one line a programme: its id, its title, its length; or that it has mistakes."""
    # price: the timetable, 15 ms, and a list of exercises comes without it
    from coalition_cli.schedule.day_page import length_words

    catalog = call.catalog()
    for name in catalog.programmes():
        try:
            found = catalog.programme(name)
            console.put(f"{name}\t{found.title}\t{length_words(found)}")
        except Problem:
            command = f"coalition programme check {name}"
            console.put(f"{name}\t" + _("has mistakes: {command}").format(command=command))
    if not catalog.programmes():
        console.say(_("There is no programme on this machine yet."))


def _list_exercises(call: Call) -> None:
    """Put one line an exercise: its id, title, minutes, intensity and form."""
    catalog = call.catalog()
    for name in catalog.ids():
        head = catalog.headline(name)
        minutes = head.get("minutes")
        long = (
            "{usual} ({min}-{max})".format_map(minutes)
            if isinstance(minutes, dict) and set(minutes) >= _LONG
            else ""
        )
        told = [
            name,
            head.get("title") or name,
            long,
            head.get("intensity") or "",
            head.get("form") or "",
        ]
        console.put("\t".join(for_screen(str(each)).replace("\n", " ") for each in told))


def _list_exports(call: Call, file: Path | None) -> None:
    """Put one line an export: when, for whom, the names of its files, and what became of it."""
    # price: the workshop's model, 15 ms, and a list of exercises comes without it
    from coalition_cli.app.recall_words import how_to_write_anew, is_open, what_became
    from coalition_cli.clock import local_time
    from coalition_cli.model import export_log

    workshop = call.open(file).workshop
    found = export_log.exports(workshop)
    is_any_open = False
    for each in found:
        since = export_log.became_of(each, workshop)
        names = ", ".join(for_screen(name) for name in each.files)
        told = (local_time(each.at, with_day=True), for_screen(each.audience), names)
        console.put("\t".join((*told, what_became(each, since, found))))
        is_any_open = is_any_open or is_open(each, since, found)
    if is_any_open:
        console.say(how_to_write_anew())
    if not found:
        console.say(_("Nothing was exported of this workshop yet."))


def _list_workshops(named: Path | None) -> None:
    """Put one line a workshop: a star if commands mean it, its day, title, entries and path.

    Of a sealed one: when it was sealed, its code name and its label.
    """
    # price: the database, 20 ms, and a list of exercises comes without it
    from coalition_cli.app.known_workshops import known_workshops

    meant = (named or paths.last_open() or Path()).absolute()
    known = known_workshops(named)
    for each in known:
        mark = "*" if each.path == meant else " "
        if each.is_sealed and not each.trouble:
            row = (f"{mark} {each.when_sealed}", each.path.name, each.label, str(each.path))
            console.put("\t".join(row))
        elif each.trouble:
            console.put(f"{mark} {each.path}\t{each.trouble}")
        else:
            count = ngettext("{count} entry", "{count} entries", each.entries)
            entries = count.format(count=each.entries)
            title = for_screen(each.title)
            console.put(f"{mark} {each.date}\t{title}\t{entries}\t{each.path}")
    if not known:
        console.say(_('No workshop on this machine yet. Make one with: coalition new "Its title"'))
