"""Undertakings: which lines are one, in what order, what is told of each and how it is found."""

from datetime import date
from typing import Any

import pytest

from coalition_cli.model.actions import (
    REPORTS,
    Undertaking,
    find,
    heard,
    is_action,
    iso_day,
    renewed,
    today_of,
    undertakings,
)
from coalition_cli.model.entry import NOTES, PEOPLE, Entry, Fact, Place
from coalition_cli.model.exercise import Step
from coalition_cli.model.undertaking_marks import CARRIED
from coalition_cli.model.view import View
from coalition_cli.model.workshop import Workshop
from tests.support.playing import HEAD, Bench

PLAN, CIRCLE = Place("plan", 1, "rows"), Place("closing", 1, "promises")
REVIEW, LATER = Place("follow-up", 1, "review"), Place("follow-up", 2, "review")


def line(number: int, place: Place, by: str | None = None, /, **body: Any) -> Entry:
    at = f"2024-11-12T08:00:{number:02d}.000Z"
    return Entry(f"ID{number:02d}", at, by, "laptop", place, "add", None, body, "participants")


def whats(*entries: Entry, of: Any = "actions") -> list[tuple[int, str]]:
    found = undertakings(Workshop(HEAD, list(entries)), of)
    return [(each.order, each.what) for each in found]


@pytest.mark.parametrize(
    ("place", "body", "sorts"),
    [
        (PLAN, {"text": "Maji", "status": "open"}, ["actions"]),
        (PLAN, {"text": "Maji", "status": "let go"}, ["actions"]),
        (PLAN, {"text": "Maji", "status": "later"}, []),
        (PLAN, {"text": "Maji"}, []),
        (PLAN, {"text": "", "status": "open"}, []),
        (NOTES, {"text": "Maji", "status": "open"}, []),
        (PLAN, {"text": "Maji", "status": "open", "action": "ID01"}, []),
        (PLAN, {"text": "Maji", "status": "open", "promise": "ID01"}, []),
        (PLAN, {"text": "Maji", "status": "open", "event": "ID01"}, []),
        (PLAN, {"text": "Siku", "status": "open", "report_back_on": ""}, ["events"]),
        (PLAN, {"text": "Siku", "report_back_on": "2024-12-01"}, ["events"]),
        (NOTES, {"text": "Siku", "report_back_on": ""}, []),
        (PLAN, {"text": "", "report_back_on": ""}, []),
        (REPORTS, {"event": "", "what": "Siku", "status": "done"}, ["events"]),
        (REPORTS, {"event": "", "what": ""}, []),
        (REPORTS, {"event": "ID01", "what": "Siku"}, []),
        (CIRCLE, {"commitment": "Nitapiga simu"}, ["promises"]),
        (CIRCLE, {"commitment": ""}, []),
        (CARRIED, {"text": "Maji", "was": "actions"}, ["actions"]),
        (CARRIED, {"text": "Siku", "was": "events"}, ["events"]),
        (CARRIED, {"text": "Siku"}, []),
    ],
)
def test_what_somebody_took_on(place: Place, body: dict[str, Any], sorts: list[str]) -> None:
    entry = line(2, place, **body)
    found = [of for of in ("actions", "events", "promises") if whats(entry, of=of)]
    assert found == sorts
    assert is_action(entry) is ("actions" in sorts)


def test_undertakings_are_numbered_as_they_were_said_and_the_hidden_ones_too() -> None:
    said = [
        line(3, CARRIED, text="Third", was="actions"),
        line(2, PLAN, text="Second", status="done"),
        # The clock of another laptop was fast: its times sort otherwise.
        line(1, Place("plan", 2, "rows"), text="First", status="open")._replace(at="2099"),
    ]
    assert whats(*said) == [(1, "First"), (2, "Second"), (3, "Third")]
    seen = undertakings(Workshop(HEAD, said), "actions", lambda each: each.text != "First")
    assert [(each.order, each.what) for each in seen] == [(2, "Second"), (3, "Third")]


def test_what_was_heard_is_told_oldest_first_whoever_wrote_it_where() -> None:
    action, promise = (
        line(1, PLAN, text="Maji", status="open"),
        line(2, CIRCLE, commitment="I call"),
    )
    news = [
        line(5, LATER, action="ID01", status="done"),
        line(4, REVIEW, action="ID01", status="moving"),
        line(6, REVIEW, promise="ID02", status="stuck"),
        line(7, REVIEW, action="ID01", passed=True),
        line(8, REVIEW, action=7, status="done"),
        line(9, REVIEW, action="ID99", status="open"),
    ]
    workshop = Workshop(HEAD, [action, promise, *news])
    news = workshop.entries[2:]
    assert heard(workshop, "actions") == {"ID01": [news[1], news[0]], "ID99": [news[5]]}
    assert heard(workshop, "promises") == {"ID02": [news[2]]}
    assert heard(workshop, "events") == {}


def an_action(of: Any = "actions", news: tuple[Entry, ...] = (), **body: Any) -> Undertaking:
    return Undertaking(line(1, PLAN, "amina", **body), of, 1, "A1", news)


@pytest.mark.parametrize(
    ("of", "body", "what"),
    [
        ("actions", {"text": "Maji"}, "Maji"),
        ("actions", {"text": "Maji", "what": "Вода"}, "Вода"),
        ("actions", {"text": "Maji", "what": ""}, ""),
        ("events", {"what": "Siku", "commitment": "x"}, "Siku"),
        ("promises", {"commitment": "Nitapiga", "what": "x", "text": "y"}, "Nitapiga"),
        ("promises", {"what": "Nitapiga", "text": "y"}, "Nitapiga"),
        ("promises", {"text": "y"}, ""),
        ("actions", {}, ""),
    ],
)
def test_the_words_of_an_undertaking(of: Any, body: dict[str, Any], what: str) -> None:
    assert an_action(of, **body).what == what


@pytest.mark.parametrize(
    ("of", "body", "who", "by_when"),
    [
        ("actions", {"who": "baraka", "by_when": "2024-12-01"}, "baraka", "2024-12-01"),
        ("actions", {"who": "-", "by_when": "soon"}, "", ""),
        ("actions", {"date": "2024-12-01"}, "", ""),
        ("promises", {"who": "baraka", "by_when": "2024-12-01"}, "amina", "2024-12-01"),
        ("events", {"date": "2024-12-01", "by_when": "2024-12-02"}, "", "2024-12-01"),
        ("events", {"date": "2024-12-01", "held_on": "2024-12-03"}, "", "2024-12-03"),
        ("events", {"date": "2024-12-01", "held_on": "later"}, "", "2024-12-01"),
    ],
)
def test_who_leads_it_and_its_day(of: Any, body: dict[str, Any], who: str, by_when: str) -> None:
    found = an_action(of, **body)
    assert (found.who, found.by_when) == (who, by_when)


def test_the_newest_that_was_said_under_a_key_stands_and_a_blank_says_nothing() -> None:
    news = (
        line(2, REVIEW, status="moving", reached=0, helped=False),
        line(3, LATER, status="", reached=None, text="Bado"),
    )
    action = an_action(news=news, status="open", reached=9, helped=True, place="Gitega")
    keys = ("status", "reached", "helped", "place", "unknown")
    assert [action.newest(key) for key in keys] == ["moving", 0, False, "Gitega", None]
    assert (action.note, action.is_over) == ("Bado", False)
    before = action.before(LATER)
    assert (before.news, before.note) == (news[:1], "")
    assert action.before(PLAN) == action


KNOWN = [
    Undertaking(line(number, PLAN, **body), "actions", number, f"A{number}")
    for number, body in (
        (1, {"text": " Maji safi ", "code": "0AB1"}),
        (2, {"text": "Вода", "code": "7OIL"}),
        (4, {"text": "12"}),
        (5, {"text": "Twice"}),
        (6, {"text": "twice"}),
        (7, {"text": "Ardhi", "code": "A4"}),
        (8, {"text": "Haki", "code": "E12"}),
    )
]


@pytest.mark.parametrize(
    ("given", "number"),
    [
        *((1, 1), ("1", 1), (" 4 ", 4), ("3", None), (0, None), ("0", None)),
        *(("maji SAFI", 1), ("ВОДА", 2), ("12", 4), ("twice", None), ("", None)),
        *(("a1", 1), (" A7 ", 7), ("a4", 4), ("A9", None), ("E1", None), ("A01", None)),
        *(("0ab1", 1), ("oab1", 1), ("OABI", 1), ("oabl", 1), ("7oil", 2), ("ab1", None)),
        *(("e12", 8), ("1000001", None), ("no", None)),
    ],
)
def test_an_undertaking_goes_by_its_code_its_words_or_the_code_of_before(
    given: str | int, number: int | None
) -> None:
    found = find(given, iter(KNOWN))
    assert (found.order if found else None) == number


def test_two_of_the_same_number_are_told_apart_by_nobody() -> None:
    assert find(1, [KNOWN[0], KNOWN[0]]) is None
    assert find("x", []) is None


@pytest.mark.parametrize(
    ("given", "day"),
    [
        *(("2024-12-01", "2024-12-01"), ("20241201", "2024-12-01"), ("", ""), ("soon", "")),
        *(("2024-13-01", ""), (None, ""), (20241201, ""), (date(2024, 12, 1), "")),
    ],
)
def test_a_day_that_another_program_may_have_written(given: Any, day: str) -> None:
    assert iso_day(given) == day


@pytest.mark.parametrize(
    ("last", "today"),
    [
        (None, "2024-11-12"),
        ("2024-11-11T23:59:59.999Z", "2024-11-12"),
        ("2024-11-14T00:00:00.000Z", "2024-11-14"),
        ("no time", "2024-11-12"),
    ],
)
def test_today_is_the_day_of_the_last_line_and_not_before_the_workshop(
    last: str | None, today: str
) -> None:
    lines = [line(1, NOTES)._replace(at=last)] if last else []
    assert today_of(Workshop(HEAD, lines)) == date.fromisoformat(today)


ROWS = Step(
    "rows",
    "plan",
    "Plan",
    options={
        "columns": [
            {"id": "text", "title": "What"},
            {"id": "by_when", "title": "When", "type": "day", "share": "organizer"},
        ]
    },
)


def a_plan() -> tuple[Bench, View, Entry]:
    bench = Bench(ROWS)
    view = View(
        bench.workshop,
        bench.view.exercise,
        audience="participants",
        exercises={"trial": bench.view.exercise},
    )
    body = {"text": "Maji", "status": "open", "by_when": "2024-12-01", "who": "Amina"}
    return bench, view, bench.record(Fact(body), view.place("rows"), "participants")


def row_of(entry: Entry, **more: Any) -> dict[str, Any]:
    return {"id": entry.id, "status": "open", "who": None, "by_when": None, **more}


def test_a_plan_is_read_with_what_was_heard_since_and_without_what_is_not_for_the_reader() -> None:
    bench, view, entry = a_plan()
    amina, baraka, *_others = bench.view.people()
    rows = [row_of(entry, cost="5")]
    assert renewed(rows, view) == rows
    assert renewed(rows, view) is not rows
    assert renewed([], view) == []
    news = {"action": entry.id, "status": "stuck", "who": baraka.id, "by_when": "2025-01-05"}
    bench.record(Fact(news), REVIEW, "participants")
    told = row_of(entry, status="stuck", who="Baraka", cost="5")
    assert renewed(rows, view) == [told]
    all_of_it = View(bench.workshop, view.exercise, audience="organizer", exercises=view.exercises)
    assert renewed(rows, all_of_it) == [told | {"by_when": "2025-01-05"}]
    handed_back = {"action": entry.id, "status": "moving", "who": "-"}
    bench.record(Fact(handed_back), LATER, "participants")
    assert renewed(rows, view) == [row_of(entry, status="moving", cost="5")]
    assert amina.id not in repr(renewed(rows, view))


def test_rows_of_which_nothing_was_heard_and_rows_without_a_status_stay_as_they_are() -> None:
    bench, view, entry = a_plan()
    other = bench.record(Fact({"text": "Ardhi", "status": "open"}), view.place("rows"), "donor")
    bench.record(Fact({"action": entry.id, "status": "done"}), REVIEW, "participants")
    rows = [{"id": entry.id, "what": "Maji"}, row_of(other), row_of(entry)]
    assert renewed(rows, view) == [*rows[:2], row_of(entry, status="done", who="Amina")]


def test_what_was_heard_last_and_is_not_for_the_reader_leaves_the_status_open() -> None:
    bench, view, entry = a_plan()
    told = [
        bench.record(Fact({"action": entry.id, "status": status, "text": status}), REVIEW, share)
        for status, share in (("moving", "participants"), ("done", "organizer"))
    ]
    (seen,) = undertakings(view.workshop, "actions", view.may_see)
    assert (seen.news, seen.has_hidden_news, seen.status, seen.note) == ((told[0],), True, "", "")
    (known,) = undertakings(view.workshop, "actions")
    assert (known.news, known.has_hidden_news, known.status) == (tuple(told), False, "done")
    assert (known.note, known.is_over, seen.is_over) == ("done", True, False)
    (nothing,) = undertakings(view.workshop, "actions", lambda each: each not in told)
    assert (nothing.news, nothing.has_hidden_news) == ((), True)


def test_what_is_taken_off_a_row_is_told_by_no_news_of_it() -> None:
    bench, view, entry = a_plan()
    news = {"action": entry.id, "status": "moving", "by_when": "2025-01-05", "text": "Bado"}
    heard_of = bench.record(Fact(news), REVIEW, "participants")
    (found,) = undertakings(view.workshop, "actions", as_read=view.as_read)
    assert found.entry == entry._replace(
        body={"text": "Maji", "status": "open", "who": "Amina"},
    )
    body = {"action": entry.id, "status": "moving", "text": "Bado"}
    assert found.news == (heard_of._replace(body=body),)
    assert (found.by_when, found.note) == ("", "Bado")


def test_lines_about_people_are_no_undertakings() -> None:
    assert whats(line(1, PEOPLE, text="Amina", status="open")) == []
