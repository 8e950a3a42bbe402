"""A line of notes: its tags at the end, the rows of a file, and what stays part of the words."""

import pytest

from coalition_cli.errors import Problem
from coalition_cli.parsing.note_line import Line, read_line, share_of
from tests.support.playing import Bench

BUCKETS = ("now", "later")


@pytest.fixture
def room():
    return Bench()


def amina(room):
    return room.workshop.people()[0].id


@pytest.mark.parametrize(
    ("typed", "text", "group", "bucket"),
    [
        ("Roads", "Roads", "", ""),
        ("Roads #now", "Roads", "", "now"),
        ("Roads #NOW", "Roads", "", "now"),
        ("Roads @Blue", "Roads", "Blue", ""),
        ("Roads @blue #later", "Roads", "Blue", "later"),
        ("Roads #later @Red", "Roads", "Red", "later"),
        ("Roads #never", "Roads #never", "", ""),
        ("Roads @Nobody #now", "Roads @Nobody", "", "now"),
        ("#now", "#now", "", ""),
        ("write to us@home", "write to us@home", "", ""),
    ],
)
def test_a_typed_line_ends_in_tags_and_what_names_nothing_here_is_words(
    room, typed, text, group, bucket
):
    assert read_line(typed, room.view, BUCKETS) == Line(text, group or None, group, bucket)


def test_a_person_is_named_in_any_case_and_stands_before_her_group(room):
    expected = Line("Roads", amina(room), "Blue", "")
    assert read_line("Roads @Blue @amina", room.view, ()) == expected
    assert read_line("Roads @AMINA @blue", room.view, ()) == expected


def test_a_row_of_a_file_says_the_same_by_its_keys(room):
    row = {"text": " Roads ", "by": "amina", "group": "Elders", "bucket": "now"}
    assert read_line(row, room.view, BUCKETS) == Line("Roads", amina(room), "Elders", "now")
    assert read_line({"text": "Roads", "group": "Elders"}, room.view, ()).by == "Elders"
    assert read_line({"text": "Roads", "by": "Blue"}, room.view, ()).by == "Blue"
    assert read_line({"text": "Roads", "by": "Guests"}, room.view, (), ["Guests"]).by == "Guests"


@pytest.mark.parametrize(
    "row",
    [
        {"text": "Roads", "bucket": "never"},
        {"text": "Roads", "by": "Nobody"},
        {"text": "  "},
        {"by": "Amina"},
        {"text": "Roads", "colour": "red"},
        "",
        7,
    ],
)
def test_a_row_that_names_what_is_not_here_is_refused(room, row):
    with pytest.raises(Problem):
        read_line(row, room.view, BUCKETS)


def test_a_bucket_may_have_a_share_of_its_own():
    buckets = [{"id": "now"}, {"id": "later", "share": "donor"}]
    assert [share_of(name, buckets) for name in ("now", "later", "")] == [None, "donor", None]
