"""Fair small groups: nobody alone, nearly even sizes, a good mix, some pairs kept apart."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from random import Random
from typing import Final, TypeAlias

Pair: TypeAlias = frozenset[str]
Groups: TypeAlias = list[list[str]]

_MOST_TRIES: Final = 20_000
"""Steps of the search for places that keep pairs apart; what a room brings needs a handful."""
_MOST_SWAPS: Final = 60_000
_FAR: Final = 1_000_000
"""A pair that must not meet weighs more than any mix.

The mix weighs more than having met before.
"""
_MIXED: Final = 1_000


@dataclass(frozen=True, slots=True)
class Draw:
    """Who is to be divided, into how many groups, and what to care for.

    ``traits`` gives for each id what shall be spread over the groups, such as her country; an empty
    word is nothing. ``apart`` are pairs that do not come into one group where that can be avoided;
    ``met`` pairs that have sat together before, kept apart where nothing else is lost by it.
    """

    people: Sequence[str]
    groups: int
    traits: Mapping[str, Sequence[str]] | None = None
    apart: Collection[Pair] = ()
    met: Collection[Pair] = ()


def groups_of_size(people: int, size: int) -> int:
    """The number of groups of ``size`` or a little more that ``people`` make."""
    return max(1, people // size)


def draw(wanted: Draw, chance: Random) -> Groups:
    """The groups, each as the ids of its members.

    Drawn anew for every ``chance``, the same for the same. There are never so many groups that
    somebody would be alone.
    """
    groups = max(1, min(wanted.groups, len(wanted.people) // 2))
    people = chance.sample(list(wanted.people), len(wanted.people))
    sizes = [len(people) // groups + (number < len(people) % groups) for number in range(groups)]
    table = _Table(wanted, _dealt(people, sizes, wanted, chance))
    table.settle(chance)
    return table.groups


def _dealt(people: list[str], sizes: list[int], wanted: Draw, chance: Random) -> Groups:
    """A first deal round the tables: by traits, one after the other, then the pairs kept apart."""
    traits = wanted.traits or {}
    ordered = sorted(people, key=lambda person: tuple(traits.get(person, ())))
    groups: Groups = [[] for _size in sizes]
    for number, person in enumerate(ordered):
        groups[number % len(groups)].append(person)
    foes = _foes(wanted, people)
    placed = _place_apart(foes, sizes, chance) if foes else {}
    if not placed:
        return groups
    groups = [[] for _size in sizes]
    for person, at in placed.items():
        groups[at].append(person)
    for person in ordered:
        if person not in placed:
            open_tables = [group for at, group in enumerate(groups) if len(group) < sizes[at]]
            # The first of those where she meets the fewest of her like, then the emptiest.
            best = min(open_tables, key=lambda group: (_shared(person, group, traits), len(group)))
            best.append(person)
    return groups


def _foes(wanted: Draw, people: Sequence[str]) -> dict[str, set[str]]:
    """For everybody who is kept apart from somebody here: from whom."""
    here = set(people)
    found: dict[str, set[str]] = {}
    # Sorted: sets have another order in every run, and a draw is the same for the same chance.
    for pair in sorted(sorted(pair) for pair in wanted.apart):
        if len(pair) == 2 and here.issuperset(pair):
            one, other = pair
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return found


def _place_apart(
    foes: Mapping[str, set[str]], sizes: Sequence[int], chance: Random
) -> dict[str, int]:
    """A group for each of ``foes`` so that no pair meets.

    Empty where there is none, or none was found in time.
    """
    order = sorted(foes, key=lambda person: -len(foes[person]))
    placed: dict[str, int] = {}
    left, tries = list(sizes), _MOST_TRIES

    def place(number: int) -> bool:
        nonlocal tries
        if number == len(order):
            return True
        person = order[number]
        tries -= 1
        taken = {placed[foe] for foe in foes[person] if foe in placed}
        for at in chance.sample(range(len(left)), len(left)):
            if tries > 0 and left[at] and at not in taken:
                placed[person] = at
                left[at] -= 1
                if place(number + 1):
                    return True
                del placed[person]
                left[at] += 1
        return False

    return placed if place(0) else {}


def _shared(person: str, group: Sequence[str], traits: Mapping[str, Sequence[str]]) -> int:
    """The number of traits that ``person`` has in common with those of ``group``."""
    own = traits.get(person, ())
    shared = 0
    for other in group:
        pairs = zip(own, traits.get(other, ()), strict=True)
        shared += sum(bool(mine) and mine == theirs for mine, theirs in pairs)
    return shared


class _Table:
    """Groups that get better by swapping two people, as long as any swap helps."""

    def __init__(self, wanted: Draw, groups: Groups) -> None:
        self.groups = groups
        self._traits = wanted.traits or {}
        self._cost: dict[Pair, int] = {}
        for pair in wanted.met:
            self._cost[pair] = 1
        for pair in wanted.apart:
            self._cost[pair] = _FAR
        self._known: dict[Pair, int] = {}

    def settle(self, chance: Random) -> None:
        """Swap until nothing gets better, or for as long as a room would wait."""
        left = _MOST_SWAPS
        has_changed = True
        while has_changed and left > 0:
            has_changed = False
            tables = list(combinations(range(len(self.groups)), 2))
            for one, other in chance.sample(tables, len(tables)):
                here, there = self.groups[one], self.groups[other]
                for first, second in product(range(len(here)), range(len(there))):
                    left -= 1
                    if left > 0 and self._gain(one, first, other, second) > 0:
                        here[first], there[second] = there[second], here[first]
                        has_changed = True

    def _gain(self, one: int, first: int, other: int, second: int) -> int:
        """By how much the groups get better if these two change places."""
        here, there = self.groups[one], self.groups[other]
        mine, theirs = here[first], there[second]
        with_here = [person for person in here if person != mine]
        with_there = [person for person in there if person != theirs]
        before = self._weight(mine, with_here) + self._weight(theirs, with_there)
        return before - self._weight(mine, with_there) - self._weight(theirs, with_here)

    def _weight(self, person: str, group: Sequence[str]) -> int:
        return sum(self._between(person, other) for other in group)

    def _between(self, one: str, other: str) -> int:
        pair = frozenset((one, other))
        if pair not in self._known:
            alike = _shared(one, [other], self._traits)
            self._known[pair] = self._cost.get(pair, 0) + _MIXED * alike
        return self._known[pair]
