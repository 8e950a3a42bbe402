"""The consent gate of an export: on pages at a terminal, by a reviewed list, or it is refused."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from tests.support.calling import CTRL_C, DOWN, ENTER, F6, House, Seat, entries_of

pytestmark = pytest.mark.slow

DONOR = ("--for", "donor")


@pytest.fixture
def named(umoja: House) -> House:
    """Three lines for donors that name somebody, one that does not, and one for the room."""
    umoja.people("Amina", "Zuri")
    umoja.note(
        "Dr. Okello helped us", "Call 0700 000 111", "Ask Dr. Okello", "Bread", share="donor"
    )
    umoja.note("Mary Wanjiku waits")
    return umoja


def texts(house: House) -> list[str]:
    (path,) = house.desk.glob("*-donor.json")
    return [row["text"] for row in json.loads(path.read_text())["notes"]]


def findings(house: House) -> list[dict[str, Any]]:
    shown = house.call("export", "--review", *DONOR, "--out", "-")
    assert shown.status == 0, shown
    found: list[dict[str, Any]] = json.loads(shown.out)["findings"]
    return found


def accept(house: House, rows: Any) -> Any:
    path = house.desk / "list.json"
    path.write_text(json.dumps(rows))
    return house.call("export", "json", *DONOR, "--accept-findings", path)


def nothing_is_there(house: House) -> bool:
    return not list(house.desk.glob("*-donor*"))


@pytest.mark.parametrize("out", [(), ("--out", "-")])
def test_a_script_is_refused_with_where_and_without_the_words(
    named: House, out: tuple[str, ...]
) -> None:
    before = named.workshop.read_bytes()
    refused = named.call("export", "json", *DONOR, *out)
    assert (refused.status, refused.out) == (1, "")
    assert "note.1 (a name), note.2 (a telephone number), note.3 (a name)" in refused.err
    for words in ("Okello", "0700", "Wanjiku"):
        assert words not in refused.err
    assert nothing_is_there(named)
    assert named.workshop.read_bytes() == before


def test_others_read_chosen_names_by_design_and_are_not_asked(named: House) -> None:
    for readers in ("participants", "organizer", "follow-up"):
        assert named.call("export", "json", "--for", readers, "--out", "-").status == 0


def test_a_review_shows_who_is_named_and_what_is_left_out_and_writes_nothing(named: House) -> None:
    before = named.workshop.read_bytes()
    shown = named.call("export", "--review", *DONOR)
    assert shown.status == 0
    for words in (
        "‹Dr. Okello› helped us",
        "Call ‹0700 000 111›",
        "1 line is left out.",
        "1: they are for those who took part",
        "3 of them are not decided",
        "People whose names stand in it: nobody",
    ):
        assert words in shown.out, words
    assert "Wanjiku" not in shown.out
    assert nothing_is_there(named)
    assert named.workshop.read_bytes() == before


def test_a_reviewed_list_decides_and_is_remembered(named: House) -> None:
    rows = findings(named)
    assert [row["words"] for row in rows] == ["Dr. Okello", "0700 000 111", "Dr. Okello"]
    for row, did in zip(rows, ("replace", "out", "office"), strict=True):
        row["did"] = did
    done = accept(named, {"findings": rows})
    assert done.status == 0, done
    assert texts(named) == ["a participant helped us", "Ask an office", "Bread"]
    assert "2 entries are not for them" in done.err
    again = named.call("export", "json", *DONOR, "--replace")
    assert again.status == 0
    assert texts(named) == ["a participant helped us", "Ask an office", "Bread"]
    kept = [entry["body"] for entry in entries_of(named.workshop) if entry["step"] == "finding"]
    assert {body["did"] for body in kept} == {"replace", "out", "office"}
    assert "Okello" not in json.dumps(kept)
    assert named.call("check").status == 0
    named.call("fix", "note.1", typed="Dr. Wanjiru helped us\n")
    assert named.call("export", "json", *DONOR, "--replace").status == 1  # another text asks again


def test_a_list_by_hand_names_words_and_what_it_does_not_hold_is_refused_still(
    named: House,
) -> None:
    refused = accept(named, [{"words": "Dr. Okello", "did": "keep"}])
    assert refused.status == 1
    assert "note.2 (a telephone number)" in refused.err
    assert nothing_is_there(named)
    rows = [{"words": "Dr. Okello", "did": "keep"}, {"words": "0700 000 111", "did": "replace"}]
    assert accept(named, rows).status == 0
    assert texts(named) == ["Dr. Okello helped us", "Call a number", "Ask Dr. Okello", "Bread"]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([{"words": "Dr. Okello", "did": "burn"}], "row 1"),
        ({"rows": []}, "no reviewed list"),
        ([3], "no reviewed list"),
        ({"audience": "participants", "findings": []}, "was reviewed for participants"),
        ("[", "no reviewed list"),
    ],
)
def test_a_list_that_cannot_be_read_changes_nothing(named: House, rows: Any, told: str) -> None:
    refused = accept(named, rows)
    assert refused.status == 1
    assert told in refused.err
    assert nothing_is_there(named)


def test_a_list_is_its_owners_alone_and_is_not_written_over(named: House) -> None:
    path = named.desk / "mine.json"
    assert named.call("export", "--review", *DONOR, "--out", path).status == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert named.call("export", "--review", *DONOR, "--out", path).status == 1
    missing = named.call("export", "json", *DONOR, "--accept-findings", "nowhere.json")
    assert missing.status == 1
    assert "could not be read" in missing.err


NEEDED = ("What is needed, as people outside may read it?", ENTER)
RIGHT = ("Is every word as it should be?", ENTER)
RIGHT_THOUGH_KEPT = ("Is every word as it should be?", DOWN + ENTER)
OUT, PARTICIPANT, OFFICE, NOTHING = "2", "3", "4", "5" + ENTER


def at_the_gate(house: House, *words: str, **size: int) -> Seat:
    """Somebody who exports for donors at a terminal, and needs nothing of them."""
    seat = house.at_terminal("export", "json", *DONOR, *words, **size)
    seat.talk(NEEDED)
    return seat


def test_at_a_terminal_each_has_a_page_and_the_same_words_are_asked_once(named: House) -> None:
    seat = at_the_gate(named)
    seat.talk(
        ("‹Dr. Okello› helped us", PARTICIPANT),
        ("stands at 1 more place", ENTER),
        ("Call ‹0700 000 111›", OUT),
        RIGHT,
    )
    assert seat.end() == 0
    assert texts(named) == ["a participant helped us", "Ask a participant", "Bread"]
    again = named.call("export", "md", *DONOR)
    assert again.status == 0


def test_enter_keeps_and_one_key_is_each_of_the_others(named: House) -> None:
    named.note("Mr. Otieno came", share="donor")
    seat = at_the_gate(named)
    seat.talk(
        ("‹Dr. Okello› helped us", "1"),  # it only points at what Enter does
        ("‹Dr. Okello› helped us", ENTER),
        ("stands at 1 more place", ENTER),
        ("Call ‹0700 000 111›", OUT),
        ("Ask ‹Dr. Okello›", OFFICE),
        ("‹Mr. Otieno› came", PARTICIPANT),
        ("Kept: Dr. Okello.", ""),
        RIGHT_THOUGH_KEPT,
    )
    assert seat.end() == 0
    assert texts(named) == ["Dr. Okello helped us", "Ask an office", "Bread", "a participant came"]


def test_however_many_enters_come_nothing_is_written_with_a_name(named: House) -> None:
    seat = at_the_gate(named)
    seat.talk(
        ("‹Dr. Okello› helped us", ENTER),
        ("stands at 1 more place", ENTER),
        ("Call ‹0700 000 111›", ENTER),
        ("Ask ‹Dr. Okello›", ENTER),
    )
    for _time in range(2):
        seat.talk(
            ("Kept: Dr. Okello (2), 0700 000 111.", ENTER),
            ("Which words?", ENTER),
            ("‹Dr. Okello› helped us", ENTER),
        )
    seat.see("Kept: Dr. Okello (2), 0700 000 111.")
    assert nothing_is_there(named)
    seat.press("3" + ENTER)
    assert seat.end() == 130
    assert nothing_is_there(named)


def test_an_enter_too_many_decides_nothing_anew_but_what_is_kept(named: House) -> None:
    rows = [{"words": "Dr. Okello", "did": "replace"}, {"words": "0700 000 111", "did": "keep"}]
    assert accept(named, rows).status == 0
    seat = at_the_gate(named, "--replace")
    seat.talk(
        ("Kept: 0700 000 111.", ENTER),
        ("Which words?", ENTER),
        ("Call ‹0700 000 111›", ENTER),
        ("Kept: 0700 000 111.", ""),
        ("Replaced by other words: Dr. Okello (2).", CTRL_C),
    )
    assert seat.end() == 130


@pytest.mark.parametrize("keys", [ENTER * 9, (OUT + ENTER) * 9, PARTICIPANT * 9])
def test_keys_that_came_before_a_page_stood_do_not_answer_it(named: House, keys: str) -> None:
    seat = at_the_gate(named)
    seat.talk(("‹Dr. Okello› helped us", keys))
    seat.see("stands at 1 more place")
    seat.rest()
    assert nothing_is_there(named)
    assert len([row for row in findings(named) if row["did"]]) == 1
    seat.press(CTRL_C)
    assert seat.end() == 130


def test_line_by_line_a_number_answers_and_enter_alone_keeps(named: House) -> None:
    seat = named.at_terminal("--plain", "export", "json", *DONOR)
    seat.talk(
        NEEDED,
        ("What becomes of ‹Dr. Okello›?", PARTICIPANT + ENTER),
        ("The same answer?", ENTER),
        ("What becomes of ‹0700 000 111›?", ENTER),
        ("Kept: 0700 000 111.", ""),
        ("Is every word as it should be?", ENTER),
        ("Which words?", "4" + ENTER),
    )
    seat.press("2" + ENTER)
    assert seat.end() == 0
    kept = ["a participant helped us", "Call 0700 000 111", "Ask a participant", "Bread"]
    assert texts(named) == kept


def test_with_a_line_that_is_left_out_all_of_its_words_are_decided(umoja: House) -> None:
    umoja.note("Dr. Okello: 0700 000 111", "Ask Dr. Okello, 0700 000 222", "Bread", share="donor")
    seat = at_the_gate(umoja)
    seat.talk(
        ("‹Dr. Okello›: 0700 000 111", OUT),
        ("stands at 1 more place", ENTER),
        ("Left out, with the whole line: Dr. Okello (2), 0700 000 111, 0700 000 222.", ENTER),
    )
    assert seat.end() == 0
    assert texts(umoja) == ["Bread"]


def test_on_a_low_screen_the_words_themselves_stand_above_the_answers(umoja: House) -> None:
    umoja.note("We bake bread and sell it at the door, " * 8 + "call 0700 000 111", share="donor")
    seat = umoja.at_terminal("export", "json", *DONOR, width=40, height=12)
    seat.talk(("At most 60", ENTER))
    seat.talk(("What becomes of ‹0700 000 111›?", PARTICIPANT), ("Is every word as", ENTER))
    assert seat.end() == 0
    assert texts(umoja)[0].endswith("call a number")


def test_what_was_decided_before_can_be_decided_anew(named: House) -> None:
    rows = [{"words": "Dr. Okello", "did": "keep"}, {"words": "0700 000 111", "did": "out"}]
    assert accept(named, rows).status == 0
    seat = at_the_gate(named, "--replace")
    seat.talk(
        ("Kept: Dr. Okello (2).", ENTER),
        ("Which words?", "2" + ENTER),  # those that are kept stand first
        ("Ask ‹Dr. Okello›", OFFICE),
        ("Kept: Dr. Okello.", ENTER),
        ("Which words?", "4" + ENTER),  # back
        ("Kept: Dr. Okello.", ENTER),
        ("Which words?", "3" + ENTER),
        ("Call ‹0700 000 111›", PARTICIPANT),
        ("Replaced by other words: 0700 000 111, Dr. Okello.", "2" + ENTER),
    )
    assert seat.end() == 0
    assert texts(named) == ["Dr. Okello helped us", "Call a number", "Ask an office", "Bread"]


@pytest.mark.parametrize("leave", ["write nothing", "F6", "ctrl-c", "kill"])
def test_whoever_leaves_half_way_writes_nothing_and_goes_on_from_there(
    named: House, leave: str
) -> None:
    seat = at_the_gate(named)
    seat.talk(("‹Dr. Okello› helped us", PARTICIPANT), ("stands at 1 more place", "2" + ENTER))
    seat.see("Call ‹0700 000 111›")
    if leave == "kill":
        seat.kill()
    else:
        seat.press({"write nothing": NOTHING, "F6": F6, "ctrl-c": CTRL_C}[leave])
        assert seat.end() == 130
    assert nothing_is_there(named)
    assert [row["did"] for row in findings(named)] == ["replace", None, None]
    seat = at_the_gate(named)
    seat.talk(("Call ‹0700 000 111›", PARTICIPANT), ("Ask ‹Dr. Okello›", PARTICIPANT), RIGHT)
    assert seat.end() == 0
    assert texts(named) == [
        "a participant helped us",
        "Call a number",
        "Ask a participant",
        "Bread",
    ]


def test_from_a_prompt_the_same_pages_come_before_it_is_written(named: House) -> None:
    seat = named.at_terminal("note")
    seat.talk(
        ("Next line", "/export donor\r"),
        ("‹Dr. Okello› helped us", OUT),
        ("stands at 1 more place", "2" + ENTER),
        ("Call ‹0700 000 111›", PARTICIPANT),
        ("Ask ‹Dr. Okello›", NOTHING),
        ("Next line", "/export donor\r"),
        ("Ask ‹Dr. Okello›", ENTER),
        RIGHT_THOUGH_KEPT,
        ("What is needed does not stand in it", ""),
        ("Shall it be written?", "1"),
        ("The summary is written", "1"),
        ("Next line", CTRL_C),
    )
    assert seat.end() == 130
    assert named.call("export", "json", *DONOR).status == 0
    assert texts(named) == ["Call a number", "Ask Dr. Okello", "Bread"]


def test_files_are_their_owners_alone(named: House, tmp_path: Path) -> None:
    done = named.call("export", "md", "html", "json", "--out", tmp_path / "out")
    assert done.status == 0
    files = list((tmp_path / "out").iterdir())
    assert len(files) == 3
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
