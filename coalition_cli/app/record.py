"""The record of a workshop file: what is said stands on the disk before anything goes on."""

from typing import TYPE_CHECKING

from coalition_cli.model.entry import Entry, Fact, Place, Share
from coalition_cli.store import Draft

if TYPE_CHECKING:
    from coalition_cli.run.engine import Record
    from coalition_cli.store import WorkshopFile


def record_in(file: "WorkshopFile") -> "Record":
    """Return a record of ``file``: what it is given is on disk before it returns."""

    def record(fact: Fact, place: Place, share: Share) -> Entry:
        return file.append([Draft(fact, place, share)])[0]

    return record
