"""Every system call of the store, killed, refused or cut short.

The old state or the new one, and a sentence.
"""

from pathlib import Path

import pytest

from tests.faults.figures import Figures
from tests.faults.long import met
from tests.faults.machine import Sealed
from tests.faults.operations import OPERATIONS, Operation, allowed_states, judge, prepare
from tests.faults.tracing import calls_of, require_strace, traced

KINDS = {
    "signal": "killed",
    "error=ENOSPC": "no space",
    "error=EIO": "input or output error",
    "retval": "short",
}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_a_fault_in_any_system_call_leaves_the_old_state_or_the_new_one(
    tmp_path: Path, figures: Figures, sealed: Sealed, operation: Operation
) -> None:
    require_strace(tmp_path)
    machine = prepare(tmp_path, operation, sealed)
    allowed = allowed_states(machine, operation)
    calls = calls_of(machine, operation)
    assert calls
    form = "sealed, " if operation.is_sealed else ""
    complaints: list[str] = []
    for place, call in enumerate(calls):
        for fault in (
            *met(call.faults(), place, len(calls)),
            *met(call.short(), place, len(calls)),
        ):
            machine.put_back()
            ended = traced(
                machine,
                operation.words(machine),
                operation.typed,
                f"{call.name}:{fault}:when={call.nth}",
            )
            assert ended.is_hit, f"{call} was not met by {fault}"
            verdict = judge(ended, machine, operation, allowed, is_reading=call.is_reading)
            kind = next(told for begin, told in KINDS.items() if fault.startswith(begin))
            figures.add(f"strace, {form}{kind}", verdict)
            complaints += (
                []
                if verdict.is_fine
                else [f"{call.name} {call.nth} {fault} {call.told[-60:]}: {verdict}"]
            )
    assert not complaints, "\n".join(complaints)
