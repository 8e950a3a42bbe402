"""Time as the room lives it: it stands still while the room cannot use it, and is told in words."""

import math
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from coalition_cli.i18n import _, ngettext

ONE_MORE: Final = 60.0
"""Seconds of the minute that a room takes more."""


def _of_this_machine() -> float:
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


def _slept_of_this_machine() -> float:
    if hasattr(time, "CLOCK_BOOTTIME"):
        return round(time.clock_gettime(time.CLOCK_BOOTTIME) - time.monotonic(), 2)
    return 0.0


reading: Final[ContextVar[Callable[[], float]]] = ContextVar("reading", default=_of_this_machine)
"""The clock that is read; whoever plays a session faster than people can live it sets another."""

sleeping: Final[ContextVar[Callable[[], float]]] = ContextVar(
    "sleeping", default=_slept_of_this_machine
)
"""The count of seconds that this machine slept since it was started; set together with it."""


def now() -> float:
    """Seconds of a clock that nobody can set.

    Where the system has one, it goes on while the laptop sleeps.
    """
    return reading.get()()


def slept() -> float:
    """Seconds that this machine has slept since it was started, where the system tells."""
    return sleeping.get()()


def awake() -> float:
    """Seconds of the same clock without those in which the laptop slept.

    All processes of a machine read the same, so that one may tell another a time by it.
    """
    return now() - slept()


@dataclass(slots=True)
class Clock:
    """A span of time for something, which may be stopped and gets minutes added.

    ``seconds`` 0 means as long as it takes. ``started`` is a value of what ``reads`` reads; by the
    clock of this machine a sleeping laptop stops it, and only what ends at a time of the day reads
    ``now``. ``away`` are the seconds in which it stood still, ``stopped`` is since when it does.
    """

    seconds: float = 0
    started: float = 0
    extra: float = 0
    away: float = 0
    stopped: float | None = None
    reads: Callable[[], float] = awake
    turn: "Clock | None" = None
    """The clock of whoever has her turn now, inside of this one."""

    @property
    def is_running(self) -> bool:
        """True if there is any time to tell."""
        return self.seconds > 0

    @property
    def given(self) -> float:
        """Seconds that there are in all."""
        return self.seconds + self.extra

    def spent(self, at: float | None = None) -> float:
        """Seconds that are gone at the time ``at``, by default at this moment."""
        if self.stopped is not None:
            at = self.stopped
        return (self.reads() if at is None else at) - self.started - self.away

    def left(self, at: float | None = None) -> float:
        """Seconds that are left; below zero when it is over."""
        return self.given - self.spent(at)

    def stop(self) -> bool:
        """Let it stand still; False if it did already."""
        if self.stopped is not None:
            return False
        self.stopped = self.reads()
        if self.turn is not None:
            self.turn.stop()
        return True

    def go_on(self) -> None:
        """Let it go on from where it was stopped."""
        if self.stopped is not None:
            self.away += self.reads() - self.stopped
            self.stopped = None
        if self.turn is not None:
            self.turn.go_on()

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Let it stand still during the block; inside of another such block nothing changes."""
        has_stopped = self.stop()
        try:
            yield
        finally:
            if has_stopped:
                self.go_on()

    def take_more(self, minutes: float = 1) -> None:
        """Add minutes to what is left, or from now on where it is over."""
        self.extra += ONE_MORE * minutes + max(-self.left(), 0)

    def words(self) -> str:
        """The time left or over, as ``08:12 left`` or ``2:10 over``; empty without a clock."""
        if not self.is_running:
            return ""
        left = self.left()
        if left >= 0:
            return _("{clock} left").format(clock=digits(math.ceil(left), pad=True))
        return _("{clock} over").format(clock=digits(int(-left)))

    def turn_words(self) -> str:
        """The time of this turn and of the whole, for who leads; empty where nobody's is counted.

        As ``Her turn 0:31 of about 0:40 · the step 6:12 of 14:00``.
        """
        if self.turn is None:
            return ""
        words = _("Her turn {clock} of about {given}")
        told = words.format(clock=digits(self.turn.spent()), given=digits(self.turn.given))
        if self.is_running:
            words = _("the step {clock} of {given}")
            told += " · " + words.format(clock=digits(self.spent()), given=digits(self.given))
        return told


def room_words(left: float) -> str:
    """The seconds ``left`` as a room reads them: whole minutes, and never how late it is."""
    if left <= 0:
        return _("time to come to an end")
    minutes = max(1, round(left / 60))
    return ngettext("about {minutes} minute", "about {minutes} minutes", minutes).format(
        minutes=minutes
    )


def part_at(spent: float, parts: Sequence[float]) -> tuple[int, float]:
    """The number of the part, from 0, that runs after ``spent`` seconds, and the seconds in it.

    The last part goes on, however long.
    """
    last = len(parts) - 1
    for number in range(last):
        if spent < parts[number]:
            return number, spent
        spent -= parts[number]
    return last, spent


def digits(seconds: float, pad: bool = False) -> str:
    """``seconds`` as ``2:10``, with hours when there are any; ``02:10`` with ``pad``."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}:{minutes:02}:{rest:02}"
    return f"{minutes:02}:{rest:02}" if pad else f"{minutes}:{rest:02}"


def local_time(at: str, *, with_day: bool = False) -> str:
    """The hour and minute of a stored time by the clock here, after its day if asked.

    A question mark for one that another program wrote and that is none.
    """
    try:
        moment = datetime.fromisoformat(at).astimezone()
    except (ValueError, OverflowError):
        return "?"
    return moment.strftime("%Y-%m-%d %H:%M" if with_day else "%H:%M")
