"""Lines changed by their numbers from within the prompt: the same words as at the shell."""

import shutil

import pytest

from tests.support.calling import CTRL_C, CTRL_U, ENTER, F2, entries_of

pytestmark = pytest.mark.slow

BACKSPACE = "\x7f"
NEXT = "Next line"


def texts(house) -> list[str]:
    return [row["text"] for row in house.summary()["notes"]]


@pytest.fixture
def seat(umoja):
    """A note-taker's prompt, with three lines taken."""
    umoja.note("No papers", "Without a job", "A dear house")
    seat = umoja.at_terminal("note")
    seat.see(NEXT)
    yield seat
    if seat.child.isalive():
        seat.press(CTRL_C)
        assert seat.end() == 130


def done(seat, words: str) -> None:
    seat.see(words)
    seat.press(CTRL_C)
    assert seat.end() == 130


def test_fix_opens_the_words_of_the_line_with_that_number(umoja, seat):
    seat.talk((NEXT, "/fix 2\r"), ("> Without a job", f"{CTRL_U}Work without a paper\r"))
    done(seat, "Mended: 2")
    assert texts(umoja) == ["No papers", "Work without a paper", "A dear house"]
    assert umoja.numbers()["Work without a paper"] == "note.2"


def test_fixing_number_17_takes_at_most_12_keystrokes_beside_the_new_words(umoja):
    umoja.note(*(f"line {number}" for number in range(1, 20)))
    keys = ["/fix 17\r", f"{BACKSPACE}8", "\r"]
    seat = umoja.at_terminal("note")
    seat.talk((NEXT, keys[0]), ("> line 17", keys[1]), ("> line 18", keys[2]))
    done(seat, "Mended: 17")
    assert texts(umoja)[16] == "line 18"
    assert len("".join(keys)) <= 12


def test_undo_asks_and_names_what_brings_it_again(umoja, seat):
    seat.talk((NEXT, "/undo 1-2\r"), ("Take back: 1, 2?", "\r"))
    seat.see("Taken back: 1, 2. To bring it again: /undo 1 2")
    assert texts(umoja) == ["A dear house"]
    seat.talk((NEXT, "/undo 2\r"), ("Bring again: 2?", "\r"))
    done(seat, "Brought again: 2.")
    assert texts(umoja) == ["Without a job", "A dear house"]


def test_no_at_the_question_changes_nothing(umoja, seat):
    before = umoja.workshop.read_bytes()
    seat.talk((NEXT, "/undo 1\r"), ("Take back: 1?", "2"))
    seat.see("Nothing was changed.")
    assert umoja.workshop.read_bytes() == before


def test_undo_alone_takes_back_what_was_saved_last(umoja, seat):
    seat.talk((NEXT, "/undo\r"), ("Take back: what was saved last here?", "\r"))
    done(seat, "Taken back: 3.")
    assert texts(umoja) == ["No papers", "Without a job"]


def test_a_move_of_several_lines_is_one_act(umoja, seat):
    seat.talk(
        (NEXT, "/move 1,3 core-issues.obstacles\r"),
        ("Move 1, 3 to core-issues.obstacles?", "\r"),
    )
    done(seat, "2 lines moved to core-issues.obstacles.")
    assert texts(umoja) == ["Without a job"]
    assert umoja.call("undo").status == 0
    assert texts(umoja) == ["No papers", "Without a job", "A dear house"]


def test_a_withdrawal_offers_to_empty_the_copies_beside_the_workshop(umoja, seat):
    copy = umoja.workshop.with_name("umoja (1).json")
    copy.write_bytes(umoja.workshop.read_bytes())
    seat.talk((NEXT, "/withdraw 2\r"), ("2. Take out", "2"), ("out of these copies", "2"))
    seat.see("The words are out of umoja (1).json.")
    assert b"Without a job" not in copy.read_bytes() + umoja.workshop.read_bytes()
    shutil.copy(umoja.workshop, copy)
    seat.talk((NEXT, "/withdraw 1\r"), ("2. Take out", "2"), ("out of these copies", ENTER))
    done(seat, "To take them out of umoja (1).json later")
    assert b"No papers" in copy.read_bytes()


def test_a_withdrawal_shows_the_number_and_no_words_and_keeps_by_default(umoja, seat):
    seat.talk((NEXT, "/withdraw 2\r"))
    seat.see("Gone for good: 2")
    assert "Without a job" not in seat.text
    seat.see("» 1. Keep")
    seat.press("\r")
    seat.see("Nothing was withdrawn.")
    assert len(texts(umoja)) == 3
    seat.talk((NEXT, "/withdraw 2\r"), ("2. Take out", "2"))
    done(seat, "Withdrawn: 2.")
    assert b"Without a job" not in umoja.everything_on_disk()
    assert texts(umoja) == ["No papers", "A dear house"]


def test_find_shows_lines_that_the_room_may_read(umoja):
    umoja.note("Papers for all", "no papers at all")
    umoja.note("SIRI papers", share="organizer")
    seat = umoja.at_terminal("note")
    seat.talk((NEXT, "/find PAPERS\r"))
    seat.see("2 lines found")
    assert "1 Papers for all" in seat.text
    assert "note.1" not in seat.text
    assert "SIRI" not in seat.text
    seat.press("\r")
    seat.see(NEXT)
    done(seat, NEXT)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/fix 9", "There is no line 9 at note; its numbers go up to 3."),
        ("/fix one", "one names no line."),
        ("/fix 1 2", "Name one line"),
        ("/move 1", "Say which lines and where to"),
        ("/move 1 nowhere", '"nowhere" is no bucket and no group here: '),
        ("/find", "Say what to look for"),
        ("/hello", "There is no command /hello."),
        ("/", "There is no command /"),
        ("/withdraw p9", "There is no line p9"),
    ],
)
def test_a_command_that_cannot_be_done_says_why_and_stays_to_be_mended(umoja, seat, typed, said):
    before = umoja.workshop.read_bytes()
    seat.talk((NEXT, f"{typed}\r"))
    seat.see(said)
    assert f"> {typed}" in seat.text
    assert umoja.workshop.read_bytes() == before
    seat.press(CTRL_U)


def test_a_line_that_begins_with_a_slash_begins_with_two(umoja, seat):
    seat.talk((NEXT, "//fix is a word\r"))
    done(seat, "4 /fix is a word")
    assert texts(umoja)[-1] == "/fix is a word"


def test_the_menu_leads_to_the_commands(umoja, seat):
    seat.talk((NEXT, "\x1b"))
    seat.see("Change or find a line by its number (/)")
    seat.press("3")
    seat.see("/fix 7, /undo 7")
    seat.press("undo 3\r")
    seat.talk(("Take back: 3?", "\r"))
    done(seat, "Taken back: 3.")
    assert len(texts(umoja)) == 2


def test_a_command_may_be_typed_where_something_is_chosen(umoja):
    umoja.note("No papers")
    seat = umoja.at_terminal("agenda-ranking")
    seat.talk(("» 1. Begin", "/fix note.1\r"), ("> No papers", "!\r"))
    seat.see("Mended: note.1")
    seat.press(CTRL_C)
    assert seat.end() == 130
    assert texts(umoja) == ["No papers!"]


def test_a_pasted_list_with_a_slash_in_it_is_a_list(umoja, seat):
    seat.talk((NEXT, "\x1b[200~/undo 1\nanother\x1b[201~\r"))
    done(seat, "5 another")
    assert texts(umoja)[-2:] == ["/undo 1", "another"]


def test_f2_takes_back_a_whole_act_and_says_its_number(umoja, seat):
    seat.talk((NEXT, F2))
    done(seat, "Taken back: 3. To bring it again: /undo 3")
    assert [entry["op"] for entry in entries_of(umoja.workshop)].count("drop") == 1


def test_a_private_line_is_not_opened_before_the_room(umoja):
    umoja.note("SIRI", share="private")
    seat = umoja.at_terminal("note")
    seat.talk((NEXT, "/fix 1\r"))
    seat.see("The room may not read this line.")
    assert "SIRI" not in seat.text
    seat.press(CTRL_U)
    done(seat, NEXT)


def test_without_a_number_the_lines_stand_there_and_a_number_is_typed(umoja, seat):
    seat.talk((NEXT, "/undo 1\r"), ("Take back: 1?", "\r"), ("Taken back: 1.", "/fix\r"))
    seat.see("2 Without a job")
    assert "No papers" not in seat.text
    seat.talk(("Which line? Its number", "3\r"), ("> A dear house", "!\r"))
    done(seat, "Mended: 3")
    assert texts(umoja) == ["Without a job", "A dear house!"]


def test_f2_brings_back_what_was_just_moved_away(umoja, seat):
    seat.talk(
        (NEXT, "/move 1-2 core-issues.obstacles\r"),
        ("Move 1, 2 to core-issues.obstacles?", "\r"),
        ("2 lines moved", F2),
    )
    done(seat, "move: 1, 2. To bring it again")
    assert texts(umoja) == ["No papers", "Without a job", "A dear house"]


def test_what_was_changed_in_another_window_meanwhile_is_not_changed_again(umoja, seat):
    seat.talk((NEXT, "/undo 1\r"))
    seat.see("Take back: 1?")
    assert umoja.call("undo", "note.1").status == 0
    seat.press("\r")
    seat.see("It was changed meanwhile, in another window.")
    assert texts(umoja) == ["Without a job", "A dear house"]
    seat.press(CTRL_U)


NAMES = pytest.mark.parametrize(
    ("change", "asked"),
    [
        ("add", "A chosen name"),
        ("arrive", "Who has come?"),
        ("leave", "Who has left?"),
        ("back", "Who is back?"),
        ("here", "Who came, who went?"),
    ],
)


def listed(house) -> list[str]:
    return [line.split("\t")[0] for line in house.call("people", "show").lines]


@NAMES
def test_commands_work_where_names_are_asked_for(umoja, change, asked):
    umoja.people("Amina", "Grace", "Zuri")
    umoja.note("No papers")
    seat = umoja.at_terminal("people", change)
    seat.talk((asked, "/undo p1\r"), ("Take back: p1?", "\r"))
    seat.talk(("Taken back: p1.", "/FIX p2\r"), ("> Grace", "!\r"))
    seat.talk(("Mended: p2", "/withdraw p3\r"), ("2. Take out", "2"))
    seat.talk(("Withdrawn: p3.", "/find papers\r"), ("note.1 No papers", "\r"))
    seat.see(asked)
    seat.press("/undo\r")
    seat.talk(("Take back: what was saved last here?", "2"))
    done(seat, "Nothing was changed.")
    assert listed(umoja) == ["Grace!"]


def test_a_name_is_chosen_where_names_are_asked_for(umoja):
    umoja.people("Amina", "Grace")
    seat = umoja.at_terminal("people")
    seat.talk(("A chosen name", "/fix\r"), ("p2 Grace", "p1\r"), ("> Amina", "!\r"))
    seat.talk(("Mended: p1", "/find amina\r"), ("p1 Amina!", "\r"))
    done(seat, "A chosen name")
    assert listed(umoja) == ["Amina!", "Grace"]


def test_a_further_command_may_be_typed_on_the_page_of_what_was_found(umoja, seat):
    seat.talk((NEXT, "/find papers\r"), ("1 No papers", "/fix 9\r"))
    seat.talk(("There is no line 9", "/find dear\r"), ("3 A dear house", "/fix 1\r"))
    seat.talk(("> No papers", "!\r"))
    done(seat, "Mended: 1")
    assert texts(umoja)[0] == "No papers!"


def test_the_menu_on_the_page_of_a_command_leaves_all_as_it_is(umoja, seat):
    seat.talk((NEXT, "/fix 2\r"), ("> Without a job", " at all\x1b"))
    seat.talk(("2. Leave it as it is; nothing is changed", "2"))
    seat.see("Nothing was changed.")
    assert "Skip this step" not in seat.text
    assert texts(umoja)[1] == "Without a job"


def test_undo_alone_leads_to_another_line_too(umoja, seat):
    seat.talk((NEXT, "/undo\r"), ("Take back: what was saved last here?", "3"))
    seat.talk(("Which line? Its number", "1\r"), ("Take back: 1?", "\r"))
    done(seat, "Taken back: 1.")
    assert texts(umoja) == ["Without a job", "A dear house"]


def test_a_withdrawal_before_the_room_calls_a_person_by_her_number(umoja):
    umoja.people("Amina")
    umoja.note("one @Amina")
    seat = umoja.at_terminal("note")
    seat.talk((NEXT, "/withdraw p1\r"))
    seat.see("This removes p1 and 1 line of hers.")
    seat.press("\r")
    done(seat, "Nothing was withdrawn.")


def test_by_says_who_said_a_line_and_a_name_that_is_not_here_changes_nothing(umoja):
    umoja.people("Amina", "Бермет")
    umoja.note("No papers")
    seat = umoja.at_terminal("note")
    seat.talk((NEXT, "/by 1 Zuhura\r"), ("is nobody here", f"{CTRL_U}/by 1 Бермет\r"))
    done(seat, "1 is by Бермет now.")
    (note,) = umoja.summary()["notes"]
    assert (note["text"], note["by"]) == ("No papers", "Бермет")


def test_all_shows_every_line_and_show_what_came_of_it_and_both_come_back(umoja, seat):
    seat.talk((NEXT, "/all\r"), ("3 lines said", ENTER))
    seat.talk((NEXT, "/show\r"), ("Without a job", ENTER))
    done(seat, NEXT)
    assert len(texts(umoja)) == 3


def test_history_says_how_each_theme_came_to_be(umoja):
    pieces = [{"text": "A house"}, {"text": "A dear roof"}, {"text": "Papers"}]
    bundles = {"Home": ["A house", "A dear roof"], "Law": ["Papers"]}
    umoja.play("visioning", {"pieces": pieces, "bundles": bundles})
    shown = umoja.call("show", "visioning", "--history")
    assert "Put together from 1, 2." in shown.out
    seat = umoja.at_terminal("visioning")
    seat.press("/history\r")
    seat.see("Put together from 1, 2.")
    shown = " ".join(seat.text.split())
    assert shown.index("Home") < shown.index("from 1, 2.") < shown.index("Law")
    seat.press("\r", CTRL_C)
    assert seat.end() == 130
    assert umoja.call("show", "agenda-ranking", "--history").status == 0
