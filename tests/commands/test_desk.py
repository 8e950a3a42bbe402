"""A desk beside its wall: nothing private stands on a screen that the room may see."""

import re
from pathlib import Path

import pytest

from tests.support.calling import CTRL_C, ENTER, House, Seat

ESC, F7, PAGE_UP, PAGE_DOWN = "\x1b", "\x1b[18~", "\x1b[5~", "\x1b[6~"
SECRET = "siri ya ndani"
EXERCISE = """\
id = "hidden"
title = "Hidden"
purpose = "What is not for the wall."
language = "en"
minutes = { min = 1, usual = 2, max = 3 }
intensity = "low"

[[steps]]
id = "danger"
kind = "notes"
title = "Danger"
minutes = 1
prompt = "What do we watch out for?"
note_taker = "No names, and no places."
share = "organizer"

[[steps]]
id = "open"
kind = "notes"
title = "Open"
minutes = 1
prompt = "What may everybody know?"
"""


@pytest.fixture
def desk(umoja: House) -> Seat:
    """A desk at the step whose lines the room does not read."""
    own = Path(umoja.environment["XDG_CONFIG_HOME"]) / "coalition" / "exercises"
    own.mkdir(parents=True)
    (own / "hidden.toml").write_text(EXERCISE)
    seat = umoja.at_terminal("hidden")
    seat.talk(("1. Begin", ENTER))
    seat.see("What do we watch out for?")
    return seat


def unseen(desk: Seat) -> None:
    """Say in the menu that the room cannot see this window."""
    desk.press(ESC)
    desk.see("The room cannot see this window")
    number = re.search(r"(\d+)\. The room cannot see", desk.text)
    assert number is not None
    desk.press(number[1])
    desk.see("Only you")


def test_nothing_private_stands_at_a_desk_without_a_wall_nor_in_a_byte_of_the_wall(
    umoja: House, desk: Seat
) -> None:
    desk.press(SECRET + ENTER)
    desk.see("1 is kept and not shown here.")
    assert SECRET not in desk.text
    assert "No names" not in desk.text
    wall = umoja.at_terminal("wall", width=40, height=12)
    wall.see("What do we watch out for?")
    wall.see("1 is kept and not shown here.")
    unseen(desk)
    desk.see(f"1 – {SECRET}")
    assert "No names, and no places." in desk.text
    wall.press("q")
    assert wall.end() == 0
    assert SECRET not in wall.escapes
    desk.press("the next one" + ENTER)
    desk.see("2 are kept and not shown here.")
    assert SECRET not in desk.text
    desk.press(CTRL_C)
    assert desk.end() == 130


def test_what_comes_next_is_looked_at_while_the_wall_stays_as_it_is(
    umoja: House, desk: Seat
) -> None:
    wall = umoja.at_terminal("wall", width=40, height=12)
    wall.see("What do we watch out for?")
    unseen(desk)
    desk.press(F7)
    desk.see("Next, not on the wall yet")
    desk.see("▌ What may everybody know?")
    assert "What do we watch out for?" in wall.text
    desk.press(F7)
    desk.see("▌ What do we watch out for?")
    desk.press(CTRL_C)
    assert desk.end() == 130


def test_pages_of_the_wall_are_turned_from_the_desk_and_the_next_line_turns_back(
    umoja: House,
) -> None:
    umoja.note(*(f"stone {number}" for number in range(1, 31)))
    seat = umoja.at_terminal("note")
    wall = umoja.at_terminal("wall", width=40, height=12)
    wall.see("newest of 30")
    seat.see("Next line")
    seat.press("stone 31" + ENTER)
    wall.see("31 stone 31")
    seat.press(PAGE_UP)
    wall.until_gone("31 stone 31")
    seat.press(PAGE_DOWN)
    wall.see("31 stone 31")
    seat.press(PAGE_UP)
    wall.until_gone("31 stone 31")
    seat.press("stone 32" + ENTER)
    wall.see("32 stone 32")
    seat.press(CTRL_C)
    assert seat.end() == 130


def test_where_the_room_may_see_the_desk_f7_says_why_it_shows_nothing(desk: Seat) -> None:
    desk.press(F7)
    desk.see("F7 shows what comes next once the room cannot see this window.")
    desk.press(ESC)
    desk.see("Skip this step")
    assert "Look at what comes next" not in desk.text
    desk.press(ESC, CTRL_C)
    assert desk.end() == 130


def test_line_by_line_the_note_to_the_leader_waits_until_the_room_cannot_see_it(
    umoja: House, desk: Seat
) -> None:
    desk.press(CTRL_C)
    assert desk.end() == 130
    wall = umoja.at_terminal("wall")
    wall.see("What do we watch out for?")
    seat = umoja.at_terminal("--plain", "hidden")
    seat.talk(("A wall is open. Type ?", ENTER), ("Next line", "?\r"))
    seat.see("The room cannot see this window")
    assert "No names" not in seat.escapes
    number = re.search(r"(\d+)\. The room cannot see", seat.text)
    assert number is not None
    seat.press(number[1] + ENTER)
    seat.see("For the note-taker: No names, and no places.")
    seat.press("x\r")
    seat.see("1 is kept and not shown here.")
    seat.press("?\r")
    seat.see("The room can see this window")
    seat.press(CTRL_C, CTRL_C)
    assert seat.end() == 130
    wall.press("q")
    assert wall.end() == 0
