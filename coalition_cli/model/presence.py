"""Comings and goings, and who was heard: computed from the entries about people."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from coalition_cli.model.entry import Entry

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

UNCOUNTED: Final = ("facilitator", "guest", "interpreter", "note-taker")
"""Roles that do not vote: they serve the room.

Somebody of a role that this program does not know does.
"""

AT_WORK: Final = ("interpreter", "note-taker")
"""Roles in which nobody is expected to speak for herself."""


class Passage(NamedTuple):
    """Somebody came in or went out.

    ``at`` is when it was written down (UTC, ISO 8601), ``said`` the ``HH:MM`` that was given
    instead, maybe after its day and a space; empty where the clock is right.
    """

    is_here: bool
    at: str
    said: str = ""

    def when(self, zone: "tzinfo | None" = None) -> "datetime":
        """The moment on the clock of ``zone`` (this machine's, if not given).

        Nobody writes down what is still to come: a time of day later than the writing was that of
        the day before.
        """
        # price: datetime, 2 ms, and a list of names needs no time
        from datetime import UTC, datetime, timedelta

        try:
            written = datetime.fromisoformat(self.at).astimezone(zone)
        except (ValueError, OverflowError):  # another program wrote it
            written = datetime.fromtimestamp(0, UTC).astimezone(zone)
        if not self.said:
            return written
        day, _space, clock = self.said.rpartition(" ")
        hour, _colon, minute = clock.partition(":")
        if day:
            moment = datetime.fromisoformat(f"{day}T{clock}")
            return moment.replace(tzinfo=zone) if zone else moment.astimezone()
        meant = written.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)
        return meant if meant <= written else meant - timedelta(days=1)


def passages(versions: Iterable[Entry]) -> tuple[Passage, ...]:
    """Comings and goings of one person, from the ``versions`` of her entry that stand, in order.

    Entered as somebody who is expected, she has not come yet; an edit that changes something else
    is none.
    """
    found: list[Passage] = []
    was_here = False
    for entry in versions:
        is_here = bool(entry.body.get("present", True))
        if is_here is not was_here:
            found.append(Passage(is_here, entry.at, as_time_said(entry.body.get("at"))))
        was_here = is_here
    return tuple(found)


def as_clock(given: object) -> str:
    """``given`` as ``HH:MM`` from 00:00 to 23:59; empty where it is no time of day."""
    if not isinstance(given, str):
        return ""
    hour, colon, minute = given.strip().replace(".", ":").partition(":")
    if not colon or not all(
        part.isascii() and part.isdigit() and len(part) in (1, 2) for part in (hour, minute)
    ):
        return ""
    is_time = len(minute) == 2 and int(hour) < 24 and int(minute) < 60
    return f"{int(hour):02d}:{minute}" if is_time else ""


def as_time_said(given: object) -> str:
    """``given`` as ``HH:MM``, after its day and a space where it says one; empty if it is none."""
    if not isinstance(given, str):
        return ""
    day, space, clock = given.strip().replace("T", " ").rpartition(" ")
    is_day = not space or _is_day(day.strip())
    told = as_clock(clock) if is_day else ""
    return f"{day.strip()} {told}" if told and space else told


def _is_day(given: str) -> bool:
    # price: datetime, 2 ms, and a list of names needs no time
    from datetime import date

    try:
        return date.fromisoformat(given).isoformat() == given
    except ValueError:
        return False


def speakers(entries: Sequence[Entry]) -> set[str]:
    """Ids of people and names of groups behind whom something stands among ``entries``."""
    return {speaker for entry in entries for speaker in entry.speakers}
