"""Withdrawn words are gone: from the file, from every copy of it, from every screen."""

from pathlib import Path

import pytest

from coalition_cli.errors import Problem
from coalition_cli.exit_status import REFUSED
from coalition_cli.model.entry import NOTES, Fact
from coalition_cli.store import Draft, WorkshopFile, check, open_for_capture
from coalition_cli.store.files import codec
from coalition_cli.store.recovery import backups
from coalition_cli.store.side import autosave
from coalition_cli.store.withdraw import clear_copies, told_to_withdraw
from tests.support.store_rooms import note, standing_in, stock, texts

SECRET = "canary-7F3K"


def _edit(entry_id: str, text: str) -> Draft:
    return Draft(Fact({"text": text}, by="Ana", op="edit", ref=entry_id), NOTES, "organizer")


def _drop(entry_id: str) -> Draft:
    return Draft(Fact({}, op="drop", ref=entry_id), NOTES, "organizer")


def test_no_byte_of_withdrawn_words_stays_in_the_folder(path: Path, file: WorkshopFile) -> None:
    first, _ = file.append([note(f"{SECRET} first"), note("stays")])
    file.append([_edit(first.id, f"{SECRET} second"), _edit(first.id, f"{SECRET} third")])
    autosave.Keeper(file.form, file.workshop).keep(NOTES, f"{SECRET} first, half")
    path.with_name("seminar.json.v0.bak").write_bytes(path.read_bytes())
    path.with_name(".seminar.json.0a1b2c.tmp").write_bytes(path.read_bytes())
    path.with_name("..seminar.1b2c3d4e.typing.0a1b2c.tmp").write_bytes(path.read_bytes())
    withdrawal = file.withdraw(first.id).entry
    assert (withdrawal.op, withdrawal.ref, withdrawal.body, withdrawal.place) == (
        "withdraw",
        first.id,
        {},
        NOTES,
    )
    assert sorted(left.name for left in standing_in(path.parent)) == [
        "seminar.json",
        "seminar.json.v0.bak",
    ]
    for left in standing_in(path.parent):
        assert SECRET.encode() not in left.read_bytes()
        assert b"Ana" not in left.read_bytes()
    assert texts(file.workshop.standing(NOTES)) == ["stays"]
    assert check(path) == []


def test_everything_but_the_words_stays(path: Path, file: WorkshopFile) -> None:
    before = file.append([note("one"), note("two"), note("three")])
    file.withdraw(before[1].id)
    after = WorkshopFile.open(path).workshop.entries
    assert [entry.id for entry in after[:3]] == [entry.id for entry in before]
    assert [entry.at for entry in after[:3]] == [entry.at for entry in before]
    assert after[1].is_gone
    assert after[1].by is None
    assert (after[0], after[2]) == (before[0], before[2])
    assert after[3].id > before[2].id
    assert [document["id"] for document in stock(path)] == [entry.id for entry in after]


@pytest.mark.parametrize("name_it", ["edit", "edit of an edit", "drop", "withdrawal"])
def test_an_entry_that_speaks_of_another_withdraws_that_one(
    path: Path, file: WorkshopFile, name_it: str
) -> None:
    (first,) = file.append([note(SECRET)])
    (edit,) = file.append([_edit(first.id, f"{SECRET} mended")])
    ids = {"edit": edit.id}
    if name_it == "edit of an edit":
        ids[name_it] = file.append([_edit(edit.id, f"{SECRET} again")])[0].id
    if name_it == "drop":
        ids[name_it] = file.append([_drop(first.id)])[0].id
    if name_it == "withdrawal":
        ids[name_it] = file.withdraw(first.id).entry.id
    assert file.withdraw(ids[name_it]).entry.ref == first.id
    assert SECRET.encode() not in path.read_bytes()
    assert file.workshop.standing(NOTES) == []


def test_withdrawing_twice_changes_nothing_more(path: Path, file: WorkshopFile) -> None:
    (first,) = file.append([note(SECRET)])
    withdrawal = file.withdraw(first.id).entry
    before = path.read_bytes()
    assert file.withdraw(first.id).entry == withdrawal
    assert WorkshopFile.open(path).withdraw(first.id).entry == withdrawal
    assert path.read_bytes() == before


def test_words_that_came_after_the_withdrawal_are_taken_out_by_the_next(
    path: Path, file: WorkshopFile
) -> None:
    (first,) = file.append([note(SECRET)])
    file.withdraw(first.id)
    late = _edit(first.id, f"{SECRET} from another laptop")
    open_for_capture(path).append(late.fact, late.place, late.share)
    file.refresh()
    assert file.workshop.standing(NOTES) == []
    file.withdraw(first.id)
    assert SECRET.encode() not in path.read_bytes()
    assert check(path) == []


def test_an_unknown_id_is_refused_and_nothing_changes(path: Path, file: WorkshopFile) -> None:
    file.append([note("one")])
    before = path.read_bytes()
    with pytest.raises(Problem) as refused:
        file.withdraw("01JD")
    assert refused.value.status == REFUSED
    assert path.read_bytes() == before
    file.append([note("two")])
    assert texts(file.workshop.entries) == ["one", "two"]


def test_a_window_that_was_open_before_sees_the_withdrawal_and_loses_no_line(
    path: Path, file: WorkshopFile
) -> None:
    (first,) = file.append([note(SECRET)])
    window, capture = WorkshopFile.open(path), open_for_capture(path)
    capture.append(Fact({"text": "two"}), NOTES, "organizer")
    held_by_a_room = window.workshop
    file.withdraw(first.id)
    window.append([note("three")])
    capture.append(Fact({"text": "four"}), NOTES, "organizer")
    assert window.refresh()
    assert texts(held_by_a_room.standing(NOTES)) == ["two", "three", "four"]
    assert SECRET not in repr(held_by_a_room)
    assert texts(WorkshopFile.open(path).workshop.standing(NOTES)) == ["two", "three", "four"]
    assert check(path) == []


def test_a_damaged_line_keeps_a_withdrawal_from_rewriting_the_file(
    path: Path, file: WorkshopFile
) -> None:
    first, _ = file.append([note("one"), note("two")])
    path.write_bytes(path.read_bytes().replace(b'"text": "two"', b'"text": two"'))
    before = path.read_bytes()
    with pytest.raises(Problem):
        WorkshopFile.open(path)
    with pytest.raises(Problem):
        file.withdraw(first.id)
    assert path.read_bytes() == before


def test_words_withdrawn_in_one_window_cannot_be_changed_back_in_another(
    file: WorkshopFile,
) -> None:
    said = file.append([Draft(Fact({"text": "Neema"}), NOTES, "participants")])[0]
    other = WorkshopFile.open(file.path)
    file.withdraw(said.id)
    with pytest.raises(Problem, match="withdrawn meanwhile"):
        other.append(
            [Draft(Fact({"text": "Neema again"}, op="edit", ref=said.id), NOTES, "participants")]
        )
    assert b"Neema" not in file.path.read_bytes()


def _backups(path: Path, *parts: list[Draft]) -> list[bytes]:
    """Add one part after the other, and keep a backup after each; their bytes."""
    for part in parts:
        opened = WorkshopFile.open(path)
        opened.append(part)
        assert opened.close() == ""
    return [copy.path.read_bytes() for copy in backups.all_of(path)]


def test_a_backup_that_shares_lines_is_changed_as_one_that_is_read_anew(
    path: Path, file: WorkshopFile
) -> None:
    (first,) = file.append([note(f"{SECRET} we want a house near the road")])
    quoting = note(f"As she said: {SECRET} we want a house near the road, all of us")
    held = _backups(path, [note("stays")], [_edit(first.id, f"{SECRET} mended")], [quoting])
    assert len(held) == 3
    opened = WorkshopFile.open(path)
    before = list(opened.workshop.entries)
    _whole, made = told_to_withdraw(before, first)
    paths = [copy.path for copy in backups.all_of(path)]
    changed = []
    for content in (b"", path.read_bytes()):
        for each, was in zip(paths, held, strict=True):
            each.write_bytes(was)
        assert clear_copies(opened.form, made, before, content) == []
        changed.append([each.read_bytes() for each in paths])
    assert changed[0] == changed[1]
    for was, now in zip(held, changed[1], strict=True):
        assert now.count(SECRET.encode()) < was.count(SECRET.encode())
        assert b"mended" not in now


@pytest.mark.parametrize("is_odd", [False, True])
def test_lines_are_shared_only_where_they_are_the_first_byte_for_byte(
    path: Path, file: WorkshopFile, is_odd: bool
) -> None:
    copies = [
        path.read_bytes(),
        *(path.read_bytes() for words in ("one", "two") if file.append([note(words)])),
    ]
    file.append([note("three")])
    content = path.read_bytes()
    if is_odd:
        copies = [copy.replace(b'"body"', b'"body" ') for copy in copies[1:]]
        copies += [content[:-1], content.replace(b"one", b"1"), b"", b"{}", content + b"\n"]
        assert [codec.count_of_shared_lines(copy, content) for copy in copies] == [None] * 7
    else:
        counts = [codec.count_of_shared_lines(copy, content) for copy in [*copies, content]]
        assert counts == [0, 1, 2, 3]


def test_what_a_withdrawal_wrote_is_what_is_read_of_it(path: Path, file: WorkshopFile) -> None:
    said = file.append([note(f"{SECRET} {number}") for number in range(4)])
    file.withdraw(said[2].id)
    opened = WorkshopFile.open(path)
    assert file.workshop.entries == opened.workshop.entries
    assert file.workshop.head == opened.workshop.head
    file.append([note("it goes on where the file ends")])
    assert opened.refresh()
    assert opened.workshop.entries == file.workshop.entries == _read_anew(path)


def _read_anew(path: Path) -> object:
    return WorkshopFile.open(path).workshop.entries
