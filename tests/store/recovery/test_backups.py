"""Backups: one where something changed, ten at most, none of damage, none in the way of a line."""

import os
import random
import signal
from pathlib import Path

import pytest

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED, UNWRITTEN
from coalition_cli.model.header import Head
from coalition_cli.store import WorkshopFile
from coalition_cli.store.formats.plain import PlainForm
from coalition_cli.store.recovery import backups
from coalition_cli.store.recovery.check import accept
from tests.store.recovery.copies import backups_of, is_sound, said, texts_in
from tests.support.store_rooms import (
    ended,
    in_a_process,
    note,
    take_no_file_longer_than,
    tear_last_line,
)

KILLS = int(os.environ.get("COALITION_KILLS", "60"))


def test_a_backup_holds_the_bytes_of_the_workshop_and_nobody_else_may_read_it(
    path: Path, file: WorkshopFile
) -> None:
    before = os.umask(0)
    try:
        said(file, "one", "two")
        made = backups.keep(file.form)
    finally:
        os.umask(before)
    assert made is not None
    assert made.parent == path.parent / "backups"
    assert made.read_bytes() == path.read_bytes()
    assert made.stat().st_mode & 0o777 == 0o600
    assert made.parent.stat().st_mode & 0o777 == 0o700
    assert not set(made.name) & set(':?*"|<>\\')


def test_closing_keeps_a_backup_only_where_something_changed(
    path: Path, file: WorkshopFile
) -> None:
    said(file, "one")
    assert file.close() == ""
    assert len(backups_of(path)) == 1
    again = WorkshopFile.open(path)
    assert again.close() == ""
    assert len(backups_of(path)) == 1
    assert backups.keep(again.form) is None
    assert len(backups_of(path)) == 1


def test_the_last_ten_are_kept_and_sort_by_time(path: Path, file: WorkshopFile) -> None:
    for number in range(13):
        said(file, f"line {number}")
        backups.keep(file.form)
    kept = backups_of(path)
    assert len(kept) == 10
    assert [len(texts_in(copy)) for copy in kept] == list(range(13, 3, -1))
    assert sorted(kept, reverse=True) == kept


def test_a_clock_that_ran_backwards_does_not_make_the_newest_the_oldest(
    path: Path, file: WorkshopFile
) -> None:
    said(file, "one")
    late = path.parent / "backups" / "seminar-20990101T000000Z.json"
    late.parent.mkdir()
    late.write_bytes(path.read_bytes())
    said(file, "two")
    made = backups.keep(file.form)
    assert backups_of(path) == [made, late]


def test_names_that_only_look_like_backups_are_left_alone(path: Path, file: WorkshopFile) -> None:
    folder = path.parent / "backups"
    folder.mkdir()
    others = [
        "seminar-20240231T000000Z.json",
        "seminar-copy.json",
        "seminar.json",
        "other-20240101T000000Z.json",
    ]
    others += ["my-seminar-20240101T000000Z.json", "seminar-20240101T000000Z.json.old"]
    for name in others:
        (folder / name).write_text("mine")
    for number in range(12):
        said(file, f"line {number}")
        backups.keep(file.form)
    assert len(backups_of(path)) == 10
    assert all((folder / name).read_text() == "mine" for name in others)


def test_a_backup_that_holds_more_than_the_workshop_outlives_the_ten(
    path: Path, file: WorkshopFile
) -> None:
    """An old file is put in place by hand: the newer words stand only in a backup."""
    said(file, "one")
    old = path.read_bytes()
    said(file, "said after the old file")
    precious = backups.keep(file.form)
    path.write_bytes(old)
    assert accept(path) == 1
    again = WorkshopFile.open(path)
    for number in range(14):
        said(again, f"later {number}")
        backups.keep(again.form)
    assert len(backups_of(path)) == 11
    assert precious is not None
    assert "said after the old file" in texts_in(precious)


@pytest.mark.parametrize("damage", [b"", b"null", b'{"workshop"'])
def test_nothing_damaged_becomes_a_backup(path: Path, file: WorkshopFile, damage: bytes) -> None:
    said(file, "one")
    backups.keep(file.form)
    before = backups_of(path)
    path.write_bytes(damage)
    with pytest.raises(Problem) as refused:
        backups.keep(file.form)
    assert refused.value.status == DAMAGED
    assert backups_of(path) == before
    assert path.read_bytes() == damage


def test_a_changed_word_never_becomes_a_backup(path: Path, file: WorkshopFile) -> None:
    said(file, "one")
    path.write_bytes(path.read_bytes().replace(b'"one"', b'"own"'))
    with pytest.raises(Problem):
        backups.keep(PlainForm(path))
    assert backups_of(path) == []


def test_a_full_disk_is_a_sentence_and_the_lines_are_safe(path: Path, file: WorkshopFile) -> None:
    said(file, "one")
    backups.keep(file.form)

    def close_on_a_full_disk() -> None:
        said(file, "two")
        take_no_file_longer_than(200)
        assert "No backup was made. The disk with" in file.close()

    assert ended(in_a_process(close_on_a_full_disk)) == 0
    assert texts_in(path) == ["one", "two"]
    assert len(backups_of(path)) == 1
    assert all(is_sound(copy) for copy in path.parent.joinpath("backups").iterdir())


def test_a_full_disk_ends_with_status_4_where_a_backup_was_asked_for(
    path: Path, file: WorkshopFile
) -> None:
    def keep_on_a_full_disk() -> None:
        take_no_file_longer_than(200)
        with pytest.raises(Problem) as refused:
            backups.keep(file.form)
        assert refused.value.status == UNWRITTEN

    said(file, "one")
    assert ended(in_a_process(keep_on_a_full_disk)) == 0


def test_a_process_killed_while_it_keeps_leaves_sound_backups_and_nothing_half_made(
    path: Path, file: WorkshopFile
) -> None:
    kept, keeper = os.pipe()

    def keep_for_ever() -> None:
        own = WorkshopFile.open(path)
        while True:
            own.append([note("word " * 400)])
            backups.keep(own.form)
            os.write(keeper, b".")

    chance = random.Random(2024)
    for killed in range(1, KILLS // 2 + 1):
        child = in_a_process(keep_for_ever)
        for _each in range(chance.randint(1, 3)):
            os.read(kept, 1)
        os.kill(child, signal.SIGKILL)
        assert ended(child) == -signal.SIGKILL
        assert all(is_sound(copy) for copy in backups_of(path))
        # One more than ten for each that was killed before it let go of the oldest; whoever is not
        # lets go of all.
        assert len(backups_of(path)) <= 10 + killed
    last = WorkshopFile.open(path)
    # A slow machine may have killed each before it kept anything.
    for number in range(10):
        said(last, f"the last {number}")
        made = backups.keep(last.form)
    assert made is not None
    assert made.read_bytes() == path.read_bytes()
    assert len(backups_of(path)) == 10
    assert len(list(made.parent.iterdir())) == 10


def test_processes_that_close_at_once_do_not_hurt_each_others_backups(
    path: Path, file: WorkshopFile
) -> None:
    def work(name: str) -> None:
        own = WorkshopFile.open(path)
        for number in range(15):
            own.append([note(f"{name} {number}")])
            backups.keep(own.form)

    children = [in_a_process(lambda name=name: work(name)) for name in "abcd"]
    assert [ended(child) for child in children] == [0, 0, 0, 0]
    assert len(texts_in(path)) == 60
    assert len(backups_of(path)) == 10
    assert all(is_sound(copy) for copy in backups_of(path))
    assert backups_of(path)[0].read_bytes() == path.read_bytes()


def test_two_workshops_in_one_folder_have_backups_of_their_own(
    path: Path, file: WorkshopFile
) -> None:
    other = WorkshopFile.create(
        path.with_name("seminar-2.json"), Head("02", "Another", "2024-11-13")
    )
    said(file, "one")
    said(other, "two")
    backups.keep(file.form)
    backups.keep(other.form)
    assert [texts_in(copy) for copy in backups_of(path)] == [["one"]]
    assert [texts_in(copy) for copy in backups_of(other.path)] == [["two"]]


def test_a_backup_of_another_workshop_of_the_same_name_does_not_make_a_torn_line_damage(
    path: Path, file: WorkshopFile
) -> None:
    said(file, "of the first workshop")
    backups.keep(file.form)
    path.unlink()
    other = WorkshopFile.create(path, Head("02", "Another", "2024-11-13"))
    said(other, "one", "two")
    tear_last_line(path, "never acknowledged")
    assert WorkshopFile.open(path).repaired
    assert texts_in(path) == ["one", "two"]


def test_every_copy_that_coalition_makes_is_found(path: Path, file: WorkshopFile) -> None:
    said(file, "one")
    made = backups.keep(file.form)
    aside = backups.set_aside(path, path.read_bytes())
    names = ["seminar.repaired.json", "seminar.repaired-2.json", "seminar.json.v0.bak"]
    for name in names:
        path.with_name(name).write_bytes(path.read_bytes())
    assert set(backups.copies(path)) == {made, aside, *(path.with_name(name) for name in names)}
    assert path not in backups.copies(path)


def test_rewriting_changes_every_copy_and_removes_what_cannot_be_read(
    path: Path, file: WorkshopFile
) -> None:
    said(file, "one")
    backups.keep(file.form)
    said(file, "two")
    backups.keep(file.form)
    path.with_name("seminar.repaired.json").write_bytes(path.read_bytes())
    unreadable = [
        backups.set_aside(path, data) for data in (b"", b"\0" * 100, path.read_bytes()[:-40])
    ]

    def change(tables):
        for document in tables["entries"].values():
            document["body"] = {"text": "changed"}
        return tables

    assert sorted(backups.rewrite(file.form, change)) == sorted(unreadable)
    assert not any(copy.exists() for copy in unreadable)
    left = backups.copies(path)
    assert len(left) == 3
    assert {text for copy in left for text in texts_in(copy)} == {"changed"}
    assert texts_in(path) == ["one", "two"]


def test_a_copy_that_cannot_be_written_again_is_removed(path: Path, file: WorkshopFile) -> None:
    said(file, "withdrawn in a moment")
    kept = backups.keep(file.form)

    def change(tables):
        tables["workshop"]["1"]["place"] = "x" * 1000
        return tables

    def rewrite_on_a_full_disk() -> None:
        take_no_file_longer_than(200)
        assert backups.rewrite(file.form, change) == [kept]

    assert ended(in_a_process(rewrite_on_a_full_disk)) == 0
    assert list((path.parent / "backups").iterdir()) == []
