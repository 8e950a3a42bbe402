"""Choices at the shell, by real keys through a pipe."""

import pytest

from coalition_cli.stage import Option, Pause
from coalition_cli.terminal import shell_question
from tests.support.screens import CTRL_C, DOWN, ENTER, fingers

PLACES = [Option("", "Write nothing"), Option("open", "Write it [as] it is")]
COPIES = [Option(str(n), f"2024-11-{n:02} umoja") for n in range(1, 31)]


@pytest.mark.parametrize(
    ("keys", "chosen"), [([ENTER], ""), ([DOWN, ENTER], "open"), (["2", ENTER], "open")]
)
def test_one_is_chosen_and_enter_has_the_last_word(keys, chosen):
    with fingers() as here:
        here.press(*keys)
        assert shell_question.choose("The stick is not encrypted.", PLACES, "") == chosen
    assert "The stick is not encrypted." in here.pictures[0]
    assert "Write it [as] it is" in here.pictures[0]


def test_of_many_one_is_looked_for():
    with fingers() as here:
        here.press(*"11-2", DOWN, ENTER)
        assert shell_question.choose("Which copy?", COPIES, "1") == "21"


def test_ctrl_c_chooses_nothing():
    with fingers() as here:
        here.press(CTRL_C)
        with pytest.raises(Pause):
            shell_question.choose("Which copy?", COPIES, "1")
