"""Off the record at a desk: nothing that is typed is taken or kept, and the desk says so."""

import re

import pytest

from coalition_cli.blocks import Heading, Prompt, Prose
from coalition_cli.errors import Problem
from coalition_cli.stage import FOR_PEOPLE, Back, Changed, Finished, Option, Passed, Pause
from coalition_cli.terminal.off_record import OffRecord, OnePage
from tests.support.screens import CTRL_C, ENTER, ESC, F, question, view

STANDING = "░ Off the record since "
REFUSED = "Not written: this is off the record."


def begin(here):
    """Let /off and /on be the commands of the desk."""
    commands = {"off": here.terminal.off_record.begin, "on": here.terminal.off_record.end}
    here.terminal.commands = lambda words: commands[words]()


def test_what_is_typed_is_not_taken_and_not_kept_until_it_is_on_the_record_again():
    with view() as here:
        begin(here)
        here.press("/off" + ENTER)
        with pytest.raises(Changed):
            here.terminal.ask(question())
        here.press("a secret" + ENTER, "another", F[9], ENTER, ENTER, "/on" + ENTER)
        with pytest.raises(Changed):
            here.terminal.ask(question())
        here.press("Maji" + ENTER)
        assert here.terminal.ask(question()) == "Maji"
    pictures = here.pictures[1:]
    assert all(STANDING in picture for picture in pictures[:2])
    assert REFUSED in pictures[1]
    assert "secret" not in pictures[1]
    assert STANDING not in here.pictures[-1]
    assert not any("secret" in kept or "another" in kept for kept in here.kept)


def test_on_the_break_page_nothing_of_it_stands():
    with view() as here:
        begin(here)
        here.terminal.off_record.begin()
        here.press("a secret", F[9], ENTER, "\x15/on" + ENTER)
        with pytest.raises(Changed):
            here.terminal.ask(question())
    assert "Break" in here.pictures[2]
    assert "Off the record" not in here.pictures[2]


def test_choices_that_are_answers_are_not_taken_and_ways_on_are():
    options = [Option("Amina", "Amina"), Option(f"{FOR_PEOPLE}finish", "Close the circle")]
    with view() as here:
        here.terminal.off_record.begin()
        here.press("1", "2")
        chosen = here.terminal.choose((0, "by"), "Whose turn is it?", options, None)
        assert chosen == f"{FOR_PEOPLE}finish"
        assert REFUSED in here.pictures[1]
        here.press("1")
        assert here.terminal.choose(None, "What now?", [Option("next", "On")], "next") == "next"
        here.press(ENTER)
        with pytest.raises(Finished):
            here.terminal.ask(question(repeats=True))


def test_the_room_may_pass_on_from_a_person_whose_words_are_not_taken():
    with view() as here:
        here.terminal.off_record.begin()
        here.press("a secret" + ENTER, here.until(REFUSED), F[4])
        with pytest.raises(Passed):
            here.terminal.ask(question(may_pass=True))
        assert not any(here.kept)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
def test_nothing_says_that_words_are_saved_while_they_are_not(size):
    with view(*size) as here:
        here.terminal.keep_note = lambda lines: "Kept as a note."
        here.terminal.off_record.begin()
        here.press("a secret", F[9], ENTER, CTRL_C)
        with pytest.raises(Pause):
            here.terminal.ask(question())
        here.press("a secret", ENTER, here.until("Not written"), CTRL_C)
        with pytest.raises(Pause):
            here.terminal.choose(None, "What now?", [Option("next", "On")], "next")
    assert "Enter: not written" in here.pictures[1]
    assert "Enter: not written" in here.pictures[5]
    assert not any("note" in picture or "saves" in picture for picture in here.pictures)


def test_off_at_one_page_of_a_sitting_it_is_off_at_the_next():
    sitting = OnePage()
    OffRecord(lambda: None, sitting).begin()
    following = OffRecord(lambda: None, sitting)
    assert following.since
    following.end()
    assert not sitting.off_since


def test_words_typed_off_the_record_come_back_at_no_prompt():
    with view() as here:
        begin(here)
        here.terminal.off_record.begin()
        here.press("half a secret", F[6])
        with pytest.raises(Back):
            here.terminal.ask(question())
        here.terminal.off_record.end()
        here.press(ENTER)
        assert here.terminal.ask(question()) == ""


def test_twice_is_said_and_the_end_of_the_sitting_ends_it_with_a_sentence():
    with view() as here:
        record = here.terminal.off_record
        assert record.leave() == ""
        record.begin()
        with pytest.raises(Problem, match="already"):
            record.begin()
        assert "ended here" in record.leave()
        with pytest.raises(Problem, match="is written"):
            record.end()


def test_a_skip_says_first_what_it_means_and_esc_stays():
    with view() as here:
        here.terminal.open_step([], None, "One piece from each")
        here.press("half", F[5], ESC, " a word" + ENTER)
        assert here.terminal.ask(question()) == "half a word"
    assert "Skip “One piece from each”? Nothing is deleted" in here.pictures[2]


def test_words_typed_at_a_choice_become_no_note_and_do_not_wait():
    noted = []
    with view() as here:
        here.terminal.keep_note = lambda lines: noted.append(lines) or "Noted."
        here.terminal.off_record.begin()
        here.press("quite a secret", ENTER, "1")
        here.terminal.choose(None, "What now?", [Option("next", "On")], "next")
        here.terminal.off_record.end()
        here.press(ENTER)
        assert here.terminal.ask(question()) == ""
    assert REFUSED in here.pictures[2]
    assert not noted
    assert not any(here.kept)


def test_on_a_low_screen_the_line_that_says_it_stands_whole():
    with view(40, 12) as here:
        here.terminal.open_step([Heading("Visioning"), Prompt("Which piece do you give us?")])
        here.terminal.show([Prose("A line of some length that takes two rows.")] * 9)
        here.terminal.off_record.begin()
        here.press("1")
        here.terminal.choose(None, "What now?", [Option("next", "On")], "next")
    assert re.search(r"░ Off the record since \d\d:\d\d ░", here.pictures[0])
