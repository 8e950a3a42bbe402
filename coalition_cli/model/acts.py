"""Acts: what was saved in one write is one thing that somebody did, and is taken back as one."""

from collections.abc import Container, Iterable

from coalition_cli.model.entry import Entry, Place, is_takeable
from coalition_cli.model.newest_wording import dropped
from coalition_cli.model.workshop import Workshop


def act_of(entry: Entry, workshop: Workshop) -> list[Entry]:
    """Return everything that was saved with ``entry``, itself included, in the order of the file.

    One act has one time, and the next one of that laptop another. A merge may have put lines of
    other laptops in between.
    """
    position = workshop.position(entry.id)
    before = _beside(entry, workshop.entries[:position][::-1])
    return [*before[::-1], entry, *_beside(entry, workshop.entries[position + 1 :])]


def newest_act(workshop: Workshop, places: Iterable[Place] | None = None) -> list[Entry]:
    """Return the newest act, at ``places`` or anywhere, that an undo would take back.

    Of it only what still stands; nothing where there is nothing to take back.
    """
    if places is not None:
        places = [*places, *_moved_to(set(places), workshop)]
    newest = workshop.newest_standing(places)
    if newest is None:
        return []
    return [each for each in act_of(newest, workshop) if is_to_take_back(each, workshop)]


def _moved_to(places: Container[Place], workshop: Workshop) -> list[Place]:
    """Return the place to which the newest entry moved a line away from ``places``, if it did."""
    newest = next((each for each in reversed(workshop.entries) if each.op == "add"), None)
    origin = workshop.entry(newest.moved_from) if newest else None
    return [newest.place] if newest and origin and origin.place in places else []


def is_to_take_back(entry: Entry, workshop: Workshop) -> bool:
    """True if ``entry`` says something that stands: a line, a change of one, the end of a step."""
    gone = workshop.taken_back(entry.place)
    is_said = is_takeable(entry) and entry.id not in gone and not entry.is_gone
    return is_said and (entry.op != "edit" or entry.ref not in gone)


def drop_of(entry: Entry, workshop: Workshop) -> Entry | None:
    """Return what took ``entry`` back last; None where it stands."""
    return next(iter(drops_of(entry, workshop)), None)


def drops_of(entry: Entry, workshop: Workshop) -> list[Entry]:
    """Return everything that took ``entry`` back, the newest first: two laptops may both have."""
    entries = workshop.at_place(entry.place)
    gone = dropped(entries)
    if entry.id not in gone:
        return []
    found = (each for each in reversed(entries) if each.ref == entry.id and each.id not in gone)
    return [each for each in found if each.op == "drop"]


def _beside(entry: Entry, entries: Iterable[Entry]) -> list[Entry]:
    """Return those of ``entries`` that belong to the act of ``entry``, up to the next act."""
    found = []
    for each in entries:
        if each.device == entry.device:
            if each.at != entry.at:
                break
            found.append(each)
    return found
