"""Half-typed words come back to whoever typed them; a page that the room reads quotes only what is
the room's.
"""

import pytest

from tests.support.calling import ENTER, F5, entries_of, wait_until_kept

pytestmark = pytest.mark.slow


def test_half_typed_words_for_the_organizers_are_not_read_out_when_the_exercise_goes_on(umoja):
    umoja.people("Amina", "Мария")
    seat = umoja.at_terminal("agenda-ranking")
    seat.talk(
        ("» 1. Begin", ENTER),
        ("Next line", "Papers\r"),
        ("1 Papers", F5 + ENTER),
        ("· 2 of 5", F5 + ENTER),
    )
    seat.talk(("· 3 of 5", F5 + ENTER), ("· 4 of 5", "Siti waits longest be"))
    seat.see("> Siti waits longest be")
    wait_until_kept(umoja.workshop, "Siti waits longest be")
    seat.kill()
    again = umoja.at_terminal("agenda-ranking")
    again.see("» 1. Continue")
    page = again.text
    assert "What was being typed is kept too." in page
    assert "Siti" not in page
    again.talk(
        ("» 1. Continue", ENTER),
        ("> Siti waits longest be", "cause\r"),
        ("kept and not shown", F5 + ENTER),
    )
    again.see("· 5 of 5")
    again.kill()
    said = [entry["body"].get("text") for entry in entries_of(umoja.workshop)]
    assert "Siti waits longest because" in said


def test_words_half_typed_elsewhere_are_no_news_on_the_page_of_an_exercise(umoja):
    umoja.people("Amina", "Мария")
    notes = umoja.at_terminal("note")
    notes.see("What is being said?")
    notes.press("Kazi na ma")
    notes.see("> Kazi na ma")
    wait_until_kept(umoja.workshop, "Kazi na ma")
    notes.kill()
    seat = umoja.at_terminal("agenda-ranking")
    seat.talk(("» 1. Begin", ENTER), ("Next line", "Papers\r"))
    seat.see("1 Papers")
    seat.kill()
    again = umoja.at_terminal("agenda-ranking")
    again.see("» 1. Continue")
    assert "Last saved" in again.text
    assert "Kazi na ma" not in again.text
    assert "being typed" not in again.text
