"""The entry that a number at the shell means, and the name by which people are told of it."""

from typing import Annotated

import typer

from coalition_cli.app import console
from coalition_cli.clock import local_time
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model.entry import Entry, share_level
from coalition_cli.model.workshop import Workshop

_WHICH = "Its number in: coalition show --numbers. Or its id, or the end of its id."

Which = Annotated[str, typer.Argument(metavar="NUMBER", help=_WHICH)]
WhichOrLast = Annotated[str, typer.Argument(metavar="[NUMBER]", help=_WHICH)]


def find_entry(workshop: Workshop, word: str) -> Entry:
    """Return the entry meant by its number, its id, or the end of its id (from four characters)."""
    entries = workshop.entries
    number = word.removeprefix("#")
    if number.isdecimal() and len(number) < 10 and 1 <= int(number) <= len(entries):
        return entries[int(number) - 1]
    wanted = word.strip().upper()
    is_end = len(wanted) >= 4
    found = [
        entry for entry in entries if entry.id == wanted or (is_end and entry.id.endswith(wanted))
    ]
    if len(found) != 1:
        sentence = _(
            "No single entry goes by {word}. The numbers stand in: coalition show --numbers"
        )
        raise Problem(sentence.format(word=word))
    return found[0]


def refuse_moved(entry_id: str, workshop: Workshop) -> None:
    """Raise the ``Problem`` of an entry that was moved: it stands under another number now."""
    moved = workshop.moved_to(entry_id)
    if moved:
        sentence = _("It was moved: as it stands now it is number {number}.")
        raise Problem(sentence.format(number=workshop.number(moved[-1].id)))


def name_of(entry: Entry, workshop: Workshop, *, is_on_held_screen: bool = False) -> str:
    """Return the name of an entry: its number, place and time, and words that the room may read.

    On a terminal the words are left out, since what is said here stays to be scrolled back to;
    unless it is said on the screen that is given back.
    """
    telling = {
        "edit": _("{number}, a change in {where} at {time}"),
        "done": _("{number}, the end of {where} at {time}"),
        "drop": _("{number}, what was taken back in {where} at {time}"),
    }
    where = ".".join(part for part in (entry.place.exercise, entry.place.step) if part)
    told = telling.get(entry.op, _("{number}, said in {where} at {time}"))
    named = told.format(
        number=workshop.number(entry.id),
        where=where or _("the workshop"),
        time=local_time(entry.at),
    )
    leaves_nothing = is_on_held_screen or not console.is_on_terminal()
    is_shown = leaves_nothing and share_level(entry.share) >= share_level("participants")
    words = entry.text if is_shown else ""
    short = words if len(words) <= 40 else words[:39] + "…"
    return named + (f" “{short}”" if short else "")
