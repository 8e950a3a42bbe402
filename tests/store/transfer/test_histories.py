"""Three laptops, any history: what was withdrawn stays away, nothing else is lost, and every order
gives the same.

COALITION_HISTORIES=1000 tells so many histories instead of the few that fit between two commits.
"""

import os
import re
from collections.abc import Sequence
from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from coalition_cli.model import merging, withdrawal
from coalition_cli.model.entry import SAME, Entry, order
from coalition_cli.model.merging import Merged, merge
from coalition_cli.model.newest_wording import fold
from coalition_cli.model.same_person import PAIR
from tests.store.transfer.exchanges import content_digest
from tests.store.transfer.laptops import (
    DRAFTS,
    IN_1970,
    IN_2099,
    NOTES,
    PEOPLE,
    THEMES,
    Laptop,
    words_of,
)

pytestmark = pytest.mark.slow

DAY = 86_400
HISTORIES = int(os.environ.get("COALITION_HISTORIES", "80"))
TOLD = settings(
    max_examples=HISTORIES,
    stateful_step_count=25,
    database=None,
    derandomize=HISTORIES <= 80,
    suppress_health_check=list(HealthCheck),
)
laptops = st.integers(0, 2)
which = st.integers(0, 1_000)
clocks = st.integers(-DAY, DAY) | st.sampled_from([0, IN_1970, IN_2099])
"""By how many seconds a clock is wrong: some, or it stands in another age."""


class Histories(RuleBasedStateMachine):
    """Whatever three laptops may do; ``teardown`` brings them together in every order and looks
    what became of it.
    """

    merging = staticmethod(merge)

    def __init__(self) -> None:
        super().__init__()
        self.second = 0
        self.said: dict[str, Entry] = {}  # as it was said, whatever became of it
        self.canaries: dict[str, list[str]] = {}
        self.copies: list[list[Entry]] = []

    @initialize(offsets=st.tuples(*[clocks] * 3))
    def begin(self, offsets: tuple[float, ...]) -> None:
        self.laptops = [
            Laptop(number, offset, self.merging) for number, offset in enumerate(offsets, 1)
        ]
        neema = self.laptops[0].say(self._new_words(2), place=PEOPLE)
        self._keep(neema)
        for laptop in self.laptops[1:]:
            laptop.take(self.laptops[0].entries)

    def _new_words(self, count: int) -> str:
        return " ".join(f"canary{len(self.canaries)}x{number}" for number in range(count))

    def _keep(self, entry: Entry) -> None:
        self.said[entry.id] = entry
        self.canaries[entry.id] = [word for word in entry.text.split() if word.startswith("canary")]

    def _now(self) -> int:
        self.second += 7
        return self.second

    @rule(at=laptops, count=st.sampled_from([1, 2, 3, 4, 6, 9]))
    def note(self, at: int, count: int) -> None:
        self._keep(self.laptops[at].say(self._new_words(count), second=self._now()))

    @rule(at=laptops)
    def person_comes(self, at: int) -> None:
        self._keep(self.laptops[at].say(self._new_words(2), place=PEOPLE, second=self._now()))

    @rule(at=laptops, who=which, count=st.sampled_from([2, 5]))
    def person_says(self, at: int, who: int, count: int) -> None:
        laptop = self.laptops[at]
        if people := laptop.standing(PEOPLE):
            by = people[who % len(people)].id
            self._keep(laptop.say(self._new_words(count), place=DRAFTS, by=by, second=self._now()))

    @rule(at=laptops, what=which, keeps=st.booleans())
    def edit(self, at: int, what: int, keeps: bool) -> None:
        laptop = self.laptops[at]
        if entry := self._standing(laptop, what, (NOTES, DRAFTS)):
            old = entry.text + " " if keeps else ""
            new = self._new_words(4)
            made = laptop.edit(entry, old + new, self._now())
            self._keep(made)
            self.canaries[made.id] = [*new.split(), *(self.canaries[entry.id] if keeps else ())]
            stands = {line.id: line.text for line in laptop.standing(entry.place)}
            assert stands[entry.id] == old + new, "who spoke last on a laptop is not heard there"

    @rule(at=laptops, offset=clocks)
    def clock_is_set(self, at: int, offset: float) -> None:
        self.laptops[at].offset = offset

    @rule(at=laptops, what=which)
    def drop(self, at: int, what: int) -> None:
        laptop = self.laptops[at]
        if entry := self._standing(laptop, what, (NOTES, DRAFTS, THEMES)):
            self._keep(
                laptop.say({}, place=entry.place, op="drop", ref=entry.id, second=self._now())
            )

    @rule(at=laptops, first=which, second=which, from_word=st.integers(0, 2))
    def quote(self, at: int, first: int, second: int, from_word: int) -> None:
        """A draft that nobody says alone draws on two notes: whole, or on all but their first
        words.
        """
        laptop = self.laptops[at]
        quoted = [self._standing(laptop, what, (NOTES, DRAFTS)) for what in (first, second)]
        texts = [entry.text.split() for entry in quoted if entry and self._can_be_quoted(entry)]
        parts = [
            " ".join(words[from_word:] if len(words) - from_word >= 4 else words) for words in texts
        ]
        own = self._new_words(2)
        body = {
            "text": f"{own}, {'; and '.join(parts)}. We mean it",
            "from": [entry.id for entry in quoted if entry],
        }
        made = laptop.say(body, place=DRAFTS, second=self._now())
        self._keep(made)
        self.canaries[made.id] = own.split()

    @staticmethod
    def _can_be_quoted(entry: Entry) -> bool:
        """True for three words or more: fewer are cut out of nothing that others worked out."""
        return len(entry.text.split()) >= 3 and "…" not in entry.text

    @rule(at=laptops, what=which)
    def theme(self, at: int, what: int) -> None:
        laptop = self.laptops[at]
        entry = self._standing(laptop, what, (NOTES,))
        if entry and self._can_be_quoted(entry):
            made = laptop.say(
                {"text": entry.text.upper(), "notes": {entry.id: 1}},
                place=THEMES,
                second=self._now(),
            )
            self._keep(made)
            self.canaries[made.id] = []

    @rule(at=laptops, what=which)
    def withdraw_words(self, at: int, what: int) -> None:
        laptop = self.laptops[at]
        entries = [
            entry
            for entry in laptop.entries
            if entry.op == "add" and entry.place in (NOTES, DRAFTS)
        ]
        if entries:
            self._keep(laptop.withdraw(entries[what % len(entries)], self._now()))

    @rule(at=laptops, of=laptops, what=which)
    def another_laptop_quotes_what_is_withdrawn(self, at: int, of: int, what: int) -> None:
        laptop, other = self.laptops[at], self.laptops[of]
        other.take(laptop.entries)
        entry = self._standing(laptop, what, (NOTES,))
        if entry and entry in other.standing(NOTES) and self._can_be_quoted(entry):
            body = {"text": f"So: {entry.text}", "from": [entry.id]}
            made = other.say(body, place=DRAFTS, second=self._now())
            self._keep(made)
            self.canaries[made.id] = []
            if other is not laptop:
                self._keep(laptop.withdraw(entry, self._now()))

    @rule(at=laptops, what=which)
    def withdraw_person(self, at: int, what: int) -> None:
        laptop = self.laptops[at]
        people = [entry for entry in laptop.entries if entry.op == "add" and entry.place == PEOPLE]
        if people:
            self._keep(laptop.withdraw(people[what % len(people)], self._now()))

    @rule(at=laptops, first=which, second=which)
    def two_are_said_to_be_one(self, at: int, first: int, second: int) -> None:
        laptop = self.laptops[at]
        people = [each.id for each in laptop.entries if each.op == "add" and each.place == PEOPLE]
        pair = [people[first % len(people)], people[second % len(people)]]
        self._keep(laptop.say({PAIR: pair}, place=SAME, second=self._now()))

    @rule(at=laptops, what=which)
    def a_pair_is_parted_or_one_again(self, at: int, what: int) -> None:
        """A pair is taken back, or that this was done, as an undo takes it back."""
        laptop = self.laptops[at]
        said = [each for each in laptop.entries if each.place == SAME]
        if said:
            ref = said[what % len(said)].id
            self._keep(laptop.say({}, place=SAME, op="drop", ref=ref, second=self._now()))

    @rule(at=laptops)
    def done(self, at: int) -> None:
        self._keep(self.laptops[at].say({}, place=DRAFTS, op="done", second=self._now()))

    @rule(at=laptops, of=laptops)
    def merge(self, at: int, of: int) -> None:
        self.laptops[at].take(self.laptops[of].entries)

    @rule(at=laptops)
    def keep_a_copy(self, at: int) -> None:
        self.copies.append(list(self.laptops[at].entries))

    @rule(at=laptops, copy=which)
    def old_bundle_comes_in(self, at: int, copy: int) -> None:
        if self.copies:
            self.laptops[at].take(self.copies[copy % len(self.copies)])

    @rule(at=laptops, copy=which)
    def old_copy_is_put_back(self, at: int, copy: int) -> None:
        """In place of what the laptop has; of that only what was withdrawn is remembered."""
        if self.copies:
            laptop = self.laptops[at]
            withdrawals = [entry for entry in laptop.entries if entry.op == "withdraw"]
            laptop.entries = merge(self.copies[copy % len(self.copies)], withdrawals).entries

    def _standing(self, laptop: Laptop, number: int, places: Sequence[Any]) -> Entry | None:
        found = [entry for place in places for entry in laptop.standing(place) if entry.text]
        return found[number % len(found)] if found else None

    def teardown(self) -> None:
        if not hasattr(self, "laptops"):
            return
        ends = []
        for first, second, third in permutations(laptop.entries for laptop in self.laptops):
            ends.append(self.merging(self.merging(first, second).entries, third).entries)
            ends.append(self.merging(first, self.merging(second, third).entries).entries)
            ends.append(self.merging(ends[-1], first).entries)
        assert len({content_digest(end) for end in ends}) == 1, (
            "another order gives another workshop"
        )
        entries = ends[0]
        for place in (NOTES, DRAFTS, THEMES, PEOPLE, SAME):
            folds = [fold(each for each in end if each.place == place) for end in ends]
            assert all(each == folds[0] for each in folds), "another order, another winner"
        everyone = {entry.id for laptop in self.laptops for entry in laptop.entries}
        assert [entry.id for entry in entries] == [e.id for e in sorted(entries, key=order)]
        assert {entry.id for entry in entries} == everyone, "a line was lost or doubled"
        self._look_for_canaries(entries)

    def _look_for_canaries(self, entries: list[Entry]) -> None:
        present = {entry.id for entry in entries}
        gone = withdrawal.reach(
            entry for entry_id, entry in self.said.items() if entry_id in present
        )
        words = set(re.findall(r"canary\d+x\d+", words_of(entries).casefold()))
        risen = [
            word for entry_id in gone for word in self.canaries.get(entry_id, ()) if word in words
        ]
        assert not risen, "withdrawn words came back"
        for entry in entries:
            was = self.said[entry.id]
            if entry.id in gone:
                assert entry.is_gone
                assert entry.by is None
            elif "reword" not in entry.body:
                assert entry == was, "what nobody withdrew was changed"
            else:
                assert was.by is None


class TheirsWins(Histories):
    """A merge in which the body that comes in is believed."""

    @staticmethod
    def merging(ours: Sequence[Entry], theirs: Sequence[Entry]) -> Merged:
        of_id = {entry.id: entry for entry in [*ours, *theirs]}
        entries = sorted(of_id.values(), key=order)
        return Merged(entries, [], 0, [], [], [])


class QuotesStay(Histories):
    """A merge that empties what is withdrawn and does not look who quotes it."""

    @staticmethod
    def merging(ours: Sequence[Entry], theirs: Sequence[Entry]) -> Merged:
        merged = TheirsWins.merging(ours, theirs)
        gone = withdrawal.reach([*ours, *theirs])
        entries = [
            withdrawal.emptied(entry) if entry.id in gone else entry for entry in merged.entries
        ]
        return merged._replace(entries=entries)


class ByNumber(Histories):
    """A merge that takes two lines with the same number in their files for the same line, as the
    database would.
    """

    @staticmethod
    def merging(ours: Sequence[Entry], theirs: Sequence[Entry]) -> Merged:
        return merging.merge(ours, theirs[len(ours) :])


def test_no_history_brings_words_back_or_loses_a_line() -> None:
    run_state_machine_as_test(Histories, settings=TOLD)


@pytest.mark.parametrize("fault", [TheirsWins, QuotesStay, ByNumber])
def test_the_histories_catch_a_merge_that_is_wrong(fault: type[Histories]) -> None:
    wanting = settings(
        TOLD,
        max_examples=300,
        phases=[Phase.generate],
        print_blob=False,
        report_multiple_bugs=False,
    )
    with pytest.raises(AssertionError):
        run_state_machine_as_test(fault, settings=wanting)


def test_everything_that_stands_is_folded_the_same_in_every_order() -> None:
    first, second = Laptop(1), Laptop(2, offset=-DAY)
    note = first.say("one two three four five")
    second.take(first.entries)
    first.edit(note, "changed on the first", 10)
    second.edit(note, "changed on the second", 20)
    one, other = merge(first.entries, second.entries), merge(second.entries, first.entries)
    assert fold(one.entries) == fold(other.entries)
    assert one.conflicts == other.conflicts
