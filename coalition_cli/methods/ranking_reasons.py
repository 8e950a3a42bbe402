"""The one sentence that says why an item stands where it stands, a tie in words."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from coalition_cli.i18n import _, ngettext
from coalition_cli.methods.ranking import EVEN, Cell, Ranked, score_of
from coalition_cli.phrasing.sentences import listed, one_decimal, ordinal

MOST_NAMED: Final = 5
"""So many that an item is tied with are all named; of more the first, and how many more.

Where two hundred are level, each would name all others: their places tell it in one word.
"""

_FIRST: Final = 3


def reason(
    ranked: Ranked,
    name: str,
    titles: Mapping[str, str],
    tied_with: Sequence[str] = (),
    count: int = 0,
) -> str:
    """Why an item stands where it does, in the one sentence that the room reads.

    ``name`` and ``tied_with`` are what the room calls the item and those level with it, or the
    first of them where they are ``count`` in all; ``titles`` name the criteria.
    """
    if ranked.rank is None or ranked.score is None:
        return _why_unranked(ranked, name, titles)
    parts = []
    for criterion, cell in ranked.cells.items():
        if cell.mean is not None:
            title = titles[criterion].lower()
            parts.append(
                _("{criterion} {mean}").format(criterion=title, mean=one_decimal(cell.mean))
            )
    if len(parts) > 1:
        parts.append(_average(list(ranked.cells.values()), ranked.score))
    return _from_whom(ranked).format(
        place=_place(ranked, ranked.rank, name, _named(tied_with, count)),
        numbers=", ".join(parts),
        scorers=ranked.scorers,
        voters=ranked.voters,
    )


def _named(tied_with: Sequence[str], count: int) -> Sequence[str]:
    count = max(count, len(tied_with))
    if count <= MOST_NAMED:
        return tied_with
    more = count - _FIRST
    return *tied_with[:_FIRST], ngettext("{count} more", "{count} more", more).format(count=more)


def _place(ranked: Ranked, place: int, name: str, tied_with: Sequence[str]) -> str:
    if tied_with:
        return _("{name} is tied for {place} with {others}").format(
            name=name, place=ordinal(place), others=listed(tied_with)
        )
    if ranked.is_tied:
        return _("{name} is tied for {place}").format(name=name, place=ordinal(place))
    return _("{name} is {place}").format(name=name, place=ordinal(place))


def _average(cells: Sequence[Cell], score: Fraction) -> str:
    if score == score_of(cells, EVEN):
        return _("average {mean}").format(mean=one_decimal(score))
    return _("weighted average {mean}").format(mean=one_decimal(score))


def _from_whom(ranked: Ranked) -> str:
    if all(cell.speaks_for_all for cell in ranked.cells.values()):
        return _("{place}: {numbers}, agreed by the whole room.")
    if ranked.scorers < ranked.voters:
        return ngettext(
            "{place}: {numbers}, from {scorers} of {voters} person. Blanks were left out, "
            "not counted as low.",
            "{place}: {numbers}, from {scorers} of {voters} people. Blanks were left out, "
            "not counted as low.",
            ranked.voters,
        )
    return ngettext(
        "{place}: {numbers}, from the one person who answered.",
        "{place}: {numbers}, from all {voters} people.",
        ranked.voters,
    )


def _why_unranked(ranked: Ranked, name: str, titles: Mapping[str, str]) -> str:
    blank = [
        titles[criterion].lower() for criterion, cell in ranked.cells.items() if not cell.answers
    ]
    if blank:
        return _("{name} has no place yet: nobody scored its {criteria}.").format(
            name=name, criteria=listed(blank)
        )
    return ngettext(
        "{name} has no place yet: not enough answers, from {scorers} of {voters} person.",
        "{name} has no place yet: not enough answers, from {scorers} of {voters} people.",
        ranked.voters,
    ).format(name=name, scorers=ranked.scorers, voters=ranked.voters)
