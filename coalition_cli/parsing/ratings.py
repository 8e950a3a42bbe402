"""A room's rating of one item: hands, a number each, or one that everybody agrees on."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeAlias

from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model.view import View
from coalition_cli.parsing import as_whole, read_count
from coalition_cli.phrasing.nearest import not_here
from coalition_cli.same_name import first_called, name_key
from coalition_cli.sanitize import in_short
from coalition_cli.stage import Given

HANDS: Final = "hands"
PEOPLE: Final = "people"
GROUPS: Final = "groups"
AGREED: Final = "agreed"

Weighing: TypeAlias = dict[str, Any]
"""Counts by value, ``{way, counts: {value: number}}``, and by rater where these are known.

These stand in ``raters: {who: value}``.
"""


@dataclass(frozen=True, slots=True)
class Scale:
    """The numbers that may be given.

    ``raters`` are who may give them by name: ids of people, names of groups. ``names`` are those
    of the people by their ids, as they are spelled.
    """

    least: int
    most: int
    people: Mapping[str, str] = field(default_factory=dict)
    groups: Set[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)


def scale_of(view: View, least: int, most: int, made: Set[str]) -> Scale:
    """Return the scale for this room.

    Groups are those of its people, and those ``made`` at a step of the run.
    """
    people = view.workshop.people()
    ids = {name_key(name): person.id for person in people for name in person.other_names}
    ids |= {name_key(person.name): person.id for person in people}
    groups = made | {person.group for person in people if person.group}
    return Scale(least, most, ids, groups, {person.id: person.name for person in people})


def read_weighing(given: Given, scale: Scale) -> Weighing | None:
    """Read a value of an answers file by its shape; None for a blank. Raises ``Problem``."""
    if isinstance(given, list):
        return _listed([_number(value, scale) for value in given], PEOPLE)
    if not isinstance(given, Mapping):
        is_blank = isinstance(given, str) and not given.strip()
        return None if is_blank else _listed([_number(given, scale)], AGREED)
    if all(str(key).strip().lstrip("-").isdigit() for key in given):
        return _tallied([(_number(key, scale), read_count(hands)) for key, hands in given.items()])
    return _rated([(name, _number(value, scale)) for name, value in given.items()], scale)


def read_typed_weighing(text: str, way: str, scale: Scale) -> Weighing | None:
    """Read a typed line as the room answers in this ``way``; None for an empty line.

    Raises ``Problem``.
    """
    words = text.replace(",", " ").split()
    if not words:
        return None
    if way == GROUPS and any(as_whole(word) is None for word in words):
        parts = [part.strip().rpartition(" ") for part in text.split(",") if part.strip()]
        pairs = [(name.strip(" :="), _number(number, scale)) for name, _space, number in parts]
        # Neighbours who turned to each other have a name only in this line.
        return _rated(
            pairs, scale if scale.groups else replace(scale, groups={name for name, _n in pairs})
        )
    if way == HANDS:
        if len(words) != scale.most - scale.least + 1:
            sentence = _(
                "Expected {count} counts, for {most} down to {least}: how many hands each."
            )
            count = scale.most - scale.least + 1
            raise Problem(sentence.format(count=count, most=scale.most, least=scale.least))
        return _tallied(
            [(scale.most - place, read_count(word)) for place, word in enumerate(words)]
        )
    if way == AGREED and len(words) != 1:
        raise Problem(_("Expected one number, the one the room agrees on."))
    return _listed([_number(word, scale) for word in words], way)


def _tallied(counts: list[tuple[int, int]]) -> Weighing | None:
    given: dict[str, int] = {}
    for value, hands in counts:
        if hands:
            given[str(value)] = given.get(str(value), 0) + hands
    return {"way": HANDS, "counts": given} if given else None


def _listed(numbers: list[int], way: str) -> Weighing | None:
    if not numbers:
        return None
    return {
        "way": way,
        "counts": {str(value): numbers.count(value) for value in sorted(set(numbers))},
    }


def _rated(pairs: list[tuple[str, int]], scale: Scale) -> Weighing | None:
    raters: dict[str, int] = {}
    for name, number in pairs:
        rater = _rater(name, scale)
        if rater in raters:
            raise Problem(_("{name} stands here twice.").format(name=in_short(name)))
        raters[rater] = number
    way = PEOPLE if set(raters) & set(scale.people.values()) else GROUPS
    weighing = _listed(list(raters.values()), way)
    return weighing and weighing | {"raters": raters}


def _rater(name: str, scale: Scale) -> str:
    if group := first_called(name, scale.groups):
        return group
    try:
        return scale.people[name_key(name)]
    except KeyError:
        sentence = _('"{name}" is nobody and no group here: {known}.')
        known = (*sorted(scale.groups), *scale.names.values())
        raise not_here(sentence, name, known) from None


def _number(given: Given, scale: Scale) -> int:
    number = as_whole(given)
    if number is None or not scale.least <= number <= scale.most:
        sentence = _("{given} is outside the scale: expected whole numbers from {least} to {most}.")
        raise Problem(sentence.format(given=in_short(given), least=scale.least, most=scale.most))
    return number
