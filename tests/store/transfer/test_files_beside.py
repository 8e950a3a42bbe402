"""Files beside a workshop that still hold withdrawn words are found, and copies emptied."""

import json
import os
import shutil
from pathlib import Path

import pytest

from coalition_cli.model.header import Head
from coalition_cli.store import WorkshopFile, check
from coalition_cli.store.transfer.files_beside import holding, take_out
from coalition_cli.store.withdraw import Gone, Withdrawn
from tests.support.store_rooms import note

SECRET = "canary-7F3K walked for three days"
CLOUD_NAMES = [
    "seminar (conflicted copy 2024-11-12).json",  # Nextcloud, Dropbox
    "seminar (Amina's conflicted copy 2024-11-12).json",
    "seminar-LAPTOP.json",  # OneDrive
    "seminar 2.json",  # iCloud
    "seminar (1).json",
    "Copy of seminar.json",
    "seminar.sync-conflict-20241112-140200-7ABCDEF.json",  # Syncthing
    "seminar.json.orig",
    ".~lock.seminar.json",
    "backups/seminar-20241112T140200Z (conflicted copy).json",
]


def names(file: WorkshopFile, done: Withdrawn) -> dict[str, str]:
    return names_after(file, done.gone)


def names_after(file: WorkshopFile, gone: Gone) -> dict[str, str]:
    found = holding(file, gone)
    folder = file.path.parent
    return {str(each.path.relative_to(folder)): each.sort for each in found.files}


@pytest.mark.parametrize("name", CLOUD_NAMES)
def test_a_conflicted_copy_is_named_and_emptied_through_the_store(
    path: Path, file: WorkshopFile, name: str
) -> None:
    first, _ = file.append([note(SECRET), note("stays")])
    copy = path.parent / name
    copy.parent.mkdir(exist_ok=True)
    shutil.copy(path, copy)
    WorkshopFile.open(copy).append([note("only in the copy")])
    done = file.withdraw(first.id)
    assert names(file, done) == {name: "copy"}
    assert SECRET.encode() in copy.read_bytes()
    take_out(file, copy)
    assert SECRET.encode() not in copy.read_bytes()
    assert b"only in the copy" in copy.read_bytes()
    assert b"stays" in copy.read_bytes()
    assert check(copy) == []
    assert names(file, done) == {}


def test_another_name_of_the_file_is_found_and_emptied(path: Path, file: WorkshopFile) -> None:
    (first,) = file.append([note(SECRET)])
    linked, elsewhere = path.with_name("linked.json"), path.parent / "other" / "linked.json"
    elsewhere.parent.mkdir()
    os.link(path, linked)
    os.link(path, elsewhere)
    done = file.withdraw(first.id)
    found = holding(file, done.gone)
    assert ([each.path.name for each in found.files], found.links) == (["linked.json"], 1)
    take_out(file, linked)
    assert SECRET.encode() not in linked.read_bytes() + path.read_bytes()
    assert SECRET.encode() in elsewhere.read_bytes()


def test_a_file_without_another_name_has_none(path: Path, file: WorkshopFile) -> None:
    (first,) = file.append([note(SECRET)])
    assert holding(file, file.withdraw(first.id).gone) == ([], 0)


def test_another_workshop_and_an_export_are_named_and_no_copy(
    path: Path, file: WorkshopFile
) -> None:
    (first,) = file.append([note("Él caminó tres días")])
    other = WorkshopFile.create(path.with_name("other.json"), Head("02", "Other", "2024-11-13"))
    other.append([note("They said: Él caminó tres días!")])
    path.with_name("summary.md").write_text("> Él caminó tres días\n", encoding="utf-8")
    path.with_name("unlike.md").write_text("> Él caminó\n", encoding="utf-8")
    path.with_name("empty.txt").write_bytes(b"")
    done = file.withdraw(first.id)
    assert names(file, done) == {"other.json": "other", "summary.md": "other"}


def test_short_words_name_no_other_file_but_every_copy(path: Path, file: WorkshopFile) -> None:
    (first,) = file.append([note("Peace")])
    path.with_name("summary.md").write_text("Peace", encoding="utf-8")
    shutil.copy(path, path.with_name("Copy of seminar.json"))
    assert names(file, file.withdraw(first.id)) == {"Copy of seminar.json": "copy"}


def test_a_joined_workshop_is_a_copy_and_one_that_cannot_be_read_is_named(
    path: Path, file: WorkshopFile
) -> None:
    (first,) = file.append([note(SECRET)])
    torn = path.with_name("torn.json")
    torn.write_bytes(path.read_bytes()[:-40])
    done = file.withdraw(first.id)
    assert names(file, done) == {"torn.json": "copy"}
    joined = WorkshopFile.create(
        path.with_name("joined.json"),
        Head("02", "Other", "2024-11-13", joined=(file.workshop.head.id,)),
    )
    joined.append_entries([first])
    assert names(file, done) == {"torn.json": "copy", "joined.json": "copy"}


def test_what_the_store_keeps_itself_is_not_named_again(path: Path, file: WorkshopFile) -> None:
    (first,) = file.append([note(SECRET)])
    file.close()
    shutil.copy(path, path.with_name("seminar.json.v0.bak"))
    shutil.copy(path, path.with_name("seminar.repaired.json"))
    done = file.withdraw(first.id)
    assert names(file, done) == {}
    for left in path.parent.rglob("*"):
        assert left.is_dir() or SECRET.encode() not in left.read_bytes()


def test_words_are_found_as_they_stand_in_json(path: Path, file: WorkshopFile) -> None:
    (first,) = file.append([note('She said "вода для нас"')])
    path.with_name("a.txt").write_text(json.dumps({"x": 'She said "вода для нас"'}))
    assert names(file, file.withdraw(first.id)) == {"a.txt": "other"}


def test_a_withdrawal_that_comes_by_merge_names_the_same_files(
    path: Path, file: WorkshopFile
) -> None:
    first, _ = file.append([note(SECRET), note("stays")])
    other_laptop = path.parent / "elsewhere" / "seminar.json"
    other_laptop.parent.mkdir()
    shutil.copy(path, other_laptop)
    theirs = WorkshopFile.open(other_laptop)
    theirs.withdraw(first.id)
    copy, linked = path.with_name("Copy of seminar.json"), path.with_name("linked.json")
    shutil.copy(path, copy)
    os.link(path, linked)
    path.with_name("summary.md").write_text(f"> {SECRET}\n", encoding="utf-8")
    file.merge(theirs.workshop.entries)
    assert file.gone is not None
    assert file.gone.lines == [first.id]
    assert names_after(file, file.gone) == {
        copy.name: "copy",
        linked.name: "copy",
        "summary.md": "other",
    }
    take_out(file, copy)
    assert SECRET.encode() not in copy.read_bytes()


def test_a_merge_without_a_withdrawal_of_words_here_takes_nothing_out(
    path: Path, file: WorkshopFile
) -> None:
    file.append([note("stays")])
    other_laptop = path.parent / "elsewhere.json"
    shutil.copy(path, other_laptop)
    theirs = WorkshopFile.open(other_laptop)
    (line,) = theirs.append([note(SECRET)])
    file.merge(theirs.workshop.entries[:1])
    assert file.gone is None
    theirs.withdraw(line.id)
    file.merge(theirs.workshop.entries)
    assert file.gone is None


@pytest.mark.parametrize("head", ['"id": ["x"]', '"id": {}', '"joined": [["x"]]', '"joined": 3'])
def test_a_file_with_an_odd_head_stops_nothing(path: Path, file: WorkshopFile, head: str) -> None:
    (first,) = file.append([note(SECRET)])
    odd = path.with_name("odd.json")
    odd.write_text(f'{{"workshop": {{"1": {{{head}}}}}, "entries": {{\n{SECRET}\n}}}}')
    assert names(file, file.withdraw(first.id)) == {"odd.json": "other"}
