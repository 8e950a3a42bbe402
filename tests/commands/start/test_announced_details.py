"""Exercises say of the day what its programme knows, on the page, on the wall and in the sample."""

from tests.support.calling import CTRL_C, ENTER, House

TOLD = "Today has 4 parts, and we rest at 10:30, 12:25 and 15:25."


def test_the_welcome_knows_its_pauses_from_the_programme_and_details_go_before_it(
    house: House,
) -> None:
    house.new("Umoja", "--programme", "one-day-2024-11-12")
    house.people("Amina")
    shown = house.call("details", "show").lines
    assert "n\t4\tfrom the programme" in shown
    assert "lead\tMary Rusimbi\tfrom the programme" in shown
    seat = house.at_terminal("welcome-circle")
    seat.talk(("When the room is ready", ENTER))
    seat.see(TOLD)
    wall = house.at_terminal("wall")
    wall.see(TOLD)
    assert house.call("details", typed="n: five\n").lines[-1] == "n\tfive"
    seat.press(CTRL_C)
    assert seat.end() == 130
    seat = house.at_terminal("welcome-circle")
    seat.talk(("When the room is ready", ENTER))
    seat.see("Today has five parts, and we rest at 10:30,")
    wall.see("Today has five parts, and we rest at 10:30,")
    for each in (seat, wall):
        each.press(CTRL_C)
        each.end()


def test_who_is_asked_for_a_detail_reads_what_stands_there_without_her(house: House) -> None:
    house.new("Umoja", "--programme", "one-day-2024-11-12")
    seat = house.at_terminal("details")
    seat.talk(("What does this group call itself?", ENTER), ("Who leads the day?", ""))
    seat.see("then the exercises say: Mary Rusimbi")
    seat.press(CTRL_C)
    assert seat.end() == 130
