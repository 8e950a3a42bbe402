"""The judge sees a store that was broken on purpose.

Each of these loses, garbles, doubles or destroys something.
"""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults import broken, story
from tests.faults.broken import Save, appended, believed, half, in_place, stock, twice, write
from tests.faults.disks import mounted
from tests.faults.figures import Figures
from tests.faults.machine import Sealed, state_of
from tests.faults.operations import OPERATIONS, Ended, judge, prepare
from tests.faults.reading import by_stock, documents
from tests.faults.test_power import cut_power
from tests.faults.verdict import Ledger, Verdict
from tests.faults.writer import write_sealed
from tests.support.store_rooms import ended, in_a_process, take_no_file_longer_than


def judged(path: Path, said: bytes) -> Verdict:
    ledger = Ledger(path)
    ledger.hear(1, said, story.note)
    return ledger.judge(by_stock(path))


def _written(act: Callable[[int], None], folder: Path, seconds: float = 0) -> bytes:
    """What a process acknowledged that ran ``act``, killed after ``seconds`` if there are any."""
    with (folder / "acknowledged").open("wb+") as acks:
        child = in_a_process(lambda: act(acks.fileno()))
        if seconds:
            time.sleep(seconds)
            os.kill(child, signal.SIGKILL)
        ended(child)
        acks.seek(0)
        return acks.read()


def _found(figures: Figures, is_found: bool) -> None:
    assert is_found
    figures.add("planted faults that were found", tried=1)


def test_the_store_without_a_fault_of_its_own_is_fine(tmp_path: Path) -> None:
    path = tmp_path / "w.json"
    said = _written(lambda acks: write(appended, path, 1, range(1, 30), acks), tmp_path)
    assert judged(path, said) == Verdict()


@pytest.mark.parametrize(("save", "what"), [(twice, "doubled"), (half, "garbled")])
def test_a_doubled_and_a_shortened_note_are_found(
    tmp_path: Path, figures: Figures, save: Save, what: str
) -> None:
    path = tmp_path / "w.json"
    said = _written(lambda acks: write(save, path, 1, range(1, 30), acks), tmp_path)
    _found(figures, bool(getattr(judged(path, said), what)))


def test_a_store_that_writes_in_place_is_found_when_it_is_killed(
    tmp_path: Path, figures: Figures
) -> None:
    chance = random.Random(1)
    verdicts = []
    for turn in range(100):
        path = tmp_path / f"{turn}.json"
        said = _written(
            lambda acks, path=path: write(in_place, path, 1, range(1, 10_000), acks),
            tmp_path,
            chance.uniform(0.01, 0.1),
        )
        verdicts.append(judged(path, said))
        if verdicts[-1].unreadable and said:
            break
    _found(figures, any(verdict.unreadable for verdict in verdicts))


@pytest.mark.parametrize("save", [appended, believed, stock])
def test_a_failed_append_that_is_not_rolled_back_is_found(
    tmp_path: Path, figures: Figures, save: Save
) -> None:
    path = tmp_path / "w.json"

    def meet_a_full_disk(acks: int) -> None:
        take_no_file_longer_than(20_000)
        with contextlib.suppress(OSError):
            write(save, path, 1, range(1, 200), acks)

    verdict = judged(path, _written(meet_a_full_disk, tmp_path))
    _found(figures, bool(verdict.unreadable or verdict.lost))


def test_a_store_that_believes_a_disk_which_lies_is_found(
    tmp_path: Path, figures: Figures, shim: Path
) -> None:
    path = tmp_path / "w.json"
    faults = {"LD_PRELOAD": str(shim), "FAULT_CALL": "pwrite", "FAULT_NTH": "7", "FAULT": "lie"}
    program = [sys.executable, "-m", broken.__name__, "appended", str(path), "10"]
    done = subprocess.run(program, env=os.environ | faults, capture_output=True, check=True)
    verdict = judged(path, done.stdout)
    _found(figures, bool(verdict.unreadable or verdict.lost))


def test_writers_without_a_lock_are_found(tmp_path: Path, figures: Figures) -> None:
    path = tmp_path / "w.json"
    ledger = Ledger(path)
    children, files = [], []
    for turn in range(1, 5):
        files.append((tmp_path / f"acks-{turn}").open("wb+"))
        children.append(
            in_a_process(
                lambda turn=turn, acks=files[-1]: write(
                    appended, path, turn, range(1, 60), acks.fileno()
                ),
            )
        )
    assert len([ended(child) for child in children]) == 4
    for turn, acks in enumerate(files, 1):
        acks.seek(0)
        ledger.hear(turn, acks.read(), story.note)
        acks.close()
    verdict = ledger.judge(by_stock(path))
    _found(figures, bool(verdict.lost or verdict.unreadable))


@pytest.mark.parametrize("save", ["replaced", "in_place"])
def test_a_store_without_fsync_is_found_by_a_power_cut(
    tmp_path: Path, figures: Figures, save: str
) -> None:
    chance = random.Random(2)
    with mounted("ext4", tmp_path) as disk:
        path = disk.at / "w.json"
        program = [sys.executable, "-m", broken.__name__, save, str(path), "1000000"]
        # The folder of the file is on the disk before, so that only what the store forgets is
        # missing.
        subprocess.run(["sync", "-f", str(disk.at)], check=True)
        verdict = judged(path, cut_power(disk, program, chance))
    _found(figures, bool(verdict.lost or verdict.unreadable))


def test_a_sealed_store_that_loses_an_acknowledged_line_is_found(
    tmp_path: Path, figures: Figures, sealed: Sealed
) -> None:
    path = shutil.copytree(sealed.path, tmp_path / sealed.path.name)
    ledger = Ledger(path, sealed.key)
    said = _written(lambda acks: write_sealed(path, 1, range(1, 8), acks, sealed.key), tmp_path)
    ledger.hear(1, said, story.sealed_step)
    assert ledger.judge(documents(path, sealed.key)).is_fine
    journal = path / "capture.log"
    journal.write_bytes(b"".join(journal.read_bytes().splitlines(keepends=True)[:-1]))
    _found(figures, len(ledger.judge(documents(path, sealed.key)).lost) == 1)


def test_a_word_of_a_sealed_workshop_that_lies_open_is_found(
    tmp_path: Path, figures: Figures, sealed: Sealed
) -> None:
    operation = next(row for row in OPERATIONS if row.name == "sealed: append")
    machine = prepare(tmp_path, operation, sealed)
    states = [state_of(machine)]
    machine.put_back()
    assert judge(Ended(4, "", "a sentence", is_hit=True), machine, operation, states).is_fine
    machine.put_back()
    (machine.folder / "temporary" / "what an editor left").write_text(story.text(0, 1))
    _found(
        figures,
        bool(judge(Ended(4, "", "a sentence", is_hit=True), machine, operation, states).garbled),
    )
