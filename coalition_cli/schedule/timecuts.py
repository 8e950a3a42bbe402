"""Ways to win back time, in the order in which they hurt least.

They are offers: somebody has to take one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from coalition_cli.model.exercise import Minutes
from coalition_cli.model.programme import PANEL, Slot
from coalition_cli.schedule.timetable import Row, Today

How: TypeAlias = Literal["leave out", "halve", "shorten", "shorten all", "move"]
Bounds: TypeAlias = Callable[[Slot], Minutes | None]
"""Minutes to which the exercise of a slot may be bent.

None for a slot without one, or of which a part is held.
"""


@dataclass(frozen=True, slots=True)
class Way:
    """One way out. ``slot`` is None for what concerns all.

    ``to`` are the minutes of each slot that gets others.
    """

    how: How
    slot: Slot | None
    saves: int
    to: tuple[tuple[str, int], ...] = ()


def ways_out(today: Today, bounds: Bounds, *, has_tomorrow: bool) -> list[Way]:
    """Ways to win back the minutes that the day is behind; nothing where it is not."""
    needed = today.behind
    if needed <= 0:
        return []
    rows = [row for row in today.waiting if not row.slot.is_protected]
    optional = [row for row in rows if row.slot.is_optional]
    energisers = [row for row in rows if row.slot.kind == "energiser" and not row.slot.is_optional]
    exercises = [row for row in rows if row.slot.kind == "exercise"]
    ways: list[Way | None] = [
        *(Way("leave out", row.slot, row.minutes) for row in (*optional, *energisers)),
        *map(_halved, rows),
        *(_shorter(row, bounds, needed) for row in rows),
        shortened(today, bounds, needed),
    ]
    if has_tomorrow:
        ways += [Way("move", row.slot, row.minutes) for row in exercises]
    return [way for way in ways if way is not None and way.saves > 0]


def shortened(today: Today, bounds: Bounds, needed: int) -> Way | None:
    """Every exercise to come a little shorter, each by its share, none below its least.

    None with nothing to win.
    """
    spare = {
        row.slot.id: row.minutes - _least(row, bounds)
        for row in today.waiting
        if not row.slot.is_protected
    }
    bendable = [row for row in today.waiting if spare.get(row.slot.id, 0) > 0]
    total = sum(spare[row.slot.id] for row in bendable)
    wanted = min(needed, total)
    if len(bendable) < 2 or wanted <= 0:
        return None
    to, given = [], 0
    reached = 0
    for row in bendable:
        reached += spare[row.slot.id]
        # The running sum is rounded, not each share: so whole minutes add up to what is wanted.
        gives = wanted * reached // total - given
        given += gives
        if gives:
            to.append((row.slot.id, row.minutes - gives))
    return Way("shorten all", None, given, tuple(to))


def _halved(row: Row) -> Way | None:
    """A panel without its second half."""
    half = row.minutes - row.minutes // 2
    if row.slot.exercise != PANEL or half >= row.minutes:
        return None
    return Way("halve", row.slot, row.minutes - half, ((row.slot.id, half),))


def _shorter(row: Row, bounds: Bounds, needed: int) -> Way | None:
    if row.slot.kind != "exercise":
        return None
    minutes = max(_least(row, bounds), row.minutes - needed)
    if minutes >= row.minutes:
        return None
    return Way("shorten", row.slot, row.minutes - minutes, ((row.slot.id, minutes),))


def _least(row: Row, bounds: Bounds) -> int:
    if row.slot.kind != "exercise":
        return row.minutes
    found = bounds(row.slot)
    return min(row.minutes, found.min) if found else row.minutes
