"""A disk that is full, becomes read-only, or takes a file up to some length.

Refused notes, and none that is hurt.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import corner, story
from tests.faults.disks import in_a_private_corner
from tests.faults.figures import Figures
from tests.faults.verdict import Ledger, Verdict
from tests.support.calling import PROGRAM
from tests.support.store_rooms import take_no_file_longer_than


@pytest.mark.parametrize("scene", ["full", "read-only", "terminal"])
def test_a_small_disk_refuses_with_4_and_goes_on_when_it_can(
    tmp_path: Path, figures: Figures, scene: str
) -> None:
    done = in_a_private_corner([sys.executable, "-m", corner.__name__, scene, str(tmp_path)])
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    verdict = Verdict(*map(tuple, said["verdict"]))
    figures.add(f"small disk, {scene}", verdict, tried=3, acknowledged=said["acknowledged"])
    assert verdict.is_fine, verdict


@pytest.mark.parametrize("free", [0, 1, 3, 40, 300, 5_000, 60_000])
def test_a_note_command_on_a_disk_that_takes_a_part_of_a_line_ends_with_4(
    path: Path, figures: Figures, free: int
) -> None:
    ledger = Ledger(path)
    longest = path.stat().st_size + free
    given = "".join(story.text(1, number) + "\n" for number in range(1, 200)).encode()
    done = subprocess.run(
        [*PROGRAM, "note", "--file", str(path)],
        input=given,
        capture_output=True,
        preexec_fn=lambda: take_no_file_longer_than(longest),
        check=False,
    )
    heard = ledger.hear_ids(1, done.stdout)
    assert (done.returncode, b"is full" in done.stderr) == (4, True)
    assert path.stat().st_size <= longest
    verdict = ledger.settle()
    figures.add("file of a limited length", verdict, acknowledged=heard)
    assert verdict.is_fine, verdict
