"""Hands, numbers by name and numbers that all agree on: one weighing, in whatever way it came."""

from typing import Any

import pytest

from coalition_cli.model.view import View
from coalition_cli.parsing.ratings import Scale, read_typed_weighing, read_weighing, scale_of
from tests.parsing.conftest import outcome

FIVE = Scale(1, 5, {"amina": "A", "baraka": "B"}, frozenset({"Blue", "Red"}))
NO_GROUPS = Scale(1, 5, {"amina": "A"})


def outside(given: str) -> str:
    return f"{given} is outside the scale: expected whole numbers from 1 to 5."


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([4, "5", 4], {"way": "people", "counts": {"4": 2, "5": 1}}),
        ([], None),
        (3, {"way": "agreed", "counts": {"3": 1}}),
        ("1", {"way": "agreed", "counts": {"1": 1}}),
        (" ", None),
        ({"5": 9, "4": "3", "1": 0}, {"way": "hands", "counts": {"5": 9, "4": 3}}),
        ({5: 1, " 5": 2}, {"way": "hands", "counts": {"5": 3}}),
        ({"5": 0}, None),
        ({"Amina": 4}, {"way": "people", "counts": {"4": 1}, "raters": {"A": 4}}),
        (
            {" BARAKA ": 2, "Blue": 5},
            {"way": "people", "counts": {"2": 1, "5": 1}, "raters": {"B": 2, "Blue": 5}},
        ),
        ({"Red": 2}, {"way": "groups", "counts": {"2": 1}, "raters": {"Red": 2}}),
        ({"Amina": 1, "amina": 2}, "amina stands here twice."),
        ({"Zuri": 1}, '"Zuri" is nobody and no group here: Blue, Red.'),
        ({"-1": 1}, outside("-1")),
        (0, outside("0")),
        (6, outside("6")),
        ([1, 6], outside("6")),
        ({"6": 1}, outside("6")),
        (True, outside("True")),
        (5, {"way": "agreed", "counts": {"5": 1}}),
        (" 4 ", {"way": "agreed", "counts": {"4": 1}}),
        ("дом", outside("дом")),
        ({}, None),
        (
            {"Blue": 5, "Red": 1},
            {"way": "groups", "counts": {"1": 1, "5": 1}, "raters": {"Blue": 5, "Red": 1}},
        ),
        ({"Blue": 9}, outside("9")),
        ({"blue ": 1}, {"way": "groups", "counts": {"1": 1}, "raters": {"Blue": 1}}),
        ({"5": 1, "Blue": 1}, '"5" is nobody and no group here: Blue, Red.'),
        ({"5": "many"}, "Expected a whole number such as 12, not many."),
    ],
)
def test_a_value_of_a_file(given: Any, expected: Any) -> None:
    assert outcome(read_weighing, given, FIVE) == expected


@pytest.mark.parametrize(
    ("text", "way", "expected"),
    [
        ("", "hands", None),
        (" , ", "people", None),
        ("9 3 0 0 1", "hands", {"way": "hands", "counts": {"5": 9, "4": 3, "1": 1}}),
        (
            "9, 3",
            "hands",
            "Expected 5 counts, for 5 down to 1: how many hands each.",
        ),
        (
            "1 2 3 4 5 6",
            "hands",
            "Expected 5 counts, for 5 down to 1: how many hands each.",
        ),
        ("4 4,5", "people", {"way": "people", "counts": {"4": 2, "5": 1}}),
        ("3", "agreed", {"way": "agreed", "counts": {"3": 1}}),
        ("3 4", "agreed", "Expected one number, the one the room agrees on."),
        ("4 5", "groups", {"way": "groups", "counts": {"4": 1, "5": 1}}),
        (
            "Blue: 4, Red = 5",
            "groups",
            {"way": "groups", "counts": {"4": 1, "5": 1}, "raters": {"Blue": 4, "Red": 5}},
        ),
        ("Green 4", "groups", '"Green" is nobody and no group here: Blue, Red.'),
        ("Blue 9", "groups", outside("9")),
        ("6", "agreed", outside("6")),
        ("0 0 0 0 0", "hands", None),
        ("1 2 3 4 x", "hands", "Expected a whole number such as 12, not x."),
        ("0", "people", outside("0")),
        (
            "Amina 4, Baraka 2,",
            "groups",
            {"way": "people", "counts": {"2": 1, "4": 1}, "raters": {"A": 4, "B": 2}},
        ),
        ("Blue 4, Blue 5", "groups", "Blue stands here twice."),
        ("Blue four", "groups", outside("four")),
        ("Blue", "groups", outside("Blue")),
        ("Blue 4", "people", outside("Blue")),
    ],
)
def test_a_typed_line(text: str, way: str, expected: Any) -> None:
    assert outcome(read_typed_weighing, text, way, FIVE) == expected


def test_neighbours_are_named_in_their_own_line() -> None:
    assert read_typed_weighing("Xolani: 4, the door = 2", "groups", NO_GROUPS) == {
        "way": "groups",
        "counts": {"2": 1, "4": 1},
        "raters": {"Xolani": 4, "the door": 2},
    }


def test_hands_are_counted_from_the_most_down_to_the_least() -> None:
    scale = Scale(0, 2)
    assert read_typed_weighing("1 0 3", "hands", scale) == {
        "way": "hands",
        "counts": {"2": 1, "0": 3},
    }
    refused = "Expected 3 counts, for 2 down to 0: how many hands each."
    assert outcome(read_typed_weighing, "1 0", "hands", scale) == refused


def test_the_scale_of_a_room_knows_its_people_and_groups(view: View) -> None:
    scale = scale_of(view, 1, 4, frozenset({"Made"}))
    ids = {person.name: person.id for person in view.people()}
    assert (scale.least, scale.most, scale.groups) == (1, 4, {"Made", "Blue", "Red"})
    assert dict(scale.people) == {name.casefold(): id_ for name, id_ in ids.items()}
