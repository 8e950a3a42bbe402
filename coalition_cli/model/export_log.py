"""The log of what was sent to whom, so that it can be called back when words are withdrawn."""

from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from coalition_cli.model.entry import EXPORTS, Body, Entry, Share, as_share, share_level
from coalition_cli.model.workshop import Workshop

FOR_A_LAPTOP: Final = "merge"
"""The audience under which a bundle is kept in the log."""


class Sent(NamedTuple):
    """One export: when (UTC, ISO 8601), for which audience, up to which share level, its files."""

    at: str
    audience: str
    level: Share
    files: tuple[str, ...]
    entry: Entry


def body_of(audience: str, level: Share, files: Sequence[str]) -> Body:
    """The body of an export's entry; ``files`` are names without their folders."""
    return {"audience": audience, "level": level, "files": list(files)}


def exports(workshop: Workshop) -> list[Sent]:
    """Every export, in the order in which they were made."""
    found = []
    for entry in workshop.standing(EXPORTS):
        files = entry.body.get("files")
        names = tuple(str(name) for name in files) if isinstance(files, list) else ()
        found.append(Sent(entry.at, str(entry.body.get("audience")), _level(entry), names, entry))
    return found


def holding(workshop: Workshop, ids: Collection[str]) -> list[Sent]:
    """The exports that were made after one of the entries ``ids`` and whose audience might see it.

    They may hold its words: what the entry's share was at that moment is not kept apart from what
    it is now, so the widest that it ever had counts.
    """
    entries = [entry for entry in workshop.entries if entry.id in ids]

    def may_hold_one(sent: Sent) -> bool:
        made = workshop.position(sent.entry.id)
        earlier = (entry for entry in entries if workshop.position(entry.id) < made)
        return any(share_level(entry.share) >= share_level(sent.level) for entry in earlier)

    return list(filter(may_hold_one, exports(workshop)))


def _level(entry: Entry) -> Share:
    try:
        return as_share(str(entry.body.get("level")))
    except ValueError:
        return "organizer"
