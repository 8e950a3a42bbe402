"""A disk that is full, read-only or gone costs no word: one sentence, the file as it was."""

import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coalition_cli.errors import Problem
from coalition_cli.exit_status import UNWRITTEN
from coalition_cli.model.entry import NOTES, Fact
from coalition_cli.store import WorkshopFile, check, open_for_capture, paths
from coalition_cli.store.side import autosave, blank_wall
from tests.support.store_rooms import (
    HEAD,
    ended,
    in_a_process,
    note,
    standing_in,
    stock,
    take_no_file_longer_than,
    texts,
)

NOBODY = 65534
ROOM_FOR = (0, 1, 2, 3, 4, 50, 200, 300)


@pytest.fixture
def folder_for_all() -> Iterator[Path]:
    """A folder that other users of this machine can reach."""
    folder = Path(tempfile.mkdtemp(prefix="coalition-"))
    folder.chmod(0o777)
    yield folder
    for inner in [folder, *folder.rglob("*")]:
        inner.chmod(inner.stat().st_mode | stat.S_IRWXU)
    shutil.rmtree(folder)


def unwritten(act: Callable[[], object]) -> Problem:
    with pytest.raises(Problem) as failed:
        act()
    assert failed.value.status == UNWRITTEN
    assert "othing was lost: what you typed is kept" in failed.value.sentence
    return failed.value


@pytest.mark.parametrize("free", ROOM_FOR)
def test_a_full_disk_leaves_the_file_as_it_was_and_the_next_append_is_fine(
    path: Path, file: WorkshopFile, free: int
) -> None:
    file.append([note("one"), note("two")])
    before = path.read_bytes()

    def meet_a_full_disk() -> None:
        own, capture = WorkshopFile.open(path), open_for_capture(path)
        paths.device()
        take_no_file_longer_than(len(before) + free)
        for act in (
            lambda: own.append([note("three " * 100)]),
            lambda: own.append([note(str(number)) for number in range(50)]),
            lambda: capture.append(Fact({"text": "three " * 100}), NOTES, "organizer"),
        ):
            assert "is full" in unwritten(act).sentence
            assert path.read_bytes() == before
            assert texts(own.workshop.entries) == ["one", "two"]
        take_no_file_longer_than(1_000_000)
        own.append([note("after space was freed")])
        capture.append(Fact({"text": "and captured"}), NOTES, "organizer")
        assert own.refresh()
        assert texts(own.workshop.entries) == [
            "one",
            "two",
            "after space was freed",
            "and captured",
        ]

    assert ended(in_a_process(meet_a_full_disk)) == 0
    assert len(stock(path)) == 4
    assert check(path) == []


def test_a_full_disk_leaves_a_withdrawal_undone_and_no_copy_behind(
    path: Path, file: WorkshopFile
) -> None:
    one, _ = file.append([note("one"), note("two")])
    before = path.read_bytes()

    def meet_a_full_disk() -> None:
        own = WorkshopFile.open(path)
        paths.device()
        take_no_file_longer_than(200)
        unwritten(lambda: own.withdraw(one.id))
        unwritten(lambda: autosave.Keeper(own.form, own.workshop).keep(NOTES, "x" * 1000))
        unwritten(lambda: WorkshopFile.create(path.with_name("another.json"), HEAD))

    assert ended(in_a_process(meet_a_full_disk)) == 0
    assert path.read_bytes() == before
    assert standing_in(path.parent) == [path]
    assert file.withdraw(one.id).entry.ref == one.id


def _as_nobody(act: Callable[[], None]) -> int:
    def drop_and_act() -> None:
        if os.geteuid() == 0:
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        act()

    return ended(in_a_process(drop_and_act))


def test_a_file_that_may_only_be_read_is_read(
    folder_for_all: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(folder_for_all / "state"))
    path = folder_for_all / "w.json"
    one, _ = WorkshopFile.create(path, HEAD).append([note("one"), note("two")])
    path.chmod(0o444)
    folder_for_all.chmod(0o555)
    before = path.read_bytes()

    def read_and_fail_to_write() -> None:
        file = WorkshopFile.open(path)
        assert texts(file.workshop.entries) == ["one", "two"]
        assert "may not be written" in unwritten(lambda: file.append([note("three")])).sentence
        unwritten(lambda: file.withdraw(one.id))
        unwritten(lambda: blank_wall.draw(path, "plain"))
        unwritten(lambda: WorkshopFile.create(folder_for_all / "new" / "w.json", HEAD))
        assert not file.refresh()

    assert _as_nobody(read_and_fail_to_write) == 0
    assert path.read_bytes() == before


def test_a_torn_file_that_may_only_be_read_is_read_up_to_the_tear(folder_for_all: Path) -> None:
    path = folder_for_all / "w.json"
    WorkshopFile.create(path, HEAD).append([note("one"), note("two")])
    torn = path.read_bytes()[:-40]
    path.write_bytes(torn)
    path.chmod(0o444)

    def read() -> None:
        assert texts(WorkshopFile.open(path).workshop.entries) == ["one"]

    assert _as_nobody(read) == 0
    assert path.read_bytes() == torn


def test_a_file_that_may_not_be_read_is_a_sentence(folder_for_all: Path) -> None:
    path = folder_for_all / "w.json"
    WorkshopFile.create(path, HEAD)

    def fail_to_read() -> None:
        for act in (WorkshopFile.open, open_for_capture, check):
            with pytest.raises(Problem, match="could not be read"):
                act(path)

    path.chmod(0)
    assert _as_nobody(fail_to_read) == 0


def test_a_stick_that_was_pulled_out_is_a_sentence_and_works_again_when_it_is_back(
    path: Path, file: WorkshopFile
) -> None:
    file.append([note("one")])
    gone = path.parent.rename(path.parent.with_name("in a pocket"))
    unwritten(lambda: file.append([note("two")]))
    assert not file.refresh()
    gone.rename(path.parent)
    file.append([note("two")])
    assert texts(WorkshopFile.open(path).workshop.entries) == ["one", "two"]


def test_a_note_is_saved_where_this_machine_cannot_remember_its_own_name(
    path: Path, file: WorkshopFile
) -> None:
    def save() -> None:
        state = paths.state_folder()
        shutil.rmtree(state, ignore_errors=True)
        state.parent.mkdir(parents=True, exist_ok=True)
        state.write_bytes(b"a file where a folder should be")
        entry = open_for_capture(path).append(Fact({"text": "saved"}), NOTES, "organizer")
        assert len(entry.device) == 16

    assert ended(in_a_process(save)) == 0
    assert texts(WorkshopFile.open(path).workshop.entries) == ["saved"]
