"""`coalition print`: sheets for paper, as files whose names and places are said."""

import io

import pytest
from pypdf import PdfReader

from tests.support.calling import DOWN, ENTER


def test_a_sheet_is_a_pdf_and_its_place_is_said(house):
    done = house.call("print", "coalition-basics", "--sheet", "cards")
    assert (done.status, done.lines) == (
        0,
        [str(house.desk / "coalition-basics-cards.pdf")],
    )
    written = (house.desk / "coalition-basics-cards.pdf").read_bytes()
    assert len(PdfReader(io.BytesIO(written)).pages) == 2
    again = house.call("print", "coalition-basics", "--sheet", "cards")
    assert again.status == 1
    assert house.call("print", "coalition-basics", "--sheet", "cards", "--replace").status == 0
    assert (house.desk / "coalition-basics-cards.pdf").read_bytes() == written


def test_a_sheet_is_a_page_for_the_browser_where_that_is_asked(house):
    done = house.call("print", "visioning", "--sheet", "form", "--html", "--out", "-")
    assert done.out.startswith("<!DOCTYPE html>")
    assert "Blank form" in done.out
    both = house.call("print", "visioning", "--sheet", "form", "--html", "--pdf")
    assert both.status == 2


def test_the_file_or_its_folder_may_be_named(house):
    (house.desk / "wall").mkdir()
    done = house.call("print", "visioning", "--sheet", "large", "--out", "wall")
    assert done.lines == [str(house.desk / "wall" / "visioning-large.pdf")]
    done = house.call("print", "visioning", "--sheet", "large", "--out", "wall/big.html", "--html")
    assert done.lines == [str(house.desk / "wall" / "big.html")]
    wrong = house.call("print", "visioning", "--sheet", "large", "--out", "wall/big.html", "--pdf")
    assert wrong.status == 2


def test_the_list_names_every_sheet_and_those_of_one_exercise(house):
    names = [line.split("\t")[0] for line in house.call("print", "--list").lines]
    assert names == sorted(names)
    assert {"ballots", "cards", "form", "names", "rules", "scores", "script", "slips"} <= set(names)
    of_one = [line.split("\t")[0] for line in house.call("print", "feedback", "--list").lines]
    assert "scores" in of_one
    assert "cards" not in of_one


def test_a_sheet_speaks_the_language_that_is_asked_for(house):
    done = house.call(
        *("print", "visioning", "--sheet", "form", "--html", "--out", "-", "--lang", "sw")
    )
    assert '<html lang="sw"' in done.out
    assert "Five years from today" not in done.out


def test_forms_of_a_whole_programme_are_one_file(house):
    done = house.call("print", "--programme", "half-day-agenda-action", "--sheet", "form")
    assert done.lines == [str(house.desk / "half-day-agenda-action-form.pdf")]
    assert done.status == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("print", "visioning", "--sheet", "crads"), "no sheet here"),
        (("print", "visioning"), "Name the sheet with --sheet"),
        (("print",), "Name an exercise and a sheet"),
        (("print", "--sheet", "cards"), "Name an exercise and a sheet"),
        (("print", "visioning", "--sheet", "cards"), "no such sheet"),
        (("print", "no-exercise", "--sheet", "form"), "no-exercise"),
        (("print", "--sheet", "slips"), "nothing for the sheet"),
        (("print", "visioning", "--sheet", "form", "--lang", "xx"), "no language here"),
    ],
)
def test_what_cannot_be_printed_is_one_sentence(house, words, said):
    done = house.call(*words)
    assert done.status in (1, 2)
    assert said in done.err
    assert "Traceback" not in done.err
    assert list(house.desk.iterdir()) == []


def test_the_open_workshop_gives_names_rules_and_slips(house):
    assert house.call("new", "Umoja").status == 0
    assert house.call("people", "add", typed="Amina\nRehema\n").status == 0
    done = house.call("print", "--sheet", "names", "--html", "--out", "-")
    assert "Amina" in done.out
    assert "Rehema" in done.out
    blank = house.call("print", "--sheet", "names", "--html", "--out", "-", "--blank")
    assert "Amina" not in blank.out


def test_whoever_names_nothing_at_a_terminal_is_asked(house):
    seat = house.at_terminal("print", "--html")
    seat.see("Of which exercise?")
    seat.press(DOWN, ENTER)
    seat.see("Which sheet?")
    seat.press(ENTER)
    assert seat.end() == 0
    assert len(list(house.desk.iterdir())) == 1


def test_older_commands_lead_there(house):
    assert "coalition print visioning" in house.call("exercise", "print", "visioning").err
    led = house.call("programme", "print", "half-day-agenda-action")
    assert "coalition print --programme half-day-agenda-action" in led.err


def test_a_workshop_that_cannot_be_opened_stops_only_what_is_printed_of_it(house):
    [file] = house.call("new", "Umoja").lines
    (house.desk / file).unlink()
    done = house.call("print", "visioning", "--sheet", "large", "--out", "-", "--html")
    assert done.status == 0
    assert "Printed without the workshop." in done.err
    assert house.call("print", "--sheet", "names").status == 1
    assert house.call("print", "--sheet", "names", "--blank").status == 0
