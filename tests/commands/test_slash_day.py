"""``/day`` at a prompt: the page of the day, looked at and left; and the same prompt again."""

import pytest

from tests.support.calling import CTRL_C, ENTER, PROGRAM, Seat, entries_of
from tests.support.clocks import clock

pytestmark = pytest.mark.slow

ESC = "\x1b"
NEXT = "Next line"
ZONE = "Africa/Dar_es_Salaam"
LATE = ("behind", "in hand", "On time", "win it back", "planned for", "Planned")


@pytest.fixture
def nine(house):
    """A workshop that follows a programme of its date, at a quarter past nine of that day."""
    house.environment |= clock("2024-11-12 09:15:00", ZONE)
    house.workshop = house.new("Umoja", "--programme", "one-day-2024-11-12")
    return house


def nothing_of_lateness(seat):
    assert not [words for words in LATE if words in seat.text]


@pytest.mark.parametrize("plain", [[], ["--plain"]], ids=["screen", "plain"])
def test_the_day_stands_there_without_lateness_and_nothing_is_changed(nine, plain):
    before = nine.workshop.read_bytes()
    seat = nine.at_terminal(*plain, "note")
    chosen = [ENTER] if plain else []
    seat.talk((NEXT, "/day\r"), ("Next, at 09:15: Arrival and tea, 30 minutes", ""))
    nothing_of_lateness(seat)
    seat.press("2", *chosen)
    seat.see("Later that day")
    nothing_of_lateness(seat)
    seat.press("2", *chosen)
    seat.see("Earlier that day")
    seat.press("1", *chosen)
    seat.see("2. The whole day")
    seat.press("1", *chosen)
    seat.talk((NEXT, CTRL_C))
    assert seat.end() == 130
    assert nine.workshop.read_bytes() == before


def test_where_the_room_cannot_see_this_window_it_says_how_late_it_is(nine):
    wall = Seat([*PROGRAM, "wall"], nine.environment, nine.desk, 80, 24)
    wall.see("Umoja")
    seat = nine.at_terminal("note")
    seat.talk((NEXT, "/day\r"), ("1. Back", ESC), ("Carry on", "The room cannot"))
    seat.talk(("The room cannot see this window", ENTER))
    seat.see("75 minutes behind: the day would end at")
    seat.see("planned for 08:00")
    wall.press("q")
    assert wall.end() == 0
    seat.until_gone("behind")
    nothing_of_lateness(seat)
    seat.press(CTRL_C)
    assert seat.end() == 130


def test_half_typed_words_stay_and_the_menu_leads_there(nine):
    seat = nine.at_terminal("agenda-ranking")
    seat.talk(("» 1. Begin", ENTER), (NEXT, "half a word"), ("> half a word", ESC))
    seat.talk(("Carry on", "The day"), ("The day: what comes next (/day)", ENTER))
    seat.talk(("1. Back", ENTER), ("> half a word", ESC))
    seat.talk(("Carry on", "The day"), ("The day: what comes next (/day)", ENTER))
    seat.talk(("1. Back", CTRL_C))
    assert seat.end() == 130
    again = nine.at_terminal("agenda-ranking")
    again.talk(("> half a word", CTRL_C))
    assert again.end() == 130


def test_where_no_programme_is_followed_it_says_how_one_is_begun(umoja):
    seat = umoja.at_terminal("note")
    seat.talk((NEXT, "/day\r"))
    seat.see("This workshop follows no programme. To begin one: coalition start")
    seat.talk((NEXT, ESC), ("(/off)", ""))
    assert "(/day)" not in seat.text
    seat.press(CTRL_C)
    assert seat.end() == 130
    assert entries_of(umoja.workshop) == []


def test_in_swahili_on_a_small_screen_it_stands_from_its_beginning(nine):
    seat = nine.at_terminal("--language", "sw", "note", width=40, height=12)
    seat.talk(("Mstari unaofuata", "/day\r"), ("Kinachofuata, 09:15", "2"))
    seat.talk(("09:15  Arrival", CTRL_C))
    assert seat.end() == 130
