"""The slides between exercises: what comes next today, and the thanks when the day is over."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from coalition_cli import kinds
from coalition_cli.i18n import _
from coalition_cli.model.programme import Programme
from coalition_cli.model.view import View
from coalition_cli.model.view_maker import finder_of
from coalition_cli.phrasing.dates import long_form
from coalition_cli.phrasing.spans import span
from coalition_cli.schedule.lateness import time_of
from coalition_cli.schedule.timetable import Row, Today, days_begun, stand, told
from coalition_cli.slide import Pair, Pairs, Part, Slide, Stage, Words
from coalition_cli.summary.data import runs_of, view_of
from coalition_cli.summary.next_meeting import meeting_of

_SHOWN_AHEAD: Final = 4
"""How many parts of the day stand below the next one."""


def today_of(programme: Programme | None, view: View, now: datetime) -> Today | None:
    """The day of ``programme`` that was begun last, as it stands ``now``; None for none."""
    dids = told(view.workshop)
    begun = days_begun(programme, dids) if programme else []
    if programme is None or not begun:
        return None
    return stand(programme, dids, now, begun[-1].day)


def is_over(today: Today | None) -> bool:
    """True if nothing of the day is to come, and nothing of it is held."""
    return today is not None and (today.is_ended or not (today.waiting or today.running))


def day_slide(today: Today) -> Slide:
    """What is next and when it ends, and the times of what comes after it."""
    following = today.next
    if following is None:
        return Slide(_("Our day"), manner="still")
    ahead = tuple(_row(row) for row in today.waiting[1 : 1 + _SHOWN_AHEAD])
    stage: Stage = (Words(following.slot.title, "strong"), *_how_long(following))
    return Slide(
        question=_("Next"),
        stages=((*stage, *([Pairs(ahead)] if ahead else [])),),
        foot=(Words(_("It is {time}.").format(time=time_of(today.now)), "quiet"),),
        place=_("Our day"),
        sign=long_form(today.now.date()),
        manner="still",
    )


def _how_long(row: Row) -> tuple[Words, ...]:
    starts = row.starts or row.planned
    if not row.minutes or starts is None:
        return ()
    ends = time_of(starts + timedelta(minutes=row.minutes))
    return (Words(_("{time}, to {end}").format(time=span(row.minutes), end=ends)),)


def _row(row: Row) -> Pair:
    return Pair(time_of(row.starts or row.planned), row.slot.title)


def end_slide(view: View, cared: Sequence[str]) -> Slide:
    """Thanks; the room's own line, when it meets again, and who is there afterwards (``cared``)."""
    workshop, find = view.workshop, finder_of(view)
    runs = [view_of(workshop, run, find, view.audience) for run in runs_of(workshop)]
    parts: list[Part] = [Words(text, "strong") for text in _our_line(runs)]
    again = meeting_of(runs)
    if again:
        parts.append(Words(_("We meet again: {words}").format(words=again.text)))
    parts += [Words(line, "quiet") for line in _until(cared, view)]
    return Slide(_("Thank you."), stages=(tuple(parts),) if parts else (), manner="centred")


def _our_line(runs: Sequence[View]) -> list[str]:
    """The room's picture of the future, as it was worded last."""
    for there in reversed(runs):
        for step in reversed(there.exercise.steps):
            found = [each for each in kinds.given("statements", step, there) if each.is_vision]
            if found:
                return [found[-1].text]
    return []


def _until(cared: Sequence[str], view: View) -> list[str]:
    """Who is there afterwards, and until when."""
    known = view.details().get("until", "")
    if not cared or not known:
        return list(cared)
    words = _("{care}, until {time}")
    return [words.format(care=cared[0].rstrip("."), time=known), *cared[1:]]
