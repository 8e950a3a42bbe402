"""A repaired copy beside a damaged workshop file.

It holds every line that is as it was saved, and what the backups still hold. The damaged file is
never changed.
"""

import contextlib
import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED
from coalition_cli.i18n import _
from coalition_cli.model.entry import next_id, utc
from coalition_cli.model.header import (
    FIRST_VERSION,
    FORMAT_VERSION,
    Head,
    head_from_document,
)
from coalition_cli.store import errors
from coalition_cli.store.files import codec, lock
from coalition_cli.store.files.examine import examine_bytes, is_time, runs
from coalition_cli.store.formats.tinydb_storage import NewFileStorage
from coalition_cli.store.recovery import backups, hints, salvage


class Repaired(NamedTuple):
    """The copy, its count of entries, and sentences for what was left out or brought in."""

    path: Path
    holds: int
    told: list[str]


def repair(path: Path) -> Repaired:
    """Write a repaired copy of the plain file at ``path`` beside it, never over anything.

    Raises ``Problem``, also where neither the file nor any backup holds anything that can be read.
    """
    real = Path(os.path.realpath(path))
    try:
        with _alone(real):
            backups.sweep(real)
            return _repair(real)
    except OSError as trouble:
        raise errors.unwritten(real, trouble) from None


def _repair(path: Path) -> Repaired:
    try:
        found = salvage.salvage(backups.disk_bytes(path))
    except FileNotFoundError:
        found = salvage.Salvaged(
            None, {}, [_("{file} is not there any more.").format(file=path.name)]
        )
    _refuse_other_formats(path, found)
    told = list(found.left_out)
    entries, head = dict(found.entries), found.head
    sources: dict[str, str] = {}
    for copy, held in _sound_backups(path, found.head or found.remains):
        time_of_copy = hints.local_moment(copy.at)
        # Among its own lines: a quote of withdrawn words can be told only where these still stand.
        withdrawals = {
            entry_id: each for entry_id, each in entries.items() if each["op"] == "withdraw"
        }
        settled = salvage.put_together({}, withdrawals | held.entries)["entries"].values()
        for entry_id, document in ((each["id"], each) for each in settled):
            if entry_id not in entries:
                entries[entry_id], sources[entry_id] = document, time_of_copy
        if head is None and held.head:
            head = held.head
            told.append(
                _("The head of the file comes from the copy of {time}.").format(time=time_of_copy)
            )
    if head is None:
        if not entries:
            raise Problem(hints.nothing_left(path), DAMAGED)
        made_up = _made_up(path, entries).as_document()
        head = head_from_document(made_up | dict(found.remains)).as_document()
        told.append(_of_head(found.remains))
    tables = salvage.put_together(head, entries)
    told += _where_from(tables, sources)
    made = free_name(path, ".json")
    NewFileStorage(made).write(tables)
    return Repaired(made, len(entries), told)


def _of_head(remains: Mapping[str, Any]) -> str:
    if {"id", "title", "date"} <= set(remains):
        return _(
            "The head of the file was changed after it was saved and no copy has it: it is taken as"
            " it reads. Look at its title and its date."
        )
    return _(
        "The head of the file could not be read and no copy has it: title and date are made up."
    )


def _refuse_other_formats(path: Path, found: salvage.Salvaged) -> None:
    version = found.head["format_version"] if found.head else FORMAT_VERSION
    if version > FORMAT_VERSION:
        raise errors.newer(path)
    if version < FIRST_VERSION:
        raise errors.too_old(path)


def _sound_backups(
    path: Path, head: Mapping[str, Any]
) -> Iterator[tuple[backups.Copy, salvage.Salvaged]]:
    """Yield the backups that are needed: the newest, and older ones where that is damaged too.

    What an older one holds more than a sound newer one was left behind on purpose, by a restore.
    """
    # What cannot be listed may hold all that is left of a line.
    for copy in backups.all_of(path, is_all_needed=True):
        if copy.kind != "backup":
            continue
        try:
            data = backups.disk_bytes(copy.path)
        except OSError as trouble:
            # What it holds may be all that is left of a line: better asked for once more than left
            # out.
            raise errors.unreadable(copy.path, trouble) from None
        except Problem:
            continue
        held = salvage.salvage(data)
        if held.head and held.head["id"] != head.get("id", held.head["id"]):
            continue
        yield copy, held
        if not examine_bytes(data).damage:
            return


def _made_up(path: Path, entries: dict[str, dict[str, Any]]) -> Head:
    now = time.time()
    first = min(document["at"] for document in entries.values())
    day = (first if is_time(first) else utc(now))[:10]
    return Head(next_id("", now), _("Repaired: {file}").format(file=path.stem), day)


def _where_from(tables: codec.Tables, sources: dict[str, str]) -> list[str]:
    """Return a sentence for each run of entries that came from a copy."""
    of_time: dict[str, list[int]] = {}
    for number, document in tables["entries"].items():
        if document["id"] in sources:
            of_time.setdefault(sources[document["id"]], []).append(int(number) + 1)
    sentence = _("{lines} of the repaired copy: from the copy of {time}.")
    return [
        sentence.format(lines=run, time=time_of_copy)
        for time_of_copy, places in of_time.items()
        for run in runs(places)
    ]


def free_name(path: Path, suffix: str) -> Path:
    """Return a free name for the repaired copy, beside a plain file or in a sealed folder."""
    stem = path.stem if path.suffix == ".json" else path.name
    folder = path if path.is_dir() else path.parent
    number = 1
    while True:
        mark = f"-{number}" if number > 1 else ""
        made = folder / f"{stem}.repaired{mark}{suffix}"
        if not os.path.lexists(made):
            return made
        number += 1


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep others from writing; to a file that is gone or read-only nobody writes."""
    with contextlib.ExitStack() as held:
        with contextlib.suppress(Problem):
            held.enter_context(lock.alone(path))
        yield
