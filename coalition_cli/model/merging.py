"""The union of what two laptops recorded of one workshop, the same in either order."""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Final, Literal, NamedTuple, TypeAlias

from coalition_cli.model import same_person, withdrawal
from coalition_cli.model.entry import DETAILS, PEOPLE, SAME, Entry, digest, order
from coalition_cli.model.line_numbers import LineNumbers
from coalition_cli.model.newest_wording import dropped
from coalition_cli.model.repeated_words import common
from coalition_cli.model.undertaking_marks import STATUSES, undertaking_of
from coalition_cli.same_name import name_key

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TIME_LETTERS: Final = 10
_HASH_LETTERS: Final = 16


About: TypeAlias = Literal["change", "person", "end", "count", "detail", "status"]


class Conflict(NamedTuple):
    """Two laptops spoke differently of one thing, without having seen what the other said.

    Both are kept. ``about``: they changed one entry, entered one person twice, ended one step in
    two ways, counted the same hands or beans, told one detail of the day, or heard what became of
    one undertaking. ``earlier`` and ``later`` are what each said; of two changes, counts, details
    and reports the later stands.
    """

    about: "About"
    earlier: Entry
    later: Entry


class Merged(NamedTuple):
    """The result of a merge.

    ``entries`` are all of them, in their ``order``; ``added`` those that were not ours,
    ``withdrawn`` how many that came, new or not, are withdrawn here or there and stay away;
    ``emptied`` those of ours that lost their words to a withdrawal that came in, and ``reworded``
    those of ours that quoted them.
    """

    entries: list[Entry]
    added: list[Entry]
    withdrawn: int
    emptied: list[Entry]
    reworded: list[Entry]
    conflicts: list[Conflict]


def merge(ours: Sequence[Entry], theirs: Sequence[Entry]) -> Merged:
    """The union of ``ours`` and ``theirs`` by id.

    Nothing is lost, nothing is doubled, what is withdrawn stays so. What was ours keeps its
    numbers; what came in has none yet.
    """
    known = {entry.id: entry for entry in ours}
    coming = [entry.unnumbered() for entry in theirs]
    news = [each for each in coming if not _is_known(each, known)]
    gone = withdrawal.reach([*ours, *news])
    if not gone and len({each.id for each in news} | known.keys()) == len(ours) + len(news):
        # Nothing of ours changes, which is nearly always so: no line of it is looked at again.
        merged = sorted([*ours, *news], key=order)
        return Merged(merged, sorted(news, key=order), 0, [], [], conflicts(ours, theirs))
    # With every version there, a quote meets its words on whichever side still has them.
    every = [*(entry.unnumbered() for entry in ours), *news]
    is_person_gone = any(entry.op == "withdraw" and entry.place == PEOPLE for entry in every)
    versions: dict[str, list[Entry]] = {}
    for entry in withdrawal.apply(every, gone):
        versions.setdefault(entry.id, []).append(entry)
    united: dict[str, Entry] = {}
    for entry_id, of_one in versions.items():
        if len(of_one) == 1:
            united[entry_id] = of_one[0]
        else:
            united |= {each.id: each for each in _united(of_one, is_person_gone)}
    merged = [_as_known(entry, known) for entry in sorted(united.values(), key=order)]
    added = [entry for entry in merged if entry.id not in known]
    changed = [each for each in merged if each.id in known and each.body != known[each.id].body]
    return Merged(
        merged,
        added,
        _skipped(coming, known, gone),
        [entry for entry in changed if entry.is_gone],
        [entry for entry in changed if not entry.is_gone],
        conflicts(ours, theirs, gone),
    )


def _is_known(coming: Entry, known: Mapping[str, Entry]) -> bool:
    """True if ``coming``, which has no numbers, is ours already, word by word."""
    here = known.get(coming.id)
    return here is not None and here.unnumbered() == coming


def _skipped(coming: Sequence[Entry], known: Mapping[str, Entry], gone: Collection[str]) -> int:
    """How many of what is ``coming`` are withdrawn, and bring words or were not here yet."""
    skipped = (each for each in coming if each.id in gone and each.op in ("add", "edit"))
    return len({each.id for each in skipped if each.id not in known or not each.is_gone})


def numbered(merged: Merged, numbers: LineNumbers) -> Merged:
    """What was merged, with the next of our ``numbers`` for the lines that came in."""
    fresh = {entry.id for entry in merged.added}
    given = numbers.following(entry for entry in merged.entries if entry.id in fresh)
    of_id = {entry.id: entry for entry in given}

    def own(entries: Iterable[Entry]) -> list[Entry]:
        found = ((entry, of_id.get(entry.id)) for entry in entries)
        return [
            entry._replace(n=given.n, code=given.code) if given else entry for entry, given in found
        ]

    return merged._replace(entries=own(merged.entries), added=own(merged.added))


def conflicts(
    ours: Iterable[Entry], theirs: Iterable[Entry], gone: Collection[str] = ()
) -> list[Conflict]:
    """Conflicts: what only we have and what only they have of one thing, in the order of time.

    The same from either side. ``gone`` are the ids of what is withdrawn: there is nothing left to
    disagree about.
    """
    mine, yours = list(ours), list(theirs)
    seen_by_both = {entry.id for entry in mine} & {entry.id for entry in yours}
    if all(thing_of(entry) is None for entry in yours if entry.id not in seen_by_both):
        return []  # most of what comes are lines, which nobody can contradict
    void = dropped(mine) | dropped(yours) | set(gone)
    said = {entry.id: entry for entry in (*mine, *yours) if entry.place == SAME}
    lead_of = same_person.leads([each for each in said.values() if each.id not in void], ())
    our_newest = _by_thing(mine, seen_by_both, void)
    their_newest = _by_thing(yours, seen_by_both, void)
    found = []
    for thing in our_newest.keys() & their_newest.keys():
        one, other = our_newest[thing], their_newest[thing]
        is_one = lead_of.get(one.id, one.id) == lead_of.get(other.id, other.id)
        if _differ(one, other) and not (thing[0] == "person" and is_one):
            earlier, later = sorted((one, other), key=order)
            found.append(Conflict(thing[0], earlier, later))
    return sorted(found, key=lambda conflict: (order(conflict.earlier), order(conflict.later)))


Thing: TypeAlias = tuple[About, Hashable]
"""One thing of which two laptops may speak, and in which way."""
_MENDED: Final = ("count", "detail", "status")
"""What somebody says on one laptop and mends there counts as it stands there."""


def _by_thing(
    side: Iterable[Entry], seen: Collection[str], void: Collection[str]
) -> dict[Thing, Entry]:
    """The newest that this side alone says of each thing.

    A count that was made cup by cup with its newest numbers, a detail with its newest words.
    """
    of_thing: dict[Thing, Entry] = {}
    mended: dict[str, tuple[Thing, Entry]] = {}
    for entry in sorted(side, key=order):
        if entry.id in seen or entry.id in void:
            continue
        if entry.op == "edit" and entry.ref in mended:
            thing, first = mended[entry.ref]
            if of_thing[thing].id == first.id:
                of_thing[thing] = first._replace(body=entry.body)
            continue
        found = thing_of(entry)
        if found is not None:
            of_thing[found] = entry
            if found[0] in _MENDED:
                mended[entry.id] = found, entry
    return of_thing


def thing_of(entry: Entry) -> Thing | None:
    """What ``entry`` speaks of that others may speak of differently; None where there is none."""
    if entry.op in ("edit", "drop") and entry.ref:
        return "change", entry.ref
    if entry.op == "done":
        return "end", entry.place
    return _added_thing(entry) if entry.op == "add" else None


def _added_thing(entry: Entry) -> Thing | None:
    if entry.moved_from:
        return "change", entry.moved_from
    if entry.place == PEOPLE and entry.text:
        return "person", name_key(entry.text)
    if entry.place == DETAILS and entry.text:
        return "detail", str(entry.body.get("name"))
    if entry.body.get("status") in STATUSES:
        # Of what has no news before it the row itself tells; that is one line, not two of one.
        spoken_of = undertaking_of(entry)
        return ("status", spoken_of) if spoken_of else None
    if isinstance(entry.body.get("counts"), dict) and "scale" not in entry.body:
        # Two votes are two rounds; but of one question, or one issue by one criterion, one count
        # stands.
        about = (str(entry.body.get(name)) for name in ("question", "criterion", "item"))
        return "count", (entry.place, *about)
    return None


def _differ(one: Entry, other: Entry) -> bool:
    if one.place == PEOPLE and one.op == "add":
        return True
    if one.place == DETAILS or undertaking_of(one):
        return one.body != other.body
    return any(
        getattr(one, name) != getattr(other, name)
        for name in ("op", "place", "body", "by", "share")
    )


def _united(versions: Sequence[Entry], is_person_gone: bool) -> Iterator[Entry]:
    """One entry for all ``versions`` of it.

    Where somebody changed one by hand, the others too, as edits of it.
    """
    distinct = sorted({_sum(version): version for version in versions}.items())
    empty = next((each for _, each in distinct if _is_empty(each)), None)
    if empty and is_person_gone:
        # Nothing says any more that she had said this; whoever emptied it knew.
        yield empty
        return
    (_, first), *others = distinct
    changed_by_hand = []
    for _, version in others:
        is_same_but_words = first._replace(body={}) == version._replace(body={})
        body = common(first.body, version.body) if is_same_but_words else None
        if body is None:
            changed_by_hand.append(version)
        else:
            first = first._replace(body=body)
    yield first
    yield from map(_beside, changed_by_hand)


def _is_empty(entry: Entry) -> bool:
    return entry.is_gone and entry.by is None


def _beside(version: Entry) -> Entry:
    """``version`` under an id of its own, which every laptop gives it."""
    number = int.from_bytes(blake2b(_sum(version).encode(), digest_size=10).digest())
    letters = "".join(_ALPHABET[number >> (5 * at) & 31] for at in range(_HASH_LETTERS))
    entry = version._replace(id=version.id[:_TIME_LETTERS] + letters)
    return entry._replace(op="edit", ref=version.id) if version.op == "add" else entry


def _as_known(entry: Entry, known: Mapping[str, Entry]) -> Entry:
    """``entry`` with the numbers under which it is known."""
    before = known.get(entry.id)
    return entry._replace(n=before.n, code=before.code) if before else entry


def _sum(entry: Entry) -> str:
    return entry.id + digest(entry.as_document())
