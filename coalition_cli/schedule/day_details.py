"""Details that a programme tells of a day: who leads, its parts, its rests and its end."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from coalition_cli.model.programme import Programme
from coalition_cli.model.workshop import Workshop
from coalition_cli.phrasing.sentences import listed
from coalition_cli.schedule.timetable import Did, day_of, days_begun, stand, told


def announced(programme: Programme, workshop: Workshop, now: datetime) -> dict[str, str]:
    """Details that ``programme`` gives for the day of ``now``, by the names of defaults.

    These names are those of ``default_details``. The times are the planned ones, as they hang on
    the wall: what is late today is for whoever leads. What was put aside is not among them. Where
    nobody can say which day it is, only what holds for every day is given.
    """
    dids = told(workshop)
    known = {"group_name": programme.group_name, "lead": programme.lead, "host": programme.host}
    number = day_of(
        programme, dids, date.fromisoformat(workshop.head.date), now.date()
    ) or _begun_last(programme, dids)
    if number:
        known |= _of_day(programme, dids, now, number)
    return {name: words for name, words in known.items() if words}


def _begun_last(programme: Programme, dids: Sequence[Did]) -> int:
    begun = days_begun(programme, dids)
    return begun[-1].day if begun else 0


def _of_day(
    programme: Programme, dids: Sequence[Did], now: datetime, number: int
) -> dict[str, str]:
    today = stand(programme, dids, now, number)
    held = [row for row in today.rows if row.status != "skipped" and row.planned]
    stretches = [list(rows) for _is_rest, rows in groupby(held, key=lambda row: row.slot.is_rest)]
    working = [at for at, rows in enumerate(stretches) if not rows[0].slot.is_rest]
    if not working:
        return {}
    # Tea on arrival and a meal at the end interrupt nothing.
    between = stretches[working[0] : working[-1]]
    rests = [rows[0].planned for rows in between if rows[0].slot.is_rest]
    return {
        "n": str(len(working)),
        "break_times": listed([planned.strftime("%H:%M") for planned in rests if planned]),
        "until": today.planned_end.strftime("%H:%M"),
    }
