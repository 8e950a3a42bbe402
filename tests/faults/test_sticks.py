"""A stick that knows no permissions and no second names, and that is pulled out."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from coalition_cli.errors import Problem
from coalition_cli.exit_status import UNWRITTEN
from coalition_cli.store import WorkshopFile
from tests.faults import story
from tests.faults.disks import Disk, mounted
from tests.faults.figures import Figures
from tests.faults.reading import files_with
from tests.faults.verdict import Ledger
from tests.faults.writer import HEAD, command, draft
from tests.support.calling import PROGRAM

KINDS = ("vfat", "exfat")


def _daemon_of(device: str) -> int:
    """The process that serves a file system in user space."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"exfat" in words[0] and device.encode() in words:
            return int(process.name)
    raise AssertionError("nobody serves the stick")


@pytest.mark.parametrize("kind", KINDS)
def test_a_workshop_on_a_stick_is_made_written_and_withdrawn_from(
    tmp_path: Path, figures: Figures, kind: str
) -> None:
    with mounted(kind, tmp_path) as stick:
        ledger = Ledger(WorkshopFile.create(stick.at / "Umoja" / "seminar.json", HEAD).path)
        with pytest.raises(Problem, match="is there already"):
            WorkshopFile.create(ledger.path, HEAD)
        done = subprocess.run(
            command("everything", ledger.path, 1, 1, 60), capture_output=True, check=True
        )
        ledger.hear(1, done.stdout)
        stick.unmount()
        stick.mount()
        verdict = ledger.settle()
        figures.add(f"stick, {kind}", verdict, acknowledged=60)
        assert verdict.is_fine, verdict
        assert files_with(stick.at, story.text(1, 6)[:20]) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_a_stick_pulled_out_ends_with_4_and_works_again_when_it_is_back(
    tmp_path: Path, figures: Figures, kind: str
) -> None:
    with mounted(kind, tmp_path) as stick:
        ledger = Ledger(WorkshopFile.create(stick.at / "seminar.json", HEAD).path)
        file = WorkshopFile.open(ledger.path)
        for turn in range(1, 6):
            command_words = [*PROGRAM, "note", "--file", str(ledger.path)]
            pipe = subprocess.PIPE
            with subprocess.Popen(
                command_words, stdin=pipe, stdout=pipe, stderr=pipe, bufsize=0
            ) as noting:
                noting.stdin.write((story.text(turn, 1) + "\n").encode())
                noting.stdin.flush()
                said = noting.stdout.readline()
                _pull_out(stick)
                with pytest.raises(Problem) as refused:
                    file.append([draft("while it is away")])
                assert refused.value.status == UNWRITTEN
                more, talk = noting.communicate((story.text(turn, 2) + "\n").encode(), timeout=30)
            assert (noting.returncode, more, b"Traceback" in talk) == (4, b"", False), talk
            stick.mount()
            heard = ledger.hear_ids(turn, said + more)
            verdict = ledger.settle()
            figures.add(f"stick pulled out, {kind}", verdict, acknowledged=heard)
            assert verdict.is_fine, verdict
            assert not list(stick.at.rglob("*.tmp"))


def _pull_out(stick: Disk) -> None:
    if stick.kind == "exfat":
        # Who serves it dies without having written what it still held.
        daemon = _daemon_of(stick.device)
        os.kill(daemon, signal.SIGKILL)
        with suppress(FileNotFoundError):
            while (
                Path("/proc", str(daemon), "stat").read_text().rpartition(")")[2].split()[0] != "Z"
            ):
                time.sleep(0.005)
    stick.tear_off()
