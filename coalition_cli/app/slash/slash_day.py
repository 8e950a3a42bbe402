"""``/day``: the page of the day that is held, to be looked at from any prompt."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from coalition_cli.app.day_pages import bounds_of, look_at_whole_day, page_of_day
from coalition_cli.app.slash.at_prompt import AtPrompt
from coalition_cli.app.slash.slash_command import SlashCommand
from coalition_cli.i18n import N_, _
from coalition_cli.model.programme import Programme
from coalition_cli.run.engine import Choice
from coalition_cli.schedule.day_page import ended_page
from coalition_cli.schedule.timecuts import ways_out
from coalition_cli.schedule.timetable import Today, day_of, days_begun, followed, stand, told
from coalition_cli.stage import Option
from coalition_cli.terminal.key_bindings import Way

if TYPE_CHECKING:
    from coalition_cli.model.workshop import Workshop

_LEADS: Final = "coalition start"
"""The command at whose pages between the steps the day stands anyway."""
_BACK: Final = "back"
_WHOLE: Final = "whole"


def today_of(programme: Programme, workshop: "Workshop") -> Today:
    """The day of ``programme`` that is held as it stands now.

    It is the one of this date, else the one begun last, else the first.
    """
    dids, now = told(workshop), datetime.now()
    begun = days_begun(programme, dids)
    last = begun[-1].day if begun else 1
    first = date.fromisoformat(workshop.head.date)
    return stand(programme, dids, now, day_of(programme, dids, first, now.date()) or last)


def _day(at: AtPrompt, _words: list[str]) -> str:
    at.file.refresh()
    workshop = at.file.workshop
    name = followed(workshop)
    if not name:
        return _("This workshop follows no programme. To begin one: coalition start")
    programme = at.held.programme(name)

    def draw() -> Choice:
        today = today_of(programme, workshop)
        options = [Option(_BACK, _("Back")), Option(_WHOLE, _("The whole day"))]
        if today.is_ended:
            return Choice(ended_page(today), _("The day"), options)
        has_tomorrow = today.number < len(programme.days)
        ways = ways_out(today, lambda slot: bounds_of(slot, at.held), has_tomorrow=has_tomorrow)
        page = page_of_day(programme, today, ways, is_unseen=at.is_unseen())
        return Choice(page, _("The day"), options)

    while at.choose_private(draw) == _WHOLE:
        today = today_of(programme, workshop)
        look_at_whole_day(at.choose_private, today, at.is_unseen, _("Back"))
    return ""


def _ways(at: AtPrompt) -> Sequence[Way]:
    is_page_of_day = at.call.command == _LEADS and at.seat.step is None
    if is_page_of_day or not followed(at.file.workshop):
        return ()
    return [Way("/day", _("The day: what comes next"), "/day", "day")]


DAY: Final = SlashCommand(
    "day",
    "/day",
    N_("The day: what is held, what comes next, and when."),
    _day,
    ways=_ways,
    not_in_sitting=N_(
        "This laptop cannot read which programme is followed. Look at the day where the workshop"
        " is opened with its key."
    ),
)
