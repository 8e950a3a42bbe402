"""Every operation of the store that a fault can meet: a row each.

A row says how a machine is prepared and which process does the operation. What may stand after a fault is not written
down: it is what stood before it, or after the same operation without a fault.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import fault_story as story
from commands.calling import PROGRAM, House
from fault_verdict import Documents, Verdict, by_stock, files_with
from fault_writer import HEAD, command, draft

from coalition_cli.errors import Problem
from coalition_cli.store import WorkshopFile, check

MARKER = "the next one"
BACKUPS = "backups"
_CHANCE = re.compile(r"\d{8}T\d{6}Z|[0-9a-f]{8,12}")


class Machine:
    """A machine with one workshop; it can be put back as it was prepared, at the same place."""

    def __init__(self, folder: Path) -> None:
        self.house = House(folder / "house")
        self.path = self.house.desk / "seminar.json"
        self.environment = self.house.environment | {"COALITION_FILE": str(self.path), "PYTHONDONTWRITEBYTECODE": "1"}
        self.ids: list[str] = []
        self._kept = folder / "kept"

    @property
    def folder(self) -> Path:
        return self.house.folder

    def keep(self) -> None:
        shutil.copytree(self.folder, self._kept)

    def put_back(self) -> None:
        shutil.rmtree(self.folder)
        shutil.copytree(self._kept, self.folder)


class Operation(NamedTuple):
    """What a process does to a prepared machine.

    ``on_the_way`` are processes whose outcome may also stand, where the operation has more than one step.
    ``is_promise`` is whether status 0 says that something is saved; ``takes_out`` whether words must be gone from every
    backup as well.
    """

    name: str
    words: Callable[[Machine], list[str]]
    prepare: Callable[[Machine], None] = lambda _machine: None
    typed: str = ""
    on_the_way: tuple[Callable[[Machine], list[str]], ...] = ()
    is_promise: bool = True
    takes_out: bool = False


class Ended(NamedTuple):
    """How a process ended that was to meet a fault: -9 for a killed one; ``is_hit`` is whether it met it."""

    status: int
    out: str
    err: str
    is_hit: bool
    trace: str = ""


def prepare(folder: Path, operation: Operation) -> Machine:
    """A machine with three notes, on which ``operation`` can be tried again and again."""
    machine = Machine(folder)
    texts = [story.text(0, number) for number in range(3)]
    machine.ids = [
        entry.id for entry in WorkshopFile.create(machine.path, HEAD).append([draft(text) for text in texts])
    ]
    state = Path(machine.environment["XDG_STATE_HOME"]) / "coalition"
    state.mkdir(parents=True, mode=0o700)
    (state / "device").write_text("0a1b2c3d")
    operation.prepare(machine)
    machine.keep()
    return machine


def state_of(machine: Machine) -> dict[str, Any]:
    """What stands after people went on: every workshop, half-typed words, and every place where words lie.

    Going on is part of it: the workshop is opened, and one more note is saved in it.
    """
    found: dict[str, Any] = {}
    for path in sorted(machine.folder.rglob("*.json")):
        if not path.name.startswith(".") and path.parent.name != BACKUPS:
            found[path.name] = _go_on(path)
    found["half typed"] = sorted(_half_typed(path) for path in machine.folder.rglob("*.typing"))
    found["words in"] = {_CHANCE.sub("*", name) for name in files_with(machine.folder, story.CANARY)}
    found["words in"] -= {_CHANCE.sub("*", path.name) for path in backups_of(machine)}
    found["left over"] = [path.name for path in machine.path.parent.glob(f".{machine.path.name}.*.tmp")]
    return found


def backups_of(machine: Machine) -> list[Path]:
    """The copies that the store made of the workshop."""
    return [path for path in machine.path.parent.glob(f"{BACKUPS}/*") if path.suffix == ".json"]


def allowed_states(machine: Machine, operation: Operation) -> list[dict[str, Any]]:
    """The states before, on the way and after, without any fault; the last is the one that the operation leads to."""
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
    return states


def judge(
    ended: Ended, machine: Machine, operation: Operation, allowed: list[dict[str, Any]], *, is_reading: bool = False
) -> Verdict:
    """What is wrong after a process met a fault: only an old or a new state may stand, and only the new one after 0.

    A call that was only to read (``is_reading``) may also be refused with status 1.
    """
    is_stale = operation.takes_out and ended.status == 0 and bool(_stale_backups(machine))
    state = state_of(machine)
    if "Traceback" in ended.err or story.CANARY in ended.err:
        return Verdict(garbled=("a traceback, or words of the room on standard error",))
    if state not in allowed:
        told = {key: value for key, value in state.items() if all(value != other.get(key) for other in allowed)}
        told |= {key: "other lines" for key in told if key.endswith(".json")}
        return Verdict(unreadable=(f"neither the old state nor the new: {told}",))
    if is_stale:
        return Verdict(garbled=("a backup still holds what was taken out",))
    if ended.status == 0 and operation.is_promise and state != allowed[-1]:
        return Verdict(lost=("status 0, and it is not saved",))
    statuses = (0, 4, -9, 1) if is_reading else (0, 4, -9)
    if ended.status not in statuses or (ended.status in (1, 4) and not ended.err.strip()):
        return Verdict(garbled=(f"status {ended.status}: {ended.err}",))
    return Verdict()


def _go_on(path: Path) -> Any:
    try:
        file = WorkshopFile.open(path)
        file.append([draft(MARKER)])
        file.close()
        findings = check(path)
    except Problem as problem:
        return problem.sentence
    documents = by_stock(path)
    if findings or isinstance(documents, str):
        return findings or documents
    return [(document["op"], document["body"].get("text")) for document in documents]


def _stale_backups(machine: Machine) -> list[str]:
    """The backups that cannot be read, or hold words that the workshop does not hold any more."""
    words = {document["body"].get("text") for document in _readable(machine.path)}
    return [
        path.name
        for path in backups_of(machine)
        if not _readable(path) or not {document["body"].get("text") for document in _readable(path)} <= words | {None}
    ]


def _readable(path: Path) -> Documents:
    documents = by_stock(path) if path.exists() else []
    return [] if isinstance(documents, str) else documents


def _half_typed(path: Path) -> str:
    try:
        return str(json.loads(path.read_bytes())["text"])
    except (ValueError, KeyError):
        return "unreadable"


def _coalition(*words: str) -> Callable[[Machine], list[str]]:
    return lambda _machine: [*PROGRAM, *words]


def _writer(way: str, last: int = 1) -> Callable[[Machine], list[str]]:
    return lambda machine: command(way, machine.path, 1, 1, last)


def _no_machine_name(machine: Machine) -> None:
    shutil.rmtree(machine.environment["XDG_STATE_HOME"])


def _tear(machine: Machine) -> None:
    machine.path.write_bytes(machine.path.read_bytes()[:-30])


def _leave_half_typed(machine: Machine) -> None:
    words = {"exercise": "", "run": 1, "step": "note", "text": story.text(0, 9), "after": "", "mending": False}
    machine.path.with_name(".seminar.0a1b2c3d.typing").write_text(json.dumps(words))


def _back_up(machine: Machine) -> None:
    folder = machine.path.with_name(BACKUPS)
    folder.mkdir(mode=0o700)
    shutil.copy(machine.path, folder / "seminar-20241112T100000Z.json")


def _back_up_and_go_on(machine: Machine) -> None:
    _back_up(machine)
    WorkshopFile.open(machine.path).append([draft(story.text(0, 4))])


def _withdraw_first(machine: Machine) -> list[str]:
    return [*PROGRAM, "withdraw", machine.ids[0], "--yes"]


OPERATIONS = (
    Operation("create", _coalition("new", "Umoja", "--date", "2024-11-12")),
    Operation("note", _coalition("note"), typed=story.text(1, 1)),
    Operation("first note of a machine", _coalition("note"), _no_machine_name, story.text(1, 1)),
    Operation("append", _writer("note")),
    Operation("append three", _writer("batch", 3), on_the_way=(_writer("batch", 1), _writer("batch", 2))),
    Operation("withdraw", _withdraw_first, takes_out=True),
    Operation("withdraw from a backup too", _withdraw_first, _back_up, takes_out=True),
    Operation("restore a backup", _coalition("restore", "1", "--yes"), _back_up_and_go_on),
    Operation("open a torn file", _writer("open"), _tear),
    Operation("note in a torn file", _coalition("note"), _tear, story.text(1, 1)),
    Operation("keep half-typed words", _writer("keep", 2), on_the_way=(_writer("keep", 1),)),
    Operation("forget half-typed words", _writer("forget"), _leave_half_typed, is_promise=False),
    Operation("draw the curtain", _writer("curtain")),
)
