"""A session of forty-four minutes on a driven clock: a desk, a wall, and everything between them.

Three hundred lines of three groups, twelve corrections, two curtains, a laptop that sleeps, a storm
of sizes and a change of workshop: the wall and the file are right at every point.
"""

import json
import re
from pathlib import Path

import pytest

from tests.support import jumping_clock
from tests.support.calling import CTRL_C, CTRL_U, ENTER, F9, UP, House, Seat

LINES = 300
GROUPS = ("Blue", "Green", "Red")
EXERCISE = """\
id = "stones"
title = "Stones"
purpose = "What stands in the way."
language = "en"
minutes = { min = 30, usual = 46, max = 60 }
intensity = "low"

[[steps]]
id = "seen"
kind = "notes"
title = "Stones"
minutes = 45
prompt = "Which stones did your group find?"
each = "group"

[[steps]]
id = "after"
kind = "notes"
title = "After"
minutes = 1
prompt = "What else?"
"""
_SIZES = ((120, 40), (40, 12), (61, 17), (80, 24), (200, 50), (40, 12))


class Room:
    """The desk and the wall of one workshop, and what should stand in its file."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.file = house.new("Umoja")
        command = [*jumping_clock.PROGRAM, "stones"]
        self.desk = Seat(command, house.environment, house.desk, 80, 24)
        self.wall = house.at_terminal("wall", width=40, height=12)
        self.said: list[tuple[str, str]] = []

    def say(self, number: int) -> None:
        """Type a line of the group that speaks; the wall has it before the next is typed."""
        words = f"line {number} of the stones"
        self.desk.child.send(words + ENTER)
        self.said.append((GROUPS[(number - 1) // 100], words))
        self.desk.see(f"► {number} {words}")
        self.wall.see(f"{number} {words}")

    def mend(self, number: int) -> None:
        """Mend the newest line: no frame of the wall holds its old words any more."""
        group, words = self.said[-1]
        mended = f"mended {number} of the stones"
        self.desk.see(f"{number} {words}")
        self.desk.press(UP, CTRL_U, mended + ENTER)
        self.wall.see(f"{number} {mended}")
        assert words not in self.wall.text
        self.said[-1] = (group, mended)

    def hide(self) -> None:
        """Hide both screens; what is typed meanwhile is nowhere, and all comes back."""
        self.desk.press(F9)
        self.desk.see("Break")
        self.wall.see("Break")
        for seat in (self.desk, self.wall):
            assert re.fullmatch(r"\s*Break\s+\d\d:\d\d\s*", seat.text.translate(_DIGITS))
        self.desk.press(ENTER)
        self.wall.see(self.said[-1][1])

    def check_file(self) -> None:
        """The file holds every line, in order, with its group, as its newest wording has it."""
        entries = json.loads(self.file.read_bytes())["entries"].values()
        texts: dict[str, tuple[str, str]] = {}
        for entry in entries:
            if entry["op"] == "add" and entry["step"] == "seen":
                texts[entry["id"]] = (entry["body"]["group"], entry["body"]["text"])
            elif entry["op"] == "edit" and entry["ref"] in texts:
                texts[entry["ref"]] = (entry["body"]["group"], entry["body"]["text"])
        assert list(texts.values()) == self.said


_DIGITS = {ord(block): "" for block in "▄▀█"}


@pytest.mark.slow
def test_desk_wall_and_file_agree_for_forty_four_minutes(house: House) -> None:
    own = Path(house.environment["XDG_CONFIG_HOME"]) / "coalition" / "exercises"
    own.mkdir(parents=True)
    (own / "stones.toml").write_text(EXERCISE)
    house.new("Another one")
    room = Room(house)
    room.desk.press(ENTER)
    _begin_group(room, "Blue")
    for number in range(1, LINES + 1):
        if number in (101, 201):
            room.desk.press(ENTER)
            _begin_group(room, GROUPS[(number - 1) // 100])
        room.say(number)
        _what_comes_between(room, number)
    room.check_file()
    room.desk.press(CTRL_C)
    assert room.desk.end() == 130
    room.wall.see(room.said[-1][1])
    room.wall.press("q")
    assert room.wall.end() == 0


def _begin_group(room: Room, group: str) -> None:
    """Name the group that speaks, where the desk asks for it."""
    room.desk.see("Which group speaks?" if group == "Blue" else "Who is speaking?")
    if group != "Blue":
        room.desk.press("2")  # a group that is not in the list yet
        room.desk.see("Which group speaks?")
    room.desk.press(group + ENTER)
    room.desk.see(f"{group}: next line")


def _what_comes_between(room: Room, number: int) -> None:
    if number % 25 == 0:
        room.mend(number)
        room.check_file()
    if number in (60, 120, 180, 240):
        room.desk.child.kill(jumping_clock.AHEAD)
    if number in (110, 210):
        room.hide()
    if number == 150:
        room.desk.child.kill(jumping_clock.ASLEEP)
    if number == 175:
        for size in _SIZES:
            room.desk.resize(*size)
            room.wall.resize(*size)
        room.wall.see(f"newest of {number}")
        room.desk.resize(80, 24)
    if number == 250:
        _look_at_another_workshop(room)


def _look_at_another_workshop(room: Room) -> None:
    """Open the other workshop and come back: the wall follows, the desk stays where it is."""
    assert room.house.call("open", "Another one").status == 0
    room.wall.see("Another one")
    assert "stones" not in room.wall.text
    room.house.call("open", "Umoja")
    room.wall.see(room.said[-1][1])
