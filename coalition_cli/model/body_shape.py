"""The shape of bodies: what stands under each key, so that a line of another make is set apart.

A body is JSON that a signed bundle, an older version or another program may have written. Whoever
reads it relies on a ``Shape`` that was asked before: ``Workshop.standing`` asks that of the place,
``kinds.said`` that which the kind of a step declares. What fits neither is in the file, is merged
and taken back like any other line, and is shown to nobody. Where no shape was asked, ``words_at``
and its like read one key of a body whatever stands there.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from coalition_cli.model.entry import APART, PEOPLE, SAME, Body, Place

Sort: TypeAlias = Callable[[Any], bool]
"""Tells if a value is of one sort."""

MOST: Final = 999_999
"""No room counts further; a number beyond it is none that anybody meant."""

_SHARE: Final = re.compile(r"(\d{1,18})/([1-9]\d{0,17})|[01]|0?\.\d{1,18}|1\.0", re.ASCII)
_SCALE_VALUE: Final = re.compile(r"\d{1,2}", re.ASCII)


def words(value: Any) -> bool:
    """True for a text, an empty one too."""
    return isinstance(value, str)


def flag(value: Any) -> bool:
    """True for yes or no."""
    return isinstance(value, bool)


def whole(value: Any) -> bool:
    """True for a whole number from 0 to ``MOST``."""
    return type(value) is int and 0 <= value <= MOST


def place(value: Any) -> bool:
    """True for the place of a ranking, from 1."""
    return whole(value) and value > 0


def texts(value: Any) -> bool:
    """True for a list of texts, such as the ids of lines."""
    return isinstance(value, list) and all(map(words, value))


def plain_list(value: Any) -> bool:
    """True for a list of texts and numbers, which are read as texts."""
    return isinstance(value, list) and all(isinstance(each, str | int | float) for each in value)


def share_of_one(value: Any) -> bool:
    """True for a text that says a part of the whole, such as ``2/3``."""
    found = _SHARE.fullmatch(value) if isinstance(value, str) else None
    return found is not None and (not found[2] or int(found[1]) <= int(found[2]))


def counts(value: Any) -> bool:
    """True for numbers by what was counted."""
    return isinstance(value, Mapping) and all(map(whole, value.values()))


def counts_of_scale(value: Any) -> bool:
    """True for numbers by the value of a scale that they were counted for."""
    return counts(value) and all(map(_SCALE_VALUE.fullmatch, value))


def words_by_name(value: Any) -> bool:
    """True for a text by name, such as the voice of each group."""
    return isinstance(value, Mapping) and all(map(words, value.values()))


def maybe(sort: Sort) -> Sort:
    """The sort of what may be left open as None."""
    return lambda value: value is None or sort(value)


def either(*sorts: Sort) -> Sort:
    """The sort of what is of one of ``sorts``."""
    return lambda value: any(sort(value) for sort in sorts)


def one_of(*known: str) -> Sort:
    """The sort of one of the words ``known``."""
    return lambda value: isinstance(value, str) and value in known


@dataclass(frozen=True, slots=True)
class Shape:
    """The sorts of what stands under the ``keys`` of a body, and the keys that it cannot lack.

    What stands under any other key is nobody's concern here. ``needs`` are the keys that each body
    has, and ``together`` those that one has which has the key before them. ``any_of``: at least one
    of these. ``text`` holds words in every shape. ``newest_counts``: what was said last at a step
    is what came of it, so that nothing did where that cannot be read.
    """

    keys: Mapping[str, Sort] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    together: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    any_of: tuple[str, ...] = ()
    newest_counts: bool = False

    def fits(self, body: Body) -> bool:
        """True if ``body`` is of this shape."""
        return not self.odd_key(body)

    def odd_key(self, body: Body) -> str:
        """Return the first key of this shape under which ``body`` has something else, or nothing.

        Empty where it fits.
        """
        if type(body.get("text", "")) is not str:
            return "text"
        keys = self.keys
        for key, value in body.items() if keys else ():
            if key in keys and not keys[key](value):
                return key
        missing = [key for key in self.needs if key not in body]
        for key, others in self.together.items():
            if key in body:
                missing += [other for other in others if other not in body]
        if not missing and self.any_of and body.keys().isdisjoint(self.any_of):
            missing = list(self.any_of)
        return missing[0] if missing else ""


LINE: Final = Shape()
"""The shape of every line, whatever else it holds."""

_PAIR: Final = Shape({"people": texts})
_OF_PLACE: Final[Mapping[Place, Shape]] = {
    PEOPLE: Shape(needs=("text",)),
    SAME: _PAIR,
    APART: _PAIR,
}


def shape_of_place(at: Place) -> Shape:
    """Return the shape of what stands at a place, as far as it does not depend on an exercise."""
    return LINE if at.exercise else _OF_PLACE.get(at, LINE)


def every_text(value: Any) -> Iterator[str]:
    """Yield every text in a body, keys too: some are ids."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, member in value.items():
            yield from every_text(key)
            yield from every_text(member)
    elif isinstance(value, list | tuple):
        for member in value:
            yield from every_text(member)


def words_at(body: Body, key: str) -> str:
    """Return the words under ``key``, a number as words; empty where there is nothing else."""
    value = body.get(key)
    if isinstance(value, str):
        return value
    return str(value) if type(value) in (int, float) else ""


def texts_at(body: Body, key: str) -> list[str]:
    """Return the texts of the list under ``key``; none where it is something else."""
    value = body.get(key)
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
