"""A second Amina: told from the first by a letter at a prompt, kept once and said from a pipe."""

import pytest

from tests.support.calling import CTRL_C, ENTER, F2, House, entries_of

PLAIN = pytest.mark.parametrize("plain", [[], ["--plain"]])
ASKED = "Another Amina? Type a letter or word to tell them apart: Amina K"


def names(house: House) -> list[str]:
    return [entry["body"]["text"] for entry in entries_of(house.workshop) if entry["op"] == "add"]


@PLAIN
@pytest.mark.parametrize("change", ["add", "arrive"])
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("K", ["Amina", "Amina K"]),
        ("Amina wa Juu", ["Amina", "Amina wa Juu"]),
        ("", ["Amina"]),
    ],
)
def test_a_second_one_is_asked_for_a_letter(umoja, plain, change, typed, expected) -> None:
    umoja.people("Amina")
    seat = umoja.at_terminal(*plain, "people", change)
    seat.talk(("A chosen name", "amina, Blue" + ENTER), (ASKED, typed + ENTER))
    seat.talk((f"{expected[-1]} is here", CTRL_C))
    assert seat.end() == 130
    assert names(umoja) == expected
    if len(expected) == 2:
        assert entries_of(umoja.workshop)[-1]["body"]["group"] == "Blue"


def test_whoever_types_the_first_name_alone_or_a_known_letter_is_asked_again(umoja) -> None:
    umoja.people("Amina", "Amina K")
    seat = umoja.at_terminal("people")
    seat.talk(("A chosen name", "Amina" + ENTER), (ASKED, "k" + ENTER))
    seat.talk(("called Amina K already", "2" + ENTER), ("Amina k2 is here.", CTRL_C))
    assert seat.end() == 130
    assert names(umoja) == ["Amina", "Amina K", "Amina k2"]


def test_one_who_left_is_not_entered_again_by_enter_alone(umoja) -> None:
    umoja.people("Amina")
    assert umoja.call("people", "leave", typed="Amina").status == 0
    seat = umoja.at_terminal("people")
    seat.talk(("A chosen name", "Amina" + ENTER), (ASKED, ENTER), ("people back", "Amina" + ENTER))
    seat.talk((ASKED, "K" + ENTER), ("Amina K is here.", F2), ("Taken back: ", CTRL_C))
    assert seat.end() == 130
    assert umoja.call("people", "show").lines == ["Amina\t\tparticipant\tleft"]


def test_one_who_left_and_is_typed_under_those_who_come_is_back_unasked(umoja) -> None:
    umoja.people("Amina", "Grace")
    assert umoja.call("people", "leave", typed="Amina").status == 0
    seat = umoja.at_terminal("people", "arrive")
    seat.talk(("Who has come?", "Amina, Grace" + ENTER), ("Amina is back.", CTRL_C))
    assert seat.end() == 130
    assert names(umoja) == ["Amina", "Grace"]


@PLAIN
def test_on_the_page_of_who_is_here_a_second_one_is_asked_too(umoja, plain) -> None:
    umoja.people("Amina")
    seat = umoja.at_terminal(*plain, "people", "here")
    seat.talk(("Somebody new", "2" + ENTER if plain else ENTER))
    seat.talk(("A chosen name", "Amina" + ENTER), ("Another Amina?", "K" + ENTER))
    seat.talk(("Amina K is here.", CTRL_C))
    assert seat.end() == 130
    assert names(umoja) == ["Amina", "Amina K"]


def test_in_a_pasted_list_two_of_one_name_are_asked_about_and_those_known_before_are_said(
    umoja,
) -> None:
    umoja.people("Grace", "Zuri")
    seat = umoja.at_terminal("people")
    seat.talk(("A chosen name", "\x1b[200~Grace\nAmina\nzuri\nAmina\nNeema\x1b[201~"))
    seat.talk(("Several lines came at once", ENTER), (ASKED, "K" + ENTER))
    seat.see("Here already and taken once: Grace, Zuri.")
    seat.see("Neema is here.")
    seat.press("Rehema" + ENTER)
    seat.see("Rehema is here.")
    assert "taken once" not in seat.text
    seat.press(CTRL_C)
    assert seat.end() == 130
    assert names(umoja) == ["Grace", "Zuri", "Amina", "Amina K", "Neema", "Rehema"]


@pytest.mark.parametrize("change", ["add", "arrive"])
def test_from_a_pipe_one_is_kept_and_it_is_said(umoja, change) -> None:
    done = umoja.call("people", change, typed="Amina\nGrace\nAMINA\n")
    assert done.status == 0, done
    assert "Amina is here already." in done.err
    assert names(umoja) == ["Amina", "Grace"]
