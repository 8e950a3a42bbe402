"""The checks of a document that somebody inserts: its entry, read back before it is written.

A session makes its own entries and needs none of this.
"""

import re
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from tinydb.table import Document

from coalition_cli.model.entry import (
    NOTES,
    NUMBER_KEYS,
    OWNERS,
    Entry,
    is_as_saved,
    next_id,
    utc,
)
from coalition_cli.store.files import codec
from coalition_cli.store.files.mark import Found, Mark

_USUAL: Final[Mapping[str, Any]] = {
    "by": None,
    "exercise": None,
    "run": NOTES.run,
    "step": NOTES.step,
    "op": "add",
    "ref": None,
}
"""The keys that a document may leave out: those of a line that was captured in the room."""
_KEYS: Final = frozenset({*_USUAL, "id", "at", "device", "body", "share", "sum", *NUMBER_KEYS})
_ID: Final = re.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}")
_AT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
_DEVICE: Final = re.compile("[0-9A-Za-z]{1,16}")
_TIME_OF_ID: Final = 10
_MOST_AHEAD_SECONDS: Final = 86_400
"""Laptops whose clocks go differently are heard; every later line would copy a time far ahead."""
_DEEPEST: Final = 64
"""A file must be read by whoever is deep in calls already, so nothing near the limit goes in."""


class Standing:
    """The ids that stand in a workshop up to ``mark``, and those whose words were withdrawn."""

    def __init__(self, found: Found) -> None:
        self.ids: set[str] = set()
        self.withdrawn: set[str] = set()
        self.take(found.entries, found.mark)

    def take(self, entries: Iterable[Entry], mark: Mark) -> None:
        """Take in what was read up to ``mark``."""
        for entry in entries:
            self.ids.add(entry.id)
            if entry.withdrawn_id:
                self.withdrawn.add(entry.withdrawn_id)
        self.mark = mark


def names_others(document: Mapping[str, Any]) -> bool:
    """True if ``document`` is only sound beside what stands: it has an id, or somebody's."""
    return document.get("id") is not None or document.get("by") is not None


def refuse_other_than_added(document: Mapping[str, Any]) -> None:
    """Raise ``ValueError`` for what only ``WorkshopFile``, which changes entries, may add."""
    if isinstance(document, Document):
        raise ValueError("the store itself numbers the documents of a workshop")
    if not isinstance(document, Mapping):
        raise ValueError("a document is a mapping")
    unknown = [str(key) for key in document if key not in _KEYS]
    if unknown:
        raise ValueError(f"an entry has no {', '.join(sorted(unknown))}")
    body = document.get("body", {})
    if not isinstance(body, Mapping):
        raise ValueError("body: a value of the wrong kind")
    if document.get("op", "add") != "add" or not set(body).isdisjoint(OWNERS):
        raise ValueError("what changes another entry, or carries its words, WorkshopFile adds")


def entries_of(
    documents: Iterable[Mapping[str, Any]], device: str, last: Entry | None
) -> list[Entry]:
    """Return the entries that ``documents`` mean, after ``last``. Raises ``ValueError``."""
    entries: list[Entry] = []
    for document in documents:
        last = _entry_of(document, device, last)
        entries.append(last)
    return entries


def refuse_unreadable(entries: Sequence[Entry], number: int) -> None:
    """Raise ``ValueError`` where the lines after ``number`` would not be read as they are meant.

    They are read as whoever opens the file will read them.
    """
    lines = ",\n".join(
        codec.line_of(place, entry) for place, entry in enumerate(entries, number + 1)
    )
    text = (",\n" if number else "\n") + lines + codec.TAIL
    reading = codec.read_on(text, 0, number)
    if not reading.is_sound or reading.entries != list(entries):
        raise ValueError("a value that would not be read again as it was given")


def refuse_doubled(entries: Sequence[Entry], ids: set[str]) -> None:
    """Raise ``ValueError`` for an id that stands already, in the file or among ``entries``."""
    given = {entry.id for entry in entries}
    if len(given) < len(entries) or not given.isdisjoint(ids):
        raise ValueError("id: an entry with this id stands already")


def _entry_of(document: Mapping[str, Any], device: str, last: Entry | None) -> Entry:
    """Return the entry that ``document`` means, with what it leaves out. Raises ``ValueError``."""
    now = time.time()
    made = {"id": next_id(last.id if last else "", now), "at": utc(now), "device": device}
    whole = {**_USUAL, **made, **document}
    if "body" in whole:
        whole["body"] = _plain(whole["body"])
    # A document of another file may bring its numbers: they mean nothing here.
    entry = codec.entry_of(whole).unnumbered()
    if type(entry.place.run) is not int or entry.place.run < 1:
        raise ValueError("run: a value of the wrong kind")
    _refuse_unsound(entry, now)
    if "sum" in document and not _has_sum(entry, document["sum"]):
        raise ValueError("sum: not the digest of the rest")
    return entry


def _has_sum(entry: Entry, total: Any) -> bool:
    return is_as_saved(entry.as_document() | {"sum": total})


def _refuse_unsound(entry: Entry, now: float) -> None:
    """Raise ``ValueError`` for an id, a time or a device that the store would never make."""
    ahead = now + _MOST_AHEAD_SECONDS
    is_id = _ID.fullmatch(entry.id) and entry.id[:_TIME_OF_ID] <= next_id("", ahead)[:_TIME_OF_ID]
    if not is_id:
        raise ValueError("id: none that the store would have made by now")
    if not _AT.fullmatch(entry.at) or not _is_moment(entry.at) or entry.at > utc(ahead):
        raise ValueError("at: no time in UTC such as 2026-11-21T09:30:00.000Z, or one far ahead")
    if not _DEVICE.fullmatch(entry.device):
        raise ValueError("device: none that the store would have made")


def _is_moment(at: str) -> bool:
    try:
        datetime.fromisoformat(at.removesuffix("Z"))
    except ValueError:
        return False
    return True


def _plain(value: Any, depth: int = 0) -> Any:
    """Return ``value`` as JSON has it, with lists for tuples. Raises ``ValueError``."""
    if depth > _DEEPEST:
        raise ValueError("body: too deep")
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise ValueError("body: a key that is no text")
        return {key: _plain(each, depth + 1) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each, depth + 1) for each in value]
    if value is None or isinstance(value, str | int | float):
        return value
    raise ValueError("body: a value of the wrong kind")
