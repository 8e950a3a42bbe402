"""How late a day is, in words."""

from datetime import datetime

from coalition_cli.i18n import _
from coalition_cli.phrasing.spans import span
from coalition_cli.schedule.timetable import Today


def pace(today: Today) -> str:
    """The day against its programme, as one line."""
    ends, planned = time_of(today.ends), time_of(today.planned_end)
    behind = today.behind
    if behind > 0:
        words = _("{time} behind: the day would end at {ends} instead of {planned}.")
        return words.format(time=span(behind), ends=ends, planned=planned)
    if behind < 0:
        words = _("{time} in hand: the day would end at {ends} instead of {planned}.")
        return words.format(time=span(-behind), ends=ends, planned=planned)
    return _("On time: the day ends at {planned}, as planned.").format(planned=planned)


def pace_in_short(today: Today) -> str:
    """The same in two or three words, for the first line of a desk."""
    if today.behind > 0:
        return _("{time} behind").format(time=span(today.behind))
    if today.behind < 0:
        return _("{time} in hand").format(time=span(-today.behind))
    return _("on time")


def time_of(moment: datetime | None) -> str:
    """A moment as a clock shows it; empty where there is none."""
    return moment.strftime("%H:%M") if moment else ""
