"""From one workshop to another, and what follows: the wall, a merge, the languages known."""

from pathlib import Path

import pytest

from tests.store.transfer.exchanges import bundled
from tests.support.calling import House


@pytest.fixture
def two(house: House) -> tuple[Path, Path]:
    """Two workshops, of which the second is open."""
    return house.new("Umoja"), house.new("Дом и работа")


def open_now(house: House) -> str:
    listed = house.call("list", "workshops")
    return next(line for line in listed.lines if line.startswith("*")).split("\t")[-1]


@pytest.mark.parametrize("name", ["Umoja", "umoja", " UMOJA ", "umoja.json"])
def test_a_workshop_is_opened_by_its_title_or_the_name_of_its_file(
    house: House, two: tuple[Path, Path], name: str
) -> None:
    done = house.call("open", name)
    assert (done.status, done.lines) == (0, [str(two[0])])
    assert "2024-11-12 · Umoja" in done.err
    assert open_now(house) == str(two[0])


def test_it_is_opened_by_where_it_lies(house: House, two: tuple[Path, Path]) -> None:
    elsewhere = house.desk / "stick.json"
    two[0].rename(elsewhere)
    assert house.call("open", "stick.json").status == 0
    assert open_now(house) == str(elsewhere)


def test_a_link_to_a_workshop_is_that_workshop(house: House, two: tuple[Path, Path]) -> None:
    link = two[0].with_name("linked.json")
    link.symlink_to(two[0])
    assert house.call("open", str(two[0])).lines == [str(two[0])]
    assert house.call("open", str(link)).lines == [str(link)]


def test_a_title_is_found_as_the_list_shows_it(house: House, two: tuple[Path, Path]) -> None:
    evil = house.new("Evil \u202eabc\u202c \x1b[31mday")
    shown = next(line for line in house.call("list").lines if "Evil" in line).split("\t")[1]
    house.call("open", "Umoja")
    assert house.call("open", shown).lines == [str(evil)]


@pytest.mark.parametrize(
    "name", ["Umoj", "nowhere.json", "[bold]x[/bold]", pytest.param("x" * 5000, id="long")]
)
def test_a_name_that_none_has_changes_nothing(
    house: House, two: tuple[Path, Path], name: str
) -> None:
    done = house.call("open", name)
    assert (done.status, done.out) == (1, "")
    assert f"No workshop here is called {name}. Nothing was changed." in done.err
    assert open_now(house) == str(two[1])


def test_of_two_with_one_title_the_files_are_named(house: House, two: tuple[Path, Path]) -> None:
    third = house.new("Umoja", "--file", "other.json")
    done = house.call("open", "umoja")
    assert done.status == 1
    assert str(two[0]) in done.err
    assert third.name in done.err


def test_a_file_that_cannot_be_read_is_not_opened(house: House, two: tuple[Path, Path]) -> None:
    two[0].write_bytes(b"not a workshop")
    done = house.call("open", "umoja.json")
    assert done.status == 3
    assert open_now(house) == str(two[1])


@pytest.mark.parametrize("content", [b"root:x:0:0:root:/root\n", b"", b"\0\0", b"{}", b'{"a": 1}'])
def test_a_file_that_never_was_a_workshop_is_judged_as_check_does(
    house: House, two: tuple[Path, Path], content: bytes
) -> None:
    (house.desk / "other.txt").write_bytes(content)
    done = house.call("open", "other.txt")
    assert (done.status, done.out) == (3, "")
    assert house.call("check", "other.txt").lines[0] in done.err
    assert "Nothing in it was changed." in done.err
    assert open_now(house) == str(two[1])


def test_a_damaged_workshop_is_called_damaged(house: House, two: tuple[Path, Path]) -> None:
    (house.desk / "copy.json").write_bytes(two[0].read_bytes().replace(b'"id"', b'"di"', 1))
    two[0].write_bytes(b"not a workshop")
    for name in (house.desk / "copy.json", two[0]):
        done = house.call("open", name)
        assert done.status == 3
        assert "is damaged" in done.err
    assert open_now(house) == str(two[1])


@pytest.mark.parametrize("name", [" ", ""])
def test_no_workshop_is_called_nothing(house: House, two: tuple[Path, Path], name: str) -> None:
    two[0].write_bytes(b"not a workshop")
    assert house.call("open", name).status in (1, 2)
    assert open_now(house) == str(two[1])


def test_without_a_name_and_without_a_terminal_it_asks_for_one(house: House) -> None:
    done = house.call("open")
    assert done.status == 2
    assert "coalition open NAME" in done.err


def test_at_a_terminal_it_is_chosen_from_those_there_are(
    house: House, two: tuple[Path, Path]
) -> None:
    seat = house.at_terminal("open")
    seat.talk(("Which workshop?", "\x1b[A\r"))
    assert seat.end() == 0
    assert open_now(house) == str(two[0])


def test_none_of_them_leaves_everything_as_it_is(house: House, two: tuple[Path, Path]) -> None:
    seat = house.at_terminal("open")
    seat.talk(("Which workshop?", "3"))
    assert seat.end() == 0
    assert open_now(house) == str(two[1])


def test_home_goes_over_to_another_workshop(house: House, two: tuple[Path, Path]) -> None:
    seat = house.at_terminal()
    seat.talk(("Дом и работа", "8"), ("Which workshop?", "1"), ("Umoja\n", "9"))
    assert seat.end() == 0
    assert "Come back with: coalition" in seat.text
    assert open_now(house) == str(two[0])


def test_a_wall_that_runs_follows(house: House, two: tuple[Path, Path]) -> None:
    wall = house.at_terminal("wall")
    wall.see("Дом и работа")
    house.call("open", "Umoja")
    house.note("Elimu kwa wote")
    wall.see("Elimu kwa wote")
    assert "Дом" not in wall.text
    house.call("open", "Дом и работа")
    wall.see("Дом и работа")
    assert "Elimu" not in wall.text
    wall.press("q")
    assert wall.end() == 0


def test_a_wall_of_a_file_that_was_named_stays_with_it(
    house: House, two: tuple[Path, Path]
) -> None:
    wall = house.at_terminal("wall", "--file", two[1])
    wall.see("Дом и работа")
    house.call("open", "Umoja")
    house.call("note", "--file", two[1], typed="Право на жилье\n")
    wall.see("Право на жилье")
    wall.kill()


def test_a_wall_shows_a_pause_while_what_was_opened_cannot_be_shown(
    house: House, two: tuple[Path, Path]
) -> None:
    house.note("Elimu kwa wote")
    wall = house.at_terminal("wall")
    wall.see("Elimu")
    broken = house.desk / "broken.json"
    house.new("Broken", "--file", "broken.json")
    wall.see("Broken")
    house.call("open", "Дом и работа")
    wall.see("Elimu")
    two[0].unlink()
    (house.folder / "state" / "coalition" / "open").write_bytes(bytes(two[0]))
    wall.see("Break")
    assert "Elimu" not in wall.text
    house.call("open", str(broken))
    wall.see("Broken")
    wall.kill()


def test_a_title_is_asked_for_where_none_was_given(house: House) -> None:
    seat = house.at_terminal("new")
    seat.talk(("What is the workshop called?", "Umoja wetu\r"))
    assert seat.end() == 0
    assert Path(open_now(house)).name == "umoja-wetu.json"
    refused = house.call("new")
    assert refused.status == 2
    assert "it needs a title" in refused.err


def test_a_breath_is_no_way_out_of_the_title(house: House) -> None:
    seat = house.at_terminal("new")
    seat.talk(("What is the workshop called?", "\x1b[19~"), ("Breathe", "\r"))
    seat.talk(("What is the workshop called?", "Umoja wetu\r"))
    assert seat.end() == 0


def test_what_was_made_is_made_also_where_it_cannot_be_kept_as_the_open_one(house: House) -> None:
    state = house.folder / "state"
    state.mkdir(parents=True, exist_ok=True)
    (state / "coalition").write_text("a file in the way")
    done = house.call("new", "Umoja")
    assert done.status == 0
    assert Path(done.lines[0]).is_file()
    assert "not open" in done.err


@pytest.mark.parametrize("words", [("--language", "xx", "list"), ("new", "U", "--language", "xx")])
def test_a_language_that_nobody_has_texts_in_is_refused_with_the_list(
    house: House, words: tuple[str, ...]
) -> None:
    done = house.call(*words)
    assert (done.status, done.out) == (2, "")
    assert '"xx" is no language here: en, ' in done.err
    assert "sw" in done.err


def test_who_writes_exercises_may_begin_a_language(house: House) -> None:
    assert house.call("--language", "luo", "exercise", "new", "amani").status == 0


def test_a_language_in_capitals_is_that_language(house: House) -> None:
    shown = [house.call("--language", code, "list", "exercises").out for code in ("sw", "SW")]
    assert shown[0] == shown[1]


@pytest.mark.parametrize("language", ["sw", "sw_TZ", "en-GB"])
def test_a_language_with_its_region_is_known(house: House, language: str) -> None:
    assert house.call("--language", language, "list", "exercises").status == 0


def test_a_language_of_exercises_of_ones_own_is_known(house: House) -> None:
    (house.folder / "config" / "coalition" / "exercises" / "ln").mkdir(parents=True)
    assert house.call("--language", "ln", "list", "exercises").status == 0


def test_a_room_may_speak_a_language_in_which_only_days_can_be_typed(house: House) -> None:
    assert house.call("new", "Union", "--language", "fr").status == 0


def test_a_merge_never_changes_which_workshop_is_open(
    house: House, other_house: House, stick: Path
) -> None:
    house.new("Umoja")
    house.note("one")
    bundle = bundled(house, stick)
    mine = other_house.new("Ours")
    done = other_house.call("merge", bundle, "--yes")
    assert done.status == 0
    assert "coalition open umoja" in done.err
    assert open_now(other_house) == str(mine)
    other_house.call("open", "Umoja")
    assert Path(open_now(other_house)).name == "umoja.json"
