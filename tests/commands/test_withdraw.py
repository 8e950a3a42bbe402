"""What a withdrawal tells before and after: cuts, lines that name her, long lists, other files."""

import json
import shlex
import shutil

import pytest

from coalition_cli.model.entry import NOTES
from tests.support.calling import entries_of

HOUSE = "SIRIKUBWA house of our own"


@pytest.fixture
def vision(umoja):
    """A room that adopted a sentence with the words of a piece in it."""
    pieces = [{"text": HOUSE}, {"text": "Peace"}]
    umoja.play(
        "visioning",
        {"pieces": pieces, "vision": f"We want a {HOUSE}, and peace", "agree": {"5": 3}},
    )
    return umoja


def test_each_cut_is_shown_before_the_question_with_the_words(vision):
    seat = vision.at_terminal("withdraw", "visioning.pieces.1")
    seat.see("2. Take out")
    shown = " ".join(seat.text.split())
    assert shown.count("Gone for good") == 1
    assert shown.index("Gone for good") < shown.index("Keep, or take out?")
    assert "visioning.vision.1" in shown
    assert f"“We want a {HOUSE}, and peace” → “We want a […], and peace”" in shown
    seat.press("2")
    assert seat.end() == 0
    (vision.desk / "answers.json").unlink()
    assert b"SIRIKUBWA" not in vision.everything_on_disk()


def test_a_script_is_told_each_cut_without_the_words(vision):
    done = vision.call("withdraw", "visioning.pieces.1", "--yes")
    assert "“We want a […], and peace”" in done.err
    assert "coalition fix visioning.vision.1" in done.err
    assert "SIRIKUBWA" not in done.err + done.out


def test_a_common_word_is_cut_nowhere_and_no_cut_is_told(vision):
    done = vision.call("withdraw", "visioning.pieces.2", "--yes")
    assert "[…]" not in done.err
    assert f"We want a {HOUSE}, and peace" in vision.workshop.read_text()


def test_lines_of_others_that_name_her_are_listed_with_what_can_be_done(umoja):
    umoja.people("Amina Hassan", "Grace")
    umoja.note(
        "I heard amina say so @Grace", "nothing of her", "Aminata is another", "mine @Amina Hassan"
    )
    umoja.note("Amina's house", "AMINA was named")
    umoja.call("fix", "note.6", typed="nobody is named\n")
    umoja.call("undo", "note.5")
    done = umoja.call("withdraw", "p1", "--yes")
    assert done.status == 0
    assert "3 lines of others name her and stay: note.1, note.5, note.6." in done.err
    ways = [line for line in done.err.splitlines() if line.startswith("note.")]
    assert ways == [
        "note.1 names her and stays. To change it: coalition fix note.1",
        *(
            f"{name} did so in words that stand no more, and the file keeps them. To take the whole"
            f" line out: coalition withdraw {name}"
            for name in ("note.5", "note.6")
        ),
    ]
    for line in ways:
        command, name = line.partition(": coalition ")[2].split()
        sure = ["--yes"] if command == "withdraw" else []
        after = umoja.call(command, name, *sure, typed="x\n")
        assert after.status == 0, after


def test_a_line_of_several_answers_that_names_her_is_not_offered_to_fix(umoja):
    umoja.people("Amina", "Grace")
    circle = [{"by": "Grace", "learning": "from Amina", "commitment": "I call two"}]
    umoja.play("reflection-circle", {"circle": circle})
    done = umoja.call("withdraw", "p1", "--yes")
    command = "coalition withdraw reflection-circle.circle.1"
    assert f"reflection-circle.circle.1 names her and stays. To change it: {command}" in done.err
    assert umoja.call("withdraw", "reflection-circle.circle.1", "--yes").status == 0
    (umoja.desk / "answers.json").unlink()
    assert b"Amina" not in umoja.everything_on_disk()


def test_the_own_history_of_a_line_is_one_sentence_and_long_lists_are_counted(umoja):
    umoja.people("Amina")
    umoja.note("hers @Amina")
    for number in range(8):
        umoja.call("fix", "note.1", typed=f"hers {number}\n")
    umoja.note(*(f"Amina was here {number}" for number in range(42)))
    told = umoja.call("withdraw", "p1", "--yes")
    assert "8 earlier wordings go too." in told.err
    assert told.err.count("wording") == 1
    assert "42 lines of others name her and stay: " in told.err
    assert "and 37 more (--all)" in told.err
    assert told.err.count("names her and stays") == 5
    assert "\nand 37 more\n" in told.err


def test_all_lines_are_named_where_that_is_asked_for(umoja):
    umoja.people("Amina")
    umoja.note(*(f"Amina was here {number}" for number in range(9)))
    told = umoja.call("withdraw", "p1", "--yes", "--all")
    assert told.err.count("names her and stays") == 9
    assert "more" not in told.err


def test_before_the_room_lines_that_name_her_go_by_their_numbers(umoja):
    umoja.people("Amina", "Grace")
    umoja.note("Amina has SIRI", "other")
    seat = umoja.at_terminal("note")
    seat.talk(("Next line", "/withdraw p1\r"), ("2. Take out", ""))
    seat.see("1 line of somebody else names her and stays: 1.")
    assert "SIRI" not in seat.text
    seat.press("2")
    seat.see("These name her and stay: 1.")


def test_an_export_that_lies_there_is_named_as_long_as_it_is_not_called_back(umoja):
    (line,) = umoja.note("SIRI words", share="participants")
    made = umoja.call("export", "md", "--for", "participants")
    assert made.status == 0, made
    assert [each for each in entries_of(umoja.workshop) if each["step"] == "export"]
    done = umoja.call("withdraw", line, "--yes")
    assert "May still hold them, and must be called back: the export of" in done.err
    assert NOTES.step in json.dumps(entries_of(umoja.workshop))


def beside(umoja):
    copy = umoja.workshop.with_name("seminar-LAPTOP.json")
    shutil.copy(umoja.workshop, copy)
    return copy


def test_a_copy_beside_the_file_is_named_and_emptied_after_a_yes(umoja):
    umoja.note("SIRIKUBWA one", "other")
    copy = beside(umoja)
    seat = umoja.at_terminal("withdraw", "1")
    seat.talk(("2. Take out", "2"))
    seat.see("Take the words out of these copies of the workshop too?")
    assert copy.name in seat.text
    seat.talk(("» 1. Keep", "2"))
    assert seat.end() == 0
    assert f"The words are out of {copy.name}." in " ".join(seat.text.split())
    assert b"SIRIKUBWA" not in umoja.everything_on_disk()


def test_a_withdrawal_that_comes_by_merge_names_the_files_and_how_to_empty_them(umoja):
    lines = umoja.note("SIRIKUBWA one", "SIRIKUBWA two")
    stick = umoja.desk / "stick" / "seminar.json"
    stick.parent.mkdir()
    shutil.copy(umoja.workshop, stick)
    copy = beside(umoja)
    for line in lines:
        assert umoja.call("withdraw", line, "--yes", "--file", stick).status == 0
    done = umoja.call("merge", stick, "--yes")
    assert "2 lines were withdrawn there" in done.err
    assert f"These files beside it still hold the words: {copy.name}." in done.err
    told = done.err.partition(f"To take them out of {copy.name} later: ")[2].splitlines()[0]
    assert umoja.shell(f"cd /; {told} --yes").status == 0
    assert b"SIRIKUBWA" not in copy.read_bytes()
    again = umoja.call("merge", stick, "--yes")
    assert "Nothing new" in again.err


def test_a_script_is_told_of_copies_and_how_to_empty_them(umoja):
    (line,) = umoja.note("SIRIKUBWA one")
    copy = beside(umoja)
    done = umoja.call("withdraw", line, "--yes")
    assert f"These files beside it still hold the words: {copy.name}." in done.err
    assert f"coalition withdraw {line} --file {shlex.quote(str(copy))}" in done.err
    assert b"SIRIKUBWA" in copy.read_bytes()
    after = umoja.call("withdraw", line, "--yes", "--file", copy)
    assert (after.status, copy.read_bytes().count(b"SIRIKUBWA")) == (0, 0)


def test_a_script_may_empty_copies_at_once(umoja):
    (line,) = umoja.note("SIRIKUBWA one")
    copy = beside(umoja)
    done = umoja.call("withdraw", line, "--yes", "--beside")
    assert f"The words are out of {copy.name}." in done.err
    assert b"SIRIKUBWA" not in umoja.everything_on_disk()
