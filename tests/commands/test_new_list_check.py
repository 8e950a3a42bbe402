"""Making workshops, listing and checking them."""

import json
from pathlib import Path

import pytest

from coalition_cli.model.header import Head
from coalition_cli.store import WorkshopFile
from tests.support.calling import entries_of


def test_new_gives_the_path_as_data_and_what_to_do_next_as_talk(house):
    made = house.call("new", "Our coalition", "--place", "Nendiwe Center", "--date", "2024-11-12")
    assert made.status == 0
    path = Path(made.lines[0])
    assert (len(made.lines), path.name) == (1, "our-coalition.json")
    assert "coalition people" in made.err
    assert path.stat().st_mode & 0o077 == 0
    workshop = house.summary()["workshop"]
    assert (workshop["title"], workshop["place"], workshop["date"]) == (
        "Our coalition",
        "Nendiwe Center",
        "2024-11-12",
    )


TITLES = ["../../x", "/etc/x", "CON", "a:b?", "x. ", "-rf", "~", "$(id)", "a\nb", "", "😀😀"]


def test_any_title_gives_a_safe_file_in_the_folder_of_workshops(house):
    made = [house.call("new", "--", title) for title in (*TITLES, "é" * 130, "x" * 300)]
    assert {done.status for done in made} == {0}
    paths = [Path(done.lines[0]) for done in made]
    assert len({path.name.casefold() for path in paths}) == len(paths)
    for path in paths:
        assert path.parent == house.folder / "data" / "coalition" / "workshops"
        assert len(path.name.encode()) <= 85
        assert path.stem.upper() not in ("CON", "NUL")
        assert not set(path.name) & set('\\/:*?"<>|$()~\n ')
    listed = house.call("list")
    assert len(listed.lines) == len(paths)
    for line in listed.lines:
        _day, title, entries, _path = line.split("\t")
        assert title
        assert entries == "0 entries"


def test_the_same_title_twice_makes_a_second_file_and_touches_the_first_no_more(house):
    first = house.new("Umoja")
    house.note("in the first")
    before = first.read_bytes()
    second = house.new("UMOJA")
    assert second != first
    assert second.name.casefold() != first.name.casefold()
    house.note("in the second")
    assert first.read_bytes() == before
    assert [entry["body"]["text"] for entry in entries_of(second)] == ["in the second"]


def test_new_never_writes_over_a_file(house):
    path = house.desk / "mine.json"
    path.write_text("something else")
    done = house.call("new", "X", "--file", "mine.json")
    assert (done.status, path.read_text()) == (1, "something else")
    assert "not touched" in done.err


def test_file_option_comes_before_the_variable_and_that_before_the_last_opened(house):
    last, variable, option = (
        house.desk / f"{name}.json" for name in ("last", "variable", "option")
    )
    for path in (option, variable, last):
        assert house.call("new", path.stem, "--file", path).status == 0
    named = {"COALITION_FILE": str(variable)}
    house.call("note", typed="to the last")
    house.call("note", typed="to the variable", **named)
    house.call("note", "--file", option, typed="to the option", **named)
    house.call("--file", option, "note", typed="to the option too", **named)
    said = {
        path.stem: [entry["body"]["text"] for entry in entries_of(path)]
        for path in (last, variable, option)
    }
    assert said == {
        "last": ["to the last"],
        "variable": ["to the variable"],
        "option": ["to the option", "to the option too"],
    }


def test_list_shows_every_workshop_and_marks_the_open_one(house):
    first, second = house.new("Kwanza"), house.new("Pili")
    house.note("one", "two")
    listed = house.call("list")
    rows = {line.rpartition("\t")[2]: line for line in listed.lines}
    assert set(rows) == {str(first), str(second)}
    assert rows[str(second)].startswith("* 2024-11-12\tPili\t2 entries")
    assert rows[str(first)].startswith("  2024-11-12\tKwanza\t0 entries")


def test_list_names_a_damaged_file_and_still_shows_the_others(house):
    first, second = house.new("Kwanza"), house.new("Pili")
    first.write_bytes(b"\0\0\0")
    listed = house.call("list")
    assert listed.status == 0
    assert any(str(first) in line and "damaged" in line for line in listed.lines)
    assert any(str(second) in line and "Pili" in line for line in listed.lines)


def test_a_title_from_another_program_cannot_act_on_the_terminal(house):
    path = house.new("Kwanza")
    path.unlink()
    WorkshopFile.create(path, Head("01JD", "\x1b[2JKwanza\u202e", "2024-11-12"))
    listed = house.call("list")
    assert "\x1b" not in listed.out
    assert "\u202e" not in listed.out
    assert "Kwanza" in listed.out


def test_list_shows_exercises_with_titles_and_says_that_there_is_no_programme(house):
    exercises = dict(line.split("\t")[:2] for line in house.call("list", "exercises").lines)
    assert {"visioning", "agenda-ranking", "action-plan", "reflection-circle"} <= set(exercises)
    assert exercises["visioning"] == "Five years from today"
    programmes = house.call("list", "programmes")
    assert programmes.status == 0
    assert programmes.out or programmes.err


def test_a_folder_of_exercises_adds_commands_and_its_files_come_first(house):
    shipped = Path(__file__).parents[2] / "exercises" / "agenda-ranking.toml"
    own = house.desk / "own"
    own.mkdir()
    text = shipped.read_text()
    (own / "harvest.toml").write_text(
        text.replace('id = "agenda-ranking"', 'id = "harvest"').replace(
            "Our shared agenda", "What we harvest", 1
        )
    )
    listed = dict(
        line.split("\t")[:2] for line in house.call("--exercises", own, "list", "exercises").lines
    )
    assert listed["harvest"] == "What we harvest"
    assert "harvest" in house.call("--exercises", own, "help", "exercises").out
    assert "harvest" in house.call(f"--exercises={own}", "help", "exercises").out
    house.new()
    (house.desk / "a.json").write_text(json.dumps({"harvest": {"issues": ["Maize", "Beans"]}}))
    done = house.call("--exercises", own, "harvest", "--answers", "a.json")
    assert done.status == 0, done
    assert (
        "harvest" in house.call("--exercises", own, "show").out
        or "What we harvest" in house.call("show").out
    )
    without = house.call("show")
    assert without.status == 0
    assert "Maize" in without.out


def test_check_says_that_a_good_file_is_sound(seminar):
    done = seminar.call("check")
    assert (done.status, done.out) == (0, "")
    assert "seminar.json: sound." in done.err


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"door", b"d00r", 1),
        lambda data: data.replace(b'"add"', b'"odd"', 1),
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: b"",
        lambda data: b"[1, 2]",
        lambda data: b"null",
        lambda data: b"[" * 100_000,
        lambda data: data[:3000] + bytes([data[3000] ^ 4]) + data[3001:],
    ],
    ids=["half", "word", "op", "bom", "empty", "list", "null", "nested", "bit"],
)
def test_check_finds_damage_ends_with_3_and_changes_nothing(seminar, damage):
    damaged = damage(seminar.workshop.read_bytes())
    seminar.workshop.write_bytes(damaged)
    done = seminar.call("check")
    assert done.status == 3
    assert done.out.strip() or done.err.strip()
    assert "Traceback" not in done.err
    assert "went wrong" not in done.err
    assert seminar.workshop.read_bytes() == damaged


def test_check_lists_every_mistake_of_an_exercise_file_with_its_line(house):
    broken = house.desk / "broken.toml"
    text = (Path(__file__).parents[2] / "exercises" / "visioning.toml").read_text()
    broken.write_text(
        text.replace('kind = "circle"', 'kind = "cirkle"').replace(
            "minutes = 14", 'minutes = "long"'
        )
    )
    done = house.call("check", broken)
    assert done.status == 1
    assert any(line.startswith(f"{broken}:") and "cirkle" in line + done.out for line in done.lines)
    assert len(done.lines) >= 2
    for line in done.lines:
        assert line.removeprefix(f"{broken}:").partition(":")[0].isdigit()
    assert (
        house.call("check", Path(__file__).parents[2] / "exercises" / "visioning.toml").status == 0
    )


def test_an_exercise_with_mistakes_takes_nothing_else_with_it(seminar):
    own = seminar.desk / "own"
    own.mkdir()
    (own / "visioning.toml").write_text('id = "visioning"\ntitle = 5\n')
    shown = seminar.call("--exercises", own, "show")
    assert shown.status == 0
    assert "Small loans without a guarantor" in shown.out
    assert shown.out == seminar.call("show").out
    exported = seminar.call("--exercises", own, "export", "md", "--out", "-")
    assert exported.status == 0
    assert exported.out == seminar.call("export", "md", "--out", "-").out
    answers = seminar.desk / "answers.toml"
    answers.write_text("[visioning]\n")
    refused = seminar.call("--exercises", own, "visioning", "--again", "--answers", answers)
    assert refused.status == 1
    assert "visioning.toml" in refused.err


def test_check_lists_what_a_translation_lacks_and_takes_it_for_no_mistake(umoja):
    overlay = umoja.desk / "sw" / "visioning.toml"
    overlay.parent.mkdir()
    overlay.write_text('title = "Miaka mitano"\n', encoding="utf-8")
    done = umoja.call("check", str(overlay))
    assert done.status == 0, done
    assert any("steps[0].prompt" in line for line in done.lines)
    assert not any(": title:" in line for line in done.lines)
