"""Waiting until a program has nothing to do but wait: only then does it hear a key as a person
would have meant it.
"""

import threading
import time
from collections.abc import Callable
from pathlib import Path

_BUSY = 0.05
"""The share of the time in which a thread that only looks at its clock may be at work."""


class Rest:
    """For how long a thread has had nothing to do. Where the system does not say, all time that
    passes is rest.
    """

    def __init__(self, process: int | str = "self", thread: int | None = None) -> None:
        self._task = Path(f"/proc/{process}/task/{thread or process}")
        self._began = self._asked = time.monotonic()
        self._worked = self._work()

    @staticmethod
    def of_the_main_thread() -> "Rest":
        return Rest("self", threading.main_thread().native_id)

    def _work(self) -> float:
        """Seconds on a processor, and in line for one, up to now."""
        try:
            on_it, in_line, _ = (self._task / "schedstat").read_text().split()
        except (OSError, ValueError):
            return 0.0
        return (int(on_it) + int(in_line)) / 1e9

    def _is_awake(self) -> bool:
        try:
            return (self._task / "stat").read_text().rpartition(")")[2].split()[0] not in "SZX"
        except (OSError, IndexError):
            return False

    def seconds(self) -> float:
        """For how long it has rested; ask often."""
        now, worked = time.monotonic(), self._work()
        if self._is_awake() or worked - self._worked > 0.002 + _BUSY * (now - self._asked):
            self._began = now
        self._asked, self._worked = now, worked
        return now - self._began

    def wait(
        self,
        quiet: float,
        meanwhile: Callable[[], object] = lambda: time.sleep(0.01),
        longest: float = 15,
    ) -> None:
        """Until it has rested for ``quiet`` seconds from now on; at most ``longest``."""
        self._began = self._asked = time.monotonic()
        self._worked = self._work()
        end = self._began + longest
        while self.seconds() < quiet and time.monotonic() < end:
            time.sleep(0.01) if meanwhile is None else meanwhile()
