"""The clock of a step in a real process: what stops it gives it back, and the wall knows."""

import json
import time
from collections.abc import Callable

import pytest

from coalition_cli.model.entry import Place
from coalition_cli.store.side import room_clock
from tests.support import jumping_clock
from tests.support.calling import CTRL_C, ENTER, F8, F9, Seat

pytestmark = pytest.mark.slow

ARRIVE = Place("visioning", 1, "arrive")
JOURNEY = Place("visioning", 1, "journey")


def at_visioning(house) -> Seat:
    command = [*jumping_clock.PROGRAM, "visioning"]
    return Seat(command, house.environment, house.desk, 80, 24)


def mark(house, place: Place) -> str:
    head = json.loads(house.workshop.read_bytes())["workshop"]
    return room_clock.mark_of(next(iter(head.values()))["id"], place)


def until(house, is_so: Callable[[room_clock.RoomClock | None], bool]) -> room_clock.RoomClock:
    """Wait until the wall would be told so."""
    end = time.monotonic() + 20
    while not is_so(told := room_clock.told(house.workshop)):
        assert time.monotonic() < end, told
        time.sleep(0.02)
    return told


def has_its_two_minutes(seat: Seat) -> bool:
    return any(words in seat.text.splitlines()[-1] for words in ("02:00 left", "01:5"))


def has_its_minute(seat: Seat) -> bool:
    return any(words in seat.text.splitlines()[-1] for words in ("01:00 left", " 00:"))


def test_hidden_or_asleep_for_eleven_minutes_the_step_has_what_it_had(umoja):
    seat = at_visioning(umoja)
    seat.talk(("» 1. Begin", ENTER), ("On to: A quiet walk", F9))
    stopped = until(umoja, lambda told: told is not None and told.stopped is not None)
    assert (stopped.kind, stopped.seconds) == ("step", 120)
    assert stopped.mark == mark(umoja, ARRIVE)
    seat.child.kill(jumping_clock.AHEAD)
    seat.press(ENTER)
    seat.see("On to: A quiet walk")
    assert until(umoja, lambda told: told is not None and told.stopped is None).away > 600
    assert has_its_two_minutes(seat)
    seat.child.kill(jumping_clock.ASLEEP)
    seat.press("x")
    seat.see("Typed: x")
    assert has_its_two_minutes(seat)
    seat.child.kill(jumping_clock.AHEAD)
    seat.see(" over")  # and while nothing stops it, it goes on
    assert "over" in seat.text.splitlines()[-1]
    seat.press(CTRL_C)
    assert seat.end() == 130
    assert room_clock.told(umoja.workshop) is None


def test_a_step_that_was_paused_goes_on_with_its_time_and_the_minute_that_it_got(umoja):
    seat = at_visioning(umoja)
    seat.talk(("» 1. Begin", ENTER), ("On to: A quiet walk", ENTER), ("The year is", "+"))
    told = until(umoja, lambda told: told is not None and told.extra > 0)
    assert (told.kind, told.mark) == ("cues", mark(umoja, JOURNEY))
    assert sum(span.seconds for span in told.spans) == told.seconds == 240
    seat.child.kill(jumping_clock.AHEAD)
    seat.see("Time to come to an end")
    seat.press("+")
    seat.see("left")
    seat.press(CTRL_C)
    assert seat.end() == 130
    assert room_clock.told(umoja.workshop) is None
    again = at_visioning(umoja)
    again.see("Now come back")
    assert has_its_minute(again)
    again.press(F8)
    until(umoja, lambda told: told is not None and told.kind == "breath")
    again.child.kill(jumping_clock.AHEAD)
    again.press(ENTER)
    until(umoja, lambda told: told is not None and told.kind == "cues")
    again.rest()
    assert has_its_minute(again)
    again.press(ENTER)
    again.see("On to:")
    again.press(ENTER)
    again.see("· 3 of 7")
    again.press(CTRL_C)
    assert again.end() == 130


def test_in_a_circle_the_desk_says_how_long_this_turn_goes_on(umoja):
    umoja.people("Amina", "Leyla")
    seat = umoja.at_terminal("visioning")
    seat.talk(("» 1. Begin", ENTER), ("On to: A quiet walk", ENTER), ("The year is", ENTER))
    seat.talk(("On to: With one", ENTER), ("Turn to your neighbours; nothing", ENTER))
    seat.talk(("On to: One piece", ENTER), ("» 1. Amina", ENTER))
    seat.see("Her turn 0:0")
    assert "of about 0:40 · the step 0:" in seat.text
    seat.press("A gate\r")
    seat.see("» 1. Leyla")
    assert "Her turn" not in seat.text
    seat.press(CTRL_C)
    assert seat.end() == 130


def test_an_exercise_in_between_leaves_the_clock_of_the_other_as_it_was(umoja):
    seat = at_visioning(umoja)
    seat.talk(("» 1. Begin", ENTER), ("On to: A quiet walk", ""))
    until(umoja, lambda told: told is not None)
    seat.press("x")
    seat.see("Typed: x")
    seat.press(CTRL_C)
    assert seat.end() == 130
    left = room_clock.kept(umoja.workshop, mark(umoja, ARRIVE))
    assert left is not None
    between = umoja.at_terminal("ground-rules")
    between.talk(("» 1. Begin", ENTER), ("On to:", ENTER), ("What makes it easy", CTRL_C))
    assert between.end() == 130
    kept = room_clock.kept(umoja.workshop, mark(umoja, ARRIVE))
    assert kept is not None
    assert abs(kept.left() - left.left()) < 1
