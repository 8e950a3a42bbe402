"""The watch over an empty room: how long no key was pressed, and if the laptop slept."""

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
        self._slept = clock.slept()
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
        is_asleep = clock.slept() - self._slept > LONGEST_NAP
        return is_asleep or clock.now() - self._last_key > self._seconds

    def begin_again(self) -> None:
        """Count from now on: whoever came back showed who they are."""
        self._slept = clock.slept()
        self.touch()
