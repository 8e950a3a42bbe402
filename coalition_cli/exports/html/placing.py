"""Places for the points of a picture and their labels, so that nothing lies on anything.

Points stand where they belong, or, where that is taken, on the nearest free spot with a line to it.
Labels come after all of them: whole beside the circle, wrapped, farther off with a line, shortened.
Only points stacked on one spot move on together with their labels. A label that fits nowhere is
left to the table; the point keeps its number.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from coalition_cli.exports.html.lettering import LINE_HEIGHT, shortened, width, wrapped

GAP: Final = 3.0
STEPS_ROUND: Final = 16
STACK: Final = 4
"""So many points on one spot cannot stand close around it and keep their labels."""
LINE_STEP: Final = 4.0

Spot: TypeAlias = tuple[float, float]
"""A place in the picture: how far right, how far down."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box", gap: float = 0.0) -> bool:
        """True if the two share any area, or come nearer than ``gap``."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )

    def holds(self, other: "Box") -> bool:
        """True if ``other`` lies wholly inside."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True, slots=True)
class Label:
    """The words beside a point: lines and box, and a line's end at the point if they stand off."""

    lines: tuple[str, ...]
    box: Box
    tie: Spot | None


@dataclass(frozen=True, slots=True)
class Placed:
    """A point: where it belongs, where its circle stands, and its label if one fitted."""

    home: Spot
    centre: Spot
    label: Label | None


@dataclass(slots=True)
class Ground:
    """The frame and what already stands in it."""

    frame: Box
    radius: float
    letter: float
    widest: float
    words: list[Box] = field(default_factory=list)
    taken: list[Box] = field(default_factory=list)
    lines: list[Box] = field(default_factory=list)

    def place(self, homes: Sequence[Spot], labels: Sequence[str]) -> list[Placed]:
        """A place for every point, and for as many labels as fit; earlier points choose first."""
        crowds = [self._crowd(home, homes) for home in homes]
        centres: dict[int, Spot] = {}
        # Points that have their home to themselves stand first, so that nobody takes it.
        for number, home in enumerate(homes):
            if self._has_room(home):
                self._stand(home, home)
                centres[number] = home
        for number, home in enumerate(homes):
            if number not in centres and crowds[number] < STACK:
                centres[number] = next(self._spots(home), home)
                self._stand(home, centres[number])
        placed = {
            number: self._settle(homes[number], centre, labels[number])
            for number, centre in centres.items()
        }
        for number, home in enumerate(homes):
            if number not in placed:
                placed[number] = self._move(
                    home, labels[number], (2 + crowds[number]) * self.radius
                )
        return [placed[number] for number in range(len(homes))]

    def _crowd(self, home: Spot, homes: Sequence[Spot]) -> int:
        """The number of points whose circles would overlap one at ``home``, itself included."""
        return sum(math.dist(home, other) < 2 * self.radius for other in homes)

    def _stand(self, home: Spot, centre: Spot) -> None:
        self.taken.append(_around(centre, self.radius))
        if home != centre:
            self.lines += _line(home, centre)

    def _settle(self, home: Spot, centre: Spot, text: str) -> Placed:
        """A point whose circle stands, with the best label that fits beside it."""
        wordings = (*_whole(text, self.letter, self.widest), *_cut(text, self.letter, self.widest))
        return self._take(home, centre, self._label(wordings, centre, (0.0, 1.5, 3.0, 5.0)))

    def _move(self, home: Spot, text: str, farthest: float) -> Placed:
        """Move a point whose home is taken to the nearest spot with room for its label.

        Unless that is too far off.
        """
        wordings = tuple(_whole(text, self.letter, self.widest))
        clear = [spot for spot in self._spots(home, farthest) if self._is_clear(home, spot)]
        for spot in clear:
            if label := self._label(wordings, spot, (0.0,)):
                self._stand(home, spot)
                return self._take(home, spot, label)
        nearest = next(iter(clear), None) or next(self._spots(home), home)
        self._stand(home, nearest)
        return self._settle(home, nearest, text)

    def _take(self, home: Spot, centre: Spot, label: Label | None) -> Placed:
        if label:
            self.words.append(label.box)
            self.lines += _line(centre, label.tie) if label.tie else []
        return Placed(home, centre, label)

    def _spots(self, home: Spot, farthest: float = math.inf) -> Iterator[Spot]:
        """The free spots of the frame, the nearest first; none where it is full."""
        across = math.dist((self.frame.left, self.frame.top), (self.frame.right, self.frame.bottom))
        return filter(self._has_room, _spiral(home, self.radius, min(farthest, across)))

    def _has_room(self, spot: Spot) -> bool:
        circle = _around(spot, self.radius)
        return self.frame.holds(circle) and not any(
            circle.meets(other, GAP) for other in (*self.taken, *self.words)
        )

    def _is_clear(self, home: Spot, spot: Spot) -> bool:
        """True if a circle at ``spot`` covers no line, and its own line home crosses no words."""
        circle = _around(spot, self.radius)
        if any(circle.meets(line) for line in self.lines):
            return False
        return not _any_meet(_line(home, spot), self.words)

    def _label(
        self,
        wordings: Sequence[tuple[str, ...]],
        centre: Spot,
        distances: Sequence[float],
    ) -> Label | None:
        for lines in wordings:
            wide = max(width(line, self.letter) for line in lines)
            high = len(lines) * self.letter * LINE_HEIGHT
            for off in distances:
                for box in _seats(centre, self.radius + GAP + off * self.radius, wide, high):
                    tie = _nearest(box, centre) if off else None
                    if self._is_free(box, centre, tie):
                        return Label(lines, box, tie)
        return None

    def _is_free(self, box: Box, centre: Spot, tie: Spot | None) -> bool:
        if not self.frame.holds(box):
            return False
        own = _around(centre, self.radius)
        standing = [other for other in (*self.taken, *self.words) if other != own]
        if any(box.meets(other, 1.0) for other in (*standing, *self.lines)):
            return False
        return tie is None or not _any_meet(_line(centre, tie), standing)


def _any_meet(boxes: Iterable[Box], others: Sequence[Box]) -> bool:
    return any(box.meets(other) for box in boxes for other in others)


def _whole(text: str, letter: float, widest: float) -> Iterator[tuple[str, ...]]:
    """The whole label on one line, on two, on three."""
    for share, lines in ((1.0, 1), (1.0, 2), (0.75, 3)):
        if whole := wrapped(text, letter, widest * share, lines):
            yield whole


def _cut(text: str, letter: float, widest: float) -> Iterator[tuple[str, ...]]:
    for share in (1.0, 0.6):
        if short := shortened(text, letter, widest * share):
            yield (short,)


def _seats(centre: Spot, away: float, wide: float, high: float) -> Iterator[Box]:
    """Boxes around a point, ``away`` from it: right, left, below, above, then between."""
    x, y = centre
    slant = away * 0.75
    for left, top in (
        (x + away, y - high / 2),
        (x - away - wide, y - high / 2),
        (x - wide / 2, y + away),
        (x - wide / 2, y - away - high),
        (x + slant, y + slant),
        (x + slant, y - slant - high),
        (x - slant - wide, y + slant),
        (x - slant - wide, y - slant - high),
    ):
        yield Box(left, top, left + wide, top + high)


def _spiral(home: Spot, radius: float, reach: float) -> Iterator[Spot]:
    """Spots around ``home``, the nearest first, as far as ``reach``."""
    for ring in range(1, math.ceil(2 * reach / radius)):
        distance = ring * radius / 2
        for step in range(STEPS_ROUND):
            angle = 2 * math.pi * (step + ring / 2) / STEPS_ROUND
            yield home[0] + distance * math.cos(angle), home[1] + distance * math.sin(angle)


def _around(centre: Spot, radius: float) -> Box:
    return Box(centre[0] - radius, centre[1] - radius, centre[0] + radius, centre[1] + radius)


def _nearest(box: Box, point: Spot) -> Spot:
    return min(max(point[0], box.left), box.right), min(max(point[1], box.top), box.bottom)


def _line(start: Spot, end: Spot) -> list[Box]:
    """A straight line as a row of small boxes."""
    pieces = max(1, math.ceil(math.dist(start, end) / LINE_STEP))
    boxes = []
    for at in range(pieces):
        x = start[0] + (end[0] - start[0]) * at / pieces
        y = start[1] + (end[1] - start[1]) * at / pieces
        boxes.append(_around((x, y), 0.5))
    return boxes
