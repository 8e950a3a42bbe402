"""Several processes at one workshop.

None hurts another, and none that died or stands still blocks it for ever.
"""

import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from coalition_cli.errors import Problem
from coalition_cli.exit_status import UNWRITTEN
from coalition_cli.store import WorkshopFile
from coalition_cli.store.files import lock
from tests.faults import story
from tests.faults.disks import stop
from tests.faults.figures import Figures
from tests.faults.verdict import Ledger
from tests.faults.writer import command, draft
from tests.support.calling import PROGRAM

WRITERS = 4
NOTES_EACH = 100
PATIENCE_SECONDS = 10


def _start(words: list[str], typed: str = "") -> subprocess.Popen[bytes]:
    with tempfile.TemporaryFile() as given:  # a pipe would not hold it all while nobody reads
        given.write(typed.encode())
        given.seek(0)
        return subprocess.Popen(
            words, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
        )


def _note_taker(path: Path, turn: int) -> subprocess.Popen[bytes]:
    lines = "".join(story.text(turn, number) + "\n" for number in range(1, NOTES_EACH + 1))
    return _start([*PROGRAM, "note", "--file", str(path)], lines)


def _holder(path: Path) -> tuple[subprocess.Popen[bytes], Ledger]:
    """A process that stands still in the middle of its second append, with the lock.

    What it acknowledged.
    """
    holder = _start(command("hold", path, 9))
    ledger = Ledger(path)
    ledger.hear(9, holder.stdout.readline(), story.note)
    stop(holder)
    return holder, ledger


def _leads_to(open_file: Path) -> str:
    try:
        return str(open_file.readlink())
    except FileNotFoundError:  # closed meanwhile
        return ""


def _until_it_waits(writer: subprocess.Popen[bytes], path: Path) -> None:
    """Wait until a writer has the lock of ``path`` open: its holder still has it."""
    wanted, end = str(lock.file_of(path.resolve())), time.monotonic() + 30
    while wanted not in map(_leads_to, Path(f"/proc/{writer.pid}/fd").iterdir()):
        assert writer.poll() is None
        assert time.monotonic() < end, "it never waited"


@pytest.mark.parametrize(
    "kinds", ["file file file file", "note note note note", "file note file note"]
)
def test_four_at_once_and_one_killed_with_the_lock_lose_and_double_nothing(
    path: Path, figures: Figures, kinds: str
) -> None:
    holder, ledger = _holder(path)
    writers = [
        _note_taker(path, turn)
        if kind == "note"
        else _start(command("note", path, turn, 1, NOTES_EACH))
        for turn, kind in enumerate(kinds.split(), 1)
    ]
    for writer in writers:
        _until_it_waits(writer, path)
    holder.kill()
    for turn, (kind, writer) in enumerate(zip(kinds.split(), writers, strict=True), 1):
        out, err = writer.communicate(timeout=60)
        assert writer.returncode == 0, err
        if kind == "note":
            ledger.hear_ids(turn, out)
        else:
            ledger.hear(turn, out, story.note)
    assert ledger.acknowledged == WRITERS * NOTES_EACH + 1
    verdict = ledger.settle()
    figures.add("four at once, a stale lock", verdict, acknowledged=ledger.acknowledged)
    assert verdict.is_fine, verdict
    entries = WorkshopFile.open(path).workshop.entries
    assert len(entries) == ledger.acknowledged + 1
    assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)
    holder.wait()


def test_writers_killed_one_after_the_other_block_nobody(path: Path, figures: Figures) -> None:
    ledger = Ledger(path)
    for turn in range(1, 16):
        writers = [
            _start(command("everything", path, turn * 10 + place)) for place in range(WRITERS)
        ]
        for place, writer in enumerate(writers):
            said = writer.stdout.readline()
            time.sleep(0.01)
            writer.send_signal(signal.SIGKILL)
            ledger.hear(turn * 10 + place, said + writer.communicate()[0])
        verdict = ledger.settle()
        figures.add("four at once, each killed", verdict, tried=WRITERS, acknowledged=0)
        assert verdict.is_fine, verdict
    figures.add("four at once, each killed", tried=0, acknowledged=ledger.acknowledged)


def test_a_window_that_stands_still_in_an_append_is_named_and_nothing_that_was_typed_is_lost(
    path: Path, figures: Figures
) -> None:
    file = WorkshopFile.open(path)
    holder, ledger = _holder(path)
    waiting = _note_taker(path, 1)
    began = time.monotonic()
    with pytest.raises(Problem) as refused:
        file.append([draft("words that wait")])
    waited = time.monotonic() - began
    out, err = waiting.communicate(timeout=60)
    assert refused.value.status == waiting.returncode == UNWRITTEN
    assert waited >= PATIENCE_SECONDS
    # The lines of a pipe are nowhere else; what was typed stands at its prompt.
    for sentence, kept in (
        (refused.value.sentence, "Nothing was lost: what you typed is kept"),
        (err.decode(), "What was saved before is kept; what was given now was not saved"),
    ):
        assert "Another window has been writing to seminar.json for 10 seconds" in sentence
        assert kept in sentence
    assert out == b""
    assert file.workshop.entries == []
    holder.send_signal(signal.SIGCONT)
    holder.kill()
    holder.wait()
    ledger.hear_ids(1, out)
    verdict = ledger.settle()
    figures.add("a window that stands still", verdict)
    assert verdict.is_fine, verdict


def test_a_lock_that_comes_free_in_time_is_waited_for(path: Path) -> None:
    holder, _ = _holder(path)
    waiting = _note_taker(path, 1)
    _until_it_waits(waiting, path)
    os.kill(holder.pid, signal.SIGKILL)
    out, _ = waiting.communicate(timeout=30)
    assert (waiting.returncode, len(out.splitlines())) == (0, NOTES_EACH)
    holder.wait()
