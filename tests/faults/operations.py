"""Every operation of the store that a fault can meet: a row each.

A row says how a machine is prepared and which process does the operation. What may stand after a
fault is not written down: it is what stood before it, or after the same operation without a fault.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from coalition_cli.store import WorkshopFile
from coalition_cli.store.formats.sealed.format import SealedForm
from coalition_cli.store.recovery import backups
from coalition_cli.store.transfer import bundle
from tests.faults import story
from tests.faults.machine import (
    BACKUPS,
    Machine,
    Sealed,
    furnished,
    leaks_of,
    stale_backups,
    state_of,
)
from tests.faults.reading import opened
from tests.faults.verdict import Verdict
from tests.faults.writer import command, draft
from tests.support.calling import PROGRAM


class Operation(NamedTuple):
    """What a process does to a prepared machine.

    ``on_the_way`` are processes whose outcome may also stand, where the operation has more than one
    step. ``is_promise`` is whether status 0 says that something is saved; ``takes_out`` whether
    words must be gone from every backup as well.
    """

    name: str
    words: Callable[[Machine], list[str]]
    prepare: Callable[[Machine], None] = lambda _machine: None
    typed: str = ""
    on_the_way: tuple[Callable[[Machine], list[str]], ...] = ()
    is_promise: bool = True
    takes_out: bool = False
    is_sealed: bool = False


class Ended(NamedTuple):
    """How a process ended that was to meet a fault: -9 for a killed one.

    ``is_hit`` is whether it met it.
    """

    status: int
    out: str
    err: str
    is_hit: bool
    trace: str = ""


def prepare(folder: Path, operation: Operation, sealed: Sealed) -> Machine:
    """A machine with three notes, on which ``operation`` can be tried again and again."""
    machine = furnished(folder, sealed if operation.is_sealed else None)
    with machine.in_front_of_it():
        operation.prepare(machine)
    machine.keep()
    return machine


def allowed_states(machine: Machine, operation: Operation) -> list[dict[str, Any]]:
    """The states before, on the way and after, without any fault.

    The last is the one that the operation leads to.
    """
    states = [state_of(machine)]
    for words in (*operation.on_the_way, operation.words):
        machine.put_back()
        done = subprocess.run(
            words(machine),
            input=operation.typed.encode(),
            capture_output=True,
            env=machine.environment,
            cwd=machine.folder.parent,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        states.append(state_of(machine))
    assert not (operation.is_sealed and any(state["words in"] for state in states))
    return states


def judge(
    ended: Ended,
    machine: Machine,
    operation: Operation,
    allowed: list[dict[str, Any]],
    *,
    is_reading: bool = False,
) -> Verdict:
    """What is wrong after a process met a fault.

    Only an old or a new state may stand, and only the new one after 0.

    A call that was only to read (``is_reading``) may also be refused with status 1.
    """
    complaints = (
        [f"words of a sealed workshop can be read in {leaks}"]
        if (leaks := leaks_of(machine))
        else []
    )
    if operation.takes_out and ended.status == 0 and stale_backups(machine):
        complaints.append("a backup still holds what was taken out")
    if "Traceback" in ended.err or story.CANARY in ended.err:
        complaints.append("a traceback, or words of the room on standard error")
    statuses = (0, 4, -9, 1) if is_reading else (0, 4, -9)
    if ended.status not in statuses or (ended.status in (1, 4) and not ended.err.strip()):
        complaints.append(f"status {ended.status}: {ended.err}")
    state = state_of(machine)
    verdict = Verdict(garbled=tuple(complaints))
    if state not in allowed:
        told = {
            key: value
            for key, value in state.items()
            if all(value != other.get(key) for other in allowed)
        }
        told |= {
            key: "other lines"
            for key in told
            if key in (machine.path.name, "half typed") or key.endswith(".json")
        }
        return verdict.and_also(Verdict(unreadable=(f"neither the old state nor the new: {told}",)))
    if ended.status == 0 and operation.is_promise and state != allowed[-1]:
        return verdict.and_also(Verdict(lost=("status 0, and it is not saved",)))
    return verdict


def _coalition(*words: str) -> Callable[[Machine], list[str]]:
    return lambda _machine: [*PROGRAM, *words]


def _writer(way: str, last: int = 1) -> Callable[[Machine], list[str]]:
    return lambda machine: command(way, machine.path, 1, 1, last)


def _no_machine_name(machine: Machine) -> None:
    shutil.rmtree(machine.environment["XDG_STATE_HOME"])


def _tear(machine: Machine) -> None:
    """Leave what a power cut leaves of a fourth note, which nobody was told is saved."""
    whole = machine.path.read_bytes().removesuffix(b"\n}}")
    machine.path.write_bytes(whole + b',\n"4": {"id": "01JD')


def _leave_half_typed(machine: Machine) -> None:
    words = {
        "exercise": "",
        "run": 1,
        "step": "note",
        "text": story.text(0, 9),
        "after": "",
        "mending": False,
    }
    machine.path.with_name(".seminar.0a1b2c3d.typing").write_text(json.dumps(words))


def _back_up(machine: Machine) -> None:
    folder = machine.path.with_name(BACKUPS)
    folder.mkdir(mode=0o700)
    shutil.copy(machine.path, folder / "seminar-20241112T100000Z.json")


def _back_up_and_go_on(machine: Machine) -> None:
    _back_up(machine)
    WorkshopFile.open(machine.path).append([draft(story.text(0, 4))])


def _fold(machine: Machine) -> None:
    """Fold the notes, with a backup; then one more, which lies in the journal."""
    form = SealedForm(machine.path, machine.key)
    form.fold()
    backups.keep(form)
    opened(machine.path, machine.key).append([draft(story.text(0, 4))])


def _damage(machine: Machine) -> None:
    """Change a word in the file, as a bad disk does; a backup has it as it was."""
    _back_up(machine)
    data = machine.path.read_bytes()
    second = data.index(f"{story.CANARY} 0.1.0".encode())
    machine.path.write_bytes(data[:second] + b"X" + data[second + 1 :])


def _record_elsewhere(machine: Machine) -> None:
    """Another laptop brings a stick: it has recorded two more notes, one after the other."""
    file = _elsewhere(machine)
    for number, name in ((1, _BUNDLE_BEFORE), (2, _BUNDLE)):
        file.append([draft(story.text(2, number))])
        _bring_stick(machine, file, name)


def _withdraw_elsewhere(machine: Machine) -> None:
    """Another laptop brings a stick: the first note was withdrawn there, and one more recorded."""
    _back_up(machine)
    file = _elsewhere(machine)
    file.withdraw(machine.ids[0])
    file.append([draft(story.text(2, 1))])
    _bring_stick(machine, file, _BUNDLE)


def _elsewhere(machine: Machine) -> WorkshopFile:
    other = machine.stick / machine.path.name
    (shutil.copytree if machine.key else shutil.copy)(machine.path, other)
    return opened(other, machine.key)


def _bring_stick(machine: Machine, file: WorkshopFile, name: str) -> None:
    bundle.put(bundle.pack(file.form, file.workshop.head.id), machine.stick / name, "seminar")


def _merge(machine: Machine) -> list[str]:
    return [*PROGRAM, "merge", str(machine.stick / _BUNDLE), "--yes"]


def _merge_the_first(machine: Machine) -> list[str]:
    """What a merge that was killed may have brought: the next one brings the rest."""
    return [*PROGRAM, "merge", str(machine.stick / _BUNDLE_BEFORE), "--yes"]


def _merge_unlocked(machine: Machine) -> list[str]:
    return _unlocked("merge", str(machine.stick / _BUNDLE), "--yes")(machine)


def _unlocked(*words: str) -> Callable[[Machine], list[str]]:
    return lambda _machine: [sys.executable, "-m", "tests.faults.unlocked", *words]


def _withdraw_first(machine: Machine) -> list[str]:
    return [*PROGRAM, "withdraw", machine.ids[0], "--yes"]


_BUNDLE, _BUNDLE_BEFORE = "seminar.bundle", "seminar-before.bundle"

OPERATIONS = (
    Operation("create", _coalition("new", "Umoja", "--date", "2024-11-12")),
    Operation("note", _coalition("note"), typed=story.text(1, 1)),
    Operation("first note of a machine", _coalition("note"), _no_machine_name, story.text(1, 1)),
    Operation("append", _writer("note")),
    Operation(
        "append three", _writer("batch", 3), on_the_way=(_writer("batch", 1), _writer("batch", 2))
    ),
    Operation("withdraw", _withdraw_first, takes_out=True),
    Operation("withdraw from a backup too", _withdraw_first, _back_up, takes_out=True),
    Operation("restore a backup", _coalition("restore", "1", "--yes"), _back_up_and_go_on),
    Operation("open a torn file", _writer("open"), _tear),
    Operation("note in a torn file", _coalition("note"), _tear, story.text(1, 1)),
    Operation("keep half-typed words", _writer("keep", 2), on_the_way=(_writer("keep", 1),)),
    Operation("forget half-typed words", _writer("forget"), _leave_half_typed, is_promise=False),
    Operation("draw the curtain", _writer("curtain")),
    Operation("add a person", _coalition("people"), typed="Amina"),
    Operation("merge", _merge, _record_elsewhere, on_the_way=(_merge_the_first,)),
    Operation("merge a withdrawal", _merge, _withdraw_elsewhere, takes_out=True),
    Operation("repair", _coalition("check", "--repair"), _damage),
    Operation(
        "sealed: note without the key", _coalition("note"), typed=story.text(1, 1), is_sealed=True
    ),
    Operation(
        "sealed: first note of all",
        _coalition("note"),
        _no_machine_name,
        story.text(1, 1),
        is_sealed=True,
    ),
    Operation("sealed: append", _writer("note"), is_sealed=True),
    Operation("sealed: keep half-typed words", _writer("keep"), is_sealed=True),
    Operation(
        "sealed: withdraw",
        _unlocked("withdraw", "1", "--yes"),
        _fold,
        takes_out=True,
        is_sealed=True,
    ),
    Operation("sealed: take back and fold", _unlocked("undo"), _fold, is_sealed=True),
    Operation("sealed: merge", _merge_unlocked, _record_elsewhere, is_sealed=True),
)
