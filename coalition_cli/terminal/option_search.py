"""The options of a choice as they stand: which is pointed at, which are marked, what is looked for.

No keys and no drawing: the desk of the full screen and the plain one ask it alike.
"""

import unicodedata
from collections.abc import Sequence
from typing import Final

from coalition_cli.same_name import name_key
from coalition_cli.stage import Option
from coalition_cli.terminal.key_bindings import Picking

_NONE: Final = -1
_TEN: Final = 10


class Choices:
    """The options of ``picking`` with their pointer, their marks and what is searched for.

    ``pointed`` is a place among all options; ``shown`` are the places of those that the search
    leaves.
    """

    def __init__(self, picking: Picking) -> None:
        self.options = picking.options
        self.labels = labels(picking)
        self.is_many = picking.is_many
        values = [option.value for option in picking.options]
        self._marked = [value for value in picking.chosen if value in values]
        first = _NONE if picking.is_many else next(iter(map(values.index, self._marked)), _NONE)
        self.pointed = max(0, first)
        self._listed = [at for at, each in enumerate(self.options) if not each.is_found_only]
        self.shown: list[int] = self._listed
        self._stood = self.pointed

    def search(self, words: str) -> bool:
        """Leave the options that have ``words``, and point at the best; True if there is one.

        Without a word, or with one that no option has, all of them stand but those that are only
        found; if one of these was pointed at, the one before it is.
        """
        if self.pointed in self._listed:
            self._stood = self.pointed
        found = matching(words, self.options) if search_key(words) else []
        self.shown = found or self._listed
        if found:
            self.pointed = _best(words, self.options, found)
        elif self.pointed not in self._listed:
            self.pointed = self._stood
        return bool(found)

    def move(self, steps: int) -> None:
        """Point ``steps`` further on among those that are shown; behind the last is the first."""
        at = self.shown.index(self.pointed) if self.pointed in self.shown else 0
        self.pointed = self.shown[(at + steps) % len(self.shown)]

    def point_at(self, place: int) -> None:
        """Point at the option at ``place``, whatever is searched for."""
        self.pointed = place

    @property
    def pointed_option(self) -> Option:
        """The option that is pointed at."""
        return self.options[self.pointed]

    def is_marked(self, place: int) -> bool:
        """True if the option at ``place`` is one of several that are chosen."""
        return self.is_many and self.options[place].value in self._marked

    def mark(self) -> None:
        """Mark the option that is pointed at, or take its mark away."""
        value = self.pointed_option.value
        if value in self._marked:
            self._marked.remove(value)
        else:
            self._marked.append(value)

    @property
    def taken(self) -> tuple[str, ...]:
        """The values that are chosen, in the order of the options."""
        if not self.is_many:
            return (self.pointed_option.value,)
        return tuple(option.value for option in self.options if option.value in self._marked)


def labels(picking: Picking) -> list[str]:
    """The numbers of the options from 1; of just ten, one of which is taken, the last is 0.

    Those that are only found have none.
    """
    count = sum(not option.is_found_only for option in picking.options)
    numbers = [str(number) for number in range(1, count + 1)]
    if count == _TEN and not picking.is_many:
        numbers[-1] = "0"
    return numbers + [""] * (len(picking.options) - count)


def search_key(words: str) -> str:
    """``words`` as they are searched for: in small letters, without accents."""
    parts = unicodedata.normalize("NFD", name_key(words))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def matching(words: str, options: Sequence[Option]) -> list[int]:
    """The places of the ``options`` that have every one of ``words``, one after the other."""
    wanted = search_key(words)
    return [place for place, option in enumerate(options) if wanted in search_key(option.words)]


def _best(words: str, options: Sequence[Option], found: Sequence[int]) -> int:
    """The first of ``found`` that begins with ``words``, else with a word that does, else any."""
    wanted = search_key(words)
    keys = {place: search_key(options[place].words) for place in found}
    whole = [place for place in found if keys[place].startswith(wanted)]
    parts = [place for place in found if f" {wanted}" in keys[place]]
    return [*whole, *parts, *found][0]
