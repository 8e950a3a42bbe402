"""Spots for marks that must not lie on each other: their own, or the nearest that is free."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

GAP: Final = 2.0
"""Two marks come no nearer to each other, in tenths of a millimetre."""

STEPS: Final = (9.0, 9.0)
"""The spots that are tried stand so far apart, across and down."""

Spot: TypeAlias = tuple[float, float]
"""A place in a chart: how far right, how far down."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The ground on which marks stand; no mark reaches over its edge."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Mark:
    """The size of a mark: half its width and its height. ``is_round``: a circle."""

    half_width: float
    half_height: float
    is_round: bool = False

    def meets(self, one: Spot, other: Spot) -> bool:
        """True if two of these would touch, or come nearer than the gap."""
        across, down = abs(one[0] - other[0]), abs(one[1] - other[1])
        if self.is_round:
            return math.hypot(across, down) < 2 * self.half_width + GAP
        return across < 2 * self.half_width + GAP and down < 2 * self.half_height + GAP

    def free_of(self, taken: Spot, tried: Iterable[Spot]) -> list[Spot]:
        """Those of ``tried`` at which one of these would not meet the one that is ``taken``."""
        # What ``meets`` says, in one go: a page of many codes tries tens of thousands of spots.
        wide, high = 2 * self.half_width + GAP, 2 * self.half_height + GAP
        x, y = taken
        if self.is_round:
            return [spot for spot in tried if math.hypot(spot[0] - x, spot[1] - y) >= wide]
        return [spot for spot in tried if not (abs(spot[0] - x) < wide and abs(spot[1] - y) < high)]


def spots(
    homes: Sequence[Spot], mark: Mark, frame: Frame, steps: tuple[float, float] = STEPS
) -> tuple[Spot | None, ...]:
    """A spot for each of ``homes``, in their order; None where no room is left.

    Marks that have their home to themselves keep it; the others move as little as they can, the
    earlier ones first.
    """
    return _found(tuple(homes), mark, frame, steps)


# A page is set several times until it fits, and its picture is told in words too: numbers alone.
@lru_cache(maxsize=32)
def _found(
    homes: tuple[Spot, ...], mark: Mark, frame: Frame, steps: tuple[float, float]
) -> tuple[Spot | None, ...]:
    found: dict[int, Spot] = {}
    for at, home in enumerate(homes):
        if _is_inside(home, mark, frame) and _is_free(home, mark, found.values()):
            found[at] = home
    free = _grid(mark, frame, steps)
    for spot in found.values():
        free = mark.free_of(spot, free)
    for at, home in enumerate(homes):
        if at not in found and free:
            _distance, nearest = min((math.dist(home, spot), spot) for spot in free)
            found[at] = nearest
            free = mark.free_of(nearest, free)
    return tuple(found.get(at) for at in range(len(homes)))


def _is_inside(spot: Spot, mark: Mark, frame: Frame) -> bool:
    return (
        frame.left + mark.half_width <= spot[0] <= frame.right - mark.half_width
        and frame.top + mark.half_height <= spot[1] <= frame.bottom - mark.half_height
    )


def _is_free(spot: Spot, mark: Mark, taken: Iterable[Spot]) -> bool:
    return not any(mark.meets(spot, other) for other in taken)


def _grid(mark: Mark, frame: Frame, steps: tuple[float, float]) -> list[Spot]:
    """Every spot that is tried where a home is taken."""
    across = _steps(frame.left + mark.half_width, frame.right - mark.half_width, steps[0])
    down = _steps(frame.top + mark.half_height, frame.bottom - mark.half_height, steps[1])
    return [(x, y) for x in across for y in down]


def _steps(first: float, last: float, step: float) -> list[float]:
    count = max(0, math.floor((last - first) / step))
    return [first + (last - first) * at / max(1, count) for at in range(count + 1)]
