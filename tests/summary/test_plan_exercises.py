"""Exercises that end in rows.

Each played to its end from an answers file, and read by every audience.

Every answer is a canary whose last part says who may read it: ``all`` (also outside), ``room``
(participants, on the wall too), ``paper`` (participants, never on a wall), ``org`` (organizers
only).
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import coalition_cli
from coalition_cli import exports, kinds
from coalition_cli.catalog import Catalog, folders
from coalition_cli.model.audience import Audience
from coalition_cli.model.entry import Place
from coalition_cli.model.exercise import Exercise
from coalition_cli.model.header import Head
from coalition_cli.model.summary import Summary
from coalition_cli.model.view_maker import ViewMaker
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.answers import play_answers
from coalition_cli.summary import build
from coalition_cli.terminal.rich_console import as_text
from tests.support.summaries import everything_in, words_in

CATALOG = Catalog(folders(None, Path("/nowhere")), "en")
SCHEMA = json.loads(
    (Path(coalition_cli.__file__).parent / "schemas" / "summary.schema.json").read_text()
)
MADE = datetime(2024, 11, 20, 16, 10, tzinfo=UTC)
PEOPLE = ["Amina-room", "Baraka-room", "Chausiku-room"]
READ = {
    "donor": {"all"},
    "participants": {"all", "room", "paper"},
    "organizer": {"all", "room", "paper", "org"},
}

AGENDA = {
    "issues": ["papers-all", "housing-all", "stigma-all"],
    "scores": {
        "urgency": {"papers-all": 5, "housing-all": 3, "stigma-all": 3},
        "feasibility": {"papers-all": 4, "housing-all": 2, "stigma-all": 2},
    },
    "agree": {"5": 3},
}
EXERCISES: dict[str, dict[str, Any]] = {
    "advocacy-strategies": {
        "tables": {"Papers": PEOPLE},
        "strategies": [
            {
                "issue": 1,
                "decision_role": "officer-room",
                "ask": "desk-all",
                "routes": "1, song-all, Bring proof",
                "proof": "count-room",
                "risk": "anger-org",
                "safeguard": "pair-org",
                "story_consent": 4,
            },
            {"issue": 3, "ask": "talk-all"},
            {"issue": "own-all"},
        ],
        "shared": ["office-room"],
    },
    "coalition-structure": {
        "tables": {"Leading": PEOPLE},
        "proposals": [{"text": "agreed: two lead-room", "bucket": "lead"}],
        "leading": "pair-room",
        "agree-leading": {"5": 3},
        "belonging": "door-room",
        "agree-belonging": {"5": 2, "3": 1},
        "deciding": "fingers-room",
        "agree-deciding": {"4": 3},
        "answering": "book-room",
        "agree-answering": {"5": 3},
        "roles": [
            {
                "name": "treasurer-all",
                "tasks": ["count-all", "show-all"],
                "holder": "Amina-room",
                "backup": "Baraka-room",
                "until": "in 3 months",
            },
            {"name": "caller-all"},
        ],
        "apart": ["money-room"],
        "look-again": ["february-room"],
    },
    "support-plan": {
        "pairs": {"pair-org": ["Amina-room", "Baraka-room"]},
        "looking-in": ["knock-room"],
        "help": [{"text": "tea-room", "bucket": "hour"}, {"text": "ride-room", "bucket": "week"}],
        "referrals": [
            {
                "name": "clinic-room",
                "service": "clinic",
                "phone": "0700-123-paper",
                "checked_on": "Monday",
            },
            {"name": "hostel-room", "service": 4},
        ],
        "habits": [
            {"text": "box-room", "bucket": "fund"},
            {"text": "no-night-room", "bucket": "limit"},
        ],
        "care": [
            {"what": "box-room", "who": "Amina-room", "helper": "Baraka-room", "by_when": "12 Dec"}
        ],
        "agree": {"yes": 3, "no": 0},
    },
    "action-plan": {
        "tables": {"Blue": PEOPLE},
        "ideas": ["meet-room", "gather-room", "greet-room"],
        "bundles": {"come-room": [1, 2]},
        "actions": [
            {
                "what": 3,
                "agenda": "papers-all",
                "who": "Baraka-room",
                "helper": "Amina-room",
                "by_when": "12 Dec",
                "first_step": "call-room",
                "support": "bus-room",
                "measure": "photo-room",
            }
        ],
        "agree": {"yes": 2, "no": 1, "concerns": ["tired-room"]},
        "next-meeting": ["Friday-room"],
    },
    "economic-plan": {
        "keeping": [{"text": "box-room", "bucket": "safe"}],
        "tables": {"Blue": PEOPLE},
        "ideas": [
            {
                "product": "soap-all",
                "kind": "make",
                "buyer": "hostel-room",
                "start_needs": "oil-room",
                "test": "ten-room",
                "partner": "school-room",
            },
            {"product": "bread-all", "kind": 6},
        ],
        "together": [{"text": "stall-all", "bucket": "sell"}],
        "start": [
            {"what": "stall-room", "who": "Amina-room", "by_when": "in 3 weeks", "to_agenda": True},
            {
                "what": "oil-room",
                "first_step": "ask-room",
                "support": "key-room",
                "to_agenda": False,
            },
        ],
    },
}


def find(name: str) -> Exercise | None:
    return CATALOG.find(name)


def played(exercise: str) -> Workshop:
    workshop = Workshop(Head("W1", "The day", "2024-11-12", "The place"))
    for name, values in (("agenda-ranking", AGENDA), (exercise, EXERCISES[exercise])):
        answers = {"people": PEOPLE, name: values}
        entries, _said = play_answers(
            CATALOG.exercise(name), 1, answers, Path("p.toml"), workshop, find, "bench"
        )
        workshop.extend(entries)
    return workshop


def summary_of(workshop: Workshop, audience: Audience) -> Summary:
    return build(workshop, find, audience, MADE)


def written(summary: Summary) -> str:
    """All that any format writes of it."""
    return everything_in(summary)


def canaries(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set().union(*(canaries(part) for pair in value.items() for part in pair))
    if isinstance(value, list):
        return set().union(*map(canaries, value))
    parts = str(value).split(", ") if isinstance(value, str) else []
    return {part for part in parts if part.rpartition("-")[2] in {"all", "room", "paper", "org"}}


@pytest.mark.parametrize("exercise", EXERCISES)
def test_it_plays_to_its_end_and_every_audience_reads_what_it_may(exercise: str) -> None:
    workshop = played(exercise)
    assert workshop.is_done(Place(exercise))
    said = canaries(EXERCISES[exercise])
    assert said
    for audience, levels in READ.items():
        summary = summary_of(workshop, audience)  # type: ignore[arg-type]
        jsonschema.validate(summary.data, SCHEMA)
        text = written(summary)
        above = {word for word in said if word.rpartition("-")[2] not in levels}
        assert {word for word in above if word in text} <= adopted(exercise, audience)
        if audience != "donor":  # that a page for people outside is short is not a fault
            assert {word for word in said - above if word not in text} == set()


def adopted(exercise: str, audience: str) -> set[str]:
    """The words that readers outside may see because the room adopted them.

    The day of the next meeting is never among them.
    """
    widened = {
        "coalition-structure": {"pair-room", "door-room", "fingers-room", "book-room"},
        "action-plan": {"greet-room", "call-room", "bus-room", "photo-room"},
    }
    return widened.get(exercise, set()) if audience == "donor" else set()


@pytest.mark.parametrize("exercise", EXERCISES)
def test_no_wall_shows_what_is_for_paper_or_for_the_organizers(exercise: str) -> None:
    workshop = played(exercise)
    view = ViewMaker(find).of_run(workshop, CATALOG.exercise(exercise))
    drawn = "\n".join(as_text(kinds.blocks(step, view), 80) for step in view.exercise.steps)
    assert [
        word
        for word in canaries(EXERCISES[exercise])
        if word.endswith(("-paper", "-org")) and word in drawn
    ] == []
    assert "11 November 2024" not in drawn


@pytest.mark.parametrize(
    ("exercise", "words"),
    [
        ("advocacy-strategies", ["desk-all", "Go direct", "song-all", "Bring proof", "own-all"]),
        (
            "coalition-structure",
            ["treasurer-all", "count-all", "show-all", "2025-02", "caller-all"],
        ),
        ("economic-plan", ["soap-all", "Make", "bread-all", "Sell"]),
    ],
)
def test_readers_outside_are_told_the_rows_that_are_for_them(
    exercise: str, words: list[str]
) -> None:
    text = words_in(exports.export("xlsx").render(summary_of(played(exercise), "donor")))
    assert [word for word in words if word not in text] == []


def test_only_actions_stand_among_what_happens_next() -> None:
    found = {
        exercise: summary_of(played(exercise), "organizer").data["actions"]
        for exercise in EXERCISES
    }
    assert {exercise: [row["what"] for row in rows] for exercise, rows in found.items()} == {
        "advocacy-strategies": [],
        "coalition-structure": [],
        "support-plan": ["box-room"],
        "action-plan": ["greet-room"],
        "economic-plan": ["stall-room", "oil-room"],
    }
    assert (found["action-plan"][0]["agenda"], found["economic-plan"][0]["who"]) == (
        "papers-all",
        "Amina-room",
    )


def test_what_is_sent_to_the_agenda_is_offered_to_it_and_nothing_else() -> None:
    workshop = played("economic-plan")
    view = ViewMaker(find).of_run(workshop, CATALOG.exercise("agenda-ranking"))
    assert [item.text for item in kinds.items("economic-plan.start", view)] == ["stall-room"]


def test_the_issues_of_the_agenda_are_offered_in_the_order_of_their_places() -> None:
    workshop = played("advocacy-strategies")
    rows = kinds.result(
        CATALOG.exercise("advocacy-strategies").step("strategies"),
        ViewMaker(find).of_run(workshop, CATALOG.exercise("advocacy-strategies"), 1, "private"),
    )
    assert [row["what"] for row in rows] == ["papers-all", "stigma-all", "own-all"]
    assert rows[0]["story_consent"] == "Her own, and she was not asked yet"
