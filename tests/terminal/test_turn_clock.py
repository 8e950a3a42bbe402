"""The time of one turn in a circle: told to who leads, beside that of the step, and never ended."""

from coalition_cli.clock import Clock, awake
from tests.support.screens import ENTER, F, question, view
from tests.support.virtual_time import Passing


def test_a_turn_is_counted_beside_its_step_and_stands_still_with_it():
    with view() as here:
        here.terminal.open_step([], Clock(840, awake()), "One piece from each")
        here.terminal.begin_turn("t1", 40)
        here.press(Passing(31), F[9], Passing(300), ENTER, Passing(30), "A gate" + ENTER)
        here.terminal.ask(question(prompt="Amina"))
        here.terminal.begin_turn("t1", 40)  # the same turn goes on
        here.press(ENTER)
        here.terminal.ask(question(prompt="Amina"))
        here.terminal.begin_turn("t2", 40)
        here.press(ENTER)
        here.terminal.ask(question(prompt="Leyla"))
        here.terminal.begin_turn("", 0)
        here.press(ENTER)
        here.terminal.ask(question(prompt="Next"))
    counted = "Her turn {} of about 0:40 · the step {} of 14:00"
    assert counted.format("0:31", "0:31") in here.pictures[0]
    assert counted.format("1:01", "1:01") in here.pictures[2]
    assert counted.format("1:01", "1:01") in here.pictures[3]
    assert counted.format("0:00", "1:01") in here.pictures[4]
    assert "Her turn" not in here.pictures[5]


def test_a_minute_more_is_the_steps_and_not_the_turns():
    with view() as here:
        here.terminal.open_step([], Clock(840, awake()))
        here.terminal.begin_turn("t1", 40)
        here.terminal.time.take_more(2)
        here.press(ENTER)
        here.terminal.ask(question())
    assert "Her turn 0:00 of about 0:40 · the step 0:00 of 16:00" in here.pictures[0]


def test_on_a_low_screen_the_question_goes_before_the_turn():
    with view(40, 10) as here:
        here.terminal.open_step([], Clock(840, awake()))
        here.terminal.begin_turn("t1", 40)
        here.press(ENTER)
        here.terminal.ask(question())
    assert "What do you see?" in here.pictures[0]
    assert "Her turn" not in here.pictures[0]
