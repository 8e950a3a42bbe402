"""The offers, the needs and the pairs of a step, as one audience may see them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.methods.matching import Match, Side, match
from coalition_cli.model.entry import Entry
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import Item, View
from coalition_cli.same_name import name_key

_HASHTAG: Final = re.compile(r"#(\w+)")


Pair = tuple[str, str]


@dataclass(frozen=True)
class Table:
    """The offers and the needs, as one audience may see them, and what became of each pair."""

    step: Step
    view: View

    @cached_property
    def offers(self) -> dict[str, Item]:
        return self._items("offers")

    @cached_property
    def needs(self) -> dict[str, Item]:
        return self._items("needs")

    @cached_property
    def pairs(self) -> dict[Pair, Match]:
        """Every match by its two lines, need by need.

        What the room put together stands behind what was found.
        """
        offers = self.sides("offers")
        found = match(list(offers.values()), list(self.sides("needs").values()))
        asked = [pair_of(entry) for entry in kinds.said(self.step, self.view)]
        pairs: dict[Pair, Match] = {}
        for need in found.needs:
            pairs |= {(each.offer.id, need.id): each for each in found.of_need[need.id]}
            for pair in asked:
                if pair[1] == need.id and pair[0] in offers and pair not in pairs:
                    pairs[pair] = Match(offers[pair[0]], need)
        return {pair: each for pair, each in pairs.items() if not self._is_unfit(pair)}

    @cached_property
    def entries(self) -> dict[Pair, Entry]:
        """The entries about each pair, whoever may see them."""
        return {pair_of(entry): entry for entry in kinds.said(self.step, self.view)}

    def _is_unfit(self, pair: Pair) -> bool:
        return pair in self.entries and self.entries[pair].body.get("giver") == "unfit"

    def _items(self, side: str) -> dict[str, Item]:
        wanted = self.step.options.get(f"{side}_bucket")
        items = kinds.items(self.step.options[side], self.view)
        if not wanted:
            return {item.id: item for item in items}
        entries = self._sources(side)
        return {
            item.id: item
            for item in items
            if item.id in entries and entries[item.id].body.get("bucket") == wanted
        }

    def sides(self, side: str) -> dict[str, Side]:
        """The lines of ``offers`` or ``needs``, with what is compared of them."""
        entries = self._sources(side)
        items = self.offers if side == "offers" else self.needs
        return {item.id: self._side(item, entries.get(item.id), side) for item in items.values()}

    def _sources(self, side: str) -> dict[str, Entry]:
        there = self.view.at(self.step.options[side])
        return {entry.id: entry for entry in kinds.standing(*there)} if there else {}

    def _side(self, item: Item, entry: Entry | None, side: str) -> Side:
        if entry is None:
            return Side(item.id, item.text)
        group = str(entry.body.get("group") or "")
        person = next((each for each in self.view.workshop.people() if each.id == entry.by), None)
        name = group or ("" if person else entry.by or "")
        if person and self.view.shows_names():
            name = self.view.name_of(person.id)
        more = self._more(item.id, side)
        return Side(
            item.id,
            _HASHTAG.sub("", item.text).strip() or item.text,
            who=entry.by or group,
            name=name,
            within=frozenset(
                filter(
                    None, (group, person.group if person else "", person.country if person else "")
                )
            ),
            tags=self._tags(entry, side, [item.text, *more]),
            more=more,
        )

    def _more(self, item_id: str, side: str) -> tuple[str, ...]:
        """Return what stands in further columns, as far as this audience may read it."""
        columns = self.step.options.get(f"{side}_also") or ()
        there = self.view.at(self.step.options[side])
        rows = kinds.result(*there) if columns and there else None
        row: Mapping[str, Any] = next((row for row in rows or () if row["id"] == item_id), {})
        return tuple(row[column] for column in columns if isinstance(row.get(column), str))

    def _tags(self, entry: Entry, side: str, texts: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """The tags of a line: its bucket, and every word after a ``#``.

        Not the bucket that makes the line an offer or a need.
        """
        bucket = str(entry.body.get("bucket") or "")
        own = [] if not bucket or self.step.options.get(f"{side}_bucket") else [bucket]
        tagged = [*own, *(tag for text in texts for tag in _HASHTAG.findall(text))]
        return tuple((tag, self.titles.get(name_key(tag), tag)) for tag in dict.fromkeys(tagged))

    @cached_property
    def titles(self) -> dict[str, str]:
        """The titles of the tags of both steps, by the tag."""
        steps = [
            there[0]
            for side in ("offers", "needs")
            if (there := self.view.at(self.step.options[side]))
        ]
        return {
            name_key(bucket["id"]): bucket["title"]
            for step in steps
            for bucket in step.options.get("buckets") or ()
        }


def pair_of(entry: Entry) -> Pair:
    """Return the ids of the two lines that an entry is about."""
    return str(entry.body["offer"]), str(entry.body["need"])


def pairs_of_need(item: Item, table: Table) -> list[Pair]:
    """Return the pairs in which ``item`` is what is needed."""
    return [pair for pair in table.pairs if pair[1] == item.id]


def is_agreed(body: Mapping[str, Any]) -> bool:
    """True if both sides said yes."""
    return body.get("giver") == body.get("taker") == "yes"
