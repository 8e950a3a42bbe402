"""The lock of an empty room: not while a clock runs, and whoever unlocks finds all as it was."""

import pytest

from coalition_cli.blocks import Heading
from coalition_cli.clock import Clock, awake
from coalition_cli.errors import Problem
from coalition_cli.stage import Cue
from tests.support.screens import ENTER, F, question, view
from tests.support.virtual_time import Passing

pytestmark = pytest.mark.slow

IDLE = 600.0


def test_nobody_at_the_keys_for_ten_minutes_locks_and_what_was_typed_is_kept():
    with view(lock_after=IDLE) as room:
        room.press("Maji", Passing(IDLE + 5), ENTER)
        with pytest.raises(Problem, match="screen cleared"):
            room.terminal.ask(question())
    assert room.kept[-1] == "Maji"
    assert room.curtains == ["plain"]


def test_whoever_unlocks_finds_page_words_wall_and_clock_as_they_were():
    asked = []

    def unlock():
        asked.append(room.curtains[-1])
        return True

    with view(lock_after=IDLE, unlock=unlock) as room:
        began = awake()
        room.terminal.open_step([Heading("Water for all", 2)], Clock(60, began))
        room.press("Maji", Passing(IDLE + 65), "!" + ENTER)
        assert room.terminal.ask(question()) == "Maji!"
    assert asked == ["plain"]
    assert room.curtains == ["plain", ""]
    assert "Water for all" in room.pictures[-1]
    assert "> Maji" in room.pictures[-1]
    assert "10:00 over" in room.pictures[-1]


def test_a_screen_that_was_hidden_is_hidden_still_after_the_lock():
    with view(lock_after=IDLE, unlock=lambda: True) as room:
        room.press(F[9], Passing(IDLE + 5), ENTER, "Maji" + ENTER)
        assert room.terminal.ask(question()) == "Maji"
    assert room.curtains[:4] == ["plain", "plain", "", "plain"]
    assert "Break" in room.pictures[1]


def test_nothing_locks_while_the_clock_of_the_step_runs_and_ten_minutes_after():
    with view(lock_after=IDLE) as room:
        room.terminal.open_step([], Clock(3 * IDLE, awake()))
        room.press(Passing(3 * IDLE + IDLE - 60), "Maji" + ENTER)
        assert room.terminal.ask(question()) == "Maji"
        room.terminal.open_step([], Clock(60, awake()))
        room.press(Passing(IDLE + 120), ENTER)
        with pytest.raises(Problem, match="screen cleared"):
            room.terminal.ask(question())


def test_nothing_locks_while_cues_run():
    with view(lock_after=IDLE) as room:
        room.press(Passing(2 * IDLE), ENTER)
        room.terminal.wait([Cue(3 * IDLE, "Breathe in")])
    assert room.curtains == []
