"""A file of the first format: its lines get their numbers, and nothing that was said changes."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED
from coalition_cli.model.entry import NOTES, Fact
from coalition_cli.model.header import FORMAT_VERSION
from coalition_cli.store import WorkshopFile, check, database, open_for_capture
from coalition_cli.store.files import codec
from coalition_cli.store.files.examine import examine_bytes
from coalition_cli.store.formats.plain import PlainForm
from coalition_cli.store.recovery import backups, restore
from coalition_cli.store.recovery.repair import repair
from coalition_cli.store.transfer import incoming
from tests.support import first_format
from tests.support.store_rooms import HEAD, note, standing_in, stock, texts

NUMBERED = [(number, *own) for number, own in enumerate(first_format.NUMBERS, 1)]


@pytest.fixture
def old(path: Path) -> bytes:
    """A workshop file as it was left by the program that knew no numbers."""
    path.parent.mkdir()
    path.write_bytes(first_format.written())
    return path.read_bytes()


def numbered(path: Path) -> list[tuple[int, str]]:
    return [(document.get("n", 0), document.get("code", "")) for document in stock(path)]


def backup(path: Path) -> Path:
    """A backup that was kept before lines had numbers."""
    folder = path.parent / "backups"
    folder.mkdir()
    kept = folder / "seminar-20241112T090000Z.json"
    kept.write_bytes(first_format.written())
    return kept


WAYS_IN: dict[str, Callable[[Path], object]] = {
    "a session": WorkshopFile.open,
    "tinydb": lambda path: database(path).entries.all(),
    "a captured line": open_for_capture,
}


@pytest.mark.parametrize("way_in", WAYS_IN)
def test_whoever_opens_it_gives_its_lines_their_numbers_and_keeps_what_it_was(
    path: Path, old: bytes, way_in: str
) -> None:
    assert examine_bytes(old).remarks == [
        "The file has an older form; opening it brings it up to date."
    ]
    assert check(path) == []
    assert path.read_bytes() == old
    WAYS_IN[way_in](path)
    assert numbered(path) == first_format.NUMBERS
    assert [document["sum"] for document in stock(path)] == first_format.OUR_SUMS
    assert check(path) == []
    kept = path.with_name("seminar.json.v1.bak")
    assert kept.read_bytes() == old
    assert kept.stat().st_mode & 0o777 == path.stat().st_mode & 0o777 == 0o600
    assert WorkshopFile.open(path).workshop.head == HEAD
    assert kept.read_bytes() == old


def test_a_line_that_is_captured_into_it_has_the_next_number(path: Path, old: bytes) -> None:
    line = open_for_capture(path).append(Fact({"text": "seeds"}), NOTES, "organizer")
    assert line.n == 4
    assert WorkshopFile.open(path).workshop.number(line.id) == 4


def test_what_was_withdrawn_before_has_no_number_and_no_words(path: Path, old: bytes) -> None:
    file = WorkshopFile.open(path)
    file.withdraw(first_format.id_of(3))
    assert [number for number, _code in numbered(path)] == [1, 1, 2, 0, 2, 0, 3, 0]
    path.write_bytes(path.read_bytes().replace(b'"n": 2, "sum"', b'"sum"'))
    assert [entry.n for entry in WorkshopFile.open(path).workshop.entries if entry.is_gone] == [0]


@pytest.mark.parametrize(
    ("changed", "harmed", "damage"),
    [
        (b"to farm", b"to sell", "Line 4 (entry 3) was changed after it was saved."),
        (b'to farm"', b"to farm", "Line 4 cannot be read."),
        (b"Our", b"Your", "Line 1 (the head) was changed after it was saved."),
    ],
)
def test_one_that_is_damaged_is_refused_and_left_as_it_is(
    path: Path, old: bytes, changed: bytes, harmed: bytes, damage: str
) -> None:
    path.write_bytes(old.replace(changed, harmed))
    before = path.read_bytes()
    for way_in in WAYS_IN.values():
        with pytest.raises(Problem) as refused:
            way_in(path)
        assert refused.value.status == DAMAGED
    assert check(path) == [damage]
    assert standing_in(path.parent) == [path]
    assert path.read_bytes() == before


def test_a_last_line_that_was_torn_is_taken_out_first(path: Path, old: bytes) -> None:
    path.write_bytes(old.removesuffix(b"\n}}") + b',\n"8": {"id": "01JCFP5Y0000')
    file = WorkshopFile.open(path)
    assert file.repaired
    assert numbered(path) == first_format.NUMBERS
    assert check(path) == []


def test_one_that_may_not_be_written_is_read_with_its_numbers(tmp_path: Path) -> None:
    # For root nothing is read-only: a folder in the place of the older copy is in its way.
    path = tmp_path / "seminar.json"
    path.write_bytes(first_format.written())
    path.with_name("seminar.json.v1.bak").mkdir()
    found = WorkshopFile.open(path).workshop
    assert [(entry.n, entry.code) for entry in found.entries] == first_format.NUMBERS
    assert open_for_capture(path).head
    assert path.read_bytes() == first_format.written()


def test_one_put_in_the_place_of_an_open_workshop_is_followed(path: Path) -> None:
    file = WorkshopFile.create(path, HEAD)
    path.write_bytes(first_format.written())
    assert file.refresh()
    assert [(entry.n, entry.code) for entry in file.workshop.entries] == first_format.NUMBERS
    (line,) = file.append([note("seeds")])
    found = WorkshopFile.open(path).workshop
    assert (line.n, found.number(line.id), found.head) == (4, 4, HEAD)
    assert check(path) == []


@pytest.mark.parametrize("is_head_changed", [True, False])
def test_a_damaged_one_is_repaired_into_one_of_ours(
    path: Path, old: bytes, is_head_changed: bool
) -> None:
    harmed = old.replace(b"land to farm", b"land to sell")
    path.write_bytes(harmed.replace(b'"Our sem', b'"Our Sem') if is_head_changed else harmed)
    made = repair(path).path
    found = WorkshopFile.open(made).workshop
    assert texts(found.standing(NOTES)) == ["water"]
    assert found.number(first_format.id_of(7)) == 2
    assert found.head.format_version == FORMAT_VERSION
    assert check(made) == []


def test_a_backup_of_it_can_be_restored(path: Path, old: bytes) -> None:
    kept = backup(path)
    WorkshopFile.open(path).append([note("seeds")])
    restore.put_back(PlainForm(path), restore.choose(PlainForm(path), kept))
    assert numbered(path) == first_format.NUMBERS
    assert [document["sum"] for document in stock(path)] == first_format.OUR_SUMS
    assert check(path) == []


def test_a_withdrawal_takes_the_words_out_of_its_copies_and_removes_none(
    path: Path, old: bytes
) -> None:
    kept = [backup(path), path.with_name("seminar.json.v1.bak")]
    removed = WorkshopFile.open(path).withdraw(first_format.id_of(3)).removed
    assert removed == []
    for copy in kept:
        data = copy.read_bytes()
        assert b"land to farm" not in data
        assert b"call the mayor" in data
        assert examine_bytes(data).damage == []
        assert len(backups.tables_in(data)["entries"]) == len(first_format.SUMS) + 1


def test_a_copy_of_a_coming_format_is_removed_by_a_withdrawal(path: Path, old: bytes) -> None:
    later = f'"format_version": {FORMAT_VERSION + 1}'.encode()
    kept = backup(path)
    kept.write_bytes(old.replace(b'"format_version": 1', later))
    assert WorkshopFile.open(path).withdraw(first_format.id_of(3)).removed == [kept]


def test_what_it_holds_is_merged_as_what_a_file_of_ours_holds(path: Path) -> None:
    file = WorkshopFile.create(path, HEAD)
    file.append([note("ours")])
    came = incoming.contents(first_format.written(), path)
    assert came.head == HEAD
    merged = file.merge(came.entries)
    assert len(merged.added) == len(first_format.SUMS)
    expected = [(n + 1 if number in (1, 3, 7) else n, code) for number, n, code in NUMBERED]
    assert numbered(path) == [*expected, (1, "")]
    assert file.merge(came.entries).added == []


@pytest.mark.parametrize("version", [0, -1, "1", None])
def test_a_version_that_never_was_is_refused(path: Path, old: bytes, version: object) -> None:
    tables = first_format.tables()
    tables["workshop"]["1"]["format_version"] = version
    path.write_bytes(codec.lay_out(tables))
    before = path.read_bytes()
    with pytest.raises(Problem) as refused:
        WorkshopFile.open(path)
    if type(version) is int:
        with pytest.raises(Problem, match=re.escape(refused.value.sentence)):
            check(path)
    else:
        assert check(path)[0] in refused.value.sentence
    assert path.read_bytes() == before
