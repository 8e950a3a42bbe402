"""What readers outside are not told: fewer than five, and what all but so few would tell."""

from dataclasses import replace
from typing import Any

import pytest

from coalition_cli.model.workshop import Workshop
from coalition_cli.summary.data import gather
from coalition_cli.summary.findings import Findings
from coalition_cli.summary.small_counts import without_small_counts
from tests.support.playing import HEAD


def outside(*, are_quotes_named: bool = False, **parts: Any) -> Findings:
    empty = gather(Workshop(HEAD), [], "donor")
    people = {"took_part": 20, "by_group": {}, "by_role": {}}
    found = replace(empty, **{"people": people, **parts})
    return without_small_counts(found, ["Amina"], are_quotes_named=are_quotes_named)


@pytest.mark.parametrize(("took_part", "told"), [(0, 0), (1, None), (4, None), (5, 5), (20, 20)])
def test_how_many_took_part(took_part: int, told: int | None) -> None:
    people = {"took_part": took_part, "by_group": {}, "by_role": {}}
    assert outside(people=people).people["took_part"] == told


@pytest.mark.parametrize(
    ("by_group", "told"),
    [
        ({"Blue": 10, "Red": 10}, {"Blue": 10, "Red": 10}),
        ({"Blue": 10, "Red": 7, "Green": 3}, {"Blue": 10, "others": 10}),
        ({"Blue": 12, "Red": 4, "Green": 4}, {"Blue": 12, "others": 8}),
        ({"Blue": 17}, {}),  # three are in no group
        ({"Blue": 3, "Red": 3}, {}),
        ({"Blue": 10, "Amina's": 10}, {"Blue": 10, "others": 10}),
    ],
)
def test_groups_of_few_and_groups_called_by_a_name(
    by_group: dict[str, int], told: dict[str, int]
) -> None:
    people = {"took_part": 20, "by_group": by_group, "by_role": by_group}
    found = outside(people=people).people
    assert found["by_group"] == told
    assert all(number >= 5 for number in found["by_role"].values())


def test_counts_of_themes() -> None:
    few = {"exercise": "v", "theme": "Doors", "notes": [], "count": 4, "groups": 2}
    many = {**few, "count": 5, "groups": 5}
    assert outside(themes=[few, many]).themes == [
        {"exercise": "v", "theme": "Doors", "notes": [], "groups": None},
        many,
    ]


ISSUE = {
    "issue": "Papers",
    "urgency": 4.0,
    "feasibility": 3.0,
    "score": 3.5,
    "spread": 3,
    "contested": True,
    "why": "From 19 of 20 people.",
}


@pytest.mark.parametrize(
    ("scorers", "told", "score"),
    [(20, 20, 3.5), (19, None, 3.5), (16, None, 3.5), (15, 15, 3.5), (4, None, None)],
)
def test_scores(scorers: int, told: int | None, score: float | None) -> None:
    (row,) = outside(agenda=[{**ISSUE, "scorers": scorers}]).agenda
    assert (row["scorers"], row["score"], row["urgency"] is None) == (told, score, score is None)
    assert (row["why"], row["spread"], row["contested"]) == ("", None, None)


@pytest.mark.parametrize(
    ("answers", "told"), [(4, "nothing"), (5, 5), (15, 15), (16, None), (19, None), (20, 20)]
)
def test_answers_to_a_form(answers: int, told: Any) -> None:
    row = {"answers": answers, "mean": 4.5, "counts": {"5": answers - 1, "1": 1}, "texts": []}
    found = outside(feedback={"safe": row}).feedback
    if told == "nothing":
        assert found == {}
    else:
        assert found == {"safe": {"answers": told, "mean": 4.5, "counts": {}, "texts": []}}


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        ({"done": 9, "stuck": 6}, {"done": 9, "stuck": 6}),
        ({"done": 9, "moving": 7, "stuck": 1}, {"done": 9}),
        ([{"text": "Maji", "hands": 3}], [{"text": "Maji", "hands": None}]),
        ([{"text": "Maji", "hands": 12}], [{"text": "Maji", "hands": 12}]),
        ({"safe": {"answers": 19, "mean": 4.0}}, {"safe": {"answers": None, "mean": 4.0}}),
        (
            {"goals": {"answers": 18, "counts": {"met": 12, "partly": 6}}},
            {"goals": {"answers": None, "counts": {}}},
        ),
        (
            [{"score": 3.5, "scorers": 3, "criteria": {"urgency": {"mean": 4.0, "answers": 3}}}],
            [
                {
                    "score": None,
                    "scorers": None,
                    "criteria": {"urgency": {"mean": None, "answers": None}},
                    "why": "",
                    "spread": None,
                    "contested": None,
                    "moved_reason": None,
                }
            ],
        ),
        ("A text", "A text"),
        (None, None),
    ],
)
def test_what_came_of_a_step(outcome: Any, told: Any) -> None:
    steps = [{"id": "s", "outcome": outcome}]
    (exercise,) = outside(exercises=[{"id": "e", "steps": steps}]).exercises
    assert exercise["steps"][0]["outcome"] == told


@pytest.mark.parametrize("is_named", [True, False])
def test_a_quote_has_a_name_only_where_that_is_asked_for(is_named: bool) -> None:
    quote = {"text": "We can", "by": "Amina", "consent": "named"}
    found = outside(
        quotes=[quote],
        exercises=[{"id": "e", "steps": [{"id": "s", "outcome": [quote]}]}],
        are_quotes_named=is_named,
    )
    name = "Amina" if is_named else None
    assert found.quotes[0]["by"] == found.exercises[0]["steps"][0]["outcome"][0]["by"] == name
