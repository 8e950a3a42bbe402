"""Drawing from a deck: no card comes twice before all were drawn, every order is as likely."""

from collections import Counter
from itertools import pairwise
from random import Random

import pytest

from coalition_cli.methods.card_blocks import draw

DECK = ["rain", "clap", "song", "mirror"]


def drawn_in_a_row(times: int, chance: Random) -> list[str]:
    drawn: list[str] = []
    for _time in range(times):
        drawn.append(draw(DECK, drawn, chance))
    return drawn


@pytest.mark.parametrize("seed", range(20))
def test_every_round_through_the_deck_has_each_card_once(seed: int) -> None:
    drawn = drawn_in_a_row(12, Random(seed))
    assert [sorted(drawn[start : start + 4]) for start in (0, 4, 8)] == [sorted(DECK)] * 3


@pytest.mark.parametrize("seed", range(20))
def test_no_card_comes_twice_in_a_row_when_a_new_round_begins(seed: int) -> None:
    drawn = drawn_in_a_row(40, Random(seed))
    assert all(one != next_one for one, next_one in pairwise(drawn))


def test_each_card_is_as_likely_as_any_other_to_come_first() -> None:
    chance = Random(1112)
    first = Counter(draw(DECK, [], chance) for _time in range(4000))
    assert all(900 < first[card] < 1100 for card in DECK), first


def test_each_of_those_that_wait_is_as_likely() -> None:
    chance = Random(1112)
    second = Counter(draw(DECK, ["song", "rain"], chance) for _time in range(2000))
    assert set(second) == {"clap", "mirror"}
    assert all(900 < count < 1100 for count in second.values()), second


def test_a_card_that_a_new_file_brings_comes_before_the_others_come_again() -> None:
    assert draw([*DECK, "greeting"], [*DECK, *DECK], Random(3)) == "greeting"


def test_what_is_no_longer_in_the_deck_does_not_count() -> None:
    assert draw(["rain"], ["gone", "gone"], Random(3)) == "rain"


def test_a_deck_of_one_gives_it_again_and_an_empty_one_nothing() -> None:
    assert draw(["rain"], ["rain"], Random(3)) == "rain"
    with pytest.raises(ValueError, match="no cards"):
        draw([], [], Random(3))
