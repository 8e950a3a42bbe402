"""A step that would put lines together is passed by where there are not two of them."""

from pathlib import Path

import pytest

from coalition_cli import kinds
from coalition_cli.errors import Problem
from coalition_cli.model.entry import Fact, Place
from coalition_cli.model.exercise import Step
from coalition_cli.model.progress import open_step
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.answers import play_answers
from coalition_cli.run.engine import reopen
from tests.run.test_engine import said_on
from tests.support.playing import CTRL_C, ENTER, F6, HEAD, Bench

IDEAS = Step("ideas", "notes", "Ideas", prompt="What do you see?")
THEMES = Step("themes", "themes", "What belongs together", options={"from": "ideas"})
AFTER = Step("after", "notes", "Questions", prompt="What do we ask?")
TOLD = "Passed by, since there is nothing to put together: What belongs together. Back leads there."
ON = "1"


@pytest.mark.parametrize("lines", [[], ["a house\r"]], ids=["none", "one"])
def test_where_there_is_nothing_to_put_together_one_sentence_says_so_and_the_room_goes_on(
    lines: list[str],
) -> None:
    bench = Bench(IDEAS, THEMES, AFTER)
    stage = bench.run(*lines, ENTER, ON, "Who?\r", ENTER, ON)
    assert stage.asked == ["Next line"] * len(lines) + [
        "Next line",
        "What now?",
        "Next line",
        "Next line",
        "What now?",
    ]
    assert TOLD in said_on(stage.pages[len(lines) + 2])
    closing = bench.workshop.closing(bench.view.place("themes"))
    assert closing
    assert closing.body == {"skipped": True}
    assert bench.workshop.is_done(bench.view.place())


def test_two_lines_are_asked_about_as_ever_and_passing_stays_possible() -> None:
    bench = Bench(IDEAS, THEMES, AFTER)
    stage = bench.run("a house\r", "a school\r", ENTER, ON, ENTER, ON, ENTER, ON)
    assert stage.asked[4] == "Numbers that belong together, then a name"
    assert not any("Passed by" in said_on(page) for page in stage.pages)


def test_back_opens_it_and_a_line_that_comes_later_makes_it_ask() -> None:
    bench = Bench(IDEAS, THEMES, AFTER)
    bench.run("a house\r", ENTER, ON, F6, CTRL_C)
    assert open_step(bench.view) == THEMES
    stage = bench.run(CTRL_C)
    assert stage.asked == ["Numbers that belong together, then a name"]
    bench.say("ideas", "a school")
    bench.run("1 2 Homes\r", ENTER, ON, ENTER, ON)
    assert [row["theme"] for row in bench.result(THEMES)] == ["Homes"]


def test_back_into_the_lines_asks_anew_whether_there_is_something_to_put_together() -> None:
    bench = Bench(IDEAS, THEMES, AFTER)
    bench.run("a house\r", ENTER, ON, CTRL_C)
    reopen(IDEAS, bench.view, bench.record)
    stage = bench.run("a school\r", ENTER, ON, CTRL_C)
    assert stage.asked[-1] == "Numbers that belong together, then a name"


def test_a_theme_that_stands_keeps_its_step_open_whatever_became_of_its_lines() -> None:
    bench = Bench(IDEAS, THEMES, AFTER)
    bench.run("a house\r", "a school\r", ENTER, ON, "1 2 Homes\r", CTRL_C)
    (first, _second) = bench.workshop.standing(bench.view.place("ideas"))
    bench.record(Fact({}, op="drop", ref=first.id), bench.view.place("ideas"), "participants")
    assert kinds.why_pass_by(THEMES, bench.view) == ""


def test_as_the_last_step_it_ends_the_exercise_and_what_follows_is_told_on_the_closing_page() -> (
    None
):
    bench = Bench(IDEAS, THEMES)
    stage = bench.run(ENTER, ON)
    assert stage.asked == ["Next line", "What now?"]
    assert bench.workshop.is_done(bench.view.place())


def test_a_file_is_told_of_lines_that_are_not_there_and_without_answers_nothing_is_kept() -> None:
    exercise = Bench(IDEAS, THEMES, AFTER).view.exercise

    def play(themes: dict[str, object]) -> Workshop:
        answers = {"trial": {"ideas": ["a house"], "after": ["Who?"], **themes}}
        workshop = Workshop(HEAD)
        entries, _said = play_answers(
            exercise, 1, answers, Path("a.toml"), workshop, lambda _id: None, "d"
        )
        workshop.extend(entries)
        return workshop

    closing = play({}).closing(Place("trial", 1, "themes"))
    assert closing
    assert closing.body == {"skipped": True}
    with pytest.raises(Problem):
        play({"themes": {"Homes": ["a school"]}})
    assert (
        play({"themes": {"Homes": ["a house"]}}).standing(Place("trial", 1, "themes"))[0].text
        == "Homes"
    )
