"""A file that is given a second time: what it says now, held against what stands of a step.

The step is played anew beside the workshop; whatever comes of it otherwise than what stands is a
difference. Nothing here knows what the lines of a kind mean.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from coalition_cli.i18n import _
from coalition_cli.model.entry import MOVED, PEOPLE, SAID, SAME, Entry, Fact, Place, share_level
from coalition_cli.model.newest_wording import fold
from coalition_cli.model.workshop import Workshop
from coalition_cli.same_name import name_key
from coalition_cli.sanitize import in_short

Sort: TypeAlias = Literal["changed", "new", "gone", "kept"]

_MOST_COMPARED: Final = 200
_ALIKE: Final = 0.5


class Difference(NamedTuple):
    """One difference between a file and what stands, in words.

    ``kept`` is one that is not taken: what was withdrawn stays so.
    """

    sort: Sort
    where: str
    words: str

    @property
    def sentence(self) -> str:
        """The difference in one line."""
        told = {
            "changed": _("{where}: changes: {words}"),
            "new": _("{where}: new: {words}"),
            "gone": _("{where}: no longer in the file: {words}"),
            "kept": _("{where}: was withdrawn and stays so: {words}"),
        }
        return told[self.sort].format(where=self.where, words=self.words)


@dataclass(frozen=True, slots=True)
class Change:
    """What is recorded for a difference: ``said`` is the file's entry, ``stands`` that before it.

    Of a line that is new nothing stands, of one that is gone the file says nothing.
    """

    difference: Difference
    stands: Entry | None
    said: Entry | None


def before(workshop: Workshop, place: Place, steps: Iterable[str]) -> Workshop:
    """The workshop as it was when ``place`` was first spoken at, with all of its earlier steps."""
    first = next(
        (number for number, entry in enumerate(workshop.entries) if entry.place == place), 0
    )
    earlier = {place._replace(step=step) for step in steps}
    kept = [
        entry
        for number, entry in enumerate(workshop.entries)
        if entry.place != place
        and (number < first or entry.place in earlier or entry.place == SAME)
    ]
    return Workshop(workshop.head, kept)


def without(workshop: Workshop, place: Place) -> Workshop:
    """The workshop as it is, but for ``place``."""
    return Workshop(workshop.head, [entry for entry in workshop.entries if entry.place != place])


def lines_of(workshop: Workshop, place: Place) -> list[Entry]:
    """What was said at ``place`` and stands, also where it was moved elsewhere since."""
    standing = [entry for entry in fold(workshop.at_place(place)) if MOVED not in entry.body]
    return workshop.as_one(standing)


def withdrawn_at(workshop: Workshop, place: Place) -> int:
    """How many lines of ``place`` were withdrawn."""
    lines = [entry for entry in workshop.at_place(place) if entry.op == "add"]
    return sum(entry.is_gone or entry.id in workshop.withdrawn for entry in lines)


def comparable(stands: Sequence[Entry], said: Sequence[Entry]) -> list[Entry]:
    """Those of ``stands`` of which a file would speak: not what a room only passed over."""
    if any(map(_is_passed_over, said)):
        return list(stands)
    return [entry for entry in stands if not _is_passed_over(entry)]


def _is_passed_over(entry: Entry) -> bool:
    return bool(entry.body.get("passed")) and not entry.by and not entry.text


def is_same(one: Sequence[Entry], other: Sequence[Entry]) -> bool:
    """True if both lists say the same, in whatever order."""
    return sorted(_keys(one)) == sorted(_keys(other))


def changes(
    where: str, workshop: Workshop, stands: Sequence[Entry], said: Sequence[Entry]
) -> list[Change]:
    """Every change that makes of what ``stands`` at a step what the file says there now."""
    pairs, old_keys, new_keys = _pairs(stands, said), _keys(stands), _keys(said)
    taken = set(pairs.values())
    missing = [number for number in range(len(stands)) if number not in taken]
    withdrawn = withdrawn_at(workshop, said[0].place) if said else 0
    names = _Names(workshop)
    found = []
    for number, entry in enumerate(said):
        if number not in pairs:
            sort: Sort = "kept" if withdrawn > 0 else "new"
            withdrawn -= 1
            found.append(Change(Difference(sort, where, names.told(entry)), None, entry))
        elif old_keys[pairs[number]] != new_keys[number]:
            old = stands[pairs[number]]
            if not workshop.moved_to(old.id):
                words = names.changed(old, entry)
                found.append(Change(Difference("changed", where, words), old, entry))
    for number in missing:
        old = stands[number]
        if not workshop.moved_to(old.id):
            found.append(Change(Difference("gone", where, names.told(old)), old, None))
    return found


def take(
    found: Sequence[Change],
    stands: Sequence[Entry],
    said: Sequence[Entry],
    record: Callable[[Fact], Entry],
) -> None:
    """Record ``found``; an entry of the file that names another is let name what that became."""
    became = {entry.id: stands[old].id for entry, old in _paired(stands, said)}
    for change in found:
        if change.difference.sort == "kept":
            continue
        if change.said is None:
            if change.stands:
                gone = Fact({SAID: True}, None, change.stands.share, "drop", change.stands.id)
                record(gone)
            continue
        body = _replaced(change.said.body, became)
        fact = Fact(body, change.said.by, change.said.share)
        if change.stands:
            fact = fact._replace(op="edit", ref=change.stands.id)
        entry = record(fact)
        became[change.said.id] = change.stands.id if change.stands else entry.id


def _paired(stands: Sequence[Entry], said: Sequence[Entry]) -> Iterator[tuple[Entry, int]]:
    for number, old in _pairs(stands, said).items():
        yield said[number], old


def _pairs(stands: Sequence[Entry], said: Sequence[Entry]) -> dict[int, int]:
    """Which of ``said`` is which of ``stands``: first what is the same, then what is alike.

    What is left is paired where it has the same place between others.
    """
    pairs = _same(_keys(stands), _keys(said))
    _pair_alike(stands, said, pairs)
    gaps = _gaps(len(stands), set(pairs.values()))
    for number, gap in _gaps(len(said), set(pairs)).items():
        old = next((each for each, other in gaps.items() if other == gap), None)
        if old is not None:
            pairs[number] = old
            del gaps[old]
    return pairs


def _same(stands: Sequence[str], said: Sequence[str]) -> dict[int, int]:
    waiting: dict[str, list[int]] = {}
    for number, key in enumerate(stands):
        waiting.setdefault(key, []).append(number)
    return {number: waiting[key].pop(0) for number, key in enumerate(said) if waiting.get(key)}


def _pair_alike(stands: Sequence[Entry], said: Sequence[Entry], pairs: dict[int, int]) -> None:
    """Add to ``pairs`` those that share most, the likeliest first."""
    left = [number for number in range(len(stands)) if number not in set(pairs.values())]
    new = [number for number in range(len(said)) if number not in pairs]
    if len(left) * len(new) > _MOST_COMPARED**2:
        return
    rated = [
        (-_likeness(stands[old], said[number]), abs(old - number), number, old)
        for number in new
        for old in left
    ]
    taken: set[int] = set()
    for likeness, _distance, number, old in sorted(rated):
        if likeness < -_ALIKE and number not in pairs and old not in taken:
            pairs[number] = old
            taken.add(old)


def _likeness(one: Entry, other: Entry) -> float:
    """From 0 to 1: how much of two entries is the same, their words above all."""
    # price: difflib, 5 ms, and a file that says nothing new is compared with nothing
    from difflib import SequenceMatcher

    shared = [key for key in one.body if key != "text" and one.body[key] == other.body.get(key)]
    every = {*one.body, *other.body} - {"text"}
    rest = (len(shared) + (one.by == other.by)) / (len(every) + 1)
    if not one.text and not other.text:
        return rest
    words = SequenceMatcher(None, name_key(one.text), name_key(other.text)).ratio()
    return words if words > _ALIKE else words * rest


def _gaps(count: int, paired: set[int]) -> dict[int, int]:
    """For each that is not paired, how many that are stand before it."""
    gaps, before_it = {}, 0
    for number in range(count):
        if number in paired:
            before_it += 1
        else:
            gaps[number] = before_it
    return gaps


def _keys(entries: Sequence[Entry]) -> list[str]:
    """What each entry says, whatever its id is: one that it names is named by its words."""
    own = {entry.id: f"\0{entry.by}\0{entry.text}" for entry in entries}
    return [
        json.dumps([_replaced(entry.body, own), entry.by, share_level(entry.share)], sort_keys=True)
        for entry in entries
    ]


def _replaced(value: Any, words: Mapping[str, str]) -> Any:
    """``value`` with every id of ``words`` replaced by what it gives."""
    if isinstance(value, Mapping):
        return {words.get(str(key), key): _replaced(each, words) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_replaced(each, words) for each in value]
    return words.get(value, value) if isinstance(value, str) else value


class _Names:
    """Entries in words: what they say, with the words of those that they name."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._words: dict[str, str] = {}
        for place in workshop.places():
            for entry in workshop.standing(place):
                if entry.text:
                    self._words[entry.id] = entry.text

    def told(self, entry: Entry) -> str:
        """What ``entry`` says, in one line."""
        parts = [self._part(key, value) for key, value in entry.body.items() if key != "text"]
        said = [entry.text] if entry.text else []
        by = [_("by {name}").format(name=self._by(entry))] if entry.by else []
        return ", ".join(filter(None, (*said, *by, *parts)))

    def changed(self, old: Entry, new: Entry) -> str:
        """What ``new`` says otherwise than ``old``, after what tells both from the others."""
        keys = [key for key in {**old.body, **new.body} if old.body.get(key) != new.body.get(key)]
        same = {key: value for key, value in old.body.items() if key not in keys}
        parts = [
            self._step(key, self._value(old.body.get(key)), self._value(new.body.get(key)))
            for key in keys
        ]
        if old.by != new.by:
            parts.append(self._step("by", self._by(old), self._by(new)))
        if old.share != new.share:
            parts.append(self._step("share", old.share, new.share))
        about = str(same.pop("text", "")) or ", ".join(
            self._value(value) for value in same.values() if isinstance(value, str) and value
        )
        return ": ".join(filter(None, (about or self._by(old), "; ".join(parts))))

    def _by(self, entry: Entry) -> str:
        return self._workshop.name_of(entry.by)

    def _step(self, key: str, old: str, new: str) -> str:
        nothing = _("nothing")
        name = "" if key == "text" else f"{key} "
        return f"{name}{old or nothing} → {new or nothing}"

    def _part(self, key: str, value: Any) -> str:
        words = self._value(value)
        return f"{key} {words}" if words else ""

    def _value(self, value: Any) -> str:
        if isinstance(value, Mapping):
            if any(key in self._words for key in value):
                return ", ".join(self._value(key) for key in value)
            return ", ".join(f"{key}: {self._value(each)}" for key, each in value.items())
        if isinstance(value, list | tuple):
            return ", ".join(map(self._value, value))
        if value is None or value is False or value == "":
            return ""
        if isinstance(value, str):
            return self._words.get(value) or self._workshop.name_of(value)
        return in_short(value)


def person_change(person: Entry, body: Mapping[str, Any]) -> Change | None:
    """What a row says of somebody otherwise than what stands; None where it says nothing else."""
    told = {key: value for key, value in body.items() if key not in ("text", "at")}
    standing = {"role": "participant", "present": True, **person.body}
    changed = {key: value for key, value in told.items() if standing.get(key) != value}
    if not changed:
        return None
    nothing = _("nothing")
    parts = [f"{key} {standing.get(key) or nothing} → {value}" for key, value in changed.items()]
    words = f"{person.text}: {'; '.join(parts)}"
    said = person._replace(body={**person.body, **changed})
    return Change(Difference("changed", PEOPLE.step, words), person, said)
