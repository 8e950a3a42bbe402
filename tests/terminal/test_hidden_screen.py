"""The hidden screen: a neutral page that passes for an agenda, and the key that brings it back."""

import re

import pytest

from coalition_cli.errors import Problem
from coalition_cli.terminal.neutral_page import NeutralPage
from tests.support.screens import ENTER, F, question, view

AGENDA = ("Sewing course", "10:00 Patterns", "12:00 Lunch")
F12 = "\x1b[24~"


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40), (40, 12)])
def test_the_page_for_visitors_and_the_time_stand_there_and_nothing_of_the_room(width, height):
    with view(width, height) as here:
        here.terminal.hide_behind(lambda: NeutralPage(AGENDA))
        here.press("her name", F[9], ENTER, ENTER)
        assert here.terminal.ask(question()) == "her name"
    lines = [line.strip() for line in here.pictures[2].splitlines() if line.strip()]
    assert lines[:3] == list(AGENDA)
    assert re.fullmatch(r"\d\d:\d\d", lines[3])
    assert len(lines) == 4


def test_only_the_key_brings_it_back_and_a_wrong_one_changes_nothing():
    tried = []

    def opens(key):
        tried.append(key)
        return key == "bahari"

    with view() as here:
        here.terminal.hide_behind(lambda: NeutralPage((), opens))
        here.press("Maji", F[9], ENTER, "maji" + ENTER, "x", F[5], "bahari", ENTER, ENTER)
        assert here.terminal.ask(question()) == "Maji"
    assert tried == ["", "maji", "bahari"]
    hidden = here.pictures[2:8]
    assert all(picture.split()[0] == "Break" and len(picture.split()) == 2 for picture in hidden)
    assert here.curtains == ["plain", ""]


def test_closing_at_once_needs_no_key():
    with view() as here:
        here.terminal.hide_behind(lambda: NeutralPage((), lambda _key: False))
        here.press(F[9], F12)
        with pytest.raises(Problem, match="screen cleared"):
            here.terminal.ask(question())
    assert here.curtains[-1] == "plain"
