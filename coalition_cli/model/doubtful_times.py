"""The times that a clock told wrong, or may have: found by the others that stand beside them.

A line keeps the time under which it was saved, and its place by its id. So where one time does not
rise with most of the others, or lies where none can, a reader must not rest anything on it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from coalition_cli.model.entry import FIRST_YEAR, Entry, order, utc

_AHEAD: Final = timedelta(days=1)
_BESIDE: Final = timedelta(hours=1)


def doubtful_times(entries: Iterable[Entry], now: datetime) -> frozenset[str]:
    """Return the ids of those whose time is before 2024, more than a day after ``now``, or odd.

    Odd is one that is more than an hour off the order in which most of the times stand.
    """
    latest = utc((now + _AHEAD).timestamp())
    told = [(entry.id, entry.at) for entry in sorted(entries, key=order)]
    wrong = {each for each, at in told if not FIRST_YEAR <= at <= latest or not _is_time(at)}
    rest = [(each, at) for each, at in told if each not in wrong]
    times = [at for _id, at in rest]
    rising = _rising(times)
    before = 0
    for position, (entry_id, at) in enumerate(rest):
        while before < len(rising) and rising[before] < position:
            before += 1
        if before < len(rising) and rising[before] == position:
            continue
        last = times[rising[before - 1]] if before else ""
        after = times[rising[before]] if before < len(rising) else ""
        if _is_off(at, last) or _is_off(after, at):
            wrong.add(entry_id)
    return frozenset(wrong)


def _is_off(later: str, earlier: str) -> bool:
    """True if what should stand later stands more than an hour earlier."""
    if not later or not earlier:
        return False
    return datetime.fromisoformat(earlier) - datetime.fromisoformat(later) > _BESIDE


def _rising(times: Sequence[str]) -> list[int]:
    """The positions of the most ``times`` of which none is earlier than the one before it."""
    if all(one <= other for one, other in pairwise(times)):
        return list(range(len(times)))
    ends: list[str] = []
    at_end: list[int] = []
    before: list[int] = []
    for position, at in enumerate(times):
        length = bisect_right(ends, at)
        before.append(at_end[length - 1] if length else -1)
        # The earliest end of so many is replaced; a longer row than any before is one more.
        ends[length : length + 1] = [at]
        at_end[length : length + 1] = [position]
    found = []
    last = at_end[-1]
    while last >= 0:
        found.append(last)
        last = before[last]
    return found[::-1]


def _is_time(at: str) -> bool:
    try:
        return datetime.fromisoformat(at).tzinfo is not None
    except ValueError:
        return False
