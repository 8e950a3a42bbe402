"""Days as people type them."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_cli.errors import Problem
from coalition_cli.parsing.days import read_date
from coalition_cli.phrasing.dates import long_form

TODAY = date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-12-12", "2026-12-12"),
        ("12 Dec", "2026-12-12"),
        ("12 december 2026", "2026-12-12"),
        ("12th of December", "2026-12-12"),
        ("Dec 12", "2026-12-12"),
        ("Dec. 12, 2026", "2026-12-12"),
        ("12.12.2026", "2026-12-12"),
        ("12.12.", "2026-12-12"),
        ("12/12/2026", "2026-12-12"),
        ("12/12", "2026-12-12"),
        ("3.4.", "2027-04-03"),
        ("25/4", "2027-04-25"),
        ("7/7", "2027-07-07"),
        ("2027/02/09", "2027-02-09"),
        ("20270209", "2027-02-09"),
        ("9.2.27", "2027-02-09"),
        ("9 February 27", "2027-02-09"),
        ("in a month", "2026-12-21"),
        ("next week", "2026-11-28"),
        ("next month", "2026-12-31"),
        ("the 9th", "2026-12-09"),
        ("the 31st", "2026-12-31"),
        ("by the 22nd", "2026-11-22"),
        ("on Friday", "2026-11-27"),
        ("end of February", "2027-02-28"),
        ("end of the month", "2026-11-30"),
        ("March", "2027-03-31"),
        ("in May 2028", "2028-05-31"),
        ("next Friday", "2026-11-27"),
        ("le 9 février", "2027-02-09"),
        ("1er mars 2027", "2027-03-01"),
        ("dans deux semaines", "2026-12-05"),
        ("fin janvier", "2027-01-31"),
        ("la semaine prochaine", "2026-11-28"),
        ("9 de febrero", "2027-02-09"),
        ("en tres semanas", "2026-12-12"),
        ("mañana", "2026-11-22"),
        ("sexta-feira", "2026-11-27"),
        ("daqui a duas semanas", "2026-12-05"),
        ("9 февраля", "2027-02-09"),
        ("через две недели", "2026-12-05"),
        ("в пятницу", "2026-11-27"),
        ("конец декабря", "2026-12-31"),
        ("  12   Dec  ", "2026-12-12"),
        ("Saturday 12 December 2026", "2026-12-12"),
        ("21 Nov", "2026-11-21"),
        ("20 Nov", "2027-11-20"),
        ("29 Feb", "2028-02-29"),
        ("today", "2026-11-21"),
        ("tomorrow", "2026-11-22"),
        ("in 10 days", "2026-12-01"),
        ("in 3 weeks", "2026-12-12"),
        ("in one week", "2026-11-28"),
        ("2 weeks", "2026-12-05"),
        ("in 2 months", "2027-01-21"),
        ("Monday", "2026-11-23"),
        ("fri", "2026-11-27"),
        ("Saturday", "2026-11-21"),
        ("next Saturday", "2026-11-28"),
        ("next Monday", "2026-11-23"),
    ],
)
def test_a_day_is_read(typed: str, meant: str) -> None:
    assert read_date(typed, TODAY) == date.fromisoformat(meant)


@pytest.mark.parametrize(
    ("today", "meant"),
    [
        ("2026-11-23", "2026-12-04"),  # a Monday: the Friday of this week is no next one
        ("2026-11-27", "2026-12-04"),
        ("2026-11-29", "2026-12-04"),
    ],
)
def test_the_next_friday_is_that_of_the_next_week(today: str, meant: str) -> None:
    assert read_date("next Friday", date.fromisoformat(today)) == date.fromisoformat(meant)


@pytest.mark.parametrize("typed", ["3/4", "4/3/2027", "3/4/27"])
def test_figures_that_may_be_two_days_are_asked_about(typed: str) -> None:
    with pytest.raises(Problem) as caught:
        read_date(typed, TODAY)
    assert "Saturday 3 April 2027" in caught.value.sentence
    assert "Thursday 4 March 2027" in caught.value.sentence


def test_a_month_later_than_a_long_month_ends_with_the_short_one() -> None:
    assert read_date("in 3 months", date(2026, 11, 30)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "soon",
        "asap",
        "before Christmas",
        "9" * 5000,
        "12",
        "in weeks",
        "Ju 4",
        "12 Dec or 13 Dec",
        "in 99999999999 weeks",
    ],
)
def test_what_cannot_be_read_is_answered_with_the_forms_that_can(typed: str) -> None:
    with pytest.raises(Problem) as caught:
        read_date(typed, TODAY)
    for form in ("2026-12-12", "12 December", "12/12", "next Monday", "in 3 weeks"):
        assert form in caught.value.sentence


@pytest.mark.parametrize(
    "typed", ["31 Feb", "31 Feb 2027", "29/2/2027", "2026-13-01", "1/13", "0 Dec"]
)
def test_a_day_that_does_not_exist_is_called_that(typed: str) -> None:
    with pytest.raises(Problem, match="no such day"):
        read_date(typed, TODAY)


@pytest.mark.parametrize("typed", ["2026-11-20", "1 Jan 2026", "20.11.2026"])
def test_a_day_before_today_is_called_that(typed: str) -> None:
    with pytest.raises(Problem, match="is before today, Saturday 21 November 2026"):
        read_date(typed, TODAY)


def test_a_weekday_that_is_not_the_days_is_asked_about() -> None:
    with pytest.raises(Problem, match="That date is Saturday 12 December 2026"):
        read_date("Friday 12 December 2026", TODAY)


def test_a_day_is_read_aloud_in_full() -> None:
    assert long_form(date(2026, 12, 12)) == "Saturday 12 December 2026"


@given(st.dates(TODAY, date(2999, 12, 31)))
def test_what_is_read_aloud_can_be_typed_back(day: date) -> None:
    assert read_date(long_form(day), TODAY) == day
    assert read_date(day.isoformat(), TODAY) == day


@given(st.text(max_size=30))
def test_any_words_at_all_are_a_day_or_a_sentence(typed: str) -> None:
    with suppress(Problem):
        assert read_date(typed, TODAY) >= TODAY
