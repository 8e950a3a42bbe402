"""The watch over an empty room: how long no key was pressed, and if the laptop slept."""

import time
from collections.abc import Callable
from typing import Final

from coalition_cli import clock

LONGEST_NAP: Final = 30.0


class Watch:
    """Counts from the last key. ``seconds`` 0 means that nobody has to be there.

    While ``is_timed`` says that a clock of the room runs, people are there without pressing keys.
    """

    def __init__(self, seconds: float = 0, is_timed: Callable[[], bool] = lambda: False) -> None:
        self._seconds = seconds
        self._is_timed = is_timed
        self._slept = _slept()
        self._last_key = clock.now()

    def touch(self, _sender: object = None) -> None:
        """A key was pressed."""
        self._last_key = clock.now()

    def is_over(self) -> bool:
        """True if nobody pressed a key for too long, or the lid was closed for a while."""
        if not self._seconds:
            return False
        if self._is_timed():
            self.touch()
        return clock.now() - self._last_key > self._seconds or _slept() - self._slept > LONGEST_NAP

    def begin_again(self) -> None:
        """Count from now on: whoever came back showed who they are."""
        self._slept = _slept()
        self.touch()


def _slept() -> float:
    """Seconds that this machine has slept since it was started, where the system tells."""
    boot_time = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime(boot_time) - time.monotonic() if boot_time is not None else 0.0
