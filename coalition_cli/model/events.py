"""Events that trainers carry home: when each reports, which fell silent, what all reached.

A number that nobody gave is missing; it is never taken as zero.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from coalition_cli.model.actions import Undertaking, iso_day, undertakings
from coalition_cli.model.entry import Entry
from coalition_cli.model.undertaking_marks import EVENT, REPORT_BACK
from coalition_cli.model.workshop import Workshop

ASKED_AFTER: Final = (30, 60, 90)
"""So many days after an event it is asked how it went, unless the room named other days."""

_EARLY: Final = timedelta(days=10)
"""Who reports so shortly before she would be asked is not asked again."""


@dataclass(frozen=True, slots=True)
class Totals:
    """Totals over all events.

    ``unknown`` were held, and nobody said yet how many they reached.
    """

    planned: int
    held: int
    let_go: int
    reached: int
    unknown: int


def events(workshop: Workshop) -> list[Undertaking]:
    """Every event, with all that was heard of it, whoever may read it."""
    return undertakings(workshop, "events")


def check_ins(event: Undertaking) -> list[date]:
    """The days on which it is asked how ``event`` went, the first one first.

    None where no day was ever named.
    """
    named = event.entry.body.get("check_ins")
    if isinstance(named, list):
        days = sorted(filter(None, map(iso_day, named)))
        if days:
            return [date.fromisoformat(day) for day in days]
    first = iso_day(event.entry.body.get(REPORT_BACK))
    held = iso_day(event.newest("date"))
    if first:  # this day was named, the others follow at the usual distance from each other
        return _days_after(first, [after - ASKED_AFTER[0] for after in ASKED_AFTER])
    return _days_after(held, ASKED_AFTER) if held else []


def _days_after(day: str, distances: Iterable[int]) -> list[date]:
    return [date.fromisoformat(day) + timedelta(days=distance) for distance in distances]


def next_check_in(event: Undertaking) -> date | None:
    """The day on which it is asked next how ``event`` went, which may have gone by.

    None if it is not asked again. What was heard last may name that day. Otherwise it is the first
    one that lies clearly after that.
    """
    reports = told(event)
    if reports and reports[-1].body.get("status") == "let go":
        return None
    if not reports:
        return next(iter(check_ins(event)), None)
    named = iso_day(reports[-1].body.get("next_on"))
    if named:
        return date.fromisoformat(named)
    told_last = told_on(reports[-1])
    if not told_last:
        return next(iter(check_ins(event)), None)
    heard_on = date.fromisoformat(told_last)
    return next((day for day in check_ins(event) if day > heard_on + _EARLY), None)


def is_silent(event: Undertaking, today: date) -> bool:
    """True if a day on which ``event`` was to report has gone by and nothing was heard."""
    asked = next_check_in(event)
    return asked is not None and asked < today


def silent(found: Iterable[Undertaking], today: date) -> list[Undertaking]:
    """Those whose call is due, the longest silence first."""
    due = [event for event in found if is_silent(event, today)]
    return sorted(due, key=lambda event: (next_check_in(event) or today, event.order))


def told(event: Undertaking) -> list[Entry]:
    """The reports among what was heard: "nothing heard" is none.

    An unplanned event is its own first report.
    """
    own = [event.entry] if EVENT in event.entry.body else []
    news = [entry for entry in event.news if entry.body.get("status") != "open" or entry.text]
    return own + news


def told_on(report: Entry) -> str:
    """The day on which a report was given, ISO 8601; it may have been typed in later.

    Empty where another program wrote it down with no time.
    """
    return iso_day(report.body.get("told_on")) or iso_day(report.at[:10])


def reached(event: Undertaking) -> int | None:
    """The number of people ``event`` reached, as last said; None where nobody said."""
    number = event.newest("reached")
    return number if type(number) is int and number >= 0 else None


def is_held(event: Undertaking) -> bool:
    """True if it took place."""
    return str(event.newest("status")) == "done"


def has_more_to_come(what: Undertaking) -> bool:
    """True if it is still open; an event that was held is, as long as it is asked about."""
    if what.of == "events" and what.newest("status") == "done":
        return next_check_in(what) is not None
    return not what.is_over


def totals(found: Iterable[Undertaking]) -> Totals:
    """Totals over the events ``found``."""
    every = list(found)
    held = [event for event in every if is_held(event)]
    numbers = [reached(event) for event in held]
    return Totals(
        planned=len(every),
        held=len(held),
        let_go=sum(event.newest("status") == "let go" for event in every),
        reached=sum(number for number in numbers if number is not None),
        unknown=sum(number is None for number in numbers),
    )
