"""How much is tried: the short form in every run, the long one with ``COALITION_FAULTS=long``."""

import os
from collections.abc import Sequence
from typing import Final, TypeVar

T = TypeVar("T")

IS_LONG: Final = os.environ.get("COALITION_FAULTS") == "long"
KILLS: Final = 1000 if IS_LONG else 200
CUTS: Final = 1000 if IS_LONG else 200
CUTS_EACH: Final = 100 if IS_LONG else 10
SEALED_KILLS: Final = 250 if IS_LONG else 10
TYPED_EACH: Final = 34 if IS_LONG else 1
"""How often a window ends in mid-word, in each of the ways and on each of the three desks."""

_ONE_FAULT_EACH_FROM: Final = 12
_EVERY_FOURTH_FROM: Final = 30


def shares(total: int, parts: int) -> list[tuple[int, int]]:
    """``total`` turns in ``parts`` pieces, so that several processes share them.

    Where each begins, and how many.
    """
    size = total // parts
    return [(1 + part * size, size) for part in range(parts)]


def met(faults: Sequence[T], place: int, places: int) -> list[T]:
    """Which of ``faults`` the call at ``place`` meets, of the ``places`` calls of an operation.

    In the short form a call of a long operation meets one fault only, its neighbours the others in
    turn; of a very long one every fourth call meets one.
    """
    if IS_LONG or places < _ONE_FAULT_EACH_FROM or not faults:
        return list(faults)
    stride = 4 if places >= _EVERY_FOURTH_FROM else 1
    return [] if place % stride else [faults[place // stride % len(faults)]]
