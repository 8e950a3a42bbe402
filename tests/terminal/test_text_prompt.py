import pytest

from coalition_cli.blocks import Bullet, Bullets, Heading, Prompt
from coalition_cli.clock import Clock, awake
from coalition_cli.errors import Problem
from coalition_cli.stage import (
    Again,
    Back,
    Cue,
    Finished,
    Ground,
    Mend,
    Option,
    Passed,
    Pause,
    Skip,
    TakeBack,
)
from tests.support.screens import (
    CTRL_C,
    CTRL_D,
    CTRL_Z,
    ENTER,
    ESC,
    UP,
    F,
    number,
    pasted,
    question,
    view,
)
from tests.support.virtual_time import Passing


def test_enter_saves_what_was_typed():
    with view() as here:
        here.press("Elimu kwa wote", ENTER)
        assert here.terminal.ask(question()) == "Elimu kwa wote"


def test_the_question_the_page_and_the_clock_are_on_the_screen_while_it_is_asked():
    with view() as here:
        here.terminal.open_step(
            [Heading("Visioning"), Prompt("What will be different?")],
            Clock(600, awake() - 108),
        )
        here.terminal.show([Bullets((Bullet("Право на жилье", mark="1"),))])
        here.press(ENTER)
        with pytest.raises(Finished):
            here.terminal.ask(question(repeats=True))
    picture = here.pictures[0]
    assert "What will be different?" in picture
    assert "1 Право на жилье" in picture
    assert "What do you see?" in picture
    assert "08:12 left" in picture or "08:11 left" in picture
    assert "Enter: nothing more" in picture


def test_time_that_is_over_is_told_in_words():
    with view() as here:
        here.terminal.open_step([Heading("Visioning")], Clock(60, awake() - 190.5))
        here.press(ENTER)
        with pytest.raises(Finished):
            here.terminal.ask(question(repeats=True))
    assert "2:10 over" in here.pictures[0]


def test_an_answer_that_cannot_be_is_kept_for_editing_and_the_sentence_is_shown():
    with view() as here:
        here.press("1x", ENTER, "\x7f2", ENTER)
        assert here.terminal.ask(question(read=number)) == 12
    assert "> 1x" in here.pictures[2]
    assert "That is not a number. Nothing was saved." in here.pictures[2]


@pytest.mark.parametrize("typed", ["", "   ", "\u200b\u200b"])
def test_nothing_that_can_be_seen_finishes_a_list_and_saves_nothing(typed):
    with view() as here:
        here.press(typed, ENTER)
        with pytest.raises(Finished):
            here.terminal.ask(question(repeats=True))


def test_nothing_takes_the_default_which_the_screen_names():
    with view() as here:
        here.press(ENTER)
        assert here.terminal.ask(question(default="7", read=number)) == 7
    assert "Enter: 7" in here.pictures[0]


def test_nothing_without_a_default_is_for_the_question_to_decide():
    with view() as here:
        here.press(ENTER, "3", ENTER)
        assert here.terminal.ask(question(read=number)) == 3
    assert "That is not a number" in here.pictures[1]


@pytest.mark.parametrize(
    ("key", "move"),
    [
        (F[2], TakeBack),
        (CTRL_Z, TakeBack),
        (F[4], Passed),
        (F[5] + ENTER, Skip),
        (F[6], Back),
        (F[8], Ground),
        (CTRL_C, Pause),
        (CTRL_D, Pause),
    ],
)
def test_each_key_leaves_the_prompt_as_its_move(key, move):
    with view() as here:
        here.press(key)
        with pytest.raises(move):
            here.terminal.ask(question(may_pass=True))


@pytest.mark.parametrize(
    ("digit", "move"),
    [
        ("2", Passed),
        ("3", TakeBack),
        ("4", Skip),
        ("5", Back),
        ("6", Again),
        ("8", Ground),
        ("9", Pause),
    ],
)
def test_each_line_of_the_menu_is_its_move(digit, move):
    with view() as here:
        here.press(ESC, digit)
        with pytest.raises(move):
            here.terminal.ask(question(may_pass=True))


def test_passing_is_not_offered_where_it_is_no_answer():
    with view() as here:
        here.press(F[4], "still here", ENTER)
        assert here.terminal.ask(question()) == "still here"
    assert "F4" not in here.pictures[0]


def test_the_menu_comes_back_to_the_very_text_that_was_half_typed():
    with view() as here:
        here.press("Haki za wana", ESC, ENTER, "wake", ENTER)
        assert here.terminal.ask(question()) == "Haki za wanawake"
    assert "Carry on" in here.pictures[2]
    assert "Pause here and keep everything" in here.pictures[2]
    assert here.kept[0] == "Haki za wana"


def test_ctrl_c_keeps_what_is_half_typed_before_anything_else_and_offers_it_again():
    with view() as here:
        here.press("Haki za", CTRL_C)
        with pytest.raises(Pause):
            here.terminal.ask(question())
        assert here.kept[-1] == "Haki za"
        here.press(ENTER)
        assert here.terminal.ask(question()) == "Haki za"


def test_typing_is_kept_about_every_second_without_any_key():
    with view() as here:
        here.press("half a sen", Passing(1.2), CTRL_C)
        with pytest.raises(Pause):
            here.terminal.ask(question())
    assert here.kept == ["half a sen"]


def test_what_was_kept_is_let_go_only_when_the_next_thing_is_asked():
    with view() as here:
        here.press("first", ESC, ENTER, ENTER)
        here.terminal.ask(question(repeats=True))
        assert here.kept == ["first"]
        here.press(ENTER)
        with pytest.raises(Finished):
            here.terminal.ask(question(repeats=True))
        assert here.kept == ["first", ""]


def test_whoever_passes_leaves_no_words_behind():
    with view() as here:
        here.press("I was", F[4], F[4])
        with pytest.raises(Passed):
            here.terminal.ask(question(may_pass=True))
        assert "I was" not in here.kept[-1:]
        here.press("x", ENTER)
        assert here.terminal.ask(question(may_pass=True)) == "x"


def test_text_from_before_the_power_cut_stands_in_the_next_prompt():
    with view() as here:
        here.terminal.offer_half_typed("We need a ")
        here.press("house", ENTER)
        assert here.terminal.ask(question()) == "We need a house"


@pytest.mark.parametrize("key", [UP, F[3]])
def test_the_last_line_is_mended_in_place(key):
    with view() as here:
        here.press(key, "!", ENTER)
        with pytest.raises(Mend) as mended:
            here.terminal.ask(question(last_saved="Elimu"))
    assert mended.value.text == "Elimu!"


def test_mending_to_nothing_changes_nothing():
    with view() as here:
        here.press(UP, "\x15", ENTER, F[3], "new", ENTER)
        assert here.terminal.ask(question(last_saved="Elimu")) == "new"
    assert "Nothing was changed" in here.pictures[3]


def test_a_pasted_list_becomes_one_answer_a_line_without_its_marks():
    with view() as here:
        here.press(pasted("- one\n• two\n3. three\n\n4) four"), ENTER)
        asked = question(repeats=True, is_list=True)
        answers = [here.terminal.ask(asked) for _ in range(4)]
        assert answers == ["one", "two", "three", "four"]
        assert here.kept == ["one\ntwo\nthree\nfour", "two\nthree\nfour", "three\nfour", "four"]


def test_a_list_that_is_interrupted_keeps_the_lines_not_yet_saved():
    def second_fails(given):
        if given == "two":
            raise Problem("Not two.")
        return given

    with view() as here:
        here.press(pasted("one\ntwo\nthree"), ENTER, CTRL_C)
        asked = question(repeats=True, is_list=True, read=second_fails)
        assert here.terminal.ask(asked) == "one"
        with pytest.raises(Pause):
            here.terminal.ask(asked)
        assert here.kept[-1] == "two\nthree"
        assert "Not two." in here.pictures[2]


@pytest.mark.parametrize(
    ("block", "answer"),
    [
        ("one\r\ntwo", "one two"),
        ("  one\n\n  two\t three ", "one two three"),
        ("- one\n- two", "one; two"),
        ("1) one\n2) two\n", "one; two"),
        ("name\tgroup", "name group"),
    ],
)
def test_a_pasted_block_is_one_line_where_no_list_is_asked(block, answer):
    with view() as here:
        here.press(pasted(block), ENTER)
        assert here.terminal.ask(question()) == answer


def test_a_long_answer_keeps_its_lines():
    with view() as here:
        here.press(pasted("one\r\ntwo"), ENTER)
        assert here.terminal.ask(question(is_long=True)) == "one\ntwo"


def test_one_line_of_a_list_loses_its_mark_too():
    with view() as here:
        here.press("- one", ENTER, "-", ENTER)
        asked = question(repeats=True, is_list=True)
        assert [here.terminal.ask(asked) for _line in range(2)] == ["one", "-"]


def test_tabs_are_left_only_where_columns_are_read():
    for changes, answer in (({"has_columns": True}, "one\ttwo"), ({}, "one two")):
        with view() as here:
            here.press(pasted("one\ttwo"), ENTER)
            asked = question(repeats=True, is_list=True, **changes)
            assert here.terminal.ask(asked) == answer
        assert "> one→two" in here.pictures[1]


def test_what_became_of_the_last_line_is_read_too_and_a_refusal_stays_to_be_mended():
    with view() as here:
        here.press(UP, "x", ENTER, here.until("> 12x"), "\x7f3", ENTER)
        with pytest.raises(Mend) as mended:
            here.terminal.ask(question(last_saved="12", mend=number))
    assert (mended.value.text, mended.value.answer) == ("123", 123)
    assert "That is not a number." in here.pictures[-2]


def test_a_sentence_behind_an_empty_line_is_no_text_until_tab_takes_it_over():
    with view() as here:
        here.press(here.until("> In five years, … will …"), "Work", here.until("> Work"), ENTER)
        asked = question(ghost="In five years, … will …", repeats=True)
        assert here.terminal.ask(asked) == "Work"
        assert "In five years, … will …" in here.pictures[-1]
        assert here.kept == []
        here.press("\t", ".", ENTER)
        assert here.terminal.ask(asked) == "In five years, … will …."
        here.press(ENTER)
        with pytest.raises(Finished):
            here.terminal.ask(asked)


@pytest.mark.parametrize("end", ["\r", "\n"])
def test_the_second_line_of_an_unmarked_paste_never_answers_the_next_prompt(end):
    with view() as here:
        here.press(f"one{end}two{end}three", ENTER)
        assert here.terminal.ask(question()) == "one two three"
    assert "Several lines came at once" in here.pictures[1]


def test_escape_sequences_that_are_pasted_are_removed_and_said():
    with view() as here:
        here.press(pasted("vote\x1b[2J closed\x1b]0;gone\x07"), ENTER)
        assert here.terminal.ask(question(repeats=True)) == "vote closed"
        assert "Removed 13 invisible characters." in here.pictures[1]


def test_an_escape_typed_within_a_paste_opens_nothing_and_chooses_nothing():
    with view() as here:
        here.press("a\x1b[2Jb4", ENTER)
        assert "b4" in here.terminal.ask(question())
    assert "What now?" not in "".join(here.pictures)


@pytest.mark.parametrize("key", ["\x00", "\x07", "\x11", "\x16", "\x1c", "\x18\x05"])
def test_control_keys_never_reach_the_text(key):
    with view() as here:
        here.press("a", key, "b", ENTER)
        assert here.terminal.ask(question()) == "ab"


def test_ctrl_d_in_the_middle_of_a_line_is_ignored():
    with view() as here:
        here.press("a", CTRL_D, "b", ENTER)
        assert here.terminal.ask(question()) == "ab"


def test_names_are_completed_after_an_at_sign_and_enter_saves_what_stands_there():
    with view() as here:
        here.press("Housing @am", "\t", ENTER)
        assert here.terminal.ask(question(completions=("Amina", "Rehema"))) == "Housing @Amina"
    assert "Amina" in here.pictures[1]


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("Housing @am", "Housing @Amina"),
        ("Housing @Amina @gr", "Housing @Amina @Grace M"),
        ("Housing @grace m", "Housing @grace m"),
        ("Housing @grace", "Housing @Grace M"),
        ("Housing #la", "Housing #law"),
        ("Housing >bl", "Housing >Blue table"),
        ("Housing >blue t", "Housing >Blue table"),
        ("Housing #am", "Housing #am"),
        ("write to me@am", "write to me@am"),
        ("am", "am"),
    ],
)
def test_each_sign_completes_what_it_can_name(typed, whole):
    known = ("@Amina", "@Grace M", "#law", ">Blue table")
    with view() as here:
        here.press(typed, "\t", ENTER)
        assert here.terminal.ask(question(completions=known)) == whole


def test_enter_saves_what_was_typed_though_a_name_is_offered():
    with view() as here:
        here.press("Housing @am", ENTER)
        assert here.terminal.ask(question(completions=("Amina", "Rehema"))) == "Housing @am"


def test_text_that_is_too_long_is_kept_whole_and_counted():
    text = "word " * 20_200
    with view() as here:
        here.press(pasted(text), ENTER, here.until("100999 characters"), "\x15", "short", ENTER)
        assert here.terminal.ask(question(repeats=True)) == "short"
    assert any("100999 characters; one answer holds 100000" in picture for picture in here.pictures)


def test_the_curtain_hides_every_word_in_every_prompt_until_enter():
    options = [Option("a", "Raise hands"), Option("b", "Beans")]
    with view() as here:
        here.terminal.open_step([Heading("Visioning")])
        here.press("secret", F[9], "x", ENTER, ENTER)
        assert here.terminal.ask(question()) == "secret"
        here.press(F[9], "1", ENTER, ENTER)
        assert here.terminal.choose(None, "How?", options, "b") == "b"
        here.press(F[9], "q", ENTER, ENTER)
        here.terminal.wait([Cue(100, "Quiet writing")])
    covered = [here.pictures[at].split() for at in (2, 3, 6, 7, 10, 11)]
    assert [word for word, _time in covered] == ["Break"] * 6
    assert here.curtains == ["plain", ""] * 3


def test_a_breath_tells_the_wall_before_anything_else():
    with view() as here:
        here.press("sec", F[8])
        with pytest.raises(Ground):
            here.terminal.ask(question())
        assert here.curtains == ["breath"]
        assert here.kept == ["sec"]
        here.press(F[9], ENTER, ENTER)
        here.terminal.wait([Cue(60, "in…")])
    assert here.curtains == ["breath", "plain", "breath", ""]
