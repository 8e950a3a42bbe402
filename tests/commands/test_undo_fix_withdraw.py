"""Taking back, mending and removing for good; and who is here."""

import json
import re

import pytest

from coalition_cli.model.entry import NOTES, Fact
from coalition_cli.store import Draft, WorkshopFile
from tests.support.calling import CTRL_C, CTRL_U, F2, entries_of

pytestmark = pytest.mark.slow


def texts(house):
    return [row["text"] for row in house.summary()["notes"]]


def test_undo_takes_back_the_last_thing_and_says_how_to_bring_it_again(umoja):
    umoja.note("one", "two")
    taken = umoja.call("undo")
    assert taken.status == 0
    assert taken.err == "Taken back: note.2. To bring it again: coalition undo note.2\n"
    assert texts(umoja) == ["one"]
    brought = umoja.call("undo", "note.2")
    assert (brought.status, brought.err) == (0, "Brought again: note.2.\n")
    assert texts(umoja) == ["one", "two"]
    assert umoja.call("undo", "2").status == 0
    assert texts(umoja) == ["one"]


def test_undo_again_and_again_walks_back_to_the_beginning(umoja):
    umoja.note("one", "two", "three")
    for left in (["one", "two"], ["one"], []):
        assert umoja.call("undo").status == 0
        assert texts(umoja) == left
    nothing = umoja.call("undo")
    assert (nothing.status, nothing.out) == (1, "")
    assert len(entries_of(umoja.workshop)) == 6


def test_undo_by_number_id_or_the_end_of_an_id(umoja):
    ids = umoja.note("one", "two", "three", "four")
    assert umoja.call("undo", "1").status == 0
    assert umoja.call("undo", ids[1]).status == 0
    assert umoja.call("undo", ids[2][-6:].lower()).status == 0
    assert texts(umoja) == ["four"]


def test_lines_of_which_some_are_taken_back_are_named_apart(umoja):
    umoja.note("one", "two", "three")
    umoja.call("undo", "1")
    mixed = umoja.call("undo", "1,2")
    assert (mixed.status, mixed.out) == (1, "")
    assert "name them apart" in mixed.err
    assert umoja.call("undo", "2-3").status == 0
    assert texts(umoja) == []
    assert umoja.call("undo", "3,1").status == 0
    assert texts(umoja) == ["one", "three"]


def test_undo_works_after_the_end_of_an_exercise(seminar):
    before = seminar.summary()
    taken = seminar.call("undo")
    assert taken.status == 0
    assert "the end of feedback" in taken.err
    again = re.search(r"coalition undo (\w+)", taken.err).group(1)
    assert seminar.call("undo", again).status == 0
    after = seminar.summary()
    assert after["exercises"] == before["exercises"]


def test_the_words_of_a_private_line_are_not_repeated_when_it_is_taken_back(umoja):
    umoja.note("SIRI", share="private")
    taken = umoja.call("undo")
    assert "SIRI" not in taken.err + taken.out


def test_fix_gives_other_words_by_standard_input_and_keeps_the_history(umoja):
    umoja.note("Amia", "two")
    fixed = umoja.call("fix", "1", typed="Amina [red] {x}\nnot this line\n")
    assert fixed.status == 0
    assert texts(umoja) == ["Amina [red] {x}", "two"]
    assert fixed.lines[0] == entries_of(umoja.workshop)[-1]["id"]
    twice = umoja.call("fix", fixed.lines[0][-8:], typed="Amina\n")
    assert twice.status == 0
    assert texts(umoja) == ["Amina", "two"]
    assert umoja.call("undo").status == 0
    assert texts(umoja) == ["Amina [red] {x}", "two"]


def test_fix_with_the_same_words_or_none_changes_nothing(umoja):
    umoja.note("one")
    before = umoja.workshop.read_bytes()
    assert umoja.call("fix", "1", typed="one\n").status == 0
    assert umoja.call("fix", "1", typed="  \n").status == 1
    assert umoja.call("fix", "1").status == 2
    assert umoja.workshop.read_bytes() == before


def test_fix_opens_the_words_at_a_prompt_and_leaving_it_changes_nothing(umoja):
    umoja.note("Vitambulisho")
    before = umoja.workshop.read_bytes()
    left = umoja.at_terminal("fix", "1")
    left.talk(("> Vitambulisho", CTRL_C))
    assert left.end() == 130
    assert umoja.workshop.read_bytes() == before
    seat = umoja.at_terminal("fix", "1")
    seat.talk(("> Vitambulisho", " vipya\r"))
    assert seat.end() == 0
    assert texts(umoja) == ["Vitambulisho vipya"]


def test_what_cannot_be_mended_says_so(umoja):
    umoja.play("visioning", {"pieces": [{"text": "x"}], "vision": "y", "agree": {"5": 1}})
    end = next(entry["id"] for entry in entries_of(umoja.workshop) if entry["op"] == "done")
    done = umoja.call("fix", end, typed="other\n")
    assert (done.status, done.out) == (1, "")
    assert "no words of its own" in done.err
    assert umoja.call("withdraw", end, "--yes").status == 1
    vote = umoja.call("fix", "visioning.agree.1", typed="other\n")
    assert (vote.status, vote.out) == (1, "")
    assert "visioning.agree has no lines yet" in vote.err


@pytest.fixture
def twice(umoja):
    """A room that held one exercise twice, two issues each time."""
    answers = umoja.desk / "answers.json"
    for again, words in (((), "first"), (("--again",), "second")):
        issues = {"issues": [f"{words} {number}" for number in (1, 2)]}
        answers.write_text(json.dumps({"agenda-ranking": issues}))
        assert umoja.call("agenda-ranking", "--answers", answers, *again).status == 0
    return umoja


def test_a_line_of_an_earlier_run_is_named_with_that_run_and_no_other_is_touched(twice):
    assert twice.call("fix", "issues.2", "--run", "1", typed="mended 2\n").status == 0
    gone = twice.call("withdraw", "issues.1", "--run", "1", "--yes")
    assert gone.status == 0, gone
    left = set(twice.numbers())
    assert {"mended 2", "second 1", "second 2"} <= left
    assert "first 1" not in left
    assert twice.numbers()["mended 2"] == "agenda-ranking.issues.2 --run 1"


@pytest.mark.parametrize("words", [["issues.1", "--run", "3"], ["1", "--run", "9"]])
def test_a_run_that_was_not_held_is_refused(twice, words):
    before = twice.workshop.read_bytes()
    for command in ("undo", "withdraw", "fix"):
        refused = twice.call(command, *words, typed="other\n")
        assert (refused.status, refused.out) in ((1, ""), (2, "")), refused
    assert twice.workshop.read_bytes() == before


@pytest.mark.parametrize("word", ["note.1", "p1"])
def test_what_belongs_to_no_run_is_of_none(umoja, word):
    umoja.note("one")
    umoja.people("Amina")
    refused = umoja.call("undo", word, "--run", "1")
    assert (refused.status, refused.err) == (1, f"{word} is no line of run 1.\n")


@pytest.mark.parametrize("word", [",", ";", " "])
def test_a_word_that_names_nothing_takes_nothing_back(umoja, word):
    umoja.note("one")
    refused = umoja.call("undo", word)
    assert (refused.status, refused.out) == (1, "")
    assert texts(umoja) == ["one"]


def test_a_range_that_was_taken_back_is_brought_again_by_the_same_words(umoja):
    umoja.note("one", "two", "three")
    assert umoja.call("undo", "2-3").status == 0
    assert texts(umoja) == ["one"]
    assert umoja.call("undo", "2-3").err == "Brought again: note.2, note.3.\n"
    assert texts(umoja) == ["one", "two", "three"]


def test_what_was_taken_back_twice_is_brought_again_at_once(umoja):
    (line,) = umoja.note("one")
    umoja.call("undo", "note.1")
    taken = entries_of(umoja.workshop)[-1]
    path = umoja.workshop
    file = WorkshopFile.open(path)
    drop = Fact({}, op="drop", ref=line)
    file.append([Draft(drop, NOTES, taken["share"])])
    file.close()
    assert umoja.call("undo", "note.1").err == "Brought again: note.1.\n"
    assert texts(umoja) == ["one"]


def test_what_was_taken_back_and_then_withdrawn_is_not_told_to_come_again(umoja):
    umoja.note("one")
    umoja.call("undo", "note.1")
    assert umoja.call("withdraw", "note.1", "--yes").status == 0
    again = umoja.call("undo", "note.1")
    assert (again.status, again.out) == (1, "")
    assert "gone for good" in again.err


def test_undo_passes_by_what_was_withdrawn(umoja):
    umoja.people("Amina")
    umoja.note("one", "her words @Amina")
    umoja.call("fix", "note.2", typed="her other words\n")
    umoja.call("withdraw", "p1", "--yes")
    assert umoja.call("undo").err.startswith("Taken back: note.1.")


def test_withdrawing_somebody_says_what_she_leads_and_what_she_said_with_others(umoja):
    umoja.people("Amina", "Grace")
    umoja.note("together @Amina @Grace", "alone @Grace")
    plan = {"actions": [{"what": "Call", "who": "Grace"}]}
    assert umoja.play("action-plan", plan).status == 0
    done = umoja.call("withdraw", "p2", "--yes")
    for sentence in (
        "This removes Grace and 2 lines of hers.",
        "1 of them was said with somebody else, and goes too.",
        "Nobody leads these any more: A1.",
    ):
        assert sentence in done.err
    again = umoja.call("withdraw", "p2", "--yes")
    assert (again.status, again.out) == (1, "")
    assert "withdrawn already" in again.err


def test_withdrawn_words_are_in_no_file_of_the_machine(umoja):
    umoja.note("kept line", "SIRIKUBWA one", "other")
    number = umoja.numbers()["SIRIKUBWA one"]
    assert umoja.call("fix", number, typed="SIRIKUBWA two\n").status == 0
    assert b"SIRIKUBWA" in umoja.everything_on_disk()
    done = umoja.call("withdraw", number, "--yes")
    assert done.status == 0, done
    assert "out of the file and its backups" in done.err
    assert b"SIRIKUBWA" not in umoja.everything_on_disk()
    assert texts(umoja) == ["kept line", "other"]
    assert umoja.call("check").status == 0
    for words in (["withdraw", number, "--yes"], ["undo", number], ["fix", number]):
        after = umoja.call(*words, typed="SIRIKUBWA\n")
        assert after.status in (0, 1)
        assert "SIRI" not in after.err + after.out
    assert b"SIRIKUBWA" not in umoja.everything_on_disk()


def test_withdraw_asks_keep_or_take_out_and_all_but_the_second_changes_nothing(umoja):
    umoja.note("one", "two")
    before = umoja.workshop.read_bytes()
    for words, key in (("", "\r"), ("", "1"), ("", CTRL_C), ("y", CTRL_C), ("withdraw", CTRL_C)):
        seat = umoja.at_terminal("withdraw", "1")
        seat.talk(("Gone for good: note.1 · one", ""), ("» 1. Keep", words))
        if words:
            seat.talk((f"Waiting for the next line: {words}", "\r"))
        seat.press(key)
        assert seat.end() == 130
    assert umoja.workshop.read_bytes() == before
    seat = umoja.at_terminal("withdraw", "1")
    seat.talk(("2. Take out", "2"))
    assert seat.end() == 0
    assert texts(umoja) == ["two"]


def test_what_somebody_said_in_a_circle_of_several_questions_can_be_found_and_withdrawn(umoja):
    umoja.people("Amina")
    circle = [{"by": "Amina", "learning": "SIRIKUBWA of mine", "commitment": "I call two"}]
    umoja.play("reflection-circle", {"circle": circle})
    number = umoja.numbers()["SIRIKUBWA of mine · I call two"]
    assert umoja.call("withdraw", number, "--yes").status == 0
    (umoja.desk / "answers.json").unlink()
    assert b"SIRIKUBWA" not in umoja.everything_on_disk()


def test_people_come_leave_and_come_back(umoja):
    added = umoja.call("people", typed="Amina, Blue, facilitator\nМария\n amina \n")
    assert added.status == 0
    assert added.lines == ["Amina\tBlue\tfacilitator", "Мария\t\tparticipant"]
    assert "Amina is here already." in added.err
    assert "2 of 2 are here." in added.err
    assert "1 of 2 are here." in umoja.call("people", "left", typed="МАРИЯ\n").err
    assert umoja.call("people", "show").lines[1] == "Мария\t\tparticipant\tleft"
    assert "2 of 2 are here." in umoja.call("people", "back", typed="мария\n").err


def test_a_name_nobody_has_is_refused_and_the_other_lines_are_taken(umoja):
    umoja.people("Amina", "Grace")
    done = umoja.call("people", "left", typed="Nobody\nGrace\n")
    assert done.status == 1
    assert 'Line 1: "Nobody" is nobody here: ' in done.err
    assert "1 of 2 are here." in done.err


@pytest.mark.parametrize("line", [",x", "  ,Blue", "\u200b, Blue"])
def test_a_person_needs_a_name(umoja, line):
    done = umoja.call("people", typed=line + "\n")
    assert done.status == 1
    assert entries_of(umoja.workshop) == []


def test_people_at_a_terminal_are_shown_taken_back_and_kept_half_typed(umoja):
    seat = umoja.at_terminal("people")
    seat.talk(
        ("A chosen name", "Amina, Blue\r"), ("Amina is here.", "Grase\r"), ("Grase is here.", F2)
    )
    seat.talk(("Taken back: p2.", "Gra"))
    seat.see("> Gra")
    seat.press(CTRL_C)
    assert seat.end() == 130
    again = umoja.at_terminal("people")
    again.talk(("> Gra", "ce\r"), ("Amina, Grace", "\r"))
    assert again.end() == 0
    assert "2 of 2 are here." in again.text
    assert [person.split("\t")[0] for person in umoja.call("people", "show").lines] == [
        "Amina",
        "Grace",
    ]


def test_adding_somebody_meanwhile_does_not_cost_the_half_sentence_of_an_exercise(umoja):
    umoja.people("Amina")
    seat = umoja.at_terminal("agenda-ranking")
    seat.talk(("» 1. Begin", "\r"), ("Next line", "Vitambulisho vili"))
    seat.see("Vitambulisho vili")
    seat.press(CTRL_C)
    assert seat.end() == 130
    people = umoja.at_terminal("people")
    people.talk(
        ("A chosen name", "Gra"),
        ("> Gra", CTRL_U),
        ("A chosen name", "Zuri\r"),
        ("Zuri is here.", "\r"),
    )
    assert people.end() == 0
    again = umoja.at_terminal("agenda-ranking")
    again.see("> Vitambulisho vili")
    again.press(CTRL_C)
    assert again.end() == 130


def test_undo_without_a_line_shows_the_newest_and_leads_to_another(umoja):
    umoja.note("one", "two", "three")
    seat = umoja.at_terminal("undo")
    seat.talk(("note.3 · three", "3"), ("Which line? Its number", "1\r"))
    seat.talk(("note.1 · one", "\r"))
    assert seat.end() == 0
    assert texts(umoja) == ["two", "three"]
    left = umoja.at_terminal("undo")
    left.talk(("note.3 · three", "2"))
    assert left.end() == 0
    assert texts(umoja) == ["two", "three"]
