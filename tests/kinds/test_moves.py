"""A ranking as the room settles it: what counts more, and which issue stands elsewhere and why."""

from dataclasses import replace
from typing import Any

import pytest

from coalition_cli import kinds
from coalition_cli.blocks import Quadrant, Table
from coalition_cli.errors import Problem
from coalition_cli.methods.ranking import places
from coalition_cli.model.exercise import Step
from coalition_cli.run.engine import play_step
from tests.kinds.kind_rooms import FEASIBLE, SOURCE, URGENT, seen_by, texts
from tests.support.playing import DOWN, ENTER, Bench, keyboard, looked_at

ONE = Step("s", "score", "Score", options={"from": "ideas", "criteria": [URGENT], "may_move": True})
WEIGHED = Step(
    "s",
    "score",
    "Score",
    options={"from": "ideas", "criteria": [URGENT, FEASIBLE], "ask_weight": True, "weight": 0.5},
)
AGREED = {"urgency": {"A": 5, "B": 4, "C": 3, "D": 3}}


def bench_of(step: Step) -> Bench:
    bench = Bench(SOURCE, step)
    bench.say("ideas", "A", "B", "C", "D")
    return bench


def order(bench: Bench, step: Step) -> list[Any]:
    return [(row["text"], row["rank"], row["place"], row["moved"]) for row in bench.result(step)]


MOVED = [("A", 1, 1, None), ("D", 3, 2, 2), ("B", 2, 3, None), ("C", 3, 4, None)]


def test_a_moved_issue_keeps_its_rank_beside_its_place_from_a_file_and_from_keys() -> None:
    by_file, by_keys = bench_of(ONE), bench_of(ONE)
    by_file.answer(
        ONE, {**AGREED, "moved": [{"item": "D", "to": 2, "reason": "The youngest wait"}]}
    )
    weighed = looked_at("5\r", "4\r", "3\r", "3\r")
    keys = ("4", *weighed, DOWN * 4 + ENTER, "2\r", "The youngest wait\r", ENTER)
    by_keys.type(ONE, *keys)
    for bench in (by_file, by_keys):
        assert order(bench, ONE) == MOVED
        assert bench.view.said("s")[-1].body.keys() == {"item", "moved_to", "reason"}
        why = bench.result(ONE)[1]["why"]
        assert why.startswith("D is tied for 3rd with C") or why.startswith("D is tied for 3rd")
        assert why.endswith("The room moved it to 2nd: The youngest wait")
        assert bench.result(ONE)[2]["why"].endswith("The room moved others: it stands 3rd.")
        (table,) = (block for block in kinds.blocks(ONE, bench.view) if isinstance(block, Table))
        assert [(*row[:2], row[-1]) for row in table.rows] == [
            ("1", "1", ""),
            ("2", "4", "moved from 3"),
            ("3", "2", ""),
            ("4", "3", ""),
        ]
        found = [(item.text, item.number, item.place) for item in kinds.items("s", bench.view)]
        assert found == [("A", 1, 1), ("D", 4, 2), ("B", 2, 3), ("C", 3, 4)]


def test_killed_while_it_moves_an_issue_it_asks_for_that_move_again_and_loses_no_weighing() -> None:
    bench = bench_of(ONE)
    rest = bench.type_until(4, ONE, "4", *looked_at("5\r", "4\r", "3\r", "3\r"))
    assert rest == ()
    bench.type(ONE, ENTER, DOWN * 4 + ENTER, "2\r", "The youngest wait\r", ENTER)
    assert order(bench, ONE) == MOVED


@pytest.mark.parametrize(
    ("move", "said"),
    [
        ({"item": "D", "to": 2}, "moved[1].reason: There is nothing to save here"),
        ({"item": "D", "to": 2, "reason": " "}, "moved[1].reason: There is nothing to save here"),
        (
            {"item": "D", "to": 5, "reason": "x"},
            "moved[1].to: 5 is no place here: expected 1 to 4.",
        ),
        ({"item": "D", "to": True, "reason": "x"}, "moved[1].to: True is no place here"),
        (
            {"item": "Z", "to": 1, "reason": "x"},
            'moved[1].item: "Z" is no number and no words here: ',
        ),
    ],
)
def test_a_place_moves_with_its_reason_or_not_at_all(move: Any, said: str) -> None:
    bench = bench_of(ONE)
    with pytest.raises(Problem) as problem:
        bench.answer(ONE, {**AGREED, "moved": [move]})
    assert said in problem.value.sentence


def test_people_outside_read_the_place_and_the_reason_only_where_it_is_theirs() -> None:
    bench = bench_of(ONE)
    bench.answer(ONE, {**AGREED, "moved": [{"item": "D", "to": 1, "reason": "The youngest wait"}]})
    issue = bench.view.said("ideas")[3].id
    weighed = [
        e.id for e in bench.view.said("s") if e.body["item"] == issue and "criterion" in e.body
    ]
    outside = replace(seen_by(bench, "donor"), adopted=dict.fromkeys([issue, *weighed], "donor"))
    (row,) = kinds.result(ONE, outside)
    assert (row["place"], row["moved_reason"]) == (1, None)
    assert row["why"].endswith("The room moved it to 1st.")


@pytest.mark.parametrize(
    ("ranks", "moved", "expected"),
    [
        ({"A": 1, "B": 2, "C": 2, "D": 4}, {}, {"A": 1, "B": 2, "C": 2, "D": 4}),
        ({"A": 1, "B": 2, "C": 2, "D": 4}, {"D": 1}, {"D": 1, "A": 2, "B": 3, "C": 3}),
        ({"A": 1, "B": 2, "C": 2, "D": 4}, {"D": 3}, {"A": 1, "B": 2, "D": 3, "C": 4}),
        ({"A": 1, "B": 2, "C": 3}, {"C": 1, "B": 1}, {"B": 1, "C": 2, "A": 3}),
        ({"A": 1, "B": 2, "X": None}, {"A": 2}, {"B": 1, "A": 2, "X": None}),
        ({"A": 1, "X": None}, {"X": 1}, {"A": 1, "X": None}),
        ({"A": 1, "B": 2}, {"A": 9}, {"B": 1, "A": 2}),
    ],
)
def test_the_others_keep_their_order_around_a_moved_one(
    ranks: Any, moved: Any, expected: Any
) -> None:
    assert places(ranks, moved) == expected


SCORES = {"urgency": {"A": 5, "B": 2}, "feasibility": {"A": 2, "B": 5}}


@pytest.mark.parametrize(
    ("weight", "first", "score"),
    [("equal", ["A", "B"], 3.5), ("first", ["A"], 4.0), ("second", ["B"], 4.0)],
)
def test_the_room_says_which_question_counts_more(
    weight: str, first: list[str], score: float
) -> None:
    bench = bench_of(WEIGHED)
    bench.answer(WEIGHED, {"weight": weight, **SCORES})
    rows = bench.result(WEIGHED)
    assert [row["text"] for row in rows if row["rank"] == 1] == first
    assert rows[0]["score"] == score


def test_the_weight_is_asked_for_once_and_kept_before_the_first_number() -> None:
    bench = bench_of(WEIGHED)
    bench.type_until(1, WEIGHED, "2")
    assert [dict(entry.body) for entry in bench.view.said("s")] == [{"weight": "2/3"}]
    bench.type(WEIGHED, "4", *looked_at(*("3\r",) * 8))
    assert len(bench.view.said("s")) == 9
    assert isinstance(kinds.blocks(WEIGHED, bench.view)[-1], Quadrant)


def test_what_the_room_may_not_read_is_weighed_by_its_number_and_stands_on_no_page() -> None:
    hidden = Step("ideas", "notes", "Dangers", share="organizer")
    step = replace(ONE, share="organizer", options={"from": "ideas", "criteria": [URGENT]})
    bench = Bench(hidden, step)
    bench.answer(hidden, ["Messages read"])
    with keyboard("4", "5\r") as stage:
        play_step(step, bench.view, stage, bench.record)
    assert "Messages read" not in str(stage.pages)
    assert "Number 1; it is read out, not shown." in str(stage.pages)
    assert texts(kinds.blocks(step, bench.view)) == "1 answer is kept and not shown here."
    assert [row["text"] for row in kinds.result(step, seen_by(bench, "organizer"))] == [
        "Messages read"
    ]
