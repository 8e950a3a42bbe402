"""Days to come and days gone by, in the words of the room or in English, or the sentence for it."""

from collections.abc import Iterator
from datetime import date

import pytest

from coalition_cli import i18n
from coalition_cli.parsing.days import read_date, read_past_date
from tests.parsing.conftest import outcome

TODAY = date(2026, 11, 21)  # a Saturday
UNREADABLE = (
    "That is not a day I can read. Write it like 2026-12-12, 12 December, 12/12 (day first), "
    "next Monday, or in 3 weeks."
)
NO_SUCH_DAY = "There is no such day. Write it like 2026-12-12, 12 December or 12/12 (day first)."
WHICH_DAY = (
    "Which day was it, Saturday 21 November 2026 or before? Write it like 2026-12-12, "
    "12 December or Monday."
)


@pytest.fixture
def swahili() -> Iterator[None]:
    i18n.speak("sw")
    yield
    i18n.speak("en")


def coming(typed: str, today: date = TODAY) -> str:
    """The day, or the refusal."""
    return str(outcome(read_date, typed, today))


def gone(typed: str, today: date = TODAY) -> str:
    return str(outcome(read_past_date, typed, today))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-21", "2026-11-21"),
        ("2027-1-2", "2027-01-02"),
        ("2-1-2027", "2027-01-02"),
        ("20/11", "2027-11-20"),
        ("21.11", "2026-11-21"),
        ("31.12.", "2026-12-31"),
        ("1/13", NO_SUCH_DAY),
        ("12.12.0000", NO_SUCH_DAY),
        ("1/1/27", "2027-01-01"),
        ("  TODAY ", "2026-11-21"),
        ("Tomorrow", "2026-11-22"),
        ("yesterday", None),
        ("in 0 days", "2026-11-21"),
        ("in 1 day", "2026-11-22"),
        ("in one week", "2026-11-28"),
        ("3 weeks", "2026-12-12"),
        ("in ten weeks", "2027-01-30"),
        ("in eleven weeks", UNREADABLE),
        ("weeks 3", "2026-12-12"),
        ("in 2 days", "2026-11-23"),
        ("in 1 month", "2026-12-21"),
        ("in two months", "2027-01-21"),
        ("in 14 months", "2028-01-21"),
        ("within 3 weeks", UNREADABLE),
        ("in in 3 weeks", "2026-12-12"),
        ("in 3 4 weeks", UNREADABLE),
        ("in 1 week 1 day", UNREADABLE),
        ("in a week", "2026-11-28"),
        ("3", UNREADABLE),
        ("in 9999999 days", UNREADABLE),
        ("in 99999 months", UNREADABLE),
        ("Sat", "2026-11-21"),
        ("next Sat", "2026-11-28"),
        ("Saturday next", "2026-11-28"),
        ("Sunday", "2026-11-22"),
        ("next Sunday", "2026-11-29"),
        ("fri", "2026-11-27"),
        ("Fr", UNREADABLE),
        ("this Friday", "2026-11-27"),
        ("Friday Saturday", UNREADABLE),
        ("１２ December", "2026-12-12"),
        ("12 DÉC", "2026-12-12"),
        ("1st Dec", "2026-12-01"),
        ("2nd of Dec", "2026-12-02"),
        ("3rd, Dec", "2026-12-03"),
        ("12th Dec 2027", "2027-12-12"),
        ("Dec 12 2027", "2027-12-12"),
        ("Sun 12 Dec 2027", "2027-12-12"),
        ("12 Dec 27", "2027-12-12"),
        ("12 Dec 999", UNREADABLE),
        ("12 Dec 1000", None),
        ("12 Dec 2027 1", UNREADABLE),
        ("Dec", "2026-12-31"),
        ("Monday Dec", UNREADABLE),
        ("12 Dec Jan", UNREADABLE),
        ("12 Dec please", UNREADABLE),
        ("Mar 12", "2027-03-12"),
        ("29 Feb", "2028-02-29"),
        ("30 Feb", NO_SUCH_DAY),
        ("0 Dec", NO_SUCH_DAY),
        ("", UNREADABLE),
        ("Sun 12 Dec 2026", "That date is Saturday 12 December 2026. Which day is meant?"),
        ("Mon 12 Dec 2027", "That date is Sunday 12 December 2027. Which day is meant?"),
        (
            "2026-11-20",
            "Friday 20 November 2026 is before today, Saturday 21 November 2026. "
            "Which day is meant?",
        ),
    ],
)
def test_a_day_to_come(typed: str, day: str | None) -> None:
    if day is None:
        assert " is before today, " in coming(typed)
    else:
        assert coming(typed) == day


@pytest.mark.parametrize(
    ("typed", "today", "day"),
    [
        ("in 1 month", date(2026, 1, 31), "2026-02-28"),
        ("in 1 month", date(2026, 11, 30), "2026-12-30"),
        ("in 1 month", date(2026, 12, 5), "2027-01-05"),
        ("in 12 months", date(2026, 12, 31), "2027-12-31"),
        ("29 Feb", date(2096, 3, 1), "2104-02-29"),
        ("Monday", date(2026, 11, 23), "2026-11-23"),
        ("next Monday", date(2026, 11, 23), "2026-11-30"),
        ("Sunday", date(2026, 11, 23), "2026-11-29"),
    ],
)
def test_a_day_at_the_end_of_a_month_or_on_its_own_weekday(
    typed: str, today: date, day: str
) -> None:
    assert coming(typed, today) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", "2026-11-21"),
        ("Yesterday", "2026-11-20"),
        ("tomorrow", WHICH_DAY),
        ("Saturday", "2026-11-21"),
        ("Sunday", "2026-11-15"),
        ("Fri", "2026-11-20"),
        ("21 Nov", "2026-11-21"),
        ("22 Nov", "2025-11-22"),
        ("20/11", "2026-11-20"),
        ("22.11.", "2025-11-22"),
        ("2026-11-21", "2026-11-21"),
        ("2026-11-22", WHICH_DAY),
        ("1 Jan 1999", "1999-01-01"),
        ("in 3 weeks", WHICH_DAY),
        ("soon", WHICH_DAY),
        ("", WHICH_DAY),
        ("31 Feb", NO_SUCH_DAY),
        ("31/2/2026", NO_SUCH_DAY),
        ("  sun  15  nov ", "2026-11-15"),
        ("Mon 15 Nov", "That date is Sunday 15 November 2026. Which day is meant?"),
    ],
)
def test_a_day_gone_by(typed: str, day: str) -> None:
    assert gone(typed) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("leo", "2026-11-21"),
        ("Kesho", "2026-11-22"),
        ("baada ya wiki 3", "2026-12-12"),
        ("baada ya wiki tatu", "2026-12-12"),
        ("siku mbili", "2026-11-23"),
        ("baada ya mwezi 1", "2026-12-21"),
        ("baada ya miezi 2", "2027-01-21"),
        ("in 3 weeks", "2026-12-12"),
        ("tomorrow", "2026-11-22"),
        ("Jumatatu", "2026-11-23"),
        ("Jumamosi ijayo", "2026-11-28"),
        ("ijayo jumamosi", "2026-11-28"),
        ("Jumatat", "2026-11-23"),
        ("12 Desemba", "2026-12-12"),
        ("tarehe 12 ya mwezi wa Desemba", "2026-12-12"),
        ("12 mei 2027", "2027-05-12"),
        ("12 Dec", "2026-12-12"),
        ("next Monday", "2026-11-23"),
        ("Ijumaa 11 Des", "2026-12-11"),
        ("mwisho wa mwezi", "2026-11-30"),
        ("mwisho wa Desemba", "2026-12-31"),
        ("wiki ijayo", "2026-11-28"),
        ("mwezi ujao", "2026-12-31"),
    ],
)
def test_a_room_that_speaks_swahili_says_it_in_its_words_or_in_english(
    swahili: None, typed: str, day: str
) -> None:
    assert coming(typed) == day


def test_the_beginning_of_two_weekdays_names_neither(swahili: None) -> None:
    assert coming("Jumata").startswith(i18n._(UNREADABLE)[:10])


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("jana", "2026-11-20"),
        ("yesterday", "2026-11-20"),
        ("Jumapili", "2026-11-15"),
        ("22 Novemba", "2025-11-22"),
        ("22 November", "2025-11-22"),
    ],
)
def test_a_day_gone_by_in_swahili(swahili: None, typed: str, day: str) -> None:
    assert gone(typed) == day
