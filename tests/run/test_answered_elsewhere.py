"""What two windows answered to the same question: what stands together, and what is asked about."""

from typing import Any

import pytest

from coalition_cli.model.entry import Fact, Place
from coalition_cli.run.answered_elsewhere import clash_of
from tests.support.playing import Bench

STEP = Place("trial", 1, "s")


def clash(before: dict[str, Any], theirs: dict[str, Any], mine: dict[str, Any]) -> Any:
    bench = Bench()
    line = bench.record(Fact(before, "amina"), STEP, "participants")
    known = len(bench.workshop.entries)
    bench.record(Fact(theirs, "amina", op="edit", ref=line.id), STEP, "participants")
    return clash_of(Fact(mine, "amina", op="edit", ref=line.id), bench.workshop, known)


@pytest.mark.parametrize(
    ("before", "theirs", "mine", "joined"),
    [
        ({}, {"text": "a"}, {"text": "a"}, {"text": "a"}),
        ({}, {"text": "a"}, {"text": "b"}, None),
        ({"x": "1"}, {"x": "1", "y": "2"}, {"x": "1", "z": "3"}, {"x": "1", "y": "2", "z": "3"}),
        ({"x": "1"}, {"x": "1", "y": "2"}, {"x": "1", "y": "3"}, None),
        ({}, {"text": "a"}, {"passed": True}, None),
        ({}, {"passed": True}, {"text": "a"}, None),
        ({"x": "1"}, {"x": "2"}, {"x": "1", "y": "3"}, {"x": "2", "y": "3"}),
    ],
)
def test_answers_to_other_questions_stand_together_and_others_are_asked_about(
    before: dict[str, Any],
    theirs: dict[str, Any],
    mine: dict[str, Any],
    joined: dict[str, Any] | None,
) -> None:
    found = clash(before, theirs, mine).joined()
    assert (found and found.body) == joined


@pytest.mark.parametrize(
    ("before", "mine", "may"),
    [
        ({}, {"text": "b"}, True),
        ({"text": "a"}, {"text": "a", "share": "donor"}, False),
        ({}, {"passed": True}, False),
        ({}, {"counts": {"5": 1}}, False),
    ],
)
def test_only_whole_words_of_somebody_can_be_a_line_beside_the_other(
    before: dict[str, Any], mine: dict[str, Any], may: bool
) -> None:
    assert clash(before, {"text": "c"}, mine).may_be_two is may


def test_what_stood_before_the_question_is_no_clash() -> None:
    bench = Bench()
    line = bench.record(Fact({"text": "a"}, "amina"), STEP, "participants")
    mine = Fact({"text": "b"}, "amina", op="edit", ref=line.id)
    assert clash_of(mine, bench.workshop, len(bench.workshop.entries)) is None
    assert clash_of(Fact({"text": "b"}, "amina"), bench.workshop, 0) is None
