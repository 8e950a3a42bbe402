"""Weighing at its edges: ties, blanks, mixed ways, late changes, more hands than people."""

from dataclasses import replace
from typing import Any

import pytest

from coalition_cli import kinds
from coalition_cli.blocks import Quadrant, Table
from coalition_cli.errors import Problem
from coalition_cli.model.entry import Fact
from coalition_cli.model.exercise import Step
from tests.kinds.kind_rooms import FEASIBLE, ONE, URGENT, texts, with_issues
from tests.support.changing import fix
from tests.support.playing import ENTER, Bench

BOTH = Step("s", "score", "Score", options={"from": "ideas", "criteria": [URGENT, FEASIBLE]})


def places(bench: Bench, step: Step) -> list[tuple[str, int | None, bool]]:
    return [(row["text"], row["rank"], row["tied"]) for row in bench.result(step)]


def test_equal_scores_share_a_place_in_the_order_in_which_the_room_named_them() -> None:
    bench = with_issues(ONE, "Zebra", "Ant", "Yak", "Bee")
    bench.answer(ONE, {"urgency": {"Zebra": 2, "Ant": 4, "Yak": 2, "Bee": 1}})
    assert places(bench, ONE) == [
        ("Ant", 1, False),
        ("Zebra", 2, True),
        ("Yak", 2, True),
        ("Bee", 4, False),
    ]


def test_why_a_hundred_are_level_takes_no_more_room_each_than_why_ten_are() -> None:
    def longest(count: int) -> int:
        names = [f"Issue {at:03}" for at in range(count)]
        bench = with_issues(ONE, *names)
        bench.answer(ONE, {"urgency": dict.fromkeys(names, 4)})
        found = [row["why"] for row in bench.result(ONE)]
        assert len(found) == count
        for name, why in zip(names, found, strict=True):
            assert f"{name} is tied for 1st with" in why
            assert f" and {count - 4} more: " in why
            assert why.count(name) == 1
        return max(map(len, found))

    assert longest(100) == longest(10) + 1


def test_a_room_may_answer_each_item_in_another_way() -> None:
    bench = with_issues(ONE, "Hands", "People", "Groups", "Agreed")
    given = {
        "Hands": {"5": 2, "4": 1},
        "People": [4, 4, 5],
        "Groups": {"Blue": 3, "Red": 4},
        "Agreed": 2,
    }
    bench.answer(ONE, {"urgency": given})
    assert [(row["text"], row["score"]) for row in bench.result(ONE)] == [
        ("Hands", 4.6667),
        ("People", 4.3333),
        ("Groups", 3.5),
        ("Agreed", 2.0),
    ]
    assert [entry.body["way"] for entry in bench.view.said("s")] == [
        "hands",
        "people",
        "groups",
        "agreed",
    ]


def test_fewer_than_half_of_those_who_answered_have_no_place_and_stand_last() -> None:
    bench = with_issues(ONE, "Few", "Many", people=5)
    bench.answer(ONE, {"urgency": {"Few": [5, 5], "Many": [1, 1, 1, 1, 2]}})
    assert places(bench, ONE) == [("Many", 1, False), ("Few", None, False)]


def test_a_weight_moves_the_order() -> None:
    first = Step("s", "score", "Score", options={**BOTH.options, "weight": 0.75})
    for step, expected in ((BOTH, ["Calm", "Urgent"]), (first, ["Urgent", "Calm"])):
        bench = with_issues(step, "Urgent", "Calm")
        bench.answer(step, {"urgency": {"1": 5, "2": 3}, "feasibility": {"1": 1, "2": 4}})
        assert [row["text"] for row in bench.result(step)] == expected


def test_weighing_again_counts_the_newest_and_keeps_the_one_before() -> None:
    bench = with_issues(ONE, "Work", "Home")
    bench.type(ONE, "4", "5\r", ENTER, "2\r")
    bench.type(ONE, "1\r", "4", "1\r", ENTER)
    assert places(bench, ONE) == [("Home", 1, False), ("Work", 2, False)]
    assert [entry.body["counts"] for entry in bench.view.said("s")] == [
        {"5": 1},
        {"2": 1},
        {"1": 1},
    ]


def test_the_next_number_typed_while_the_room_still_looks_stands_in_its_own_prompt() -> None:
    bench = with_issues(ONE, "Work", "Home")
    bench.type(ONE, "4", "5\r", "2\r", ENTER)
    assert [entry.body["counts"] for entry in bench.view.said("s")] == [{"5": 1}, {"2": 1}]


def test_answers_three_apart_are_talked_about_first() -> None:
    bench = with_issues(ONE, "Apart", "Near")
    bench.answer(ONE, {"urgency": {"Apart": [5, 2, 4], "Near": [3, 2, 1]}})
    assert [(row["text"], row["contested"]) for row in bench.result(ONE)] == [
        ("Apart", True),
        ("Near", False),
    ]
    (table,) = (block for block in kinds.blocks(ONE, bench.view) if isinstance(block, Table))
    assert [row[-1] for row in table.rows] == ["talk first", ""]


def test_more_hands_than_people_are_asked_about_and_both_numbers_stay() -> None:
    bench = with_issues(ONE, "Work", people=25)
    bench.type(ONE, "1", "20 7 0 0 0\r", "2", "20 7 0 0 0\r", "1")
    assert "Work, Urgency: 27 answers were counted; 25 people were present." in texts(
        kinds.blocks(ONE, bench.view)
    )
    bench.type(ONE, "1\r", "1", "20 5 0 0 0\r", ENTER)
    assert "were counted" not in texts(kinds.blocks(ONE, bench.view))


def test_an_issue_withdrawn_after_it_was_weighed_leaves_no_word_and_no_place() -> None:
    bench = with_issues(ONE, "Secret", "Work")
    bench.answer(ONE, {"urgency": {"Secret": 5, "Work": 4}})
    secret = bench.view.said("ideas")[0]
    bench.record(Fact({}, op="withdraw", ref=secret.id), secret.place, "participants")
    assert places(bench, ONE) == [("Work", 1, False)]
    assert "Secret" not in str(bench.result(ONE))


def test_an_issue_mended_after_it_was_weighed_keeps_its_place() -> None:
    bench = with_issues(ONE, "Wrok", "Home")
    bench.answer(ONE, {"urgency": {"Wrok": 5, "Home": 4}})
    fix(bench.view.said("ideas")[0], "Work", bench.record)
    assert places(bench, ONE) == [("Work", 1, False), ("Home", 2, False)]


def test_the_first_three_stand_for_a_range_of_weights_never_where_a_tie_crosses_the_line() -> None:
    bench = with_issues(BOTH, "A", "B", "C", "D")
    numbers = {"A": (5, 4), "B": (4, 4), "C": (4, 3), "D": (1, 5)}
    answers = {
        "urgency": {name: u for name, (u, _f) in numbers.items()},
        "feasibility": {name: f for name, (_u, f) in numbers.items()},
    }
    bench.answer(BOTH, answers)
    # C and D score the same where 4w + 3(1-w) = w + 5(1-w), at two fifths.
    remark = "The first 3 stay the first whatever “Urgency” weighs, from 40 % to 100 %."
    assert remark in texts(kinds.blocks(BOTH, bench.view))
    level = with_issues(BOTH, "A", "B", "C", "D")
    level.answer(
        BOTH, {criterion: dict.fromkeys(numbers, 3) for criterion in ("urgency", "feasibility")}
    )
    assert "stay the first" not in texts(kinds.blocks(BOTH, level.view))


def test_the_table_stands_last_where_a_full_screen_still_shows_it() -> None:
    bench = with_issues(BOTH, "A", "B")
    bench.answer(BOTH, {"urgency": {"A": 5, "B": 5}, "feasibility": {"A": 4, "B": 4}})
    picture = kinds.blocks(BOTH, bench.view)[-1]
    assert isinstance(picture, Quadrant)
    assert [(row[0], row[-1]) for row in picture.numbers.rows] == [
        ("1=", "tied, do first"),
        ("1=", "tied, do first"),
    ]


def test_donors_find_the_places_of_the_whole_room_and_no_count_of_hands() -> None:
    bench = with_issues(ONE, "A", "B", "C")
    bench.answer(ONE, {"urgency": {"A": [5, 4, 5], "B": [3, 3, 3], "C": [3, 3, 3]}})
    b, _c = bench.view.said("ideas")[1:]
    weighed = next(entry.id for entry in bench.view.said("s") if entry.body["item"] == b.id)
    donor = replace(bench.view, audience="donor", adopted={b.id: "donor", weighed: "donor"})
    (row,) = kinds.result(ONE, donor)
    assert (row["text"], row["rank"], row["tied"], row["criteria"]["urgency"]["counts"]) == (
        "B",
        2,
        True,
        {},
    )
    assert row["why"] == "B is tied for 2nd: urgency 3.0, from all 3 people."


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"urgency": {"A": {"Zora": 4}}},
            'urgency.A.Zora: "Zora" is nobody and no group here: ',
        ),
        ({"urgency": {"A": {"P0": 4, "p0": 3}}}, "urgency.A.p0: p0 stands here twice."),
        (
            {"urgency": {"A": 6}},
            "urgency.A: 6 is outside the scale: expected whole numbers from 1 to 5.",
        ),
        ({"urgency": {"A": {"6": 1}}}, "urgency.A.6: 6 is outside the scale"),
        ({"urgency": {"A": {"5": -1}}}, "urgency.A.5: Expected a whole number such as 12, not -1."),
        ({"urgency": {"A": True}}, "urgency.A: True is outside the scale"),
        ({"urgency": {"A": [4, None]}}, "urgency.A[2]: None is outside the scale"),
        ({"urgency": {"Z": 4}}, "urgency.Z: nothing in this step goes by that name."),
        ({"beauty": {"A": 4}}, "beauty: nothing in this step goes by that name."),
        ({"urgency": {"A": 4, "1": 4}}, "urgency.1: nothing in this step goes by that name."),
    ],
)
def test_a_weighing_that_cannot_be_is_refused_by_its_key(given: Any, said: str) -> None:
    bench = with_issues(ONE, "A")
    with pytest.raises(Problem) as problem:
        bench.answer(ONE, given)
    assert problem.value.sentence.startswith(f"paper.toml: trial.s.{said}")


def test_numbers_may_stand_as_text() -> None:
    bench = with_issues(ONE, "A", "B", "C")
    bench.answer(ONE, {"urgency": {"A": "5", "2": ["4", "3"], "3": {"5": "2", " 4 ": 1}}})
    assert [(row["text"], row["score"]) for row in bench.result(ONE)] == [
        ("A", 5.0),
        ("C", 4.6667),
        ("B", 3.5),
    ]


def test_where_nothing_was_named_there_is_nothing_to_weigh_and_the_room_reads_so() -> None:
    bench = with_issues(ONE)
    bench.type(ONE, ENTER)
    assert bench.result(ONE) is None


def test_one_count_that_is_too_high_takes_no_place_from_the_other_issues() -> None:
    bench = with_issues(ONE, "Kazi", "Жильё")
    bench.answer(ONE, {"urgency": {"Kazi": {"5": 45}, "Жильё": {"4": 3}}})
    assert places(bench, ONE) == [("Kazi", 1, False), ("Жильё", 2, False)]
    assert {row["voters"] for row in bench.result(ONE)} == {3}
