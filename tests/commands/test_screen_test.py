"""``screen-test``: the page on screens of every size, in both themes, and line by line."""

import pytest

from coalition_cli.commands.screen_test import screen_slide
from coalition_cli.terminal.slides.frame import Framing

EVERYTHING = ("Can the last row", "Право", "سلام", "ሰላም", "☼ sunrise", "picture heights")


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)], ids=str)
def test_all_of_it_stands_on_one_page(size):
    frame = Framing().frame(screen_slide(size[1]), *size)
    assert frame.pages == 1
    for words in EVERYTHING:
        assert words in frame.text()


@pytest.mark.parametrize(("rows", "heights"), [(12, 16), (24, 8), (40, 5)])
def test_it_says_from_how_far_it_can_be_read(rows, heights):
    text = Framing().frame(screen_slide(rows), 80, rows).text()
    assert f"{rows} rows: readable from about {heights} picture heights." in text


def test_in_a_pipe_and_line_by_line_it_is_printed_and_ends(house):
    for words in (("screen-test",), ("--plain", "screen-test")):
        ended = house.call(*words)
        assert ended.status == 0
        for each in EVERYTHING:
            assert each in ended.out


def test_on_a_terminal_t_changes_the_theme_and_q_gives_the_screen_back(house):
    seat = house.at_terminal("screen-test", width=40, height=12)
    seat.see("picture heights")
    seat.resize(80, 24)
    seat.see("24 rows")
    seat.press("t")
    seat.press("q")
    assert seat.end() == 0
