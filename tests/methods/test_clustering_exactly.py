"""Piles and near-duplicates against the textbook: weights, cosines and joins worked out slowly."""

import math
import unicodedata
from itertools import combinations, product
from random import Random

import pytest

from coalition_cli.methods.clustering import near_duplicates, piles

WORDS = ("maji", "safi", "soko", "kisima", "barabara", "afya", "вода", "дом", "água", "a", "24")


def pieces(text: str) -> list[str]:
    """Runs of three to five characters inside words, with a blank before and after each word."""
    found = []
    for word in unicodedata.normalize("NFC", text.casefold()).split():
        edged = f" {word} "
        ends = combinations(range(len(edged) + 1), 2)
        found += [edged[start:end] for start, end in ends if 3 <= end - start <= 5]
    return found


def cosines(texts: list[str]) -> dict[frozenset[int], float]:
    """The cosine of each two of ``texts``, from what not too many of them hold."""
    held = [pieces(text) for text in texts]
    of = {piece: sum(piece in each for each in held) for each in held for piece in each}
    telling = [piece for piece, count in of.items() if count <= max(10, 0.3 * len(texts))]
    vectors = []
    for each in held:
        weights = []
        for piece in telling:
            times = each.count(piece)
            rarity = math.log((1 + len(texts)) / (1 + of[piece])) + 1
            weights.append((1 + math.log(times)) * rarity if times else 0)
        vectors.append(weights)
    return {
        frozenset((one, other)): sum(map(math.prod, zip(vectors[one], vectors[other], strict=True)))
        / ((math.hypot(*vectors[one]) * math.hypot(*vectors[other])) or 1)
        for one, other in combinations(range(len(texts)), 2)
    }


def joined(texts: list[str], stop: float) -> list[list[int]]:
    """Piles by joining, again and again, the two whose notes are most alike on average."""
    like = cosines(texts)
    found = [[number] for number in range(len(texts))]

    def average(two: tuple[list[int], list[int]]) -> float:
        whole = sum(like[frozenset(pair)] for pair in product(*two))
        return round(whole / math.prod(map(len, two)), 12)

    while len(found) > 1:
        # Of equal ones the first: by the first note of the one, then of the other.
        one, other = max(combinations(sorted(found), 2), key=average)
        if average((one, other)) < stop:
            break
        found = [pile for pile in found if pile not in (one, other)] + [sorted(one + other)]
    return sorted((pile for pile in found if len(pile) > 1), key=lambda pile: (-len(pile), pile))


def some_notes(chance: Random, length: int) -> list[str]:
    """Notes of words and letters, in the order in which equal ones are looked at."""
    notes = []
    for _note in range(chance.randint(2, 16)):
        own = "".join(chance.choices("bcdfg", k=chance.randint(1, 6)))
        notes.append(" ".join([*chance.choices(WORDS, k=chance.randint(1, length)), own]))
    return sorted(notes)


@pytest.mark.parametrize("seed", range(40))
def test_short_notes(seed: int) -> None:
    notes = some_notes(Random(seed), 4)
    alike = [tuple(sorted(pair)) for pair, cosine in cosines(notes).items() if cosine >= 0.6]
    assert near_duplicates(notes) == sorted(alike)
    assert piles(notes) == joined(notes, 0.2)


@pytest.mark.parametrize("seed", range(8))
def test_long_notes_need_less_to_be_alike(seed: int) -> None:
    notes = some_notes(Random(seed), 60)
    is_long = sum(map(len, notes)) > 150 * len(notes)
    assert piles(notes) == joined(notes, 0.15 if is_long else 0.2)


@pytest.mark.parametrize(
    ("holders", "count", "is_telling"),
    [(10, 10, True), (11, 11, False), (11, 36, False), (11, 37, True), (12, 40, True)],
)
def test_what_too_many_notes_hold_tells_nothing(holders: int, count: int, is_telling: bool) -> None:
    own = [chr(ord("一") + number) * 2 for number in range(count)]
    notes = ["barabara " * (number < holders) + word for number, word in enumerate(own)]
    assert piles(notes) == ([list(range(holders))] if is_telling else [])
