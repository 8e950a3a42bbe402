"""A repaired copy holds every sound line, says what is missing, and leaves the damaged file."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED, REFUSED
from coalition_cli.store import WorkshopFile
from coalition_cli.store.recovery import backups
from coalition_cli.store.recovery.check import accept, check
from coalition_cli.store.recovery.repair import repair
from tests.store.recovery.copies import is_sound, said, texts_in
from tests.support.store_rooms import note, standing_in

WORDS = ["one", "two", "three", "four", "five"]


@pytest.fixture
def sound(path: Path, file: WorkshopFile) -> bytes:
    said(file, *WORDS)
    return path.read_bytes()


def line(number: int) -> Callable[[bytes], bytes]:
    return lambda sound: sound.split(b"\n")[number - 1]


def without(*numbers: int) -> Callable[[bytes], bytes]:
    return lambda sound: b"\n".join(
        each for at, each in enumerate(sound.split(b"\n"), 1) if at not in numbers
    )


def swapped(sound: bytes) -> bytes:
    lines = sound.split(b"\n")
    lines[2], lines[4] = lines[4], lines[2]
    return b"\n".join(lines)


CASES: dict[str, tuple[Callable[[bytes], bytes], list[str], list[str]]] = {
    "a changed word": (
        lambda sound: sound.replace(b"two", b"six"),
        ["one", "three", "four", "five"],
        ["Line 3 was changed after it was saved, and is left out."],
    ),
    "a broken line": (
        lambda sound: sound.replace(b'"two"}', b'"two}'),
        ["one", "three", "four", "five"],
        ["Line 3 cannot be read, and is left out."],
    ),
    "two broken lines": (
        lambda sound: sound.replace(b'"two"}', b'"two}').replace(b'"three"}', b'"three}'),
        ["one", "four", "five"],
        ["Lines 3 to 4 cannot be read, and are left out."],
    ),
    "nothing where a line was": (
        lambda sound: sound.replace(line(4)(sound), bytes(len(line(4)(sound)))),
        ["one", "two", "four", "five"],
        ["Line 4 cannot be read, and is left out."],
    ),
    "nothing over several lines": (
        lambda sound: (
            sound[: (at := sound.index(b"two"))]
            + bytes(sound.index(b"four") - at)
            + sound[sound.index(b"four") :]
        ),
        ["one", "five"],
        ["Line 3 cannot be read, and is left out."],  # the line ends between them are lost too
    ),
    "a line doubled": (
        lambda sound: sound.replace(line(3)(sound), line(3)(sound) + b"\n" + line(3)(sound)),
        WORDS,
        ["Line 4 stands on line 3 already, and is taken once."],
    ),
    "a line gone": (without(3), ["one", "three", "four", "five"], []),
    "two lines swapped": (swapped, WORDS, []),
    "a lost line end": (lambda sound: sound.replace(b",\n", b", ", 2), WORDS, []),
    "cut in a line": (
        lambda sound: sound[: sound.index(b"four")],
        ["one", "two", "three"],
        ["Line 5 cannot be read, and is left out."],
    ),
    "cut after a line": (
        lambda sound: sound[: sound.index(b',\n"4"')],
        ["one", "two", "three"],
        [],
    ),
    "the layout of an editor": (
        lambda sound: json.dumps(json.loads(sound), indent=2).encode(),
        WORDS,
        [],
    ),
    "an editor that writes UTF-8": (
        lambda sound: (
            b"\xef\xbb\xbf" + json.dumps(json.loads(sound), indent=1, ensure_ascii=False).encode()
        ),
        WORDS,
        [],
    ),
    "line ends of another system": (lambda sound: sound.replace(b"\n", b"\r\n"), WORDS, []),
    "a letter of another alphabet": (
        lambda sound: sound.replace(b"two", b"d\xe9ux"),
        ["one", "three", "four", "five"],
        ["Line 3 was changed after it was saved, and is left out."],
    ),
    "deep brackets": (
        lambda sound: sound.replace(b'"two"', b"[" * 100_000),
        ["one", "three", "four", "five"],
        ["Line 3 cannot be read, and is left out."],
    ),
    "two files one after the other": (lambda sound: sound + sound, WORDS, None),
}


@pytest.mark.parametrize("name", CASES)
def test_everything_that_is_as_it_was_said_is_in_the_copy(
    path: Path, sound: bytes, name: str
) -> None:
    damage, words, told = CASES[name]
    broken = damage(sound)
    assert broken != sound
    path.write_bytes(broken)
    assert check(path) != []
    made = repair(path)
    assert made.path == path.with_name("seminar.repaired.json")
    assert texts_in(made.path) == words
    assert made.holds == len(words)
    assert check(made.path) == []
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert path.read_bytes() == broken
    if told is not None:
        assert made.told == told


@pytest.mark.parametrize("name", CASES)
def test_what_the_file_lost_comes_from_the_backup(path: Path, sound: bytes, name: str) -> None:
    backups.keep(WorkshopFile.open(path).form)
    path.write_bytes(CASES[name][0](sound))
    made = repair(path)
    assert texts_in(made.path) == WORDS
    assert WorkshopFile.open(made.path).workshop.head.title == "Our seminar"
    lost = set(WORDS) - set(CASES[name][1])
    assert any("from the copy of" in sentence for sentence in made.told) == bool(lost)


def test_it_is_said_which_lines_came_from_which_copy(path: Path, sound: bytes) -> None:
    backups.keep(WorkshopFile.open(path).form)
    path.write_bytes(without(3, 4, 6)(sound))
    told = repair(path).told
    assert [sentence.partition(":")[0] for sentence in told] == [
        "Lines 3 to 4 of the repaired copy",
        "Line 6 of the repaired copy",
    ]


def test_a_lost_head_comes_from_the_backup(path: Path, sound: bytes) -> None:
    backups.keep(WorkshopFile.open(path).form)
    path.write_bytes(sound.replace(b"Our", b"Her"))
    made = repair(path)
    assert WorkshopFile.open(made.path).workshop.head.title == "Our seminar"
    assert any("head of the file comes from the copy" in sentence for sentence in made.told)


def test_a_changed_head_that_no_copy_has_is_taken_as_it_reads(path: Path, sound: bytes) -> None:
    before = WorkshopFile.open(path).workshop
    path.write_bytes(sound.replace(b"Our", b"Her"))
    made = repair(path)
    found = WorkshopFile.open(made.path).workshop
    assert found.head == before.head._replace(title="Her seminar")
    assert [entry.n for entry in found.entries] == [entry.n for entry in before.entries]
    assert any("taken as it reads" in sentence for sentence in made.told)


def test_of_half_a_head_what_can_be_read_is_kept(path: Path, sound: bytes) -> None:
    before = WorkshopFile.open(path).workshop.head
    path.write_bytes(sound.replace(b'"date": "', b'"date": \0', 1))
    found = WorkshopFile.open(repair(path).path).workshop.head
    assert (found.id, found.title, found.place) == (before.id, before.title, before.place)


def test_a_lost_head_that_no_copy_has_is_made_up_and_says_so(path: Path, sound: bytes) -> None:
    path.write_bytes(b"\0" * sound.index(b"\n") + sound[sound.index(b"\n") :])
    made = repair(path)
    found = WorkshopFile.open(made.path).workshop
    assert found.head.title == "Repaired: seminar"
    assert found.head.date == found.entries[0].at[:10]
    assert any("made up" in sentence for sentence in made.told)
    assert texts_in(made.path) == WORDS


@pytest.mark.parametrize("damage", [b"", b"\0" * 5000, b"null", None])
def test_of_a_file_with_nothing_in_it_the_backup_is_what_is_left(
    path: Path, sound: bytes, damage: bytes
) -> None:
    backups.keep(WorkshopFile.open(path).form)
    path.unlink() if damage is None else path.write_bytes(damage)
    assert texts_in(repair(path).path) == WORDS


@pytest.mark.parametrize("damage", [b"", b"\0" * 5000, b"null"])
def test_where_nothing_can_be_read_nothing_is_written(
    path: Path, sound: bytes, damage: bytes
) -> None:
    path.write_bytes(damage)
    before = standing_in(path.parent)
    with pytest.raises(Problem, match="Nothing of seminar") as refused:
        repair(path)
    assert refused.value.status == DAMAGED
    assert standing_in(path.parent) == before


def test_a_damaged_backup_gives_what_it_has_and_the_one_before_it_the_rest(
    path: Path, file: WorkshopFile
) -> None:
    said(file, "one", "two")
    backups.keep(file.form)
    said(file, "three")
    newest = backups.keep(file.form)
    assert newest is not None
    newest.write_bytes(newest.read_bytes().replace(b"two", b"six"))
    path.write_bytes(b"")
    assert texts_in(repair(path).path) == ["one", "two", "three"]


def test_what_a_restore_left_behind_does_not_come_back(path: Path, file: WorkshopFile) -> None:
    said(file, "one")
    old = path.read_bytes()
    said(file, "left behind on purpose")
    backups.keep(file.form)
    path.write_bytes(old)
    assert accept(path) == 1
    backups.keep(WorkshopFile.open(path).form)
    path.write_bytes(old.replace(b"one", b"own"))
    assert texts_in(repair(path).path) == ["one"]


def test_a_repaired_copy_never_stands_in_for_another(path: Path, sound: bytes) -> None:
    path.write_bytes(without(3)(sound))
    first, second, third = (repair(path).path for _ in range(3))
    assert [made.name for made in (first, second, third)] == [
        "seminar.repaired.json",
        "seminar.repaired-2.json",
        "seminar.repaired-3.json",
    ]
    assert first.read_bytes() == second.read_bytes() == third.read_bytes()


def test_the_copy_can_be_worked_on_at_once(path: Path, sound: bytes) -> None:
    path.write_bytes(sound[:-200] + b"\0" + sound[-199:])
    again = WorkshopFile.open(repair(path).path)
    again.append([note("and on it goes")])
    assert is_sound(again.path)


def test_a_file_of_a_newer_coalition_is_not_repaired(path: Path, sound: bytes) -> None:
    from coalition_cli.model.entry import digest
    from coalition_cli.store.files.codec import lay_out

    tables = json.loads(sound)
    head = tables["workshop"]["1"]
    head["format_version"] += 1
    head["sum"] = digest(head)
    path.write_bytes(lay_out(tables).replace(b"two", b"six"))
    with pytest.raises(Problem, match="newer coalition") as refused:
        repair(path)
    assert refused.value.status == REFUSED


def test_a_day_that_is_none_is_not_taken_over(path: Path, sound: bytes) -> None:
    path.write_bytes(sound.replace(b'"date": "2024-11-12"', b'"date": "2024-11-31"'))
    made = repair(path)
    assert texts_in(made.path) == WORDS
    assert check(made.path) == []
