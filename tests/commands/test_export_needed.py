"""What is needed: asked before donors' pages, read from a file, never from the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.calling import CTRL_C, CTRL_U, ENTER, House

pytestmark = pytest.mark.slow

DONOR = ("--for", "donor")
ASKED = "What is needed, as people outside may read it? At most 60 words"
STOVE = "A stove for forty, and a room that can be locked."


@pytest.fixture
def said(umoja: House) -> House:
    umoja.note("Bread for all", share="donor")
    return umoja


def data_of(house: House) -> Any:
    (path,) = house.desk.glob("*-donor.json")
    return json.loads(path.read_text())["needed"]


def told(house: House) -> list[str]:
    return house.call("details", "show").lines


def export_with(house: House, words: str | None, *more: str | Path) -> Any:
    return house.call("export", "json", "md", *DONOR, "--replace", *more, typed=words)


def test_it_is_asked_at_a_terminal_remembered_and_written_again(said: House) -> None:
    seat = said.at_terminal("export", "json", "md", *DONOR)
    seat.talk((ASKED, STOVE + ENTER))
    assert seat.end() == 0
    assert data_of(said) == STOVE
    page = (said.desk / "umoja-donor.md").read_text()
    assert page.index("## What is needed") < page.index(STOVE[:20])
    assert told(said) == [f"needed\t{STOVE}"]
    for path in said.desk.glob("*-donor.*"):
        path.unlink()
    assert said.call("export", "--again").status == 0
    assert data_of(said) == STOVE
    seat = said.at_terminal("export", "json", *DONOR, "--replace")
    seat.talk((STOVE[:20], ENTER))  # it stands in the line
    assert seat.end() == 0
    assert data_of(said) == STOVE
    seat = said.at_terminal("export", "json", *DONOR, "--replace", "--yes")
    assert seat.end() == 0  # nothing is asked
    assert data_of(said) == STOVE
    seat = said.at_terminal("export", "json", *DONOR, "--replace")
    seat.talk((STOVE[:20], CTRL_U + ENTER))
    assert seat.end() == 0
    assert data_of(said) is None


def test_an_empty_line_leaves_it_out_and_whoever_leaves_writes_nothing(said: House) -> None:
    seat = said.at_terminal("export", "json", "md", *DONOR)
    seat.talk((ASKED, ENTER))
    assert seat.end() == 0
    assert data_of(said) is None
    assert "What is needed" not in (said.desk / "umoja-donor.md").read_text()
    assert told(said) == []
    seat = said.at_terminal("export", "html", *DONOR)
    seat.talk((ASKED, CTRL_C))
    assert seat.end() == 130
    assert not (said.desk / "umoja-donor.html").exists()


def test_others_are_not_asked_and_do_not_read_it(said: House) -> None:
    assert said.call("details", typed=f"needed: {STOVE}\n").status == 0
    for readers in ("participants", "organizer", "follow-up"):
        seat = said.at_terminal("export", "json", "md", "--for", readers)
        assert seat.end() == 0
        path = said.desk / f"umoja-{readers}.json"
        assert json.loads(path.read_text())["needed"] is None
        assert "stove" not in path.with_suffix(".md").read_text()


@pytest.mark.parametrize("way", ["file", "stdin"])
def test_a_script_gives_it_in_a_file_or_on_standard_input(said: House, way: str) -> None:
    path = said.desk / "needed.txt"
    path.write_text("A stove for forty,\n  and a room\u00a0that can be locked.\n")
    source, typed = (path, None) if way == "file" else ("-", path.read_text())
    done = export_with(said, typed, "--needed-file", source)
    assert done.status == 0, done
    assert data_of(said) == STOVE
    assert export_with(said, None).status == 0
    assert data_of(said) == STOVE  # remembered
    path.write_text("\n")
    assert export_with(said, None, "--needed-file", path).status == 0
    assert data_of(said) is None


def test_words_over_sixty_are_counted_and_nothing_is_changed(said: House) -> None:
    sixty = " ".join(f"w{number}" for number in range(60))
    assert export_with(said, sixty, "--needed-file", "-").status == 0
    assert data_of(said) == sixty
    before = said.workshop.read_bytes()
    refused = export_with(said, f"{sixty} one two", "--needed-file", "-")
    assert refused.status == 1
    assert "These are 62 words, and 60 stand on the page: take 2 out." in refused.err
    assert said.workshop.read_bytes() == before
    assert said.call("details", typed=f"needed: {sixty} one\n").status == 1
    assert said.workshop.read_bytes() == before
    seat = said.at_terminal("export", "json", *DONOR, "--replace")
    seat.talk(("w59", " more" + ENTER), ("take 1 out", CTRL_C))
    assert seat.end() == 130


def test_a_file_that_cannot_be_read_changes_nothing(said: House) -> None:
    refused = export_with(said, None, "--needed-file", "nowhere.txt")
    assert (refused.status, refused.out) == (1, "")
    assert "nowhere.txt could not be read" in refused.err
    (said.desk / "letter.pdf").write_bytes(b"%PDF-1.7")
    assert export_with(said, None, "--needed-file", "letter.pdf").status == 1
    assert not list(said.desk.glob("*-donor*"))


def test_a_name_in_it_passes_the_gate_like_any_other(said: House) -> None:
    refused = export_with(said, "Ask Dr. Okello for a stove", "--needed-file", "-")
    assert refused.status == 1
    assert "(a name)" in refused.err
    assert "Okello" not in refused.err
    seat = said.at_terminal("export", "json", "md", *DONOR)
    seat.talk((ASKED, ENTER), ("Ask ‹Dr. Okello› for a stove", "4"))
    seat.talk(("Is every word as it should be?", ENTER))
    assert seat.end() == 0
    assert data_of(said) == "Ask an office for a stove"
    assert "Okello" not in (said.desk / "umoja-donor.md").read_text()


def test_what_is_changed_in_it_is_told_of_the_donors_export(said: House) -> None:
    assert export_with(said, STOVE, "--needed-file", "-").status == 0
    assert said.call("details", typed="needed: Nothing now\n").status == 0
    assert "To be written anew" in said.call("list", "exports").out
    assert said.call("export", "--again").status == 0
    assert data_of(said) == "Nothing now"
    assert said.call("details", typed="region: Pwani\n").status == 0
    assert said.call("export", "--again").status == 0
    assert said.call("details", typed="region: Bara\n").status == 0
    assert "To be written anew" in said.call("list", "exports").out
