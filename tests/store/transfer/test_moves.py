"""Lines that were moved, on one laptop or on several: each stands once, wherever and in whatever
order they meet.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition_cli.errors import Problem
from coalition_cli.model.entry import MOVED, Entry, Fact, Place
from coalition_cli.model.header import Head
from coalition_cli.model.workshop import Workshop
from coalition_cli.store import Draft, WorkshopFile
from tests.store.transfer.laptops import DRAFTS, NOTES, THEMES, Laptop, words_of

PLACES = (NOTES, DRAFTS, THEMES)
HEAD = Head("W1", "Umoja", "2024-11-12", "")


def standing(laptop: Laptop) -> list[tuple[Place, Entry]]:
    workshop = Workshop(HEAD, laptop.entries)
    return [(place, entry.unnumbered()) for place in PLACES for entry in workshop.standing(place)]


def move(laptop: Laptop, entry: Entry, place: Place, second: float = 0) -> Entry:
    return laptop.say(
        {"text": entry.text, MOVED: entry.id}, place=place, by=entry.by, second=second
    )


def test_a_move_taken_back_and_brought_again_leaves_the_line_where_that_says() -> None:
    laptop = Laptop(1)
    first = laptop.say("one")
    moved = move(laptop, first, DRAFTS)
    assert standing(laptop) == [(DRAFTS, moved)]
    taken = laptop.say({}, place=DRAFTS, op="drop", ref=moved.id)
    assert standing(laptop) == [(NOTES, first)]
    laptop.say({}, place=DRAFTS, op="drop", ref=taken.id)
    assert standing(laptop) == [(DRAFTS, moved)]


def test_of_two_laptops_that_moved_one_line_the_later_stands_until_its_undo() -> None:
    one, other = Laptop(1), Laptop(2)
    first = one.say("one")
    other.take(one.entries)
    early = move(one, first, DRAFTS, second=1)
    late = move(other, first, THEMES, second=2)
    on = move(one, early, NOTES, second=3)
    met = one.take(other.entries)
    other.take(one.entries)
    assert [conflict.about for conflict in met.conflicts] == ["change"]
    assert standing(one) == standing(other) == [(THEMES, late)]
    one.say({}, place=THEMES, op="drop", ref=late.id, second=4)
    assert standing(one) == [(NOTES, on)]


def test_a_line_moved_on_here_while_the_move_was_undone_there_stands_once_where_it_was() -> None:
    one, other = Laptop(1), Laptop(2)
    first = one.say("one")
    early = move(one, first, DRAFTS, second=1)
    other.take(one.entries)
    move(one, early, THEMES, second=2)
    other.say({}, place=DRAFTS, op="drop", ref=early.id, second=3)
    one.take(other.entries)
    other.take(one.entries)
    assert standing(one) == standing(other) == [(NOTES, first)]


def test_a_line_that_names_itself_or_a_ring_of_lines_harms_nobody() -> None:
    laptop = Laptop(1)
    first = laptop.say("one")
    ring = [laptop.say({"text": "ring", MOVED: first.id}, place=DRAFTS)]
    laptop.entries[0] = first._replace(body={"text": "one", MOVED: ring[0].id})
    laptop.say({"text": "alone", MOVED: "nobody"})
    assert {entry.text for _place, entry in standing(laptop)} <= {"one", "ring", "alone"}
    assert laptop.withdraw(laptop.entries[0])
    assert "ring" not in words_of(laptop.entries)


def test_a_move_undone_on_one_laptop_and_moved_on_by_the_other_leaves_one_line() -> None:
    first, second = Laptop(1), Laptop(2)
    line = second.say("a spring for the village")
    copy = move(second, line, PLACES[0], second=1)
    first.take(second.entries)
    move(second, copy, PLACES[1], second=2)
    first.say({}, place=copy.place, op="drop", ref=copy.id, second=3)
    for laptop, other in ((first, second), (second, first)):
        laptop.take(other.entries)
        assert [entry.text for _place, entry in standing(laptop)] == ["a spring for the village"]
        assert standing(laptop)[0][1].id == line.id


STEPS = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.sampled_from(["say", "move", "undo", "withdraw", "merge"]),
        st.integers(0, 20),
        st.integers(0, 2),
    ),
    max_size=14,
)


@settings(max_examples=60)
@given(STEPS)
def test_whatever_two_laptops_move_take_back_and_withdraw_they_agree_and_no_line_is_lost_or_doubled(
    steps,
) -> None:
    pair = (Laptop(1), Laptop(2))
    origin: dict[str, str] = {}
    withdrawn: set[str] = set()
    for second, (number, doing, which, place) in enumerate(steps):
        laptop, here = pair[number], [entry for _place, entry in standing(pair[number])]
        entry = here[which % len(here)] if here else None
        if doing == "say":
            said = laptop.say(f"line{second} said by laptop {number}", second=second)
            origin[said.id] = said.text
        elif doing == "merge":
            laptop.take(pair[1 - number].entries)
        elif entry and doing == "move":
            move(laptop, entry, PLACES[place], second=second)
        elif entry and doing == "undo" and MOVED in entry.body:
            laptop.say({}, place=entry.place, op="drop", ref=entry.id, second=second)
        elif entry and doing == "withdraw":
            first = next(
                each
                for each in laptop.entries
                if each.id in origin and origin[each.id] == entry.text
            )
            laptop.withdraw(first, second=second)
            withdrawn.add(first.id)
    pair[0].take(pair[1].entries)
    pair[1].take(pair[0].entries)
    kept = sorted(text for entry_id, text in origin.items() if entry_id not in withdrawn)
    for laptop in pair:
        assert sorted(entry.text for _place, entry in standing(laptop)) == kept
        for entry_id in withdrawn:
            assert origin[entry_id] not in words_of(laptop.entries)
    assert standing(pair[0]) == standing(pair[1])


@pytest.mark.parametrize("key", [MOVED, "offer", "need", "action", "event", "promise"])
def test_what_was_withdrawn_in_another_window_is_not_brought_back_by_what_belongs_to_it(
    tmp_path, key
) -> None:
    path = tmp_path / "umoja.json"
    here = WorkshopFile.create(path, HEAD)
    (line,) = here.append([Draft(Fact({"text": "SIRIKUBWA"}), NOTES, "participants")])
    WorkshopFile.open(path).withdraw(line.id)
    with pytest.raises(Problem, match="withdrawn meanwhile"):
        here.append([Draft(Fact({"text": "SIRIKUBWA", key: line.id}), DRAFTS, "participants")])
    assert b"SIRIKUBWA" not in path.read_bytes()
