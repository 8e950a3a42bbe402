"""A day led by its programme: real keys, real files, and a clock that is set for every sitting."""

import re
import time
from pathlib import Path

import pytest

from tests.support.calling import CTRL_C, ENTER, PROGRAM, House, Seat, entries_of, wait_until_kept
from tests.support.clocks import clock

pytestmark = pytest.mark.slow

ESC = "\x1b"
ZONE = "Africa/Dar_es_Salaam"
EIGHT = ("Amina", "Baraka", "Chausiku", "Devota", "Esther", "Furaha", "Grace", "Halima")


def sit_down(house: House, at: str, *words: str, day: int = 12) -> Seat:
    """Somebody who calls `coalition start` at ``at`` on that day of November 2024."""
    faked = clock(f"2024-11-{day} {at}", ZONE)
    return Seat([*PROGRAM, "start", *words], house.environment | faked, house.desk, 80, 24)


def put_up_wall(house: House) -> Seat:
    """A wall in a window of its own, without which nothing is private at a desk."""
    wall = Seat([*PROGRAM, "wall"], house.environment | clock(zone=ZONE), house.desk, 80, 24)
    wall.see("Umoja")
    return wall


def unseen(seat: Seat) -> None:
    """Say in the menu that the room sees the wall, and cannot see this window."""
    seat.talk(("Esc: say there that the room cannot see this window.", ESC))
    choose(seat, "The room cannot see this window")


def stop(seat: Seat) -> str:
    """Leave by Ctrl-C on the page of the day; what is said on the way out."""
    seat.see("What now?")
    seat.press(CTRL_C)
    assert seat.end() == 130
    return seat.text


def option(seat: Seat, words: str) -> str:
    """The digit of the option that begins with ``words``, as it stands on the screen."""
    seat.see(f". {words}")
    line = next(line for line in seat.text.splitlines() if f". {words}" in line)
    return line.partition(".")[0].strip(" »")


def choose(seat: Seat, *several: str) -> None:
    """Choose one after the other; each leads to another page, which may offer the same again."""
    for words in several:
        digit, before = option(seat, words), page_of(seat)
        seat.press(*digit)
        began, asked = time.monotonic(), 0
        while page_of(seat) == before and seat.child.isalive():
            waited = time.monotonic() - began
            assert waited < 15, seat.text
            # A longer number may begin so, or the list did not listen yet: it is the same page.
            if waited > 1.5 * (asked + 1):
                asked += 1
                is_pointed_at = f"» {digit}. {words}" in seat.text.replace("»  ", "» ")
                seat.press(ENTER if is_pointed_at else digit[-1])
            time.sleep(0.01)


def page_of(seat: Seat) -> str:
    """The page without the mark of what is pointed at, and without the line of the clock."""
    lines = seat.text.replace("»", " ").split("\n")
    return "\n".join(lines[:-1])


def play_through(seat: Seat, title: str, line: str) -> None:
    """Play one of the short exercises from its opening to the page of the programme."""
    seat.talk(("When the room is ready", ENTER), (f"The first page of {title}", ENTER))
    say_and_finish(seat, title, line)


def say_and_finish(seat: Seat, title: str, line: str) -> None:
    seat.talk((f"What do we say in {title}?", f"{line}{ENTER}"), (f"1 {line}", ENTER))
    seat.talk((f"Finish: {title}", ENTER), (f"{title}: done", ENTER))
    seat.see("It is ")


def begin_rules(seat: Seat) -> None:
    """Begin the first slot, turn to the programme in the midst of it, and say that it is over."""
    choose(seat, "Begin: Rules")
    seat.talk(("When the room is ready", CTRL_C), ("Now: Rules, since", ""))
    choose(seat, "It is over: Rules")


def dids(path: Path) -> list[tuple[str, str]]:
    return [
        (entry["body"]["slot"], entry["body"]["did"])
        for entry in entries_of(path)
        if entry["step"] == "programme"
    ]


def test_a_day_that_starts_late_runs_over_and_changes_its_order(house: House) -> None:
    path = three_of_eight_are_here(house)

    wall = put_up_wall(house)
    seat = sit_down(house, "09:15:00")
    seat.see("It is 09:15.")
    nothing_of_lateness(seat)
    unseen(seat)
    for words in (
        "15 minutes behind: the day would end at 12:40 instead of 12:25.",
        "Leave out 10:50 Role-play: 20 min won",
        "Next, at 09:15: Rules, 20 minutes · planned for 09:00",
        "Then: 09:35 Visioning · 10:05 Strategy · 10:35 Tea",
        "Care has 15% of the minutes in which we work.",
    ):
        seat.see(words)
    begin_rules(seat)
    seat.see("Next, at 09:15: Visioning, 30 minutes")
    assert "Care has" not in seat.text
    stop(seat)

    seat = sit_down(house, "09:35:00")
    choose(seat, "Begin: Visioning")
    seat.see("In this programme: 30 minutes, until 10:05.")
    seat.talk(("When the room is ready", ENTER), ("The first page of Looking ahead", ENTER))
    seat.talk(("What do we say in Looking ahead?", f"a school{ENTER}"), ("1 a school", "half a li"))
    wait_until_kept(path, "half a li")
    seat.kill()

    seat = sit_down(house, "10:30:20")
    unseen(seat)
    seat.see("It is 10:30. Now: Visioning, since 09:35. It is 25 minutes over its time.")
    seat.see("40 minutes behind: the day would end at 13:05 instead of 12:25.")
    choose(seat, "Go on with: Visioning")
    seat.talk(("Continue", ENTER))
    say_and_finish_again(seat)
    seat.see("Visioning took 55 minutes, 25 minutes more than it had.")
    choose(seat, "Win back time: 40 minutes")
    seat.see("Breaks, prayer, ground rules, closing circle and feedback stay.")
    offered = seat.text.partition("What gives way?")[2]
    assert not any(title in offered for title in ("Tea", "Lunch", "Circle", "Rules"))
    choose(seat, "Shorten 10:30 Strategy to 10 min: wins 20 min")
    seat.see("20 minutes behind: the day would end at 12:45 instead of 12:25.")
    choose(seat, "Skip it for now")
    seat.see("Put aside: Strategy")
    choose(seat, "Begin: Tea")
    for words in ("Until 10:45.", "Somebody is here for you", "14:5"):
        seat.see(words)
    seat.talk(("Look at the programme", CTRL_C))
    seat.see("Now: Tea, since 10:30.")
    stop(seat)

    five_arrive(house, "10:40:00")

    seat = sit_down(house, "10:50:30")
    unseen(seat)
    seat.see("It is 5 minutes over its time.")
    choose(seat, "It is over: Tea")
    seat.see("Next, at 10:50: Role-play")
    choose(seat, "Skip it for now", "Begin: Lunch")
    seat.talk(("Until 11:50.", ""), ("Look at the programme", CTRL_C))
    stop(seat)

    seat = sit_down(house, "11:50:40")
    choose(seat, "Go on with: Lunch", "Go on with the programme")
    choose(seat, "Somebody arrives or leaves", "Somebody leaves")
    seat.talk(
        ("Who is here: 8", f"Amina{ENTER}"),
        ("Who is here: 7", f"Halima{ENTER}"),
        ("Who is here: 6", ""),
    )
    for words in (
        "By group: Red 3, Blue 3",
        "6 are counted when we decide.",
        "Left: Amina, Halima",
    ):
        seat.see(words)
    seat.talk(("Who has left?", ENTER))
    choose(seat, "Take another one first", "Strategy, 10 minutes · 09:50 (put aside)")
    seat.see("In this programme: 10 minutes, until 12:00.")
    seat.talk(("When the room is ready", ENTER), ("The first page of Ways ahead", ENTER))
    seat.talk(
        ("What do we say in Ways ahead?", f"a letter{ENTER}"),
        ("1 a letter", ENTER),
        ("On to: Agree", ENTER),
    )
    six_are_counted(seat)
    seat.talk(("Finish: Ways ahead", ENTER), ("Ways ahead: done", ENTER))
    choose(seat, "Begin: Breath")
    seat.see("Today: a second look")
    play_through(seat, "Looking ahead", "a well")
    choose(seat, "Skip it for now")
    seat.see("one of the parts that people need most")
    choose(seat, "Keep it")
    choose(seat, "End the day")
    seat.see("Nobody should go home without: Circle.")
    choose(seat, "Not yet")
    seat.see("Next, at 11:5")
    stop(seat)
    wall.kill()

    assert [slot for slot, did in dids(path) if did == "end"] == [
        "rules", "visioning", "tea", "lunch", "back", "breath",
    ]  # fmt: skip
    runs = [
        (e["exercise"], e["run"], e["body"]["text"])
        for e in entries_of(path)
        if e["step"] == "said" and e["op"] == "add"
    ]
    assert runs == [
        ("looking-ahead", 1, "a school"),
        ("looking-ahead", 1, "half a line"),
        ("strategy", 1, "a letter"),
        ("looking-ahead", 2, "a well"),
    ]
    report = house.call("export", "md", "--out", "-").out
    times = report.partition("Time: planned and held")[2]
    for row in ("09:35 | Visioning | 30 | 55", "10:30 | Tea | 15 | 20"):
        assert f"| {row} |" in times
    assert re.search(r"\| 09:15 \| Rules \| 20 \| \d \|", times)
    assert re.search(r"\| 10:5\d \| Lunch \| 60 \| (5[5-9]|6[0-5]) \|", times)
    assert re.search(r"\| 11:5\d \| Strategy \| 30 \| \d \| given 10 minutes", times)
    groups = report.partition("Who took part, by group")[2]
    assert "- Blue: 4\n- Red: 4" in groups
    (decided,) = house.summary()["decisions"]
    assert (decided["present"], decided["counts"], decided["adopted"]) == (
        6,
        {"yes": 5, "no": 0},
        True,
    )
    assert (
        "Time: planned and held"
        not in house.call("export", "md", "--out", "-", "--for", "donor").out
    )
    eight_came_and_two_left(house)


def three_of_eight_are_here(house: House) -> Path:
    """A workshop that is to have eight people, of whom three are there when it begins."""
    house.environment |= clock("2024-11-12 08:30:00", ZONE)
    before = house.new("Before")
    house.people(
        *(f"{name}, {group}" for name, group in zip(EIGHT, ["Blue", "Red"] * 4, strict=True))
    )
    path = house.new("Umoja", "--programme", "short-day", "--follows", str(before), "--people")
    arrived = house.call("people", "arrive", typed="Amina, Baraka, Chausiku\n")
    assert "3 of 8 are here." in arrived.err
    return path


def five_arrive(house: House, at: str) -> None:
    """People come and go in a second window, one key each, and every count is right at once."""
    seat = Seat(
        [*PROGRAM, "people", "here"],
        house.environment | clock(f"2024-11-12 {at}", ZONE),
        house.desk,
        80,
        24,
    )
    seat.see("3 are counted when we decide.")
    for number, name in enumerate(EIGHT[3:], 4):
        who = f"{number}. {name} · {('Red', 'Blue')[number % 2]}"
        seat.talk((f"{who} · not here yet", str(number)), (f"{name} is here.", ""))
        for words in (
            f"{who} · here since 10:4",
            f"Who is here: {number}",
            f"{number} are counted when we decide.",
        ):
            seat.see(words)
    seat.see("By group: Blue 4, Red 4")
    seat.press(CTRL_C)
    assert seat.end() == 130


def six_are_counted(seat: Seat) -> None:
    """A decision counts those who are there now: who came late, and not who left."""
    seat.see("How do we decide?")
    choose(seat, "Yes or no")
    for _round, hands in ("first", "7"), ("second", "5"):
        seat.talk(("Yes", f"{hands}{ENTER}"), ("No", ENTER), ("Pass", ENTER))
        if hands == "7":
            seat.see("7 were counted, but 6 people are here.")
            choose(seat, "Count again")


def eight_came_and_two_left(house: House) -> None:
    """What `people` tells at the end of the day, each with her times."""
    listed = [line.split("\t") for line in house.call("people", "show").lines]
    assert [row[0] for row in listed] == list(EIGHT)
    assert [row[0] for row in listed if "left" in row] == ["Amina", "Halima"]
    seat = house.at_terminal("people", "show")
    for words in (
        "Who is here: 6",
        "By group: Red 3, Blue 3",
        "6 are counted when we decide.",
        "Enter closes",
    ):
        seat.see(words)
    lines = {name: next(line for line in seat.text.splitlines() if name in line) for name in EIGHT}
    assert all("came 08:3" in lines[name] for name in EIGHT[:3])
    assert all("came 10:4" in lines[name] for name in EIGHT[3:])
    assert {name for name in EIGHT if "left 11:5" in lines[name]} == {"Amina", "Halima"}
    seat.talk(("Enter closes", ENTER), ("6 of 8 are here.", ""))
    assert seat.end() == 0


def say_and_finish_again(seat: Seat) -> None:
    """Where the power was cut, the half line still stands."""
    seat.talk(("half a li", f"ne{ENTER}"), ("2 half a line", ENTER))
    seat.talk(("Finish: Looking ahead", ENTER), ("Looking ahead: done", ENTER))


def test_what_does_not_fit_today_is_moved_to_tomorrow_and_comes_after_its_first_slot(
    house: House,
) -> None:
    house.new("Umoja", "--programme", "two-days")
    seat = sit_down(house, "09:00:00")
    seat.see("Two days · day 1 of 2")
    begin_rules(seat)
    choose(seat, "Move it to tomorrow")
    seat.see("Next, at 09:00: Strategy")
    choose(seat, "End the day", "End it; they are left out")
    seat.see("1 part of the day was held.")
    choose(seat, "Leave")
    assert seat.end() == 0

    wall = put_up_wall(house)
    seat = sit_down(house, "09:00:00", day=13)
    seat.see("Two days · day 2 of 2")
    unseen(seat)
    seat.see("30 minutes behind: the day would end at 10:25 instead of 09:55.")
    seat.see("Then: 09:20 Visioning · 09:50 Tea")
    stop(seat)
    wall.kill()


def test_a_laptop_that_is_opened_at_noon_takes_up_the_day_where_the_room_is(house: House) -> None:
    path = house.new("Umoja", "--programme", "short-day")
    wall = put_up_wall(house)
    seat = sit_down(house, "10:55:00")
    unseen(seat)
    seat.see("1 h 55 min behind")
    choose(seat, "Take another one first", "Lunch, 60 minutes")
    seat.see("5 parts stand before it: Rules, Visioning, Strategy, Tea, Role-play.")
    choose(seat, "They were held without this program")
    seat.talk(("Until 11:55.", ""), ("Look at the programme", CTRL_C))
    seat.see("On time: the day ends at 12:25, as planned.")
    stop(seat)
    wall.kill()
    assert [did for _slot, did in dids(path)] == ["begin", *["skip"] * 5, "begin"]


def test_a_workshop_without_a_programme_is_asked_which_and_remembers_it(house: House) -> None:
    house.new("Umoja")
    seat = sit_down(house, "09:00:00")
    seat.see("Which programme do we follow?")
    choose(seat, "A short day")
    seat.see("Next, at 09:00: Rules")
    stop(seat)
    seat = sit_down(house, "09:00:00")
    seat.see("Next, at 09:00: Rules")
    stop(seat)
    home = house.at_terminal()
    home.see("The day: next is Rules, ")
    home.kill()


def test_a_day_is_interpreted_and_looked_at_in_parts(house: House) -> None:
    house.new("Umoja", "--programme", "one-day-2024-11-12")
    seat = sit_down(house, "08:00:00")
    choose(seat, "The whole day")
    seat.see("Where it worked")
    choose(seat, "Later that day")
    seat.see("Our shared agenda")
    choose(seat, "Earlier that day")
    seat.see("Where it worked")
    choose(seat, "Somebody interprets: talk takes 1.3 times")
    seat.see("Talk is interpreted: 1.3 times as long.")
    nothing_of_lateness(seat)
    stop(seat)


def nothing_of_lateness(seat: Seat) -> None:
    """The page says when things are, and nothing of how late it is."""
    for words in ("behind", "in hand", "On time", "win it back", "Win back", "planned for"):
        assert words not in seat.text


def test_a_room_that_sees_the_only_screen_reads_times_and_nothing_of_lateness(house: House) -> None:
    path = house.new("Umoja", "--programme", "short-day")
    seat = sit_down(house, "09:15:00")
    for words in ("Next, at 09:15: Rules, 20 minutes", "Then: 09:35 Visioning · 10:05 Strategy"):
        seat.see(words)
    nothing_of_lateness(seat)
    seat.press(ESC)
    seat.see("Carry on")
    seat.see("Write a summary (/export)")
    assert "The room cannot see this window" not in seat.text
    assert "(/day)" not in seat.text  # it is this page
    seat.press(ENTER)
    choose(seat, "Shorten the day")
    seat.see("Breaks, prayer, ground rules, closing circle and feedback stay.")
    seat.see("Leave out 10:50 Role-play: 20 min won")
    assert "later" not in seat.text
    nothing_of_lateness(seat)
    choose(seat, "Nothing: leave it as it is", "The whole day")
    seat.see("09:15 Rules 20")
    assert "Planned" not in seat.text
    nothing_of_lateness(seat)
    choose(seat, "Back to the programme")
    stop(seat)
    assert [did for _slot, did in dids(path)] == ["begin"]


def test_how_late_it_is_goes_from_the_page_at_once_where_the_room_can_see_it(house: House) -> None:
    house.new("Umoja", "--programme", "short-day")
    wall = put_up_wall(house)
    seat = sit_down(house, "09:15:00")
    unseen(seat)
    seat.see("15 minutes behind: the day would end at 12:40 instead of 12:25.")
    choose(seat, "Begin: Rules")
    seat.talk(("When the room is ready", CTRL_C))
    seat.see("15 minutes behind")  # she said it once for this window
    seat.press(ESC)
    choose(seat, "The room can see this window")
    seat.until_gone("behind")
    nothing_of_lateness(seat)
    seat.press(ESC)
    choose(seat, "The room cannot see this window")
    seat.see("15 minutes behind")
    wall.press("q")
    assert wall.end() == 0
    seat.until_gone("behind")  # with the wall it goes, without any key
    choose(seat, "The whole day")
    seat.see("09:15 Rules 20")
    nothing_of_lateness(seat)
    choose(seat, "Back to the programme")
    stop(seat)


def test_without_a_terminal_nobody_can_lead_and_the_sentence_says_what_works(house: House) -> None:
    house.new("Umoja", "--programme", "short-day")
    refused = house.call("start")
    assert (refused.status, refused.out) == (2, "")
    assert "coalition programme show" in refused.err
    wrong = house.call("start", "--programme", "nonsense")
    assert (wrong.status, '"nonsense" is no programme here: ' in wrong.err) == (1, True)


def test_enter_changes_no_minutes_and_ends_the_day_once_nothing_is_left(house: House) -> None:
    path = house.new("Umoja", "--programme", "two-parts")
    seat = sit_down(house, "09:00:00")
    choose(seat, "Give it other minutes")
    seat.talk(("» 1. 20 min, as now", ENTER), ("Next, at 09:00: Rules, 20 minutes", ""))
    begin_rules(seat)
    choose(seat, "Begin: Circle")
    play_through(seat, "Thanks", "a song")
    seat.talk(("» 1. End the day", ENTER))
    seat.see("2 parts of the day were held.")
    choose(seat, "Leave")
    assert seat.end() == 0
    assert dids(path)[-1] == ("", "end")


def test_a_part_that_was_opened_by_mistake_is_put_back_and_nothing_of_it_is_begun(
    house: House,
) -> None:
    house.new("Umoja", "--programme", "two-parts")
    seat = sit_down(house, "09:00:00")
    choose(seat, "Begin: Rules")
    seat.talk(("When the room is ready", ENTER), ("We begin with three promises", CTRL_C))
    seat.see("Now: Rules, since")
    choose(seat, "It was not held: put it back")
    seat.see("Next, at 09:00: Rules, 20 minutes")
    stop(seat)
    assert house.summary()["exercises"] == []
