"""How far a plan has come while its rows are asked: each line is looked at once, when it comes."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from coalition_cli import kinds
from coalition_cli.kinds.plan.plan_offers import offered_items
from coalition_cli.kinds.plan.plan_rows import columns_of, own_columns
from coalition_cli.model.body_shape import LINE
from coalition_cli.model.entry import Entry, Place
from coalition_cli.model.exercise import Step
from coalition_cli.model.running import Running, Tally, Waiting
from coalition_cli.model.view import Item, View
from coalition_cli.parsing import ItemFinder, as_whole, read_words
from coalition_cli.parsing.columns import Column
from coalition_cli.stage import Given

_OVER: Final = ("done", "let go")
_WORDED: Final = "text"


class Progress:
    """What the rows that stand come to, and what of the offered lines has none yet."""

    def __init__(self, step: Step, view: View) -> None:
        self.asked: Final = columns_of(step, view)
        self._step = step
        self._view = view
        self._rows = kinds.running(step, view, lambda: _Rows(self.asked), _Rows.take)
        self._carried = _Carried(view)
        self._finder: tuple[list[Item], ItemFinder] = [], ItemFinder(())

    def half(self) -> Entry | None:
        """Return the first row that was left half-way."""
        return self._rows.now().half.first()

    def count(self) -> int:
        """Return how many rows have words."""
        return self._rows.now().worded.count(_WORDED)

    def unheard(self) -> Iterator[Item]:
        """Yield what is offered and neither has a row yet nor was passed over."""
        heard = self._rows.now().heard
        return (item for item in offered_items(self._step, self._view) if not heard.count(item.id))

    def read_first(self, given: Given) -> tuple[str, str]:
        """Read the first words of a row, and the id of the offered line that has them.

        Or the words of the offered line whose number was given.
        """
        offered = offered_items(self._step, self._view)
        if offered and as_whole(given) is not None:
            item = self._find_in(offered).find(given)
            return item.text, item.id
        words = read_words(given)
        named = self._find_in(offered).worded(words)
        return (named.text, named.id) if named else (words, "")

    def carried_by(self, person: str) -> int:
        """Return how many rows of all plans wait for somebody who said yes to them."""
        return self._carried.by(person)

    def _find_in(self, offered: list[Item]) -> ItemFinder:
        if self._finder[0] is not offered:
            self._finder = offered, ItemFinder(offered)
        return self._finder[1]


class _Rows:
    """The rows of one plan: those half-way, those with words, and where they come from."""

    def __init__(self, asked: list[Column]) -> None:
        self.half = Waiting(partial(_is_half, asked=asked))
        self.worded = Tally(lambda row: [_WORDED] if row.text else [])
        self.heard = Tally(lambda row: _texts(row, ("from",)))

    def take(self, row: Entry) -> None:
        for each in (self.half, self.worded, self.heard):
            each.take(row)


class _Carried:
    """Rows of all plans of the workshop, by who said yes to them."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._named: dict[Place, Running[Tally]] = {}
        self._led: dict[tuple[Place, tuple[str, ...]], Running[Tally]] = {}

    def by(self, person: str) -> int:
        """Return how many of them wait for ``person``."""
        return sum(
            self._at(place, keys).now().count(person)
            for place in self._view.workshop.places()
            # An exercise is looked for only where she is named at all.
            if self._named_at(place).now().count(person) and (keys := self._confirmed(place))
        )

    def _confirmed(self, place: Place) -> tuple[str, ...]:
        """Return the ids of the columns of a plan at ``place`` to which somebody says yes."""
        is_here = place.exercise == self._view.exercise.id
        exercise = self._view.exercise if is_here else self._view.exercise_at(place)
        plans = [
            step
            for step in (exercise.steps if exercise else ())
            if step.id == place.step and step.kind == "plan"
        ]
        columns = (column for step in plans for column in own_columns(step))
        return tuple(column.id for column in columns if column.is_confirmed)

    def _named_at(self, place: Place) -> Running[Tally]:
        if place not in self._named:
            self._named[place] = self._tally(place, partial(_texts, keys=None))
        return self._named[place]

    def _at(self, place: Place, keys: tuple[str, ...]) -> Running[Tally]:
        if (place, keys) not in self._led:
            self._led[place, keys] = self._tally(place, partial(_waiting_for, keys=keys))
        return self._led[place, keys]

    def _tally(self, place: Place, marks_of: Callable[[Entry], list[str]]) -> Running[Tally]:
        return Running(self._view.workshop, place, LINE, lambda: Tally(marks_of), Tally.take)


def _is_half(row: Entry, asked: list[Column]) -> bool:
    return not row.body.get("passed") and any(column.id not in row.body for column in asked)


def _waiting_for(row: Entry, keys: tuple[str, ...]) -> list[str]:
    return [] if row.body.get("status") in _OVER else _texts(row, keys)


def _texts(row: Entry, keys: tuple[str, ...] | None) -> list[str]:
    """Return the texts under these keys of a row, or under all."""
    found = row.body.values() if keys is None else map(row.body.get, keys)
    return [value for value in found if isinstance(value, str)]
