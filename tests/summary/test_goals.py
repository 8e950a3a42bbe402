"""What a day was for and how far the room came: kept with the workshop, read on any laptop."""

from typing import Any

import pytest

from coalition_cli.catalog.definition import read_programme
from coalition_cli.model.definition import HELD_AS, of_programme
from coalition_cli.model.entry import PROGRAMME, Fact, Place, Share, make
from coalition_cli.model.header import Head
from coalition_cli.model.programme import Goal, Programme
from coalition_cli.model.workshop import Workshop
from coalition_cli.summary.data import runs_of, view_of
from coalition_cli.summary.goals import State, goals, state_of
from tests.support.odd_bodies import CATALOG, base

NAME = "one-day-2024-11-12"
ONE_DAY = CATALOG.programme(NAME)
FORM = Place("feedback", 1, "form")
KEPT = {"id": NAME, "goals": ["Sauti", {"text": "=1+1", "slots": ["tea", 5]}, 7, {"slots": []}]}


def workshop(kept: Any = KEPT, counts: dict[str, int] | None = None) -> Workshop:
    found = Workshop(Head("W", "Umoja", "2024-11-12", programme=NAME))
    lines: list[tuple[dict[str, Any], Place, Share]] = []
    if kept is not None:
        lines.append(
            ({"slot": "", "did": "begin", "day": 1, HELD_AS: kept}, PROGRAMME, "organizer")
        )
    if counts is not None:
        lines.append(({"question": "goals", "counts": counts}, FORM, "organizer"))
    for body, place, share in lines:
        found.extend([make(Fact(body), place, share=share, device="d", after=found.last)])
    return found


def told(held: Workshop, audience: Share = "organizer") -> list[dict[str, Any]]:
    views = [view_of(held, run, CATALOG.find, audience) for run in runs_of(held)]
    return goals(held, views)


@pytest.mark.parametrize(
    ("counts", "state"),
    [
        ({"met": 12, "partly": 6}, "met"),
        ({"met": 3, "partly": 3}, "partly"),
        ({"met": 3, "not-yet": 3}, "not yet"),
        ({"met": 4, "partly": 4, "not-yet": 4}, "not yet"),
        ({"partly": 5}, "partly"),
        ({"met": 4}, None),
        ({}, None),
        ({"of another program": 9}, None),
    ],
)
def test_most_answers_tell_and_of_two_alike_the_lower(
    counts: dict[str, int], state: State | None
) -> None:
    assert state_of(counts) == state


def test_they_are_those_that_the_workshop_kept_and_what_is_none_of_them_is_passed_over() -> None:
    assert told(workshop(counts={"met": 5})) == [
        {"text": "Sauti", "slots": [], "state": "met"},
        {"text": "=1+1", "slots": ["tea"], "state": "met"},
    ]


@pytest.mark.parametrize(
    "kept", [{"id": NAME}, {"id": NAME, "goals": "Sauti"}, {"id": NAME, "goals": None}]
)
def test_a_programme_that_was_kept_without_goals_has_none(kept: Any) -> None:
    assert told(workshop(kept)) == []


def test_a_workshop_that_kept_none_has_none_whatever_this_machine_knows() -> None:
    assert workshop(None).head.programme in CATALOG.programmes()
    assert told(workshop(None)) == []


@pytest.mark.parametrize(
    ("audience", "counts", "state"),
    [
        ("organizer", {"met": 5, "partly": 1}, "met"),
        (
            "donor",
            {"met": 5, "partly": 1},
            "met",
        ),  # one is not told, and the state points at nobody
        ("donor", {"met": 4}, None),
        ("participants", {"met": 9}, None),
    ],
)
def test_who_reads_how_far_the_room_came(
    audience: Share, counts: dict[str, int], state: State | None
) -> None:
    rows = told(workshop(counts=counts), audience)
    assert {row["state"] for row in rows} == {state}


def test_the_sample_keeps_its_goals_with_their_slots() -> None:
    slots = {slot.id for slot in ONE_DAY.slots()}
    rows = told(base("one-day"), "donor")
    assert [row["text"] for row in rows] == [goal.text for goal in ONE_DAY.goals]
    assert all(row["slots"] and slots.issuperset(row["slots"]) for row in rows)
    assert {row["state"] for row in rows} == {"met"}


@pytest.mark.parametrize("name", CATALOG.programmes())
def test_a_programme_is_read_again_as_it_was_kept(name: str) -> None:
    programme = CATALOG.programme(name)
    again = read_programme(of_programme(programme), name)
    assert isinstance(again, Programme)
    assert again.goals == programme.goals
    old = {**of_programme(programme), "goals": ["Sauti"]}  # as an older version kept them
    before = read_programme(old, name)
    assert before is not None
    assert before.goals == (Goal("Sauti"),)
