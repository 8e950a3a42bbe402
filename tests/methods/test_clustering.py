"""Piles of look-alikes over a few real notes.

Titles: Toulouse's participatory budget of 2022 (Pabulib, arXiv 2012.06539). Answers: two NHS
trusts' "How could we improve?" (CDU-data-science-team/pxtextmining, MIT).
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition_cli.methods.clustering import name_hints, near_duplicates, piles

CYCLING = [
    "Piste cyclable chemin Caillibens",
    "Création d une piste cyclable avenue de la Marcaissonne",
    "Piste cyclable et sens unique rue de Périole",
    "Amélioration pistes cyclables",
]
TOILETS = [
    "Toilettes publiques Bois de Limayrac",
    "Toilettes publiques au Jardin du Barry",
    "Installation des toilettes publiques entre la gare d'Arènes et le Carrefour Lombez",
]
ALONE = ["Réduction de la pollution lumineuse", "Le développement de l'auto partage"]
TITLES = [
    CYCLING[0],
    TOILETS[0],
    ALONE[0],
    CYCLING[1],
    TOILETS[1],
    CYCLING[2],
    ALONE[1],
    TOILETS[2],
    CYCLING[3],
]


def as_words(found: list[list[int]], texts: list[str]) -> list[set[str]]:
    return [{texts[position] for position in pile} for pile in found]


def test_look_alikes_lie_together_and_the_rest_stays_on_its_own() -> None:
    assert as_words(piles(TITLES), TITLES) == [set(CYCLING), set(TOILETS)]


@pytest.mark.parametrize("shift", range(1, len(TITLES)))
def test_the_order_of_the_notes_changes_nothing(shift: int) -> None:
    turned = TITLES[shift:] + TITLES[:shift]
    assert as_words(piles(turned), turned) == as_words(piles(TITLES), TITLES)


def test_near_duplicates_are_pairs_to_be_offered_for_merging() -> None:
    answers = [
        "Response time",
        "Just faster response",
        "Faster response",
        "Very, very helpful.",
        "More sessions.",
        "Very helpful.",
    ]
    assert near_duplicates(answers) == [(1, 2), (3, 5)]


def test_the_same_words_differently_typed_are_near_duplicates() -> None:
    assert near_duplicates(["Café for women", "Bread", "CAFE\u0301 FOR WOMEN!"]) == [(0, 2)]


def test_words_that_tell_a_pile_from_the_rest_are_hints_for_its_name() -> None:
    assert set(name_hints(CYCLING, TOILETS + ALONE)[:2]) == {"piste", "cyclable"}
    assert name_hints(TOILETS, CYCLING + ALONE)[:2] == ["publiques", "toilettes"]


@pytest.mark.parametrize("texts", [[], [""], ["", "  ", "!?"], ["Water"], ["a", "b"]])
def test_nothing_to_compare_makes_no_piles(texts: list[str]) -> None:
    assert piles(texts) == []
    assert near_duplicates(texts) == []


def test_a_pile_without_words_has_no_hints() -> None:
    assert name_hints(["12", "!"], ["34"]) == []
    assert name_hints([], []) == []


@pytest.mark.parametrize(
    ("pile", "others", "hints"),
    [
        # More of the pile hold it, fewer of the others do.
        (["maji safi", "maji baridi", "maji"], ["soko"], ["maji", "baridi", "safi"]),
        (["maji soko", "maji soko"], ["soko", "taa", "jua"], ["maji", "soko"]),
        (["maji soko", "maji"], ["soko", "taa"], ["maji"]),
        (["soko", "taa"], ["soko", "soko"], ["taa"]),
        # Three at most, equal ones by the alphabet.
        (["delta alpha gamma beta"], ["omega"], ["alpha", "beta", "delta"]),
        # Two letters and numbers are no hint; three letters are.
        (["jua na 2024"], ["soko"], ["jua"]),
        # Five letters count, the commonest form is shown, of equal ones the first.
        (["school", "schools", "schools"], ["taa"], ["schools"]),
        (["schools", "school"], ["taa"], ["school"]),
        (["Вода чистая", "ВОДЫ"], ["дом"], ["вода", "воды", "чистая"]),
        # Said twice in one note is one note; the accent may be written in two ways.
        (["taa taa", "jua", "jua"], ["soko"], ["jua", "taa"]),
        (["café", "CAFE\u0301"], ["soko"], ["café"]),
        (["maji"], [], ["maji"]),
    ],
)
def test_hints_from_the_best(pile: list[str], others: list[str], hints: list[str]) -> None:
    assert name_hints(pile, others) == hints


notes = st.lists(st.text("abcé -", max_size=12), max_size=12)


@settings(max_examples=60)
@given(notes, st.randoms())
def test_piles_are_disjoint_and_the_same_in_any_order(texts, random) -> None:  # type: ignore[no-untyped-def]
    found = piles(texts)
    held = [position for pile in found for position in pile]
    assert len(held) == len(set(held))
    assert [len(pile) for pile in found] == sorted((len(pile) for pile in found), reverse=True)
    assert all(len(pile) > 1 for pile in found)
    turned = list(texts)
    random.shuffle(turned)
    assert sorted(sorted(texts[i] for i in pile) for pile in found) == sorted(
        sorted(turned[i] for i in pile) for pile in piles(turned)
    )
