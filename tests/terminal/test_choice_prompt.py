"""Choices, clocks, the word that destroys, and what holds for every prompt, by real keys through a
pipe.
"""

from dataclasses import replace

import pytest

from coalition_cli.blocks import Bullet, Bullets, Heading, Prompt, Prose
from coalition_cli.clock import Clock, awake
from coalition_cli.stage import (
    Back,
    Changed,
    Cue,
    Move,
    Option,
    Pause,
    TakeBack,
)
from tests.support.screens import (
    CTRL_C,
    CTRL_D,
    CTRL_Z,
    DOWN,
    ENTER,
    ESC,
    UP,
    F,
    pasted,
    question,
    view,
)
from tests.support.virtual_time import Passing

OPTIONS = [
    Option("hands", "Raise hands"),
    Option("beans", "Beans in [six] cups"),
    Option("talk", "Talk again"),
]


@pytest.mark.parametrize(
    ("keys", "chosen"), [([ENTER], "beans"), ([UP, ENTER], "hands"), (["3"], "talk")]
)
def test_one_is_chosen_by_arrows_or_by_its_number(keys, chosen):
    with view() as here:
        here.press(*keys)
        assert here.terminal.choose(None, "How?", OPTIONS, "beans") == chosen
    assert "Enter: Beans in [six] cups" in here.pictures[0]
    assert "» 2. Beans in [six] cups" in here.pictures[0]


def test_where_an_enter_is_needed_a_number_only_points():
    options = [replace(option, needs_enter=True) for option in OPTIONS]
    with view() as here:
        here.press("3", "1", ENTER)
        assert here.terminal.choose(None, "How?", options, "beans") == "hands"


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_ctrl_c_and_ctrl_d_never_pick(key):
    with view() as here:
        here.press(key)
        with pytest.raises(Pause):
            here.terminal.choose(None, "How?", OPTIONS, "beans")


def test_several_are_chosen_by_space_and_digits():
    with view() as here:
        here.press(DOWN, " ", "3", ENTER)
        assert here.terminal.choose_many(None, "Who?", OPTIONS, ["hands"]) == [
            "hands",
            "beans",
            "talk",
        ]
    assert "Enter: go on with 1 chosen" in here.pictures[0]


def test_the_menu_over_a_choice_comes_back_to_what_was_chosen():
    with view() as here:
        here.press("3", ESC, ENTER, ENTER)
        assert here.terminal.choose_many(None, "Who?", OPTIONS, []) == ["talk"]


def test_forty_options_leave_the_pointed_one_on_a_small_screen():
    with view(60, 15) as here:
        here.terminal.show([Bullets(tuple(Bullet(f"note {n}") for n in range(40)))])
        here.press(*[DOWN] * 3, ENTER)
        options = [Option(str(n), f"Option {n}") for n in range(1, 41)]
        assert here.terminal.choose(None, "Which?", options, "30") == "33"
    assert "» 33. Option 33" in here.pictures[3]


TWELVE = [Option(str(n), f"Woman {n}") for n in range(1, 13)]


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        (["1", "0"], "10"),
        (["1", ENTER], "1"),
        (["1", "2"], "12"),
        (["2"], "2"),
        (["1", "9"], "9"),
    ],
)
def test_of_more_than_nine_a_number_of_two_digits_can_be_typed(keys, chosen):
    with view() as here:
        here.press(*keys)
        assert here.terminal.choose(None, "Whose turn?", TWELVE, "3") == chosen


def test_a_line_meant_for_another_prompt_chooses_nothing_and_waits_for_it():
    with view() as here:
        here.press(
            *"Room 3 at 2",
            ENTER,
            here.until("Waiting for the next line: Room 3 at 2"),
            Passing(1.1),
            "3",
        )
        assert here.terminal.choose(None, "How?", OPTIONS, "beans") == "talk"
        assert here.kept[-1] == "Room 3 at 2"
        here.press("!", ENTER)
        assert here.terminal.ask(question()) == "Room 3 at 2!"


def test_words_typed_at_a_list_of_marks_mark_nothing_and_can_be_taken_back():
    with view() as here:
        here.press("3", *"a big idea", *"\x7f" * 4, Passing(1.1), ENTER)
        assert here.terminal.choose_many(None, "Which?", OPTIONS, ()) == ["talk"]
        here.press(ENTER)
        assert here.terminal.ask(question()) == "a big"
        here.press(*"gone", *"\x7f" * 4, Passing(1.1), ENTER)
        here.terminal.choose(None, "How?", OPTIONS, "beans")
        here.press("new", ENTER)
        assert here.terminal.ask(question()) == "new"


def test_lines_pasted_at_a_list_wait_as_lines():
    for paste in (pasted("- one\n- two"), "- one\r- two"):
        with view() as here:
            here.press(paste, Passing(1.1), ENTER)
            here.terminal.choose(None, "How?", OPTIONS, "beans")
            here.press(ENTER)
            asked = question(repeats=True, is_list=True)
            assert [here.terminal.ask(asked) for _line in range(2)] == ["one", "two"]


def test_words_typed_at_a_list_are_kept_about_every_second_without_any_key():
    with view() as here:
        here.press(*"half a l", Passing(1.2), "\x7f", Passing(1.2), CTRL_C)
        with pytest.raises(Pause):
            here.terminal.choose(None, "How?", OPTIONS, "beans")
        assert "half a l" in here.kept
        assert here.kept[-1] == "half a"
        here.press("n idea", ENTER)
        assert here.terminal.ask(question()) == "half an idea"


def test_words_typed_at_a_list_are_kept_when_the_room_pauses_there():
    with view() as here:
        here.press(*"My house", F[9], ENTER, *" is", CTRL_C)
        with pytest.raises(Pause):
            here.terminal.choose(None, "How?", OPTIONS, "beans")
        assert here.kept[-1] == "My house is"


def test_a_clock_runs_out_without_going_on():
    with view() as here:
        seen = ("In", "Out", "Time to come to an end")
        here.press(*map(here.until, seen), "+", ENTER)
        here.terminal.wait([Cue(0.5, "In", 0, 1), Cue(0.5, "Out", 1, 0)])
    assert "Enter: go on" in here.pictures[3]
    assert "left" in here.pictures[4]


def test_a_clock_is_left_by_the_same_keys():
    with view() as here:
        here.press(CTRL_C)
        with pytest.raises(Pause):
            here.terminal.wait([Cue(60)])


@pytest.mark.parametrize(
    ("typed", "is_meant"), [("remove", True), ("Remove", True), ("yes", False), ("", False)]
)
def test_what_destroys_needs_its_word(typed, is_meant):
    with view() as here:
        here.press(typed, ENTER)
        assert here.terminal.ask_word("Remove this line for good?", "remove") is is_meant


def test_ctrl_c_at_a_destructive_question_changes_nothing():
    with view() as here:
        here.press("remove", CTRL_C)
        with pytest.raises(Pause):
            here.terminal.ask_word("Remove this line for good?", "remove")


def test_every_move_leaves_the_terminal_usable():
    with view() as here:
        for key in (F[2], F[5] + ENTER, F[6], F[8], CTRL_C):
            here.press(key)
            with pytest.raises(Move):
                here.terminal.ask(question())
        here.press("fine", ENTER)
        assert here.terminal.ask(question()) == "fine"


def test_the_prompt_survives_every_size():
    for width, height in [(120, 40), (60, 15), (20, 10), (10, 4), (3, 2), (1, 1)]:
        with view(width, height) as here:
            heads = [Heading("Visioning"), Prompt("What will be different?")]
            here.terminal.open_step(heads, Clock(60, awake()))
            here.terminal.show([Bullets((Bullet("家庭会议 👩‍👩‍👧 é́́́́́"),))])
            here.press("ok", ENTER)
            assert here.terminal.ask(question()) == "ok"


def test_lines_that_do_not_fit_can_be_looked_at_without_losing_the_draft():
    page_up, page_down = "\x1b[5~", "\x1b[6~"
    with view(60, 15) as here:
        here.terminal.open_step([Prompt("What will be different?")])
        here.terminal.show([Bullets(tuple(Bullet(f"note {n}", mark=str(n)) for n in range(1, 31)))])
        here.press("half", *[page_up] * 5, *[page_down] * 5, ENTER)
        assert here.terminal.ask(question(repeats=True)) == "half"
    assert "30 note 30" in here.pictures[1]
    assert "… 20 more above" in here.pictures[1]
    assert "PgUp earlier lines" in here.pictures[1]
    assert "note 30" not in here.pictures[2]
    assert "more below" in here.pictures[2]
    assert " 1 note 1\n" in here.pictures[6]
    assert here.pictures[11] == here.pictures[1]
    assert all(
        "What will be different?" in picture and "> half" in picture
        for picture in here.pictures[1:]
    )


def test_nothing_jumps_between_one_prompt_and_the_next():
    with view() as here:
        here.press("one", ENTER, "2", " ", ENTER, ENTER)
        here.terminal.ask(question())
        here.terminal.choose(None, "How?", OPTIONS, "beans")
        here.terminal.choose_many(None, "Who?", OPTIONS, [])
        here.terminal.wait([Cue(60, "Quiet")])
        frames = list(here.glass.frames)
    bars = [
        (frame, at)
        for frame in frames
        for at, line in enumerate(frame)
        if line.startswith(" Enter")
    ]
    assert len(bars) > 6
    assert {at for _frame, at in bars} == {23}


def test_ctrl_u_throws_the_words_that_wait_away():
    with view() as here:
        here.press(*"gone", "\x15", Passing(1.1), ENTER)
        here.terminal.choose(None, "How?", OPTIONS, "beans")
        assert "Waiting" not in here.glass.text
        here.press("new", ENTER)
        assert here.terminal.ask(question()) == "new"


@pytest.mark.parametrize("typed", ["/fix 9", "/FIX 9", "/undo a3"])
@pytest.mark.parametrize("before", ["", "a line", "a line\n", "one/two\nthree"])
def test_a_command_at_a_list_is_known_behind_words_that_wait(typed, before):
    given = []
    with view() as here:
        here.terminal.commands = lambda words: str(given.append(words))
        if before:
            here.press(pasted(before), Passing(1.1))
        here.press(*typed, ENTER)
        with pytest.raises(Changed):
            here.terminal.choose(None, "How?", OPTIONS, "beans")
        assert given == [typed.removeprefix("/")]
        if before:
            here.press(ENTER)
            assert here.terminal.ask(question()) == before.strip().replace("\n", " ")


NOT_BESIDE_STEPS = (
    "Skip this step",
    "Start this step",
    "step before",
    "Take back the last",
    "Pause here",
)


def test_the_menu_of_a_page_beside_the_steps_offers_what_makes_sense_there():
    with view() as here:
        here.terminal.open_page([Heading("Take back: 3?", 2)])
        here.press(ESC, "2")
        with pytest.raises(Back):
            here.terminal.choose(None, "How?", OPTIONS, "beans")
    menu = here.pictures[1]
    assert "2. Leave it as it is; nothing is changed (F6)" in menu
    assert "Stop for a slow breath" in menu
    assert "Hide the screen" in menu
    assert "Close at once" in menu
    assert not [words for words in NOT_BESIDE_STEPS if words in menu]


@pytest.mark.parametrize("key", [F[2], F[5], F[6], CTRL_Z])
def test_keys_of_steps_leave_a_page_beside_them(key):
    with view() as here:
        here.terminal.open_page([])
        here.press("half", key)
        with pytest.raises(Back):
            here.terminal.ask(question())
    assert "F2 take back" not in here.pictures[0]


def test_a_breath_comes_back_to_a_page_beside_the_steps():
    with view() as here:
        here.terminal.open_page([Heading("Mend 7", 2)])
        here.press("half", F[8], here.until("Breathe"), F[9], ENTER, ENTER, " done", ENTER)
        assert here.terminal.ask(question()) == "half done"
        assert here.curtains == ["breath", "plain", "breath", ""]


def test_a_list_that_is_saved_line_by_line_is_closed_by_its_options_alone():
    with view() as here:
        here.terminal.open_page([], may_leave=False, takes_back=True)
        here.press(ESC, "2")
        with pytest.raises(TakeBack):
            here.terminal.ask(question())
    assert not [words for words in NOT_BESIDE_STEPS[:3] if words in here.pictures[1]]
    assert "Leave it as it is" not in here.pictures[1]


def test_on_a_low_screen_the_menu_stands_alone_and_the_page_comes_back_after_it():
    with view(40, 12) as here:
        here.terminal.open_step([Heading("Visioning"), Prompt("Which piece do you give us?")])
        here.terminal.show([Prose("A line of some length that takes two rows.")] * 5)
        here.press(ESC, ENTER, "a garden" + ENTER)
        assert here.terminal.ask(question()) == "a garden"
    menu = here.pictures[1]
    assert "Which piece" not in menu
    assert sum(f" {number}. " in menu for number in range(1, 9)) >= 5
    assert "Which piece" in here.pictures[2]


def test_on_a_small_screen_the_menu_says_each_way_in_one_line_with_its_key():
    with view(40, 12) as here:
        here.press(ESC, DOWN, DOWN, CTRL_C)
        with pytest.raises(Pause):
            here.terminal.ask(question())
    assert "Skip this step · F5" in "\n".join(here.pictures)
    assert "it can be taken up later" not in here.pictures[1]


def test_on_a_small_screen_what_is_told_at_a_choice_is_whole_and_the_list_goes_on():
    told = "Kept as a note, note.1. The wall does not show it. It can be moved to a step."
    with view(40, 12) as here:
        here.terminal.open_step([Heading("Reflection circle"), Prompt("What do you carry?" * 4)])
        here.terminal.tell(told)
        here.press(DOWN, ENTER)
        assert here.terminal.choose(None, "Whose turn is it now, or who adds?", TWELVE, "3") == "4"
    assert told in " ".join(here.pictures[0].split())
    assert "»  3. Woman 3" in here.pictures[0]
    assert "»  4. Woman 4" in here.pictures[1]
