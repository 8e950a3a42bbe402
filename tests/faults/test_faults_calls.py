"""Every system call of the store, killed, refused or cut short: the old state or the new one, and a sentence."""

from pathlib import Path

import pytest
from fault_figures import Figures
from fault_operations import OPERATIONS, Operation, allowed_states, judge, prepare
from fault_tracing import calls_of, require_strace, traced

KINDS = {"killed": "signal", "no space": "error=ENOSPC", "input or output error": "error=EIO", "short": "retval"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_a_fault_in_any_system_call_leaves_the_old_state_or_the_new_one(
    tmp_path: Path, figures: Figures, operation: Operation, kind: str
) -> None:
    require_strace(tmp_path)
    machine = prepare(tmp_path, operation)
    allowed = allowed_states(machine, operation)
    calls = calls_of(machine, operation)
    assert calls
    complaints: list[str] = []
    for call in calls:
        for fault in (fault for fault in call.faults() if fault.startswith(KINDS[kind])):
            machine.put_back()
            ended = traced(machine, operation.words(machine), operation.typed, f"{call.name}:{fault}:when={call.nth}")
            assert ended.is_hit, f"{call} was not met by {fault}"
            verdict = judge(ended, machine, operation, allowed, is_reading=call.is_reading)
            figures.add(f"strace, {kind}", verdict)
            complaints += [] if verdict.is_fine else [f"{call.name} {call.nth} {fault} {call.told[-60:]}: {verdict}"]
    assert not complaints, "\n".join(complaints)
