"""Who somebody is: the parts of a typed line, the keys of a row, and what is refused."""

import pytest

from coalition_cli.errors import Problem
from coalition_cli.parsing.people import read_line, read_row, read_time


@pytest.mark.parametrize(
    ("typed", "body"),
    [
        ("Ruth", {"text": "Ruth"}),
        ("Ruth, Blue", {"text": "Ruth", "group": "Blue"}),
        ("Ruth, guest", {"text": "Ruth", "role": "guest"}),
        ("Ruth, Blue, GUEST", {"text": "Ruth", "group": "Blue", "role": "guest"}),
        ("Ruth, country: Burundi", {"text": "Ruth", "country": "Burundi"}),
        ("Ruth, , , Kenya", {"text": "Ruth"}),
        ("Ruth, Blue, interpreter, Kenya, Nairobi", None),
    ],
)
def test_a_typed_line_gives_parts_in_their_order_or_by_their_names(typed, body):
    read = read_line(typed)
    if body is None:
        body = {"text": "Ruth", "group": "Blue", "role": "interpreter", "country": "Kenya"}
        body["city"] = "Nairobi"
    assert {key: read.get(key) for key in body} == body


@pytest.mark.parametrize(
    "typed",
    ["", " , Blue", "Ruth, Blue, king", "R, a, guest, c, d, e, f, g", "/undo p1", " //Ruth"],
)
def test_a_line_without_a_name_or_with_more_than_is_asked_is_refused(typed):
    with pytest.raises(Problem):
        read_line(typed)


@pytest.mark.parametrize(
    ("row", "body"),
    [
        ("Ruth", {"text": "Ruth"}),
        ({"name": "Ruth", "role": "Guest", "city": ""}, {"text": "Ruth", "role": "guest"}),
        ({"name": "Ruth", "present": False}, {"text": "Ruth", "present": False}),
        ({"name": "Ruth", "at": "9:10"}, {"text": "Ruth", "at": "09:10"}),
    ],
)
def test_a_row_is_a_name_or_a_table(row, body):
    assert read_row(row) == body


@pytest.mark.parametrize(
    "row",
    [
        7,
        {},
        {"name": " "},
        {"name": "/fix 7"},
        {"name": "Ruth", "age": 40},
        {"name": "Ruth", "role": "king"},
        {"name": "Ruth", "present": "yes"},
        {"name": "Ruth", "at": "25:00"},
    ],
)
def test_a_row_of_another_form_is_refused(row):
    with pytest.raises(Problem):
        read_row(row)


@pytest.mark.parametrize("given", ["", "noon", "24:00", 9])
def test_what_is_no_time_of_day_is_refused(given):
    with pytest.raises(Problem):
        read_time(given)
