"""Something computed of the lines of a place, brought up to date by those that are new."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from coalition_cli.model.body_shape import Shape
from coalition_cli.model.entry import Entry, Place
from coalition_cli.model.workshop import Moment, Workshop

S = TypeVar("S")


class Running(Generic[S]):
    """What ``begin`` makes of nothing and ``take`` makes of each wording that comes to stand.

    A play that goes through a thousand turns asks it after every one of them, and each line is
    looked at once. Where something was taken back, moved or is not of ``shape``, it begins again.
    """

    def __init__(
        self,
        workshop: Workshop,
        place: Place,
        shape: Shape,
        begin: Callable[[], S],
        take: Callable[[S, Entry], None],
    ) -> None:
        self._workshop = workshop
        self._place = place
        self._shape = shape
        self._begin = begin
        self._take = take
        self._seen = Moment(-1, -1, 0)
        self._state = begin()
        self.times_begun = 0

    def now(self) -> S:
        """Return it as it is with everything that stands now."""
        moment = self._workshop.moment(self._place)
        if moment[:2] != self._seen[:2] or not self._goes_on():
            self._begin_again()
        self._seen = moment
        return self._state

    def _goes_on(self) -> bool:
        """Take in what came since; False where a line of another shape came."""
        for entry in self._workshop.came(self._place, self._seen.length):
            if not self._workshop.fits(entry, self._shape):
                return False
            self._take(self._state, entry)
        return True

    def _begin_again(self) -> None:
        self.times_begun += 1
        self._state = self._begin()
        for entry in self._workshop.standing(self._place):
            if self._workshop.fits(entry, self._shape):
                self._take(self._state, entry)


class Waiting:
    """The lines of a place that wait for more, as ``waits`` tells, in the order of their coming."""

    def __init__(self, waits: Callable[[Entry], bool]) -> None:
        self._waits = waits
        self._place_of: dict[str, int] = {}
        self._waiting: dict[str, Entry] = {}

    def take(self, entry: Entry) -> None:
        """Take in a line, or a newer wording of one."""
        self._place_of.setdefault(entry.id, len(self._place_of))
        if self._waits(entry):
            self._waiting[entry.id] = entry
        else:
            self._waiting.pop(entry.id, None)

    def first(self) -> Entry | None:
        """Return the line that has waited longest; None where none waits."""
        first = min(self._waiting, key=self._place_of.__getitem__, default=None)
        return None if first is None else self._waiting[first]


class Tally:
    """How many lines of a place have each of the marks that ``marks_of`` gives of a line."""

    def __init__(self, marks_of: Callable[[Entry], Iterable[str]]) -> None:
        self._marks_of = marks_of
        self._marks: dict[str, frozenset[str]] = {}
        self._counts: Counter[str] = Counter()

    def take(self, entry: Entry) -> None:
        """Take in a line, or a newer wording of one."""
        marks = frozenset(self._marks_of(entry))
        self._counts.subtract(self._marks.get(entry.id, ()))
        self._counts.update(marks)
        self._marks[entry.id] = marks

    def count(self, mark: str) -> int:
        """Return how many lines have this mark."""
        return self._counts[mark]
