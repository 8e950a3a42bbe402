"""A last line that a power cut tore is taken out; what was acknowledged before it stands."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED
from coalition_cli.model.entry import NOTES, Fact
from coalition_cli.store import WorkshopFile, check, open_for_capture
from coalition_cli.store.formats import watermark
from tests.support.store_rooms import note, stock, texts

TAIL = b"\n}}"


@pytest.fixture
def three(path: Path, file: WorkshopFile) -> tuple[bytes, bytes]:
    """The bytes of a file with two entries, and of the same file with a third."""
    file.append([note("one"), note("two")])
    two = path.read_bytes()
    file.append([note("the third, never acknowledged")])
    return two, path.read_bytes()


def is_what_an_append_may_leave(length: int, *whole_lines: int) -> bool:
    """An append makes no file shorter; disks that stop amid it stop at the end of a sector."""
    return length % 512 == 0 or not any(0 <= length - end < len(TAIL) for end in whole_lines)


def unacknowledged(path: Path, *words: str) -> bytes:
    """The bytes that one append leaves whose writer is killed before anybody hears of it.

    How far a file has come is remembered only behind that.
    """
    beside = watermark.beside(path)
    before = beside.read_bytes() if beside.exists() else b""
    WorkshopFile.open(path).append([note(each) for each in words])
    beside.write_bytes(before)
    return path.read_bytes()


def test_a_last_line_cut_at_any_byte_is_taken_out(path: Path, three: tuple[bytes, bytes]) -> None:
    two, whole = three
    ends = len(two) - len(TAIL), len(whole) - len(TAIL)
    lengths = [at for at in range(ends[0], len(whole)) if is_what_an_append_may_leave(at, *ends)]
    assert len(lengths) > 200
    for length in lengths:
        path.write_bytes(whole[:length])
        found = WorkshopFile.open(path)
        # Where only closing brackets are missing, the line itself is whole.
        has_third = length >= len(whole) - len(TAIL)
        assert texts(found.workshop.entries)[:2] == ["one", "two"]
        assert path.read_bytes() == (whole if has_third else two)
        assert found.repaired
        assert not WorkshopFile.open(path).repaired


def test_the_first_line_of_a_workshop_may_be_torn_too(path: Path, file: WorkshopFile) -> None:
    empty = path.read_bytes()
    whole = unacknowledged(path, "the first, never acknowledged")
    for length in range(len(empty), len(whole) - len(TAIL)):
        path.write_bytes(whole[:length])
        found = WorkshopFile.open(path)
        assert found.workshop.entries == []
        assert path.read_bytes() == empty


@pytest.mark.parametrize("left", [0, 1, 2])
@pytest.mark.parametrize("line", [1, 2, 3])
def test_a_file_that_ends_with_an_earlier_line_is_damaged_and_not_torn(
    path: Path, three: tuple[bytes, bytes], line: int, left: int
) -> None:
    lines = three[1].split(b"\n")
    cut = b"\n".join(lines[:line]).removesuffix(b",") + TAIL[:left]
    # At the end of a sector only what is remembered of the first two lines tells.
    assert len(cut) % 512 or line < 3
    path.write_bytes(cut)
    for act in (
        WorkshopFile.open,
        lambda path: open_for_capture(path).append(Fact({"text": "x"}), NOTES, "organizer"),
    ):
        with pytest.raises(Problem) as refused:
            act(path)
        assert refused.value.status == DAMAGED
    assert check(path) != []
    assert path.read_bytes() == cut


@pytest.mark.parametrize("left", [0, 1, 2])
def test_a_new_line_whose_end_did_not_fit_into_the_sector_is_taken_in(
    path: Path, three: tuple[bytes, bytes], left: int
) -> None:
    two, _ = three
    for length in range(1000):
        path.write_bytes(two)
        whole = unacknowledged(path, "x" * length)
        if (len(whole) - len(TAIL) + left) % 512 == 0:
            break
    path.write_bytes(whole[: len(whole) - len(TAIL) + left])
    found = WorkshopFile.open(path)
    assert found.repaired
    assert len(found.workshop.entries) == 3
    assert path.read_bytes() == whole


def lost_from(place: int) -> Callable[[bytes, bytes], bytes]:
    """The new line got its length, but from ``place`` on none of its bytes reached the disk."""
    return lambda two, whole: (
        whole[: len(two) - 3 + place] + b"\0" * (len(whole) - len(two) + 3 - place)
    )


def lost_between(start: int, end: int) -> Callable[[bytes, bytes], bytes]:
    """A block in the middle of the new line did not reach the disk."""

    def tear(two: bytes, whole: bytes) -> bytes:
        offset = len(two) - 3
        return whole[: offset + start] + b"\0" * (end - start) + whole[offset + end :]

    return tear


def old_until(place: int) -> Callable[[bytes, bytes], bytes]:
    """The block of the old tail was lost; the one after it, from ``place`` on, was not."""
    return lambda two, whole: two[: len(two) - 3 + place] + whole[len(two) - 3 + place :]


def new_until(place: int) -> Callable[[bytes, bytes], bytes]:
    """The beginning of the new line reached the disk, but the file kept its old length."""
    return lambda two, whole: whole[: len(two) - 3 + place] + two[len(two) - 3 + place :]


@pytest.mark.parametrize(
    "tear",
    [
        *[lost_from(place) for place in (0, 1, 2, 3, 4, 10, 100)],
        *[lost_between(start, end) for start, end in ((0, 3), (0, 50), (1, 2), (3, 20), (50, 200))],
        *[old_until(place) for place in (1, 2, 3)],
        *[new_until(place) for place in (1, 2)],
        lambda two, whole: two + b"\0" * 4096,
        lambda two, whole: two[:-3] + b"\0" * 4096,
        lambda two, whole: whole + b"\0\0\0",
        lambda two, whole: two + whole[len(two) : -40],
    ],
)
def test_lost_blocks_and_an_old_tail_are_taken_out(
    path: Path, three: tuple[bytes, bytes], tear: Callable[[bytes, bytes], bytes]
) -> None:
    two, whole = three
    torn = tear(two, whole)
    assert torn not in (two, whole)
    path.write_bytes(torn)
    assert any("cut off" in finding for finding in check(path))
    assert path.read_bytes() == torn
    found = WorkshopFile.open(path)
    assert texts(found.workshop.entries)[:2] == ["one", "two"]
    assert path.read_bytes() in (two, whole)
    assert found.repaired.startswith("The last line of seminar.json was cut off")
    assert len(stock(path)) == len(found.workshop.entries)
    assert check(path) == []


def test_the_sentence_says_how_many_entries_stand(path: Path, three: tuple[bytes, bytes]) -> None:
    path.write_bytes(three[1][:-20])
    assert WorkshopFile.open(path).repaired == (
        "The last line of seminar.json was cut off while it was being saved, and was taken out. 2"
        " entries stand."
    )


def test_an_append_repairs_what_another_process_left_torn(
    path: Path, three: tuple[bytes, bytes]
) -> None:
    path.write_bytes(three[0])
    file = WorkshopFile.open(path)
    path.write_bytes(three[1][:-30])
    file.append([note("three")])
    assert (
        texts(WorkshopFile.open(path).workshop.entries)
        == texts(file.workshop.entries)
        == ["one", "two", "three"]
    )
    assert file.repaired


def test_a_capture_repairs_a_torn_line_before_its_own(
    path: Path, three: tuple[bytes, bytes]
) -> None:
    path.write_bytes(three[1][:-30])
    capture = open_for_capture(path)
    capture.append(Fact({"text": "three"}), NOTES, "organizer")
    assert capture.repaired
    assert texts(WorkshopFile.open(path).workshop.entries) == ["one", "two", "three"]


def test_a_torn_batch_behind_the_old_tail_is_taken_out(
    path: Path, three: tuple[bytes, bytes]
) -> None:
    two, _ = three
    path.write_bytes(two)
    whole = unacknowledged(path, "three", "four", "five")
    path.write_bytes(two + whole[len(two) :])
    assert texts(WorkshopFile.open(path).workshop.entries) == ["one", "two"]
    assert path.read_bytes() == two


@pytest.mark.parametrize("old", [1, 2])
def test_a_torn_batch_whose_first_bytes_stand_in_two_sectors_is_taken_out(
    path: Path, three: tuple[bytes, bytes], old: int
) -> None:
    """One sector took its part of the new line, the other kept what it had of the old tail."""
    two, _ = three
    path.write_bytes(two)
    whole, end = unacknowledged(path, "three", "four", "five"), len(two) - len(TAIL)
    for torn in (
        two[: end + old] + whole[end + old :],
        whole[: end + old] + two[end + old :] + whole[len(two) :],
    ):
        path.write_bytes(torn)
        assert texts(WorkshopFile.open(path).workshop.entries) == ["one", "two"]
        assert path.read_bytes() == two


def test_a_reader_leaves_a_half_written_line_for_the_next_time(
    path: Path, three: tuple[bytes, bytes]
) -> None:
    two, whole = three
    path.write_bytes(two)
    file = WorkshopFile.open(path)
    with path.open("r+b") as writing:
        for length in range(len(two), len(whole) - len(TAIL), 25):
            writing.seek(0)
            writing.write(whole[:length])
            writing.flush()
            assert not file.refresh()
        writing.write(whole[length:])
    assert file.refresh()
    assert texts(file.workshop.entries) == ["one", "two", "the third, never acknowledged"]


def test_a_reader_notices_that_a_line_it_saw_was_rolled_back(
    path: Path, three: tuple[bytes, bytes]
) -> None:
    two, _ = three
    file = WorkshopFile.open(path)
    assert len(file.workshop.entries) == 3
    path.write_bytes(two)
    WorkshopFile.open(path).append([note("the third, said another time")])
    workshop = file.workshop
    assert file.refresh()
    assert texts(file.workshop.entries) == ["one", "two", "the third, said another time"]
    assert file.workshop is workshop


def test_how_far_a_file_came_is_never_written_into_a_file_of_another_name(
    path: Path, file: WorkshopFile
) -> None:
    beside = watermark.beside(path)
    beside.unlink(missing_ok=True)
    other = path.with_name("mine.txt")
    other.write_text("mine")
    os.link(other, beside)
    file.append([note("one")])
    file.close()
    assert other.read_text() == "mine"
    assert watermark.read(path).known[0].holds == 1
