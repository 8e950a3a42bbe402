"""Deciding and planning at their edges: blocks, concerns, ties across the line, people who left."""

from dataclasses import replace
from typing import Any

import pytest

from coalition_cli import kinds
from coalition_cli.blocks import Actions
from coalition_cli.errors import Problem
from coalition_cli.model.entry import PEOPLE, Fact
from coalition_cli.model.exercise import Step
from tests.kinds.kind_rooms import ONE, SOURCE, URGENT, a_bench, seen_by, texts
from tests.support.playing import ENTER, Bench

FINGERS = Step("s", "decide", "Decide")


@pytest.mark.parametrize(
    ("counts", "concerns", "outcome"),
    [
        ({"5": 10}, [], "agreed"),
        ({"5": 4, "2": 1}, [], "not-agreed"),
        ({"5": 4, "2": 1}, ["Who pays?"], "agreed-concerns-heard"),
        ({"5": 4, "1": 1, "2": 1}, ["Who pays?", "When?"], "not-agreed"),
        ({"5": 9, "0": 1}, ["It puts my sister in danger"], "not-agreed"),
        ({}, [], "nobody-voted"),
        ({"pass": 3}, [], "nobody-voted"),
    ],
)
def test_the_verdict_follows_the_hands_and_the_concerns_heard(
    counts: Any, concerns: Any, outcome: str
) -> None:
    bench = Bench(FINGERS, people=())
    bench.answer(FINGERS, {**counts, **({"concerns": concerns} if concerns else {})})
    found = bench.result(FINGERS)
    assert (found["outcome"], found["concerns"]) == (outcome, concerns)


def test_a_concern_that_no_hand_showed_is_refused() -> None:
    with pytest.raises(Problem, match=r"trial\.s\.concerns: nothing in this step"):
        Bench(FINGERS).answer(FINGERS, {"5": 3, "concerns": ["Who pays?"]})


def test_each_further_concern_is_asked_for_with_how_many_are_still_unheard() -> None:
    yes_no = Step("s", "decide", "Decide", options={"scale": "yes-no"})
    bench = Bench(yes_no)
    stage = bench.run(ENTER, "1\r", "2\r", ENTER, "Who?\r", "When?\r", ENTER, "1")
    assert stage.asked[4:7] == [
        "2 have concerns. One of them",
        "1 has a concern. What is it?",
        "Another concern? Enter: all were heard.",
    ]


def test_donors_read_that_it_was_adopted_and_no_count_and_no_concern() -> None:
    bench = Bench(Step("s", "decide", "Decide", share="donor"), people=())
    step = bench.view.step("s")
    bench.answer(step, {"5": 40, "2": 1, "concerns": ["It puts my sister in danger"]})
    found = kinds.result(step, seen_by(bench, "donor"))
    assert (found["adopted"], found["counts"], found["passed"], found["why"]) == (
        True,
        None,
        None,
        None,
    )
    assert "sister" not in str(found)
    assert texts(kinds.blocks(step, seen_by(bench, "donor"))) == "Adopted by the group."


@pytest.mark.parametrize(
    ("key", "adopted"),
    [("1", ["A", "B", "C", "D"]), ("2", ["A", "B"])],
    ids=["all of the tied", "those above"],
)
def test_a_tie_across_the_line_is_put_to_the_room(key: str, adopted: list[str]) -> None:
    vote = Step("v", "decide", "Vote", options={"about": "s", "top": 3, "scale": "yes-no"})
    bench = Bench(SOURCE, ONE, vote)
    bench.say("ideas", "A", "B", "C", "D")
    bench.answer(ONE, {"urgency": {"A": 5, "B": 4, "C": 3, "D": 3}})
    bench.type(vote, ENTER, key, "3\r", ENTER, ENTER)
    names = {entry.id: entry.text for entry in bench.view.said("ideas")}
    assert [names[item] for item in bench.result(vote)["adopts"]] == adopted


PLAN = Step("s", "plan", "Plan", options={"from": "ideas"})


def plan_of(*actions: dict[str, Any]) -> Bench:
    bench = a_bench(PLAN)
    bench.answer(PLAN, list(actions))
    return bench


def leave(bench: Bench, name: str) -> None:
    person = next(entry for entry in bench.workshop.standing(PEOPLE) if entry.text == name)
    bench.record(
        Fact({**person.body, "present": False}, op="edit", ref=person.id), PEOPLE, "organizer"
    )


def test_nobody_leads_without_a_yes_of_her_own() -> None:
    bench = a_bench(PLAN)
    bench.type(PLAN, "1\r", "Amina\r", "2", "\r", "\r", "\r", "\r", "\r", ENTER)
    (action,) = bench.result(PLAN)
    assert (action["what"], action["who"]) == ("Kazi", None)
    assert bench.view.said("s")[0].body["confirmed"] is False


def test_whoever_left_cannot_be_given_an_action() -> None:
    bench = a_bench(PLAN)
    leave(bench, "Amina")
    with pytest.raises(Problem, match=r"trial\.s\[1\]\.who: Amina is not in the room now"):
        bench.answer(PLAN, [{"what": "Call", "who": "Amina"}])


def test_a_third_action_for_one_person_is_asked_about() -> None:
    bench = plan_of({"what": "One", "who": "Amina"}, {"what": "Two", "who": "Amina"})
    assert bench.answer(PLAN, [{"what": "Three", "who": "Amina"}]).said[0] == (
        "Amina leads 2 actions already. Is that too much?"
    )


@pytest.mark.parametrize("when", ["1 Nov 2024", "2024-11-11"])
def test_a_day_that_is_over_is_refused(when: str) -> None:
    with pytest.raises(Problem, match=r"trial\.s\[1\]\.by_when: .* is before today"):
        plan_of({"what": "Call", "by_when": when})


def test_a_day_may_stand_in_toml_without_quotes() -> None:
    import tomllib

    given = tomllib.loads(
        'plan = [{ what = "Call", by_when = 2024-12-12 },'
        ' { what = "Go", by_when = 2024-12-13T10:00:00 }]'
    )
    assert [row["by_when"] for row in plan_of(*given["plan"]).result(PLAN)] == [
        "2024-12-12",
        "2024-12-13",
    ]


def test_a_field_left_empty_stays_open() -> None:
    bench = plan_of({"what": "Call"})
    (cards,) = kinds.blocks(PLAN, bench.view)
    assert isinstance(cards, Actions)
    assert (cards.actions[0].who, cards.actions[0].by_when) == ("", "")


def test_an_idea_may_be_named_by_its_number_and_only_by_one_that_is_there() -> None:
    assert plan_of({"what": "3"}).result(PLAN)[0]["what"] == "Mikopo midogo"
    with pytest.raises(Problem, match='"9" is no number and no words here'):
        plan_of({"what": "9"})


def test_who_withdrew_her_name_leaves_no_number_in_its_place() -> None:
    bench = plan_of({"what": "Call", "who": "Amina"})
    amina = bench.workshop.person_named("Amina")
    assert amina
    bench.record(Fact({}, op="withdraw", ref=amina.id), PEOPLE, "organizer")
    assert bench.result(PLAN)[0]["who"] is None


def test_an_action_serves_an_issue_of_the_newest_ranking_that_holds_one() -> None:
    plan = Step("s", "plan", "Plan", options={"agenda": "ranking.scores"})
    issues = Step("issues", "notes", "Issues")
    scores = Step("scores", "score", "Scores", options={"from": "issues", "criteria": [URGENT]})
    ranking = Bench(issues, scores)
    exercise = replace(ranking.view.exercise, id="ranking")
    for run, issue in ((1, "Old"), (2, "New")):
        ranking.view = replace(ranking.view, exercise=exercise, run=run)
        ranking.say("issues", issue)
        ranking.answer(scores, {"urgency": {issue: 4}})
    began = replace(ranking.view, run=3)
    ranking.record(Fact({"began": True}), began.place(), "participants")
    home = Bench(plan)
    ranking.view = replace(home.view, workshop=ranking.workshop, exercises={exercise.id: exercise})
    ranking.type(plan, "Call\r", "1", "\r", "\r", "\r", "\r", "\r", "\r", ENTER)
    assert ranking.result(plan)[0]["agenda"] == "New"
