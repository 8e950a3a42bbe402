"""The record of a workshop file: what is said stands on the disk before anything goes on."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from coalition_cli.app.clock_told import tell_clock
from coalition_cli.model.entry import Entry, Fact, Place, Share
from coalition_cli.store import Draft

if TYPE_CHECKING:
    from coalition_cli.run.engine import Record
    from coalition_cli.store import WorkshopFile


def append_in(
    file: "WorkshopFile", tell: Callable[[str], None]
) -> Callable[[Sequence[Draft]], list[Entry]]:
    """Return what puts several facts into ``file`` as one act, and ``tell``s of a wrong clock."""

    def append(drafts: Sequence[Draft]) -> list[Entry]:
        entries = file.append(drafts)
        tell_clock(file, tell)
        return entries

    return append


def record_through(append: Callable[[Sequence[Draft]], list[Entry]]) -> "Record":
    """Return a record that puts one fact after the other where ``append`` does."""

    def record(fact: Fact, place: Place, share: Share) -> Entry:
        return append([Draft(fact, place, share)])[0]

    return record


def record_in(file: "WorkshopFile", tell: Callable[[str], None] | None = None) -> "Record":
    """Return a record of ``file``: what it is given is on disk before it returns.

    It ``tell``s at once of a clock that is wrong; otherwise that is told when the call ends.
    """
    return record_through(append_in(file, tell) if tell else file.append)
