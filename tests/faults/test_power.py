"""What was said to be saved is there after the power went.

The disk as it was at that moment, mounted again.

The writer is stopped, and what its disk holds is copied; what the system had not written yet is
lost, as in a power cut. The copy is mounted, which replays the journal of the file system, and
people go on with it.
"""

import contextlib
import random
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_cli.store import WorkshopFile
from tests.faults import story
from tests.faults.disks import Disk, mounted, stop
from tests.faults.figures import Figures
from tests.faults.long import CUTS_EACH
from tests.faults.verdict import Ledger
from tests.faults.writer import HEAD, command

Words = Callable[[Path, int], list[str]]


def write_until_stopped(
    words: list[str], folder: Path, chance: random.Random
) -> tuple[subprocess.Popen[bytes], Path]:
    """A writer that was stopped at a random moment, and the file with its acknowledgements."""
    acks = folder / "acknowledged"
    with acks.open("wb") as said:
        writer = subprocess.Popen(words, stdout=said, stdin=subprocess.DEVNULL, cwd=folder)
    for _ in range(3000 if chance.random() < 0.9 else 0):
        if acks.stat().st_size or writer.poll() is not None:
            break
        time.sleep(0.002)
    time.sleep(chance.uniform(0, 0.25))
    stop(writer)
    return writer, acks


def cut_power(disk: Disk, words: list[str], chance: random.Random) -> bytes:
    """Let a writer write, take the power away from its disk, mount it again.

    What was acknowledged until then.
    """
    folder = disk.image.parent
    writer, acks = write_until_stopped(words, folder, chance)
    with writer:
        said = acks.read_bytes()
        after_the_cut = folder / "after"
        disk.copy_as_it_is(after_the_cut)
        writer.kill()
    disk.unmount()
    after_the_cut.replace(disk.image)
    disk.mount()
    return said


@pytest.mark.parametrize("kind", ["ext4", "xfs", "btrfs"])
def test_nothing_acknowledged_is_lost_in_a_power_cut(
    tmp_path: Path, figures: Figures, kind: str
) -> None:
    chance = random.Random(20241112)
    with mounted(kind, tmp_path) as disk:
        total = 0
        for turn in range(1, CUTS_EACH + 1):
            if turn % 25 == 1:
                ledger = Ledger(
                    WorkshopFile.create(disk.at / f"room-{turn}" / "seminar.json", HEAD).path
                )
            heard = ledger.hear(
                turn, cut_power(disk, command("everything", ledger.path, turn), chance)
            )
            verdict = ledger.settle()
            figures.add(f"power cut, {kind}", verdict, acknowledged=heard)
            assert verdict.is_fine, verdict
            total += heard
        assert total > CUTS_EACH


@pytest.mark.parametrize("kind", ["ext4", "xfs"])
def test_a_disk_that_takes_nothing_more_ends_the_writer_with_a_sentence(
    tmp_path: Path, figures: Figures, kind: str
) -> None:
    chance = random.Random(1)
    with mounted(kind, tmp_path) as disk:
        ledger = Ledger(WorkshopFile.create(disk.at / "seminar.json", HEAD).path)
        for turn in range(1, CUTS_EACH // 2 + 1):
            acks = tmp_path / "acknowledged"
            words = command("note", ledger.path, turn)
            with (
                acks.open("wb") as said,
                subprocess.Popen(words, stdout=said, stderr=subprocess.PIPE) as writer,
            ):
                while not acks.stat().st_size and writer.poll() is None:
                    time.sleep(0.002)
                time.sleep(chance.uniform(0, 0.1))
                with contextlib.suppress(OSError):
                    disk.cut_off()
                _, talk = writer.communicate(timeout=30)
            assert (writer.returncode, b"Traceback" in talk) == (4, False), talk
            assert b"Nothing was lost" in talk
            disk.unmount()
            disk.mount()
            heard = ledger.hear(turn, acks.read_bytes(), story.note)
            verdict = ledger.settle()
            figures.add(f"disk cut off, {kind}", verdict, acknowledged=heard)
            assert verdict.is_fine, verdict
