"""A room with real keys: the same as on paper, stopped at any moment, and a wall that follows."""

import json
import os
import re
import time

import pytest

from tests.support.calling import (
    CTRL_C,
    CTRL_U,
    DOWN,
    ENTER,
    F2,
    F3,
    F4,
    F5,
    F6,
    F8,
    F9,
    entries_of,
    wait_until_kept,
)

pytestmark = pytest.mark.slow

PEOPLE = ("Amina, Blue", "Мария, Red")

VISIONING = {
    "pieces": [
        {"by": "Amina", "text": "Mlango wenye [red]jina[/red] letu"},
        {"by": "Мария", "text": "Земля [для всех]"},
    ],
    "bundles": {"Milango": [1]},
    "vision": ["Kila mwanamke ana mlango {title}."],
    "agree": {"5": 1, "4": 1},
}
VISIONING_KEYS = [
    ("» 1. Begin", ENTER),
    ("On to: A quiet walk", ENTER),
    ("The year is", ENTER),
    ("On to: With one neighbour", ENTER),
    ("Turn to your neighbours; nothing", ENTER),
    ("On to: One piece from each", ENTER),
    ("» 1. Amina", ENTER),
    ("She may pass", "Mlango wenye [red]jina[/red] letu\r"),
    ("» 1. Мария", ENTER),
    ("She may pass", "Земля [для всех]\r"),
    ("» 1. Everyone was heard", ENTER),
    ("On to: What belongs together", ENTER),
    ("then a name", "1 Milango\r"),
    ("Milango", ENTER),
    ("On to: Our line", ENTER),
    ("The first wording", CTRL_U + "Kila mwanamke ana mlango {title}.\r"),
    ("What is in this line?", ENTER),
    ("Change it, or leave it", ENTER),
    ("On to: Good enough", ENTER),
    ("» 1. Fingers", ENTER),
    ("5 · Yes", "1\r"),
    ("4 · Yes", "1\r"),
    *[(level, ENTER) for level in ("3 · I can", "2 · I have", "1 · I step", "0 · Stop", "Pass")],
    ("Finish: Five years", ENTER),
    ("» 1. Close", ENTER),
]

RANKING = {
    "issues": ["Vitambulisho", "Кров и еда"],
    "scores": {
        "urgency": {"1": {"5": 2}, "2": {"4": 1, "3": 1}},
        "feasibility": {"1": {"3": 2}, "2": {"5": 1, "1": 1}},
    },
    "what-the-table-hides": ["wale wa vijijini"],
    "agree": {"5": 2},
}
RANKING_KEYS = [
    ("» 1. Begin", ENTER),
    ("Next line", "Vitambulisho\r"),
    ("1 Vitambulisho", "Кров и еда\r"),
    ("2 Кров и еда", ENTER),
    ("On to: Weigh each", ENTER),
    ("» 1. Both count the same", ENTER),
    ("» 1. Hands", ENTER),
    ("If nothing moves", "2 0 0 0 0\r"),
    ("It stands on the wall", ENTER),
    ("2 Кров и еда", "0 1 1 0 0\r"),
    ("It stands on the wall", ENTER),
    ("can we move it in", "0 0 2 0 0\r"),
    ("It stands on the wall", ENTER),
    ("2 Кров и еда", "1 0 0 0 1\r"),
    ("» 1. No: the order stands", ENTER),
    ("On to: The order so far", ENTER),
    ("On to: What the table hides", ENTER),
    ("Next line", "wale wa vijijini\r"),
    ("mend the last", ENTER),
    ("On to: Our agenda", ENTER),
    ("» 1. Fingers", ENTER),
    ("What belongs to the agenda?", ENTER),
    ("5 · Yes", "2\r"),
    *[
        (level, ENTER)
        for level in ("4 · Yes", "3 · I can", "2 · I have", "1 · I step", "0 · Stop", "Pass")
    ],
    ("Finish: Our shared agenda", ENTER),
    ("» 1. Close", ENTER),
]

PLAN = {
    "ideas": ["Kutembelea ofisi", "Письмо министру"],
    "actions": [
        {
            "what": "Kutembelea ofisi",
            "who": "Amina",
            "by_when": "2034-12-12",
            "first_step": "Kupiga simu",
        }
    ],
    "agree": {"yes": 2, "no": 0},
    "next-meeting": {"day": "2034-12-16", "place": "Ofisi"},
}
PLAN_KEYS = [
    ("» 1. Begin", ENTER),
    ("On to: In small groups", ENTER),
    ("Turn to your neighbours; nothing", ENTER),
    ("On to: Our ideas", ENTER),
    ("Next line", "Kutembelea ofisi\r"),
    ("1 Kutembelea ofisi", "Письмо министру\r"),
    ("2 Письмо министру", ENTER),
    ("On to: Ideas that are one", ENTER),
    ("Numbers that belong", ENTER),
    ("On to: We keep three", ENTER),
    ("On to: Three actions", ENTER),
    ("Action 1 of 3", "1\r"),
    ("Who leads?", "amina\r"),
    ("Did Amina say yes?", ENTER),
    ("Who helps?", ENTER),
    ("By when?", "12 Dec 2034\r"),
    ("First step, in", "Kupiga simu\r"),
    ("What support", ENTER),
    ("How will we know that", ENTER),
    ("Action 2 of 3", ENTER),
    ("On to: Those who lead", ENTER),
    ("On to: Do we start?", ENTER),
    ("» 2. Yes or no", ENTER),
    ("How many?", "2\r"),
    ("No\n", ENTER),
    ("Pass\n", ENTER),
    ("On to: When we meet again", ENTER),
    ("On which day", "16 Dec 2034\r"),
    ("At what hour?", ENTER),
    ("Where do we meet?", "Ofisi\r"),
    ("Who calls us?", ENTER),
    ("Finish: Three things", ENTER),
    ("1. Close", ENTER),
]

CIRCLE = {
    "circle": [
        {"by": "Amina", "learning": "kusubiri", "share": "participants"},
        {"by": "Мария", "passed": True},
    ],
    "quotes": [{"text": "Nimekuja, ninabaki.", "consent": "anonymous", "share": "donor"}],
}
CIRCLE_KEYS = [
    ("» 1. Begin", ENTER),
    ("On to: Round the circle", ENTER),
    ("» 1. Amina", ENTER),
    ("What do you take with you?", "kusubiri\r"),
    ("What will you do next?", ENTER),
    ("Who may see this?", "3"),
    ("» 1. Мария", ENTER),
    ("What do you take with you?", F4),
    ("» 1. Everyone was heard", ENTER),
    ("On to: Written down", ENTER),
    ("Next line", F5 + ENTER),
    ("May some of your words", "Nimekuja, ninabaki.\r"),
    ("May these words be used?", "2"),
    ("Who may read them?", "3"),
    ("Next line", ENTER),
    ("Finish: What I take", ENTER),
    ("» 1. Close", ENTER),
]

SESSIONS = {
    "visioning": (VISIONING, VISIONING_KEYS),
    "agenda-ranking": (RANKING, RANKING_KEYS),
    "action-plan": (PLAN, PLAN_KEYS),
    "reflection-circle": (CIRCLE, CIRCLE_KEYS),
}


def without_ids_and_times(summary):
    """The summary with every id and time gone, and the ids inside of it."""
    text = re.sub(r'"[0-9A-HJKMNP-TV-Z]{26}"', '"id"', json.dumps(summary, ensure_ascii=False))
    found = json.loads(text)
    for volatile in ("made_at", "entries"):
        found["workshop"].pop(volatile)
    return found


@pytest.mark.parametrize("exercise", list(SESSIONS))
def test_a_session_typed_with_real_keys_gives_the_same_summary_as_the_same_answers_on_paper(
    umoja, exercise
):
    answers, keys = SESSIONS[exercise]
    umoja.people(*PEOPLE)
    on_paper = umoja.desk / "paper.json"
    on_paper.write_bytes(umoja.workshop.read_bytes())
    seat = umoja.at_terminal(exercise)
    seat.talk(*keys)
    assert seat.end() == 0
    typed = umoja.summary()
    umoja.environment["COALITION_FILE"] = str(on_paper)
    played = umoja.play(exercise, answers)
    assert played.status == 0, played
    assert without_ids_and_times(typed) == without_ids_and_times(umoja.summary())


def test_an_exercise_killed_in_mid_word_goes_on_with_every_saved_line_and_the_half_word(umoja):
    umoja.people(*PEOPLE)
    seat = umoja.at_terminal("agenda-ranking")
    seat.talk(
        ("» 1. Begin", ENTER),
        ("Next line", "Vitambulisho\r"),
        ("1 Vitambulisho", "Кров\r"),
        ("2 Кров", "Kazi na ma"),
    )
    seat.see("> Kazi na ma")
    wait_until_kept(umoja.workshop, "Kazi na ma")
    seat.kill()
    said = [entry["body"].get("text") for entry in entries_of(umoja.workshop)]
    assert said[-2:] == ["Vitambulisho", "Кров"]
    again = umoja.at_terminal("agenda-ranking")
    again.see("You were typing: “Kazi na ma”")
    again.talk(("» 1. Continue", ENTER), ("> Kazi na ma", "ji\r"), ("3 Kazi na maji", CTRL_C))
    assert again.end() == 130
    assert "Go on with: coalition agenda-ranking" in again.text
    assert entries_of(umoja.workshop)[-1]["body"]["text"] == "Kazi na maji"


def test_ctrl_c_pauses_with_130_and_the_same_question_comes_again(umoja):
    umoja.people(*PEOPLE)
    seat = umoja.at_terminal("visioning")
    seat.talk(("» 1. Begin", ENTER), ("On to: A quiet walk", ENTER), ("The year is", CTRL_C))
    assert seat.end() == 130
    again = umoja.at_terminal("visioning")
    again.see("· 2 of 7")
    again.press(CTRL_C)
    assert again.end() == 130


def test_back_skip_take_back_mend_and_stay_lose_nothing(umoja):
    umoja.people(*PEOPLE)
    seat = umoja.at_terminal("agenda-ranking")
    seat.talk(
        ("» 1. Begin", ENTER),
        ("Next line", "Papers\r"),
        ("1 Papers", "Workk\r"),
        ("2 Workk", F3),
        ("> Workk", "\x7f!\r"),
    )
    seat.talk(("2 Work!", F2), ("2 Workk", F2), ("Taken back", ENTER), ("On to: Weigh each", ENTER))
    seat.talk(
        ("» 1. Both count", F6), ("· 1 of 5", ""), ("1 Papers", "Beds\r"), ("3 Beds", F5 + ENTER)
    )
    seat.talk(("· 2 of 5", F5 + ENTER), ("· 3 of 5", CTRL_C))
    assert seat.end() == 130
    assert "Workk" not in umoja.call("show").out
    shown = umoja.call("show").out
    assert "1 Papers" in shown
    assert "3 Beds" in shown


def test_an_exercise_that_is_done_can_be_entered_again_at_any_step(umoja):
    umoja.people(*PEOPLE)
    seat = umoja.at_terminal("agenda-ranking")
    seat.talk(
        ("» 1. Begin", ENTER),
        ("Next line", F5 + ENTER),
        *[(f"· {number} of 5", F5 + ENTER) for number in (2, 3, 4, 5)],
        ("» 1. Close", ENTER),
    )
    assert seat.end() == 0
    again = umoja.at_terminal("agenda-ranking")
    again.talk(
        ("Our shared agenda: done", DOWN),
        ("» 2. Back into: Our issues", ENTER),
        ("Next line", "Papers\r"),
    )
    again.talk(("1 Papers", CTRL_C))
    assert again.end() == 130
    left = umoja.at_terminal("agenda-ranking")
    left.talk(("» 1. Continue", ENTER), ("1 Papers", CTRL_C))
    assert left.end() == 130


def test_again_holds_an_exercise_a_second_time_beside_the_first(umoja):
    umoja.people(*PEOPLE)
    assert umoja.play("agenda-ranking", RANKING).status == 0
    seat = umoja.at_terminal("agenda-ranking", "--again")
    seat.talk(("» 1. Begin", ENTER), ("Next line", "Second round\r"), ("1 Second round", CTRL_C))
    assert seat.end() == 130
    runs = {each["run"]: each["steps"][0]["entries"] for each in umoja.summary()["exercises"]}
    assert runs == {1: 2, 2: 1}


def test_a_small_terminal_and_one_that_is_resized_still_show_the_question(umoja):
    umoja.people(*PEOPLE)
    seat = umoja.at_terminal("agenda-ranking", width=60, height=15)
    seat.talk(("» 1. Begin", ENTER), ("Next line", "Papers\r"), ("1 Papers", "half"))
    seat.resize(100, 30)
    seat.see("> half")
    seat.press(CTRL_C)
    assert seat.end() == 130


def test_a_plain_terminal_is_asked_line_by_line_without_any_escape(umoja):
    umoja.people(*PEOPLE)
    seat = umoja.at_terminal("--plain", "agenda-ranking")
    seat.talk(("1. Begin", ENTER), ("Next line", "Papers\r"), ("1 Papers", ""))
    seat.press(CTRL_C)
    assert seat.end() == 130
    assert "\x1b[2J" not in seat.escapes
    assert "\x1b[?1049h" not in seat.escapes


def test_the_wall_follows_a_writer_and_shows_no_private_word_no_path_and_no_name_of_the_machine(
    umoja,
):
    umoja.people("Amina")
    wall = umoja.at_terminal("wall")
    wall.see("Umoja")
    for number in range(3):
        umoja.note(f"KANARI private {number}", share="private")
        umoja.note(f"KANARI organizer {number}", share="organizer")
        umoja.note(f"mstari {number}")
        wall.see(f"mstari {number}")
    umoja.call("undo")
    deadline = time.monotonic() + 5
    while "mstari 2" in wall.text:
        assert time.monotonic() < deadline
    wall.press("q")
    assert wall.end() == 0
    for secret in ("KANARI", str(umoja.folder), os.uname().nodename, "Amina"):
        assert secret not in wall.escapes.partition("\x1b[?1049l")[0]


def test_the_wall_is_hidden_with_the_screen_and_stays_hidden_until_somebody_says_so(umoja):
    umoja.note("siri ya chumba")
    wall = umoja.at_terminal("wall")
    wall.see("siri ya chumba")
    seat = umoja.at_terminal("people")
    seat.talk(("A chosen name", F9))
    wall.see("Break")
    assert "siri" not in wall.text
    other = umoja.at_terminal("note")
    other.talk(("The wall is hidden.", ENTER), ("Next line", "mstari\r"), ("2 mstari", CTRL_C))
    assert other.end() == 130
    assert "Break" in wall.text
    seat.press(ENTER)
    wall.see("siri ya chumba")
    seat.talk(("A chosen name", F8))
    wall.see("Breathe slowly.")
    seat.talk(("in…", ENTER))
    wall.see("siri ya chumba")
    seat.press(CTRL_C)
    assert seat.end() == 130
    wall.press("q")
    assert wall.end() == 0


def test_a_curtain_left_by_a_killed_run_can_be_lifted_at_the_next_start(umoja):
    umoja.note("maneno")
    seat = umoja.at_terminal("note")
    seat.talk(("Next line", F9), ("Break", ""))
    seat.kill()
    wall = umoja.at_terminal("wall")
    wall.see("Break")
    again = umoja.at_terminal("note")
    again.talk(("The wall is hidden.", DOWN), ("» 2.", ENTER), ("Next line", CTRL_C))
    assert again.end() == 130
    wall.see("maneno")
    wall.press("q")
    assert wall.end() == 0


def test_an_exercise_file_with_mistakes_is_not_spoken_of_on_the_wall(umoja):
    umoja.play("visioning", {"pieces": [{"text": "a door"}]})
    own = umoja.desk / "own"
    own.mkdir()
    (own / "visioning.toml").write_text('id = "visioning"\n')
    wall = umoja.at_terminal("--exercises", own, "wall")
    wall.see("a door")
    wall.press("q")
    assert wall.end() == 0
    assert "visioning.toml" not in wall.escapes


def test_a_damaged_file_is_named_where_it_can_be_read_after_the_screen_was_given_back(umoja):
    umoja.note("one", "two", "three")
    data = umoja.workshop.read_bytes()
    umoja.workshop.write_bytes(data.replace(b'"two"', b'two"', 1))
    seat = umoja.at_terminal("agenda-ranking")
    assert seat.end() == 3
    last_screen = seat.escapes.rpartition("\x1b[?1049l")[2]
    assert "damaged" in last_screen


def test_line_by_line_no_key_is_named_that_is_not_there_and_the_time_is_told(umoja):
    umoja.people("Amina", "Мария")
    seat = umoja.at_terminal("--plain", "visioning")
    seat.talk(("1. Begin", ENTER), ("1. On to: A quiet walk", ENTER), ("The year is", ENTER))
    seat.talk(("1. On to: With one", ENTER), ("1. Turn to your neighbours", ENTER))
    seat.talk(("1. On to: One piece", ENTER), ("1. Amina", "1\r"), ("She may pass", "?\r"))
    seat.talk(("Skip this step", ENTER), ("In her own words", "Mlango\r"), ("1. Мария", "?\r"))
    seat.talk(("Hide the screen", ENTER), ("Whose turn is it?", CTRL_C))
    assert seat.end() == 130
    assert re.search(r"\bF\d", seat.escapes) is None
    assert "left" in seat.escapes
    assert "\x1b" not in seat.escapes.replace("\x1b[?2004", "")
