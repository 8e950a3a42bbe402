"""Votes line by line, by groups, by hands, and under a line that the room set itself."""

from dataclasses import replace
from typing import Any

import pytest

from coalition_cli import kinds
from coalition_cli.blocks import Bars, Bullets
from coalition_cli.errors import Problem
from coalition_cli.methods.voting import turnout
from coalition_cli.model.entry import Fact
from coalition_cli.model.exercise import Step
from tests.kinds.kind_rooms import ONE, SOURCE, a_bench, seen_by, texts
from tests.support.playing import DOWN, ENTER, Bench

EACH = Step(
    "s",
    "decide",
    "Decide",
    prompt="Keep it?",
    options={"about": "ideas", "each": True, "scale": "yes-no"},
)
BY_GROUP = Step("s", "decide", "Decide", options={"voters": "group"})


def told(bench: Bench, audience: Any = "participants") -> list[str]:
    shown = kinds.blocks(bench.view.step("s"), seen_by(bench, audience))
    return [
        words
        for block in shown
        if isinstance(block, Bullets)
        for item in block.items
        for words in (item.text, *(below.text for below in item.below))
    ]


def test_a_line_that_a_file_leaves_out_is_not_voted_on_and_the_room_reads_so() -> None:
    bench = a_bench(EACH)
    bench.answer(EACH, {"2": {"yes": 3}})
    assert [row["item"] for row in bench.result(EACH)] == ["Жильё"]
    assert "2 lines are not voted on yet." in texts(kinds.blocks(EACH, bench.view))
    bench.type(EACH, "1\r", ENTER, ENTER, ENTER, ENTER, ENTER)
    assert [(row["item"], row["outcome"]) for row in bench.result(EACH)] == [
        ("Kazi", "agreed"),
        ("Жильё", "agreed"),
        ("Mikopo midogo", "nobody-voted"),
    ]


def test_one_line_is_voted_on_again_and_the_count_before_is_kept() -> None:
    bench = a_bench(EACH)
    bench.answer(EACH, {"1": {"yes": 3}, "2": {"no": 3}, "3": {"yes": 3}})
    bench.type(EACH, "2\r", "3\r", ENTER, ENTER, ENTER)
    second = bench.result(EACH)[1]
    assert (second["outcome"], second["rounds"], len(bench.view.said("s"))) == ("agreed", 2, 4)


def test_each_line_adopts_itself_and_no_other() -> None:
    bench = a_bench(EACH)
    bench.answer(EACH, {"1": {"yes": 3}, "2": {"no": 3}})
    first, second, _third = bench.view.said("ideas")
    assert [row["adopts"] for row in bench.result(EACH)] == [[first.id], [second.id]]


def test_people_outside_read_how_many_lines_were_adopted_and_only_those_that_are_theirs() -> None:
    bench = Bench(SOURCE, replace(EACH, share="donor"))
    first, _second = bench.say("ideas", "Kazi", "Secret rule")
    bench.answer(
        bench.view.step("s"), {"1": {"yes": 2, "no": 1, "concerns": ["Worry"]}, "2": {"yes": 3}}
    )
    assert told(bench, "donor") == []
    assert texts(kinds.blocks(bench.view.step("s"), seen_by(bench, "donor"))) == "Adopted: 1 of 2."
    outside = replace(seen_by(bench, "donor"), adopted={first.id: "donor"})
    rows = kinds.result(bench.view.step("s"), outside)
    assert [(row["item"], row["counts"], row["why"], row["concerns"]) for row in rows] == [
        ("Kazi", None, None, []),
        (None, None, None, []),
    ]
    assert "Secret" not in str(rows)


def test_a_line_that_was_withdrawn_is_in_no_result() -> None:
    bench = a_bench(EACH)
    bench.answer(EACH, {"1": {"yes": 3}, "2": {"yes": 3}})
    line = bench.view.said("ideas")[0]
    bench.record(Fact({}, op="withdraw", ref=line.id), line.place, "participants")
    assert "Kazi" not in str(bench.result(EACH)) + str(told(bench))


def test_there_is_nothing_to_vote_on_before_anything_was_said() -> None:
    bench = Bench(SOURCE, EACH)
    bench.type(EACH, ENTER)
    assert bench.result(EACH) is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"Kazy": {"yes": 3}}, "trial.s.Kazy"),
        ({"Kazi": {"yes": 3, "maybe": 1}}, "trial.s.Kazi.maybe"),
        ({"Kazi": {"yes": "all"}}, "trial.s.Kazi.yes"),
    ],
)
def test_a_vote_that_cannot_be_is_refused_by_its_key(given: Any, said: str) -> None:
    with pytest.raises(Problem) as problem:
        a_bench(EACH).answer(EACH, given)
    assert said in problem.value.sentence


def test_groups_are_counted_against_groups_and_never_against_people() -> None:
    bench = a_bench(BY_GROUP)
    bench.answer(BY_GROUP, {"levels": {"Blue": 4}})
    found = bench.result(BY_GROUP)
    assert (found["present"], found["voices"], found["counts"]["4"]) == (2, {"Blue": "4"}, 1)
    shown = texts(kinds.blocks(BY_GROUP, bench.view))
    assert "1 of 2 groups were heard; each has one voice." in shown
    assert "people were present" not in shown


def test_a_level_alone_is_that_of_the_group_that_waits_and_names_may_hold_spaces() -> None:
    bench = a_bench(BY_GROUP)
    bench.type(BY_GROUP, ENTER, "4\r", "Women of the hill: 3\r", "pass\r", ENTER)
    assert bench.result(BY_GROUP)["voices"] == {
        "Blue": "4",
        "Women of the hill": "3",
        "Red": "pass",
    }


@pytest.mark.parametrize("levels", [{"Blue": 6}, {"Blue": True}, {"Blue": "yes"}, {"Blue": None}])
def test_a_level_off_the_scale_is_refused(levels: Any) -> None:
    with pytest.raises(Problem, match=r"trial\.s\.levels.*is no level here"):
        a_bench(BY_GROUP).answer(BY_GROUP, {"scale": "gradient", "levels": levels})


def test_people_outside_read_no_group_s_level() -> None:
    bench = a_bench(replace(BY_GROUP, share="donor"))
    bench.answer(bench.view.step("s"), {"levels": {"Blue": 5, "Red": 5}})
    outside = kinds.result(bench.view.step("s"), seen_by(bench, "donor"))
    assert "Blue" not in str(outside) + str(
        kinds.blocks(bench.view.step("s"), seen_by(bench, "donor"))
    )


@pytest.mark.parametrize(
    ("needed", "outcome"),
    [
        ("half", "agreed-concerns-heard"),
        ("two-thirds", "agreed-concerns-heard"),
        ("three-quarters", "not-agreed"),
        ("all", "not-agreed"),
        (None, "not-agreed"),
    ],
)
def test_the_room_sets_its_own_line_before_it_counts(needed: str | None, outcome: str) -> None:
    step = Step("s", "decide", "Decide", options={"ask_needed": True})
    bench = Bench(step)
    told = {"needed": needed} if needed else {}
    bench.answer(step, {**told, "5": 2, "2": 1, "concerns": ["Who pays?"]})
    assert bench.result(step)["outcome"] == outcome


def test_the_line_is_asked_for_once_and_before_any_hand() -> None:
    step = Step("s", "decide", "Decide", options={"ask_needed": True})
    bench = Bench(step)
    bench.type_until(1, step, ENTER, "1")
    assert (bench.view.said("s")[0].body["needed"], bench.view.said("s")[0].body["counts"]) == (
        "1/2",
        {},
    )
    bench.type(step, *("1\r",) * 3, *(ENTER,) * 4)
    assert bench.result(step)["needed"] == "1/2"


def test_nobody_is_counted_for_a_statement_that_was_never_worded() -> None:
    draft = Step("line", "draft", "Our line")
    vote = Step("v", "decide", "Vote", options={"about": "line", "scale": "yes-no"})
    bench = Bench(draft, vote)
    bench.type(vote, ENTER)
    assert bench.view.said("v") == []
    bench.answer(draft, "Every woman has a door.")
    bench.type(vote, ENTER, "3\r", ENTER, ENTER)
    assert bench.result(vote)["counts"] == {"yes": 3, "no": 0}


def test_the_room_says_which_issues_belong_to_its_agenda() -> None:
    vote = Step(
        "v", "decide", "Vote", options={"about": "s", "top": 2, "choose": True, "scale": "yes-no"}
    )
    by_file, by_keys = Bench(SOURCE, ONE, vote), Bench(SOURCE, ONE, vote)
    for bench in (by_file, by_keys):
        bench.say("ideas", "A", "B", "C")
        bench.answer(ONE, {"urgency": {"A": 5, "B": 4, "C": 3}})
    by_file.answer(vote, {"yes": 3, "agenda": ["A", "C"]})
    by_keys.type(vote, ENTER, DOWN + " " + DOWN + " " + ENTER, "3\r", ENTER, ENTER)
    for bench in (by_file, by_keys):
        names = {entry.id: entry.text for entry in bench.view.said("ideas")}
        assert [names[item] for item in bench.result(vote)["adopts"]] == ["A", "C"]


def test_hands_stand_as_bars_the_most_first() -> None:
    step = Step("s", "decide", "Hands", options={"about": "ideas", "each": True, "scale": "hands"})
    bench = a_bench(step)
    bench.answer(step, {"1": {"hands": 1}, "3": {"hands": 3}})
    (bars,) = kinds.blocks(step, bench.view)
    assert isinstance(bars, Bars)
    assert [(bar.label, bar.words) for bar in bars.bars] == [
        ("Mikopo midogo", "3 hands"),
        ("Kazi", "1 hand"),
    ]


@pytest.mark.parametrize(
    ("about", "adopted"),
    [
        (Step("about", "themes", "Themes", options={"from": "ideas"}), ["Work"]),
        (Step("about", "circle", "Circle"), ["A word"]),
        (SOURCE, ["Kazi", "Жильё", "Mikopo midogo"]),
    ],
    ids=["themes", "circle", "notes"],
)
def test_lines_of_every_kind_may_be_decided_on(about: Step, adopted: list[str]) -> None:
    vote = Step("v", "decide", "Vote", options={"about": about.id, "scale": "yes-no"})
    bench = Bench(SOURCE, *([about] if about is not SOURCE else []), vote)
    bench.say("ideas", "Kazi", "Жильё", "Mikopo midogo")
    if about.kind == "themes":
        bench.answer(about, {"Work": [1, 3]})
    if about.kind == "circle":
        bench.answer(about, [{"by": "Amina", "text": "A word"}, {"by": "Baraka", "passed": True}])
    bench.answer(vote, {"yes": 3})
    names = {item.id: item.text for item in kinds.items(about.id, bench.view)}
    assert [names[item] for item in bench.result(vote)["adopts"]] == adopted


@pytest.mark.parametrize(
    ("counted", "present", "by_group", "said"),
    [
        (3, 3, False, ""),
        (3, 0, False, ""),
        (2, 6, False, "2 were counted; 6 people were present."),
        (2, 6, True, "2 of 6 groups were heard; each has one voice."),
    ],
)
def test_who_was_counted_is_said_only_where_it_differs(
    counted: int, present: int, by_group: bool, said: str
) -> None:
    assert turnout(counted, present, by_group) == said
