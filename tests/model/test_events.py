"""Events that trainers carry home: the days on which they report, silence, reports and totals."""

from datetime import date, timedelta
from typing import Any

import pytest

from coalition_cli.model import events
from coalition_cli.model.actions import Of, Undertaking
from coalition_cli.model.entry import Entry, Place

HOME, REPORT = Place("cascade-plan", 1, "events"), Place(step="reports")


def entry(body: dict[str, Any], place: Place = HOME, at: str = "2024-11-12T08:00:00.000Z") -> Entry:
    return Entry("E1", at, None, "0a", place, "add", None, body, "participants")


def an_event(*news: dict[str, Any], number: int = 1, of: Of = "events", **body: Any) -> Undertaking:
    """An event of 1 December 2024 and what was heard of it."""
    row = {"text": "Siku ya wasichana", "date": "2024-12-01", "report_back_on": "", **body}
    heard = tuple(entry({"event": "E1", **each}, REPORT) for each in news)
    return Undertaking(entry(row), of, number, f"E{number}", heard)


@pytest.mark.parametrize(
    ("body", "days"),
    [
        ({}, ["2024-12-31", "2025-01-30", "2025-03-01"]),
        ({"date": ""}, []),
        ({"date": "soon"}, []),
        ({"report_back_on": "2024-12-11"}, ["2024-12-11", "2025-01-10", "2025-02-09"]),
        ({"date": "", "report_back_on": "2024-12-11"}, ["2024-12-11", "2025-01-10", "2025-02-09"]),
        ({"check_ins": ["2025-02-01", "soon", "2025-01-01", 7]}, ["2025-01-01", "2025-02-01"]),
        ({"check_ins": ["soon"]}, ["2024-12-31", "2025-01-30", "2025-03-01"]),
        ({"check_ins": []}, ["2024-12-31", "2025-01-30", "2025-03-01"]),
        ({"check_ins": "2025-01-01"}, ["2024-12-31", "2025-01-30", "2025-03-01"]),
        ({"check_ins": ["2025-02-01"], "report_back_on": "2024-12-11"}, ["2025-02-01"]),
    ],
)
def test_an_event_is_asked_about_on_the_days_that_were_named_or_after_the_usual_ones(
    body: dict[str, Any], days: list[str]
) -> None:
    assert [day.isoformat() for day in events.check_ins(an_event(**body))] == days


@pytest.mark.parametrize(
    ("news", "asked"),
    [
        ([], "2024-12-31"),
        ([{"status": "done", "told_on": "2024-12-20"}], "2024-12-31"),
        ([{"status": "done", "told_on": "2024-12-21"}], "2025-01-30"),  # ten days are too near
        ([{"status": "done", "told_on": "2025-02-18"}], "2025-03-01"),
        ([{"status": "done", "told_on": "2025-02-19"}], None),
        ([{"status": "moving", "told_on": "2024-12-20", "next_on": "soon"}], "2024-12-31"),
        ([{"status": "moving", "told_on": "2024-12-20", "next_on": "2026-01-01"}], "2026-01-01"),
        ([{"status": "let go", "told_on": "2024-12-02", "next_on": "2026-01-01"}], None),
        (
            [{"status": "let go"}, {"status": "moving", "told_on": "2024-12-02"}],
            "2024-12-31",
        ),
    ],
)
def test_the_next_call_lies_clearly_after_what_was_heard_last(
    news: list[dict[str, Any]], asked: str | None
) -> None:
    day = events.next_check_in(an_event(*news))
    assert (day.isoformat() if day else None) == asked


def test_a_day_that_was_never_named_is_not_asked_about() -> None:
    assert events.next_check_in(an_event(date="")) is None
    assert not events.is_silent(an_event(date=""), date(2030, 1, 1))


def test_silence_begins_on_the_day_after_the_one_on_which_it_was_asked_about() -> None:
    asked = date(2024, 12, 31)
    assert not events.is_silent(an_event(), asked)
    assert events.is_silent(an_event(), asked + timedelta(days=1))


def test_the_longest_silence_comes_first_and_of_one_day_the_lower_number() -> None:
    found = [
        an_event(number=1, date="2024-11-20"),
        an_event(number=4, date="2024-10-01"),
        an_event(number=3, date="2024-10-01"),
        an_event(number=2, date="2024-09-01"),
        an_event(number=5, date="2024-12-24"),  # not asked about yet
        an_event(number=6, date=""),
    ]
    due = events.silent(found, date(2024, 12, 31))
    assert [event.order for event in due] == [2, 3, 4, 1]


@pytest.mark.parametrize(
    ("report", "is_told"),
    [
        ({"status": "open", "text": ""}, False),
        ({"status": "open"}, False),
        ({"status": "open", "text": "Bado"}, True),
        ({"status": "moving"}, True),
        ({"status": "done", "text": "Сделано"}, True),
    ],
)
def test_nothing_heard_is_no_report(report: dict[str, Any], is_told: bool) -> None:
    event = an_event({"status": "moving", "text": "first"}, report)
    assert events.told(event) == list(event.news if is_told else event.news[:1])


def test_an_event_that_nobody_planned_is_its_own_first_report() -> None:
    own = entry({"event": "", "what": "Chai", "status": "done", "reached": 5}, REPORT)
    later = entry({"event": "E1", "status": "done"}, REPORT)
    assert events.told(Undertaking(own, "events", 1, "E1", (later,))) == [own, later]
    assert events.told(an_event()) == []


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ({"told_on": "2024-12-20"}, "2024-12-20"),
        ({"told_on": "yesterday"}, "2024-11-12"),
        ({}, "2024-11-12"),
    ],
)
def test_a_report_was_given_on_its_day_or_else_on_the_one_on_which_it_was_typed(
    body: dict[str, Any], day: str
) -> None:
    assert events.told_on(entry(body)) == day


@pytest.mark.parametrize(
    ("news", "number"),
    [
        ([], None),
        ([{"reached": 18}], 18),
        ([{"reached": 0}], 0),
        ([{"reached": 18}, {"reached": 25}], 25),
        ([{"reached": 18}, {"reached": None}], 18),
        ([{"reached": "18"}], None),
        ([{"reached": True}], None),
    ],
)
def test_how_many_an_event_reached_is_what_was_said_last_or_unknown(
    news: list[dict[str, Any]], number: int | None
) -> None:
    assert events.reached(an_event(*news)) == number


@pytest.mark.parametrize(
    ("of", "status", "told_on", "is_held", "has_more"),
    [
        ("events", "open", "2024-12-02", False, True),
        ("events", "moving", "2024-12-02", False, True),
        ("events", "done", "2024-12-02", True, True),
        ("events", "done", "2025-02-19", True, False),
        ("events", "let go", "2024-12-02", False, False),
        ("actions", "moving", "2024-12-02", False, True),
        ("actions", "done", "2024-12-02", True, False),
        ("actions", "let go", "2024-12-02", False, False),
    ],
)
def test_an_event_that_was_held_goes_on_as_long_as_it_is_asked_about(
    of: Of, status: str, told_on: str, is_held: bool, has_more: bool
) -> None:
    event = an_event({"status": status, "told_on": told_on}, of=of)
    assert events.is_held(event) is is_held
    assert events.has_more_to_come(event) is has_more


def test_totals_count_those_that_were_held_and_take_no_missing_number_for_zero() -> None:
    found = [
        an_event(),
        an_event({"status": "moving", "reached": 100}),
        an_event({"status": "let go", "reached": 1000}),
        an_event({"status": "done", "reached": 18}),
        an_event({"status": "done", "reached": 7}),
        an_event({"status": "done", "reached": 0}),
        an_event({"status": "done"}),
        an_event({"status": "done"}),
    ]
    assert events.totals(iter(found)) == events.Totals(
        planned=8, held=5, let_go=1, reached=25, unknown=2
    )
    assert events.totals([]) == events.Totals(0, 0, 0, 0, 0)
