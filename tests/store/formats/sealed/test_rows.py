"""Each row of capture.log stands alone: one that is damaged or strange costs no other."""

import os
import shutil
from base64 import b64decode, b64encode
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_cli.errors import Problem
from coalition_cli.model.entry import NOTES, Fact
from coalition_cli.model.newest_wording import fold
from coalition_cli.store import sealing
from coalition_cli.store.formats.sealed import (
    appender,
    journal,
    keys,
    log_copies,
    paths,
    signing,
    snapshot,
)
from coalition_cli.store.formats.sealed.apart import Apart
from coalition_cli.store.formats.sealed.journal import Row
from coalition_cli.store.transfer.bundle import look_at_folder
from tests.support.sealed_rooms import (
    HEAD,
    OTHER_PASSPHRASE,
    Sealed,
    killed_at,
    note,
    refused,
    tables_of,
    texts,
)

SAID = ["one", "two", "three", "four"]


def filled(sealed: Sealed) -> list[bytes]:
    """The rows of a log with four lines, each with its end."""
    file = sealed.open()
    for text in SAID:
        file.append([note(text)])
    return paths.journal(sealed.path).read_bytes().splitlines(keepends=True)


def put(sealed: Sealed, rows: list[bytes]) -> None:
    paths.journal(sealed.path).write_bytes(b"".join(rows))


def flipped(row: bytes, place: int, bit: int) -> bytes:
    changed = bytearray(row)
    changed[place] ^= 1 << bit
    return bytes(changed)


def without(number: int) -> list[str]:
    return [text for place, text in enumerate(SAID) if place != number]


# The first letters, those of the header, of the ciphertext, the last ones before the line ends.
PLACES = [0, 5, 27, 28, 60, 300, 700, -40, -5, -3, -2]


@pytest.mark.parametrize("number", range(len(SAID)))
@pytest.mark.parametrize("place", PLACES)
def test_a_flipped_bit_costs_its_row_and_no_other(sealed: Sealed, number: int, place: int) -> None:
    rows = filled(sealed)
    for bit in (0, 1, 6):
        damaged = flipped(rows[number], place, bit)
        if b"\n" in damaged[:-1]:
            continue  # two rows, below
        put(sealed, [*rows[:number], damaged, *rows[number + 1 :]])
        before = sealed.bytes()
        found = sealed.form().find()
        if texts(found.entries) != SAID:  # the stanza of the organisation's key is not ours
            assert texts(found.entries) == without(number)
            assert f"Line {number + 1} of capture.log is damaged" in found.repaired
        assert sealed.bytes() == before


GARBAGE = {
    "nothing": b"\n",
    "letters": b"hello\n",
    "spaces": b"      \n",
    "control": b"\x1b[2J\x07\n",
    "a byte": b"\xff\xfe\n",
    "base64 of nothing": b64encode(b"nothing at all") + b"\n",
    "json": b'{"id": "01"}\n',
    "the beginning of an age file": b64encode(b"age-encryption.org/v1\n-> X25519 ") + b"\n",
    "a long line": b"A" * 100_000 + b"\n",
}


@pytest.mark.parametrize("number", range(len(SAID)))
@pytest.mark.parametrize("garbage", GARBAGE.values(), ids=GARBAGE)
def test_garbage_costs_no_row(sealed: Sealed, number: int, garbage: bytes) -> None:
    rows = filled(sealed)
    put(sealed, [*rows[:number], garbage, *rows[number:]])
    found = sealed.form().find()
    assert texts(found.entries) == SAID
    assert f"Line {number + 1} of capture.log is damaged" in found.repaired


def test_a_row_for_another_key_is_garbage_too(sealed: Sealed) -> None:
    rows = filled(sealed)
    entry = sealed.open().workshop.entries[0]
    other = journal.line_of([entry], [keys.Key.new().public], signing.this_laptop())
    put(sealed, [*rows[:2], other, *rows[2:]])
    assert texts(sealed.form().find().entries) == SAID


@pytest.mark.parametrize(
    "text", ["", "[]", "5", "null", '{"id": 1}', "{" * 60, '{"a": NaN}', "x", "[" * 100_000]
)
def test_a_row_that_holds_no_entry_is_garbage_too(sealed: Sealed, text: str) -> None:
    rows = filled(sealed)
    row = b64encode(keys.seal(text.encode(), sealed.form().seal.recipients)) + b"\n"
    put(sealed, [*rows[:2], row, *rows[2:]])
    found = sealed.form().find()
    assert texts(found.entries) == SAID
    assert "Line 3" in found.repaired


@pytest.mark.parametrize("byte", [b"", b"\x0b", b"\x1a", b"*", b"J", b"\x8a", b"\r"])
@pytest.mark.parametrize("number", range(len(SAID)))
def test_an_end_of_line_that_was_lost_or_changed_costs_nothing(
    sealed: Sealed, number: int, byte: bytes
) -> None:
    rows = filled(sealed)
    sealed.open()  # which remembers them
    put(sealed, [*rows[:number], rows[number][:-1] + byte, *rows[number + 1 :]])
    appender.open_for_capture(sealed.path).append(Fact({"text": "five"}), NOTES, "organizer")
    assert texts(sealed.form().find().entries) == [*SAID, "five"]


@pytest.mark.parametrize("number", range(len(SAID) - 1))
def test_a_line_cut_in_two_costs_its_row(sealed: Sealed, number: int) -> None:
    rows = filled(sealed)
    put(
        sealed,
        [*rows[:number], rows[number][:400] + b"\n" + rows[number][400:], *rows[number + 1 :]],
    )
    assert texts(sealed.form().find().entries) == without(number)


def test_rows_in_another_order_and_twice_are_read_once(sealed: Sealed) -> None:
    one, two, three, four = filled(sealed)
    sealed.open()
    put(sealed, [three, one, one, four, two, three])
    assert texts(fold(sealed.form().find().entries)) == SAID
    assert texts(sealed.open().workshop.standing(NOTES)) == SAID


def test_a_row_that_is_gone_is_told_on_the_machine_that_saw_it(sealed: Sealed) -> None:
    rows = filled(sealed)
    sealed.open()
    for gone in range(len(rows)):
        put(sealed, [*rows[:gone], *rows[gone + 1 :]])
        assert "are missing from capture.log" in refused(sealed.form().find)
        put(sealed, [*rows[:gone], rows[0], *rows[gone + 1 :], rows[0]])
        if gone:
            assert "are missing from capture.log" in refused(sealed.form().find)


def test_a_row_that_was_damaged_is_not_taken_for_an_older_copy(sealed: Sealed) -> None:
    rows = filled(sealed)
    sealed.open()
    put(sealed, [rows[0], flipped(rows[1], 300, 2), rows[2], rows[3]])
    assert texts(sealed.form().find().entries) == without(1)
    # But one damaged row does not stand for two that are gone.
    put(sealed, [flipped(rows[1], 300, 2), rows[2], rows[3]])
    assert "are missing" in refused(sealed.form().find)


def test_lines_after_a_bad_row_are_saved_and_seen_by_all(sealed: Sealed) -> None:
    rows = filled(sealed)
    put(sealed, [rows[0], b"garbage\n", *rows[1:]])
    one, two = sealed.open(), sealed.open()
    one.append([note("five")])
    with paths.journal(sealed.path).open("ab") as log:
        log.write(b"garbage too\n")
    appender.open_for_capture(sealed.path).append(Fact({"text": "six"}), NOTES, "organizer")
    two.append([note("seven")])
    assert one.refresh()
    for file in (one, two, sealed.open()):
        assert texts(file.workshop.entries) == [*SAID, "five", "six", "seven"]


def test_a_fold_keeps_the_rows_that_nobody_can_read(sealed: Sealed) -> None:
    rows = filled(sealed)
    bad = flipped(rows[1], 300, 2)
    put(sealed, [rows[0], bad, rows[2], b"garbage\n", rows[3]])
    file = sealed.open()
    file.append([note("five")])
    file.form.close()
    assert paths.journal(sealed.path).read_bytes() == bad + b"garbage\n"
    again = sealed.open()
    assert texts(again.workshop.entries) == [*without(1), "five"]
    assert "Lines 1, 2 of capture.log" in again.repaired
    # Folding once more changes nothing.
    before = sealed.bytes()
    sealed.form().fold()
    assert sealed.bytes() == before
    # Whoever can mend the row has its words back.
    put(sealed, [rows[1]])
    assert sorted(texts(sealed.form().find().entries)) == sorted([*SAID, "five"])


def test_a_fold_among_bad_rows_killed_at_any_step_loses_nothing(
    sealed: Sealed, stranger: Callable[..., str], tmp_path: Path
) -> None:
    rows = filled(sealed)
    bad = flipped(rows[1], 300, 2)
    put(sealed, [rows[0], bad, rows[2], rows[3]])
    stranger("from outside")
    whole = shutil.copytree(sealed.path, tmp_path / "whole")
    step = 1
    while killed_at(step, sealed.form().fold):
        log = paths.journal(sealed.path).read_bytes()
        assert bad in log
        form = sealed.form()
        assert texts(form.find().entries) == without(1)
        assert sum(form.apart.laptops.values()) == 1
        shutil.rmtree(sealed.path)
        shutil.copytree(whole, sealed.path)
        shutil.rmtree(Path(os.environ["XDG_STATE_HOME"]) / "coalition" / "sealed", True)
        step += 1
    assert step > 3


def test_lines_of_an_unknown_laptop_stand_apart_until_somebody_accepts_it(
    sealed: Sealed, stranger: Callable[..., str]
) -> None:
    filled(sealed)
    laptop = stranger("from outside", "and more")
    file = sealed.open()
    assert texts(file.workshop.entries) == SAID
    assert "2 lines came from an unknown laptop" in file.repaired
    assert file.form.apart.laptops == {laptop: 2}
    file.append([note("five")])
    file.form.close()
    assert texts(sealed.form().find().entries) == [*SAID, "five"]
    form = sealed.form()
    form.find()
    assert form.accept([laptop]) == 2
    stranger("once more")
    found = sealed.form().find()
    assert found.repaired == ""
    assert sorted(texts(found.entries)) == sorted(
        [*SAID, "five", "from outside", "and more", "once more"]
    )


def test_what_nobody_signed_stands_apart_and_can_be_accepted(sealed: Sealed) -> None:
    filled(sealed)
    form = sealed.form()
    entry = form.find().entries[0]._replace(id="01JD0000000000000000000009")
    with paths.journal(sealed.path).open("ab") as log:
        log.write(journal.line_of([entry], form.seal.recipients, None))
    form = sealed.form()
    assert len(form.find().entries) == len(SAID)
    assert form.apart.laptops == {"": 1}
    assert form.accept([""]) == 1
    assert len(sealed.form().find().entries) == len(SAID) + 1
    assert "" not in (sealed.form().seal.laptops or {})


def test_a_row_of_another_workshop_does_not_count_as_signed_for_this(
    sealed: Sealed, tmp_path: Path
) -> None:
    """Whoever can open both cannot make this laptop have said here what it said there."""
    filled(sealed)
    other = sealing.create(
        tmp_path / "other",
        tables_of(HEAD._replace(id="01JD0000000000000000000001")),
        OTHER_PASSPHRASE,
        sealing.Organisation(sealed.organisation.public, sealed.organisation),
    )
    appender.open_for_capture(other.path).append(Fact({"text": "elsewhere"}), NOTES, "organizer")
    row = paths.journal(other.path).read_bytes()
    plain = sealed.organisation.open(b64decode(row))
    with paths.journal(sealed.path).open("ab") as log:
        log.write(b64encode(keys.seal(plain, sealed.form().seal.recipients)) + b"\n")
    form = sealed.form()
    assert texts(form.find().entries) == SAID
    assert form.apart.laptops == {"": 1}


def test_a_changed_word_under_a_good_signature_does_not_count_as_signed(sealed: Sealed) -> None:
    rows = filled(sealed)
    plain = sealed.key.open(b64decode(rows[1]))
    signature, entry = plain.split(b"\n")
    first = sealed.key.open(b64decode(rows[0])).split(b"\n")[1]
    forged = b64encode(keys.seal(signature + b"\n" + first, sealed.form().seal.recipients)) + b"\n"
    put(sealed, [forged, *rows[1:]])
    form = sealed.form()
    assert texts(form.find().entries) == SAID[1:]
    assert form.apart.laptops == {"": 1}
    assert entry


def test_a_log_from_before_there_was_a_list_is_taken_and_its_first_fold_writes_one(
    sealed: Sealed, stranger: Callable[..., str]
) -> None:
    file = sealed.open()
    seal = file.form.seal
    tables = file.form.read_tables()
    entry = sealed.open().append([note("signed")])[0]
    snapshot.write(sealed.path, tables, seal._replace(revision=9, laptops=None))
    earlier = entry._replace(id="01JD0000000000000000000003", body={"text": "unsigned"})
    put(sealed, [journal.line_of([earlier], seal.recipients, None)])
    laptop = stranger("another laptop")
    form = sealed.form()
    found = form.find()
    assert found.repaired == ""
    assert sorted(texts(found.entries)) == ["another laptop", "unsigned"]
    form.fold()
    assert set(sealed.form().seal.laptops or {}) == {laptop, signing.this_laptop().public}


def test_a_laptop_that_writes_is_known_before_its_first_line(
    sealed: Sealed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    filled(sealed)
    with monkeypatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path / "second"))
        sealed.open().append([note("from the second")])  # and is killed here
    found = sealed.form().find()
    assert texts(found.entries) == [*SAID, "from the second"]
    assert found.repaired == ""


def test_a_laptop_that_can_keep_no_key_saves_all_the_same(
    sealed: Sealed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("")
    with monkeypatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(blocked))
        file = sealed.open()
        file.append([note("one")])
        appender.open_for_capture(sealed.path).append(Fact({"text": "two"}), NOTES, "organizer")
        assert texts(sealed.open().workshop.entries) == ["one", "two"]
        sealed.form().fold()
    assert texts(sealed.form().find().entries) == ["one", "two"]


@pytest.mark.parametrize("name", ["capture.log", "store.age", "recipients.txt", "identity.age"])
@pytest.mark.parametrize("kind", ["symbolic", "hard", "folder"])
def test_a_link_is_refused_by_every_way_in_and_untouched(
    sealed: Sealed, tmp_path: Path, name: str, kind: str
) -> None:
    filled(sealed)
    file = sealed.open()
    part, target = sealed.path / name, tmp_path / "elsewhere"
    part.rename(target)
    if kind == "symbolic":
        part.symlink_to(target)
    elif kind == "hard":
        part.hardlink_to(target)
    else:
        part.mkdir()
    before = target.read_bytes()
    sentence = f"{name} is a link"
    assert sentence in refused(sealed.form().find)
    assert sentence in refused(sealed.form().look_again)
    assert sentence in refused(lambda: appender.open_for_capture(sealed.path))
    if name == "capture.log" and kind != "folder":
        assert sentence in refused(lambda: file.append([note("five")]))
    assert target.read_bytes() == before


def test_lines_of_an_unknown_laptop_can_be_thrown_away(
    sealed: Sealed, stranger: Callable[..., str]
) -> None:
    filled(sealed)
    laptop = stranger("from outside", "and more")
    with paths.journal(sealed.path).open("r+b") as log:
        log.write(log.readlines()[-1])  # what stands there twice says nothing twice
        log.write(b"garbage\n")
    copy = log_copies.set_aside(
        sealed.path,
        journal.read(paths.journal(sealed.path).read_bytes(), sealed.form().opener).rows,
    )
    form = sealed.form()
    form.find()
    assert form.refuse(["of nobody here"]) == 0
    assert form.refuse([laptop]) == 2
    again = sealed.form()
    assert texts(again.find().entries) == SAID
    assert again.apart.laptops == {}
    assert [row.data for row in again.apart.unreadable] == [b"garbage"]
    assert len(copy.read_bytes().splitlines()) == len(SAID) + 1
    assert laptop not in (again.seal.laptops or {})
    # What it writes later stands apart once more.
    stranger("once more")
    assert "1 line came from an unknown laptop" in sealed.form().find().repaired


def test_throwing_lines_away_killed_at_any_step_throws_away_no_other(
    sealed: Sealed, stranger: Callable[..., str], tmp_path: Path
) -> None:
    rows = filled(sealed)
    bad = flipped(rows[1], 300, 2)
    put(sealed, [rows[0], bad, rows[2], rows[3]])
    laptop = stranger("from outside")
    whole = shutil.copytree(sealed.path, tmp_path / "whole")
    step = 1
    while killed_at(step, lambda: sealed.form().refuse([laptop])):
        form = sealed.form()
        assert texts(form.find().entries) == without(1)
        assert form.apart.laptops in ({laptop: 1}, {})
        assert form.refuse([laptop]) == len(form.apart.laptops)
        assert bad in paths.journal(sealed.path).read_bytes()
        shutil.rmtree(sealed.path)
        shutil.copytree(whole, sealed.path)
        shutil.rmtree(Path(os.environ["XDG_STATE_HOME"]) / "coalition" / "sealed", True)
        step += 1
    assert step > 3


def test_what_stands_apart_is_told_a_sentence_a_line_for_each_ends_in_a_command() -> None:
    said = Row(2, b"", ({"id": "1", "sum": "0a1b"},), "ab")
    told = Apart((Row(1, b""),), (said,)).told("capture.log").split("\n")
    assert [line.rpartition(": ")[2] for line in told] == [
        "coalition check",
        "coalition keys laptops",
    ]


@pytest.mark.parametrize("part", [paths.recipients, paths.label, paths.journal, paths.store])
def test_a_folder_with_a_part_of_no_size_that_ours_have_is_not_read_to_its_end(
    sealed: Sealed, part: Callable[[Path], Path]
) -> None:
    part(sealed.path).touch()
    os.truncate(part(sealed.path), 1 << 40)
    with pytest.raises(Problem):
        look_at_folder(sealed.path)
