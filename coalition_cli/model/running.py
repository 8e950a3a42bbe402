"""Something computed of the lines of a place, brought up to date by those that are new."""

from collections.abc import Callable
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
