"""Planned and held: what became of each slot of the programme, for the organizers.

It needs no programme file.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from coalition_cli.blocks import Block, Column, Heading, Prose, Table
from coalition_cli.i18n import _
from coalition_cli.model.entry import PROGRAMME
from coalition_cli.model.programme import clock
from coalition_cli.model.workshop import Workshop
from coalition_cli.phrasing.dates import in_doubt_told, long_form, sentence_of_doubt
from coalition_cli.phrasing.spans import span
from coalition_cli.schedule.timetable import Did, told


def time_rows(workshop: Workshop, doubtful: Collection[str] = ()) -> list[dict[str, Any]]:
    """The slots in the order in which something was done with them, minutes planned and held.

    Nothing where no programme was followed. The hour of what rests on an entry that is ``doubtful``
    is marked. ``held`` is None for what was not held, ``day`` is there where there were several.
    """
    dids = [did for did in told(workshop) if did.slot]
    about = {str(entry.body.get("slot")): entry.body for entry in workshop.standing(PROGRAMME)}
    in_doubt = {
        str(entry.body.get("slot"))
        for entry in workshop.standing(PROGRAMME)
        if entry.id in doubtful and isinstance(entry.body.get("slot"), str)
    }
    days = {did.at.date() for did in dids}
    rows = []
    for slot in dict.fromkeys(did.slot for did in dids):
        here = [did for did in dids if did.slot == slot]
        minutes, began = _held(slot, dids)
        wanted = about[slot].get("planned")
        row = {
            "slot": slot,
            "title": str(about[slot].get("title") or slot),
            "began": in_doubt_told(began) if began and slot in in_doubt else began or None,
            "planned": wanted if isinstance(wanted, int) else 0,
            "held": minutes if began else None,
            "state": _state(here),
        }
        rows.append({**row, "day": here[0].at.date().isoformat()} if len(days) > 1 else row)
    return rows


def timing(rows: Sequence[Mapping[str, Any]], *, has_doubts: bool = False) -> list[Block]:
    """The ``rows`` of ``time_rows`` as a table, under the days where there were several."""
    if not rows:
        return []
    cells, day = [], None
    for row in rows:
        if "day" in row and row["day"] != day:
            day = row["day"]
            cells.append(("", long_form(date.fromisoformat(day)), "", "", ""))
        held = "" if row["held"] is None else str(row["held"])
        cells.append((row["began"] or "", row["title"], str(row["planned"]), held, row["state"]))
    columns = (
        Column(_("Began"), is_number=True),
        Column(_("What")),
        Column(_("Planned"), is_number=True),
        Column(_("Held"), is_number=True),
        Column(_("State")),
    )
    began = [row for row in rows if row["held"] is not None]
    words = _("What was held took {held}; planned for it: {planned}.")
    in_all = words.format(
        planned=span(sum(row["planned"] for row in began)),
        held=span(sum(row["held"] for row in began)),
    )
    remark = [Prose(sentence_of_doubt())] if has_doubts else []
    heading = Heading(_("Time: planned and held"))
    return [heading, Table(columns, tuple(cells)), Prose(in_all), *remark]


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
