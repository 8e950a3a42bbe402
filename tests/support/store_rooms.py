import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from coalition_cli.model.entry import NOTES, Entry, Fact, make
from coalition_cli.model.header import Head
from coalition_cli.store import Draft, WorkshopFile
from coalition_cli.store.formats import watermark

HEAD = Head("01JD0000000000000000000000", "Our seminar", "2024-11-12", place="Nendiwe Center")


def note(text: str) -> Draft:
    return Draft(Fact({"text": text}), NOTES, "organizer")


def texts(entries: list[Entry]) -> list[str]:
    return [entry.text for entry in entries]


def stock(path: Path) -> list[dict[str, Any]]:
    """The tables that TinyDB reads with the storage that it brings itself."""
    with TinyDB(path, access_mode="r") as database:
        assert len(database.table("workshop")) == 1
        return [dict(document) for document in database.table("entries").all()]


def tear_last_line(path: Path, words: str, missing: int = 30) -> None:
    """Leave what a power cut leaves of a line that nobody was told is saved.

    What is remembered of the file is as it was before: it comes after the line.
    """
    beside = watermark.beside(path)
    before = beside.read_bytes() if beside.exists() else None
    WorkshopFile.open(path).append([note(words)])
    path.write_bytes(path.read_bytes()[:-missing])
    if before is None:
        watermark.forget(path)
    else:
        beside.write_bytes(before)


def minted(count: int, text: str = "note") -> list[Entry]:
    entries: list[Entry] = []
    for number in range(count):
        last = entries[-1] if entries else None
        entries.append(
            make(
                Fact({"text": f"{text} {number}"}),
                NOTES,
                share="organizer",
                device="0a1b2c3d",
                after=last,
            )
        )
    return entries


def in_a_process(act: Callable[[], object]) -> int:
    """The process id of a child that runs ``act`` and ends with status 0, or 1 if it raised."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        act()
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def ended(child: int) -> int:
    """The exit status of a child, negative for the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


_OF_FILES = frozenset(
    (
        "open",
        "write",
        "fsync",
        "fdatasync",
        "truncate",
        "ftruncate",
        "close",
        "rename",
        "replace",
        "link",
        "unlink",
        "remove",
        "mkdir",
        "stat",
        "fstat",
        "lseek",
        "flock",
    )
)


def killed_before_call(number: int, act: Callable[[], object]) -> bool:
    """Run ``act`` in a child whose power is cut before its call on files of that number, from 0.

    False where it came to its end, because it has not so many.
    """

    def count() -> None:
        left = number

        def see(_frame: object, event: str, function: object) -> None:
            nonlocal left
            if event != "c_call" or getattr(function, "__name__", "") not in _OF_FILES:
                return
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1

        sys.setprofile(see)
        act()
        sys.setprofile(None)

    status = ended(in_a_process(count))
    assert status in (0, -signal.SIGKILL)
    return status != 0


def take_no_file_longer_than(size: int) -> None:
    """Let this process meet a disk that is full at ``size`` bytes of any file."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


def standing_in(folder: Path) -> list[Path]:
    """What stands in a folder, by name, but for what is locked and how far files had come."""
    locks = list(folder.glob(".*.lock"))
    assert all(each.read_bytes() == b"" and each.stat().st_mode & 0o777 == 0o600 for each in locks)
    aside = {*locks, *folder.glob(".*.watermark")}
    return sorted(each for each in folder.iterdir() if each not in aside)
