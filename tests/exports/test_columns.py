"""The tables have what the data has: columns of plans with actions, answers of one's own cards."""

import csv
import io
import json
import zipfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from coalition_cli.exports import export
from coalition_cli.model.audience import Audience
from coalition_cli.model.exercise import Exercise, Minutes, Step
from coalition_cli.model.header import Head
from coalition_cli.model.summary import Summary
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.answers import play_answers
from coalition_cli.summary import build

MADE = datetime(2024, 11, 12, 17, 30, tzinfo=UTC)
AUDIENCES: tuple[Audience, ...] = ("organizer", "participants", "follow-up", "donor")
PLAN = [
    {"id": "what", "title": "What"},
    {"id": "who", "title": "Who", "type": "person", "confirm": True},
    {"id": "sort", "title": "Sort", "type": "choice", "choices": ["Goods", "Service"]},
    {"id": "needs", "title": "Needs", "type": "texts"},
    {"id": "to_agenda", "title": "Agenda", "type": "flag", "choices": ["Send it", "Keep it"]},
    {"id": "number", "title": "How many"},
    {"id": "phone", "title": "Number", "type": "phone"},
    {"id": "worry", "title": "Worry", "share": "organizer"},
    {"id": "alone", "title": "Alone", "share": "private"},
]
EXERCISE = Exercise(
    "mine",
    "Mine",
    "",
    "en",
    Minutes(1, 1, 1),
    "low",
    (
        Step("plan", "plan", "Plan", share="donor", options={"columns": PLAN, "is_actions": True}),
        Step(
            "stories",
            "cards",
            "Stories",
            share="donor",
            options={
                "own": True,
                "ask_source": True,
                "most": 3,
                "cards": [{"id": "peru", "title": "Peru", "lines": ["Kitchens."]}],
            },
        ),
        Step(
            "round",
            "circle",
            "Round",
            share="donor",
            options={"fields": [{"id": "hope", "prompt": "Hope?"}]},
        ),
    ),
)
ANSWERS: dict[str, Any] = {
    "people": [{"name": "Amina"}],
    "mine": {
        "plan": [
            {
                "what": "=Bake bread",
                "who": "Amina",
                "sort": "Goods",
                "needs": ["an oven", "+flour"],
                "to_agenda": True,
                "number": "=20",
                "phone": "+255 700 000 000",
                "worry": "@the rent",
                "alone": "ALONE",
            },
            {"what": "Sew", "to_agenda": False},
        ],
        "stories": [
            "peru",
            {
                "title": "Umoja",
                "words": "-Forty women\nopened a market",
                "source": "=Mama Joy",
                "may_name": "true",
            },
            {"title": "Nuru", "words": "A song", "source": "Radio", "may_name": "false"},
        ],
        "round": [{"text": "All of us", "hope": "=A school"}],
    },
}


def find(exercise_id: str) -> Exercise | None:
    return EXERCISE if exercise_id == EXERCISE.id else None


@cache
def summary(audience: Audience) -> Summary:
    workshop = Workshop(Head("W1", "Seminar", "2024-11-12"))
    entries, _said = play_answers(EXERCISE, 1, ANSWERS, Path("paper.toml"), workshop, find, "bench")
    workshop.extend(entries)
    return build(workshop, find, audience, MADE)


def sheets(audience: Audience) -> dict[str, list[dict[str, str]]]:
    """The rows of each file of the zip, by the titles of its columns."""
    raw = export("csv").render(summary(audience))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        texts = {name[3:-4]: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    return {key: list(csv.DictReader(io.StringIO(text, newline=""))) for key, text in texts.items()}


def row(audience: Audience, key: str, text: str) -> dict[str, str]:
    (found,) = [row for row in sheets(audience)[key] if text in row.values()]
    return {name: cell for name, cell in found.items() if cell}


def test_an_action_has_every_column_that_its_plan_asked_for() -> None:
    assert row("organizer", "actions", "'=Bake bread") == {
        "Code": "A1",
        "What": "'=Bake bread",
        "Who": "Amina",
        "Status": "open",
        "Sort": "Goods",
        "Needs": "an oven; +flour",
        "Agenda": "Send it",
        "How many": "'=20",
        "Number": "'+255 700 000 000",
        "Worry": "'@the rent",
    }
    assert row("organizer", "actions", "Sew")["Agenda"] == "Keep it"
    # told once, under the actions
    assert not [key for key in sheets("organizer") if key.startswith("plan")]
    assert "Bake bread" not in repr(sheets("organizer")["everything-said"])


def test_a_card_of_ones_own_has_its_words_and_who_told_it() -> None:
    told = row("organizer", "everything-said", "Umoja")
    assert told["Exercise"] == "Mine"
    assert told["Step"] == "Stories"
    assert "What it says: -Forty women opened a market" in told["More"]
    assert "Told by: =Mama Joy" in told["More"]
    assert "May be named: yes" in told["More"]
    assert "May be named: no" in row("organizer", "everything-said", "Nuru")["More"]
    assert "More" not in row("organizer", "everything-said", "Peru")
    assert "Told by" not in row("participants", "everything-said", "Umoja")["More"]


def test_a_turn_has_its_further_answers_under_their_questions() -> None:
    assert row("organizer", "everything-said", "All of us")["Step"] == "Round"
    assert row("organizer", "everything-said", "'=A school")["Question"] == "Hope?"


@pytest.mark.parametrize(
    ("audience", "columns"),
    [
        ("organizer", {"Worry", "Number", "Sort"}),
        ("participants", {"Number", "Sort"}),
        ("follow-up", {"Number", "Sort"}),
        ("donor", {"Sort"}),
    ],
)
def test_a_column_that_is_not_for_the_audience_is_not_even_named(
    audience: Audience, columns: set[str]
) -> None:
    told = repr(sheets(audience))
    assert set(sheets(audience)["actions"][0]) & {"Worry", "Number", "Sort", "Alone"} == columns
    assert ("Worry" in told) is ("the rent" in told) is ("Worry" in columns)
    assert "ALONE" not in told
    assert "Alone" not in told
    assert ("Nuru" in told) is (audience == "organizer")


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_value_of_an_outcome_stands_in_a_cell(audience: Audience) -> None:
    data = json.loads(export("json").render(summary(audience)))
    told = repr([list(row.values()) for rows in sheets(audience).values() for row in rows])

    def words(value: Any) -> str:
        return "; ".join(value) if isinstance(value, list) else str(value)

    outcomes = [
        row
        for exercise in data["exercises"]
        for step in exercise["steps"]
        for row in step["outcome"] or ()
    ]
    values = {
        words(value)
        for row in outcomes
        for key, value in row.items()
        if value is not None and key not in ("id", "card") and not isinstance(value, bool)
    }
    assert len(values) > 8
    assert {value for value in values if repr(value)[1:-1] not in told} == set()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_file_is_whole_and_names_no_entry(audience: Audience) -> None:
    ids = {entry["id"] for entry in summary(audience).data["actions"] if entry.get("id")}
    for rows in sheets(audience).values():
        assert len({len(row) for row in rows}) == 1
        cells = [cell for row in rows for cell in (*row, *row.values())]
        assert not [cell for cell in cells if cell[:1] in tuple("=+-@")]
        assert not ids.intersection(cells)
