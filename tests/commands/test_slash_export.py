"""``/export`` at a prompt: for whom, what is left out, then writing; and the same prompt again."""

from pathlib import Path

import pytest

from coalition_cli.exports import names as names_of_formats
from tests.support.calling import CTRL_C, CTRL_U, ENTER

pytestmark = pytest.mark.slow

NEXT, WRITE, WRITTEN = "Next line", "Shall it be written?", "The summary is written"
INTERIM = "It is marked as made before the end."
ESC = "\x1b"


def written(house) -> list[str]:
    return sorted(path.name for path in Path(house.desk).glob("umoja-*"))


@pytest.mark.parametrize("plain", [[], ["--plain"]], ids=["screen", "plain"])
def test_from_a_prompt_to_the_files_and_back_to_the_prompt(umoja, plain):
    umoja.note("No papers")
    umoja.note("only for us", share="private")
    seat = umoja.at_terminal(*plain, "note")
    chosen = [ENTER] if plain else []
    seat.talk((NEXT, "/export\r"), ("Who will read it?", ""))
    seat.press("1", *chosen)
    seat.see(WRITE)
    seat.see("1 entry is not for them and was left out.")
    seat.see(INTERIM)
    assert written(umoja) == []
    seat.press("1", *chosen)
    seat.see(WRITTEN)
    names = [f"umoja-participants-interim{end}" for end in ("-phone.txt", ".html", ".pdf")]
    assert written(umoja) == names
    seat.press("1", *chosen)
    seat.talk((NEXT, "Maji\r"), ("Maji", CTRL_C))
    assert seat.end() == 130
    text = (umoja.desk / "umoja-participants-interim.html").read_text()
    assert "the workshop is still going on" in text
    assert "only for us" not in text


@pytest.mark.parametrize("plain", [[], ["--plain"]], ids=["screen", "plain"])
def test_one_format_can_be_chosen_in_place_of_the_usual_ones(umoja, plain):
    umoja.note("No papers")
    seat = umoja.at_terminal(*plain, "note")
    chosen = [ENTER] if plain else []
    seat.talk((NEXT, "/export organizer\r"), ("As: pdf, xlsx", ""), (WRITE, ""))
    seat.press("3", *chosen)
    seat.see("Which format?")
    seat.see("md · plain words with marks, for a wiki")
    names = sorted(names_of_formats())
    seat.see(f"{len(names) + 1}. Back: pdf, xlsx")
    seat.press(str(names.index("md") + 1), *chosen)
    seat.see("As: md")
    assert written(umoja) == []
    seat.press("1", *chosen)
    seat.see(WRITTEN)
    assert written(umoja) == ["umoja-organizer-interim.md"]
    seat.press("1", *chosen)
    seat.talk((NEXT, CTRL_C))
    assert seat.end() == 130


def test_who_chooses_no_format_after_all_has_the_usual_ones(umoja):
    umoja.note("No papers")
    seat = umoja.at_terminal("note")
    seat.talk((NEXT, "/export organizer\r"), (WRITE, "3"))
    seat.talk(("Which format?", "Back"), ("Back: pdf, xlsx", ENTER))
    seat.talk(("As: pdf, xlsx", "1"), (WRITTEN, "1"), (NEXT, CTRL_C))
    assert seat.end() == 130
    assert written(umoja) == [f"umoja-organizer-interim.{end}" for end in ("pdf", "xlsx")]


@pytest.mark.parametrize(
    ("readers", "told"),
    [
        ("participants", "Those who were here: decisions"),
        ("ORGANIZER", "The organizer: everything but what is private"),
        ("donor", "A donor: no names"),
        ("follow-up", "Follow-up: open actions"),
    ],
)
def test_readers_behind_it_lead_to_what_is_left_out_for_them_at_once(umoja, readers, told):
    umoja.note("No papers")
    seat = umoja.at_terminal("note")
    seat.talk((NEXT, f"/export {readers}\r"), (told, ""), (WRITE, "2"), (NEXT, CTRL_C))
    assert seat.end() == 130
    assert written(umoja) == []


def test_readers_that_there_are_not_are_told_and_stay_to_be_mended(umoja):
    umoja.note("No papers")
    seat = umoja.at_terminal("note")
    seat.talk((NEXT, "/export partcipants\r"))
    seat.see('"partcipants" are no readers of a summary: participants, organizer')
    assert "> /export partcipants" in seat.text
    seat.press(CTRL_U, CTRL_C)
    assert seat.end() == 130


def test_what_is_written_already_is_written_over_only_where_that_is_chosen(umoja):
    umoja.note("No papers")
    seat = umoja.at_terminal("note")
    for last in ("1", "2"):
        seat.talk((NEXT, "/export donor\r"), (WRITE, "1"))
        if last == "2":
            seat.talk(("Nothing was written.", "2"))
        seat.talk((WRITTEN, "1"))
    seat.talk((NEXT, CTRL_C))
    assert seat.end() == 130


def test_leaving_its_pages_writes_nothing_and_keeps_the_half_typed_words(umoja):
    umoja.note("No papers")
    seat = umoja.at_terminal("agenda-ranking")
    seat.talk(("» 1. Begin", ENTER), (NEXT, "half a word"), ("> half a word", ESC))
    seat.talk(("Carry on", "Write a summary"), ("Write a summary (/export)", ENTER))
    seat.talk(("Who will read it?", ESC), ("Leave it as it is", "2"))
    seat.talk(("Nothing was changed.", ""), ("> half a word", ESC))
    seat.talk(("Carry on", "Write a summary"), ("Write a summary (/export)", ENTER))
    seat.talk(("Who will read it?", "3"), (WRITE, CTRL_C))
    assert seat.end() == 130
    assert written(umoja) == []
    again = umoja.at_terminal("agenda-ranking")
    again.talk(("> half a word", CTRL_C))
    assert again.end() == 130


def test_once_all_is_over_it_is_no_interim(umoja):
    umoja.note("No papers")
    seat = umoja.at_terminal("people")
    seat.talk(("A chosen name", "/export organizer\r"), (WRITE, ""))
    assert INTERIM not in seat.text
    seat.press("1")
    seat.talk((WRITTEN, "1"), ("A chosen name", CTRL_C))
    assert seat.end() == 130
    assert written(umoja) == ["umoja-organizer.pdf", "umoja-organizer.xlsx"]


def test_in_swahili_it_is_the_same(umoja):
    umoja.note("Hakuna karatasi")
    seat = umoja.at_terminal("--language", "sw", "note")
    seat.talk(("Mstari unaofuata", "/export donor\r"), ("kabla ya mwisho", CTRL_C))
    assert seat.end() == 130
