"""An official walks in: the page for visitors on both screens, and the key that ends it."""

import re

import pytest

from tests.support.calling import CTRL_C, ENTER, F9, House, Seat

pytestmark = pytest.mark.slow

KEY = "bahari kuu"
ESC, F12 = "\x1b", "\x1b[24~"


def with_key(house: House) -> None:
    seat = house.at_terminal("details", "key")
    seat.see("The key of a hidden screen")
    seat.press(f"{KEY}\r")
    assert seat.end() == 0
    assert KEY not in seat.text


def test_the_page_stands_on_desk_and_wall_until_the_key_is_typed(umoja):
    umoja.call("details", typed="visitor_page: Sewing course / 10:00 Patterns / 12:00 Lunch\n")
    with_key(umoja)
    umoja.note("Her own words")
    seat, wall = umoja.at_terminal("note"), umoja.at_terminal("wall")
    wall.see("Her own words")
    seat.talk(("Next line", F9), ("10:00 Patterns", "wrong\r"))
    wall.see("10:00 Patterns")
    for screen in (seat, wall):
        assert "Sewing course" in screen.text
        assert "Her own" not in screen.text
    seat.press("\r")
    assert "Next line" not in seat.text
    seat.press(KEY)
    assert "bahari" not in seat.text
    seat.press("\r")
    seat.see("Next line")
    wall.see("Her own words")
    seat.press(CTRL_C)
    assert seat.end() == 130
    wall.press("q")
    assert wall.end() == 0


def test_after_a_cut_of_power_a_hidden_screen_asks_for_its_key_again(umoja):
    umoja.call("details", typed="visitor_page: Sewing course / 10:00 Patterns\n")
    with_key(umoja)
    umoja.note("Her own words")
    seat = umoja.at_terminal("note")
    seat.talk(("Next line", F9), ("10:00 Patterns", ""))
    seat.kill()
    seat, wall = umoja.at_terminal("note"), umoja.at_terminal("wall")
    seat.talk(("10:00 Patterns", "\r"), ("10:00 Patterns", "wrong\r"))
    wall.see("10:00 Patterns")
    seat.rest()
    for words in ("hidden", "Show the words", "Her own"):
        assert words not in seat.text
    seat.press(f"{KEY}\r")
    seat.talk(("The wall is hidden.", "2"), ("Next line", ""))
    wall.see("Her own words")
    seat.press(CTRL_C)
    assert seat.end() == 130
    wall.press("q")
    assert wall.end() == 0


def test_whoever_forgot_the_key_takes_it_away_at_the_shell(umoja):
    with_key(umoja)
    seat = umoja.at_terminal("note")
    seat.talk(("Next line", F9), ("Break", F12))
    assert seat.end() == 130
    seat = umoja.at_terminal("note")
    seat.talk(("Break", F12))
    assert seat.end() == 130
    seat = umoja.at_terminal("details", "key")
    seat.talk(("The key of a hidden screen", "none\r"))
    assert seat.end() == 0
    seat = umoja.at_terminal("note")
    seat.talk(("The wall is hidden.", "2"), ("Next line", CTRL_C))
    assert seat.end() == 130


def test_the_key_stands_nowhere_in_clear_and_can_be_taken_away(umoja):
    with_key(umoja)
    assert umoja.call("details", "show").lines == ["curtain_key\tchosen"]
    assert b"bahari" not in umoja.everything_on_disk()
    assert umoja.call("check").status == 0
    seat = umoja.at_terminal("details", "key")
    seat.see("The key of a hidden screen")
    seat.press("none\r")
    seat.see("Enter alone brings a hidden screen back")
    assert seat.end() == 0
    assert umoja.call("details", "show").lines == []
    seat = umoja.at_terminal("note")
    seat.talk(("Next line", F9), ("Break", "\r"), ("Next line", CTRL_C))
    assert seat.end() == 130


def chosen_in_menu(seat: Seat, words: str) -> None:
    seat.press(ESC)
    seat.see(words)
    number = re.search(rf"(\d+)\. {words}", seat.text)
    assert number is not None
    seat.press(number[1])


def test_a_wall_that_was_left_hidden_stays_so_until_somebody_says_otherwise(umoja):
    umoja.note("Her own words")
    with_key(umoja)
    seat = umoja.at_terminal("note")
    seat.talk(("Next line", F9), ("Break", F12))
    assert seat.end() == 130
    wall = umoja.at_terminal("wall")
    wall.see("Break")
    seat = umoja.at_terminal()
    seat.talk(("Break", KEY + ENTER), ("The wall is hidden.", "1"))
    seat.see("The wall: hidden. Show it")
    seat.talk(("What now?", "4"), ("What is being said?", F9), ("Break", KEY + ENTER))
    seat.see("The wall is hidden. The menu shows its words again.")
    assert "1. Leave it hidden" not in seat.text  # once is enough
    other = umoja.at_terminal("note")
    other.talk(("Break", KEY + ENTER), ("The wall is hidden.", "1"), ("Next line", F9))
    other.talk(("Break", KEY + ENTER), ("Next line", CTRL_C))
    assert other.end() == 130
    wall.rest()
    assert "Her own" not in wall.text
    chosen_in_menu(seat, "Show the wall's words again")
    wall.see("Her own words")
    seat.until_gone("The wall is hidden.")
    seat.press(CTRL_C)
    seat.see("The wall: open")
    seat.press(CTRL_C)
    assert seat.end() == 130
    wall.press("q")
    assert wall.end() == 0


def test_the_first_page_shows_a_hidden_wall_again(umoja):
    umoja.note("Her own words")
    seat = umoja.at_terminal("note")
    seat.talk(("Next line", F9), ("Break", F12))
    assert seat.end() == 130
    seat, wall = umoja.at_terminal(), umoja.at_terminal("wall")
    seat.talk(("The wall is hidden.", "1"), ("The wall: hidden. Show it", "hidden"), ("» ", ENTER))
    wall.see("Her own words")
    seat.see("The wall: open")
    seat.press(CTRL_C)
    assert seat.end() == 130
    wall.press("q")
    assert wall.end() == 0


def test_the_menu_says_what_brings_a_hidden_screen_back(umoja):
    seat = umoja.at_terminal("note")
    seat.talk(("Next line", ESC), ("Hide the screen; Enter brings it back (F9)", ESC))
    seat.press(CTRL_C)
    assert seat.end() == 130
    with_key(umoja)
    seat = umoja.at_terminal("note")
    seat.talk(("Next line", ESC), ("Hide the screen; your key brings it back (F9)", ESC))
    seat.press(CTRL_C)
    assert seat.end() == 130
