"""One person who was entered twice: who is listed, what is hers; no order of laptops matters."""

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_cli.model.entry import ALSO_BY, NOTES, PEOPLE, SAME, Entry, Fact, Place, make
from coalition_cli.model.header import Head
from coalition_cli.model.merging import merge
from coalition_cli.model.same_person import PARTED, all_of, as_one, leads, pair_of, parted
from coalition_cli.model.withdrawal import apply, outlook, reach
from coalition_cli.model.workshop import Workshop
from tests.store.transfer.laptops import Laptop

PLAN, SCORES = Place("action-plan", 1, "actions"), Place("agenda-ranking", 1, "scores")
HEAD = Head("W", "Umoja", "2024-11-12")


def entry(own: str, second: int, body: dict[str, Any], place: Place = NOTES, **more: Any) -> Entry:
    made = make(Fact(body, **more), place, share="organizer", device="0a", after=None)
    return made._replace(id=own, at=f"2024-11-12T08:00:{second:02}.000Z")


def same(own: str, second: int, *pair: str) -> Entry:
    return entry(own, second, {"people": list(pair)}, SAME)


AMINA, AMINA_TOO = (
    entry("P1", 1, {"text": "Amina"}, PEOPLE),
    entry("P9", 9, {"text": "Amina K", "group": "Blue"}, PEOPLE),
)
BOTH = [AMINA, AMINA_TOO]


@pytest.mark.parametrize(
    ("pairs", "standing", "expected"),
    [
        ([("P1", "P9")], "P1 P9", {"P1": "P1", "P9": "P1"}),
        ([("P9", "P1")], "P1 P9", {"P1": "P9", "P9": "P9"}),
        ([("P1", "P9"), ("P9", "P3")], "P1 P3 P9", dict.fromkeys(["P1", "P9", "P3"], "P1")),
        ([("P3", "P9"), ("P1", "P3")], "P1 P3 P9", dict.fromkeys(["P3", "P9", "P1"], "P1")),
        ([("P1", "P9"), ("P9", "P1")], "P1 P9", {"P1": "P1", "P9": "P1"}),
        ([("P1", "P9"), ("P9", "P3")], "P3 P9", dict.fromkeys(["P1", "P9", "P3"], "P3")),
        ([("P1", "P9")], "", {"P1": "P1", "P9": "P1"}),
        ([("P1", "P1"), ("P1",), ()], "P1", {}),
        ([], "P1", {}),
    ],
)
def test_who_is_listed_for_those_who_are_one(pairs, standing, expected) -> None:
    said = [same(f"S{number}", 10 + number, *pair) for number, pair in enumerate(pairs)]
    assert leads(said, standing.split()) == expected
    assert leads(reversed(said), standing.split()) == expected


def test_what_is_no_pair_says_nothing() -> None:
    for body in ({}, {"people": "P1"}, {"people": ["P1", "P2", "P3"]}, {"people": None}):
        assert pair_of(entry("S1", 1, body, SAME)) is None
    assert pair_of(entry("S1", 1, {"people": ["P1", "P2"]}, NOTES)) is None


@pytest.mark.parametrize(
    ("body", "by", "expected"),
    [
        ({"text": "Water"}, "P9", ({"text": "Water"}, "P1")),
        ({"text": "Water"}, "P1", ({"text": "Water"}, "P1")),
        ({"text": "P9 says"}, None, ({"text": "P9 says"}, None)),
        ({"who": "P9", "helper": "Grace"}, None, ({"who": "P1", "helper": "Grace"}, None)),
        ({ALSO_BY: ["P9", "P2"]}, "P1", ({ALSO_BY: ["P2"]}, "P1")),
        ({ALSO_BY: ["P9"]}, "P1", ({}, "P1")),
        ({ALSO_BY: ["P1"]}, "P9", ({}, "P1")),
        ({ALSO_BY: ["P9"]}, "P2", ({ALSO_BY: ["P1"]}, "P2")),
        ({"members": ["P1", "P2", "P9"]}, None, ({"members": ["P1", "P2"]}, None)),
        ({"dots": ["x", "x"], "who": "P9"}, None, ({"dots": ["x", "x"], "who": "P1"}, None)),
        (
            {"counts": {"4": 1, "2": 1}, "raters": {"P9": 4, "P2": 2}},
            None,
            ({"counts": {"4": 1, "2": 1}, "raters": {"P1": 4, "P2": 2}}, None),
        ),
        (
            {"counts": {"4": 2, "2": 1}, "raters": {"P9": 2, "P2": 4, "P1": 4}},
            None,
            ({"counts": {"4": 2}, "raters": {"P2": 4, "P1": 4}}, None),
        ),
        (
            {"counts": {"4": 2}, "raters": {"P1": 4, "P9": 4}},
            None,
            ({"counts": {"4": 1}, "raters": {"P1": 4}}, None),
        ),
    ],
)
def test_whatever_the_second_entry_said_is_of_the_first(body, by, expected) -> None:
    said = entry("L1", 20, body, by=by)
    read = as_one(said, {"P1": "P1", "P9": "P1"})
    assert (read.body, read.by) == expected
    assert (read is said) is ((body, by) == expected)
    assert said.body == body


def test_she_is_listed_once_with_what_either_entry_says_of_her() -> None:
    gone = entry(
        "E1",
        11,
        {"text": "Amina K", "group": "Blue", "present": False},
        PEOPLE,
        op="edit",
        ref="P9",
    )
    said = entry("L1", 12, {"text": "Water"}, by="P9")
    workshop = Workshop(HEAD, [*BOTH, gone, said])
    assert [person.name for person in workshop.people()] == ["Amina", "Amina K"]
    workshop.extend([same("S1", 13, "P1", "P9")])
    (amina,) = workshop.people()
    assert (amina.id, amina.name, amina.group, amina.is_present) == ("P1", "Amina", "Blue", False)
    assert [passage.is_here for passage in amina.passages] == [True, False]
    assert [each.by for each in workshop.standing(NOTES)] == ["P1"]
    assert {workshop.name_of("P1"), workshop.name_of("P9")} == {"Amina"}
    assert workshop.person_named("amina k") == workshop.person_named("Amina") == amina
    assert (workshop.entries_of("P9"), workshop.entries_of("P2")) == (["P1", "P9"], ["P2"])
    workshop.extend([entry("D1", 14, {}, SAME, op="drop", ref="S1")])
    assert [each.by for each in workshop.standing(NOTES)] == ["P9"]
    assert [person.name for person in workshop.people()] == ["Amina", "Amina K"]
    assert workshop.person_named("Amina K").id == "P9"


def test_a_newer_wording_of_a_line_is_read_as_hers_too() -> None:
    said = entry("L1", 12, {"text": "Water"}, by="P9")
    workshop = Workshop(HEAD, [*BOTH, said, same("S1", 13, "P1", "P9")])
    assert workshop.standing(NOTES)[0].text == "Water"
    workshop.extend([entry("E1", 14, {"text": "Clean water"}, by="P9", op="edit", ref="L1")])
    assert [(each.text, each.by) for each in workshop.standing(NOTES)] == [("Clean water", "P1")]


def test_where_her_first_entry_is_taken_back_the_other_stands_for_her() -> None:
    drop = entry("D1", 14, {}, PEOPLE, op="drop", ref="P1")
    workshop = Workshop(HEAD, [*BOTH, same("S1", 13, "P1", "P9"), drop])
    assert [person.id for person in workshop.people()] == ["P9"]
    assert workshop.name_of("P1") == "Amina K"


def test_nobody_is_kept_apart_from_herself() -> None:
    apart = [
        entry(f"A{number}", 20 + number, {"people": pair}, Place(step="apart"))
        for number, pair in enumerate([["P1", "P9"], ["P2", "P9"]])
    ]
    workshop = Workshop(HEAD, [*BOTH, *apart, same("S1", 30, "P1", "P9")])
    assert workshop.apart() == {frozenset({"P1", "P2"})}


WORDS = [
    entry("L1", 12, {"text": "Maji"}, by="P1"),
    entry("L2", 13, {"text": "Kazi"}, by="P9"),
    entry("L3", 14, {"text": "Shule", ALSO_BY: ["P9"]}, by="P2"),
    entry("L4", 15, {"text": "Chakula"}, by="P2"),
]


@pytest.mark.parametrize("withdrawn", ["P1", "P9"])
def test_with_either_entry_both_and_all_their_lines_are_withdrawn(withdrawn) -> None:
    gone = entry("W1", 40, {}, PEOPLE, op="withdraw", ref=withdrawn)
    said = same("S1", 30, "P1", "P9")
    every = [*BOTH, *WORDS, said, gone]
    assert reach(every) == {"P1", "P9", "L1", "L2", "L3"}
    assert outlook(every[:-1], AMINA).lines == 3
    left = Workshop(HEAD, apply(every))
    assert [each.text for each in left.standing(NOTES)] == ["Chakula"]
    assert left.people() == []
    assert reach([*every, entry("D1", 41, {}, SAME, op="drop", ref="S1")]) <= {
        "P1",
        "P9",
        "L1",
        "L2",
        "L3",
    }


def test_who_is_one_is_found_by_way_of_others_and_not_once_it_was_taken_back() -> None:
    said = [same("S1", 1, "P1", "P9"), same("S2", 2, "P9", "P3"), same("S3", 3, "P4", "P5")]
    assert all_of({"P3"}, said) == {"P1", "P3", "P9"}
    assert all_of({"P7"}, said) == {"P7"}
    assert all_of({"P3"}, [*said, entry("D", 4, {}, SAME, op="drop", ref="S1")]) == {"P3", "P9"}


PIECES = [
    *BOTH,
    entry("P2", 2, {"text": "Grace"}, PEOPLE),
    *WORDS,
    same("S1", 30, "P1", "P9"),
    same("S2", 31, "P9", "P1"),
    entry("W1", 40, {}, PEOPLE, op="withdraw", ref="P9"),
]


@given(st.lists(st.sets(st.sampled_from(range(len(PIECES)))), min_size=3, max_size=3))
def test_three_laptops_come_to_the_same_in_any_order(held) -> None:
    """A withdrawal on one, the sameness on another, the words on a third."""
    laptops = [apply([PIECES[number] for number in sorted(each)]) for each in held]
    ends = []
    for order in permutations(laptops):
        here = list(order[0])
        for incoming in order[1:]:
            here = merge(here, incoming).entries
        ends.append(here)
    assert all(end == ends[0] for end in ends)
    withdrawn = any(each.id == "W1" for each in ends[0])
    is_one = any(each.place == SAME for each in ends[0])
    if withdrawn and is_one:
        assert not [
            each.text for each in ends[0] if each.id in ("P1", "L1", "L2", "L3") and each.text
        ]


ACTS = ("say", "pair", "part", "withdraw", "withdraw", "merge")
DAYS = st.lists(
    st.tuples(st.sampled_from(range(3)), st.sampled_from(ACTS), st.integers(0, 11)),
    min_size=3,
    max_size=16,
)
"""What three laptops do one after the other: which of them, what, and to which of those there."""


def told_day(day: list[tuple[int, str, int]], *, keeps_parted: bool = True) -> list[list[Entry]]:
    """What the three laptops hold at the end of ``day``, which begins with Amina known to all."""
    laptops = [Laptop(number) for number in range(1, 4)]
    people = [laptops[0].say(name, place=PEOPLE) for name in ("Amina", "Amina K", "Aminata")]
    for each in laptops[1:]:
        each.take(laptops[0].entries)
    for second, (number, act, which) in enumerate(day, 10):
        laptop, who = laptops[number], people[which % 3]
        if act == "say":
            laptop.say(f"said {second}", by=who.id, second=second)
        elif act == "pair":
            pair = [who.id, people[(which + 1) % 3].id]
            laptop.say({"people": pair}, place=SAME, second=second)
        elif act == "part":
            said = [each.id for each in laptop.entries if each.place == SAME]
            if said:
                named = said[which % len(said)]
                laptop.say({}, place=SAME, op="drop", ref=named, second=second)
        elif act == "withdraw":
            body = {PARTED: parted(laptop.entries)} if keeps_parted else {}
            laptop.say(body, place=PEOPLE, op="withdraw", ref=who.id, second=second)
            laptop.entries = apply(laptop.entries)
        else:
            laptop.take(laptops[which % 3].entries)
    return [each.entries for each in laptops]


def spoken(day: list[tuple[int, str, int]]) -> list[int]:
    """The seconds of ``day`` at which somebody said a line."""
    return [second for second, (_at, act, _which) in enumerate(day, 10) if act == "say"]


def ends_of(held: list[list[Entry]]) -> list[list[Entry]]:
    """What comes of the laptops in every order in which they can be brought together."""
    ends = []
    for one, two, three in permutations(held):
        ends.append(merge(merge(one, two).entries, three).entries)
        ends.append(merge(one, merge(two, three).entries).entries)
    return ends


@given(DAYS)
def test_who_is_parted_on_one_laptop_and_withdrawn_on_another_is_the_same_in_any_order(
    day: list[tuple[int, str, int]],
) -> None:
    ends = ends_of(told_day(day))
    assert all(end == ends[0] for end in ends)
    gone = reach(ends[0])
    said_by = {f"said {second}": which % 3 for second, (_at, _act, which) in enumerate(day, 10)}
    people = [each.id for each in ends[0] if each.place == PEOPLE and each.op == "add"]
    for each in (entry for entry in ends[0] if entry.place == NOTES and entry.text):
        assert people[said_by[each.text]] not in gone, "words of somebody who withdrew"
    withdrawn = sum(people[said_by[f"said {second}"]] in gone for second in spoken(day))
    assert sum(each.is_gone for each in ends[0] if each.place == NOTES) == withdrawn


def test_without_what_a_withdrawal_knew_the_order_would_decide() -> None:
    """The pair and a line of hers on the second laptop, its parting on the third."""
    day = [(1, "pair", 0), (2, "merge", 1), (2, "part", 0), (1, "say", 1), (0, "withdraw", 0)]
    ends = ends_of(told_day(day, keeps_parted=False))
    assert any(end != ends[0] for end in ends)
    ends = ends_of(told_day(day))
    assert all(end == ends[0] for end in ends)


@pytest.mark.parametrize(
    ("day", "stays"),
    [
        ([(0, "say", 1), (0, "withdraw", 0)], True),
        ([(0, "say", 1), (0, "pair", 0), (0, "withdraw", 0)], False),
        ([(0, "say", 1), (0, "withdraw", 0), (0, "pair", 0)], False),
        ([(0, "say", 1), (0, "pair", 0), (0, "part", 0), (0, "withdraw", 0)], True),
        (
            [(0, "say", 1), (0, "pair", 0), (0, "part", 0), (0, "part", 1), (0, "withdraw", 0)],
            False,
        ),
        (
            [(0, "say", 1), (0, "pair", 0), (0, "part", 0), (0, "withdraw", 0), (0, "part", 1)],
            False,
        ),
        ([(0, "say", 1), (0, "pair", 0), (0, "withdraw", 0), (0, "part", 0)], False),
        (
            [(0, "say", 1), (0, "pair", 0), (1, "merge", 0), (1, "part", 0), (0, "withdraw", 0)],
            False,
        ),
        (
            [
                *((0, "say", 1), (0, "pair", 0), (1, "merge", 0), (0, "withdraw", 0)),
                *((1, "part", 0), (1, "merge", 0), (0, "merge", 1)),
            ],
            False,
        ),
        (
            [(0, "say", 1), (1, "pair", 0), (1, "part", 0), (0, "merge", 1), (0, "withdraw", 0)],
            True,
        ),
    ],
    ids=[
        "nobody says that they are one",
        "they are one",
        "it is said afterwards that they are one",
        "they were parted before",
        "the parting was taken back before",
        "the parting is taken back afterwards",
        "they are parted afterwards",
        "they were parted on a laptop that was not heard",
        "they were parted on another laptop at the same time",
        "they were parted on a laptop that was heard before",
    ],
)
def test_the_words_of_the_other_stay_where_the_withdrawal_knew_that_they_are_two(
    day: list[tuple[int, str, int]], stays: bool
) -> None:
    for end in ends_of(told_day(day)):
        assert [each.text for each in end if each.place == NOTES] == (
            ["said 10"] if stays else [""]
        )


@given(st.permutations(range(len(PIECES))))
def test_entries_read_one_by_one_come_to_what_they_come_to_at_once(order) -> None:
    grown = Workshop(HEAD)
    for number in order:
        grown.extend([PIECES[number]])
        anew = Workshop(HEAD, list(grown.entries))
        assert grown.people() == anew.people()
        assert grown.standing(NOTES) == anew.standing(NOTES)
        for name in ("Amina", "Amina K", "Grace"):
            assert grown.person_named(name) == anew.person_named(name)


def test_who_is_one_is_no_disagreement_of_a_merge() -> None:
    other = AMINA_TOO._replace(body={"text": "amina"})
    (found,) = merge([AMINA], [other]).conflicts
    assert found.about == "person"
    assert merge([AMINA], [other, same("S1", 30, "P1", "P9")]).conflicts == []
