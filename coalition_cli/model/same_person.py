"""One person who was entered twice: what both entries said is hers, under the first of them.

Two laptops enter one woman each; afterwards somebody says that she is one. That is an entry of its
own, and nothing else is written: who is one is computed, and what was said stays as it was said.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from coalition_cli.model.entry import ALSO_BY, SAME, Body, Entry, order
from coalition_cli.model.newest_wording import dropped

PAIR: Final = "people"
"""The key under which an entry names the two."""

PARTED: Final = "parted"
"""The key under which a withdrawal of somebody keeps which pairs it knew to be taken back."""


def pair_of(entry: Entry) -> tuple[str, str] | None:
    """The two whom ``entry`` says to be one, the one who is listed first; None if it says less."""
    named = entry.body.get(PAIR)
    if entry.place != SAME or not isinstance(named, list) or len(named) != 2:
        return None
    first, second = map(str, named)
    return (first, second) if first != second else None


def leads(said: Iterable[Entry], standing: Collection[str]) -> dict[str, str]:
    """The id under which each of those is listed who were entered more than once.

    ``said`` are the entries that stand of who is one, in any order; ``standing`` the ids of people
    who were not taken back: where that is what happened to the first one, the earliest of the
    others stands for her.
    """
    first_of: dict[str, str] = {}
    for entry in sorted(said, key=order):
        pair = pair_of(entry)
        if pair is None:
            continue
        first, second = (first_of.setdefault(each, each) for each in pair)
        for each, lead in first_of.items():
            if lead == second:
                first_of[each] = first
    members: dict[str, list[str]] = {}
    for each, lead in first_of.items():
        members.setdefault(lead, []).append(each)
    listed = {lead: _listed(lead, ids, standing) for lead, ids in members.items()}
    return {each: listed[lead] for each, lead in first_of.items()}


def all_of(people: Collection[str], entries: Iterable[Entry], known_parted: Any = None) -> set[str]:
    """The ``people`` with the ids of every other entry of theirs, as ``entries`` say it.

    Pairs that were taken back do not count. Where a withdrawal tells which it knew to be, those do
    not count, and every other does: ``known_parted`` is what it keeps as ``PARTED``.
    """
    said = [entry for entry in entries if entry.place == SAME]
    gone = _gone_for(known_parted, said) if isinstance(known_parted, Mapping) else dropped(said)
    lead_of = leads([entry for entry in said if entry.id not in gone], ())
    theirs = {lead_of.get(person, person) for person in people}
    return set(people) | {person for person, lead in lead_of.items() if lead in theirs}


def parted(entries: Iterable[Entry]) -> dict[str, list[str]]:
    """The pairs among ``entries`` that were taken back, each with the drops that tell so.

    Every drop in the row counts, those of drops too. A withdrawal of somebody keeps this, as
    ``PARTED``: so it reaches the same people wherever it is read, whatever comes later.
    """
    said = [entry for entry in entries if entry.place == SAME]
    gone = dropped(said)
    pairs = (entry.id for entry in said if entry.id in gone and pair_of(entry))
    return {pair: _drops_about(pair, said) for pair in pairs}


def _drops_about(pair: str, said: Collection[Entry]) -> list[str]:
    """Ids of the drops of ``pair``, of the drops of these, and so on."""
    found: set[str] = set()
    waiting = [pair]
    while waiting:
        named = waiting.pop()
        drops = {each.id for each in said if each.op == "drop" and each.ref == named} - found
        found |= drops
        waiting += drops
    return sorted(found)


def as_one(entry: Entry, lead_of: Mapping[str, str]) -> Entry:
    """The ``entry`` as it reads once everybody goes by the id under which she is listed.

    Whoever stands in a list twice stands there once, and of two numbers that she gave by name the
    one under her first entry counts.
    """
    by = lead_of.get(entry.by, entry.by) if entry.by else entry.by
    body = _with_leads(entry.body, lead_of)
    if ALSO_BY in body:
        body = _without_speaker(body, by)
    if body is not entry.body and isinstance(entry.body.get("raters"), Mapping):
        body = _recounted(body, entry.body["raters"])
    if by == entry.by and body is entry.body:
        return entry
    return entry._replace(by=by, body=body)


def _gone_for(known_parted: Mapping[str, Any], said: Collection[Entry]) -> set[str]:
    """The pairs that do not count for a withdrawal: those parted as it knew, and not since joined.

    What comes later can only take pairs out of these, never put one in: what a withdrawal emptied
    on one laptop could not come back for a parting that comes from another.
    """
    drops = [entry for entry in said if entry.op == "drop"]
    return {
        pair
        for pair, row in known_parted.items()
        if isinstance(row, list)
        and not any(each.ref in row and each.id not in row for each in drops)
    }


def _listed(lead: str, ids: Iterable[str], standing: Collection[str]) -> str:
    """Which of ``ids`` is shown: ``lead`` while it stands."""
    if lead in standing:
        return lead
    return min((each for each in ids if each in standing), default=lead)


def _with_leads(value: Any, lead_of: Mapping[str, str]) -> Any:
    """``value`` with the ids of people replaced; itself where there is none."""
    if isinstance(value, str):
        return lead_of.get(value, value)
    if isinstance(value, list):
        members = [_with_leads(each, lead_of) for each in value]
        is_same = all(new is old for new, old in zip(members, value, strict=True))
        return value if is_same else _once(members, set(lead_of.values()))
    if isinstance(value, Mapping):
        found: dict[Any, Any] = {}
        for key, member in value.items():
            lead = lead_of.get(key, key)
            if lead == key or lead not in value:
                found.setdefault(lead, _with_leads(member, lead_of))
        is_same = found.keys() == value.keys() and all(found[key] is value[key] for key in value)
        return value if is_same else found
    return value


def _once(members: Iterable[Any], people: Collection[str]) -> list[Any]:
    """The ``members``, each of ``people`` only where she stands first."""
    found: list[Any] = []
    for member in members:
        if not (isinstance(member, str) and member in people and member in found):
            found.append(member)
    return found


def _without_speaker(body: Body, by: str | None) -> Body:
    """``body`` without ``by`` among those who said it beside her."""
    also = body[ALSO_BY]
    if not isinstance(also, list) or by not in also:
        return body
    rest = [each for each in also if each != by]
    others = {key: value for key, value in body.items() if key != ALSO_BY}
    return {**others, ALSO_BY: rest} if rest else others


def _recounted(body: Body, before: Mapping[str, Any]) -> Body:
    """``body`` with its counts lowered by what somebody had given a second time."""
    counts, raters = body.get("counts"), body.get("raters")
    if not isinstance(counts, Mapping) or not isinstance(raters, Mapping):
        return body
    left = list(raters.values())
    lowered = dict(counts)
    for value in before.values():
        if value in left:
            left.remove(value)
        elif isinstance(lowered.get(str(value)), int):
            lowered[str(value)] -= 1
    return {**body, "counts": {value: count for value, count in lowered.items() if count}}
