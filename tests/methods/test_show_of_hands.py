"""Lines in the order of their hands: nothing counted is not nobody, and a tie stays one."""

from typing import Any

import pytest

from coalition_cli.methods.show_of_hands import order, ties

WELL: dict[str, Any] = {"text": "Kisima", "hands": 3}
ROAD: dict[str, Any] = {"text": "Barabara", "hands": 7}
SCHOOL: dict[str, Any] = {"text": "Школа", "hands": 3}
NOBODY: dict[str, Any] = {"text": "Taa", "hands": 0}
ONE: dict[str, Any] = {"text": "Soko", "hands": 1}
UNCOUNTED: dict[str, Any] = {"text": "Bati", "hands": None}
UNASKED: dict[str, Any] = {"text": "Mbegu"}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], []),
        ([WELL, ROAD], [ROAD, WELL]),
        ([WELL, ROAD, SCHOOL], [ROAD, WELL, SCHOOL]),
        ([UNCOUNTED, NOBODY, ONE], [ONE, NOBODY, UNCOUNTED]),
        ([UNASKED, UNCOUNTED, NOBODY], [NOBODY, UNASKED, UNCOUNTED]),
    ],
)
def test_most_hands_first_and_the_uncounted_last(
    rows: list[dict[str, Any]], expected: list[dict[str, Any]]
) -> None:
    assert order(rows) == expected


@pytest.mark.parametrize(
    ("counted", "said"),
    [
        ([], []),
        ([("1", 3), ("2", 4)], []),
        ([("1", 3), ("2", 7), ("3", 3)], ["Equal, with 3 each: 1, 3."]),
        (
            [("1", 0), ("2", 7), ("3", 0), ("4", 7), ("5", 7)],
            ["Equal, with 0 each: 1, 3.", "Equal, with 7 each: 2, 4, 5."],
        ),
        ([("1", None), ("2", None), ("3", 1), ("4", 2)], []),
    ],
)
def test_every_tie_is_said(counted: list[tuple[str, int | None]], said: list[str]) -> None:
    assert ties(counted) == said
