"""A room in front of the engine, with real keys.

It goes on, stays, goes back, skips, takes back, and loses nothing.
"""

from typing import Any

import pytest

from coalition_cli.blocks import Block, Bullets, Prompt, Prose
from coalition_cli.model.exercise import Step
from coalition_cli.model.progress import open_step
from coalition_cli.run.answers_stage import AnswersStage
from coalition_cli.run.engine import Engine, play_step, reopen
from coalition_cli.run.line_changes import fact_of_words
from coalition_cli.stage import Finished, Option
from tests.support.changing import fix, undo
from tests.support.playing import CTRL_C, ENTER, F2, F3, F4, F5, F6, F8, Bench, keyboard
from tests.support.slides import wall_words

ON, STAY, BACK = "1", "2", "3"
WORDS = Step("words", "notes", "Words", prompt="What do you see?", lines=("Look again.",))
MORE = Step("more", "notes", "More", prompt="What else?")
VOTE = Step(
    "vote", "decide", "Vote", prompt="Shall we?", share="donor", options={"scale": "yes-no"}
)
PLAN = Step("plan", "plan", "Plan", prompt="Who does what?")
ROUND = Step("round", "circle", "Round", prompt="One word each?")


def a_room(*steps: Step) -> Bench:
    return Bench(*(steps or (WORDS, MORE)))


def said_on(page: tuple[Block, ...]) -> str:
    texts = [block.text for block in page if isinstance(block, (Prose, Prompt))]
    return " ".join(
        [
            *texts,
            *(item.text for block in page if isinstance(block, Bullets) for item in block.items),
        ]
    )


def ops(bench: Bench, step_id: str) -> list[str]:
    return [entry.op for entry in bench.workshop.at_place(bench.view.place(step_id))]


def test_it_goes_from_the_first_step_to_the_end_and_says_before_where_the_next_key_leads() -> None:
    bench = a_room()
    stage = bench.run("a house\r", ENTER, ON, "a school\r", ENTER, ON)
    assert (bench.texts("words"), bench.texts("more")) == (["a house"], ["a school"])
    assert stage.asked == ["Next line", "Next line", "What now?"] * 2
    assert open_step(bench.view) is None
    assert bench.workshop.is_done(bench.view.place())


def test_it_never_goes_on_alone() -> None:
    timer = Step("quiet", "timer", "Quiet", minutes=0.001, lines=("Breathe.",))
    stage = a_room(timer).run(ENTER, ON)
    assert stage.asked == ["wait", "What now?"]


def test_staying_asks_for_more_and_what_was_read_aloud_makes_room_for_what_was_said() -> None:
    bench = a_room(WORDS)
    stage = bench.run("one\r", ENTER, STAY, "two\r", ENTER, ON)
    assert bench.texts("words") == ["one", "two"]
    assert "Look again." in said_on(stage.pages[0])
    assert "Look again." not in said_on(stage.pages[2])
    assert "one" in said_on(stage.pages[2])


def test_back_from_what_now_opens_the_step_before_and_deletes_nothing() -> None:
    bench = a_room()
    bench.run("one\r", ENTER, ON, "two\r", ENTER, BACK, "three\r", ENTER, ON, ENTER, ON)
    assert (bench.texts("words"), bench.texts("more")) == (["one", "three"], ["two"])
    assert bench.workshop.is_done(bench.view.place())


def test_back_by_its_key_in_the_middle_of_a_line_keeps_the_line_for_later() -> None:
    bench = a_room()
    stage = bench.run("one\r", ENTER, ON, f"half a th{F6}", ENTER, ON, "ought\r", ENTER, ON)
    assert bench.texts("more") == ["half a thought"]
    assert "half a th" in stage.kept


def test_at_the_first_step_back_stays_and_says_so() -> None:
    stage = a_room(WORDS).run(F6, ENTER, ON)
    assert "This is the first step." in said_on(stage.pages[1])


def test_a_skipped_step_can_be_taken_up_later() -> None:
    bench = a_room()
    bench.run(F5 + ENTER, "two\r", ENTER, ON)
    assert bench.texts("words") == []
    reopen(WORDS, bench.view, bench.record)
    bench.run("one\r", ENTER, ON, ENTER, ON)
    assert (bench.texts("words"), bench.texts("more")) == (["one"], ["two"])


def test_taking_back_takes_the_last_line_only_and_names_what_brings_it_again() -> None:
    bench = a_room(WORDS)
    stage = bench.run("one\r", "two\r", F2, ENTER, ON)
    assert bench.texts("words") == ["one"]
    drop = next(entry for entry in bench.workshop.entries if entry.op == "drop")
    assert "To bring it again: /undo 2" in said_on(stage.pages[3])
    undo(drop, bench.record)
    assert bench.texts("words") == ["one", "two"]


def test_a_change_that_is_taken_back_is_called_by_the_number_of_its_line() -> None:
    bench = a_room(WORDS)
    bench.answer(WORDS, ["one", "two"])
    (_first, second) = bench.view.said("words")
    bench.record(fact_of_words(second, "three"), bench.view.place("words"), second.share)
    stage = bench.run(F2, ENTER, ON)
    assert "Taken back: a change of 2." in said_on(stage.pages[1])
    assert bench.texts("words") == ["one", "two"]


def test_where_nothing_was_said_there_is_nothing_to_take_back() -> None:
    bench = a_room()
    stage = bench.run("one\r", ENTER, ON, F2, ENTER, ON)
    assert "Nothing was said in this step yet." in said_on(stage.pages[4])
    assert bench.texts("words") == ["one"]


def test_what_was_said_about_taking_back_is_gone_once_something_was_said() -> None:
    bench = a_room(PLAN)
    stage = bench.run(F2, "Call\r", "Amina\r", "1", "\r", "12 Dec\r", "\r", "\r", "\r", ENTER, ON)
    said = [("Nothing was said in this step yet." in said_on(page)) for page in stage.pages]
    assert not any(
        "choose Back" in said_on(page) for page in stage.pages
    )  # there is none before the first
    assert said == [False, True, *(False for _later in said[2:])]


@pytest.mark.parametrize("key", [F2, F5, F6])
def test_a_key_of_a_step_beside_the_steps_changes_nothing_and_says_so(key: str) -> None:
    bench = a_room(WORDS)
    with keyboard(key, ENTER) as stage:
        Engine(bench.view, stage, bench.record).choose([], "Ready?", [Option("", "Begin")])
    assert ["Nothing was changed" in said_on(page) for page in stage.pages] == [False, True]
    assert not bench.workshop.standing(bench.view.place())


def test_after_a_breath_beside_the_steps_nothing_is_told_at_a_step_later() -> None:
    bench = a_room(WORDS)
    with keyboard(F8, ENTER, ENTER, "one\r", ENTER, ON) as stage:
        engine = Engine(bench.view, stage, bench.record)
        engine.choose([], "Ready?", [Option("", "Begin")])
        engine.run()
    told = ["We go on where we were." in said_on(page) for page in stage.pages]
    assert told == [False, False, True, False, False, False]


def test_taking_back_one_field_of_an_action_asks_for_that_field_again() -> None:
    bench = a_room(PLAN)
    keys = (
        "Call\r",
        "Amina\r",
        "1",
        F2,
        "Baraka\r",
        "1",
        "\r",
        "12 Dec\r",
        "\r",
        "\r",
        "\r",
        ENTER,
        ON,
    )
    stage = bench.run(*keys)
    assert stage.asked[1:5] == ["Who leads?", "Did Amina say yes?", "Who helps?", "Who leads?"]
    (action,) = bench.result(PLAN)
    assert (action["what"], action["who"], action["by_when"]) == ("Call", "Baraka", "2024-12-12")


def test_taking_back_one_count_of_a_vote_asks_for_that_count_again() -> None:
    bench = a_room(VOTE)
    stage = bench.run(ENTER, "3\r", "1\r", F2, ENTER, ENTER, ON)
    assert stage.asked[1:5] == ["Yes", "No", "Pass", "No"]
    assert bench.result(VOTE)["counts"] == {"yes": 3, "no": 0}


def test_taking_back_a_wrong_speaker_leaves_the_one_before_alone() -> None:
    bench = a_room(ROUND)
    bench.run("1", "a gate\r", "1", F2, "2", F4, "3", ON)
    assert [(row["by"], row.get("text"), row.get("passed")) for row in bench.result(ROUND)] == [
        (None, "a gate", None),
        (None, None, True),
    ]
    assert [bench.workshop.name_of(entry.by) for entry in bench.view.said("round")] == [
        "Amina",
        "Chausiku",
    ]


def test_the_last_line_is_mended_in_place_and_its_first_words_are_kept() -> None:
    bench = a_room(WORDS)
    bench.run("a hose\r", f"{F3}\x7f\x7fuse\r", ENTER, ON)
    assert bench.texts("words") == ["a house"]
    assert ops(bench, "words") == ["add", "edit", "done"]


def test_after_a_breath_the_room_is_where_it_was() -> None:
    bench = a_room()
    stage = bench.run("one\r", f"tw{F8}", ENTER, "o\r", ENTER, ON, ENTER, ON)
    assert stage.asked[2] == "wait"
    assert bench.texts("words") == ["one", "two"]
    assert "We go on where we were." in said_on(stage.pages[3])


@pytest.mark.parametrize("key", [F2, F5, F6, F8])
def test_a_key_pressed_in_a_breath_ends_the_breath_and_nothing_else(key: str) -> None:
    bench = a_room()
    bench.run("one\r", F8, key, "two\r", ENTER, ON, ENTER, ON)
    assert bench.texts("words") == ["one", "two"]


def test_a_pause_in_a_breath_pauses() -> None:
    bench = a_room(WORDS)
    bench.run("one\r", F8, CTRL_C)
    bench.run("two\r", ENTER, ON)
    assert bench.texts("words") == ["one", "two"]


def test_starting_a_step_again_from_the_menu_deletes_nothing() -> None:
    bench = a_room(WORDS)
    with keyboard("one\r", "\x1bOP", ENTER, ON) as stage:
        # The menu throws away what was typed before it opened, so its key comes a moment later.
        stage.press_when_it_waits(0.6, "6")
        Engine(bench.view, stage, bench.record).run()
    assert bench.texts("words") == ["one"]
    assert stage.asked == ["Next line", "Next line", "Next line", "What now?"]


def test_after_a_pause_a_new_engine_goes_on_with_the_half_typed_line_at_its_own_step_only() -> None:
    bench = a_room()
    stage = bench.run("one\r", ENTER, ON, f"half a th{CTRL_C}")
    assert stage.kept[-1] == "half a th"
    left_at = bench.view.place("more")
    reopen(WORDS, bench.view, bench.record)
    bench.run("another\r", ENTER, ON, "ought\r", ENTER, ON, half_typed=(left_at, "half a th"))
    assert (bench.texts("words"), bench.texts("more")) == (["one", "another"], ["half a thought"])


def test_a_half_typed_piece_comes_back_to_the_woman_whose_turn_it_was() -> None:
    bench = a_room(ROUND)
    bench.run("2", f"a ga{CTRL_C}")
    stage = bench.run("te\r", "4", ON, half_typed=(bench.view.place("round"), "a ga"))
    assert stage.asked[0] == "Baraka: In her own words"
    assert bench.texts("round") == ["a gate"]


def test_undo_after_the_end_reopens_the_last_step_and_undoing_that_closes_it_again() -> None:
    bench = a_room()
    bench.run("one\r", ENTER, ON, "two\r", ENTER, ON)
    of_run = bench.workshop.newest_standing()
    assert of_run is not None
    assert of_run.op == "done"
    undo(of_run, bench.record)
    of_step = bench.workshop.newest_standing()
    assert of_step is not None
    drop = undo(of_step, bench.record)
    assert open_step(bench.view) is MORE
    undo(drop, bench.record)
    assert open_step(bench.view) is None
    bench.run()
    assert bench.workshop.is_done(bench.view.place())


def test_a_line_of_a_finished_exercise_can_be_taken_back_and_brought_again() -> None:
    bench = a_room()
    bench.run("one\r", ENTER, ON, "two\r", ENTER, ON)
    one = bench.view.said("words")[0]
    drop = undo(one, bench.record)
    assert bench.texts("words") == []
    undo(drop, bench.record)
    assert bench.texts("words") == ["one"]
    fix(one, "won", bench.record)
    assert bench.texts("words") == ["won"]


def test_a_second_run_begins_empty_and_leaves_the_first_alone() -> None:
    bench = a_room(WORDS)
    bench.run("one\r", ENTER, ON)
    first, bench.view = bench.view, bench.another_run(2)
    bench.run("two\r", ENTER, ON)
    assert [entry.text for entry in first.said("words")] == ["one"]
    assert bench.texts("words") == ["two"]
    assert bench.workshop.runs("trial") == [1, 2]


def test_where_nothing_is_recorded_nothing_is_stored() -> None:
    silent = Step("silent", "circle", "Silent", record="none")
    bench = a_room(silent)
    stage = bench.run(ON)
    assert "Nothing is written down in this step." in said_on(stage.pages[0])
    assert ops(bench, "silent") == ["done"]


def test_where_nothing_is_recorded_a_clock_still_runs() -> None:
    stage = a_room(Step("breathe", "breathe", "Breathe", record="none")).run(ENTER, ON)
    assert stage.asked == ["wait", "What now?"]


def test_where_only_numbers_are_recorded_a_circle_keeps_who_spoke_and_no_word() -> None:
    counted = Step("round", "circle", "Round", record="count")
    bench = a_room(counted)
    bench.run("1", "1", "1", "2", "3", ON)
    assert [dict(entry.body) for entry in bench.view.said("round")] == [
        {"spoke": True},
        {"passed": True},
    ]


def test_a_vote_that_was_looked_at_again_stands_as_it_was_counted() -> None:
    bench = a_room(VOTE, MORE)
    bench.run(ENTER, "3\r", ENTER, ENTER, ON, F6, ENTER, ON, ENTER, ON)
    assert bench.result(VOTE)["rounds"] == 1


def test_after_not_agreed_a_second_round_is_counted_and_the_first_is_kept() -> None:
    bench = a_room(VOTE)
    stage = bench.run(
        *(ENTER, "1\r", "2\r", ENTER, "Who pays?\r", ENTER, STAY),
        *("3", ENTER, "3\r", ENTER, ENTER, ON),
    )
    assert "This was decided already." in stage.asked
    found = bench.result(VOTE)
    assert (found["outcome"], found["rounds"], found["concerns"]) == ("agreed", 2, [])


def test_one_more_concern_can_be_heard_after_the_count() -> None:
    bench = a_room(VOTE)
    bench.run(ENTER, "4\r", "1\r", ENTER, "1", ENTER, STAY, "2", "Who pays?\r", ENTER, ON)
    assert (bench.result(VOTE)["outcome"], bench.result(VOTE)["rounds"]) == (
        "agreed-concerns-heard",
        1,
    )


def the_wall(bench: Bench) -> str:
    words = wall_words(bench.workshop, lambda _name: bench.view.exercise)
    return " ".join(words.replace("▌", "").split())


def test_the_wall_shows_the_open_step_after_each_entry_and_the_last_result_after_the_end() -> None:
    bench = a_room()
    assert the_wall(bench) == "Umoja"
    bench.run("one\r", CTRL_C)
    assert the_wall(bench).endswith("What do you see? Look again. ► 1 one")
    bench.run(ENTER, ON, "two\r", ENTER, CTRL_C)
    assert the_wall(bench).endswith("What else? ► 1 two")
    bench.run(ENTER, ON)
    assert the_wall(bench).endswith("What else? ► 1 two")


def test_words_of_a_circle_are_on_the_wall_only_once_she_said_who_may_see_them() -> None:
    asking = Step("round", "circle", "Round", share="participants", options={"ask_share": True})
    bench = a_room(asking)
    bench.run("1", "a secret\r", CTRL_C)
    assert "a secret" not in the_wall(bench)
    bench.run("1", "1", "a gift\r", "3", "3", ON)
    assert "a secret" not in the_wall(bench)
    assert "a gift" in the_wall(bench)
    assert "1 is kept and not shown here." in the_wall(bench)


def test_what_is_voted_on_is_on_the_wall_and_the_count_only_once_it_is_closed() -> None:
    about = Step("line", "draft", "Line")
    vote = Step(
        "vote",
        "decide",
        "Vote",
        prompt="Good enough?",
        options={"about": "line", "scale": "yes-no"},
    )
    bench = a_room(about, vote)
    bench.run("We stand together\r", ENTER, ON, ENTER, "2\r", CTRL_C)
    assert the_wall(bench).endswith("Good enough? We stand together")
    bench.run(ENTER, ENTER, CTRL_C)
    assert "All 2 said yes: agreed." in the_wall(bench)


def test_a_scripted_step_shows_nothing_and_still_ends() -> None:
    bench = a_room(WORDS)
    stage: Any = AnswersStage(["one"], "paper.toml: trial.words")
    with pytest.raises(Finished):
        play_step(WORDS, bench.view, stage, bench.record)
    assert bench.texts("words") == ["one"]
