"""Half a sentence comes back whatever ended the window, and the screen keeps nothing of what was
said.
"""

import os
import signal

import pytest

from tests.support.calling import entries_of, wait_until_kept

pytestmark = pytest.mark.slow

CTRL_C = "\x03"
CTRL_U = "\x15"
F12 = "\x1b[24~"
UP = "\x1b[A"
HALF = "Tunataka nyumba sal"


def said(umoja):
    return [
        entry["body"].get("text") for entry in entries_of(umoja.workshop) if entry["step"] == "note"
    ]


def end_by_signal(number):
    def end(seat):
        os.kill(seat.child.pid, number)

    return end


ENDINGS = {
    "kill": (end_by_signal(signal.SIGKILL), 137),
    "term": (end_by_signal(signal.SIGTERM), 143),
    "hang-up": (end_by_signal(signal.SIGHUP), 129),
    "ctrl-c": (lambda seat: seat.press(CTRL_C), 130),
    "f12": (lambda seat: seat.press(F12), 130),
    "closed window": (lambda seat: seat.child.close(force=False), 129),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_half_a_sentence_survives_every_end_of_a_window_and_is_saved_once(umoja, ending):
    end, status = ENDINGS[ending]
    seat = umoja.at_terminal("note")
    seat.talk(("What is being said?", "Neno la kwanza\r"), ("1 Neno", HALF))
    seat.see(f"> {HALF}")
    if ending == "kill":
        wait_until_kept(umoja.workshop, HALF)
    end(seat)
    assert seat.end() == status
    again = umoja.at_terminal("note")
    if ending == "f12":
        again.talk(("The wall is hidden", "2"))
    again.talk((f"> {HALF}", "ama\r"), ("2 Tunataka", "\r"))
    assert again.end() == 0
    assert said(umoja) == ["Neno la kwanza", f"{HALF}ama"]
    assert not list(umoja.workshop.parent.glob(".*typing*"))


@pytest.mark.parametrize("ending", ["kill", "term", "ctrl-c"])
def test_line_by_line_too_half_a_sentence_survives(umoja, ending):
    end, status = ENDINGS[ending]
    seat = umoja.at_terminal("--plain", "note")
    seat.talk((">", HALF))
    if ending == "kill":
        wait_until_kept(umoja.workshop, HALF)
    seat.rest()  # this terminal does not echo, so nothing tells that the keys came in
    end(seat)
    assert seat.end() == status
    again = umoja.at_terminal("--plain", "note")
    again.talk((f"Already typed: {HALF}", "\r"), ("1 ", "\r"))
    assert again.end() == 0
    assert said(umoja) == [HALF]


def test_a_line_that_was_being_mended_comes_back_as_a_change_of_that_line(umoja):
    seat = umoja.at_terminal("note")
    seat.talk(
        ("What is being said?", "Amia\r"), ("1 Amia", UP), ("Enter replaces it", f"{CTRL_U}Ami")
    )
    seat.see("> Ami")
    wait_until_kept(umoja.workshop, '"text": "Ami"')
    os.kill(seat.child.pid, signal.SIGKILL)
    seat.end()
    again = umoja.at_terminal("note")
    again.talk(("Enter replaces it", "na\r"), ("1 Amina", "\r"))
    assert again.end() == 0
    assert umoja.summary()["notes"][0]["text"] == "Amina"
    assert [entry["op"] for entry in entries_of(umoja.workshop)] == ["add", "edit"]


def test_two_windows_that_died_in_mid_word_both_get_their_words_back(umoja):
    seats = [umoja.at_terminal("note"), umoja.at_terminal("note")]
    for seat, words in zip(seats, ("from the left", "from the right"), strict=True):
        seat.talk(("What is being said?", words))
        seat.see(words)
        wait_until_kept(umoja.workshop, words)
    for seat in seats:
        os.kill(seat.child.pid, signal.SIGKILL)
        seat.end()
    for number, _ in enumerate(seats, 1):
        again = umoja.at_terminal("note")
        again.talk(("> from the", "\r"), (f"{number} from the", "\r"))
        assert again.end() == 0
    assert sorted(said(umoja)) == ["from the left", "from the right"]


def test_f12_leaves_neither_words_nor_anything_before_them_to_be_scrolled_back_to(umoja):
    seat = umoja.at_terminal("note")
    seat.talk(("What is being said?", "SIRIKUBWA\r"), ("1 SIRIKUBWA", F12))
    assert seat.end() == 130
    given_back = seat.escapes.index("\x1b[?1049l")
    assert "\x1b[3J" in seat.escapes[given_back:]
    assert (
        "SIRIKUBWA"
        not in seat.escapes[given_back:] + seat.escapes[: seat.escapes.index("\x1b[?1049h")]
    )


@pytest.mark.parametrize(
    "words",
    [
        ("show",),
        ("show", "--numbers"),
        ("people", "show"),
        ("undo",),
        ("withdraw", "1"),
        ("withdraw", "2"),
    ],
)
def test_what_was_said_is_shown_only_on_the_screen_that_leaves_nothing_behind(umoja, words):
    umoja.people("SIRIKUBWA Amina")
    umoja.note("SIRIKUBWA one", "SIRIKUBWA two")
    seat = umoja.at_terminal(*words)
    if words[0] in ("show", "people"):
        seat.talk(("SIRIKUBWA", "\r"))
    if words[0] == "undo":
        seat.talk(("Take this back?", "\r"))
    if words[0] == "withdraw":
        seat.talk(("2. Take out", "2"))
    assert seat.end() == 0
    outside = seat.escapes.split("\x1b[?1049h")[0] + "".join(
        part.split("\x1b[?1049l")[-1] for part in seat.escapes.split("\x1b[?1049h")[1:]
    )
    assert "SIRIKUBWA" not in outside


def test_long_results_are_read_from_their_beginning_and_turned_by_keys(umoja):
    umoja.note(*(f"line number {number:02}" for number in range(60)))
    seat = umoja.at_terminal("show")
    seat.see("line number 00")
    assert "line number 59" not in seat.text
    for _ in range(12):
        seat.press("\x1b[6~")
    seat.see("line number 59")
    seat.press("\r")
    assert seat.end() == 0


def test_withdrawing_tells_which_exports_must_be_called_back(umoja):
    umoja.note("SIRIKUBWA one", "two")
    assert (
        umoja.call("export", "md", "--for", "participants", "--out", umoja.desk / "sent").status
        == 0
    )
    umoja.note("three")
    assert umoja.call("export", "md", "--for", "donor", "--out", umoja.desk / "sent").status == 0
    numbers = umoja.numbers()
    first = umoja.call("withdraw", numbers["SIRIKUBWA one"], "--yes")
    assert "called back" in first.err
    assert "participants" in first.err
    assert "donor" not in first.err
    later = umoja.call("withdraw", numbers["three"], "--yes")
    assert "called back" not in later.err


def test_withdrawing_a_person_takes_out_all_she_said_and_keeps_the_counts(umoja):
    umoja.people("Amina", "Zuri")
    number = {each["body"]["text"]: each["n"] for each in entries_of(umoja.workshop)}["Amina"]
    umoja.play(
        "reflection-circle",
        {
            "circle": [{"by": "Amina", "text": "SIRIKUBWA"}, {"by": "Zuri", "text": "kept words"}],
        },
    )
    before = len(entries_of(umoja.workshop))
    done = umoja.call("withdraw", f"p{number}", "--yes")
    assert done.status == 0, done
    assert len(entries_of(umoja.workshop)) == before + 1
    (umoja.desk / "answers.json").unlink()
    assert b"SIRIKUBWA" not in umoja.everything_on_disk()
    assert b"Amina" not in umoja.workshop.read_bytes()
    assert b"kept words" in umoja.workshop.read_bytes()
    assert umoja.call("check").status == 0


def test_line_by_line_the_opening_is_read_and_an_enter_that_chooses_nothing_asks_again(umoja):
    umoja.people("Amina")
    seat = umoja.at_terminal("--plain", "reflection-circle", height=60)
    seat.see("We close the circle.")
    assert "For the facilitator" not in seat.escapes  # nobody said that the room cannot see it
    seat.talk(
        ("1. Begin", "\r"),
        ("1. On to", "\r"),
        ("Whose turn is it?", "\r"),
        ("Type a number from 1", "1\r"),
    )
    seat.see("Amina:")
    seat.press(CTRL_C)
    assert seat.end() == 130
