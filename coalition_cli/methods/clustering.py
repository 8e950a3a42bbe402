"""Small piles of notes that look alike: suggestions to a room, never a finished map.

Notes become TF-IDF vectors over runs of three to five characters inside words, which works in
languages that bend their words and needs no dictionary; they are compared by cosine and joined by
average linkage, stopping early. Same answer every run, whatever the order of the notes.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import count as counting
from typing import Final, TypeAlias

SHORTEST_RUN: Final = 3
LONGEST_RUN: Final = 5
MOST_COMMON: Final = 0.30
FEWEST_TO_BE_COMMON: Final = 10
DUPLICATE: Final = 0.60
STOP_SHORT: Final = 0.20
STOP_LONG: Final = 0.15
LONG_NOTE: Final = 150
STEM: Final = 5
SHORTEST_HINT: Final = 3
MOST_HINTS: Final = 3

_WORD: Final = re.compile(r"\w+")
_LETTERS: Final = re.compile(r"[^\W\d_]+")

_Vector: TypeAlias = Mapping[str, float]


def near_duplicates(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of notes (by position, the smaller first) so alike that a room may merge them."""
    order = _order(texts)
    rows = _likenesses([texts[position] for position in order])
    pairs = []
    for i, row in enumerate(rows):
        for j, likeness in row.items():
            if likeness >= DUPLICATE:
                low, high = sorted((order[i], order[j]))
                pairs.append((low, high))
    return sorted(pairs)


def piles(texts: Sequence[str]) -> list[list[int]]:
    """Piles of two or more notes that look alike, by position, the biggest first.

    Single notes are in none.
    """
    order = _order(texts)
    is_long = sum(len(text) for text in texts) > LONG_NOTE * len(texts)
    rows = _likenesses([texts[position] for position in order])
    found = []
    for pile in _join(rows, STOP_LONG if is_long else STOP_SHORT):
        if len(pile) > 1:
            found.append(sorted(order[i] for i in pile))
    return sorted(found, key=lambda pile: (-len(pile), pile))


def name_hints(pile_texts: Sequence[str], other_texts: Sequence[str]) -> list[str]:
    """Up to three words that tell a pile from the other notes, best first.

    They are hints for the title that a room gives it. A word weighs the number of the pile's notes
    that hold it times the log of its odds here against there (the idea of c-TF-IDF). Words count by
    their first five letters and are shown in their commonest form.
    """
    here, there = _held(pile_texts), _held(other_texts)
    forms: Counter[str] = Counter()
    for text in pile_texts:
        forms.update(_LETTERS.findall(_plain(text)))
    shown: dict[str, str] = {}
    for word, _times in sorted(forms.items(), key=lambda form: (-form[1], form[0])):
        shown.setdefault(word[:STEM], word)
    best = []
    for stem, held in here.items():
        if len(shown[stem]) >= SHORTEST_HINT:
            odds = _log_odds(held, len(pile_texts), there[stem], len(other_texts))
            weight = held * odds
            if weight > 0:
                best.append((-weight, stem))
    return [shown[stem] for _weight, stem in sorted(best)[:MOST_HINTS]]


def _order(texts: Sequence[str]) -> list[int]:
    return sorted(range(len(texts)), key=lambda position: (texts[position], position))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text.casefold())


def _runs(text: str) -> Iterator[str]:
    for word in _WORD.findall(_plain(text)):
        padded = f" {word} "
        for length in range(SHORTEST_RUN, LONGEST_RUN + 1):
            for start in range(len(padded) - length + 1):
                yield padded[start : start + length]


def _vectors(texts: Sequence[str]) -> list[_Vector]:
    """A TF-IDF vector of each text, of length 1; runs that most texts hold tell nothing."""
    counted = [Counter(_runs(text)) for text in texts]
    holders: Counter[str] = Counter()
    for counts in counted:
        holders.update(counts.keys())
    most = max(MOST_COMMON * len(texts), FEWEST_TO_BE_COMMON)
    rarity = {run: math.log((1 + len(texts)) / (1 + held)) + 1 for run, held in holders.items()}
    vectors: list[_Vector] = []
    for counts in counted:
        weights = {}
        for run, times in counts.items():
            if holders[run] <= most:
                weights[run] = (1 + math.log(times)) * rarity[run]
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        # What only one text holds counts for its length and is compared with nothing.
        shared = {run: weight for run, weight in weights.items() if holders[run] > 1}
        vectors.append({run: weight / length for run, weight in shared.items()})
    return vectors


def _likenesses(texts: Sequence[str]) -> list[dict[int, float]]:
    """For each note the cosine to every earlier one that it shares anything with."""
    holders: dict[str, list[tuple[int, float]]] = {}
    rows: list[dict[int, float]] = []
    for i, vector in enumerate(_vectors(texts)):
        row: dict[int, float] = {}
        for run, weight in vector.items():
            held = holders.setdefault(run, [])
            for j, other in held:
                row[j] = row.get(j, 0.0) + weight * other
            held.append((i, weight))
        rows.append(row)
    return rows


def _join(rows: Sequence[Mapping[int, float]], stop: float) -> list[list[int]]:
    """Piles by average linkage: join the two most alike on average, until none reach ``stop``."""
    members = {i: [i] for i in range(len(rows))}
    sums: dict[int, dict[int, float]] = {i: {} for i in members}
    # Ordered by likeness, then by the first notes of both piles: equal ones never fall by chance.
    queue: list[tuple[float, int, int, int, int]] = []
    for i, row in enumerate(rows):
        for j, likeness in row.items():
            sums[i][j] = sums[j][i] = likeness
            if likeness >= stop:
                queue.append((-likeness, j, i, j, i))
    heapify(queue)
    numbers = counting(len(rows))
    while queue:
        _likeness, _first, _second, one, other = heappop(queue)
        if one not in members or other not in members:
            continue
        new = next(numbers)
        members[new] = members.pop(one) + members.pop(other)
        sums[new] = _added(sums.pop(one), sums.pop(other), members)
        for near, total in sums[new].items():
            sums[near][new] = total
            average = total / (len(members[new]) * len(members[near]))
            if average >= stop:
                low, high = sorted((new, near), key=lambda pile: min(members[pile]))
                heappush(queue, (-average, min(members[low]), min(members[high]), low, high))
    return list(members.values())


def _added(
    one: Mapping[int, float], other: Mapping[int, float], live: Mapping[int, object]
) -> dict[int, float]:
    total = {pile: likeness for pile, likeness in one.items() if pile in live}
    for pile, likeness in other.items():
        if pile in live:
            total[pile] = total.get(pile, 0.0) + likeness
    return total


def _held(texts: Sequence[str]) -> Counter[str]:
    """The number of ``texts`` that hold each stem."""
    held: Counter[str] = Counter()
    for text in texts:
        # A dict and no set: in the order of the words, the same every run.
        held.update(dict.fromkeys(word[:STEM] for word in _LETTERS.findall(_plain(text))).keys())
    return held


def _log_odds(held_here: int, here: int, held_there: int, there: int) -> float:
    odds_here = (held_here + 0.5) / (here - held_here + 0.5)
    odds_there = (held_there + 0.5) / (there - held_there + 0.5)
    return math.log(odds_here / odds_there)
