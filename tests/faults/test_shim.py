"""The same without strace: libc's own calls are cut short, refused, killed half-way, or lie about
what they wrote.
"""

import errno
import subprocess
from pathlib import Path

import pytest

from tests.faults.figures import Figures
from tests.faults.long import met
from tests.faults.machine import Machine, Sealed
from tests.faults.operations import OPERATIONS, Ended, Operation, allowed_states, judge, prepare

CALLS = ("pwrite", "fsync", "rename", "link", "ftruncate", "unlink")
FAULTS = {
    "EIO": str(errno.EIO),
    "ENOSPC": str(errno.ENOSPC),
    "short": "short",
    "lie": "lie",
    "kill": "kill",
}
SHORT_ROWS = (
    "note",
    "append three",
    "open a torn file",
    "sealed: note without the key",
    "sealed: append",
)
LONG_ROWS = ("create", "withdraw", "merge", "sealed: withdraw")
ROWS = [row for row in OPERATIONS if row.name in SHORT_ROWS + LONG_ROWS]
MOST_CALLS, SOME_CALLS = 40, 20


def _run(
    machine: Machine, operation: Operation, shim: Path, call: str, nth: int, fault: str
) -> Ended:
    mark = machine.folder.with_name("met")
    mark.unlink(missing_ok=True)
    machine.put_back()
    faults = {"LD_PRELOAD": str(shim), "FAULT_CALL": call, "FAULT_NTH": str(nth), "FAULT": fault}
    done = subprocess.run(
        operation.words(machine),
        input=operation.typed.encode(),
        capture_output=True,
        env=machine.environment | faults | {"FAULT_MARK": str(mark)},
        cwd=machine.folder.parent,
        timeout=60,
        check=False,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode(), mark.exists())


@pytest.mark.parametrize("operation", ROWS, ids=lambda operation: operation.name)
def test_a_fault_in_any_call_of_libc_leaves_the_old_state_or_the_new_one(
    tmp_path: Path, figures: Figures, shim: Path, sealed: Sealed, operation: Operation
) -> None:
    machine = prepare(tmp_path, operation, sealed)
    allowed = allowed_states(machine, operation)
    complaints: list[str] = []
    tried = 0
    places = SOME_CALLS if operation.name in LONG_ROWS else 1
    for call in CALLS:
        # A call that names or removes a file and lies about it is no disk that we know.
        names = [name for name in FAULTS if call == "pwrite" or name in ("EIO", "ENOSPC", "kill")]
        for nth, name in [
            (at, each) for at in range(1, MOST_CALLS) for each in met(names, at, places)
        ]:
            ended = _run(machine, operation, shim, call, nth, FAULTS[name])
            if not ended.is_hit:
                break
            verdict = judge(ended, machine, operation, allowed)
            figures.add(f"shim, {name}", verdict)
            complaints += [] if verdict.is_fine else [f"{call} {nth} {name}: {verdict}"]
            tried += 1
    assert tried > len(FAULTS)
    assert not complaints, "\n".join(complaints)
