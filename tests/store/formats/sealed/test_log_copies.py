"""Who only captures keeps copies of the log; whoever can read them puts away what is not needed."""

import itertools
from pathlib import Path

import pytest

from coalition_cli.model.entry import NOTES, Fact
from coalition_cli.store.formats.sealed import appender, log_copies, paths
from coalition_cli.store.recovery import sealed_repair
from tests.support.sealed_rooms import Sealed, log_lines, note, refused, texts

LINES = 18  # as many as are worth a copy


def capture(sealed: Sealed, *said: str) -> None:
    taken = appender.open_for_capture(sealed.path)
    for text in said:
        taken.append(Fact({"text": text}), NOTES, "organizer")


def rows_of(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines()


def test_a_copy_is_kept_where_enough_has_come(sealed: Sealed) -> None:
    capture(sealed, "one")
    assert log_copies.keep(sealed.path) is None
    capture(sealed, *map(str, range(LINES)))
    made = log_copies.keep(sealed.path)
    assert made is not None
    assert made.read_bytes() == paths.journal(sealed.path).read_bytes()
    assert made.stat().st_mode & 0o777 == 0o600
    assert log_copies.keep(sealed.path) is None  # nothing came since


def test_ten_are_kept_and_none_goes_that_alone_has_a_row(sealed: Sealed) -> None:
    for _turn in range(log_copies.KEPT + 3):
        capture(sealed, *map(str, range(LINES)))
        assert log_copies.keep(sealed.path)
    assert len(log_copies.all_of(sealed.path)) == log_copies.KEPT
    # Somebody empties the log: nobody here can tell whether those rows are safe.
    paths.journal(sealed.path).write_bytes(b"")
    for _turn in range(log_copies.KEPT + 3):
        capture(sealed, *map(str, range(LINES)))
        assert log_copies.keep(sealed.path)
    kept = log_copies.all_of(sealed.path)
    assert len(kept) > log_copies.KEPT
    assert len(log_copies.rows_in(sealed.path)) == 2 * (log_copies.KEPT + 3) * LINES


def test_whoever_can_read_them_puts_away_what_stands_in_the_workshop(sealed: Sealed) -> None:
    capture(sealed, *map(str, range(LINES)))
    assert log_copies.keep(sealed.path)
    file = sealed.open()
    file.append([note("one more")])
    assert file.close() == ""
    assert log_copies.all_of(sealed.path) == []


def test_a_row_that_was_lost_stays_in_its_copy_and_comes_back_with_a_repair(
    sealed: Sealed,
) -> None:
    said = list(map(str, range(LINES)))
    capture(sealed, *said)
    assert log_copies.keep(sealed.path)
    log = paths.journal(sealed.path)
    log.write_bytes(b"".join(row + b"\n" for row in rows_of(log)[:-2]))
    file = sealed.open()
    file.append([note("one more")])
    assert file.close() == ""
    (copy,) = log_copies.all_of(sealed.path)
    assert len(rows_of(copy)) == 2
    made = sealed_repair.repair(sealed.form())
    plain = sealed.form().reveal(made.path.read_bytes())
    assert made.holds == LINES + 1
    assert all(f'"text": "{text}"'.encode() in plain for text in said)


def test_withdrawn_words_leave_the_copies_too(sealed: Sealed) -> None:
    capture(sealed, *map(str, range(LINES)), "to be gone")
    assert log_copies.keep(sealed.path)
    file = sealed.open()
    file.withdraw(file.workshop.entries[-1].id)
    for copy in log_copies.all_of(sealed.path):
        assert "to be gone" not in "".join(log_lines_of(copy, sealed))


def log_lines_of(copy: Path, sealed: Sealed) -> list[str]:
    folder = copy.parent / "as-a-workshop"
    folder.mkdir()
    paths.journal(folder).write_bytes(copy.read_bytes())
    return log_lines(folder, sealed.key)


@pytest.mark.parametrize("part", ["store.age", "recipients.txt"])
def test_a_line_is_refused_where_a_part_is_missing(sealed: Sealed, part: str) -> None:
    (sealed.path / part).unlink()
    before = sealed.bytes()
    assert f"{part} is missing" in refused(lambda: capture(sealed, "one"))
    assert sealed.bytes() == before


def test_copies_are_named_by_their_time_and_never_twice(sealed: Sealed) -> None:
    for _turn in range(3):
        capture(sealed, *map(str, range(LINES)))
        assert log_copies.keep(sealed.path)
    found = log_copies.all_of(sealed.path)
    assert all(newer.name > older.name for newer, older in itertools.pairwise(found))
    assert texts(sealed.form().find().entries) == 3 * [str(number) for number in range(LINES)]
