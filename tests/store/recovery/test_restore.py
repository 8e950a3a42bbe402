"""Restoring: what stands is set aside first, either state is whole, withdrawn words stay out."""

from itertools import count
from pathlib import Path

import pytest

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED, REFUSED, UNWRITTEN
from coalition_cli.model.header import Head
from coalition_cli.store import WorkshopFile
from coalition_cli.store.formats.plain import PlainForm
from coalition_cli.store.recovery import backups, restore
from coalition_cli.store.recovery.check import check
from tests.store.recovery.copies import asides_of, backups_of, is_sound, said, texts_in
from tests.support.store_rooms import (
    ended,
    in_a_process,
    killed_before_call,
    take_no_file_longer_than,
    tear_last_line,
)

SECRET = "canary-7F3K"


@pytest.fixture
def old(path: Path, file: WorkshopFile) -> Path:
    """A backup with two lines, of a workshop that has three now."""
    said(file, "one", "two")
    made = backups.keep(file.form)
    assert made is not None
    said(file, "three")
    return made


def put_back(path: Path, copy: Path) -> restore.Restored:
    form = PlainForm(path)
    return restore.put_back(form, restore.choose(form, copy))


def test_the_copy_stands_and_what_stood_is_set_aside(path: Path, old: Path) -> None:
    before = path.read_bytes()
    restored = put_back(path, old)
    assert texts_in(path) == ["one", "two"]
    assert [aside.read_bytes() for aside in restored.aside] == [before]
    assert asides_of(path) == restored.aside
    assert restored.holds == 2
    assert check(path) == []
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_restore_can_be_taken_back(path: Path, old: Path) -> None:
    before = path.read_bytes()
    (aside,) = put_back(path, old).aside
    put_back(path, aside)
    assert path.read_bytes() == before


def test_it_is_known_before_how_many_entries_the_copy_lacks(
    path: Path, old: Path, file: WorkshopFile
) -> None:
    backups.keep(file.form)
    listed = restore.choices(file.form)
    assert [(choice.holds, choice.lacks) for _copy, choice in listed if choice] == [(3, 0), (2, 1)]


@pytest.mark.parametrize("damage", [b"", b"null", b"\0" * 3000, None])
def test_a_file_that_is_damaged_empty_or_gone_is_restored(
    path: Path, old: Path, damage: bytes | None
) -> None:
    path.unlink() if damage is None else path.write_bytes(damage)
    restored = put_back(path, old)
    assert texts_in(path) == ["one", "two"]
    assert [aside.read_bytes() for aside in restored.aside] == ([damage] if damage else [])
    assert WorkshopFile.open(path).append([]) == []


def test_of_a_damaged_file_the_readable_lines_are_counted(path: Path, old: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"two", b"six"))
    assert restore.choose(PlainForm(path), old).lacks == 1


def test_a_window_that_is_open_goes_on_in_the_restored_file(
    path: Path, old: Path, file: WorkshopFile
) -> None:
    put_back(path, old)
    assert file.refresh()
    said(file, "after")
    assert texts_in(path) == ["one", "two", "after"]
    assert check(path) == []


def test_after_a_restore_a_torn_line_is_still_only_a_torn_line(
    path: Path, old: Path, file: WorkshopFile
) -> None:
    backups.keep(file.form)
    put_back(path, old)
    tear_last_line(path, "after")
    assert WorkshopFile.open(path).repaired
    assert texts_in(path) == ["one", "two"]


def test_a_copy_of_another_workshop_is_refused(path: Path, old: Path, tmp_path: Path) -> None:
    other = WorkshopFile.create(tmp_path / "other.json", Head("02", "Another", "2024-11-13"))
    for damage in (path.read_bytes(), b""):
        path.write_bytes(damage)
        with pytest.raises(Problem, match="another workshop") as refused:
            restore.choose(PlainForm(path), other.path)
        assert refused.value.status == REFUSED
        assert path.read_bytes() == damage


def test_a_damaged_copy_is_refused(path: Path, old: Path) -> None:
    before = path.read_bytes()
    old.write_bytes(old.read_bytes().replace(b"two", b"six"))
    with pytest.raises(Problem, match="damaged too") as refused:
        put_back(path, old)
    assert refused.value.status == DAMAGED
    assert path.read_bytes() == before
    assert [choice for _copy, choice in restore.choices(PlainForm(path))] == [None]


def test_a_full_disk_leaves_what_stood(path: Path, old: Path) -> None:
    before = path.read_bytes()

    def restore_on_a_full_disk() -> None:
        take_no_file_longer_than(200)
        with pytest.raises(Problem) as refused:
            put_back(path, old)
        assert refused.value.status == UNWRITTEN

    assert ended(in_a_process(restore_on_a_full_disk)) == 0
    assert path.read_bytes() == before


@pytest.mark.parametrize("stands", ["sound", "damaged"])
def test_a_restore_killed_at_any_moment_leaves_one_whole_state_and_what_was_set_aside(
    path: Path, old: Path, stands: str
) -> None:
    before = path.read_bytes() if stands == "sound" else path.read_bytes().replace(b"two", b"six")
    path.write_bytes(before)
    put_back(path, old)
    restored = path.read_bytes()  # what the copy holds; its head knows the numbers given since
    assert restored.partition(b"\n")[2] == old.read_bytes().partition(b"\n")[2]
    ends = set()
    for number in count():
        path.write_bytes(before)
        for aside in asides_of(path):
            aside.unlink()
        was_killed = killed_before_call(number, lambda: put_back(path, old))
        stood = path.read_bytes()
        assert stood in (before, restored)
        if stood == restored:
            assert [aside.read_bytes() for aside in asides_of(path)] == [before]
        assert all(is_sound(copy) for copy in backups_of(path))
        ends.add((stood, was_killed))
        if not was_killed:
            break
    put_back(path, old)
    assert path.read_bytes() == restored
    assert not list(path.parent.rglob(".*.tmp"))
    assert ends == {(before, True), (restored, True), (restored, False)}


def test_withdrawn_words_stay_withdrawn_whatever_is_restored(
    path: Path, file: WorkshopFile, tmp_path: Path
) -> None:
    said(file, "one")
    (secret,) = said(file, SECRET)
    stick = tmp_path / "from the stick.json"
    stick.write_bytes(path.read_bytes())
    file.withdraw(secret)
    said(file, "three")
    put_back(path, stick)
    assert SECRET.encode() not in path.read_bytes()
    assert [entry.op for entry in WorkshopFile.open(path).workshop.entries].count("withdraw") == 1
    assert check(path) == []


def test_a_withdrawal_that_only_a_backup_knows_counts_too(
    path: Path, file: WorkshopFile, tmp_path: Path
) -> None:
    (secret,) = said(file, SECRET)
    stick = tmp_path / "from the stick.json"
    stick.write_bytes(path.read_bytes())
    file.withdraw(secret)
    backups.keep(file.form)
    path.unlink()
    put_back(path, stick)
    assert SECRET.encode() not in path.read_bytes()


def test_no_copy_beside_the_file_keeps_withdrawn_words(path: Path, file: WorkshopFile) -> None:
    said(file, "one")
    (secret,) = said(file, SECRET)
    backups.keep(file.form)
    backups.set_aside(path, path.read_bytes())
    path.with_name("seminar.repaired.json").write_bytes(path.read_bytes())
    file.withdraw(secret)
    assert all(
        SECRET.encode() not in each.read_bytes()
        for each in path.parent.rglob("*")
        if each.is_file()
    )
    assert all(is_sound(copy) for copy in backups.copies(path))


def test_a_withdrawal_that_was_stopped_before_the_backups_is_finished_by_the_next_backup(
    path: Path, file: WorkshopFile
) -> None:
    (secret,) = said(file, SECRET)
    made = backups.keep(file.form)
    assert made is not None
    kept = made.read_bytes()
    file.withdraw(secret)
    made.write_bytes(kept)
    said(file, "later")
    backups.keep(file.form)
    assert SECRET.encode() not in made.read_bytes()
    assert is_sound(made)


def test_a_repaired_copy_holds_no_withdrawn_words(path: Path, file: WorkshopFile) -> None:
    from coalition_cli.store.recovery.repair import repair

    (secret,) = said(file, SECRET)
    said(file, "two")
    made = backups.keep(file.form)
    assert made is not None
    kept = made.read_bytes()
    file.withdraw(secret)
    made.write_bytes(kept)
    path.write_bytes(path.read_bytes().replace(b"two", b"six"))
    assert SECRET.encode() not in repair(path).path.read_bytes()
