"""Two names for one who leads: the first leads and the others help, if the room says so."""

import pytest

from coalition_cli.errors import Problem
from coalition_cli.model.exercise import Step
from tests.support.calling import ENTER, House, entries_of
from tests.support.playing import Bench

PLAN = Step("actions", "plan", "Actions")
EXERCISE = """
id = "call"
title = "Call"
purpose = "Somebody calls."
language = "en"
minutes = { min = 3, usual = 5, max = 15 }
intensity = "low"

[[steps]]
id = "actions"
kind = "plan"
title = "Actions"
minutes = 5
share = "participants"
"""
PEOPLE = ("Amina", "Grace", "Salt and Light")


@pytest.mark.parametrize("joined", ["and", "na", "et", "y", "e", "и", "&"])
def test_a_file_that_names_two_gives_an_owner_and_a_helper_and_says_so(joined) -> None:
    bench = Bench(PLAN, people=PEOPLE)
    stage = bench.answer(PLAN, [{"what": "Call", "who": f"amina {joined} grace", "by_when": ""}])
    (row,) = bench.view.said("actions")
    assert (bench.workshop.name_of(row.body["who"]), row.body["helper"]) == ("Amina", "Grace")
    assert row.body["confirmed"] is True
    assert "Amina leads, Grace helps." in stage.said


@pytest.mark.parametrize(
    ("row", "refused"),
    [
        ({"who": "Amina and Grase"}, r"[1].who: \"Grase\" is nobody here: .*Did you mean Grace"),
        ({"who": "Amima, Grace"}, r"[1].who: \"Amima\" is nobody here: .*Did you mean Amina"),
        (
            {"who": "Amina and Grace", "helper": "Salt and Light"},
            '"Amina and Grace" is nobody here',
        ),
        ({"who": "Amina and Grace", "helpr": "Grace"}, "helpr: nothing in this step"),
    ],
)
def test_what_is_no_pair_of_people_here_is_refused(row, refused) -> None:
    bench = Bench(PLAN, people=PEOPLE)
    with pytest.raises(Problem, match=refused.replace("[", r"\[").replace("]", r"\]")):
        bench.answer(PLAN, [{"what": "Call", **row}])


def test_a_known_name_with_such_a_word_in_it_leads_alone() -> None:
    bench = Bench(PLAN, people=PEOPLE)
    stage = bench.answer(PLAN, [{"what": "Call", "who": "Salt and Light"}])
    (row,) = bench.view.said("actions")
    assert bench.workshop.name_of(row.body["who"]) == "Salt and Light"
    assert row.body["helper"] == ""
    assert stage.said == []


def test_a_plan_without_helpers_asks_for_one_person() -> None:
    columns = [{"id": "what", "title": "What"}, {"id": "who", "title": "Who", "type": "person"}]
    step = Step("roles", "plan", "Roles", options={"columns": columns})
    with pytest.raises(Problem, match='"Amina and Grace" is nobody here'):
        Bench(step, people=PEOPLE).answer(step, [{"what": "Key", "who": "Amina and Grace"}])


def test_whoever_says_no_is_asked_again_who_leads() -> None:
    bench = Bench(PLAN, people=PEOPLE)
    keys = ("Call\r", "Amina and Grace\r", "2", "Grace\r", "1", "Amina\r", *["\r"] * 5)
    bench.type(PLAN, *keys)
    (row,) = bench.view.said("actions")
    assert (bench.workshop.name_of(row.body["who"]), row.body["helper"]) == ("Grace", "Amina")


def test_one_who_has_not_said_yes_leaves_it_open_and_the_helper_stays() -> None:
    bench = Bench(PLAN, people=PEOPLE)
    bench.type(PLAN, "Call\r", "Amina and Grace\r", "1", "2", *["\r"] * 5)
    (row,) = bench.view.said("actions")
    assert (row.body["who"], row.body["helper"]) == ("", "Grace")


@pytest.mark.parametrize("plain", [[], ["--plain"]])
def test_at_a_prompt_enter_takes_the_first_as_owner_and_the_second_as_helper(
    umoja: House, plain
) -> None:
    umoja.people("Amina", "Grace")
    folder = umoja.folder / "own"
    folder.mkdir()
    (folder / "call.toml").write_text(EXERCISE)
    seat = umoja.at_terminal(*plain, "--exercises", folder, "call", height=40)
    seat.talk(("Begin", ENTER), ("Action 1", "Call" + ENTER))
    seat.talk(("Who leads?", "amina, grace" + ENTER))
    seat.talk(("Amina leads, Grace helps?", ENTER), ("Did Amina say yes?", ENTER))
    seat.see("By when?")
    assert "Amina leads, Grace helps." in seat.text
    seat.kill()
    amina = entries_of(umoja.workshop)[0]["id"]
    body = entries_of(umoja.workshop)[-1]["body"]
    assert (body["who"], body["helper"], body["confirmed"]) == (amina, "Grace", True)


def test_the_same_file_twice_is_nothing_new(umoja: House) -> None:
    answers = {
        "people": ["Amina", "Grace"],
        "action-plan": {"actions": [{"what": "Call", "who": "Amina na Grace"}]},
    }
    first = umoja.play("action-plan", answers)
    assert first.status == 0, first
    assert "Amina leads, Grace helps." in first.err
    second = umoja.play("action-plan", answers)
    assert (second.status, second.out) == (0, "")
    (action,) = umoja.summary()["actions"]
    assert (action["who"], action["helper"]) == ("Amina", "Grace")
