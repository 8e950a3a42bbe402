"""Planned and held: what became of each slot of the programme, for the organizers.

It needs no programme file.
"""

from collections.abc import Collection, Sequence

from coalition_cli.blocks import Block, Column, Heading, Prose, Table
from coalition_cli.i18n import _
from coalition_cli.model.entry import PROGRAMME
from coalition_cli.model.programme import clock
from coalition_cli.model.view import View
from coalition_cli.phrasing.dates import in_doubt_told, long_form, sentence_of_doubt
from coalition_cli.phrasing.spans import span
from coalition_cli.schedule.timetable import Did, told


def timing(views: Sequence[View], doubtful: Collection[str] = ()) -> list[Block]:
    """The slots in the order in which something was done with them.

    Nothing where no programme was followed. What rests on the time of an entry that is ``doubtful``
    is marked.
    """
    if not views:
        return []
    workshop = views[0].workshop
    dids = [did for did in told(workshop) if did.slot]
    about = {str(entry.body.get("slot")): entry.body for entry in workshop.standing(PROGRAMME)}
    in_doubt = {
        str(entry.body.get("slot"))
        for entry in workshop.standing(PROGRAMME)
        if entry.id in doubtful and isinstance(entry.body.get("slot"), str)
    }
    rows, planned, held = [], 0, 0
    days = {did.at.date() for did in dids}
    day = None
    for slot in dict.fromkeys(did.slot for did in dids):
        here = [did for did in dids if did.slot == slot]
        if len(days) > 1 and here[0].at.date() != day:
            day = here[0].at.date()
            rows.append(("", long_form(day), "", "", ""))
        minutes, began = _held(slot, dids)
        wanted = about[slot].get("planned")
        wanted = wanted if isinstance(wanted, int) else 0
        state = _state(here)
        if began:
            planned, held = planned + wanted, held + minutes
        title = str(about[slot].get("title") or slot)
        if began and slot in in_doubt:
            began = in_doubt_told(began)
        rows.append((began, title, str(wanted), str(minutes) if began else "", state))
    if not rows:
        return []
    columns = (
        Column(_("Began"), is_number=True),
        Column(_("What")),
        Column(_("Planned"), is_number=True),
        Column(_("Held"), is_number=True),
        Column(_("State")),
    )
    words = _("What was held took {held}; planned for it: {planned}.")
    told_in_all = Prose(words.format(planned=span(planned), held=span(held)))
    remark = [Prose(sentence_of_doubt())] if in_doubt else []
    heading = Heading(_("Time: planned and held"))
    return [heading, Table(columns, tuple(rows)), told_in_all, *remark]


def _held(slot: str, dids: Sequence[Did]) -> tuple[int, str]:
    """Return for how many minutes a slot was held, and when it first began.

    An open end lasts until something else began.
    """
    seconds, since, began = 0.0, None, ""
    for did in dids:
        if (
            since is not None
            and (did.slot == slot or did.did == "begin")
            and did.did not in ("minutes", "move")
        ):
            seconds += max(0.0, (did.at - since).total_seconds())
            since = None
        if did.slot == slot and did.did == "begin":
            since = did.at
            began = began or clock(did.at.hour * 60 + did.at.minute)
    return round(seconds / 60), began


def _state(here: Sequence[Did]) -> str:
    last = next((did for did in reversed(here) if did.did != "minutes"), None)
    others = [did for did in here if did.did == "minutes"]
    match last.did if last else "":
        case "skip":
            return _("put aside")
        case "move":
            return _("moved to day {number}").format(number=last.day if last else 0)
        case "back":
            return _("not held")
    return _("given {time}").format(time=span(others[-1].minutes)) if others else ""
