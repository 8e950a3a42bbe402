"""The calendar file: neutral names, true days, and what RFC 5545 asks for."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from coalition_cli.exports import export
from coalition_cli.model.exercise import Exercise, Minutes, Step
from coalition_cli.model.header import Head
from coalition_cli.model.summary import Summary
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.answers import play_answers
from coalition_cli.summary import build
from tests.exports.hard_summary import GOLDEN, HARD, SAID

NEUTRAL = re.compile(r"^Group (task [AE]\d+|meeting)$")
ACTION = HARD.data["actions"][0]


def made(**parts: Any) -> Summary:
    return replace(HARD, data={**HARD.data, "next_meeting": None, **parts})


def meeting(hour: str | None, day: str | None = "2026-12-12", language: str = "en") -> Summary:
    told = {**HARD.data["next_meeting"], "day": day, "hour": hour}
    workshop = {**HARD.data["workshop"], "language": language}
    return made(actions=[], next_meeting=told, workshop=workshop)


def events(summary: Summary) -> list[Any]:
    return list(Calendar.from_ical(export("ics").render(summary)).walk("VEVENT"))


def test_an_action_is_a_task_on_its_day() -> None:
    (event,) = events(made())
    assert str(event["SUMMARY"]) == "Group task A1"
    assert event["DTSTART"].dt == date(2026, 12, 12)
    assert event["DTEND"].dt == date(2026, 12, 13)
    assert event["DTSTAMP"].dt == datetime.fromisoformat("2026-11-21T13:10:00+00:00")


def test_names_are_neutral_and_nothing_else_is_told() -> None:
    actions = [{**ACTION, "code": f"A{number}", "id": str(number)} for number in range(1, 41)]
    carried = [{"code": "E2", "id": "E", "by_when": "2027-01-05", "status": "open", "what": "=x"}]
    found = events(replace(HARD, data={**HARD.data, "actions": actions, "events": carried}))
    assert len(found) == 42
    for event in found:
        assert NEUTRAL.match(str(event["SUMMARY"]))
        assert set(event) == {
            *("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS", "TRANSP"),
        }
    assert len({str(event["UID"]) for event in found}) == 42


def test_an_event_that_is_carried_home_stands_on_its_day() -> None:
    columns = [
        {"id": "what", "title": "Event"},
        {"id": "date", "title": "Day", "type": "day"},
        {"id": "report_back_on", "title": "We ask on", "type": "day"},
    ]
    step = Step("events", "plan", "Events", share="participants", options={"columns": columns})
    exercise = Exercise("home", "Home", "", "en", Minutes(1, 1, 1), "low", (step,))
    workshop = Workshop(Head("W1", "Seminar", "2024-11-12"))
    dates = {"date": "2044-01-05", "report_back_on": "2044-02-05"}
    answers = {"home": {"events": [{"what": "A talk at home", **dates}]}}
    entries, _said = play_answers(
        exercise, 1, answers, Path("paper.toml"), workshop, lambda _id: exercise, "bench"
    )
    workshop.extend(entries)
    when = datetime(2024, 11, 12, 17, 30, tzinfo=UTC)
    for audience, titles in {"participants": ["Group task E1"], "donor": []}.items():
        summary = build(workshop, lambda _id: exercise, audience, when)  # type: ignore[arg-type]
        found = events(summary)
        assert [str(event["SUMMARY"]) for event in found] == titles
        assert [event["DTSTART"].dt for event in found] == [date(2044, 1, 5)][: len(titles)]


@pytest.mark.parametrize("text", SAID, ids=range(len(SAID)))
def test_no_word_of_the_room_stands_there(text: str) -> None:
    action = {**ACTION, "what": text, "who": text, "helper": text, "first_step": text}
    told = {**HARD.data["next_meeting"], "text": text, "place": text, "caller": text, "hour": text}
    bare = {**ACTION, "what": "", "who": "", "helper": "", "first_step": ""}
    raw = export("ics").render(made(actions=[action], next_meeting=told))
    empty = {**told, "text": "", "place": "", "caller": "", "hour": None}
    assert raw == export("ics").render(made(actions=[bare], next_meeting=empty))


@pytest.mark.parametrize(
    "parts",
    [
        *({"by_when": day} for day in (None, "2026-12", "soon", "9999-12-31", "2026-02-30")),
        *({"status": status} for status in ("done", "let go")),
    ],
)
def test_without_a_day_in_full_or_once_it_is_over_a_task_is_left_out(parts: dict[str, Any]) -> None:
    assert events(made(actions=[{**ACTION, **parts}])) == []


@pytest.mark.parametrize(
    ("hour", "language", "begin"),
    [
        ("14:00", "en", "14:00"),
        ("14.30", "en", "14:30"),
        ("14h15", "fr", "14:15"),
        ("9:05", "en", "09:05"),
        ("2 pm", "en", "14:00"),
        ("12 am", "en", "00:00"),
        ("12:30 p.m.", "en", "12:30"),
        (" 8h ", "fr", "08:00"),
        ("14:00", "sw", "14:00"),
        ("2 pm", "sw", "14:00"),
        ("8:00", "sw", None),
        ("two in the afternoon (eight in Swahili time)", "en", None),
        ("8:00 Swahili time", "en", None),
        ("2", "en", None),
        ("25:00", "en", None),
        ("10:75", "en", None),
        ("13 pm", "en", None),
        ("", "en", None),
        (None, "en", None),
    ],
)
def test_a_meeting_has_the_hour_that_can_be_read_and_no_guess(
    hour: str | None, language: str, begin: str | None
) -> None:
    (event,) = events(meeting(hour, language=language))
    assert str(event["SUMMARY"]) == "Group meeting"
    start = event["DTSTART"].dt
    if begin is None:
        assert start == date(2026, 12, 12)
    else:
        assert start == datetime.fromisoformat(f"2026-12-12T{begin}:00")
        assert (event["DTEND"].dt - start).seconds == 3600


def test_a_meeting_without_a_day_is_left_out() -> None:
    assert events(meeting("14:00", None)) == []


def test_the_same_task_is_the_same_event_in_every_file_and_another_in_another_workshop() -> None:
    later = {**HARD.data["workshop"], "made_at": "2026-12-01T08:00:00+03:00"}
    other = {**HARD.data["workshop"], "id": "W2"}
    (first,), (again,), (foreign,) = (
        events(made()),
        events(made(workshop=later)),
        events(made(workshop=other)),
    )
    assert first["UID"] == again["UID"] != foreign["UID"]
    assert export("ics").render(HARD) == export("ics").render(HARD)


@pytest.mark.parametrize("code", ["A1\r\nATTENDEE:mailto:a@evil.example", "A;1,2\\n", "ж" * 80])
def test_even_a_code_of_another_program_stays_within_its_line(code: str) -> None:
    raw = export("ics").render(made(actions=[{**ACTION, "code": code}]))
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert raw.replace(b"\r\n", b"").count(b"\n") == raw.replace(b"\r\n", b"").count(b"\r") == 0
    (event,) = events(made(actions=[{**ACTION, "code": code}]))
    assert str(event["SUMMARY"]) == "Group task " + code.replace("\r\n", "  ")
    assert "ATTENDEE" not in event


def test_the_hard_summary_gives_the_same_bytes_as_ever() -> None:
    assert export("ics").render(HARD) == (GOLDEN / "hard.ics").read_bytes()
