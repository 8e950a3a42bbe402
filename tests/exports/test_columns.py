"""The sheet has what the data has: columns of plans with actions, answers of one's own cards."""

import csv
import io
import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from coalition_cli.exports import export
from coalition_cli.exports.csv import COLUMNS
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


def sheet(audience: Audience) -> list[dict[str, str]]:
    text = export("csv").render(summary(audience)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def row(audience: Audience, text: str) -> dict[str, str]:
    (found,) = [row for row in sheet(audience) if row["text"] == text]
    return {name: cell for name, cell in found.items() if cell}


def test_an_action_has_every_column_that_its_plan_asked_for() -> None:
    told = row("organizer", "'=Bake bread")
    assert {name: told[name] for name in told.keys() - {"id"}} == {
        "section": "action",
        "number": "1",
        "text": "'=Bake bread",
        "who": "Amina",
        "status": "open",
        "sort": "Goods",
        "needs": "an oven; +flour",
        "to_agenda": "yes",
        "further number": "'=20",
        "phone": "'+255 700 000 000",
        "worry": "'@the rent",
    }
    assert row("organizer", "Sew")["to_agenda"] == "no"
    assert not [
        row for row in sheet("organizer") if row["exercise"] == "mine.plan"
    ]  # told once, under the actions


def test_a_card_of_ones_own_has_its_words_and_who_told_it() -> None:
    told = row("organizer", "Umoja")
    assert told["section"] == "said"
    assert told["words"] == "'-Forty women opened a market"
    assert (told["source"], told["may_name"]) == ("'=Mama Joy", "yes")
    assert row("organizer", "Nuru")["may_name"] == "no"
    assert "words" not in row("organizer", "Peru")
    assert row("participants", "Umoja")["words"] == "'-Forty women opened a market"
    assert "source" not in row("participants", "Umoja")


def test_a_turn_has_its_further_answers_beside_its_words() -> None:
    assert row("organizer", "All of us")["hope"] == "'=A school"


@pytest.mark.parametrize(
    ("audience", "columns"),
    [
        ("organizer", {"worry", "phone", "words", "source", "sort"}),
        ("participants", {"phone", "words", "sort"}),
        ("follow-up", {"phone", "words", "sort"}),
        ("donor", {"words", "sort"}),
    ],
)
def test_a_column_that_is_not_for_the_audience_is_not_even_named(
    audience: Audience, columns: set[str]
) -> None:
    header = set(sheet(audience)[0])
    assert header & {"worry", "phone", "words", "source", "sort", "alone"} == columns
    assert ("worry" in columns) is ("the rent" in repr(sheet(audience)))
    assert "ALONE" not in repr(sheet(audience))
    assert ("Nuru" in repr(sheet(audience))) is (audience == "organizer")


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_value_of_an_outcome_stands_in_a_cell(audience: Audience) -> None:
    data = json.loads(export("json").render(summary(audience)))
    cells = {cell for row in sheet(audience) for cell in row.values()}

    def words(value: Any) -> str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        return "; ".join(value) if isinstance(value, list) else str(value)

    outcomes = [
        row
        for exercise in data["exercises"]
        for step in exercise["steps"]
        for row in step["outcome"] or ()
    ]
    values = {words(value) for row in outcomes for value in row.values() if value is not None}
    assert len(values) > 8
    assert {value for value in values if value not in cells and f"'{value}" not in cells} == set()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_columns_that_every_sheet_has_stay_where_they_are(audience: Audience) -> None:
    text = export("csv").render(summary(audience)).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert tuple(rows[0][: len(COLUMNS)]) == COLUMNS
    assert len(set(rows[0])) == len(rows[0]) > len(COLUMNS)
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+-@")]
    assert all(row["id"] == "" or len(row["id"]) == 26 for row in sheet(audience))
