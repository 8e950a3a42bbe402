"""Lines that a room may take over into a list instead of typing them again.

Nothing of it stands there by itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from coalition_cli.model.entry import DETAILS, Entry
from coalition_cli.model.view import Item, View


class Offer(NamedTuple):
    """A line that could be taken over: its words, and the entry that they come from.

    No entry where they are the programme's. ``bucket`` is the sort that it belongs to, ``title``
    what the room calls that; both empty where it has none.
    """

    text: str
    source: str = ""
    bucket: str = ""
    title: str = ""

    @property
    def words(self) -> str:
        """The words that are read where it is offered."""
        return f"{self.title}: {self.text}" if self.title else self.text

    def as_body(self) -> dict[str, Any]:
        """The line once it is taken over; ``from`` names what it came from."""
        bucket = {"bucket": self.bucket} if self.bucket else {}
        return {"text": self.text, **bucket, "from": [self.source] if self.source else []}


def offers_of(
    items: Iterable[Item], buckets: Iterable[Mapping[str, Any]], view: View
) -> list[Offer]:
    """The lines ``items`` of other steps, then the day's details that ``buckets`` name."""
    offered = [Offer(item.text, item.id) for item in items]
    asking = [bucket for bucket in buckets if bucket.get("detail")]
    if not asking:
        return offered
    details = [entry for entry in view.workshop.standing(DETAILS) if entry.text]
    sources = {str(entry.body.get("name") or ""): entry.id for entry in details}
    known = view.details()
    for bucket in asking:
        name = bucket["detail"]
        if name in known:
            source = sources.get(name, "")
            offered.append(Offer(known[name], source, bucket["id"], bucket["title"]))
    return offered


def not_taken(offers: Iterable[Offer], said: Sequence[Entry]) -> list[Offer]:
    """Those of ``offers`` that are not among what was ``said`` yet."""
    sources: set[str] = set()
    for entry in said:
        sources.update(entry.body.get("from") or ())
    lines = {(entry.text, str(entry.body.get("bucket") or "")) for entry in said}
    new = (each for each in offers if each.source not in sources)
    return [each for each in new if (each.text, each.bucket) not in lines]
