"""Reports: numbers, days and new owners as they are typed, and what is refused with which words."""

from datetime import date, datetime
from typing import Any

import pytest

from coalition_cli.model.view import View
from coalition_cli.parsing.reports import (
    read_coming_day,
    read_likely_reached,
    read_owner,
    read_past_day,
    read_reached,
)
from tests.parsing.conftest import outcome

TODAY = date(2024, 12, 1)  # a Sunday
ONE_NUMBER = "Expected one number such as 20, or nothing where it is not known."


WHICH_DAY = (
    "Which day was it, Sunday 1 December 2024 or before? Write it like 2026-12-12, 12 December "
    "or Monday."
)


@pytest.mark.parametrize(
    ("given", "number"),
    [
        *((0, 0), ("0", 0), (18, 18), (" 18 ", 18), ("999999", 999_999), (1_000_000, 1_000_000)),
        *(("", None), (" ", None), ("?", None), ("—", None), ("...", None)),
        *(("about 20", 20), ("~7", 7), ("~ 7 ~", 7), ("watu 12", 12), ("20 женщин", 20)),
        *(("about 999999", 999_999), ("about 1000000", ONE_NUMBER), ("1000000", ONE_NUMBER)),
        *(("10 or 12", ONE_NUMBER), ("many", ONE_NUMBER), ("10-12", ONE_NUMBER), ("٣", ONE_NUMBER)),
        *((-3, ONE_NUMBER), (2.5, ONE_NUMBER), (True, ONE_NUMBER), (None, ONE_NUMBER)),
        *((["7"], ONE_NUMBER), ("-3", ONE_NUMBER)),
    ],
)
def test_how_many_were_reached(given: Any, number: Any) -> None:
    assert outcome(read_reached, given) == number


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2023-05-01", "2023-05-01"),
        ("1969-05-01", "1969-05-01"),
        ("1 May 1970", "1970-05-01"),
        ("1 Jan 1970", "1970-01-01"),
        ("2024-12-01", "2024-12-01"),
        ("2024-12-02", WHICH_DAY),
        (date(2030, 1, 1), WHICH_DAY),
        ("tomorrow", WHICH_DAY),
        ("2 Dec 2024", WHICH_DAY),
        ("yesterday", "2024-11-30"),
        ("soon", WHICH_DAY),
        ("20 Nov 2023", "2023-11-20"),
        ("1.5.2023", "2023-05-01"),
        ("20 Oct", "2024-10-20"),
        ("1 Dec", "2024-12-01"),
        ("5 Feb", "2024-02-05"),
        ("4 Feb", "2024-02-04"),
        ("2 Dec", WHICH_DAY),
        ("", ""),
        (" ", ""),
        (date(2024, 11, 20), "2024-11-20"),
        (datetime(2024, 11, 20, 9, 30), "2024-11-20"),
        (7, "Expected words, not 7."),
    ],
)
def test_a_day_on_which_something_was_held(given: Any, day: str) -> None:
    assert outcome(read_past_day, given, TODAY) == day


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("", ""),
        ("1 Dec", "2024-12-01"),
        ("30 Nov", "2025-11-30"),
        ("in 3 weeks", "2024-12-22"),
        (date(2025, 1, 2), "2025-01-02"),
        (datetime(2025, 1, 2, 23, 0), "2025-01-02"),
        (
            date(2024, 11, 30),
            "Saturday 30 November 2024 is before today, Sunday 1 December 2024. "
            "Which day is meant?",
        ),
    ],
)
def test_a_day_to_come(given: Any, day: str) -> None:
    assert outcome(read_coming_day, given, TODAY) == day


def test_who_takes_it_on(view: View) -> None:
    (amina, *_others) = view.people()
    assert [read_owner(given, view) for given in ("", " ", "-", "AMINA")] == ["", "", "-", amina.id]
    assert outcome(read_owner, "Zuri", view) == (
        '"Zuri" is nobody here: Amina, Baraka, Chausiku. Add the name with: coalition people.'
    )
    assert outcome(read_owner, 7, view) == "Expected words, not 7."


@pytest.mark.parametrize(
    ("given", "number"),
    [
        (100_000, 100_000),
        ("about 100000", 100_000),
        ("?", None),
        (
            100_001,
            "100001 people is more than one event reaches. Is there a figure too many?",
        ),
        (-3, ONE_NUMBER),
    ],
)
def test_a_number_that_is_hardly_meant(given: Any, number: Any) -> None:
    assert outcome(read_likely_reached, given) == number
