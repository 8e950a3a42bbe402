"""A laptop that only captures: it writes what it cannot read."""

import os
import signal
from pathlib import Path

import pytest

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED, UNWRITTEN, USAGE
from coalition_cli.model.entry import NOTES, Fact
from coalition_cli.store import key_rotation, open_for_capture
from coalition_cli.store.formats.sealed import appender, keys, paths, signing
from tests.support.sealed_rooms import Sealed, in_a_process, log_lines, note, texts

KILLS = int(os.environ.get("COALITION_KILLS", "60")) // 3


def line(text: str) -> Fact:
    return Fact({"text": text})


def test_lines_are_saved_without_any_secret_and_read_by_who_has_one(sealed: Sealed) -> None:
    paths.identity(sealed.path).unlink()
    taken = open_for_capture(sealed.path)
    assert taken.head is None
    saved = [taken.append(line(text), NOTES, "organizer") for text in ("one line", "two")]
    assert b"one line" not in paths.journal(sealed.path).read_bytes()
    assert [entry.id for entry in sealed.form().find().entries] == [entry.id for entry in saved]
    assert sealed.texts() == ["one line", "two"]


def test_it_is_said_once_for_which_keys_lines_are_sealed(sealed: Sealed) -> None:
    words = keys.fingerprint([sealed.organisation.public, sealed.key.public])
    assert words in appender.open_for_capture(sealed.path).repaired
    assert appender.open_for_capture(sealed.path).repaired == ""


def test_it_is_not_said_where_the_workshop_was_opened_before(sealed: Sealed) -> None:
    sealed.open()
    assert appender.open_for_capture(sealed.path).repaired == ""


def test_keys_that_are_not_those_of_the_last_time_are_refused_until_somebody_accepts_them(
    sealed: Sealed,
) -> None:
    appender.open_for_capture(sealed.path).append(line("one"), NOTES, "organizer")
    maid = keys.Key.new()
    paths.recipients(sealed.path).write_text(
        f"{sealed.key.public}\n{sealed.organisation.public}\n{maid.public}\n"
    )
    before = sealed.bytes()
    with pytest.raises(Problem) as refused:
        appender.open_for_capture(sealed.path)
    assert refused.value.status == DAMAGED
    assert appender.words_of_keys(sealed.path) in refused.value.sentence
    assert sealed.bytes() == before
    appender.accept_keys(sealed.path)
    appender.open_for_capture(sealed.path).append(line("two"), NOTES, "organizer")


def test_keys_that_change_while_lines_are_captured_are_noticed(sealed: Sealed) -> None:
    taken = appender.open_for_capture(sealed.path)
    taken.append(line("one"), NOTES, "organizer")
    maid = keys.Key.new()
    with paths.recipients(sealed.path).open("a") as cache:
        cache.write(f"{maid.public}\n")
    with pytest.raises(Problem):
        taken.append(line("two"), NOTES, "organizer")
    assert len(log_lines(sealed.path, sealed.key)) == 1


def test_lines_go_on_through_a_rotation_on_the_same_machine(sealed: Sealed) -> None:
    taken = appender.open_for_capture(sealed.path)
    taken.append(line("one"), NOTES, "organizer")
    rotated = key_rotation.rotate(sealed.form(), "new words for this test here").form
    taken.append(line("two"), NOTES, "organizer")
    assert texts(rotated.find().entries) == ["one", "two"]
    with pytest.raises(keys.NotForThisKey):
        log_lines(sealed.path, sealed.key)


def test_a_torn_last_line_is_cut_back_before_the_next(sealed: Sealed) -> None:
    appender.open_for_capture(sealed.path).append(line("one"), NOTES, "organizer")
    with paths.journal(sealed.path).open("ab") as log:
        log.write(b"YWdlLWVuY3J5cHRpb24" * 9000)  # longer than one look back
    taken = appender.open_for_capture(sealed.path)
    taken.append(line("two"), NOTES, "organizer")
    assert "cut off" in taken.repaired
    assert sealed.texts() == ["one", "two"]


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"", DAMAGED), (b"not keys\n", DAMAGED), (b"age1qqqqqqq\n", DAMAGED), (None, DAMAGED)],
)
def test_a_folder_without_its_public_keys_takes_no_lines(
    sealed: Sealed, content: bytes | None, status: int
) -> None:
    if content is None:
        paths.recipients(sealed.path).unlink()
    else:
        paths.recipients(sealed.path).write_bytes(content)
    with pytest.raises(Problem) as refused:
        appender.open_for_capture(sealed.path)
    assert refused.value.status == status


def test_a_folder_that_is_no_workshop_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem) as refused:
        open_for_capture(tmp_path)
    assert refused.value.status == USAGE


def test_a_journal_that_is_gone_is_never_made_anew(sealed: Sealed) -> None:
    taken = appender.open_for_capture(sealed.path)
    paths.journal(sealed.path).unlink()
    with pytest.raises(Problem) as refused:
        taken.append(line("one"), NOTES, "organizer")
    assert refused.value.status == UNWRITTEN
    assert not paths.journal(sealed.path).exists()


def test_no_acknowledged_line_is_lost_when_writers_are_killed_while_it_is_folded(
    sealed: Sealed,
) -> None:
    saved: list[str] = []
    signing.this_laptop()  # loaded once, not in every child
    for turn in range(KILLS):
        reader, acks = os.pipe()
        child = os.fork()
        if not child:
            taken = appender.open_for_capture(sealed.path)
            own = sealed.open()
            for number in range(100_000):
                entry = taken.append(line(f"turn {turn} {number}"), NOTES, "organizer")
                os.write(acks, f"{entry.id}\n".encode())
                os.write(acks, f"{own.append([note('word ' * (number % 400))])[0].id}\n".encode())
                if number % 5 == 4:
                    own.form.fold()
        os.close(acks)
        with os.fdopen(reader) as heard:
            # Somewhere in the append, or in the fold, after this many lines.
            rows = [heard.readline() for _ in range(1 + turn % 12)]
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            rows += heard.readlines()
        saved += [row[:-1] for row in rows if row.endswith("\n")]
        found = [entry.id for entry in sealed.form().find().entries]
        assert set(saved) <= set(found)
        assert len(found) == len(set(found))
    assert len(saved) >= 2 * KILLS


def test_reading_waits_for_no_captured_line(sealed: Sealed) -> None:
    def capture_many() -> None:
        taken = appender.open_for_capture(sealed.path)
        for number in range(100):
            taken.append(line(str(number)), NOTES, "organizer")

    assert in_a_process(capture_many) == 0
    file = sealed.open()
    assert texts(file.workshop.entries) == [str(number) for number in range(100)]
