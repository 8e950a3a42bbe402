"""A machine with one workshop, plain or sealed, and what stands on it after people went on with
their work.
"""

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.store import WorkshopFile
from coalition_cli.store.formats.sealed.keys import Key
from tests.faults import story
from tests.faults.reading import documents, files_with, findings, opened
from tests.faults.writer import HEAD, KEY_FILE, draft
from tests.support.calling import House

MARKER = "the next one"
BACKUPS = "backups"
DEVICE = "0a1b2c3d"
_CHANCE = re.compile(r"\d{8}T\d{6}Z|[0-9a-f]{8,12}")


class Sealed(NamedTuple):
    """A sealed workshop in which nothing was said, and its key."""

    path: Path
    key: Key


class Machine:
    """A machine with one workshop; it can be put back as it was prepared, at the same place.

    ``stick`` is a folder that is no part of it. ``key`` is what opens a sealed workshop, None for a
    plain one.
    """

    def __init__(self, folder: Path, sealed: Sealed | None = None) -> None:
        self.house = House(folder / "house")
        self.stick = folder / "stick"
        self.stick.mkdir()
        self.key = sealed.key if sealed else None
        self.path = self.house.desk / (sealed.path.name if sealed else "seminar.json")
        temporary = self.folder / "temporary"
        temporary.mkdir()
        self.environment = self.house.environment | {
            "COALITION_FILE": str(self.path),
            "PYTHONDONTWRITEBYTECODE": "1",
            "TMPDIR": str(temporary),
            KEY_FILE: str(folder / "key"),
        }
        self.ids: list[str] = []
        self._kept = folder / "kept"
        if sealed:
            shutil.copytree(sealed.path, self.path)
            (folder / "key").write_text(f"{sealed.key.text}\n")

    @property
    def folder(self) -> Path:
        return self.house.folder

    def keep(self) -> None:
        shutil.copytree(self.folder, self._kept)

    def put_back(self) -> None:
        shutil.rmtree(self.folder)
        shutil.copytree(self._kept, self.folder)

    @contextmanager
    def in_front_of_it(self) -> Iterator[None]:
        """Whatever this process remembers, it remembers on this machine."""
        before = {
            name: os.environ.get(name) for name in ("HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")
        }
        os.environ.update({name: self.environment[name] for name in before})
        try:
            yield
        finally:
            for name, value in before.items():
                os.environ.pop(name) if value is None else os.environ.update({name: value})


def furnished(folder: Path, sealed: Sealed | None = None) -> Machine:
    """A machine on which three notes were taken."""
    machine = Machine(folder, sealed)
    state = Path(machine.environment["XDG_STATE_HOME"]) / "coalition"
    state.mkdir(parents=True, mode=0o700)
    (state / "device").write_text(DEVICE)
    with machine.in_front_of_it():
        if not sealed:
            WorkshopFile.create(machine.path, HEAD)
        drafts = [draft(story.text(0, number)) for number in range(3)]
        machine.ids = [entry.id for entry in opened(machine.path, machine.key).append(drafts)]
    return machine


def state_of(machine: Machine) -> dict[str, Any]:
    """What stands after people went on.

    Every workshop, half-typed words, and every place where words lie.

    Going on is part of it: the workshop is opened, and one more note is saved in it.
    """
    with machine.in_front_of_it():
        found: dict[str, Any] = {
            path.name: _go_on(path, machine.key) for path in _workshops(machine)
        }
        found["half typed"] = sorted(
            _half_typed(path, machine) for path in machine.folder.rglob("*.typing")
        )
    found["words in"] = {
        _CHANCE.sub("*", name) for name in files_with(machine.folder, story.CANARY)
    }
    found["words in"] -= {_CHANCE.sub("*", path.name) for path in backups_of(machine)}
    found["left over"] = [path.name for path in _left_over(machine)]
    return found


def leaks_of(machine: Machine) -> set[str]:
    """The files of a machine with a sealed workshop in which words of the room can be read, as it
    stands now.
    """
    return files_with(machine.folder, story.CANARY) if machine.key else set()


def backups_of(machine: Machine) -> list[Path]:
    """The copies that the store made of the workshop."""
    folder = (machine.path if machine.key else machine.path.parent) / BACKUPS
    return [path for path in folder.glob("*") if path.suffix in (".json", ".age")]


def stale_backups(machine: Machine) -> list[str]:
    """The backups that cannot be read, or hold words that the workshop does not hold any more."""
    standing = documents(machine.path, machine.key)
    words = (
        {document["body"].get("text") for document in standing}
        if not isinstance(standing, str)
        else set()
    )
    return [
        path.name
        for path in backups_of(machine)
        if not _words_in_backup(path, machine) <= words | {None}
    ]


def _workshops(machine: Machine) -> list[Path]:
    if machine.key:
        return [machine.path]
    found = sorted(machine.folder.rglob("*.json"))
    return [path for path in found if not path.name.startswith(".") and path.parent.name != BACKUPS]


def _go_on(path: Path, key: Key | None) -> Any:
    try:
        file = opened(path, key)
        file.append([draft(MARKER)])
        told = file.close()
        found = findings(path, key)
    except Problem as problem:
        return problem.sentence
    read = documents(path, key)
    if found or told or isinstance(read, str):
        return found or told or read
    return [(document["op"], document["body"].get("text")) for document in read]


def _words_in_backup(path: Path, machine: Machine) -> set[str]:
    data = path.read_bytes()
    try:
        entries = json.loads(machine.key.open(data) if machine.key else data)["entries"]
    except Exception:
        return {"what nobody can read"}
    return {document["body"].get("text") for document in entries.values()}


def _left_over(machine: Machine) -> list[Path]:
    if machine.key:
        return list(machine.path.rglob(".*.tmp"))
    return list(machine.path.parent.glob(f".{machine.path.name}.*.tmp"))


def _half_typed(path: Path, machine: Machine) -> str:
    try:
        data = path.read_bytes()
        return str(json.loads(machine.key.open(data) if machine.key else data)["text"])
    except Exception:
        return "unreadable"
