"""Off the record and one more minute, in a real process with real keys."""

import pytest

from coalition_cli.store.side import room_clock
from tests.support.calling import CTRL_C, CTRL_U, ENTER, F4, F5, entries_of

pytestmark = pytest.mark.slow

STANDING = "░ Off the record since"


def words_of(house):
    return [entry["body"].get("text") for entry in entries_of(house.workshop)]


def test_what_is_said_off_the_record_is_nowhere_on_the_machine(umoja):
    seat = umoja.at_terminal("agenda-ranking")
    seat.talk(("» 1. Begin", ENTER), ("Next line", "Papers\r"), ("1 Papers", "/off\r"))
    seat.talk((STANDING, "Her brother Juma\r"), ("Not written: this is off", "and his ne"))
    seat.see("> and his ne")
    seat.press(F5, ENTER)  # it survives the step
    seat.see("Does it press?")
    assert STANDING in seat.text
    seat.press("\x1b[17~")
    seat.see("· 1 of 5")
    seat.press(CTRL_U, "/on\r")
    seat.see("On the record again")
    assert STANDING not in seat.text
    seat.press("Beds\r")
    seat.see("2 Beds")
    seat.press(CTRL_C)
    assert seat.end() == 130
    assert [word for word in words_of(umoja) if word] == ["Papers", "Beds"]
    disk = umoja.everything_on_disk()
    assert b"Juma" not in disk
    assert b"and his" not in disk


def test_a_sitting_that_ends_off_the_record_says_that_it_ends_with_it(umoja):
    seat = umoja.at_terminal("note")
    seat.talk(("Next line", "/off\r"), (STANDING, "half a secret"), ("> half a secret", CTRL_C))
    assert seat.end() == 130
    assert "Off the record ended here" in seat.text
    assert b"half a secret" not in umoja.everything_on_disk()
    again = umoja.at_terminal("note")
    again.talk(("Next line", "Maji\r"), ("1 Maji", CTRL_C))
    assert again.end() == 130
    assert words_of(umoja)[-1] == "Maji"


def test_off_the_record_it_stays_at_home_and_at_every_page_until_it_is_ended(umoja):
    seat = umoja.at_terminal()
    seat.talk(("What now?", "write down"), ("Find: write down", ENTER), ("Next line", "/off\r"))
    seat.talk((STANDING, CTRL_C), ("What now?", ""), (STANDING, "her brother Juma"))
    seat.talk(("Enter: not written", ENTER), ("Not written: this is off", "/on"))
    seat.talk(("Typed: /on", ENTER), ("On the record again", "Maji"), ("Typed: Maji", ENTER))
    seat.see("Kept as a note")
    assert STANDING not in seat.text
    seat.press("/off")
    seat.talk(("Typed: /off", ENTER), (STANDING, CTRL_C))
    assert seat.end() == 130
    assert seat.text.count("Off the record ended here") == 1
    assert b"Juma" not in umoja.everything_on_disk()
    assert [word for word in words_of(umoja) if word] == ["Maji"]


def test_who_passes_off_the_record_is_not_written_down_and_the_room_goes_on(umoja):
    umoja.people("Amina", "Neema")
    seat = umoja.at_terminal("reflection-circle")
    seat.talk(("» 1. Begin", ENTER), ("On to: Round the circle", ENTER))
    seat.talk(("Whose turn is it?", ENTER), ("She may pass", "/off\r"))
    seat.talk((STANDING, "a secret\r"), ("Not written", F4), ("What now?", CTRL_C))
    assert seat.end() == 130
    assert not any("passed" in entry["body"] for entry in entries_of(umoja.workshop))


def test_line_by_line_it_is_said_and_not_taken_either(umoja):
    seat = umoja.at_terminal("--plain", "note")
    seat.talk(("Next line", "/off\r"), (STANDING, "a secret\r"), ("Not written", "/on\r"))
    seat.talk(("On the record again", "Maji\r"), ("1 Maji", CTRL_C))
    assert seat.end() == 130
    assert b"a secret" not in umoja.everything_on_disk()


def test_one_more_minute_from_the_prompt_and_from_the_menu(umoja):
    seat = umoja.at_terminal("visioning")
    seat.talk(("» 1. Begin", ENTER), ("On to: A quiet walk", "/more 3"))
    seat.see("/more 3")
    seat.press(ENTER)
    seat.see("3 minutes more.")
    assert any(clock in seat.text for clock in ("05:00 left", "04:5"))
    seat.press("\x1b")
    seat.see("One more minute (/more 1)")
    number = next(line for line in seat.text.splitlines() if "One more minute" in line)
    seat.press(number.strip(" »").partition(".")[0])
    seat.see("05:5")
    told = room_clock.told(umoja.workshop)
    assert told is not None
    assert told.extra == 240
    seat.press("/more many")
    seat.see("/more many")
    seat.press(ENTER)
    seat.see("Say how many minutes more")
    seat.press(CTRL_C)
    assert seat.end() == 130


def test_where_no_clock_runs_there_is_no_minute_to_give(umoja):
    seat = umoja.at_terminal("note")
    seat.talk(("Next line", "/more\r"), ("No clock runs here.", CTRL_C))
    assert seat.end() == 130
