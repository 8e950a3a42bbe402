"""What was said to be saved is there after ``kill -9`` at any moment, and the program goes on."""

import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_cli.store import WorkshopFile
from tests.faults import story
from tests.faults.figures import Figures
from tests.faults.long import KILLS, SEALED_KILLS, shares
from tests.faults.machine import Sealed
from tests.faults.reading import files_with
from tests.faults.verdict import Ledger
from tests.faults.writer import HEAD, write, write_sealed
from tests.support.calling import PROGRAM
from tests.support.store_rooms import ended, in_a_process

TURNS_A_FILE = 25


def _file_of(path: Path, turn: int) -> Path:
    """The workshop of these turns; a long run would otherwise read ever longer files."""
    path = path.with_name(f"of-{turn // TURNS_A_FILE}") / "seminar.json"
    return path if path.exists() else WorkshopFile.create(path, HEAD).path


def _killed_while_at_work(work: Callable[[int], None], chance: random.Random) -> bytes:
    """Kill a writer a moment after some of its acknowledgements; return all that it acknowledged.

    The number of lines decides, not the time: on a busy machine too it is killed in the middle of
    its work. ``work`` is given the descriptor that it acknowledges to.
    """
    reading, writing = os.pipe()
    child = in_a_process(lambda: work(writing))
    os.close(writing)
    with os.fdopen(reading, "rb") as acks:
        said = b"".join(acks.readline() for _line in range(chance.randint(0, 5)))
        time.sleep(chance.uniform(0, 0.02))
        os.kill(child, signal.SIGKILL)
        assert ended(child) == -signal.SIGKILL
        return said + acks.read()


@pytest.mark.parametrize(("first", "count"), shares(KILLS * 3 // 4, 6))
def test_nothing_acknowledged_is_lost_when_the_writer_is_killed(
    path: Path, figures: Figures, first: int, count: int
) -> None:
    chance = random.Random(first)
    ledgers: dict[Path, Ledger] = {}
    total = 0
    for turn in range(first, first + count):
        file = _file_of(path, turn)
        ledger = ledgers.setdefault(file, Ledger(file))
        said = _killed_while_at_work(
            lambda acks, file=file, turn=turn: write(file, turn, range(1, 1_000_000), acks), chance
        )
        heard = ledger.hear(turn, said)
        verdict = ledger.settle()
        figures.add("kill -9, the store", verdict, acknowledged=heard)
        assert verdict.is_fine, verdict
        total += heard
    assert total >= count
    assert not [
        left
        for left in path.parent.rglob(".*.tmp")
        if left.parent in {file.parent for file in ledgers}
    ]


@pytest.mark.parametrize(("first", "count"), shares(SEALED_KILLS, 2))
def test_nothing_acknowledged_is_lost_or_readable_when_the_writer_of_a_sealed_workshop_is_killed(
    tmp_path: Path,
    figures: Figures,
    sealed: Sealed,
    monkeypatch: pytest.MonkeyPatch,
    first: int,
    count: int,
) -> None:
    chance = random.Random(first)
    total = 0
    for turn in range(first, first + count):
        if turn == first or turn % TURNS_A_FILE == 0:
            folder = shutil.copytree(sealed.path, tmp_path / f"of-{turn}" / sealed.path.name)
            ledger = Ledger(folder, sealed.key)
            # A machine that knows one copy of a workshop takes a fresh one for an old one.
            monkeypatch.setenv("XDG_STATE_HOME", str(folder.with_name("state")))
        said = _killed_while_at_work(
            lambda acks, folder=folder, turn=turn: write_sealed(
                folder, turn, range(1, 1_000_000), acks, sealed.key
            ),
            chance,
        )
        heard = ledger.hear(turn, said, story.sealed_step)
        assert files_with(tmp_path, story.CANARY) == set()
        verdict = ledger.settle()
        figures.add("kill -9, a sealed store", verdict, acknowledged=heard)
        assert verdict.is_fine, verdict
        assert files_with(tmp_path, story.CANARY) == set()
        total += heard
    assert total >= count


@pytest.mark.parametrize(("first", "count"), shares(KILLS // 4, 2))
def test_nothing_acknowledged_is_lost_when_a_note_command_is_killed(
    path: Path, figures: Figures, first: int, count: int
) -> None:
    chance = random.Random(first)
    ledger = Ledger(path)
    for turn in range(first, first + count):
        given = "".join(story.text(turn, number) + "\n" for number in range(1, 400)).encode()
        command = [*PROGRAM, "note", "--file", str(path)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as noting:
            os.set_blocking(noting.stdin.fileno(), False)
            sent = os.write(noting.stdin.fileno(), given)
            heard = noting.stdout.readline() if turn % 4 else b""
            time.sleep(chance.uniform(0, 0.02 if heard else 0.3))
            noting.kill()
            heard += noting.stdout.read()
        assert sent
        count_heard = ledger.hear_ids(turn, heard)
        verdict = ledger.settle()
        figures.add("kill -9, coalition note", verdict, acknowledged=count_heard)
        assert verdict.is_fine, verdict
    assert ledger.acknowledged > count
    assert files_with(path.parent, story.CANARY) == {path.name}
