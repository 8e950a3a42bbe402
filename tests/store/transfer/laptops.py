"""Laptops without disks: each holds entries, has a clock of its own, and says, changes, takes back
and merges.
"""

from collections.abc import Callable, Sequence
from typing import Any

from coalition_cli.model.entry import NOTES, PEOPLE, Entry, Fact, Op, Place, make
from coalition_cli.model.header import Head
from coalition_cli.model.merging import Merged, merge
from coalition_cli.model.newest_wording import fold
from coalition_cli.model.same_person import PARTED, parted
from coalition_cli.model.withdrawal import apply
from coalition_cli.model.workshop import Workshop

DRAFTS = Place("visioning", 1, "vision")
THEMES = Place("visioning", 1, "bundles")
NOON = 1_731_412_800.0
DAY_BEFORE = -86_400
IN_1970 = 60.0 - NOON
IN_2099 = 4_100_000_000.0 - NOON
HEAD = Head("01JCG3XCG0000000000000000", "Umoja", "2024-11-12")
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

Merge = Callable[[Sequence[Entry], Sequence[Entry]], Merged]


class Laptop:
    """One laptop of a workshop; ``offset`` is by how many seconds its clock is wrong."""

    def __init__(self, number: int, offset: float = 0, merging: Merge = merge) -> None:
        self.device = f"{number:08x}"
        self.number = number
        self.offset = offset
        self.entries: list[Entry] = []
        self._minted = 0
        self.merging = merging

    def say(
        self,
        words: str | dict[str, Any],
        *,
        place: Place = NOTES,
        by: str | None = None,
        op: Op = "add",
        ref: str | None = None,
        second: float = 0,
    ) -> Entry:
        body = {"text": words} if isinstance(words, str) else words
        last = self.entries[-1] if self.entries else None
        moment = NOON + second + self.offset
        fact = Fact(body, by, op=op, ref=ref)
        made = make(fact, place, share="participants", device=self.device, after=last, now=moment)
        beyond = Workshop(HEAD, self.entries).beyond(fact, place)
        entry = made._replace(id=self._id(moment, last, beyond))
        self.entries.append(entry)
        return entry

    def edit(self, entry: Entry, words: str, second: float = 0) -> Entry:
        body = {**entry.body, "text": words}
        return self.say(
            body, place=entry.place, by=entry.by, op="edit", ref=entry.id, second=second
        )

    def withdraw(self, entry: Entry, second: float = 0) -> Entry:
        body = {PARTED: parted(self.entries)} if entry.place == PEOPLE else {}
        withdrawal = self.say(body, place=entry.place, op="withdraw", ref=entry.id, second=second)
        self.entries = apply(self.entries)
        return withdrawal

    def take(self, theirs: Sequence[Entry]) -> Merged:
        merged = self.merging(self.entries, theirs)
        self.entries = merged.entries
        return merged

    def standing(self, place: Place) -> list[Entry]:
        return fold(entry for entry in self.entries if entry.place == place)

    def of(self, entry: Entry) -> Entry:
        """The entry that this laptop holds under the id of ``entry``."""
        return next(each for each in self.entries if each.id == entry.id)

    def _id(self, moment: float, last: Entry | None, beyond: str) -> str:
        """An id as the store mints it, but the same each time a history is told again."""
        begin, depth = _letters(moment), 0
        before = last.id if last and last.id[:10] < _letters(moment + 3600) else ""
        before = max(before, beyond)
        if begin <= before[:10]:
            begin, depth = before[:10], int(before[10:18]) + 1
        self._minted += 1
        return f"{begin}{depth:08}{self.number:02}{self._minted:06}"


def _letters(moment: float) -> str:
    milliseconds = int(moment * 1000)
    return "".join(_ALPHABET[milliseconds >> shift & 31] for shift in range(45, -1, -5))


def words_of(entries: Sequence[Entry]) -> str:
    """Every word of every body, keys too, for looking whether a canary is among them."""
    return " ".join(repr(dict(entry.body)) for entry in entries)


__all__ = [
    "DAY_BEFORE",
    "DRAFTS",
    "IN_1970",
    "IN_2099",
    "NOTES",
    "PEOPLE",
    "THEMES",
    "Laptop",
    "Merge",
    "words_of",
]
