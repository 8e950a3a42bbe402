"""A sealed workshop to try things on, and ways to look at it from outside."""

import os
import signal
import subprocess
import sys
import traceback
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED
from coalition_cli.model.entry import NOTES, Entry, Fact
from coalition_cli.model.header import Head
from coalition_cli.store import Draft, WorkshopFile
from coalition_cli.store.formats.sealed import keys, paths
from coalition_cli.store.formats.sealed.format import SealedForm

HEAD = Head("01JD0000000000000000000000", "Our seminar", "2024-11-12", place="Nendiwe Center")
PASSPHRASE = "bano kife lupa miro sedu tavo"
OTHER_PASSPHRASE = "zuno vake pito heru sila mado"
PARTS = {
    "capture.log",
    "identity.age",
    "label.txt",
    "laptops.age",
    "recipients.txt",
    "store.age",
}
# Each kill costs a second: the short form takes every fifth step, the long one all of them.
STRIDE = 1 if int(os.environ.get("COALITION_KILLS", "60")) >= 1000 else 5
_STEPS = {"os.rename", "os.remove", "os.truncate", "os.mkdir", "os.rmdir", "os.link", "open"}


class Sealed(NamedTuple):
    """A sealed workshop, its key and that of its organisation."""

    path: Path
    key: keys.Key
    organisation: keys.Key

    def form(self) -> SealedForm:
        """Unlocked anew, as another process would have it."""
        return SealedForm(self.path, self.key)

    def open(self) -> WorkshopFile:
        return WorkshopFile.open(self.path, self.form())

    def texts(self) -> list[str]:
        """The tables of store and journal together, read with the organisation's key."""
        found = SealedForm(self.path, self.organisation, is_older_accepted=True).find()
        return texts(found.entries)

    def bytes(self) -> dict[str, bytes]:
        return {
            file.name: file.read_bytes() for file in sorted(self.path.iterdir()) if file.is_file()
        }


def refused(act: Callable[[], object], status: int = DAMAGED) -> str:
    """The sentence with which ``act`` was refused."""
    with pytest.raises(Problem) as problem:
        act()
    assert problem.value.status == status
    return problem.value.sentence


def tables_of(head: Head) -> dict[str, dict[str, Any]]:
    return {"workshop": {"1": head.as_document()}, "entries": {}}


def note(text: str) -> Draft:
    return Draft(Fact({"text": text}), NOTES, "organizer")


def texts(entries: list[Entry]) -> list[str]:
    return [entry.text for entry in entries]


def log_lines(path: Path, key: keys.Key) -> list[str]:
    """The plaintext of each line of the journal, as the library that age is reads it."""
    rows = paths.journal(path).read_bytes().split(b"\n")
    assert rows[-1] == b""
    return [key.open(b64decode(row)).decode() for row in rows[:-1]]


def age(*words: str | Path, given: bytes = b"") -> bytes:
    """The answer of the standard command."""
    return subprocess.run(
        ["age", *map(str, words)], input=given, capture_output=True, check=True
    ).stdout


def in_a_process(act: Callable[[], object]) -> int:
    """The exit status of a child that ran ``act``: 0, 1 if it raised, or negative for the signal
    that ended it.
    """
    sys.stdout.flush()
    child = os.fork()
    if not child:
        status = 1
        try:
            act()
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_at(step: int, act: Callable[[], object]) -> bool:
    """Run ``act`` in a child that is killed right before its change number ``step`` to a file or
    folder.

    False where it ended before, having done all.
    """

    def act_until_killed() -> None:
        seen = 0

        def watch(event: str, given: tuple[Any, ...]) -> None:
            nonlocal seen
            if event not in _STEPS:
                return
            if event == "open" and (
                not isinstance(given[2], int) or not given[2] & (os.O_CREAT | os.O_TRUNC)
            ):
                return
            seen += 1
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        act()

    status = in_a_process(act_until_killed)
    assert status in (0, -signal.SIGKILL)
    return status != 0
