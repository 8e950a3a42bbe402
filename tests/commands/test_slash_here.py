"""``/here`` at a prompt: people come and go, and the prompt is as it was."""

import pytest

from tests.support.calling import (
    CTRL_C,
    CTRL_U,
    ENTER,
    F9,
    entries_of,
    wait_until_kept,
)

pytestmark = pytest.mark.slow

ESC = "\x1b"
NEXT, PAGE = "Next line", "Who came, who went?"
LONG = "Zuhura wa jina refu sana aliyetoka Kitui kwa basi la asubuhi"


def names_here(house) -> list[str]:
    rows = [line.split("\t") for line in house.call("people", "show").lines]
    return [row[0] for row in rows if "left" not in row]


def number_of(seat, words: str) -> str:
    """The number of an option, as it stands on the screen."""
    seat.see(words)
    line = next(line for line in seat.text.splitlines() if words in line)
    return line.strip(" »").partition(".")[0]


def paused(seat) -> None:
    seat.press(CTRL_C)
    assert seat.end() == 130


@pytest.mark.parametrize("plain", [[], ["--plain"]], ids=["screen", "plain"])
def test_one_key_lets_somebody_go_and_the_same_prompt_stands_again(umoja, plain):
    umoja.people("Amina", "Grace")
    seat = umoja.at_terminal(*plain, "note")
    seat.talk((NEXT, "/here\r"), (PAGE, ""))
    seat.press(number_of(seat, "Grace · here since"), *([ENTER] if plain else []))
    seat.see("Grace has left.")
    seat.press(number_of(seat, "Close"), *([ENTER] if plain else []))
    seat.talk(("1 of 2 are here.", "Maji\r"), ("1 Maji", ""))
    paused(seat)
    assert names_here(umoja) == ["Amina"]
    assert [note["text"] for note in umoja.summary()["notes"]] == ["Maji"]


@pytest.mark.parametrize(
    ("typed", "told", "here"),
    [
        ("/here Grace", "Grace is back.", ["Amina", "Grace"]),
        ("/here grace, AMINA", "Grace is back. Amina is here already.", ["Amina", "Grace"]),
        ("/here Zuri", "Zuri is here.", ["Amina", "Zuri"]),
        ("/here Zuri, Blue", "Zuri is here, in the group Blue.", ["Amina", "Zuri"]),
        ("/here Бермет", "Бермет is here.", ["Amina", "Бермет"]),
        (f"/here {LONG}", f"{LONG} is here.", ["Amina", LONG]),
    ],
)
def test_names_behind_it_come_and_what_was_understood_is_said(umoja, typed, told, here):
    umoja.people("Amina", "Grace")
    umoja.call("people", "leave", typed="Grace\n")
    seat = umoja.at_terminal("note", width=120)
    seat.talk((NEXT, f"{typed}\r"), (told, ""))
    paused(seat)
    assert names_here(umoja) == here


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/here Amina, Zuri", "Zuri is nobody here yet, and nothing was changed."),
        ("/here Zuri, Amina", "Zuri is nobody here yet, and nothing was changed."),
        ("/here @Amina", "is no name: none begins with @"),
        ("/here /all", "is no name: a name never begins with a slash"),
    ],
)
def test_names_that_cannot_come_stay_to_be_mended(umoja, typed, told):
    umoja.people("Amina", "Grace")
    before = umoja.workshop.read_bytes()
    seat = umoja.at_terminal("note")
    seat.talk((NEXT, f"{typed}\r"), (told, ""))
    assert f"> {typed}" in seat.text
    assert "What is being said?" in seat.text
    seat.press(CTRL_U)
    paused(seat)
    assert umoja.workshop.read_bytes() == before


def test_another_amina_is_told_from_the_first_by_a_letter(umoja):
    umoja.people("Amina")
    seat = umoja.at_terminal("note")
    seat.talk((NEXT, "/here Amina\r"), ("Another Amina?", "K\r"), ("Amina K is here.", ""))
    seat.talk((NEXT, "/here Amina\r"), ("Another Amina?", "\r"), ("Amina is here already.", ""))
    paused(seat)
    assert names_here(umoja) == ["Amina", "Amina K"]


def test_who_came_is_counted_at_once(umoja):
    umoja.people("Amina", "Grace")
    seat = umoja.at_terminal("reflection-circle")
    seat.talk(("» 1. Begin", ENTER), ("On to", "/here Zuri\r"), ("Zuri is here.", ENTER))
    seat.see("Whose turn")
    seat.see("Zuri")
    seat.press("/here Neema\r")
    seat.see("Neema is here.")
    seat.see("4. Neema")
    paused(seat)


def test_half_typed_words_and_the_clock_of_the_step_stay_as_they_were(umoja):
    umoja.people("Amina", "Grace")
    seat = umoja.at_terminal("agenda-ranking")
    seat.talk(("» 1. Begin", ENTER), (NEXT, "half a word"), ("> half a word", ESC))
    seat.talk(("Carry on", "Somebody comes"), ("Somebody comes or goes (/here)", ENTER))
    seat.talk((PAGE, ""))
    seat.press(number_of(seat, "Somebody new"))
    seat.see("A chosen name")
    assert "half a word" not in seat.text
    seat.talk(("A chosen name", "Zuri\r"), ("Zuri is here.", F9), ("Break", ENTER))
    seat.press(number_of(seat, "Close"))
    seat.talk(("> half a word", "s\r"), ("1 half a words", ""))
    assert "04:" in seat.text
    paused(seat)


def test_ctrl_c_on_the_page_pauses_and_keeps_the_half_typed_words_and_the_name(umoja):
    umoja.people("Amina")
    seat = umoja.at_terminal("agenda-ranking")
    seat.talk(("» 1. Begin", ENTER), (NEXT, "half a word"), ("> half a word", ESC))
    seat.talk(("Carry on", "Somebody comes"), ("Somebody comes or goes (/here)", ENTER))
    seat.talk((PAGE, ""))
    seat.press(number_of(seat, "Somebody new"))
    seat.talk(("A chosen name", "Zu"), ("> Zu", ""))
    wait_until_kept(umoja.workshop, "Zu")
    wait_until_kept(umoja.workshop, "half a word")
    paused(seat)
    again = umoja.at_terminal("agenda-ranking")
    again.see("> half a word")
    again.see("Zu")
    paused(again)


def test_ctrl_c_behind_a_typed_command_pauses_and_leaves_no_command_behind(umoja):
    umoja.people("Amina")
    seat = umoja.at_terminal("note")
    seat.talk((NEXT, "/here\r"), (PAGE, ""))
    paused(seat)
    again = umoja.at_terminal("note")
    again.see(NEXT)
    assert "/here" not in again.text
    paused(again)


def test_words_that_wait_at_a_choice_are_no_name_and_wait_on(umoja):
    umoja.people("Amina")
    seat = umoja.at_terminal("agenda-ranking")
    seat.talk(("» 1. Begin", "a thought"), ("a thought", ESC), ("Waiting for the next line", ""))
    seat.talk(("» 1. Begin", "/here\r"), (PAGE, ""))
    assert "a thought" not in seat.text
    seat.talk((PAGE, ""))
    seat.press(number_of(seat, "Somebody new"))
    seat.see("A chosen name")
    assert "a thought" not in seat.text
    seat.press("Zuri\r")
    seat.see("Zuri is here.")
    seat.press(number_of(seat, "Close"))
    seat.talk(("» 1. Begin", ENTER))
    seat.see("> a thought")
    paused(seat)


def test_nobody_comes_or_goes_off_the_record(umoja):
    umoja.people("Amina", "Grace")
    seat = umoja.at_terminal("note")
    seat.talk((NEXT, "/off\r"), ("░ Off the record since", "/here Zuri\r"))
    seat.talk(("Not written: this is off the record.", f"{CTRL_U}/here\r"))
    seat.talk((PAGE, ""))
    seat.press(number_of(seat, "Grace · here since"))
    seat.see("Not written: this is off the record.")
    seat.press(number_of(seat, "Close"))
    seat.talk(("2 of 2 are here.", "/on\r"), ("On the record again", ""))
    paused(seat)
    assert [entry["op"] for entry in entries_of(umoja.workshop)] == ["add", "add"]


def test_on_the_page_of_people_the_menu_leads_off_the_record(umoja):
    umoja.people("Amina")
    seat = umoja.at_terminal("people", "here")
    seat.talk((PAGE, ESC), ("Off the record: nothing is written (/off)", ""))
    assert "/here" not in seat.text
    seat.press(number_of(seat, "Off the record"))
    seat.see("░ Off the record since")
    seat.press(number_of(seat, "Amina · here since"))
    seat.see("Not written: this is off the record.")
    seat.press(CTRL_C)
    assert seat.end() == 130
    assert "Off the record ended here" in seat.text
    assert names_here(umoja) == ["Amina"]


def test_in_swahili_it_is_the_same(umoja):
    umoja.people("Amina", "Grace")
    seat = umoja.at_terminal("--language", "sw", "note", width=40, height=12)
    seat.talk(("Mstari unaofuata", "/here Zuri, Bluu\r"), ("Zuri yupo, katika kundi Bluu.", ""))
    seat.press("/here\r")
    seat.see("Nani amekuja")
    paused(seat)
