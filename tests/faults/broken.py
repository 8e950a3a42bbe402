"""Stores that are broken on purpose, and a writer over them: what the judge has to see.

python -m tests.faults.broken STORE FILE LAST
"""

import contextlib
import errno
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from tinydb import TinyDB

from coalition_cli.model.entry import NOTES, Entry, Fact, make
from tests.faults import story
from tests.faults.writer import acknowledge

Save = Callable[[Path, Entry], None]


def stock(path: Path, entry: Entry) -> None:
    """TinyDB as it comes: the whole file anew, where it stands."""
    with TinyDB(path) as database:
        database.table("entries").insert(entry.as_document())


def in_place(path: Path, entry: Entry) -> None:
    """The whole file emptied and written anew, without asking the disk to keep it."""
    documents = json.loads(_with(path, entry))
    with path.open("w") as file:
        json.dump(documents, file)


def replaced(path: Path, entry: Entry) -> None:
    """Another file put in its place, which the disk may not have yet."""
    path.with_suffix(".next").write_text(_with(path, entry))
    path.with_suffix(".next").replace(path)


def _with(path: Path, entry: Entry) -> str:
    documents = json.loads(path.read_text())["entries"] if path.exists() else {}
    documents[str(len(documents) + 1)] = entry.as_document()
    return json.dumps({"entries": documents})


def appended(path: Path, entry: Entry) -> None:
    """One line over the closing brackets.

    Nothing is put back where the disk takes only a part of it.
    """
    if not path.exists():
        path.write_text('{"entries": {')
    data = path.read_bytes().removesuffix(b"}}")
    lead = "," if data.endswith(b"}") else ""
    number = data.count(b"\n") + 1
    line = f'{lead}\n"{number}": {json.dumps(entry.as_document())}}}}}'.encode("ascii")
    descriptor = os.open(path, os.O_RDWR)
    try:
        written = os.pwrite(descriptor, line, len(data))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if written != len(line):
        raise OSError(errno.ENOSPC, "full")


def twice(path: Path, entry: Entry) -> None:
    """A second try of what was saved by the first."""
    appended(path, entry)
    if entry.text.split()[1].split(".")[1] == "5":
        appended(path, entry)


def believed(path: Path, entry: Entry) -> None:
    """An error that is passed over in silence."""
    with contextlib.suppress(OSError):
        appended(path, entry)


def half(path: Path, entry: Entry) -> None:
    """A note that is cut at a length."""
    appended(path, entry._replace(body={"text": entry.text[:200]}))


def write(save: Save, path: Path, turn: int, steps: range, acks: int) -> None:
    """A writer over a broken store."""
    last = None
    for number in steps:
        last = make(
            Fact({"text": story.text(turn, number)}),
            NOTES,
            share="organizer",
            device="0a1b2c3d",
            after=last,
        )
        save(path, last)
        acknowledge(acks, number, [last.id])


if __name__ == "__main__":
    write(globals()[sys.argv[1]], Path(sys.argv[2]), 1, range(1, int(sys.argv[3])), 1)
