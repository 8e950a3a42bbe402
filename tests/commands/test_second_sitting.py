"""An answers file given a second time, in real processes: what is asked, told and recorded."""

import pytest

from tests.support.calling import DOWN, ENTER, entries_of

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
