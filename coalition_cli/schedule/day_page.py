"""The page of a day: how late it is, what comes when, what could be done about it."""

import math
from collections.abc import Sequence
from datetime import datetime

from coalition_cli.blocks import Block, Bullet, Bullets, Column, Heading, Prose, Table
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.programme import Day, Programme, clock
from coalition_cli.phrasing.spans import short_span, span
from coalition_cli.schedule.lateness import pace, time_of
from coalition_cli.schedule.timecuts import Way
from coalition_cli.schedule.timetable import Row, Today

_WORTH_SAYING = 3
_SHOWN_AHEAD = 3
_SHOWN_WAYS = 2
_ROWS = 9


def day_page(programme: Programme, today: Today, ways: Sequence[Way]) -> list[Block]:
    """Now, what is next, how late the day is, what that costs, and what comes after."""
    shown: list[Block] = [Heading(_day_title(programme, today), 2), Prose(_now(today))]
    shown.append(Prose(pace(today), "strong" if today.behind > 0 else "plain"))
    if ways:
        words = " · ".join(way_words(way, today) for way in _of_each_sort(ways)[:_SHOWN_WAYS])
        shown.append(Prose(_("To win it back: {ways}").format(ways=words)))
    if today.next:
        shown.append(Prose(_next(today.next), "strong"))
        if today.next.slot.note:
            shown.append(
                Prose(_("For the facilitator: {note}").format(note=today.next.slot.note), "quiet")
            )
    shown += _later(today)
    if today.skipped:
        aside = ", ".join(row.slot.title for row in today.skipped)
        shown.append(Prose(_("Put aside: {slots}").format(slots=aside), "quiet"))
    if not any(row.spans for row in today.rows):
        shown.append(Prose(care_words(programme), "quiet"))
    return shown


def day_for_room(programme: Programme, today: Today) -> list[Block]:
    """Now and what comes next, with their times: nothing of how late it is, nor for who leads."""
    shown: list[Block] = [Heading(_day_title(programme, today), 2)]
    told = [_("It is {time}.").format(time=time_of(today.now))]
    if today.running is not None:
        told.append(_running(today.running))
    shown.append(Prose(" ".join([*told, *_interpreted(today)])))
    if today.next:
        shown.append(Prose(_next_at(today.next), "strong"))
    shown += _later(today)
    return shown


def ended_page(today: Today) -> list[Block]:
    """The page of a day that is over."""
    held = sum(row.status == "done" for row in today.rows)
    words = ngettext(
        "{count} part of the day was held.", "{count} parts of the day were held.", held
    )
    return [Heading(_("The day is over"), 2), Prose(words.format(count=held))]


def way_words(way: Way, today: Today) -> str:
    """One way out, as an offer."""
    if way.slot is None:
        words = _("{slots} exercises a little shorter, none below its least: {time} won")
        return words.format(slots=len(way.to), time=short_span(way.saves))
    title = f"{time_of(today.row(way.slot.id).starts)} {way.slot.title}"
    if way.how == "leave out":
        words = _("Leave out {slot}: {time} won")
    elif way.how == "halve":
        words = _("The second half of {slot} falls away: {to} stay, {time} won")
    elif way.how == "shorten":
        words = _("Shorten {slot} to {to}: wins {time}")
    else:
        words = _("Move {slot} to tomorrow: {time} won")
    return words.format(
        slot=title, time=short_span(way.saves), to=short_span(way.to[0][1] if way.to else 0)
    )


def whole_day(today: Today, part: int = 0) -> list[Block]:
    """Slots with their planned and their present time, their minutes and what became of them.

    ``part`` is which of the ``parts_of`` the day.
    """
    rows = []
    for row in _rows_of(today, part):
        state = state_words(row, today.now)
        rows.append((time_of(row.planned), _begins(row), row.slot.title, str(row.minutes), state))
    columns = (
        Column(_("Planned"), is_number=True),
        Column(_("Now"), is_number=True),
        Column(_("What")),
        Column(_("Minutes"), is_number=True),
        Column(_("State")),
    )
    return [Table(columns, tuple(rows))]


def whole_day_for_room(today: Today, part: int = 0) -> list[Block]:
    """``whole_day`` with the time at which each slot begins now, and nothing to compare it with."""
    rows = []
    for row in _rows_of(today, part):
        state = state_words(row, today.now) if row.status in ("running", "skipped") else ""
        rows.append((_begins(row), row.slot.title, str(row.minutes), state))
    columns = (
        Column(_("Time"), is_number=True),
        Column(_("What")),
        Column(_("Minutes"), is_number=True),
        Column(_("State")),
    )
    return [Table(columns, tuple(rows))]


def _rows_of(today: Today, part: int) -> Sequence[Row]:
    return today.rows[part * _ROWS : (part + 1) * _ROWS]


def _begins(row: Row) -> str:
    return time_of(row.spans[0][0] if row.spans else row.starts)


def parts_of(today: Today) -> tuple[int, int]:
    """Into how many pages the slots of a day go, and on which of them (from 0) the day stands."""
    open_rows = [at for at, row in enumerate(today.rows) if row.status in ("running", "waiting")]
    at = open_rows[0] if open_rows else 0
    pages = math.ceil(len(today.rows) / _ROWS)
    return max(1, pages), at // _ROWS


def state_words(row: Row, now: datetime) -> str:
    """The state of a slot, in a word or two."""
    if row.status == "running":
        return _("now")
    if row.status == "skipped":
        return _("put aside")
    if row.status == "done":
        return _("held, {time}").format(time=short_span(round(row.held(now).total_seconds() / 60)))
    return ""


def opening_page(programme: Programme, day: Day) -> list[Block]:
    """The page for the opening of a day: what it is for, and when it rests and ends."""
    shown: list[Block] = [Heading(programme.title, 1), Prose(programme.purpose)]
    shown.append(Bullets(tuple(Bullet(goal.text, "○") for goal in programme.goals)))
    rests = [
        f"{clock(at)} {slot.title}" for at, slot in day.times() if slot.is_rest and at > day.starts
    ]
    span = _("From {starts} to {ends}").format(starts=clock(day.starts), ends=clock(day.ends))
    return [*shown, Prose(" · ".join([span, *rests]), "quiet")]


def sheet(programme: Programme) -> list[Block]:
    """The programme on paper: every day with its times."""
    about = (
        (_("Lead"), programme.lead),
        (_("Host"), programme.host),
        (_("Place"), programme.venue),
        (_("Group"), programme.group_name),
        (_("People"), str(programme.people or "")),
    )
    lines = [
        _("{field}: {value}").format(field=name, value=value) for name, value in about if value
    ]
    shown: list[Block] = [Heading(programme.title, 1), Prose(programme.purpose)]
    shown += [Prose(" · ".join(lines))] if lines else []
    shown += (
        [Bullets(tuple(Bullet(goal.text, "○") for goal in programme.goals))]
        if programme.goals
        else []
    )
    for number, day in enumerate(programme.days, 1):
        title = day.title
        if len(programme.days) > 1:
            title = _("Day {number}: {title}").format(number=number, title=day.title)
        shown += [Heading(title, 2), _day_table(day)]
    shown += [Prose(care_words(programme))]
    shown += [Prose(programme.note, "quiet")] if programme.note else []
    return shown


def care_words(programme: Programme) -> str:
    """The share of care in the work, as one line; never rounded up."""
    share = f"{int(programme.care_share() * 100)}%"
    return _("Care has {share} of the minutes in which we work.").format(share=share)


def length_words(programme: Programme) -> str:
    """The length of a programme: days and hours."""
    minutes = sum(slot.minutes for slot in programme.slots())
    days = ngettext("{count} day", "{count} days", len(programme.days)).format(
        count=len(programme.days)
    )
    return _("{days}, {hours}:{minutes:02} hours").format(
        days=days, hours=minutes // 60, minutes=minutes % 60
    )


def _day_table(day: Day) -> Table:
    rows = []
    for at, slot in day.times():
        mark = _("stays") if slot.is_protected else ""
        if slot.is_optional:
            mark = _("may be left out")
        about = " · ".join(filter(None, (mark, slot.variant, slot.note)))
        rows.append((clock(at), slot.title, str(slot.minutes or ""), about))
    columns = (
        Column(_("Time"), is_number=True),
        Column(_("What")),
        Column(_("Minutes"), is_number=True),
        Column(_("About")),
    )
    return Table(columns, tuple(rows))


def _day_title(programme: Programme, today: Today) -> str:
    if len(programme.days) == 1:
        return programme.title
    words = _("{programme} · day {number} of {days}")
    return words.format(programme=programme.title, number=today.number, days=len(programme.days))


def _now(today: Today) -> str:
    parts = [_("It is {time}.").format(time=time_of(today.now))]
    running = today.running
    if running is not None:
        parts.append(_running(running))
        over = running.over(today.now)
        if over:
            parts.append(_("It is {time} over its time.").format(time=span(over)))
    else:
        parts += _last_held(today)
    return " ".join([*parts, *_interpreted(today)])


def _interpreted(today: Today) -> list[str]:
    words = _("Talk is interpreted: {factor:g} times as long.")
    return [words.format(factor=today.factor)] if today.factor != 1 else []


def _running(row: Row) -> str:
    words = _("Now: {slot}, since {time}.")
    return words.format(slot=row.slot.title, time=time_of(row.spans[-1][0]))


def _last_held(today: Today) -> list[str]:
    """Minutes that the slot that ended last took, where that was more than it had."""
    done = [row for row in today.rows if row.status == "done" and row.spans]
    if not done:
        return []
    last = max(done, key=lambda row: row.spans[-1][1] or today.now)
    took = round(last.held(today.now).total_seconds() / 60)
    if took - last.minutes < _WORTH_SAYING:
        return []
    words = _("{slot} took {time}, {more} more than it had.")
    return [words.format(slot=last.slot.title, time=span(took), more=span(took - last.minutes))]


def _later(today: Today) -> list[Block]:
    """What comes after the next, in one line."""
    later = [
        f"{time_of(row.starts)} {row.slot.title}" for row in today.waiting[1 : 1 + _SHOWN_AHEAD]
    ]
    return [Prose(_("Then: {slots}").format(slots=" · ".join(later)), "quiet")] if later else []


def _next_at(row: Row) -> str:
    words = _("Next, at {time}: {slot}, {span}")
    told = words.format(time=time_of(row.starts), slot=row.slot.title, span=span(row.minutes))
    return f"{told} ({row.slot.variant})" if row.slot.variant else told


def _next(row: Row) -> str:
    told = _next_at(row)
    if row.planned and row.starts and abs((row.planned - row.starts).total_seconds()) >= 60:
        told += " · " + _("planned for {time}").format(time=time_of(row.planned))
    return told


def _of_each_sort(ways: Sequence[Way]) -> list[Way]:
    """The ways with the first of each sort in front."""
    first = {way.how: way for way in reversed(ways)}
    order = ("leave out", "shorten", "move", "halve", "shorten all")
    return [first[how] for how in order if how in first]
