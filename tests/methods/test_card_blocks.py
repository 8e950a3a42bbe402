"""A deck: no card comes twice before all were drawn, and each is shown with all that it says."""

from collections import Counter
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from coalition_cli.blocks import Block, Bullet, Bullets, Heading, Prose
from coalition_cli.methods.card_blocks import belongs, draw, face, in_list, named, piles, sign

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


@pytest.mark.parametrize("seed", range(8))
def test_of_two_cards_the_other_begins_the_new_round(seed: int) -> None:
    assert draw(["rain", "clap"], ["clap", "rain"], Random(seed)) == "clap"


RADIO = {"id": "radio", "title": "Redio", "bucket": "platform"}
PHONES = {"id": "phones", "title": "Simu", "bucket": "network", "lines": ["One hour", "Two"]}
PRESS = {"id": "press", "title": "Пресса", "intensity": "high", "question": "Whose?"}
MURAL = {"id": "mural", "title": "Mural", "intensity": "low", "bucket": "nowhere"}
NETWORK = {"id": "network", "title": "Network", "symbol": "∴"}
PLATFORM = {"id": "platform", "title": "Platform"}
SIGNS = [NETWORK, PLATFORM]
DEEP = Prose("This card goes deep. Leaving is fine, and the care person is here.", "warning")


@pytest.mark.parametrize(
    ("card", "expected"),
    [
        (RADIO, [Heading("Redio", 3)]),
        (PHONES, [Heading("Simu", 3), Prose("One hour"), Prose("Two")]),
        (PRESS, [Heading("Пресса", 3), DEEP, Prose("Whose?", "strong")]),
        (
            PHONES | PRESS | {"title": "Both"},
            [Heading("Both", 3), DEEP, Prose("One hour"), Prose("Two"), Prose("Whose?", "strong")],
        ),
        (MURAL | {"question": ""}, [Heading("Mural", 3)]),
    ],
)
def test_a_card_with_all_that_it_says(card: dict[str, Any], expected: list[Block]) -> None:
    assert face(card) == expected


@pytest.mark.parametrize(
    ("card", "words"), [(PRESS, "Пресса (goes deep)"), (MURAL, "Mural"), (RADIO, "Redio")]
)
def test_a_card_to_choose_warns_of_its_depth(card: dict[str, Any], words: str) -> None:
    assert in_list(card) == words


@pytest.mark.parametrize(
    ("bucket", "words", "symbol"),
    [
        (NETWORK, "∴ Network", "∴"),
        (PLATFORM, "Platform", ""),
        (NETWORK | {"symbol": ""}, "Network", ""),
    ],
)
def test_a_heading_and_its_sign(bucket: dict[str, str], words: str, symbol: str) -> None:
    assert (named(bucket), sign(bucket)) == (words, symbol)


@pytest.mark.parametrize(
    ("card", "expected"),
    [
        (PHONES, [Prose("We would say: ∴ Network.", "strong")]),
        (RADIO, [Prose("We would say: Platform.", "strong")]),
        (PRESS, []),
        (MURAL, []),
    ],
)
def test_where_a_card_belongs_is_said_aloud(card: dict[str, Any], expected: list[Block]) -> None:
    assert belongs(card, SIGNS) == expected


ON_NETWORK, ON_PLATFORM = Heading("Network", 3, "∴"), Heading("Platform", 3)
SHOWED = {"radio": "network", "press": "platform", "mural": "nowhere"}


@pytest.mark.parametrize(
    ("cards", "showed", "is_told", "expected"),
    [
        ([], {}, True, []),
        ([RADIO], {}, True, [ON_PLATFORM, Bullets((Bullet("Redio"),))]),
        ([PRESS, MURAL], {}, False, [Bullets((Bullet("Пресса"), Bullet("Mural")))]),
        (
            [RADIO, PRESS, MURAL, PHONES],
            SHOWED,
            False,
            [
                ON_NETWORK,
                Bullets((Bullet("Simu"),)),
                ON_PLATFORM,
                Bullets((Bullet("Redio"), Bullet("Пресса"))),
                Bullets((Bullet("Mural"),)),
            ],
        ),
        (
            [RADIO, PRESS, MURAL],
            SHOWED,
            True,
            [
                ON_PLATFORM,
                Bullets(
                    (
                        Bullet("Redio", below=(Bullet("Most showed: Network"),)),
                        Bullet("Пресса", below=(Bullet("Most showed: Platform"),)),
                    )
                ),
                Bullets((Bullet("Mural"),)),
            ],
        ),
    ],
)
def test_cards_lie_where_they_belong_else_where_the_room_put_them(
    cards: list[dict[str, Any]], showed: dict[str, str], is_told: bool, expected: list[Block]
) -> None:
    assert piles(cards, SIGNS, showed, is_told=is_told) == expected
