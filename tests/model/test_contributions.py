"""Rows of a summary's data, by the keys of its schema."""

from typing import Any

import pytest

from coalition_cli.model.contributions import Decision, Issue
from coalition_cli.model.entry import Place

HERE = Place("voting", 2, "vote")
ROW: dict[str, Any] = {
    "id": "V1",
    "exercise": "voting",
    "step": "vote",
    "question": "Tukutane tena?",
    "sentence": "Tunakutana tena.",
    "text": "Tunakutana tena.",
    "weight": 5,
    "outcome": "adopted",
    "adopted": True,
    "counts": None,
    "passed": None,
    "present": None,
    "voters": "people",
    "why": None,
    "concerns": [],
}

KNOWN: dict[str, Any] = {
    "id": "V1",
    "question": "Tukutane tena?",
    "outcome": "adopted",
    "adopted": True,
}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, {}),
        ({"adopted": False}, {"adopted": False}),
        ({"counts": {"yes": 7}, "passed": 2, "present": 9}, None),
        ({"voters": "group", "why": "Далеко", "concerns": ("Nauli",)}, None),
        ({"item": "Maji"}, {}),
        ({"item": "Maji", "is_of_line": True}, {"item": "Maji", "text": "Maji"}),
        ({"weight": 9}, None),
        ({"texts": ["Maji"], "frame": "Kwanza: {item}."}, {}),
        ({"texts": ["Maji"], "label": "Kwanza"}, {"text": "Maji"}),
        ({"label": "Kwanza"}, {}),
        ({"is_of_line": True}, {"item": None}),
        ({"about": "wishes", "adopts": ("E1",)}, {}),
    ],
)
def test_a_decision(more: dict[str, Any], told: dict[str, Any] | None) -> None:
    row = Decision(**KNOWN | {"sentence": "Tunakutana tena."} | more).as_row(HERE)
    expected = ROW | (more if told is None else told)
    assert row == expected | {"concerns": list(expected["concerns"])}
    assert isinstance(row["concerns"], list)


@pytest.mark.parametrize(
    ("more", "said"),
    [({}, "Tukutane tena?"), ({"item": "Maji", "is_of_line": True}, "Maji")],
)
def test_a_decision_of_a_kind_that_gives_no_sentence_still_says_something(
    more: dict[str, Any], said: str
) -> None:
    row = Decision(**KNOWN | more).as_row(HERE)
    assert (row["sentence"], row["text"]) == (said, said)


def test_an_issue_has_a_row_of_all_that_it_holds() -> None:
    row = Issue(id="E1", rank=1, place=2, issue="Ardhi", moved=-1, moved_reason="Haraka").as_row()
    assert row == {
        **{"id": "E1", "rank": 1, "tied": False, "place": 2, "shares_place": False, "moved": -1},
        **{"moved_reason": "Haraka", "issue": "Ardhi", "urgency": None, "feasibility": None},
        **{"score": None, "scorers": 0, "spread": 0, "contested": False, "chosen": False},
        "why": "",
    }
