"""The reach of a withdrawal: what it takes out of a workshop.

An entry, every change of it and what it became where it was moved, all that a person said, under
each entry that is hers, every quote of these, and a person's name where a detail of the day tells
it.

The entries stay where they stood, so that counts, numbers and what refers to them hold; only their
words go.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final, NamedTuple

from coalition_cli.model import same_person
from coalition_cli.model.entry import (
    DETAILS,
    GONE,
    OWNERS,
    PEOPLE,
    SAME,
    WITHOUT_WORDS,
    Entry,
    order,
)
from coalition_cli.model.newest_wording import dropped
from coalition_cli.model.repeated_words import (
    FEWEST_TO_CUT,
    REWORD,
    Line,
    Wordings,
    lines,
    read,
    sizes_of,
    take_out,
    texts,
    without,
)

_WITH_WORDS: Final = ("add", "edit")
_FEWEST_LETTERS: Final = 3
"""Shorter names are words of many sentences: they count only where nothing stands beside them."""

_WORKED_OUT: Final = ("notes", "from", "status", "adopts", "members", "moved_to")
"""Keys of what themes, drafts, plans, decisions, groups and moves of a rank record.

A line of somebody has none.
"""


def reach(entries: Iterable[Entry], withdrawals: Collection[str] | None = None) -> set[str]:
    """The ids of all entries whose words are withdrawn, there or still to come from another laptop.

    ``withdrawals`` are the ids of those that count; all, where not given. What was emptied because
    of who said it is only found in entries from before: an emptied one does not say any more who
    that was.
    """
    known = list(entries)
    counting = [entry for entry in known if entry.op == "withdraw" and entry.ref]
    if withdrawals is not None:
        counting = [entry for entry in counting if entry.id in withdrawals]
    if not counting:
        return set()
    targets = {entry.ref for entry in counting if entry.ref}
    # Somebody's own entry may still lie on another laptop: then the withdrawal says that it is one.
    people = {entry.id for entry in known if entry.place == PEOPLE}
    people |= {entry.ref for entry in counting if entry.place == PEOPLE and entry.ref}
    withdrawn_people = _withdrawn_people(counting, people, known)
    waiting = [*targets, *withdrawn_people, *_said_by(withdrawn_people, known)]
    going_along = _going_along(known)
    reached: set[str] = set()
    while waiting:
        entry_id = waiting.pop()
        if entry_id not in reached:
            reached.add(entry_id)
            waiting += going_along.get(entry_id, ())
    return reached


def _withdrawn_people(
    counting: Sequence[Entry], people: Collection[str], entries: Sequence[Entry]
) -> set[str]:
    """Ids of the people whom the withdrawals ``counting`` name, under every entry of theirs.

    Which pairs make one of two entries each of them says for itself, so that it does not hang on
    what else is here already.
    """
    said = [entry for entry in entries if entry.place == SAME]
    found: set[str] = set()
    for each in counting:
        if each.ref and each.ref in people:
            found |= same_person.all_of({each.ref}, said, each.body.get(same_person.PARTED))
    return found


def _said_by(people: Collection[str], entries: Sequence[Entry]) -> list[str]:
    """Ids of the lines that one of ``people`` said, alone or together with others.

    Whoever was recorded last as its speaker said it; where nobody is, whoever was before.
    """
    if not people:
        return []
    versions: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.op in _WITH_WORDS:
            line = entry.ref if entry.op == "edit" and entry.ref else entry.id
            versions.setdefault(line, []).append(entry)
    gone, theirs = dropped(entries), set(people)
    found = []
    for line, told in versions.items():
        if all(theirs.isdisjoint(each.speakers) for each in told):
            continue
        standing = [each for each in told if each.id not in gone] or told
        newest = max(standing, key=order)
        if not newest.speakers or theirs & set(newest.speakers):
            found.append(line)
    return found


def _going_along(entries: Iterable[Entry]) -> dict[str, list[str]]:
    """Ids of the entries that go with each entry: changes of it, and what carries its words."""
    found: dict[str, list[str]] = {}
    for entry in entries:
        if entry.op == "edit" and entry.ref:
            found.setdefault(entry.ref, []).append(entry.id)
        if entry.body.keys().isdisjoint(OWNERS):
            continue
        for key in OWNERS:
            owner = entry.body.get(key)
            if isinstance(owner, str):
                found.setdefault(owner, []).extend(filter(None, (entry.id, entry.ref)))
    return found


def apply(
    entries: Sequence[Entry],
    reached: Collection[str] | None = None,
    names: Sequence[Sequence[str]] = (),
) -> list[Entry]:
    """The ``entries`` once every withdrawal among them was carried out, in the same order.

    What is withdrawn is emptied. What was worked out together is rid of every quote of words that
    stood here until now, and marked to be worded again. Doing it again changes nothing.
    """
    if reached is None:
        reached = reach(entries)
    if not reached:
        return list(entries)
    wordings = wordings_of(entry for entry in entries if entry.id in reached)
    copied = _wordings_by_line(entry for entry in entries if entry.id in reached)
    known = [*names, *names_of(entry for entry in entries if entry.id in reached)]
    left = []
    for entry in entries:
        if entry.id in reached:
            left.append(emptied(entry))
        elif entry.place == DETAILS:
            left.append(unnamed(entry, known))
        else:
            left.append(unquoted(entry, wordings, copied.get(_source_of(entry), ())))
    return left


def _source_of(entry: Entry) -> str:
    """The id of the line whose words a row was made of; empty for anything else."""
    source = entry.body.get("from")
    return source if isinstance(source, str) else ""


def _wordings_by_line(entries: Iterable[Entry]) -> dict[str, set[tuple[str, ...]]]:
    """The whole wordings of each line, however few words they have."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for entry in entries:
        line = entry.ref if entry.op == "edit" and entry.ref else entry.id
        found.setdefault(line, set()).update(tuple(each.words) for each in _lines(entry))
    return found


def emptied(entry: Entry) -> Entry:
    """``entry`` without its words and without who said them."""
    return entry._replace(body=dict(GONE) if entry.op in _WITH_WORDS else entry.body, by=None)


def unquoted(entry: Entry, wordings: Wordings, copied: Collection[tuple[str, ...]] = ()) -> Entry:
    """The ``entry`` without its quotes of ``wordings``, where a room worked it out together.

    And without the texts that are, as a whole, one of those ``copied`` from the line it names.

    What somebody said stays, whoever said the like: another woman's line is not taken back with the
    first one's.
    """
    is_by_the_room = entry.by is None and entry.op in _WITH_WORDS
    has_any = bool(wordings) or bool(copied)
    if not has_any or not is_by_the_room or entry.body.keys().isdisjoint(_WORKED_OUT):
        return entry
    body = take_out(entry.body, wordings, order(entry), entry.place, copied)
    return entry if body is entry.body else entry._replace(body=body)


def names_of(entries: Iterable[Entry]) -> list[list[str]]:
    """The names, as words, under which people stand among ``entries``."""
    people = (each for each in entries if each.place == PEOPLE and each.op in _WITH_WORDS)
    lines_of = (read(entry.text) for entry in people)
    return [line.words for line in lines_of if line.words and not line.holes]


def names_withdrawn(entries: Sequence[Entry]) -> list[list[str]]:
    """The names that still stand in ``entries`` and that the withdrawals among them take out."""
    reached = reach(entries)
    return names_of(entry for entry in entries if entry.id in reached)


def unnamed(entry: Entry, names: Sequence[Sequence[str]]) -> Entry:
    """A detail of the day without the ``names`` in it.

    One that was nothing else has no word left, and is open again. Whether the name was entered
    before or after it was told here does not matter: it names her. What the detail is called, and
    what was told in its place before or since, stays.
    """

    def find(words: Sequence[str]) -> set[int]:
        return {number for name in names for number in _found(name, words)}

    return text_without(entry, find)


def text_without(entry: Entry, find: Callable[[Sequence[str]], set[int]]) -> Entry:
    """``entry`` whose ``text`` alone is without the words of it that ``find`` finds."""
    line = read(entry.text, sizes_of(entry.body))
    taken = find(line.words) - line.holes
    if entry.op not in _WITH_WORDS or not taken:
        return entry
    left, sizes = without(line, taken)
    return entry._replace(body={**entry.body, "text": left, REWORD: sizes})


def _found(name: Sequence[str], words: Sequence[str]) -> set[int]:
    """The numbers, from 0, of those of ``words`` that are ``name``."""
    if len(name) == 1 and len(name[0]) < _FEWEST_LETTERS and len(words) > 1:
        return set()
    found: set[int] = set()
    for start in range(len(words)):
        end = start + len(name)
        if list(words[start:end]) == name:
            found.update(range(start, end))
    return found


def wordings_of(entries: Iterable[Entry]) -> Wordings:
    """Wordings that ``entries`` hold and that are cut out of what quotes them.

    Whole texts of three words or more, four words in a row of a longer one, and names of people: a
    theme called "Peace" is not somebody's note "Peace".
    """
    wordings = Wordings(FEWEST_TO_CUT)
    for entry in entries:
        for line in _lines(entry):
            is_name = entry.place == PEOPLE
            wordings.add(line.words, order(entry), entry.place, is_name=is_name)
    return wordings


def reworded(before: Iterable[Entry], after: Iterable[Entry]) -> list[Entry]:
    """Those of ``after`` out of which a quote was taken since ``before``."""
    known = {entry.id: entry.body.get(REWORD) for entry in before}
    return [
        entry
        for entry in after
        if REWORD in entry.body and known.get(entry.id) != entry.body[REWORD]
    ]


def first_wording(entries: Iterable[Entry], entry_id: str) -> Entry | None:
    """Return the entry that ``entry_id`` means, before any edit, drop, withdrawal or move."""
    of_id = {entry.id: entry for entry in entries}
    looked_at: set[str] = set()
    while (entry := of_id.get(entry_id)) is not None:
        earlier = entry.ref if entry.op in ("edit", "drop", "withdraw") else entry.moved_from
        is_known = earlier in of_id or entry.op != "add"
        if not earlier or not is_known or entry.id in looked_at:
            return entry
        looked_at.add(entry.id)
        entry_id = earlier
    return None


class Cut(NamedTuple):
    """A line as it stands, and as it will after a quote was taken out of it."""

    before: Entry
    after: Entry


class Outlook(NamedTuple):
    """What a withdrawal would take out beside the line that is named.

    ``lines`` are other lines, ``wordings`` and ``moves`` the history of all these, ``cuts`` the
    lines that quote the words and stay without them, each once. ``reached`` are the ids of all
    that goes, ``names`` the names of whoever withdraws.
    """

    lines: int
    wordings: int
    moves: int
    cuts: list[Cut]
    reached: set[str]
    names: list[str]


def outlook(entries: Sequence[Entry], target: Entry) -> Outlook:
    """Return what a withdrawal of the line ``target`` would take out beside it."""
    target = first_wording(entries, target.id) or target
    asked = target._replace(id="", op="withdraw", ref=target.id, body={}, n=0, code="")
    whole = [*entries, asked]
    reached = reach(whole)
    holding = [each for each in entries if each.id in reached and not each.is_gone]
    # Another entry of the same person is no line of hers.
    said = [each for each in holding if each.place != PEOPLE or target.place != PEOPLE]
    added = [each for each in said if each.op == "add"]
    moves = sum(each.moved_from in reached for each in added)
    lines = sum(each.id != target.id for each in added) - moves
    wordings = sum(each.op == "edit" for each in holding)
    cuts: dict[str, Cut] = {}
    for before, after in zip(entries, apply(whole, reached), strict=False):
        if REWORD in after.body and before.body.get(REWORD) != after.body[REWORD]:
            cuts[after.ref or after.id] = Cut(before, after)
    hers = [each for each in holding if each.place == PEOPLE and target.place == PEOPLE]
    names = list(dict.fromkeys(each.text for each in hers if each.text))
    return Outlook(lines, wordings, moves, list(cuts.values()), reached, names)


def withdrawn_words(entries: Sequence[Entry], reached: Collection[str] | None = None) -> list[str]:
    """The texts that still stand in ``entries`` and that the withdrawals among them take out."""
    reached = reach(entries) if reached is None else reached
    return [text for entry in entries if entry.id in reached for text in spoken_texts(entry)]


def quotes(text: str, words: Iterable[str]) -> bool:
    """True if ``text`` quotes one of the texts ``words``."""
    wordings = Wordings()
    for each in words:
        wordings.add(read(each).words)
    return bool(wordings.find(read(text).words))


def echoes(entries: Iterable[Entry], words: Iterable[str]) -> list[Entry]:
    """Entries in people's own words that also hold some of ``words``, for somebody to look at."""
    wordings = Wordings()
    for each in words:
        wordings.add(read(each).words)
    return [
        entry
        for entry in entries
        if any(wordings.may_be_in(text) for text in spoken_texts(entry))
        and any(wordings.find(line.words) for line in _lines(entry))
    ]


def _lines(entry: Entry) -> list[Line]:
    if entry.op not in _WITH_WORDS or entry.place in WITHOUT_WORDS:
        return []
    return [read(entry.text)] if entry.place in (PEOPLE, DETAILS) else lines(entry.body)


def spoken_texts(entry: Entry) -> list[str]:
    """The texts of an entry that somebody may have said."""
    if entry.op not in _WITH_WORDS or entry.place in WITHOUT_WORDS:
        return []
    if entry.place in (PEOPLE, DETAILS):
        return [entry.text] if entry.text else []
    return texts(entry.body)
