"""A system on which nobody replaces or removes what somebody has open, as Windows is one.

Every operation of the store lets go of a file before it puts another in its place, and waits for
readers.
"""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.faults.machine import Machine, Sealed, state_of
from tests.faults.operations import OPERATIONS, Operation, allowed_states, prepare

REPLACING = ("withdraw", "restore a backup", "merge a withdrawal", "sealed: withdraw")
_HOLD = "import sys; held = open(sys.argv[1], 'rb'); print('open', flush=True); sys.stdin.read()"


def _start(
    machine: Machine, operation: Operation, shim: Path, log: Path
) -> subprocess.Popen[bytes]:
    faults = {"LD_PRELOAD": str(shim), "FAULT_OPEN": "1", "FAULT_LOG": str(log)}
    return subprocess.Popen(
        operation.words(machine),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=machine.environment | faults,
        cwd=machine.folder.parent,
    )


def _refusals(log: Path) -> list[str]:
    lines = log.read_text().splitlines() if log.exists() else []
    return [line for line in lines if line.startswith("in use")]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_nothing_is_replaced_or_removed_that_its_own_process_has_open(
    tmp_path: Path, shim: Path, sealed: Sealed, operation: Operation
) -> None:
    machine = prepare(tmp_path, operation, sealed)
    after = allowed_states(machine, operation)[-1]
    log = machine.folder.with_name("log")
    machine.put_back()
    process = _start(machine, operation, shim, log)
    _out, err = process.communicate(operation.typed.encode(), timeout=60)
    assert process.returncode == 0, err.decode()
    assert _refusals(log) == []
    assert state_of(machine) == after


@pytest.mark.parametrize(
    "operation",
    [row for row in OPERATIONS if row.name in REPLACING],
    ids=lambda operation: operation.name,
)
def test_a_file_that_somebody_reads_is_replaced_when_he_has_read_it(
    tmp_path: Path, shim: Path, sealed: Sealed, operation: Operation
) -> None:
    machine = prepare(tmp_path, operation, sealed)
    after = allowed_states(machine, operation)[-1]
    log = machine.folder.with_name("log")
    machine.put_back()
    read = machine.path / "store.age" if operation.is_sealed else machine.path
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(read)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == b"open\n"
        process = _start(machine, operation, shim, log)
        while not _refusals(log) and process.poll() is None:
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.02)
        reader.kill()
        _out, err = process.communicate(timeout=60)
    assert _refusals(log)
    assert process.returncode == 0, err.decode()
    assert state_of(machine) == after
