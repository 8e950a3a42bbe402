"""Half a sentence outlives its process, comes back once, and only if it was not saved after all."""

import os
from pathlib import Path

import pytest

from coalition_cli.model.entry import NOTES, PEOPLE, Place
from coalition_cli.store import WorkshopFile
from coalition_cli.store.side import autosave
from coalition_cli.store.side.autosave import Keeper
from tests.support.store_rooms import ended, in_a_process, note, standing_in

ODD = "We want a house é\nwhere {nobody} \ud83d"


def left_texts(file: WorkshopFile) -> list[str]:
    return [left.text for left in autosave.left_behind(file.form)]


def typed_by_one_that_died(
    path: Path, place: Place, text: str, *, is_mending: bool = False
) -> None:
    def type_and_die() -> None:
        file = WorkshopFile.open(path)
        Keeper(file.form, file.workshop).keep(place, text, is_mending=is_mending)
        os.kill(os.getpid(), 9)

    assert ended(in_a_process(type_and_die)) == -9


def test_it_is_kept_until_it_is_forgotten(path: Path, file: WorkshopFile) -> None:
    place = Place("visioning", 2, "pieces")
    keeper = Keeper(file.form, file.workshop)
    assert keeper.recall(place) is None
    keeper.keep(place, "We want a hou")
    keeper.keep(place, ODD)
    keeper.close()
    again = WorkshopFile.open(path)
    found = Keeper(again.form, again.workshop).recall(place)
    assert found is not None
    assert (found.place, found.text, found.is_mending) == (place, ODD, False)
    keeper.keep(place, "")
    assert left_texts(file) == []
    keeper.forget()
    assert standing_in(path.parent) == [path]


def test_it_survives_a_kill_and_is_found_through_a_link(
    tmp_path: Path, path: Path, file: WorkshopFile
) -> None:
    typed_by_one_that_died(path, NOTES, "We wa", is_mending=True)
    (tmp_path / "link.json").symlink_to(path)
    linked = WorkshopFile.open(tmp_path / "link.json")
    found = Keeper(linked.form, linked.workshop).recall(NOTES)
    assert found is not None
    assert (found.text, found.is_mending) == ("We wa", True)


def test_what_another_living_window_is_typing_is_left_to_it(path: Path, file: WorkshopFile) -> None:
    here = Keeper(file.form, file.workshop)
    here.keep(NOTES, "still being typed")

    def look() -> None:
        assert left_texts(WorkshopFile.open(path)) == []

    assert ended(in_a_process(look)) == 0
    here.close()
    assert left_texts(file) == ["still being typed"]


def test_two_windows_that_died_at_one_prompt_both_come_back_the_newest_first(
    path: Path, file: WorkshopFile
) -> None:
    typed_by_one_that_died(path, NOTES, "from the first wi")
    os.utime(autosave.files(path)[0], (1, 1))
    typed_by_one_that_died(path, NOTES, "from the second wi")
    typed_by_one_that_died(path, PEOPLE, "Ama")
    keeper = Keeper(file.form, file.workshop)
    offered = [keeper.recall(NOTES), keeper.recall(NOTES), keeper.recall(NOTES)]
    assert [found.text if found else None for found in offered] == [
        "from the second wi",
        "from the first wi",
        None,
    ]
    assert len(left_texts(file)) == 3, "nothing goes before it is kept anew or answered"
    keeper.keep(NOTES, "from the second window")
    keeper.close()
    assert sorted(left_texts(file)) == ["Ama", "from the second window"]


def test_what_was_saved_a_moment_before_the_kill_is_not_offered_again(
    path: Path, file: WorkshopFile
) -> None:
    typed_by_one_that_died(path, NOTES, "a whole line")
    file.append([note("a whole line")])
    assert Keeper(file.form, file.workshop).recall(NOTES) is None
    assert left_texts(file) == []


def test_of_a_pasted_list_only_the_lines_that_were_not_saved_come_back(
    path: Path, file: WorkshopFile
) -> None:
    file.append([note("three")])
    typed_by_one_that_died(path, NOTES, "one\ntwo\nthree")
    file.append([note("one")])
    found = Keeper(file.form, file.workshop).recall(NOTES)
    assert found is not None
    assert found.text == "two\nthree"


@pytest.mark.parametrize(
    "left", [b"", b"null", b"[]", b'{"text": "no place"}', b"\xff", b'{"text": "cu']
)
def test_a_damaged_one_is_none(path: Path, file: WorkshopFile, left: bytes) -> None:
    path.with_name(".seminar.0a1b2c3d.typing").write_bytes(left)
    assert autosave.left_behind(file.form) == []


def test_a_withdrawal_takes_what_quotes_it_and_leaves_the_rest(
    path: Path, file: WorkshopFile
) -> None:
    (said,) = file.append([note("my son is in block seven")])
    typed_by_one_that_died(path, NOTES, "she said: My son is in Block Seven, and th")
    typed_by_one_that_died(path, NOTES, "a bus that runs at ni")
    file.withdraw(said.id)
    assert left_texts(file) == ["a bus that runs at ni"]
