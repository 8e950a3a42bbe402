"""The words of a text that an earlier wording of it did not have."""

from collections.abc import Sequence

_MOST_COMPARED = 400
"""Texts of more words than that are not compared: it would take as long as both are long."""


def new_words(before: str, after: str) -> list[str]:
    """Return the stretches of ``after`` that are not in ``before``, in their order.

    Nothing where one of the two is too long to be compared while a room waits.
    """
    old, new = before.split(), after.split()
    if max(len(old), len(new)) > _MOST_COMPARED:
        return []
    kept = _kept(_plain(old), _plain(new))
    found: list[list[str]] = [[]]
    for place, word in enumerate(new):
        if place in kept:
            found.append([])
        else:
            found[-1].append(word)
    stretches = (" ".join(stretch).strip(_SIGNS) for stretch in found)
    return [stretch for stretch in stretches if stretch]


_SIGNS = ".,;:!?…"


def _plain(words: Sequence[str]) -> list[str]:
    return [word.strip(_SIGNS).casefold() for word in words]


def _kept(old: Sequence[str], new: Sequence[str]) -> set[int]:
    """Return the places in ``new`` of a longest common run of words with gaps."""
    longest = [[0] * (len(new) + 1) for _each in range(len(old) + 1)]
    for row in range(len(old) - 1, -1, -1):
        for column in range(len(new) - 1, -1, -1):
            if old[row] == new[column]:
                longest[row][column] = longest[row + 1][column + 1] + 1
            else:
                longest[row][column] = max(longest[row + 1][column], longest[row][column + 1])
    kept, row, column = set(), 0, 0
    while row < len(old) and column < len(new):
        if old[row] == new[column]:
            kept.add(column)
            row, column = row + 1, column + 1
        elif longest[row + 1][column] >= longest[row][column + 1]:
            row += 1
        else:
            column += 1
    return kept
