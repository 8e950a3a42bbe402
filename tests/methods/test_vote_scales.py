"""The words in which a room says what it needs, and how many hands there were."""

from fractions import Fraction

import pytest

from coalition_cli.methods.vote_scales import SHARES, hands_word, share_word


@pytest.mark.parametrize(
    ("hands", "words"), [(0, "0 hands"), (1, "1 hand"), (2, "2 hands"), (21, "21 hands")]
)
def test_a_number_of_hands(hands: int, words: str) -> None:
    assert hands_word(hands) == words


@pytest.mark.parametrize(
    ("needed", "words"),
    [
        (SHARES["half"], "at least half of us"),
        (SHARES["two-thirds"], "two thirds of us"),
        (SHARES["three-quarters"], "three quarters of us"),
        (SHARES["all"], "all of us"),
        (Fraction(80, 100), "80 of every 100 of us"),
        (Fraction(1, 3), "33 of every 100 of us"),
        (Fraction(5, 8), "62 of every 100 of us"),
    ],
)
def test_the_part_that_must_be_for_it(needed: Fraction, words: str) -> None:
    assert share_word(needed) == words


def test_the_parts_that_a_room_may_choose_are_exact() -> None:
    assert dict(SHARES) == {
        "half": Fraction(1, 2),
        "two-thirds": Fraction(2, 3),
        "three-quarters": Fraction(3, 4),
        "all": Fraction(1),
    }
