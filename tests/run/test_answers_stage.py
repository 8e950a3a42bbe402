"""The stage of an answers file: nobody looks, nobody is led, and only what it says is answered."""

import pytest

from coalition_cli.blocks import Block
from coalition_cli.errors import Problem
from coalition_cli.run.answers_stage import AnswersStage
from coalition_cli.stage import Finished, Option, Question

WAYS = [Option("hand", "By hand"), Option("draw", "Draw")]


def a_stage(value: object) -> AnswersStage:
    return AnswersStage(value, "paper.toml: trial.s")


def as_typed(given: object) -> str:
    return str(given)


def test_no_page_and_no_advice_is_made_where_nobody_looks() -> None:
    def page() -> list[Block]:
        raise AssertionError("a page was drawn for a file")

    def advice() -> str:
        raise AssertionError("a file was advised")

    stage = a_stage(None)
    stage.show(page)
    stage.advise(advice)
    assert stage.said == []


def test_what_people_are_offered_first_is_not_what_a_file_says_with_nothing() -> None:
    stage = a_stage({"way": "draw"})
    assert stage.choose(None, "How?", WAYS, "hand", first="draw") == "hand"
    assert stage.choose(("way",), "How?", WAYS, "hand", first="hand") == "draw"
    assert stage.choose_many(None, "Which?", WAYS, (), first=("draw",)) == []
    with pytest.raises(Finished):
        stage.choose(("how",), "How?", WAYS, None, first="draw")


def test_a_file_says_in_its_own_words_what_people_pick() -> None:
    stage = a_stage(["Juba"])
    question = Question((0,), "Which one?", as_typed, repeats=True)
    assert stage.pick(question, [("Goma", "1 · Goma")]) == "Juba"
    with pytest.raises(Finished):
        stage.pick(Question((1,), "Which one?", as_typed, repeats=True), [("Goma", "1 · Goma")])


def test_a_file_has_an_order_of_its_own() -> None:
    assert a_stage(["Juba"]).next_of(["Goma"], lambda: "Juba") == "Juba"


def test_what_a_file_says_nothing_of_cannot_be_answered_and_looking_uses_nothing_up() -> None:
    stage = a_stage({"Kazi": {"yes": 3}})
    assert stage.can_answer(("Kazi", "no"), ("Kazi", "yes"))
    assert not stage.can_answer(("Kazi", "no"), ("Rest", "yes"))
    with pytest.raises(Problem, match=r"trial\.s\.Kazi\.yes: nothing in this step"):
        stage.check_used()


def test_a_question_without_an_end_ends_unless_it_says_what_holds() -> None:
    with pytest.raises(Finished):
        a_stage(None).ask(Question(None, "Who?", as_typed, repeats=True))
    assert a_stage(None).ask(Question(None, "Who?", as_typed, default="", repeats=True)) == ""
