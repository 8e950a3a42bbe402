"""A vote as the room and its readers see it: the count, who was heard, what worries remain."""

from typing import Any

import pytest

from coalition_cli.blocks import Bar, Bars, Block, Bullet, Bullets, Prose
from coalition_cli.methods.vote_blocks import (
    count_shown,
    for_outside,
    hands_shown,
    told_in_short,
    voices_shown,
)

WHY = "2 of 3 said yes, one said no: not agreed yet."


def row(**other: Any) -> dict[str, Any]:
    return {
        "item": "Kisima",
        "scale": "yes-no",
        "counts": {"yes": 2, "no": 1},
        "passed": 1,
        "present": 4,
        "voters": "person",
        "voices": None,
        "why": WHY,
        "concerns": [],
        "adopted": False,
        "outcome": "not-agreed",
        **other,
    }


BARS = Bars((Bar("Yes", 2, "2"), Bar("No", 1, "1"), Bar("Pass", 1, "1")), 2)
REASON = Prose(WHY, "strong")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (row(), [BARS, REASON]),
        (row(present=None), [BARS, REASON]),
        (
            row(present=6),
            [BARS, REASON, Prose("4 were counted; 6 people were present.", "quiet")],
        ),
        (
            row(concerns=["Maji?", "Кто платит?"]),
            [
                BARS,
                REASON,
                Prose("Concerns", "strong"),
                Bullets((Bullet("Maji?"), Bullet("Кто платит?"))),
            ],
        ),
        (
            row(voters="group", present=5, voices={"Blue": "yes", "Red": "no", "Ngo": "odd"}),
            [
                BARS,
                REASON,
                Bullets((Bullet("Yes", "Blue"), Bullet("No", "Red"), Bullet("odd", "Ngo"))),
                Prose("4 of 5 groups were heard; each has one voice.", "quiet"),
            ],
        ),
        (
            row(counts={"yes": 0, "no": 0, "maybe": 0}, passed=0),
            [
                Bars((Bar("Yes", 0, "0"), Bar("No", 0, "0"), Bar("Pass", 0, "0")), 1),
                REASON,
                Prose("0 were counted; 4 people were present.", "quiet"),
            ],
        ),
        (
            row(counts={"yes": 1, "no": 0}, passed=3),
            [Bars((Bar("Yes", 1, "1"), Bar("No", 0, "0"), Bar("Pass", 3, "3")), 3), REASON],
        ),
    ],
)
def test_one_count(found: dict[str, Any], expected: list[Block]) -> None:
    assert count_shown(found) == expected


def test_without_voices_there_is_no_list_of_them() -> None:
    assert voices_shown({}, {"yes": "Yes"}) == []


@pytest.mark.parametrize(
    ("found", "below"),
    [
        (row(), [WHY]),
        (row(present=None), [WHY]),
        (row(present=6), [WHY, "4 were counted; 6 people were present."]),
        (
            row(present=5, voters="group", concerns=["Maji?", "Lini?"]),
            [
                WHY,
                "4 of 5 groups were heard; each has one voice.",
                "Concern: Maji?",
                "Concern: Lini?",
            ],
        ),
    ],
)
def test_one_of_several_in_short(found: dict[str, Any], below: list[str]) -> None:
    expected = Bullet("Kisima", "3", "", tuple(Bullet(words) for words in below))
    assert told_in_short(found, "3") == expected


WELL = row(adopted=True, outcome="agreed")
ROAD = row(item="Barabara", adopted=True, outcome="agreed-concerns-heard")
LAMP = row(item="Taa")
HANDS = row(item="Soko", scale="hands", counts={"hands": 4}, outcome="counted")
PART = Prose("Adopted: 1 of 2.", "strong")
WHOLE = Prose("Adopted by the group.", "strong")


@pytest.mark.parametrize(
    ("rows", "named", "expected"),
    [
        ([WELL, LAMP], [WELL, LAMP], [Bullets((Bullet("Kisima"),)), PART]),
        ([WELL, LAMP], [], [PART]),
        ([LAMP], [LAMP], [Prose("Adopted: 0 of 1.", "strong")]),
        (
            [WELL, ROAD],
            [WELL, ROAD],
            [Bullets((Bullet("Kisima"), Bullet("Barabara"))), WHOLE],
        ),
        ([HANDS], [HANDS], [Bullets((Bullet("Soko"),))]),
        (
            [HANDS, LAMP],
            [HANDS, LAMP],
            [Bullets((Bullet("Soko"),)), Prose("Adopted: 0 of 2.", "strong")],
        ),
        ([], [], []),
    ],
)
def test_outside_only_what_was_adopted_is_read(
    rows: list[dict[str, Any]], named: list[dict[str, Any]], expected: list[Block]
) -> None:
    assert for_outside(rows, named) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], []),
        (
            [HANDS, row(item="Taa", counts={"hands": 1}), row(item="Школа", counts={})],
            [
                Bars(
                    (
                        Bar("Soko", 4, "4 hands"),
                        Bar("Taa", 1, "1 hand"),
                        Bar("Школа", 0, "0 hands"),
                    ),
                    4,
                )
            ],
        ),
        ([row(counts={"hands": 0})], [Bars((Bar("Kisima", 0, "0 hands"),), 1)]),
    ],
)
def test_hands_as_bars(rows: list[dict[str, Any]], expected: list[Block]) -> None:
    assert hands_shown(rows) == expected
