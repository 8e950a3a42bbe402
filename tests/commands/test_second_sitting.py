"""An answers file given a second time, in real processes: what is asked, told and recorded."""

import pytest

from tests.support.calling import DOWN, ENTER, entries_of

pytestmark = pytest.mark.slow

FIRST = {
    "people": ["Amina", {"name": "Grace", "group": "Blue"}],
    "agenda-ranking": {
        "issues": ["Papers", "Work", "A bed"],
        "scores": {"urgency": {"Papers": 5, "Work": 4}, "feasibility": {"Papers": 4, "Work": 2}},
        "agree": {"5": 2},
    },
}
CHANGED = {
    "people": ["Amina", {"name": "Grace", "group": "Red"}],
    "agenda-ranking": {
        "issues": ["Papers", "Paid work", "Land", "Loans"],
        "scores": {
            "urgency": {"Papers": 5, "Paid work": 3},
            "feasibility": {"Papers": 4, "Paid work": 2},
        },
        "agree": {"5": 2},
    },
}
TOLD = [
    "people: changes: Grace: group Blue → Red",
    "agenda-ranking.issues: changes: Work → Paid work",
    "agenda-ranking.issues: changes: A bed → Land",
    "agenda-ranking.issues: new: Loans",
    "agenda-ranking.scores: changes: urgency, Paid work, agreed: counts 4: 1 → 3: 1",
]


@pytest.fixture
def held(umoja):
    done = umoja.play("agenda-ranking", FIRST)
    assert done.status == 0, done
    return umoja


def test_the_same_file_twice_is_nothing_and_says_so(held):
    before = held.workshop.read_bytes()
    done = held.play("agenda-ranking", FIRST)
    assert (done.status, done.out) == (0, "")
    assert "agenda-ranking.issues: already recorded, left as it is." in done.err
    assert held.workshop.read_bytes() == before


def test_a_changed_file_lists_its_differences_and_changes_nothing_unasked(held):
    before = held.workshop.read_bytes()
    done = held.play("agenda-ranking", CHANGED)
    assert (done.status, done.out) == (1, "")
    for line in TOLD:
        assert line in done.err.splitlines()
    assert "this file says 5 things otherwise than what is recorded" in done.err
    assert "--yes" in done.err
    assert held.workshop.read_bytes() == before


def test_after_yes_they_are_edits_and_the_file_is_the_same_from_then_on(held):
    before = entries_of(held.workshop)
    (held.desk / "answers.json").write_text("")
    done = held.play("agenda-ranking", CHANGED)
    done = held.call("agenda-ranking", "--answers", "answers.json", "--yes")
    assert done.status == 0, done
    made = entries_of(held.workshop)[len(before) :]
    assert sorted(entry["op"] for entry in made) == ["add", "edit", "edit", "edit", "edit"]
    assert [entry["id"] for entry in made if entry["op"] == "add"] == done.lines
    agenda = held.summary()["agenda"]
    assert [(row["issue"], row["urgency"]) for row in agenda[:2]] == [
        ("Papers", 5),
        ("Paid work", 3),
    ]
    after = held.workshop.read_bytes()
    assert held.call("agenda-ranking", "--answers", "answers.json").status == 0
    assert held.workshop.read_bytes() == after


@pytest.mark.parametrize(("keys", "status"), [((ENTER,), 1), ((DOWN, ENTER), 0)])
def test_at_a_terminal_they_are_shown_and_asked(held, keys, status):
    before = held.workshop.read_bytes()
    held.play("agenda-ranking", CHANGED)
    seat = held.at_terminal("agenda-ranking", "--answers", "answers.json")
    seat.see("Take this from the file?")
    assert "agenda-ranking.issues: new: Loans" in seat.text
    for key in keys:
        seat.press(key)
    assert seat.end() == status
    assert (held.workshop.read_bytes() == before) == bool(status)


def test_steps_that_are_new_and_steps_that_changed_are_all_taken_or_none(umoja):
    assert umoja.play("agenda-ranking", {"issues": ["Papers"]}).status == 0
    before = umoja.workshop.read_bytes()
    more = {"issues": ["Papers", "Land"], "scores": {"urgency": {"Land": 5}}}
    done = umoja.play("agenda-ranking", more)
    assert done.status == 1
    assert "agenda-ranking.issues: new: Land" in done.err
    assert umoja.workshop.read_bytes() == before
    assert umoja.call("agenda-ranking", "--answers", "answers.json", "--yes").status == 0
    assert [row["issue"] for row in umoja.summary()["agenda"]] == ["Papers", "Land"]


def standing(house):
    summary = house.summary()
    agenda = [(row["issue"], row["urgency"], row["rank"]) for row in summary["agenda"]]
    return agenda, summary["notes"], house.call("people", "list").out


@pytest.mark.parametrize(
    "changed",
    [
        {"issues": ["Papers"]},  # lines gone, and nothing else
        {"issues": ["Papers", "Work", "A bed", "Land", "Loans"]},  # only new lines
        {"issues": ["Land", "Paid work"]},
        CHANGED["agenda-ranking"],
    ],
)
@pytest.mark.parametrize("with_people", [True, False])
def test_what_one_yes_took_from_a_file_is_one_act_for_undo(held, changed, with_people):
    held.note("An older line")
    before, notes = standing(held), len(entries_of(held.workshop))
    answers = {"agenda-ranking": changed}
    if with_people:
        answers["people"] = CHANGED["people"]
    assert held.play("agenda-ranking", {"people": []} | answers).status == 1
    assert held.call("agenda-ranking", "--answers", "answers.json", "--yes").status == 0
    made = entries_of(held.workshop)[notes:]
    assert len({entry["at"] for entry in made}) == 1
    after = standing(held)
    assert after != before
    undone = held.call("undo", "--yes")
    assert undone.status == 0, undone
    assert len(undone.lines) == len(made)
    assert standing(held) == before
    assert held.call("undo", *undone.lines, "--yes").status == 0
    assert standing(held) == after


def test_a_first_sitting_is_taken_back_line_by_line(held):
    assert len({entry["at"] for entry in entries_of(held.workshop)}) > 3


def test_the_act_of_a_second_sitting_begins_after_what_was_saved_before_it(held):
    ids = held.note("one", "two")
    held.play("agenda-ranking", CHANGED)
    assert held.call("agenda-ranking", "--answers", "answers.json", "--yes").status == 0
    assert held.call("undo", "--yes").status == 0
    assert [row["id"] for row in held.summary()["notes"]] == ids
