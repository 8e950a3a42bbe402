"""Levels of a vote, what is counted at each, and the verdict of a body."""

from typing import Any

import pytest

from coalition_cli.methods.vote_scales import HANDS, PASSED, YES_NO, levels
from coalition_cli.methods.voting import counts_of, groups_here, turnout, verdict_of, worried
from coalition_cli.model.entry import PEOPLE, Fact
from tests.support.playing import Bench

FINGERS = {
    "5": "5 · Yes, and I will work on it",
    "4": "4 · Yes, with a small wish",
    "3": "3 · I can live with it",
    "2": "2 · I have a worry to talk about first",
    "1": "1 · I step aside; go on without me",
    "0": "0 · Stop: this would harm us",
    PASSED: "Pass",
}


@pytest.mark.parametrize(
    ("scale", "expected"),
    [
        ("fingers", FINGERS),
        (YES_NO, {"yes": "Yes", "no": "No", PASSED: "Pass"}),
        (HANDS, {HANDS: "Hands"}),
    ],
)
def test_the_levels_of_a_scale_from_the_most_to_the_least(
    scale: str, expected: dict[str, str]
) -> None:
    assert list(levels(scale).items()) == list(expected.items())


def test_one_voice_a_group_is_counted_at_its_level() -> None:
    voices = {"Blue": "yes", "Red": "no", "Green": "yes"}
    assert counts_of({"scale": YES_NO, "voices": voices}) == {"yes": 2, "no": 1, PASSED: 0}
    assert counts_of({"scale": YES_NO, "counts": {"yes": 3}}) == {"yes": 3}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            {"scale": "fingers", "counts": {"5": 3, "2": 1, PASSED: 2}, "concerns": ["Who?"]},
            ("not-agreed", 3, 4, 0, 1, 2, 0),
        ),
        (
            {"scale": "fingers", "counts": {"3": 4, "1": 1}, "concerns": ["Who?"]},
            ("agreed-concerns-heard", 4, 5, 0, 1, 0, 0),
        ),
        (
            {"scale": "fingers", "counts": {"3": 4, "1": 1}},
            ("not-agreed", 4, 5, 0, 1, 0, 1),
        ),
        (
            {"scale": "fingers", "counts": {"4": 1, "0": 1}, "needed": "1/2"},
            ("not-agreed", 1, 2, 1, 0, 0, 0),
        ),
        # What the room set; where it set nothing, four of five.
        (
            {"scale": "fingers", "counts": {"3": 2, "2": 1}, "concerns": ["x"], "needed": "2/3"},
            ("agreed-concerns-heard", 2, 3, 0, 1, 0, 0),
        ),
        (
            {"scale": "fingers", "counts": {"3": 7, "2": 2}, "concerns": ["x", "y"]},
            ("not-agreed", 7, 9, 0, 2, 0, 0),
        ),
        (
            {"scale": YES_NO, "counts": {"yes": 4, "no": 1}, "concerns": ["x"], "needed": None},
            ("agreed-concerns-heard", 4, 5, 0, 1, 0, 0),
        ),
        (
            {"scale": YES_NO, "counts": {"yes": 7, "no": 2}, "concerns": ["x", "y"]},
            ("not-agreed", 7, 9, 0, 2, 0, 0),
        ),
        (
            {"scale": "fingers", "voices": {"Blue": "5", "Red": PASSED, "Sun": "0"}},
            ("not-agreed", 1, 2, 1, 0, 1, 0),
        ),
        (
            {"scale": YES_NO, "counts": {"yes": 2, "no": 1, PASSED: 1}, "needed": "2/3"},
            ("not-agreed", 2, 3, 0, 1, 1, 1),
        ),
        (
            {"scale": YES_NO, "counts": {"yes": 2, "no": 1}, "concerns": ["x"], "needed": "2/3"},
            ("agreed-concerns-heard", 2, 3, 0, 1, 0, 0),
        ),
    ],
)
def test_the_verdict_of_a_vote(body: dict[str, Any], expected: tuple[Any, ...]) -> None:
    verdict = verdict_of(body)
    assert (
        verdict.outcome,
        verdict.for_count,
        verdict.total,
        verdict.blocks,
        verdict.concerns,
        verdict.passed,
        verdict.unheard,
    ) == expected


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ({"scale": "fingers", "counts": {"5": 4, "3": 2, PASSED: 3}}, 0),
        ({"scale": "fingers", "counts": {"3": 9, "2": 1, "1": 2, "0": 4}}, 7),
        ({"scale": YES_NO, "counts": {"yes": 5, "no": 2, PASSED: 1}}, 2),
        ({"scale": YES_NO, "voices": {"Blue": "no", "Red": "yes"}}, 1),
        ({"scale": "fingers", "voices": {"Blue": "0", "Red": "2", "Sun": "5"}}, 2),
    ],
)
def test_how_many_showed_a_worry(body: dict[str, Any], count: int) -> None:
    assert worried(body) == count


@pytest.mark.parametrize(
    ("counted", "present", "by_group", "said"),
    [
        (0, 0, False, ""),
        (3, 0, False, ""),
        (7, 7, False, ""),
        (6, 7, False, "6 were counted; 7 people were present."),
        (8, 7, False, "8 were counted; 7 people were present."),
        (2, 2, True, ""),
        (2, 3, True, "2 of 3 groups were heard; each has one voice."),
    ],
)
def test_who_was_counted_of_those_present(
    counted: int, present: int, by_group: bool, said: str
) -> None:
    assert turnout(counted, present, by_group) == said


def test_the_groups_that_have_a_voice_are_those_with_somebody_here_who_is_counted() -> None:
    bench = Bench(people=("Amina", "Baraka", "Chausiku"))
    for body in (
        {"text": "Meya", "group": "City", "role": "guest"},
        {"text": "Dada", "group": "Sun", "present": False},
        {"text": "Eva", "group": ""},
        {"text": "Зоя", "group": "Jua"},
    ):
        bench.record(Fact(body), PEOPLE, "organizer")
    assert groups_here(bench.view) == ["Blue", "Red", "Jua"]
