"""``undo``: what was saved last, or an entry that is named, taken back."""

import typer

from coalition_cli.app import console
from coalition_cli.app.context import FileOption, this_call
from coalition_cli.app.entry_by_number import WhichOrLast, find_entry, name_of, refuse_moved
from coalition_cli.app.record import record_in
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model.entry import Entry
from coalition_cli.model.newest_wording import dropped
from coalition_cli.model.workshop import Workshop
from coalition_cli.run import engine


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("undo")(undo)


def undo(context: typer.Context, entry: WhichOrLast = "", file: FileOption = None) -> None:
    """Take back what was saved last, or the entry named.

    Undoing an undo brings back what it took.
    """
    opened = this_call(context).open(file)
    workshop = opened.workshop
    target = find_entry(workshop, entry) if entry else workshop.newest_standing()
    if target is None:
        raise Problem(_("There is nothing to take back."))
    _check_standing(target, workshop)
    at_place = workshop.at_place(target.place)
    brought = next((each for each in at_place if each.id == target.ref), None)
    console.put(engine.undo(target, record_in(opened)).id)
    number = len(workshop.entries)
    if target.op == "drop" and brought:
        said = _("Brought again: {what}. To take it back once more: coalition undo {number}")
        console.say(said.format(what=name_of(brought, workshop), number=number))
    else:
        said = _("Taken back: {what}. To bring it again: coalition undo {number}")
        console.say(said.format(what=name_of(target, workshop), number=number))


def _check_standing(entry: Entry, workshop: Workshop) -> None:
    """Raise the ``Problem`` of an entry that an undo cannot take back, since it is gone already."""
    refuse_moved(entry.id, workshop)
    entries = workshop.at_place(entry.place)
    gone = dropped(entries)
    withdrawn = {each.ref for each in entries if each.op == "withdraw"}
    if entry.op == "withdraw" or entry.id in withdrawn:
        raise Problem(_("What was withdrawn is gone for good and cannot be brought again."))
    if entry.id in gone:
        drop = next(
            each for each in reversed(entries) if each.ref == entry.id and each.id not in gone
        )
        sentence = _("It is taken back already. To bring it again: coalition undo {number}")
        raise Problem(sentence.format(number=workshop.number(drop.id)))
