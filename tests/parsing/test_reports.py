"""Reports: a number that nobody is sure of, and a day that has gone by."""

from datetime import date

import pytest

from coalition_cli.errors import Problem
from coalition_cli.parsing.reports import read_past_day, read_reached


@pytest.mark.parametrize(
    ("given", "number"),
    [
        (18, 18),
        ("18", 18),
        (0, 0),
        ("", None),
        ("?", None),
        ("-", None),
        ("about 20", 20),
        ("20 women", 20),
        ("~ 7", 7),
    ],
)
def test_a_number_may_be_missing_or_said_roughly(given, number):
    assert read_reached(given) == number


@pytest.mark.parametrize("given", ["many", "10 or 12", -3, 2.5, True, ["7"]])
def test_what_is_no_number_is_refused(given):
    with pytest.raises(Problem):
        read_reached(given)


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2023-05-01", "2023-05-01"),
        (date(2024, 11, 20), "2024-11-20"),
        ("20 Nov 2023", "2023-11-20"),
        ("20 Oct", "2024-10-20"),
        ("", ""),
    ],
)
def test_a_day_gone_by_is_the_last_such_day(given, day):
    assert read_past_day(given, date(2024, 12, 1)) == day
