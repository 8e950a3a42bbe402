"""A file that is given again: nothing where it says the same, else its differences as edits."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition_cli import kinds
from coalition_cli.errors import Problem
from coalition_cli.model.entry import PEOPLE, Entry, Fact, make
from coalition_cli.model.view_maker import ViewMaker
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.answers import play_answers
from coalition_cli.run.second_sitting import Difference
from tests.kinds.kind_cases import CASES
from tests.kinds.kind_cases_further import FURTHER
from tests.kinds.kind_rooms import a_bench
from tests.support.kind_exercise import EVERY_KIND, HEAD, find
from tests.support.playing import Bench

PAPER = Path("paper.toml")
BOTH = {name: case for name, (case, _how) in (CASES | FURTHER).items() if case.answers is not None}
PEOPLE_HERE = [{"name": "Amina", "group": "Blue"}, {"name": "Baraka"}, "Chausiku"]


def play(
    workshop: Workshop, values: Any, people: Any = PEOPLE_HERE
) -> tuple[list[Difference], list[Entry]]:
    """What the file says otherwise, and the entries it makes; the workshop takes them in."""
    differences: list[Difference] = []
    answers = {"people": people, "everything": values}
    entries, _said = play_answers(
        EVERY_KIND, 1, answers, PAPER, workshop, find, "bench", differences=differences
    )
    workshop.extend(entries)
    return differences, entries


def of_bench(bench: Bench, answers: Any) -> list[str]:
    differences: list[Difference] = []
    exercise = bench.view.exercise
    play_answers(
        exercise,
        1,
        {"trial": {"s": answers}},
        PAPER,
        bench.workshop,
        lambda _id: exercise,
        "bench",
        differences=differences,
    )
    return [difference.sentence for difference in differences]


def told(workshop: Workshop) -> str:
    """What came of every step, without ids."""
    view = ViewMaker(find).of_run(workshop, EVERY_KIND, 1)
    found = {step.id: kinds.result(step, view) for step in EVERY_KIND.steps}
    names = {entry.id: "" for entry in workshop.entries}

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {names.get(key, key): plain(each) for key, each in value.items()}
        if isinstance(value, list):
            return [plain(each) for each in value]
        return names.get(value, value) if isinstance(value, str) else value

    return json.dumps(plain(found), indent=1)


@pytest.mark.parametrize("name", BOTH)
def test_the_same_answers_of_any_kind_given_again_are_no_difference(name: str) -> None:
    bench = a_bench(BOTH[name].step)
    bench.answer(BOTH[name].step, BOTH[name].answers)
    assert of_bench(bench, BOTH[name].answers) == []


@pytest.mark.parametrize("name", [name for name, case in BOTH.items() if case.keys])
def test_what_a_room_typed_is_no_difference_to_a_file_that_says_the_same(name: str) -> None:
    bench = a_bench(BOTH[name].step)
    bench.type(BOTH[name].step, *BOTH[name].keys)
    assert of_bench(bench, BOTH[name].answers) == []


FIRST: dict[str, Any] = {
    "notes": ["Work", {"text": "Home", "by": "Amina", "bucket": "near"}, "Land"],
    "circle": [{"by": "Amina", "text": "A gate"}, {"by": "Baraka", "passed": True}],
    "groups": {"Blue": ["Amina", "Baraka"]},
    "themes": {"Both": [1, "Home"]},
    "draft": ["First", "Second"],
    "score": {"urgency": {"1": {"5": 2}, "Home": 3}},
    "plan": [{"what": "Call", "who": "Amina", "by_when": "12 Dec"}, {"what": "Write"}],
    "decide": {"yes": 3, "no": 0},
}

CHANGES: list[tuple[str, Any, list[str]]] = [
    ("notes", ["Work", *FIRST["notes"][1:]], []),
    (
        "notes",
        ["Paid work", *FIRST["notes"][1:]],
        ["everything.notes: changes: Work → Paid work"],
    ),
    ("notes", [*FIRST["notes"], "Loans"], ["everything.notes: new: Loans"]),
    (
        "notes",
        FIRST["notes"][:2],
        ["everything.notes: no longer in the file: Land"],
    ),
    (
        "notes",
        ["Work", {"text": "Home", "by": "Baraka", "bucket": "near"}, "Land"],
        ["everything.notes: changes: Home: by Amina → Baraka"],
    ),
    (
        "circle",
        [{"by": "Amina", "text": "A garden"}, {"by": "Baraka", "text": "Tea"}],
        [
            "everything.circle: changes: Amina: A gate → A garden",
            "everything.circle: changes: Baraka: passed True → nothing; nothing → Tea",
        ],
    ),
    (
        "groups",
        {"Blue": ["Amina"], "Red": ["Baraka"]},
        [
            "everything.groups: changes: Blue: members Amina, Baraka → Amina",
            "everything.groups: new: Red, members Baraka",
        ],
    ),
    (
        "themes",
        {"Both": ["Work", "Land"]},
        ["everything.themes: changes: Both: notes Work, Home → Work, Land"],
    ),
    ("draft", ["First", "Third"], ["everything.draft: changes: Second → Third"]),
    (
        "score",
        {"urgency": {"1": {"5": 2}, "Home": 4}},
        ["everything.score: changes: urgency, Home, agreed: counts 3: 1 → 4: 1"],
    ),
    (
        "score",
        {"urgency": {"1": {"5": 2}}},
        ["everything.score: no longer in the file: criterion urgency, item Home, way agreed"],
    ),
    (
        "plan",
        [FIRST["plan"][0], {"what": "Write", "by_when": "1 Dec"}],
        ["everything.plan: changes: Write: by_when nothing → 2024-12-01"],
    ),
    ("plan", FIRST["plan"][::-1], []),
    (
        "decide",
        {"yes": 2, "no": 1},
        ["everything.decide: changes: yes-no, 4/5: counts yes: 3, no: 0, pass: 0 → yes: 2, no: 1"],
    ),
]


@pytest.mark.parametrize(("step", "value", "expected"), CHANGES)
def test_a_changed_file_is_told_and_comes_to_what_it_says(
    step: str, value: Any, expected: list[str]
) -> None:
    workshop, anew = Workshop(HEAD), Workshop(HEAD)
    play(workshop, FIRST)
    differences, entries = play(workshop, {**FIRST, step: value})
    sentences = [difference.sentence for difference in differences]
    assert len([each for each in sentences if f".{step}: " in each]) == len(expected)
    for sentence in expected:
        assert [each for each in sentences if each.startswith(sentence)], sentences
    assert all(entry.op in ("edit", "drop", "add") for entry in entries)
    again, more = play(workshop, {**FIRST, step: value})
    assert (again, more) == ([], [])
    if expected and step != "notes":
        play(anew, {**FIRST, step: value})
        assert told(workshop) == told(anew)


ROWS = st.lists(
    st.sampled_from(["Work", "Home", "Land", "Loans", "Seeds", "A gate", "A gaet"]),
    min_size=1,
    max_size=6,
    unique=True,
)


@settings(max_examples=60)
@given(first=ROWS, second=ROWS)
def test_any_list_becomes_any_other(first: list[str], second: list[str]) -> None:
    workshop = Workshop(HEAD)
    play(workshop, {"notes": first})
    differences, _entries = play(workshop, {"notes": second})
    place = ViewMaker(find).of_run(workshop, EVERY_KIND, 1).place("notes")
    assert {entry.text for entry in workshop.standing(place)} == set(second)
    assert bool(differences) == (set(first) != set(second))
    assert play(workshop, {"notes": second}) == ([], [])


def test_a_vote_counted_before_more_people_came_is_no_difference() -> None:
    workshop = Workshop(HEAD)
    play(workshop, FIRST)
    late = make(Fact({"text": "Dina"}), PEOPLE, share="organizer", device="d", after=workshop.last)
    workshop.extend([late])
    assert play(workshop, FIRST) == ([], [])


def test_who_somebody_is_may_be_said_otherwise_and_a_bare_name_says_nothing() -> None:
    workshop = Workshop(HEAD)
    play(workshop, FIRST)
    people = ["amina", {"name": "Baraka", "group": "Red", "role": "guest"}, "Chausiku"]
    differences, _entries = play(workshop, {}, people)
    assert [difference.sentence for difference in differences] == [
        "people: changes: Baraka: group nothing → Red; role participant → guest"
    ]
    baraka = workshop.person_named("Baraka")
    assert baraka is not None
    assert (baraka.group, baraka.role) == ("Red", "guest")
    assert play(workshop, {}, people) == ([], [])


def test_what_was_withdrawn_stays_withdrawn_and_it_is_said() -> None:
    workshop = Workshop(HEAD)
    play(workshop, {"notes": FIRST["notes"]})
    number, gone = next(
        (number, entry) for number, entry in enumerate(workshop.entries) if entry.text == "Land"
    )
    entries = list(workshop.entries)
    entries[number] = gone._replace(body={"withdrawn": True}, by=None)
    workshop = Workshop(HEAD, entries)
    differences, made = play(workshop, {"notes": FIRST["notes"]})
    assert [difference.sentence for difference in differences] == [
        "everything.notes: was withdrawn and stays so: Land"
    ]
    assert made == []


def test_somebody_who_withdrew_is_not_entered_again_unasked() -> None:
    workshop = Workshop(HEAD)
    play(workshop, {"notes": ["Work"]})
    entries = [
        entry._replace(body={"withdrawn": True}) if entry.text == "Amina" else entry
        for entry in workshop.entries
    ]
    workshop = Workshop(HEAD, entries)
    differences, _made = play(workshop, {"notes": ["Work"]})
    assert [difference.sentence for difference in differences] == ["people: new: Amina"]


def test_a_mistake_in_a_changed_file_is_told_before_any_difference() -> None:
    workshop = Workshop(HEAD)
    play(workshop, FIRST)
    before = list(workshop.entries)
    with pytest.raises(Problem, match=r"everything\.notes\[2\]\.by: \"Amima\" is nobody here: "):
        play(workshop, {**FIRST, "notes": ["Work", {"text": "Home", "by": "Amima"}]})
    assert workshop.entries == before
