"""`coalition programme` and the list, from outside: read, print, copy, edit and check."""

from pathlib import Path

from coalition_cli.catalog import Catalog, shipped
from coalition_cli.model.entry import PROGRAMME, Fact, Place, make
from coalition_cli.model.header import Head
from coalition_cli.model.workshop import Workshop
from coalition_cli.slide import Digits
from tests.support.calling import House
from tests.support.slides import all_pages, wall_slide, wall_words


def own(house: House, name: str) -> Path:
    return (
        Path(house.environment["XDG_CONFIG_HOME"])
        / "coalition"
        / "exercises"
        / "programmes"
        / f"{name}.toml"
    )


def test_the_list_shows_title_and_length_and_a_file_with_mistakes_does_not_hide_the_others(
    house: House,
) -> None:
    own(house, "broken").write_text("id = 3\n")
    listed = house.call("list", "programmes")
    assert listed.status == 0
    assert "short-day\tA short day\t1 day, 3:25 hours" in listed.lines
    assert (
        "regional-exchange-4day\tRegional exchange: four days\t4 days, 31:25 hours" in listed.lines
    )
    assert "broken\thas mistakes: coalition programme check broken" in listed.lines


def test_show_has_every_time_and_the_share_of_care(house: House) -> None:
    shown = house.call("programme", "show", "half-day-agenda-action")
    assert shown.status == 0
    for words in (
        "08:30  Arrival and tea",
        "12:40  Lunch, prayer and fares",
        "Care has 12% of the minutes",
    ):
        assert words in shown.out
    missing = house.call("programme", "show", "nonsense")
    assert (missing.status, '"nonsense" is no programme here: ' in missing.err) == (1, True)


def test_a_sheet_is_printed_once_and_never_over_another(house: House) -> None:
    printed = house.call("programme", "print", "short-day")
    assert printed.lines == [str(house.desk / "programme-short-day.md")]
    assert "| 09:20 | Visioning | 30 |" in Path(printed.lines[0]).read_text()
    again = house.call("programme", "print", "short-day")
    assert (again.status, again.out) == (1, "")
    page = house.call("programme", "print", "short-day", "--as", "html", "--out", "-")
    assert page.out.startswith("<!DOCTYPE html>")
    assert "Visioning" in page.out


def test_a_copy_has_an_id_of_its_own_and_is_sound(house: House) -> None:
    copied = house.call("programme", "copy", "half-day-agenda-action", "our-day")
    assert copied.lines == [str(own(house, "our-day"))]
    assert house.call("programme", "show", "our-day").status == 0
    for words in (["our-day"], [], ["Our Day"]):
        refused = house.call("programme", "copy", "half-day-agenda-action", *words)
        assert refused.status in (1, 2), refused
        assert refused.out == ""


def test_check_names_the_line_of_a_mistake_wherever_it_is_called(house: House) -> None:
    path = own(house, "short-day")
    assert house.call("programme", "check", "short-day").err == "short-day.toml: sound.\n"
    path.write_text(path.read_text().replace("minutes = 15", "minutes = 150"))
    for words in (("programme", "check", "short-day"), ("check", path)):
        checked = house.call(*words)
        assert checked.status == 0, "a long break harms nobody"
    path.write_text(path.read_text().replace('kind = "break"', 'kind = "brake"'))
    for words in (("programme", "check", "short-day"), ("check", path)):
        checked = house.call(*words)
        assert checked.status == 1
        assert "short-day.toml:35: days[0].slots[3].kind: expected one of" in checked.out
    refused = house.call("new", "Umoja", "--programme", "short-day")
    assert refused.status == 0


def test_editing_makes_a_copy_of_ones_own_keeps_what_was_written_and_lists_its_mistakes(
    house: House,
) -> None:
    editor = house.desk / "editor"
    editor.write_text('#!/bin/sh\nprintf "\\nwrong = 1\\n" >> "$1"\n')
    editor.chmod(0o755)
    house.environment["EDITOR"] = str(editor)
    seat = house.at_terminal("programme", "edit", "half-day-agenda-action")
    assert seat.end() == 1
    assert "wrong: expected a key that belongs here" in seat.text.replace("\n", "")
    assert own(house, "half-day-agenda-action").read_text().endswith("wrong = 1\n")
    assert "wrong" not in (shipped() / "programmes" / "half-day-agenda-action.toml").read_text()
    house.environment["EDITOR"] = str(house.desk / "nowhere")
    seat = house.at_terminal("programme", "edit", "half-day-agenda-action")
    assert seat.end() == 1
    assert "could not be started" in seat.text
    assert house.call("programme", "edit", "short-day").status == 2


def workshop(*facts: tuple[dict[str, object], Place]) -> Workshop:
    made = Workshop(Head("W", "Umoja", "2024-11-12"))
    for body, place in facts:
        made.extend([make(Fact(body), place, share="participants", device="d", after=made.last)])
    return made


TEA: dict[str, object] = {
    "slot": "tea",
    "did": "begin",
    "clock": "2024-11-12T10:30:00",
    "minutes": 15,
    "title": "Tea",
    "kind": "break",
}


def test_the_wall_shows_a_break_its_end_and_who_is_there_for_it() -> None:
    find = Catalog([shipped()]).find
    rules = (
        ({"text": "One speaks at a time"}, Place("ground-rules", 1, "rules")),
        (
            {"text": "Neema, and the room behind the kitchen", "bucket": "care"},
            Place("ground-rules", 1, "signals"),
        ),
    )
    shown = wall_slide(workshop(*rules, (TEA, PROGRAMME)), find)
    assert shown.question == "Tea, until"
    assert shown.stages[0][0] == Digits("10:45")
    assert "Neema, and the room behind the kitchen" in all_pages(shown)
    longer = {"slot": "tea", "did": "minutes", "clock": "2024-11-12T10:44:00", "minutes": 20}
    later = wall_slide(workshop((TEA, PROGRAMME), (longer, PROGRAMME)), find)
    assert later.stages[0][0] == Digits("10:50")


def test_after_a_break_the_wall_shows_the_room_again_and_no_word_to_its_leaders() -> None:
    find = Catalog([shipped()]).find
    over = {
        "slot": "tea",
        "did": "end",
        "clock": "2024-11-12T10:45:00",
        "title": "Tea",
        "kind": "break",
    }
    assert wall_words(workshop((TEA, PROGRAMME), (over, PROGRAMME)), find).split() == ["Umoja"]
    aside = {
        "slot": "play",
        "did": "skip",
        "clock": "2024-11-12T10:45:00",
        "title": "Play",
        "kind": "exercise",
    }
    assert wall_words(workshop((aside, PROGRAMME)), find).split() == ["Umoja"]
