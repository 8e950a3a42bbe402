"""The verdict on a show of hands, and the sentence that the room reads."""

from fractions import Fraction

import pytest

from coalition_cli.methods.agreement import judge, judge_yes_no, reason

NEEDED = Fraction(80, 100)
UP = "at three or more"


@pytest.mark.parametrize(
    ("counts", "passed", "heard", "outcome", "sentence"),
    [
        (
            {5: 20, 3: 8, 2: 5, 0: 1},
            0,
            6,
            "not-agreed",
            "28 of 34 {up}, five concerns, one block: not agreed yet.",
        ),
        ({5: 8, 4: 3}, 1, 0, "agreed", "All 11 {up}, one passed: agreed."),
        (
            {3: 8, 2: 1, 1: 1},
            0,
            2,
            "agreed-concerns-heard",
            "8 of 10 {up}, two concerns: agreed, concerns heard.",
        ),
        (
            {3: 8, 2: 2},
            0,
            1,
            "not-agreed",
            "8 of 10 {up}, two concerns, one concern not written down: not agreed yet.",
        ),
        (
            {3: 7, 2: 3},
            0,
            3,
            "not-agreed",
            "7 of 10 {up}, three concerns, eight are needed: not agreed yet.",
        ),
        ({5: 33, 0: 1}, 0, 1, "not-agreed", "33 of 34 {up}, one block: not agreed yet."),
        ({}, 4, 0, "nobody-voted", "Nobody showed a hand, four passed: not agreed yet."),
        ({0: 0}, 0, 0, "nobody-voted", "Nobody has shown a hand yet."),
        ({}, 1, 0, "nobody-voted", "Nobody showed a hand, one passed: not agreed yet."),
        ({5: 1}, 0, 0, "agreed", "1 of 1 {up}: agreed."),
        ({5: 1, 3: 1}, 0, 0, "agreed", "All 2 {up}: agreed."),
        (
            {3: 4, 2: 1, 0: 2},
            2,
            1,
            "not-agreed",
            "4 of 7 {up}, one concern, two blocks, two passed, six are needed: not agreed yet.",
        ),
        ({2: 1}, 0, 0, "not-agreed", "0 of 1 {up}, one concern, one is needed: not agreed yet."),
    ],
)
def test_fist_to_five(
    counts: dict[int, int], passed: int, heard: int, outcome: str, sentence: str
) -> None:
    verdict = judge(counts, passed, heard, NEEDED)
    assert verdict.outcome == outcome
    assert reason(verdict) == sentence.format(up=UP)


@pytest.mark.parametrize(
    ("yes", "no", "passed", "heard", "outcome", "sentence"),
    [
        (12, 0, 0, 0, "agreed", "All 12 said yes: agreed."),
        (
            10,
            2,
            0,
            2,
            "agreed-concerns-heard",
            "10 of 12 said yes, two said no: agreed, concerns heard.",
        ),
        (
            10,
            2,
            0,
            0,
            "not-agreed",
            "10 of 12 said yes, two said no, two concerns not written down: not agreed yet.",
        ),
        (
            9,
            3,
            2,
            3,
            "not-agreed",
            "9 of 12 said yes, three said no, two passed, ten are needed: not agreed yet.",
        ),
        (0, 0, 0, 0, "nobody-voted", "Nobody has shown a hand yet."),
        (
            9,
            1,
            1,
            0,
            "not-agreed",
            "9 of 10 said yes, one said no, one concern not written down, one passed:"
            " not agreed yet.",
        ),
        (0, 1, 0, 0, "not-agreed", "0 of 1 said yes, one said no, one is needed: not agreed yet."),
        (1, 0, 0, 0, "agreed", "1 of 1 said yes: agreed."),
    ],
)
def test_yes_or_no(yes: int, no: int, passed: int, heard: int, outcome: str, sentence: str) -> None:
    verdict = judge_yes_no(yes, no, passed, heard, NEEDED)
    assert verdict.outcome == outcome
    assert reason(verdict) == sentence


def test_passing_adds_nothing_to_those_for_it() -> None:
    few, many = judge({3: 7, 2: 3}, 0, 3, NEEDED), judge({3: 7, 2: 3}, 40, 3, NEEDED)
    assert (few.for_count, few.total, few.outcome) == (many.for_count, many.total, many.outcome)


def test_the_needed_share_is_compared_exactly() -> None:
    assert judge({3: 2, 2: 1}, 0, 1, Fraction(2, 3)).outcome == "agreed-concerns-heard"
    assert judge({3: 66, 2: 34}, 0, 34, Fraction(2, 3)).outcome == "not-agreed"


@pytest.mark.parametrize(
    ("hands", "needed", "must"),
    [
        (0, NEEDED, 0),
        (5, NEEDED, 4),
        (6, NEEDED, 5),
        (3, Fraction(2, 3), 2),
        (4, Fraction(2, 3), 3),
    ],
)
def test_the_number_that_must_be_for_it_is_rounded_up(
    hands: int, needed: Fraction, must: int
) -> None:
    assert judge({5: hands}, 0, 0, needed).for_needed == must


def test_more_concerns_heard_than_shown_leave_none_unheard() -> None:
    assert judge({5: 9, 2: 1}, 0, 3, NEEDED).unheard == 0
    assert judge({5: 9, 2: 2, 1: 3}, 0, 3, NEEDED).unheard == 2
