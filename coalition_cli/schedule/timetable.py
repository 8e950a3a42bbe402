"""The state of a programme's day: what is next and when, how late it ends, what was held.

Pure: a programme, the facts of the day, and the time now. Nothing is ever moved, shortened or left
out in here; all that is in ``schedule.timecuts`` is an offer.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from itertools import chain
from typing import Final, Literal, NamedTuple, TypeAlias

from coalition_cli.model.entry import PROGRAMME
from coalition_cli.model.exercise import Exercise
from coalition_cli.model.programme import Day, Programme, Slot
from coalition_cli.model.workshop import Workshop

Doing: TypeAlias = Literal["begin", "end", "skip", "back", "minutes", "move", "interpretation"]
Status: TypeAlias = Literal["waiting", "running", "done", "skipped"]

_MOST: Final = 1_000_000
_MOST_TIMES: Final = 10.0


class Did(NamedTuple):
    """One thing done with a slot at a local time.

    With no slot, the beginning or end of a day, or a factor of talk. ``day`` counts from 1; ``run``
    is that of the exercise which a slot began; ``minutes`` what a slot has from now on.
    """

    slot: str
    did: str
    at: datetime
    day: int = 0
    minutes: int = 0
    run: int = 0
    factor: float = 1.0


@dataclass(slots=True)
class Row:
    """One slot of a day as it stands.

    ``planned`` is the programme's own time, ``starts`` what it would be now.

    ``starts`` is None for what is not to come. ``spans`` are the times in which it was held, the
    last one open while it runs. ``planned`` is None for a slot that another day gave away to this
    one.
    """

    slot: Slot
    planned: datetime | None
    minutes: int
    status: Status = "waiting"
    starts: datetime | None = None
    run: int = 0
    spans: list[tuple[datetime, datetime | None]] = field(default_factory=list)

    def held(self, now: datetime) -> timedelta:
        """The time for which it was held until ``now``."""
        return sum(((until or now) - since for since, until in self.spans), timedelta())

    def over(self, now: datetime) -> int:
        """Whole minutes by which it runs over its time; 0 while it does not."""
        return max(0, _minutes(self.held(now)) - self.minutes) if self.status == "running" else 0


@dataclass(frozen=True, slots=True)
class Today:
    """A day as it stands ``now``. ``rows`` are in the order of the programme."""

    number: int
    day: Day
    now: datetime
    rows: tuple[Row, ...]
    planned_end: datetime
    ends: datetime
    is_ended: bool
    factor: float

    @property
    def running(self) -> Row | None:
        """The slot that is being held."""
        return next((row for row in self.rows if row.status == "running"), None)

    @property
    def waiting(self) -> list[Row]:
        """Slots still to come today, in their order."""
        return [row for row in self.rows if row.status == "waiting"]

    @property
    def skipped(self) -> list[Row]:
        """Slots put aside that may be taken up again."""
        return [row for row in self.rows if row.status == "skipped"]

    @property
    def next(self) -> Row | None:
        """The slot that comes next."""
        return next(iter(self.waiting), None)

    @property
    def behind(self) -> int:
        """By how many whole minutes the day would end later than planned.

        Below zero when it would end earlier.
        """
        return _minutes(self.ends - self.planned_end)

    def row(self, slot_id: str) -> Row:
        """The row of a slot; ``KeyError`` where this day has none of that id."""
        for row in self.rows:
            if row.slot.id == slot_id:
                return row
        raise KeyError(slot_id)


def told(workshop: Workshop) -> list[Did]:
    """Doings with the programme that a workshop knows of, in local time.

    Odd lines are passed over.
    """
    found = []
    for entry in workshop.standing(PROGRAMME):
        body = entry.body
        slot, did = body.get("slot"), body.get("did")
        if isinstance(slot, str) and isinstance(did, str):
            at = _clock(body.get("clock"), entry.at)
            day, minutes, run = (_whole(body.get(key)) for key in ("day", "minutes", "run"))
            found.append(Did(slot, did, at, day, minutes, run, _factor(body.get("factor"))))
    return found


def followed(workshop: Workshop) -> str:
    """The id of the programme that a workshop follows: chosen last or made with it; or empty."""
    chosen = (entry.body.get("programme") for entry in reversed(workshop.standing(PROGRAMME)))
    return next(
        (name for name in chosen if isinstance(name, str) and name), workshop.head.programme
    )


def stand(programme: Programme, dids: Sequence[Did], now: datetime, number: int) -> Today:
    """The state of day ``number`` (from 1) of ``programme`` after ``dids``."""
    day = programme.days[number - 1]
    begun = [
        did for did in dids if not did.slot and did.day == number and did.did in ("begin", "end")
    ]
    opened = [did for did in begun if did.did == "begin"]
    is_ended = bool(begun) and begun[-1].did == "end"
    morning = datetime.combine((opened[-1].at if opened else now).date(), datetime.min.time())
    factor = next(
        (did.factor for did in reversed(dids) if did.did == "interpretation"),
        programme.interpretation,
    )
    rows = _rows(programme, dids, number, morning)
    for row in rows:
        row.minutes = stretched(row.slot, factor)
    _play(rows, dids)
    for row in rows:
        _come_into_today(row, opened[-1].at if opened else None)
    ends = _set_times(rows, now, morning + timedelta(minutes=day.starts))
    return Today(
        number=number,
        day=day,
        now=now,
        rows=tuple(rows),
        planned_end=morning + timedelta(minutes=day.ends),
        ends=ends,
        is_ended=is_ended,
        factor=factor,
    )


def stretched(slot: Slot, factor: float) -> int:
    """The minutes of a slot where talk takes ``factor`` times as long.

    A rest is as long as ever.
    """
    return slot.minutes if slot.is_rest else int(slot.minutes * factor + 0.5)


def day_of(programme: Programme, dids: Iterable[Did], first: date, today: date) -> int | None:
    """The day of the programme that ``today`` is: begun today, or counted from ``first``.

    None where neither says so: then people must.
    """
    begun = days_begun(programme, dids)
    if begun and begun[-1].at.date() == today:
        return begun[-1].day
    by_date = (today - first).days + 1
    if 1 <= by_date <= len(programme.days):
        return by_date
    return 1 if len(programme.days) == 1 else None


def days_begun(programme: Programme, dids: Iterable[Did]) -> list[Did]:
    """Beginnings of days that ``programme`` has, in the order in which they began."""
    beginnings = (did for did in dids if not did.slot and did.did == "begin")
    return [did for did in beginnings if 0 < did.day <= len(programme.days)]


def run_for(slot: Slot, programme: Programme, dids: Iterable[Did], runs: Sequence[int]) -> int:
    """The run in which ``slot`` holds its exercise, of which ``runs`` have something said in them.

    A slot keeps its own run; one that continues takes that of the slot before; any other begins a
    new one, but takes over what somebody held already outside the programme.
    """
    by_slot = {did.slot: did.run for did in dids if did.did == "begin" and did.run}
    if slot.id in by_slot:
        return by_slot[slot.id]
    same = [each.id for each in programme.slots() if each.exercise == slot.exercise]
    taken = [by_slot[each] for each in same if each in by_slot]
    if slot.continues and taken:
        return taken[-1]
    free = [run for run in runs if run not in taken]
    return free[-1] if free else max([*runs, *taken], default=0) + 1


def fitted(exercise: Exercise, minutes: int, only: Sequence[str] = ()) -> Exercise:
    """The ``exercise`` with the clocks of its steps stretched to ``minutes`` in all.

    With ``only``, of the steps that are held.
    """
    held = [step for step in exercise.steps if not only or step.id in only]
    together = sum(step.minutes for step in held)
    if not together or minutes <= 0:
        return exercise
    factor = minutes / together
    steps = (
        replace(step, minutes=round(step.minutes * factor * 2) / 2 or step.minutes)
        for step in exercise.steps
    )
    return replace(exercise, steps=tuple(steps))


def _rows(programme: Programme, dids: Iterable[Did], number: int, morning: datetime) -> list[Row]:
    """The day's own slots that stayed, and after its first one those that came from other days."""
    moved_to = {
        did.slot: did.day
        for did in dids
        if did.did == "move" and 0 < did.day <= len(programme.days)
    }
    own, guests = [], []
    for at, slot in programme.days[number - 1].times():
        if moved_to.get(slot.id, number) == number and slot.kind != "end":
            own.append(Row(slot, morning + timedelta(minutes=at), slot.minutes))
    kept = {row.slot.id for row in own}
    for slot in programme.slots():
        if moved_to.get(slot.id) == number and slot.id not in kept and slot.kind != "end":
            guests.append(Row(slot, None, slot.minutes))
    return [*own[:1], *guests, *own[1:]]


def _play(rows: Sequence[Row], dids: Iterable[Did]) -> None:
    """Do to ``rows`` what was done, one thing after the other."""
    by_id = {row.slot.id: row for row in rows}
    for did in dids:
        row = by_id.get(did.slot)
        if did.did == "begin" and did.slot:
            _end_others(rows, row, did.at)
        if row is not None:
            _do(row, did)


def _end_others(rows: Iterable[Row], begun: Row | None, at: datetime) -> None:
    """A room holds one slot at a time, and this one may have been another day's."""
    for row in rows:
        if row.status == "running" and row is not begun:
            _close(row, at, "done")


def _do(row: Row, did: Did) -> None:
    match did.did:
        case "begin":
            if row.status != "running":
                row.spans.append((did.at, None))
            row.status, row.run = "running", did.run or row.run
        case "end":
            _close(row, did.at, "done")
        case "skip":
            _close(row, did.at, "skipped")
        case "back":
            _close(row, did.at, "waiting")
        case "minutes" if did.minutes > 0:
            row.minutes = did.minutes


def _close(row: Row, at: datetime, status: Status) -> None:
    since = _open_since(row)
    if since is not None:
        row.spans[-1] = (since, max(at, since))
    row.status = status


def _come_into_today(row: Row, opened: datetime | None) -> None:
    """A slot that was left running on the evening before was not held through the night."""
    since = _open_since(row)
    if opened and since and since.date() < opened.date():
        row.spans[-1] = (opened, None)


def _open_since(row: Row) -> datetime | None:
    """The beginning of the span that is still open, if one is."""
    if not row.spans:
        return None
    since, until = row.spans[-1]
    return since if until is None else None


def _set_times(rows: Sequence[Row], now: datetime, planned_start: datetime) -> datetime:
    """Give what is to come its time, one after the other; when the last of it is over."""
    running = next((row for row in rows if row.status == "running"), None)
    if running is not None:
        at = now + max(timedelta(), timedelta(minutes=running.minutes) - running.held(now))
    elif any(row.spans for row in rows):
        at = now
    else:
        at = max(now, planned_start)
    waiting = [row for row in rows if row.status == "waiting"]
    if running is None and not waiting:
        spans = chain.from_iterable(row.spans for row in rows)
        return max((until for _since, until in spans if until), default=at)
    for row in waiting:
        row.starts = at
        at += timedelta(minutes=max(0, row.minutes - _minutes(row.held(now))))
    return at


def _minutes(length: timedelta) -> int:
    """Whole minutes, towards zero: half a minute is neither late nor early."""
    return int(length.total_seconds() / 60)


def _clock(said: object, at: str) -> datetime:
    """The local time that was noted with a fact.

    That of its entry may be later: it never runs backwards.
    """
    with suppress(ValueError):
        noted = datetime.fromisoformat(str(said)).replace(tzinfo=None)
        if MINYEAR < noted.year < MAXYEAR:  # a day can be reckoned from it
            return noted
    with suppress(ValueError, OverflowError):
        return datetime.fromisoformat(at).astimezone().replace(tzinfo=None)
    return datetime.fromtimestamp(0)


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > _MOST:
        return 0
    return value


def _factor(value: object) -> float:
    return value if isinstance(value, float) and 0 < value <= _MOST_TIMES else 1.0
