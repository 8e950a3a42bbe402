"""Prompts without waiting: an event loop on a clock of its own, which goes on only while nobody has
a key to press.

A prompt that waits for something is found waiting by its own event loop: then, and not after some
real seconds, the next key is pressed. With no key to press the clock jumps to the next thing that
the prompt has planned.
"""

import asyncio
import math
import selectors
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from coalition_cli import clock

_SETTLES_IN = 0.3
"""Seconds in which a prompt has done all that follows a key at once, such as telling Esc from a
longer sequence.
"""
_LONGEST = 3600.0
"""Seconds of the clock after which a prompt that no key comes to fails its test."""
_LOOKS = 100
"""The times that a prompt looks at the clock, at most, while long seconds pass: each look draws
its page, and twenty minutes at the pace of a bar are 6,000 pages that nobody looks at.
"""


class Hands(Protocol):
    """Whoever presses the keys."""

    def act(self) -> float | None:
        """Do the next thing; or give the seconds until it may be done, None where there is nothing
        more to do.
        """


class Time:
    """The clock that the loop and the program read."""

    def __init__(self) -> None:
        self.now = float(math.ceil(clock.now()))  # sums of whole seconds are exact
        self.acted = self.now
        self.slept = 0.0

    def sleep(self, seconds: float) -> None:
        """Let the lid be closed for so long."""
        self.now += seconds
        self.slept += seconds

    def read(self) -> float:
        return self.now


class _Selector(selectors.DefaultSelector):
    """Waits for nobody: it lets the hands act, or the clock go on."""

    def __init__(self, hands: Hands, time: Time) -> None:
        super().__init__()
        self._hands = hands
        self._time = time
        self._free = time.now
        self._stride = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if ready or (timeout is not None and timeout <= 0):
            return ready
        planned = self._time.now + timeout if timeout is not None else None
        if planned is not None and planned <= self._time.acted + _SETTLES_IN:
            self._time.now = planned
            return []
        if self._time.now >= self._free:
            wanted = self._hands.act()
            if wanted == 0:
                self._time.acted = self._time.now
                return super().select(0)
            self._free = self._time.now + (wanted or 0)
            self._stride = (wanted or 0) // _LOOKS
        if self._free > self._time.now:
            next_look = self._free if planned is None else planned
            planned = min(max(next_look, self._time.now + self._stride), self._free)
        assert planned is not None, "it waits for something that never comes"
        assert planned < self._time.acted + _LONGEST, "it waits for a key, and there is none left"
        self._time.now = planned
        return []


class _Loop(asyncio.SelectorEventLoop):
    def __init__(self, hands: Hands, time: Time) -> None:
        self._virtual = time
        super().__init__(_Selector(hands, time))

    def time(self) -> float:
        return self._virtual.now


@contextmanager
def virtual_time(hands: Hands) -> Iterator[Time]:
    """Let every prompt that runs here wait for ``hands`` alone."""
    time = Time()

    class Policy(asyncio.DefaultEventLoopPolicy):
        def new_event_loop(self) -> Any:
            return _Loop(hands, time)

    before = asyncio.get_event_loop_policy()
    token, asleep = clock.reading.set(time.read), clock.sleeping.set(lambda: time.slept)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        asyncio.set_event_loop_policy(Policy())
        try:
            yield time
        finally:
            asyncio.set_event_loop_policy(before)
            clock.reading.reset(token)
            clock.sleeping.reset(asleep)


class Until:
    """Waiting until something is so."""

    def __init__(self, is_so: Callable[[], bool]) -> None:
        self.is_so = is_so


class Passing(float):
    """Seconds that pass before the next key."""
