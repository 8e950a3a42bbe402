"""Ranking by scores on a scale: means of the answers given, compared exactly.

Equal means share a rank. The shape is that of the most used priority-setting methods (CHNRI, Rudan
2008; the NACCHO guide): a few criteria, scored apart and averaged, blanks left out. A blank is
never a low score.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product
from typing import Final, Literal, TypeAlias

EVEN: Final = Fraction(1, 2)
CONTESTED_SPREAD: Final = 3
ON_THE_LINE: Final = Fraction(1, 4)
FEWEST_TO_SPLIT: Final = 5
ONE_SIDE: Final = Fraction(70, 100)
OTHER_SIDE: Final = Fraction(15, 100)
BOTH_SIDES: Final = Fraction(25, 100)

Split: TypeAlias = Literal["agreed", "split", "mixed", ""]


@dataclass(frozen=True, slots=True)
class Cell:
    """Answers given for one item on one criterion.

    ``counts`` says for each value how many gave it. ``speaks_for_all``: one number that the whole
    room agreed on.
    """

    counts: Mapping[int, int]
    speaks_for_all: bool = False
    answers: int = field(init=False, compare=False)
    """The number who gave a value; one number of the whole room is one answer."""
    mean: Fraction | None = field(init=False, compare=False)
    """The mean of the answers given, None if there are none."""

    def __post_init__(self) -> None:
        answers = sum(self.counts.values())
        values = sum(value * count for value, count in self.counts.items())
        object.__setattr__(self, "answers", answers)
        object.__setattr__(self, "mean", Fraction(values, answers) if answers else None)

    @property
    def spread(self) -> int:
        """The highest value given less the lowest; 0 if there is none."""
        given = [value for value, count in self.counts.items() if count]
        return max(given) - min(given) if given else 0


BLANK: Final = Cell({})


@dataclass(frozen=True, slots=True)
class Ranked:
    """One item with its place.

    ``cells`` are by criterion id, in the order of the criteria. ``score`` is None where a criterion
    has no answer; ``rank`` is None also where fewer than half of the voters scored the item.
    ``voters`` is how many answered anything; 1 where every number is the whole room's.
    """

    item: str
    cells: Mapping[str, Cell]
    score: Fraction | None
    rank: int | None
    is_tied: bool
    scorers: int
    voters: int
    spread: int
    is_contested: bool


def rank(
    items: Sequence[str],
    answers: Mapping[str, Mapping[str, Cell]],
    weight: Fraction = EVEN,
    voters: int | None = None,
) -> list[Ranked]:
    """``items`` in rank order: tied ones, and the unranked at the end, in the order of ``items``.

    ``answers`` holds criterion, then item. With two criteria the score is ``weight`` of the first
    mean and the rest of the second; otherwise all weigh the same. ``voters`` is the number of
    people who answered anything, where it is known; the most answers that any cell got, where it is
    not.
    """
    rows = {item: _cells_of(item, answers) for item in items}
    total = _voters([cell for cells in rows.values() for cell in cells.values()], voters)
    unplaced = [_unplaced(item, cells, weight, total) for item, cells in rows.items()]
    scores = Counter(
        one.score for one in unplaced if one.score is not None and one.scorers * 2 >= total
    )
    ranks, better = {}, 0
    for score in sorted(scores, reverse=True):
        ranks[score], better = 1 + better, better + scores[score]
    ranked = []
    for one in unplaced:
        if one.score is None or one.scorers * 2 < total:
            ranked.append(one)
        else:
            is_tied = scores[one.score] > 1
            ranked.append(replace(one, rank=ranks[one.score], is_tied=is_tied))
    return sorted(ranked, key=lambda one: (one.rank is None, one.rank or 0))


def places(ranks: Mapping[str, int | None], moved: Mapping[str, int]) -> dict[str, int | None]:
    """The place of each item once a room gave some of them another place than their rank.

    None without a rank. ``ranks`` is in rank order. Moved ones are put in one after the other, in
    the order of ``moved``; the others keep their order, and those that share a rank share a place,
    unless a moved one now stands between them.
    """
    order = [item for item, its_rank in ranks.items() if its_rank is not None and item not in moved]
    for item, to in moved.items():
        if ranks.get(item) is not None:
            order.insert(min(to, len(order) + 1) - 1, item)
    found: dict[str, int | None] = dict.fromkeys(ranks)
    for number, item in enumerate(order):
        before = order[number - 1] if number else ""
        is_level = before and not {item, before} & set(moved) and ranks[item] == ranks[before]
        found[item] = found[before] if is_level else number + 1
    return found


def split(cell: Cell, least: int = 1, most: int = 5) -> Split:
    """Classify answers on a scale: they agree, stand in two camps, or neither.

    Empty for fewer than five answers. Agreed: 70 % or more on one side of the scale's middle and
    less than 15 % on the other (the 70/15 rule of Delphi studies, PMC8024512). Split: 25 % or more
    on both.
    """
    if cell.answers < FEWEST_TO_SPLIT:
        return ""
    middle = Fraction(least + most, 2)
    below = sum(times for value, times in cell.counts.items() if value < middle)
    above = sum(times for value, times in cell.counts.items() if value > middle)
    smaller, larger = sorted((Fraction(below, cell.answers), Fraction(above, cell.answers)))
    if larger >= ONE_SIDE and smaller < OTHER_SIDE:
        return "agreed"
    return "split" if smaller >= BOTH_SIDES else "mixed"


def crossing(one: Ranked, other: Ranked) -> Fraction | None:
    """The weight of the first of two criteria, between 0 and 1, at which two items score the same.

    None if none does. With means U and F an item is the straight line ``w U + (1 - w) F``, so two
    of them cross at ``w = (F2 - F1) / ((U1 - U2) + (F2 - F1))``.
    """
    (u1, f1), (u2, f2) = _means(one), _means(other)
    slope = (u1 - u2) + (f2 - f1)
    if not slope:
        return None
    weight = (f2 - f1) / slope
    return weight if 0 < weight < 1 else None


def steady_weights(
    ranked: Sequence[Ranked], top: int, weight: Fraction = EVEN
) -> tuple[Fraction, Fraction] | None:
    """Between which weights of the first of two criteria the first ``top`` items stay the first.

    ``ranked`` is what ``rank`` gave for ``weight``. At the ends (other than 0 and 1) the last
    inside and the first outside score the same. None where there is no such line: not two criteria,
    nobody outside, or a tie across it.
    """
    placed = [one for one in ranked if one.rank is not None]
    inside, outside = placed[:top], placed[top:]
    if not inside or not outside or len(inside[0].cells) != 2 or inside[-1].rank == outside[0].rank:
        return None
    found = (crossing(one, other) for one, other in product(inside, outside))
    crossings = [at for at in found if at is not None]
    below = max((at for at in crossings if at < weight), default=Fraction(0))
    above = min((at for at in crossings if at > weight), default=Fraction(1))
    return below, above


def quadrant_field(
    mean_x: Fraction, mean_y: Fraction, least: Fraction | int, most: Fraction | int
) -> int | None:
    """The one of ``Quadrant.corners`` that a point lies in; None for "on the line".

    That is within 0.25 of the scale's middle. The line stands at the middle of the scale, not of
    the room's answers: else something would always be low.
    """
    middle = Fraction(least + most) / 2
    if abs(mean_x - middle) <= ON_THE_LINE or abs(mean_y - middle) <= ON_THE_LINE:
        return None
    return (0 if mean_x > middle else 1) + (0 if mean_y > middle else 2)


def _cells_of(item: str, answers: Mapping[str, Mapping[str, Cell]]) -> dict[str, Cell]:
    return {criterion: cells.get(item, BLANK) for criterion, cells in answers.items()}


def _unplaced(item: str, cells: Mapping[str, Cell], weight: Fraction, voters: int) -> Ranked:
    """An item with its numbers, before it is compared with any other."""
    spread = max((cell.spread for cell in cells.values()), default=0)
    return Ranked(
        item=item,
        cells=cells,
        score=score_of(list(cells.values()), weight),
        rank=None,
        is_tied=False,
        scorers=_scorers(list(cells.values()), voters),
        voters=voters,
        spread=spread,
        is_contested=spread >= CONTESTED_SPREAD,
    )


def _voters(cells: Sequence[Cell], known: int | None) -> int:
    if all(cell.speaks_for_all for cell in cells if cell.answers):
        return min(1, sum(cell.answers for cell in cells))
    return known or max(cell.answers for cell in cells)


def _scorers(cells: Sequence[Cell], voters: int) -> int:
    """The number who scored the item on the criterion that has the fewest answers."""
    counted = []
    for cell in cells:
        is_everybody = cell.speaks_for_all and cell.answers
        counted.append(voters if is_everybody else cell.answers)
    return min(counted, default=0)


def score_of(cells: Sequence[Cell], weight: Fraction) -> Fraction | None:
    """The mean of the means, of two weighed by ``weight``; None where a criterion has no answer."""
    means = [cell.mean for cell in cells if cell.mean is not None]
    if not means or len(means) < len(cells):
        return None
    if len(means) == 2:
        return weight * means[0] + (1 - weight) * means[1]
    return sum(means, Fraction(0)) / len(means)


def _means(ranked: Ranked) -> tuple[Fraction, Fraction]:
    first, second = (cell.mean for cell in ranked.cells.values())
    if first is None or second is None:
        raise ValueError("an item without answers has no line")
    return first, second
