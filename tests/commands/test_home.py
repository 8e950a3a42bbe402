"""``coalition`` alone: from this page everything is done, and to it everything comes back."""

from pathlib import Path

import pytest

from tests.support.calling import (
    CTRL_C,
    DOWN,
    ENTER,
    PROGRAM,
    Seat,
    entries_of,
    wait_until_kept,
)
from tests.support.clocks import clock

pytestmark = pytest.mark.slow

ESC, F12 = "\x1b", "\x1b[24~"
SIZES = [(80, 24), (120, 40), (40, 12)]
RANKING = {
    "issues": ["Papers", "Water"],
    "scores": {"urgency": {"1": 5, "2": 4}, "feasibility": {"1": 3, "2": 4}},
    "agree": {"5": 2},
}


@pytest.fixture
def umoja(house):
    house.workshop = house.new("Umoja", "--place", "Nendiwe")
    house.people("Amina", "Neema")
    return house


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_everything_is_offered_and_what_is_pointed_at_is_seen_at_every_size(umoja, width, height):
    seat = umoja.at_terminal(width=width, height=height)
    seen = set()
    for _down in range(9):
        seat.see("»")
        seat.rest()
        assert "What now?" in seat.text
        seen.add(next(line for line in seat.text.split("\n") if "»" in line).strip(" »"))
        seat.press("\x1b[B")
    assert {line[:7] for line in seen} == {
        "1. The ",
        "2. Anot",
        "3. Writ",
        "4. Who ",
        "5. The ",
        "6. Resu",
        "7. Writ",
        "8. Anot",
        "9. Leav",
    }
    seat.press("9")
    assert seat.end() == 0
    assert "Last saved" in seat.text
    assert "Come back with: coalition" in seat.text


def test_a_first_start_makes_a_workshop_with_three_questions(house):
    seat = house.at_terminal()
    seat.talk(
        ("What is the workshop called?", "-Our coalition\r"),
        ("Where is it held?", "Nendiwe Center\r"),
        ("Which programme does it follow?", "one day"),
        ("» 4. Building our coalition: one day", ENTER),
        ("Nendiwe Center · ", ""),
        ("The day: ", CTRL_C),
    )
    assert seat.end() == 130
    assert "Go on with: coalition" in seat.text
    assert "-Our coalition" in house.call("list", "workshops").out


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_first_start_that_is_left_makes_nothing(house, at):
    seat = house.at_terminal()
    turns = [
        ("What is the workshop called?", "Umoja\r"),
        ("Where is it held?", ENTER),
        ("Which programme does it follow?", CTRL_C),
    ]
    seat.talk(*turns[:at], (turns[at][0], CTRL_C))
    assert seat.end() == 130
    assert "Nothing was made." in seat.text
    assert house.call("list", "workshops").out == ""


def test_an_exercise_is_found_by_typing_and_the_first_page_comes_back(umoja):
    seat = umoja.at_terminal()
    seat.talk(("What now?", "2"), ("Which exercise?", "shared agenda"))
    seat.talk(("»  8. agenda-ranking · Our shared agenda · 25–45 min", ENTER))
    seat.talk(("When the room is ready", ENTER), ("Next line", "Papers\r"), ("1 Papers", CTRL_C))
    seat.talk(("» 1. Go on: Our shared agenda, step 1 of", ENTER), ("Continue", ENTER))
    seat.talk(("1 Papers", CTRL_C), ("What now?", CTRL_C))
    assert seat.end() == 130
    assert "Last saved" in seat.text


def test_the_opening_of_what_is_chosen_stands_on_the_wall_as_it_was_said(umoja):
    wall = umoja.at_terminal("wall")
    wall.see("Umoja")
    seat = umoja.at_terminal()
    seat.talk(("What now?", "another"), ("» ", ENTER))
    seat.talk(("Its opening stands here, and on the wall.", "ground-rules"), ("» ", ENTER))
    seat.see("When the room is ready")
    wall.see("We agree how we treat each other")
    seat.press(CTRL_C)
    seat.talk(("What now?", CTRL_C))
    assert seat.end() == 130
    wall.press("q")
    assert wall.end() == 0


@pytest.mark.parametrize(
    ("language", "page", "title"),
    [("en", "1 of 6", "4. Network, platform"), ("sw", "1 kati ya 6", "2. ground-rules")],
)
def test_all_exercises_stand_on_six_pages_of_the_smallest_screen(umoja, language, page, title):
    seat = umoja.at_terminal("--language", language, width=40, height=12)
    seat.talk(("» 1.", "2"), (page, ENTER if language == "en" else DOWN))
    seat.see(title if language == "sw" else "When the room is ready")
    seat.kill()


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_open_actions_are_counted_with_the_day_of_the_next(umoja, width, height):
    days = ["2025-03-09", "2024-11-14", "2024-12-20", ""]
    actions = [{"what": f"Action {at}", "by_when": day} for at, day in enumerate(days)]
    assert umoja.play("action-plan", {"actions": actions}).status == 0
    faked = clock("2024-11-15 09:20:00", "Africa/Dar_es_Salaam")
    seat = Seat([*PROGRAM], umoja.environment | faked, umoja.desk, width, height)
    seat.see("What now?")
    seat.rest()
    words = " ".join(seat.text.split())
    assert "Open actions: 4, the next by 20 December." in words
    assert "Last saved" in words
    assert "more above" not in words
    seat.kill()


def test_words_typed_on_the_first_page_are_in_the_first_prompt_of_what_is_opened(umoja):
    seat = umoja.at_terminal()
    seat.talk(("What now?", "Nobody asks us"), ("Typed: Nobody asks us", ESC))
    seat.talk(
        ("Waiting for the next line: Nobody asks us", "2"), ("Which exercise?", "agenda-rank")
    )
    seat.talk(("»  8. agenda-ranking", ENTER), ("When the room is ready", ""))
    wait_until_kept(umoja.workshop, "Nobody asks us")
    seat.kill()
    seat = umoja.at_terminal()
    seat.talk(
        ("Waiting for the next line: Nobody asks us", "2"), ("Which exercise?", "agenda-rank")
    )
    seat.talk(("»  8. agenda-ranking", ENTER), ("When the room is ready", ENTER))
    seat.talk(("> Nobody asks us", "!\r"), ("1 Nobody asks us!", CTRL_C), ("What now?", CTRL_C))
    assert seat.end() == 130
    assert "kept too" not in seat.text


def test_words_typed_on_the_first_page_become_a_note_by_enter(umoja):
    seat = umoja.at_terminal()
    seat.talk(("What now?", "Cold rooms"), ("Typed: Cold rooms", ENTER), ("Kept as a note", CTRL_C))
    assert seat.end() == 130
    noted = [entry for entry in entries_of(umoja.workshop) if entry["step"] == "note"]
    assert [entry["body"]["text"] for entry in noted] == ["Cold rooms"]


def test_a_note_kept_at_a_choice_leaves_bare_numbers_and_the_wall_where_they_were(umoja):
    assert umoja.play("agenda-ranking", RANKING).status == 0
    seat = umoja.at_terminal()
    seat.talk(("What now?", "Cold rooms"), ("Typed: Cold rooms", ENTER), ("Kept as a note", CTRL_C))
    assert seat.end() == 130
    wall = umoja.at_terminal("wall")
    wall.see("Our shared agenda")
    assert "Cold rooms" not in wall.text
    wall.press("q")
    assert wall.end() == 0


def test_a_summary_is_written_after_its_readers_saw_what_is_left_out(umoja):
    umoja.note("Said in confidence", share="private")
    seat = umoja.at_terminal()
    seat.talk(("What now?", "7"), ("Nothing is written before", ""), ("Who will read it?", "3"))
    seat.see("not for them and")
    assert not list(umoja.desk.glob("umoja-donor*"))
    seat.talk(("Shall it be written?", "1"), ("The summary is written", ENTER))
    seat.talk(("What now?", "7"), ("Who will read it?", "3"), ("Shall it be written?", "1"))
    seat.talk(("Nothing was written.", "2"), ("The summary is written", ENTER), ("6. Results", "9"))
    assert seat.end() == 0
    assert [path.suffix for path in sorted(umoja.desk.glob("umoja-donor*"))] == [".docx", ".pdf"]
    assert umoja.call("list", "exports").lines[1:] != []


def test_the_wall_says_how_it_is_opened(umoja):
    seat = umoja.at_terminal()
    seat.talk(("5. The wall: closed.", "5"), ("coalition wall", ENTER), ("What now?", "5"))
    seat.talk(("What shall the room see?", "2"), ("Umoja", "q"), ("What now?", "9"))
    assert seat.end() == 0
    wall = umoja.at_terminal("wall")
    wall.see("Umoja")
    seat = umoja.at_terminal()
    seat.see("The wall: open")
    seat.press("9")
    assert seat.end() == 0
    wall.press("q")


def test_a_wall_that_comes_to_a_new_workshop_is_known_on_its_first_page(umoja):
    wall = umoja.at_terminal("wall")
    wall.see("Umoja")
    seat = umoja.at_terminal()
    seat.talk(("The wall: open", "8"), ("Which workshop?", "1"))
    seat.talk(("What is the workshop called?", "Haki\r"), ("Where is it held?", ENTER))
    seat.talk(("Which programme", ENTER), ("Haki\n", ""))
    seat.see("What now?")
    assert "The wall: open" in seat.text
    wall.see("Haki")
    seat.press(CTRL_C)
    assert seat.end() == 130
    wall.press("q")
    assert wall.end() == 0


def test_another_workshop_or_a_new_one_is_opened_from_here(umoja):
    seat = umoja.at_terminal()
    seat.talk(("8. Another workshop (0), or a new one", "8"), ("Which workshop?", "1"))
    seat.talk(("What is the workshop called?", "Haki\r"), ("Where is it held?", ENTER))
    seat.talk(("Which programme", ENTER), ("Haki\n", ""), ("Another workshop (1)", "8"))
    seat.talk(("Which workshop?", "umoja"), ("» 1. ", ENTER), ("Umoja\n", CTRL_C))
    assert seat.end() == 130


def test_f12_in_what_was_opened_here_closes_all_of_it(umoja):
    seat = umoja.at_terminal()
    seat.talk(("What now?", "3"), ("What is being said?", F12))
    assert seat.end() == 130
    assert "Closed, and the screen cleared." in seat.text


def test_line_by_line_it_is_the_same_with_numbers(umoja):
    seat = umoja.at_terminal("--plain")
    seat.talk(
        ("9. Leave: everything is saved", "write down\r"), ("What is being said?", "Habari\r")
    )
    seat.talk(("1 Habari", "\r"), ("9. Leave: everything is saved", "Cold rooms here\r"))
    seat.talk(("Enter alone keeps it as a note", "\r"), ("Kept as a note, note.2.", "another\r"))
    seat.talk(("2. Another exercise", "9\r"))
    assert seat.end() == 0
    texts = [entry["body"].get("text") for entry in entries_of(umoja.workshop)]
    assert texts[-2:] == ["Habari", "Cold rooms here"]
    assert Path(umoja.workshop).exists()


@pytest.mark.parametrize("plain", [(), ("--plain",)])
def test_an_exercise_is_found_by_its_name_on_the_first_page_too(umoja, plain):
    seat = umoja.at_terminal(*plain)
    seat.see("What now?")
    assert "agenda-ranking" not in seat.text
    if plain:
        seat.press("agenda-rank\r")
    else:
        seat.talk(("What now?", "agenda-rank"), ("Find: agenda-rank · 1 found", ENTER))
    seat.see("Our shared agenda")
    seat.kill()


def test_a_new_workshop_that_was_left_is_offered_again_as_far_as_it_was_told(umoja):
    seat = umoja.at_terminal()
    seat.talk(("What now?", "new one"), ("Find: new one", ENTER), ("Which workshop?", "1"))
    seat.talk(("What is the workshop called?", "Sauti\r"), ("Where is it held?", "Nend"))
    seat.talk(("> Nend", CTRL_C), ("What now?", "new one"), ("Find: new one", ENTER))
    seat.talk(("Which workshop?", "1"), ("> Sauti", " yetu\r"), ("> Nend", ENTER))
    seat.talk(("Which programme", ENTER), ("Sauti yetu", CTRL_C))
    assert seat.end() == 130
    assert "Sauti yetu" in umoja.call("list", "workshops").out
