"""A workshop: its head, its entries, and the folds that say what stands now."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, TypeVar

from coalition_cli.model import same_person
from coalition_cli.model.body_shape import Shape, every_text, shape_of_place, texts_at, words_at
from coalition_cli.model.entry import (
    APART,
    DETAILS,
    EXPORTS,
    FINDINGS,
    GONE,
    MOVED,
    NOTES,
    PEOPLE,
    SAME,
    WITHOUT_WORDS,
    Body,
    Entry,
    Fact,
    Place,
    is_takeable,
    order,
)
from coalition_cli.model.header import Head
from coalition_cli.model.line_numbers import LineNumbers
from coalition_cli.model.newest_wording import Standing
from coalition_cli.model.presence import UNCOUNTED, Passage, passages, speakers
from coalition_cli.model.withdrawn_mark import WITHDRAWN_MARK
from coalition_cli.same_name import name_key

T = TypeVar("T")

_LISTS: Final = frozenset({NOTES, PEOPLE, APART, EXPORTS, FINDINGS})
"""Places at which no new entry stands in place of an older one."""
_ID_LENGTH: Final = 26
_SPEAKING_OF_OTHERS: Final = frozenset((MOVED, *GONE))
"""Keys of an added entry that tell something of another, or that its own words are gone."""


class Moment(NamedTuple):
    """How far what stands at a place has come; one that is equal has the same standing there."""

    upheavals: int
    began_anew: int
    length: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the workshop, under the name she chose.

    ``passages`` are her comings and goings, ``other_names`` those under which she was entered too.
    """

    id: str
    name: str
    group: str = ""
    role: str = "participant"
    is_present: bool = True
    country: str = ""
    city: str = ""
    sector: str = ""
    language: str = ""
    passages: tuple[Passage, ...] = ()
    other_names: tuple[str, ...] = ()

    @property
    def is_voter(self) -> bool:
        """True if she is counted where the room decides; who leads, serves or visits is not."""
        return self.role not in UNCOUNTED


@dataclass(slots=True)
class Workshop:
    """The head and every entry, in the order of the file.

    What stands is computed from them when asked for.
    """

    head: Head
    entries: list[Entry] = field(default_factory=list)
    _of_place: dict[Place, Standing] = field(default_factory=dict, compare=False)
    numbers: LineNumbers = field(default_factory=LineNumbers, compare=False)
    """The numbers of lines and the codes that this file gave."""
    _position_of: dict[str, int] = field(default_factory=dict, compare=False)
    _positions_known: int = field(default=0, compare=False)
    _moved: dict[str, list[Entry]] = field(default_factory=dict)
    _persons: dict[str, Person] = field(default_factory=dict, compare=False)
    _named: dict[str, str] | None = field(default=None, compare=False)
    _lead_of: dict[str, str] | None = field(default=None, compare=False)
    _others_of: dict[str, list[str]] | None = field(default=None, compare=False)
    _as_one: dict[str, tuple[Entry, Entry]] = field(default_factory=dict, compare=False)
    _fits: dict[str, tuple[Body, Shape, bool]] = field(default_factory=dict, compare=False)
    _kept: dict[tuple[Place, Hashable], tuple[Moment, Any]] = field(
        default_factory=dict, compare=False
    )
    _kept_up: dict[Hashable, Any] = field(default_factory=dict, compare=False)
    _upheavals: int = field(default=0, compare=False)
    """How often something came that may change what stands at places other than its own."""
    withdrawn: set[str] = field(default_factory=set)
    """The ids of what was withdrawn, and of what lost its words with it."""
    is_sitting: bool = field(default=False, compare=False)
    """True where nothing is known but what is typed in this sitting: the rest is sealed."""

    def __post_init__(self) -> None:
        self.renew(self.head, self.entries)

    def renew(self, head: Head, entries: Iterable[Entry]) -> None:
        """Begin again with what the file holds now.

        Whoever looks at this workshop sees the new state.
        """
        self.head, self.entries = head, []
        self._of_place, self._position_of, self._moved, self.withdrawn = {}, {}, {}, set()
        self._positions_known = 0
        self.numbers = LineNumbers(head.numbers)
        self._fits, self._kept, self._kept_up = {}, {}, {}
        self._forget_people()
        self.extend(entries)

    def extend(self, entries: Iterable[Entry]) -> None:
        """Take in entries that were just read or written."""
        numbers, own = self.numbers, self.entries
        for given in entries:
            entry = numbers.take(given)
            own.append(entry)
            self._take(entry)
            if entry.op != "add" or not _SPEAKING_OF_OTHERS.isdisjoint(entry.body):
                self._upheavals += entry.op not in ("edit", "done")
                self._take_what_it_says_of_others(entry)

    @property
    def last(self) -> Entry | None:
        """The newest entry of the file."""
        return self.entries[-1] if self.entries else None

    def beyond(self, fact: Fact, place: Place) -> str:
        """The id that ``fact``, said now at ``place``, must sort after, whatever a clock says.

        What replaces something stands after it: a change after every change of that line before it,
        a wording or a count after all that was said at that step, a line that is moved again after
        its last move; and what names something, as a draft its notes, stands after that and all
        its changes. Captured lines and people replace nothing: one line from 2099 does not draw the
        next along.
        """
        found = [] if place in _LISTS else [self._at(place).highest_id()]
        for each in (fact.ref or "", *_ids_in(fact.body)):
            named = self.entry(each)
            if named:
                found += [each, self._at(named.place).newest_change(each)]
        found += [copy.id for copy in self._moved.get(str(fact.body.get(MOVED)), ())]
        return max(found, default="")

    def entry(self, entry_id: str) -> Entry | None:
        """The entry with this id, as it was added; None if there is none."""
        position = self._positions().get(entry_id)
        return None if position is None else self.entries[position]

    def position(self, entry_id: str) -> int:
        """The position of an entry in the file, counting from 0: its order, and no name for it."""
        return self._positions()[entry_id]

    def number(self, entry_id: str) -> int:
        """The number of the line ``entry_id`` at its place; 0 for what is no line."""
        return self.numbers.number_of(entry_id)

    def at_place(self, place: Place) -> list[Entry]:
        """Every entry of ``place``, whatever became of it."""
        return self._at(place).entries

    def places(self) -> list[Place]:
        """Every place at which there is an entry, in the order of their first ones."""
        return list(self._of_place)

    def taken_back(self, place: Place) -> AbstractSet[str]:
        """The ids that drops and withdrawals at ``place`` took away."""
        return self._at(place).gone()

    def standing(self, place: Place) -> list[Entry]:
        """Entries of ``place`` that stand: the newest wording of each, none dropped or withdrawn.

        A line that was moved stands where it was moved last; when that is taken back, where it was
        before. Whoever was entered twice and is one goes everywhere by the id of ``lead``. A line
        that is not of the shape of its place is not among them: it is ``odd``.
        """
        standing = self._at(place).standing()
        if self._moved:
            standing = [entry for entry in standing if self._is_here(entry)]
        return standing if place in (PEOPLE, SAME) else self.as_one(standing)

    def moment(self, place: Place) -> Moment:
        """What ``came`` can be held against: how often it began anew, and how far it has come."""
        here = self._at(place)
        length = len(here.came())
        return Moment(self._upheavals, here.began_anew, length)

    def came(self, place: Place, since: int = 0) -> list[Entry]:
        """Each wording that came to stand at ``place``, in turn, from the one counted ``since``.

        They read as ``standing`` has them. Of one line the last of them stands.
        """
        came = self._at(place).came()[since:]
        if self._moved:
            came = [entry for entry in came if self._is_here(entry)]
        return came if place in (PEOPLE, SAME) else self.as_one(came)

    def once(self, place: Place, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` gives, made once for as long as nothing changes at ``place``.

        It follows from what stands there alone; nobody changes it. ``key`` tells it from others.
        """
        now = self.moment(place)
        known = self._kept.get((place, key))
        if known is None or known[0] != now:
            known = self._kept[place, key] = now, make()
        found: T = known[1]
        return found

    def kept_up(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` gives, made once under ``key``: it brings itself up to date."""
        found: T = self._kept_up.get(key) or self._kept_up.setdefault(key, make())
        return found

    def fits(self, entry: Entry, shape: Shape) -> bool:
        """True if the body of ``entry`` is of ``shape``: asked once, for a page asks it often."""
        known = self._fits.get(entry.id)
        if known is None or known[0] is not entry.body or known[1] is not shape:
            known = self._fits[entry.id] = entry.body, shape, shape.fits(entry.body)
        return known[2]

    def odd(self, place: Place) -> list[Entry]:
        """Lines that stand at ``place`` and are not of its shape: another program wrote them."""
        return [entry for entry in self._at(place).odd() if self._is_here(entry)]

    def lead(self, person_id: str) -> str:
        """The id under which somebody is listed: of those entered twice, that of one entry."""
        return self._leads().get(person_id, person_id)

    def entries_of(self, person_id: str) -> list[str]:
        """The ids of all entries of one person, the one under which she is listed first."""
        lead = self.lead(person_id)
        if self._others_of is None:
            self._others_of = {}
            for each, first in self._leads().items():
                if each != first:
                    self._others_of.setdefault(first, []).append(each)
        return [lead, *self._others_of.get(lead, ())]

    def wordings_of(self, person_id: str) -> list[Entry]:
        """What stands of the entries of one person, in their order."""
        here = self._at(PEOPLE)
        lines = [line for each in sorted(self.entries_of(person_id)) if (line := here.line(each))]
        return [line for line in lines if not self._moved or self._is_here(line)]

    def as_one(self, entries: list[Entry]) -> list[Entry]:
        """The ``entries`` as they read with everybody under the id of ``lead``."""
        lead_of = self._leads()
        return [self._read_as_one(entry, lead_of) for entry in entries] if lead_of else entries

    def is_done(self, place: Place) -> bool:
        """True if a step (or, with no step, a whole run) was finished and not reopened."""
        return self.closing(place) is not None

    def closing(self, place: Place) -> Entry | None:
        """The entry that finished ``place``, if it stands."""
        return self._at(place).closing()

    def people(self) -> list[Person]:
        """Everybody who was entered, in the order in which they came."""
        standing = self.standing(PEOPLE)
        return [self._person(entry) for entry in standing if self.lead(entry.id) == entry.id]

    def all_names(self) -> list[str]:
        """Every name under which somebody was entered."""
        return [name for person in self.people() for name in (person.name, *person.other_names)]

    def present(self) -> list[Person]:
        """Those in the room now."""
        return [person for person in self.people() if person.is_present]

    def details(self) -> dict[str, str]:
        """Details of the workshop beside its head, by name; the newest of each stands.

        Empty where it is open: nobody told it, or it was the name of somebody who withdrew.
        """
        told = {words_at(entry.body, "name"): entry.text for entry in self.standing(DETAILS)}
        for name, words in told.items():
            if WITHDRAWN_MARK in words and not _has_word(words):
                told[name] = ""
        return told

    def apart(self) -> set[frozenset[str]]:
        """Pairs of ids of people who are not put into one group."""
        pairs = [texts_at(entry.body, "people") for entry in self.standing(APART)]
        # Nobody is kept apart from herself.
        return {frozenset(pair) for pair in pairs if len(pair) != 1}

    def speakers(self, exercise: str = "", run: int = 0) -> set[str]:
        """Speakers with something standing at any step, or only of one run of one exercise."""
        places = [
            place for place in self._of_place if place.exercise and exercise in ("", place.exercise)
        ]
        held = [place for place in places if run in (0, place.run)]
        return set().union(*(speakers(self.standing(place)) for place in held))

    def person_named(self, name: str) -> Person | None:
        """The person called ``name``, however it is spelled."""
        # What was moved elsewhere may have been somebody's entry.
        if self._named is None or self._moved:
            self._named = {}
            for person in self.people():
                self._named.setdefault(name_key(person.name), person.id)
            for person in self.people():
                for other in person.other_names:
                    self._named.setdefault(name_key(other), person.id)
        return self._person_of(self._named.get(name_key(name)))

    def name_of(self, by: str | None) -> str:
        """The chosen name behind ``by``: a person's, or the group's own; empty for nobody."""
        if not by:
            return ""
        person = self._person_of(by)
        return person.name if person else by

    def names_of(self, entry: Entry) -> str:
        """The names behind ``entry``, with commas between those who said it together."""
        return ", ".join(filter(None, map(self.name_of, entry.speakers)))

    def runs(self, exercise: str) -> list[int]:
        """The runs of ``exercise`` in which anything stands, in order."""
        places = [place for place in self._of_place if place.exercise == exercise]
        return sorted({place.run for place in places if self._is_live(place)})

    def newest_standing(self, places: Iterable[Place] | None = None) -> Entry | None:
        """The newest entry, of ``places`` or of all, that an undo would take back.

        What was sent cannot be taken back. Nor is the clock of a programme set back: who takes back
        a line means what was said.
        """
        wanted = set(self._of_place if places is None else places) - {*WITHOUT_WORDS}
        for entry in reversed(self.entries):
            if entry.place in wanted and is_takeable(entry) and self._stands(entry):
                return entry
        return None

    def _is_here(self, entry: Entry) -> bool:
        """True if ``entry`` was not moved on and, where two laptops moved it, was moved here last.

        Where one moved it on while the other took back the move before, it is back where it was
        said.
        """
        if self.moved_to(entry.id):
            return False
        here, origin = entry.id, entry.moved_from
        # No circle can be walked: each step back is from a newest copy, and this line has none.
        while origin:
            copies = self.moved_to(origin)
            if not copies or max(copies, key=order).id != here:
                return False
            before = self.entry(origin)
            here, origin = origin, before.moved_from if before else ""
        return True

    def moved_to(self, entry_id: str) -> list[Entry]:
        """Copies that a line became where it was moved, as far as that was not taken back."""
        copies = self._moved.get(entry_id, ())
        return [copy for copy in copies if copy.id not in self.taken_back(copy.place)]

    def _positions(self) -> dict[str, int]:
        """The positions of all entries, those that came in since it was last asked for too."""
        known = self._position_of
        for position in range(self._positions_known, len(self.entries)):
            known[self.entries[position].id] = position
        self._positions_known = len(self.entries)
        return known

    def _at(self, place: Place) -> Standing:
        return self._of_place.get(place) or Standing()

    def _take(self, entry: Entry) -> None:
        """Add ``entry`` to its place; of people forget only what it can have changed."""
        here = self._of_place.get(entry.place)
        if here is None:
            here = self._of_place[entry.place] = Standing(shape_of_place(entry.place))
        here.take(entry)
        if entry.place.exercise:
            return
        if entry.place == SAME or (entry.place == PEOPLE and self._may_change_who_is_one(entry)):
            self._forget_people()
        if entry.place != PEOPLE or (not self._persons and self._named is None):
            return
        before = here.times_folded
        self._persons.pop(str(entry.ref), None)
        stands = here.line(entry.id) is not None
        if here.times_folded != before:
            self._persons = {}
        if here.times_folded != before or entry.op == "edit":
            self._named = None
        elif stands and self._named is not None:
            self._named.setdefault(name_key(entry.text), entry.id)

    def _take_what_it_says_of_others(self, entry: Entry) -> None:
        if entry.op == "add" and entry.moved_from:
            self._moved.setdefault(entry.moved_from, []).append(entry)
        withdrawn = entry.withdrawn_id
        if withdrawn:
            self.withdrawn.add(withdrawn)

    def _person_of(self, entry_id: str | None) -> Person | None:
        """Who was entered as ``entry_id``, if she stands."""
        entry = self._at(PEOPLE).line(self.lead(entry_id)) if entry_id else None
        if entry is None or (self._moved and not self._is_here(entry)):
            return None
        return self._person(entry)

    def _person(self, entry: Entry) -> Person:
        if entry.id not in self._persons:
            here = self._at(PEOPLE)
            lines = [line for each in self.entries_of(entry.id) if (line := here.line(each))]
            told = (version for line in lines for version in here.versions(line.id))
            self._persons[entry.id] = _person(entry, lines, sorted(told, key=order))
        return self._persons[entry.id]

    def _leads(self) -> dict[str, str]:
        if self._lead_of is None:
            said = self._at(SAME).standing()
            standing = [entry.id for entry in self._at(PEOPLE).standing()] if said else []
            self._lead_of = same_person.leads(said, standing)
        return self._lead_of

    def _read_as_one(self, entry: Entry, lead_of: Mapping[str, str]) -> Entry:
        known = self._as_one.get(entry.id)
        if known is None or known[0] is not entry:
            known = self._as_one[entry.id] = entry, same_person.as_one(entry, lead_of)
        return known[1]

    def _may_change_who_is_one(self, entry: Entry) -> bool:
        is_said = SAME in self._of_place
        return is_said and (entry.op != "add" or entry.id in (self._lead_of or ()))

    def _forget_people(self) -> None:
        """Forget what was computed of people."""
        self._persons, self._named, self._lead_of, self._as_one = {}, None, None, {}
        self._others_of = None
        self._upheavals += 1

    def _stands(self, entry: Entry) -> bool:
        gone = self.taken_back(entry.place)
        is_back = entry.id in gone or (entry.op == "edit" and entry.ref in gone)
        return not is_back and not entry.is_gone

    def _is_live(self, place: Place) -> bool:
        return bool(self.standing(place)) or self.is_done(place)


def _ids_in(body: Body) -> Iterator[str]:
    """Every text in a body, keys too, that is as long as an id."""
    return (text for text in every_text(body) if len(text) == _ID_LENGTH)


def _has_word(text: str) -> bool:
    return any(map(str.isalnum, text))


def _person(entry: Entry, lines: Sequence[Entry], versions: Sequence[Entry]) -> Person:
    """Who stands as ``entry``; what that leaves open, another of her ``lines`` may say.

    ``versions`` are those of all of them, in their order: the newest says if she is here.
    """
    keys = ("group", "country", "city", "sector", "language")
    bodies = [entry.body, *(line.body for line in lines)]
    said = {key: next(filter(None, (words_at(body, key) for body in bodies)), "") for key in keys}
    others = {name_key(line.text): line.text for line in lines}
    others.pop(name_key(entry.text), None)
    newest = versions[-1].body if versions else entry.body
    return Person(
        id=entry.id,
        name=entry.text,
        role=words_at(entry.body, "role") or "participant",
        is_present=bool(newest.get("present", True)),
        passages=passages(versions),
        other_names=tuple(others.values()),
        **said,
    )
