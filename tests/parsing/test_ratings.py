"""A rating: its shape in a file, its line in a room, and the numbers that the scale has."""

import pytest

from coalition_cli.errors import Problem
from coalition_cli.parsing.ratings import (
    AGREED,
    GROUPS,
    HANDS,
    PEOPLE,
    Scale,
    read_typed_weighing,
    read_weighing,
)

SCALE = Scale(1, 3, {"amina": "P1", "baraka": "P2"}, frozenset({"Blue"}))


@pytest.mark.parametrize(
    ("given", "way", "counts"),
    [
        (2, AGREED, {"2": 1}),
        (" 3 ", AGREED, {"3": 1}),
        ([1, 1, 3], PEOPLE, {"1": 2, "3": 1}),
        ({"3": 4, "1": "2"}, HANDS, {"3": 4, "1": 2}),
        ({"3": 0, "2": 1}, HANDS, {"2": 1}),
        ({"Amina": 3, "baraka": 3}, PEOPLE, {"3": 2}),
        ({"Blue": 2}, GROUPS, {"2": 1}),
    ],
)
def test_the_shape_of_a_value_says_who_answered(given, way, counts):
    weighing = read_weighing(given, SCALE)
    assert (weighing["way"], weighing["counts"]) == (way, counts)


@pytest.mark.parametrize("given", ["", "  ", [], {}, {"3": 0}])
def test_a_blank_is_no_answer(given):
    assert read_weighing(given, SCALE) is None


@pytest.mark.parametrize(
    "given", [0, 4, "two", True, 2.5, [1, 9], {"4": 1}, {"Zawadi": 2}, {"Amina": 1, "AMINA": 2}]
)
def test_a_number_off_the_scale_and_a_name_that_is_not_here_are_refused(given):
    with pytest.raises(Problem):
        read_weighing(given, SCALE)


@pytest.mark.parametrize(
    ("typed", "way", "counts"),
    [
        ("4 0 2", HANDS, {"3": 4, "1": 2}),
        ("1, 3 3", PEOPLE, {"1": 1, "3": 2}),
        ("2", AGREED, {"2": 1}),
        ("Blue 2", GROUPS, {"2": 1}),
        ("2 3", GROUPS, {"2": 1, "3": 1}),
    ],
)
def test_a_typed_line_is_read_as_the_room_answers(typed, way, counts):
    weighing = read_typed_weighing(typed, way, SCALE)
    assert (weighing["way"], weighing["counts"]) == (way, counts)


def test_neighbours_have_a_name_in_their_line_alone_where_no_groups_were_made():
    weighing = read_typed_weighing("Ana and Ben 2, the back row: 3", GROUPS, Scale(1, 3))
    assert weighing["raters"] == {"Ana and Ben": 2, "the back row": 3}


@pytest.mark.parametrize(
    ("typed", "way"), [("4 0", HANDS), ("4 0 2 1", HANDS), ("1 2", AGREED), ("Red 2", GROUPS)]
)
def test_a_typed_line_of_another_form_is_refused(typed, way):
    with pytest.raises(Problem):
        read_typed_weighing(typed, way, SCALE)


def test_an_empty_line_is_no_answer():
    assert read_typed_weighing(" , ", HANDS, SCALE) is None
