"""The newest word on when a room meets again, in parts where they were asked."""

from typing import Any

from coalition_cli.model.entry import Fact, Place, make
from coalition_cli.model.header import Head
from coalition_cli.model.workshop import Workshop
from coalition_cli.summary.data import runs_of, view_of
from coalition_cli.summary.next_meeting import next_meeting
from tests.support.odd_bodies import CATALOG, base

OPEN = dict.fromkeys(("day", "hour", "place", "caller"))


def told(workshop: Workshop, audience: Any = "participants") -> dict[str, Any] | None:
    return next_meeting(
        [view_of(workshop, run, CATALOG.find, audience) for run in runs_of(workshop)]
    )


def said(*lines: tuple[str, dict[str, Any]]) -> Workshop:
    found = Workshop(Head("W", "Umoja", "2024-11-12"))
    for exercise, body in lines:
        place = Place(exercise, 1, "next-meeting")
        found.extend([make(Fact(body), place, share="participants", device="d", after=found.last)])
    return found


def test_the_sample_says_day_hour_place_and_caller() -> None:
    found = told(base("one-day"))
    assert found is not None
    assert (found["day"], found["place"], found["caller"]) == (
        "2024-12-07",
        "Nendiwe Center",
        "Mama Neema",
    )
    assert told(base("one-day"), "donor") is None
    assert told(base("regional-exchange")) is None


def test_of_a_line_of_an_older_workshop_the_sentence_is_known() -> None:
    assert told(said(("action-plan", {"text": "Friday"}))) == {"text": "Friday", **OPEN}


def test_so_it_is_at_a_step_that_takes_lines_under_that_name() -> None:
    gone = said(("an-exercise-of-ours", {"text": "Friday"}))  # no file has it: lines are read out
    assert told(gone) == {"text": "Friday", **OPEN}


def test_the_newest_word_counts() -> None:
    both = said(("action-plan", {"text": "Friday"}), ("feedback", {"text": "Monday"}))
    found = told(both)
    assert found is not None
    assert found["text"] == "Monday"
