"""A word is blacked out in every line at once: seen before, and gone from every file."""

import json
import shutil

import pytest

from tests.store.transfer.exchanges import bundled, together, workshop_of
from tests.support.calling import CTRL_C, entries_of
from tests.support.sealed_calls import FD, call, make
from tests.support.sealed_rooms import PASSPHRASE

pytestmark = pytest.mark.slow

SECRET = b"SIRIKUBWA"


def texts(house) -> list[str]:
    return [row["text"] for row in house.summary()["notes"]]


def test_it_is_in_no_file_of_the_machine_and_every_line_stays_with_its_number(umoja):
    umoja.people("Amina")
    umoja.note("one of Sirikubwa @Amina", "other", "SIRIKUBWA's sister", "nothing")
    umoja.call("fix", "note.4", typed="SIRIKUBWA first\n")
    umoja.call("fix", "note.4", typed="and then nobody\n")
    umoja.call("undo", "note.2")
    before = umoja.numbers()
    done = umoja.call("redact", "--yes", typed="sirikubwa\n")
    assert done.status == 0, done
    assert "3 lines will say […] there: note.1, note.3-4." in done.err
    assert "Blacked out: 3 lines say […] there now" in done.err
    assert "sirikubwa" not in (done.err + done.out).casefold()
    assert SECRET not in umoja.everything_on_disk().upper()
    assert texts(umoja) == ["one of […]", "[…]'s sister", "and then nobody"]
    assert list(umoja.numbers().values()) == list(before.values())
    assert umoja.summary()["notes"][0]["by"] == "Amina"
    assert umoja.call("check").status == 0
    again = umoja.call("redact", "--yes", typed="sirikubwa\n")
    assert (again.status, "It stands in no line." in again.err) == (1, True)


def test_it_is_typed_on_a_page_and_shown_before_anything_changes(umoja):
    umoja.note("one of SIRIKUBWA", "other", "Sirikubwani is a place")
    before = umoja.workshop.read_bytes()
    for key in ("\r", "1", CTRL_C):
        seat = umoja.at_terminal("redact")
        seat.talk(("The word, name or number to black out", "sirikubwa\r"))
        seat.see("“one of SIRIKUBWA” → “one of […]”")
        seat.talk(("» 1. Keep", key))
        assert seat.end() == 130
    assert umoja.workshop.read_bytes() == before
    seat = umoja.at_terminal("redact")
    seat.talk(("to black out", "sirikubwa\r"), ("2. Take out", "2"))
    assert seat.end() == 0
    assert "A longer word that begins so stands in note.3 and stays" in " ".join(seat.text.split())
    assert SECRET not in umoja.everything_on_disk()


def test_a_word_that_stands_nowhere_is_asked_for_again(umoja):
    umoja.note("one of SIRIKUBWA")
    seat = umoja.at_terminal("redact")
    seat.talk(("to black out", "nobody\r"), ("It stands in no line.", CTRL_C))
    assert seat.end() == 130


def test_words_are_never_arguments_and_a_script_says_yes(umoja):
    umoja.note("one of SIRIKUBWA")
    refused = umoja.call("redact", "SIRIKUBWA", "--yes")
    assert refused.status == 2
    assert "SIRIKUBWA" not in refused.err
    assert umoja.call("redact", typed="SIRIKUBWA\n").status == 2
    nothing = umoja.call("redact", "--yes", typed="...\n")
    assert (nothing.status, "There is no word in this" in nothing.err) == (1, True)
    assert texts(umoja) == ["one of SIRIKUBWA"]


def test_a_word_that_stands_nowhere_does_not_keep_the_words_after_it(umoja):
    umoja.note("one of SIRIKUBWA", "and of Mwingine")
    done = umoja.call("redact", "--yes", typed="\nSIRIKUBWA\nnobody\n...\nMwingine\n")
    assert done.status == 1
    assert "Line 3: It stands in no line." in done.err
    assert "Line 4: There is no word in this" in done.err
    assert texts(umoja) == ["one of […]", "and of […]"]


def test_whoever_is_called_so_gets_another_name_first(umoja):
    umoja.people("Amina SIRIKUBWA", "Grace")
    umoja.note("so said Sirikubwa")
    done = umoja.call("redact", "--yes", typed="Sirikubwa\n")
    assert done.status == 1
    assert "p1 is called so: nothing was blacked out." in done.err
    assert umoja.call("fix", "p1", typed="Amina\n").status == 0
    assert umoja.call("redact", "--yes", typed="Sirikubwa\n").status == 0
    assert SECRET not in umoja.everything_on_disk().upper()
    assert umoja.call("people", "show").lines[0].startswith("Amina\t")


def test_the_room_reads_which_lines_and_no_private_one(umoja):
    umoja.note("SIRIKUBWA for the room")
    umoja.note("SIRIKUBWA in private", share="private")
    seat = umoja.at_terminal("note")
    seat.talk(("Next line", "/redact\r"), ("to black out", "Sirikubwa\r"))
    seat.see("2. Take out")
    shown = " ".join(seat.text.split())
    assert "2 lines will say […] there: note.1-2." in shown
    assert "note.1: “[…] for the room”" in shown
    assert "in private" not in shown
    seat.press("2")
    seat.see("Blacked out: 2 lines say […] there now")
    seat.press(CTRL_C)
    assert seat.end() == 130
    assert SECRET not in umoja.everything_on_disk().upper()


def test_the_word_may_stand_behind_the_slash(umoja):
    umoja.note("of SIRIKUBWA")
    seat = umoja.at_terminal("note")
    seat.talk(
        ("Next line", "/redact sirikubwa\r"), ("» 1. Keep", "1"), ("Nothing was changed.", "")
    )
    seat.talk(("Next line", "/redact sirikubwa\r"), ("2. Take out", "2"))
    seat.see("Blacked out: 1 line says […] there now")
    seat.press(CTRL_C)
    assert seat.end() == 130
    assert SECRET not in umoja.everything_on_disk().upper()


def test_exports_and_files_beside_that_hold_it_are_named_and_copies_emptied(umoja):
    umoja.note("of SIRIKUBWA and no more")
    assert umoja.call("export", "md", "--for", "participants").status == 0
    copy = umoja.workshop.with_name("seminar-LAPTOP.json")
    shutil.copy(umoja.workshop, copy)
    beside = umoja.workshop.with_name("letter.txt")
    beside.write_text("To Sirikubwani and SIRIKUBWA.")
    other = umoja.workshop.with_name("other.txt")
    other.write_text("To SIRIKUBWANI.")
    done = umoja.call("redact", "--yes", "--beside", typed="sirikubwa\n")
    assert "must be called back: the export of" in done.err
    named = done.err.partition("These files beside it still hold the words: ")[2].splitlines()[0]
    assert copy.name in named
    assert beside.name in named
    assert other.name not in named
    assert f"The words are out of {copy.name}." in done.err
    assert SECRET not in copy.read_bytes()


def test_another_laptop_loses_it_with_its_backups_and_an_old_copy_does_not_bring_it_back(
    house, other_house, tmp_path
):
    stick = tmp_path / "stick"
    stick.mkdir()
    mine, theirs = together(house, other_house, stick)
    house.note("of SIRIKUBWA here")
    old = tmp_path / "old.json"
    shutil.copy(mine, old)
    for each in (bundled(house, stick),):
        assert other_house.call("merge", each, "--yes").status == 0
        each.unlink()
    other_house.note("a line of there")
    assert house.call("redact", "--yes", typed="SIRIKUBWA\n").status == 0
    done = other_house.call("merge", bundled(house, stick), "--yes")
    assert done.status == 0, done
    assert "1 here will say […]: a word was blacked out on another laptop." in done.err
    assert "note.2 says […] now, where a word was blacked out on another laptop." in done.err
    assert SECRET not in other_house.everything_on_disk()
    assert other_house.call("merge", old, "--yes").status == 0
    assert b"of SIRIKUBWA" not in workshop_of(other_house).read_bytes()
    assert house.call("restore", old, "--yes").status == 0
    assert "of […] here" in [each["body"].get("text") for each in entries_of(mine)]
    assert SECRET not in mine.read_bytes()
    assert theirs.exists()


def test_a_sealed_workshop_loses_it_from_journal_store_and_backups(house):
    workshop = make(house)
    for line in ("of SIRIKUBWA", "other"):
        assert call(house, *FD, "note", typed=f"{line}\n", secrets=(PASSPHRASE,)).status == 0
    done = call(house, *FD, "redact", "--yes", typed="sirikubwa\n", secrets=(PASSPHRASE,))
    assert done.status == 0, done
    shown = call(house, *FD, "show", "--numbers", secrets=(PASSPHRASE,))
    assert "of […]" in shown.out
    plain = house.desk / "plain.json"
    opened = call(house, *FD, "unseal", workshop, "--out", plain, "--yes", secrets=(PASSPHRASE,))
    assert opened.status == 0, opened
    assert SECRET not in json.dumps(entries_of(plain)).encode().upper()
    assert SECRET not in house.everything_on_disk().upper()


@pytest.mark.parametrize("width", [40, 80])
def test_the_page_fits_a_small_screen(umoja, width):
    umoja.note(*(f"of SIRIKUBWA {number}" for number in range(30)))
    seat = umoja.at_terminal("redact", width=width, height=12)
    seat.talk(("to black out", "sirikubwa\r"))
    seat.see("30 lines will say")
    seat.press(CTRL_C)
    assert seat.end() == 130


def test_a_word_that_was_only_typed_is_kept_nowhere(umoja):
    umoja.note("nothing of it", "of KABURI")
    seat = umoja.at_terminal("note")
    seat.talk(("Next line", "/redact\r"), ("to black out", "sirikubwa\r"))
    seat.talk(("It stands in no line.", CTRL_C))
    assert seat.end() == 130
    assert SECRET not in umoja.everything_on_disk().upper()
