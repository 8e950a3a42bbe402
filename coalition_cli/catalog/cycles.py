"""Steps that draw on each other in a circle, so that each waits for the next and finds nothing.

What is only offered closes no circle: an agenda may offer what a plan sent to it, and the plan may
name what it serves of the agenda.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from coalition_cli.catalog.fields import EXERCISE, inside
from coalition_cli.catalog.finding import Finding, KeyPath
from coalition_cli.i18n import _

FindTable: TypeAlias = Callable[[str], Mapping[str, Any] | None]
"""Find the table in the file of an exercise by its id; None if no file can be read."""


class _Spot(NamedTuple):
    """A step of an exercise."""

    exercise: str
    step: str

    def __str__(self) -> str:
        return ".".join(self)


def find_circles(
    table: Mapping[str, Any], exercise_id: str, find_table: FindTable
) -> Iterator[Finding]:
    """References in ``table`` that lead back to their own step, with the shortest way round."""
    tables: dict[str, Mapping[str, Any]] = {exercise_id: table}

    def drawn_on(spot: _Spot) -> list[_Spot]:
        if spot.exercise not in tables:
            tables[spot.exercise] = find_table(spot.exercise) or {}
        references = _references(tables[spot.exercise], spot.exercise)
        return [there for here, there, _at in references if here == spot]

    for here, there, at in _references(table, exercise_id):
        way = _way(there, here, drawn_on)
        if way:
            circle = " → ".join(map(str, (here, *way)))
            hint = _("they draw on each other in a circle: {circle}").format(circle=circle)
            yield Finding(at, _("a step that does not draw on this one"), hint)


def _way(start: _Spot, goal: _Spot, drawn_on: Callable[[_Spot], list[_Spot]]) -> list[_Spot]:
    """The shortest way from ``start`` to ``goal``, both included; empty if there is none."""
    before: dict[_Spot, _Spot | None] = {start: None}
    waiting = deque([start])
    while waiting:
        spot = waiting.popleft()
        if spot == goal:
            return _walked(spot, before)
        for further in drawn_on(spot):
            if further not in before:
                before[further] = spot
                waiting.append(further)
    return []


def _walked(spot: _Spot, before: Mapping[_Spot, _Spot | None]) -> list[_Spot]:
    """The way by which ``spot`` was reached, from its beginning on."""
    way: list[_Spot] = []
    at: _Spot | None = spot
    while at is not None:
        way.append(at)
        at = before[at]
    return way[::-1]


def _references(
    table: Mapping[str, Any], exercise_id: str
) -> Iterator[tuple[_Spot, _Spot, KeyPath]]:
    """References of ``table``: from which step to which, and the key that says so.

    What has the wrong type is passed over.
    """
    steps = table.get("steps")
    for number, step in enumerate(steps if isinstance(steps, list) else ()):
        if not isinstance(step, Mapping) or not isinstance(step.get("id"), str):
            continue
        here = _Spot(exercise_id, step["id"])
        for name, field in inside(EXERCISE["steps"], step).items():
            if field.gives != "items" or field.is_offered:
                continue
            value, at = step.get(name), ("steps", number, name)
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, str):
                    exercise, _dot, step_id = each.rpartition(".")
                    yield here, _Spot(exercise or exercise_id, step_id), at
