"""Time as the room lives it: counted on while the laptop sleeps, and told in words."""

import math
import time
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from coalition_cli.i18n import _


def _of_this_machine() -> float:
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


reading: Final[ContextVar[Callable[[], float]]] = ContextVar("reading", default=_of_this_machine)
"""The clock that is read; whoever plays a session faster than people can live it sets another."""


def now() -> float:
    """Seconds of a clock that nobody can set.

    Where the system has one, it goes on while the laptop sleeps.
    """
    return reading.get()()


@dataclass(frozen=True, slots=True)
class Clock:
    """A span of time for something.

    ``seconds`` 0 means as long as it takes; ``started`` is a value of ``now``.
    """

    seconds: float = 0
    started: float = 0

    @property
    def is_running(self) -> bool:
        """True if there is any time to tell."""
        return self.seconds > 0

    def left(self) -> float:
        """Seconds that are left; below zero when it is over."""
        return self.seconds - (now() - self.started)

    def words(self) -> str:
        """The time left or over, as ``08:12 left`` or ``2:10 over``; empty without a clock."""
        if not self.is_running:
            return ""
        left = self.left()
        if left >= 0:
            return _("{clock} left").format(clock=digits(math.ceil(left), pad=True))
        return _("{clock} over").format(clock=digits(int(-left)))


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
