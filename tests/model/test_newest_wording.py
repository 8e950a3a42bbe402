"""The fold of a workshop: a pure function of its entries, in whatever order they arrive."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_cli.model.entry import (
    GONE,
    NOTES,
    PEOPLE,
    Entry,
    Fact,
    Op,
    Place,
    make,
    next_id,
    order,
    utc,
)
from coalition_cli.model.header import Head, head_from_document
from coalition_cli.model.newest_wording import Standing, dropped, fold
from coalition_cli.model.workshop import Workshop

HEAD = Head("01", "Our seminar", "2024-11-12")
PIECES = Place("visioning", 1, "pieces")
MORNING = 1_731_398_400.0  # 12 November 2024, 08:00 UTC


class Laptop:
    """Entries as one laptop makes them, a second apart."""

    def __init__(self, start: float = MORNING) -> None:
        self.entries: list[Entry] = []
        self.clock = start

    def say(self, text: str, place: Place = PIECES, **more: Any) -> Entry:
        return self.make(Fact({"text": text}, **more), place)

    def about(self, op: Op, entry: Entry, text: str = "") -> Entry:
        return self.make(Fact({"text": text} if text else {}, op=op, ref=entry.id), entry.place)

    def make(self, fact: Fact, place: Place) -> Entry:
        self.clock += 1
        last = self.entries[-1] if self.entries else None
        self.entries.append(
            make(
                fact,
                place,
                share="organizer",
                device="0a1b2c3d",
                after=last,
                beyond=Workshop(HEAD, self.entries).beyond(fact, place),
                now=self.clock,
            )
        )
        return self.entries[-1]

    def standing(self, place: Place = PIECES) -> list[str]:
        return [entry.text for entry in Workshop(HEAD, self.entries).standing(place)]


def versions(entries, entry_id):
    wordings = (
        entry
        for entry in entries
        if entry_id in (entry.id, entry.ref if entry.op == "edit" else "")
    )
    return sorted(wordings, key=order)


def test_an_edit_changes_the_words_and_keeps_the_place_in_the_order() -> None:
    view = Laptop()
    house, _ = view.say("a house", by="ana"), view.say("work")
    view.about("edit", house, "a house of our own")
    last = view.about("edit", house, "our own house")
    (first, _) = Workshop(HEAD, view.entries).standing(PIECES)
    assert view.standing() == ["our own house", "work"]
    assert (first.id, first.at, first.by) == (house.id, house.at, last.by)
    assert [entry.text for entry in versions(view.entries, house.id)] == [
        "a house",
        "a house of our own",
        "our own house",
    ]


def test_a_dropped_edit_gives_the_words_before_it_back() -> None:
    view = Laptop()
    house = view.say("a house")
    second = view.about("edit", house, "two houses")
    third = view.about("edit", house, "three houses")
    view.about("drop", third)
    assert view.standing() == ["two houses"]
    view.about("drop", second)
    assert view.standing() == ["a house"]


def test_undo_of_an_undo_and_of_that() -> None:
    view = Laptop()
    entry = view.say("a house")
    expected = True
    for _ in range(4):
        entry = view.about("drop", entry)
        expected = not expected
        assert view.standing() == (["a house"] if expected else [])


def test_a_withdrawal_wins_over_every_edit_and_every_undo() -> None:
    view = Laptop()
    house = view.say("a house")
    drop = view.about("drop", house)
    withdrawal = view.about("withdraw", house)
    view.about("drop", drop)
    view.about("drop", withdrawal)
    view.about("edit", house, "again")
    assert view.standing() == []


def test_a_withdrawal_with_an_early_clock_wins_as_well() -> None:
    view, slow = Laptop(), Laptop(MORNING - 86_400)
    house = view.say("a house")
    view.about("edit", house, "a big house")
    slow.about("withdraw", house)
    assert Workshop(HEAD, view.entries + slow.entries).standing(PIECES) == []


def test_of_two_edits_on_two_laptops_the_later_stands() -> None:
    one, two = Laptop(), Laptop(MORNING + 100)
    house = one.say("a house")
    two.about("edit", house, "said later")
    for _ in range(10):
        one.about("edit", house, "said before")
    for entries in (one.entries + two.entries, two.entries + one.entries):
        assert [entry.text for entry in fold(entries)] == ["said later"]


def test_entries_stand_in_the_order_of_their_ids_whatever_the_clock_said() -> None:
    view = Laptop()
    first, second = view.say("one"), view.say("two")
    told = [second._replace(at=utc(MORNING - 60)), first]
    assert [entry.text for entry in fold(told)] == ["one", "two"]


def test_a_clock_that_runs_backwards_changes_no_order() -> None:
    view = Laptop()
    view.say("before")
    view.clock -= 3600
    after = view.say("after")
    assert view.standing() == ["before", "after"]
    assert after.at == "2024-11-12T08:00:01.001Z"
    assert after.id > view.entries[0].id


@pytest.mark.parametrize("wrong", [0.0, 4_102_444_799.0])
def test_a_clock_that_is_far_off_and_then_right_changes_no_winner(wrong: float) -> None:
    """Whoever spoke last of a line, or at a step, is heard, whatever the clock said."""
    view = Laptop()
    house = view.say("before")
    right, view.clock = view.clock, wrong
    view.about("edit", house, "under the wrong clock")
    between = view.say("in between", NOTES)
    assert view.standing() == ["under the wrong clock"]
    view.clock = right + 60
    view.about("edit", house, "and right again")
    work = view.say("a second line")
    after = view.say("after it", NOTES)
    assert view.standing() == ["and right again", "a second line"]
    lines = ["in between", "after it"]
    assert view.standing(NOTES) == (lines[::-1] if wrong > MORNING else lines)
    assert (between.at, after.at) == (utc(wrong + 2), utc(right + 63))
    assert work.at == utc(right + 62)
    again = Laptop()
    again.entries = sorted(view.entries, key=order)
    assert again.standing() == view.standing()


def test_a_change_that_was_undone_under_a_wrong_clock_is_undone() -> None:
    view = Laptop()
    house = view.say("a house")
    view.clock += 4_000_000_000
    edit = view.about("edit", house, "of 2150")
    drop = view.about("drop", edit)
    assert view.standing() == ["a house"]
    view.clock -= 4_000_000_000
    back = view.about("drop", drop)
    assert view.standing() == ["of 2150"]
    view.about("drop", back)
    assert view.standing() == ["a house"]


def test_a_withdrawal_of_a_drop_wins_over_it_whatever_their_ids_say() -> None:
    view = Laptop()
    house = view.say("a house")
    drop = view.about("drop", house)
    early = view.about("withdraw", drop)._replace(id="0")
    assert dropped([house, drop, early]) == {drop.id}


@pytest.mark.parametrize("moment", [0.0, MORNING, 4_102_444_799.999])
def test_a_thousand_ids_of_one_moment_are_distinct_and_ascend(moment: float) -> None:
    ids = [""]
    for _ in range(1000):
        ids.append(next_id(ids[-1], moment))
    assert ids == sorted(set(ids))
    assert {len(identifier) for identifier in ids[1:]} == {26}
    assert ids[1][0] in "01234567"
    assert utc(0) == "1970-01-01T00:00:00.000Z"


def test_what_nobody_added_has_no_versions() -> None:
    kept, view = Standing(), Laptop()
    house = view.say("a house")
    kept.take(house)
    assert kept.versions(house.id) == [house]
    assert (kept.versions("unknown"), kept.line("unknown")) == ([], None)


def test_all_is_folded_anew_only_after_something_was_taken_away_or_came_late() -> None:
    kept, view = Standing(), Laptop()
    house = view.say("nyumba")
    edit = view.about("edit", house, "nyumba yetu")
    late = house._replace(id=next_id("", MORNING - 60))
    done = view.make(Fact({}, op="done"), PIECES)
    drop, work = view.about("drop", edit), view.say("дом")
    folded = []
    for entry in (house, edit, done, drop, work, late):
        kept.take(entry)
        kept.standing()
        folded.append(kept.times_folded)
    assert folded == [0, 0, 0, 1, 1, 2]
    assert kept.standing() == [late, house, work]
    assert (kept.versions(house.id), kept.versions(edit.id)) == ([house], [])


def test_what_was_taken_away_before_it_came_and_what_has_no_words_left_do_not_stand() -> None:
    kept, view = Standing(), Laptop()
    house = view.say("nyumba")
    drop = view.about("drop", house)
    edit, work = view.about("edit", house, "nyumba yetu"), view.say("kazi")
    gone = [
        house,
        edit,
        work._replace(body=GONE),
        view.about("edit", work)._replace(body=GONE),
    ]
    for entry in (drop, *gone):
        kept.take(entry)
        assert kept.standing() == []
    assert kept.times_folded == 2, "what only a drop named before it came is folded anew"
    assert kept.gone() == {house.id}
    assert kept.versions(work.id) == []


def test_what_is_done_is_done_until_that_is_taken_back() -> None:
    view = Laptop()
    view.say("a house")
    done = view.make(Fact({}, op="done"), PIECES)
    workshop = Workshop(HEAD, view.entries)
    assert workshop.is_done(PIECES)
    assert workshop.closing(PIECES) == done
    view.about("drop", done)
    assert not Workshop(HEAD, view.entries).is_done(PIECES)


def _newest(workshop: Workshop, places: list[Place] | None = None) -> Entry | None:
    newest = workshop.newest_standing(places)
    return newest and newest.unnumbered()


def test_undo_takes_back_the_newest_thing_that_stands() -> None:
    view = Laptop()
    house = view.say("a house")
    edit = view.about("edit", house, "a big house")
    note = view.say("a note", NOTES)
    expected = [note, edit, house]
    for entry in expected:
        workshop = Workshop(HEAD, view.entries)
        assert _newest(workshop) == entry
        view.about("drop", entry)
    assert Workshop(HEAD, view.entries).newest_standing() is None


def test_undo_of_some_places_leaves_the_others_alone() -> None:
    view = Laptop()
    house = view.say("a house")
    view.say("a note", NOTES)
    workshop = Workshop(HEAD, view.entries)
    assert _newest(workshop, [PIECES]) == house
    assert workshop.newest_standing([PEOPLE]) is None
    assert workshop.newest_standing([]) is None


def test_an_edit_of_what_was_dropped_or_withdrawn_is_nothing_to_undo() -> None:
    view = Laptop()
    house, work = view.say("a house"), view.say("work")
    view.about("edit", house, "a big house")
    view.about("drop", house)
    assert _newest(Workshop(HEAD, view.entries)) == work
    view.about("edit", work, "paid work")
    view.about("withdraw", work)
    assert Workshop(HEAD, view.entries).newest_standing() is None


def test_a_run_counts_while_anything_of_it_stands() -> None:
    view = Laptop()
    view.say("first run")
    second = view.say("second run", PIECES._replace(run=2))
    assert Workshop(HEAD, view.entries).runs("visioning") == [1, 2]
    view.about("drop", second)
    assert Workshop(HEAD, view.entries).runs("visioning") == [1]
    view.make(Fact({}, op="done"), Place("visioning", 3))
    assert Workshop(HEAD, view.entries).runs("visioning") == [1, 3]
    assert Workshop(HEAD, view.entries).runs("agenda-ranking") == []


def test_people_go_and_come_back_and_are_found_under_their_chosen_names() -> None:
    view = Laptop()
    ana = view.say("Ana", PEOPLE)
    view.make(Fact({"text": "Neema", "group": "north", "role": "facilitator"}), PEOPLE)
    view.make(Fact({"text": "Ana B.", "present": False}, op="edit", ref=ana.id), PEOPLE)
    workshop = Workshop(HEAD, view.entries)
    assert [(person.name, person.group, person.role) for person in workshop.people()] == [
        ("Ana B.", "", "participant"),
        ("Neema", "north", "facilitator"),
    ]
    assert [person.name for person in workshop.present()] == ["Neema"]
    assert workshop.person_named(" ana b. ") == workshop.people()[0]
    assert workshop.person_named("Ana") is None
    assert (workshop.name_of(ana.id), workshop.name_of("north"), workshop.name_of(None)) == (
        "Ana B.",
        "north",
        "",
    )


def test_entries_have_the_positions_in_which_they_stand_in_the_file() -> None:
    view = Laptop()
    first, second = view.say("one"), view.say("two", NOTES)
    workshop = Workshop(HEAD, [first])
    workshop.extend([second])
    assert (workshop.position(first.id), workshop.position(second.id)) == (0, 1)
    assert workshop.entry(second.id) == workshop.last == second._replace(n=1)
    assert workshop.entry("nobody") is None
    with pytest.raises(KeyError):
        workshop.position("nobody")


def test_a_line_has_the_number_of_its_place_and_what_is_no_line_has_none() -> None:
    view = Laptop()
    first, note, second = view.say("one"), view.say("two", NOTES), view.say("three")
    edit = view.about("edit", first, "four")
    workshop = Workshop(HEAD, view.entries)
    numbers = [workshop.number(entry.id) for entry in (first, note, second, edit)]
    assert (numbers, workshop.number("nobody")) == ([1, 1, 2, 0], 0)


@pytest.mark.parametrize("missing", ["id", "title", "date", "format_version"])
def test_a_head_needs_what_names_it(missing: str) -> None:
    document = HEAD.as_document()
    assert head_from_document(document) == HEAD
    del document[missing]
    with pytest.raises(ValueError, match=missing):
        head_from_document(document)


@st.composite
def histories(draw: st.DrawFn) -> list[Entry]:
    """Entries of one place that speak of each other, of later ones and of none, at level times."""
    count = draw(st.integers(1, 12))
    ids = [f"{number:026d}" for number in draw(st.permutations(range(count)))]
    entries = []
    for own in ids:
        op: Op = draw(
            st.sampled_from(["add", "add", "edit", "edit", "drop", "drop", "done", "withdraw"])
        )
        ref = None if op in ("add", "done") else draw(st.sampled_from([*ids, "unknown"]))
        at = utc(MORNING + draw(st.integers(0, 3)))
        body = {"text": f"{op} {own[-2:]}"} if op in ("add", "edit") else {}
        entries.append(Entry(own, at, None, "0a1b2c3d", PIECES, op, ref, body, "organizer"))
    return entries


@given(histories(), st.randoms(use_true_random=False))
def test_any_order_of_the_same_entries_folds_the_same(entries: list[Entry], chance: Any) -> None:
    shuffled = list(entries)
    chance.shuffle(shuffled)
    assert fold(shuffled) == fold(entries)
    assert dropped(shuffled) == dropped(entries)
    standing = Workshop(HEAD, shuffled).standing(PIECES)
    assert [entry.unnumbered() for entry in standing] == fold(entries)
    assert Workshop(HEAD, shuffled).is_done(PIECES) == Workshop(HEAD, entries).is_done(PIECES)


@given(histories(), st.lists(st.booleans(), min_size=12, max_size=12))
def test_a_fold_that_is_kept_says_at_any_moment_what_a_fold_of_all_says(
    entries: list[Entry], looks: list[bool]
) -> None:
    kept = Standing()
    for number, (entry, is_looked_at) in enumerate(zip(entries, looks, strict=False), 1):
        kept.take(entry)
        if is_looked_at or number == len(entries):
            so_far = entries[:number]
            assert kept.standing() == fold(so_far)
            assert kept.gone() == dropped(so_far)
            stands = {line.id: line for line in fold(so_far)}
            assert {entry.id: kept.line(entry.id) for entry in entries} == {
                e.id: stands.get(e.id) for e in entries
            }
            assert kept.closing() == Workshop(HEAD, so_far).closing(PIECES)
            for line in stands:
                assert kept.versions(line) == [
                    e for e in versions(so_far, line) if e.id not in dropped(so_far)
                ]


@given(histories(), st.lists(st.booleans(), min_size=12, max_size=12))
def test_people_are_the_same_whether_they_came_in_one_by_one_or_at_once(
    entries: list[Entry], looks: list[bool]
) -> None:
    entries = [entry._replace(place=PEOPLE) for entry in entries]
    names = [entry.text for entry in entries if entry.text]
    slowly = Workshop(HEAD)
    for number, (entry, is_looked_at) in enumerate(zip(entries, looks, strict=False), 1):
        slowly.extend([entry])
        if is_looked_at or number == len(entries):
            at_once = Workshop(HEAD, entries[:number])
            assert slowly.people() == at_once.people()
            assert [slowly.name_of(entry.id) for entry in entries] == [
                at_once.name_of(entry.id) for entry in entries
            ]
            named = [
                next((each for each in at_once.people() if each.name == name), None)
                for name in names
            ]
            assert [slowly.person_named(name) for name in names] == named


@given(histories())
def test_what_stands_was_added_was_not_withdrawn_and_has_words_that_somebody_gave_it(
    entries: list[Entry],
) -> None:
    withdrawn = {entry.ref for entry in entries if entry.op == "withdraw"}
    added = {entry.id: entry for entry in entries if entry.op == "add"}
    for standing in fold(entries):
        assert standing.id in added
        assert standing.id not in withdrawn
        assert standing.text in [entry.text for entry in versions(entries, standing.id)]
        assert (standing.id, standing.at) == (added[standing.id].id, added[standing.id].at)


@given(histories(), st.data())
def test_a_withdrawal_added_at_any_moment_leaves_nothing_of_its_entry(
    entries: list[Entry], data: st.DataObject
) -> None:
    target = data.draw(st.sampled_from(entries))
    at = utc(MORNING + data.draw(st.integers(-5, 5)))
    withdrawal = Entry(
        "withdrawal", at, None, "0a1b2c3d", PIECES, "withdraw", target.id, {}, "organizer"
    )
    assert target.id not in [entry.id for entry in fold([*entries, withdrawal])]
