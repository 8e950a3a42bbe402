"""What was held stays what it was: whatever a folder holds later, or on another laptop."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from coalition_cli.catalog import shipped
from coalition_cli.model.entry import digest
from tests.support.calling import CTRL_C, ENTER, PROGRAM, House, Seat, entries_of

pytestmark = pytest.mark.slow

ANSWERS: dict[str, Any] = {
    "people": [{"name": "Amina"}, {"name": "Grace"}],
    "looking-far": {
        "pieces": [
            {"by": "Amina", "text": "A door with our name"},
            {"by": "Grace", "text": "Land for all"},
        ],
        "bundles": {"Doors": [1]},
        "vision": ["Every woman has a door."],
        "agree": {"5": 1, "4": 1},
    },
}
"""``visioning`` under another id: a file of somebody's own, which may be gone."""


def own_folder(house: House) -> Path:
    folder = Path(house.environment["XDG_CONFIG_HOME"]) / "coalition" / "exercises"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def own_exercise(house: House) -> Path:
    path = own_folder(house) / "looking-far.toml"
    text = (shipped() / "visioning.toml").read_text("utf-8")
    path.write_text(text.replace('id = "visioning"', 'id = "looking-far"'), "utf-8")
    return path


def change(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text("utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    path.write_text(text, "utf-8")


TITLE = ('title = "Our line"', 'title = "Another line"')
CHANGES: dict[str, tuple[tuple[str, str], ...]] = {
    "a title": (TITLE,),
    "a typo": (('kind = "draft"', 'kind = "drat"'),),
    "no TOML": (("[[steps]]", "[[steps"),),
    "a step renamed": (('"vision"', '"picture"'),),
    "a kind changed": (('kind = "draft"', 'kind = "notes"'),),
    "a narrower share": (("share_when_adopted", "# share_when_adopted"),),
}


def pages(house: House, *before: str) -> dict[str, str]:
    """Everything that tells results, without the time at which it was made."""
    told: dict[str, str] = {}
    told["show"] = house.call(*before, "show").out
    told["one"] = house.call(*before, "show", "looking-far", "--for", "private").out
    told["numbers"] = house.call(*before, "show", "--numbers").out
    told["recap"] = house.call(*before, "people", "recap").out
    for readers in ("participants", "organizer", "donor", "follow-up"):
        for form in ("md", "json", "text"):
            words = (*before, "export", form, "--for", readers, "--out", "-")
            told[f"{form} {readers}"] = _without_time(house.call(*words).out)
    told["wall"] = wall(house, *before)
    return told


def _without_time(text: str) -> str:
    text = re.sub(r'"made_at": "[^"]*"', '"made_at": ""', text)
    text = re.sub(r'"made_at","[^"]*"', "", text)
    return re.sub(r"Made on .*", "", text)


def wall(house: House, *before: str) -> str:
    seat = Seat([*PROGRAM, *before, "wall"], house.environment, house.desk, 100, 40)
    seat.see("Every woman has a door")
    text = seat.text
    seat.kill()
    return text


@pytest.fixture
def held(house: House) -> House:
    """A machine on which an exercise of its own was held to its end, and closed."""
    own_exercise(house)
    house.workshop = house.new()
    played = house.play("looking-far", ANSWERS)
    assert played.status == 0, played
    return house


def test_no_change_of_a_file_and_no_missing_one_changes_a_result(held: House) -> None:
    path = own_folder(held) / "looking-far.toml"
    before, whole = pages(held), path.read_text("utf-8")
    assert "Every woman has a door." in before["show"]
    assert "Our line" in before["show"]
    assert json.loads(before["json organizer"])["vision"] == ("Every woman has a door.")
    for what, changes in CHANGES.items():
        path.write_text(whole, "utf-8")
        change(path, *changes)
        assert pages(held) == before, what
    path.unlink()
    assert pages(held) == before
    assert not list(own_folder(held).iterdir())


def test_it_is_read_in_another_language_while_the_file_is_what_was_held(held: House) -> None:
    folder = own_folder(held) / "sw"
    folder.mkdir()
    overlay = folder / "looking-far.toml"
    text = (shipped() / "sw" / "visioning.toml").read_text("utf-8")
    overlay.write_text(text.replace('id = "visioning"', 'id = "looking-far"'), "utf-8")
    title = re.findall(r'^title = "(.*)"', text, re.MULTILINE)[0]
    assert title in held.call("--language", "sw", "show").out
    change(own_folder(held) / "looking-far.toml", TITLE)
    told = held.call("--language", "sw", "show").out
    assert title not in told
    assert "Our line" in told


@pytest.mark.parametrize("way", ["bundle", "handover"])
def test_another_laptop_without_the_file_reads_the_same(
    held: House, other_house: House, tmp_path: Path, way: str
) -> None:
    before = pages(held)
    if way == "bundle":
        made = held.call("bundle", "--yes", "--out", tmp_path / "day.bundle")
        assert made.status == 0, made
        came = other_house.call("merge", made.lines[0], "--yes")
    else:
        (tmp_path / "stick").mkdir()
        made = held.call("handover", tmp_path / "stick", "--yes", "--no-summary")
        copy = next((tmp_path / "stick").glob("*.json"))
        came = other_house.call("--file", copy, "show")
        other_house.environment["COALITION_FILE"] = str(copy)
    assert came.status == 0, (made, came)
    after = pages(other_house)
    assert {name: after[name] for name in before} == before
    assert other_house.call("looking-far", "--answers", "none.toml").status == 1


def test_a_new_run_with_a_broken_file_is_refused_and_an_old_one_goes_on(held: House) -> None:
    path = own_folder(held) / "looking-far.toml"
    change(path, *CHANGES["a typo"])
    refused = held.play("looking-far", ANSWERS, "--exercises", str(own_folder(held)))
    assert refused.status == 0, refused
    (held.desk / "again.json").write_text(json.dumps(ANSWERS))
    refused = held.call("looking-far", "--again", "--answers", "again.json")
    assert refused.status == 1
    assert "looking-far.toml" in refused.err
    assert "drat" in path.read_text("utf-8")
    assert "kind" in refused.err


def test_a_second_run_names_the_first_and_a_changed_file_is_kept_with_the_next(
    held: House,
) -> None:
    (held.desk / "again.json").write_text(json.dumps(ANSWERS))
    assert held.call("looking-far", "--again", "--answers", "again.json").status == 0
    change(own_folder(held) / "looking-far.toml", TITLE)
    assert held.call("looking-far", "--again", "--answers", "again.json").status == 0
    begun = [entry for entry in entries_of(held.workshop) if entry["body"].get("began")]
    assert [entry["run"] for entry in begun] == [1, 2, 3]
    assert begun[1]["body"] == {"began": True, "held as": begun[0]["id"]}
    assert begun[2]["body"]["held as"]["steps"][5]["title"] == "Another line"
    told = held.call("show").out
    assert told.count("Our line") == 2
    assert told.count("Another line") == 1


def test_what_is_kept_is_no_line_and_nothing_for_whoever_leads_is_in_it(held: House) -> None:
    begun = next(entry for entry in entries_of(held.workshop) if entry["body"].get("began"))
    assert "n" not in begun
    text = json.dumps(begun)
    assert "note_taker" not in text
    assert "facilitator_note" not in text
    assert len(text) < 4000
    # Words of the file, said by somebody and withdrawn, are taken from her line and nowhere else.
    held.people("Zuri")
    (said,) = held.note("Our line")
    taken = held.call("withdraw", said, "--yes")
    assert taken.status == 0, taken
    assert "Our line" in held.call("show").out
    refused = held.call("withdraw", begun["id"], "--yes")
    assert (refused.status, refused.out) == (1, "")
    assert next(each for each in entries_of(held.workshop) if each["id"] == begun["id"]) == begun


def test_the_newer_one_is_told_of_and_not_taken_by_an_answers_file(held: House) -> None:
    change(own_folder(held) / "looking-far.toml", TITLE)
    played = held.play("looking-far", ANSWERS)
    assert played.status == 0
    assert "has changed since this run began" in played.err
    assert "coalition looking-far --again" in played.err
    assert "0 entries recorded" in played.err


@pytest.fixture
def half(house: House) -> House:
    """A machine on which an exercise of its own was begun, and is half held."""
    own_exercise(house)
    house.workshop = house.new()
    pieces = {
        "people": ANSWERS["people"],
        "looking-far": {"pieces": [{"text": "A door"}, {"text": "Land"}]},
    }
    assert house.play("looking-far", pieces).status == 0
    return house


def test_the_newer_one_is_offered_and_continue_goes_on_as_it_was(half: House) -> None:
    change(own_folder(half) / "looking-far.toml", ('title = "What belongs', 'title = "What we see'))
    before = len(entries_of(half.workshop))
    seat = half.at_terminal("looking-far", width=100)
    seat.see("has changed since this run began")
    seat.see("Take the new one for this run")
    seat.press(ENTER)
    seat.see("· 5 of 7")
    seat.press(CTRL_C)
    assert seat.end() == 130
    assert len(entries_of(half.workshop)) == before
    assert "What we see" not in half.call("show").out


def test_the_newer_one_is_taken_after_a_yes_and_an_undo_brings_the_old_one_again(
    half: House,
) -> None:
    change(own_folder(half) / "looking-far.toml", ('title = "One piece', 'title = "Each piece'))
    old = half.call("show").out
    assert "One piece" in old
    seat = half.at_terminal("looking-far", width=100)
    seat.talk(("Take the new one for this run", "2"), ("· 5 of 7", CTRL_C))
    assert seat.end() == 130
    assert "Each piece" in half.call("show").out
    changes = [each for each in entries_of(half.workshop) if each["op"] == "edit"]
    (change_of,) = (each for each in changes if each["step"] is None)
    assert change_of["body"]["held as"]["steps"][3]["title"].startswith("Each piece")
    assert half.call("undo", "--yes").status == 0
    assert half.call("show").out == old


def test_a_run_that_an_older_version_began_keeps_its_definition_once_it_goes_on(
    half: House,
) -> None:
    begun = next(entry for entry in entries_of(half.workshop) if entry["body"].get("began"))
    begun["body"] = {"began": True}
    write_with(begun, half.workshop, half.workshop)
    shown = half.call("show").out
    seat = half.at_terminal("looking-far", width=100)
    seat.talk(("Continue", ENTER), ("· 5 of 7", CTRL_C))
    assert seat.end() == 130
    (own_folder(half) / "looking-far.toml").unlink()
    assert half.call("show").out == shown
    assert "One piece from each" in shown


def test_what_does_not_fit_what_was_said_is_not_offered(half: House) -> None:
    change(own_folder(half) / "looking-far.toml", ('"pieces"', '"bits"'))
    seat = half.at_terminal("looking-far", width=100)
    seat.see("This run cannot take it")
    assert "Take the new one" not in seat.text
    seat.press(ENTER)
    seat.see("· 5 of 7")
    seat.kill()


def test_a_run_whose_file_is_gone_goes_on_from_its_command_and_from_the_menu(half: House) -> None:
    (own_folder(half) / "looking-far.toml").unlink()
    seat = half.at_terminal("looking-far", width=100)
    seat.talk(("Continue", ENTER), ("· 5 of 7", CTRL_C))
    assert seat.end() == 130
    menu = half.at_terminal(width=100)
    menu.talk(("Go on:", ENTER), ("Continue", ENTER), ("· 5 of 7", CTRL_C), ("Go on:", CTRL_C))
    assert menu.end() == 130
    assert half.call("nothing-of-the-kind").status == 2


def test_two_laptops_that_began_it_differently_are_told_and_the_earlier_holds(
    house: House, other_house: House, tmp_path: Path
) -> None:
    own_exercise(house)
    house.workshop = house.new()
    bundle = house.call("bundle", "--yes", "--out", tmp_path / "empty.bundle").lines[0]
    assert other_house.call("merge", bundle, "--yes").status == 0
    change(own_exercise(other_house), TITLE)
    assert house.play("looking-far", ANSWERS).status == 0
    assert other_house.play("looking-far", ANSWERS).status == 0
    theirs = other_house.call("bundle", "--yes", "--out", tmp_path / "theirs.bundle").lines[0]
    merged = house.call("merge", theirs, "--yes")
    assert merged.status == 0, merged
    assert "looking-far, run 1: begun on both" in merged.err
    assert "held as" not in merged.err
    ours = house.call("bundle", "--yes", "--out", tmp_path / "ours.bundle").lines[0]
    merged = other_house.call("merge", ours, "--yes")
    assert "results here are read by theirs" in merged.err
    for each in (house, other_house):
        assert "Our line" in each.call("show").out
        assert "Another line" not in each.call("show").out


def test_a_definition_that_is_none_is_told_of_once_and_what_was_said_stands(
    held: House, tmp_path: Path
) -> None:
    (own_folder(held) / "looking-far.toml").unlink()
    begun = next(entry for entry in entries_of(held.workshop) if entry["body"].get("began"))
    for odd in ({}, [], "x", {"id": "looking-far", "steps": 7}, {"id": "../../etc"}):
        begun["body"]["held as"] = odd
        other = tmp_path / "other.json"
        write_with(begun, held.workshop, other)
        shown = held.call("--file", other, "show")
        assert shown.status == 0, shown
        assert "Every woman has a door." in shown.out
        if isinstance(odd, dict):
            assert shown.err.count("cannot be read") == 1
        exported = held.call("--file", other, "export", "md", "--for", "participants", "--out", "-")
        assert exported.status == 0, exported
        picture = exported.out.partition("## Our picture of the future")[2].lstrip()
        assert picture.startswith("Not known here: this machine has no file of looking-far")


def write_with(entry: dict[str, Any], source: Path, target: Path) -> None:
    """Write the workshop of ``source`` with another ``entry`` of the same id, as a stranger may."""
    rows = source.read_text("utf-8").split("\n")
    at = next(number for number, row in enumerate(rows) if f'"{entry["id"]}"' in row)
    number, _colon, rest = rows[at].partition(": ")
    entry["sum"] = digest(entry)
    rows[at] = f"{number}: {json.dumps(entry)}{',' if rest.endswith(',') else ''}"
    target.write_text("\n".join(rows), "utf-8")
