"""Numbers of lines, alone or from one to another, and what is none."""

import pytest

from coalition_cli.errors import Problem
from coalition_cli.parsing.number_ranges import numbers_of


@pytest.mark.parametrize(
    ("which", "meant"),
    [
        ([], []),
        (["7"], [(7, True)]),
        (["#7"], [(7, True)]),
        (["3,7;9"], [(3, True), (7, True), (9, True)]),
        (["3 7", "", "1"], [(3, True), (7, True), (1, True)]),
        (["3-5"], [(3, False), (4, False), (5, False)]),
        (["#3-#4"], [(3, False), (4, False)]),
        (["4-4"], [(4, True)]),
        (["1-2,2"], [(1, False), (2, False), (2, True)]),
        (["2000"], [(2000, True)]),
    ],
)
def test_numbers_are_told_in_the_order_in_which_they_were_typed(
    which: list[str], meant: list[tuple[int, bool]]
) -> None:
    assert list(numbers_of(which, 2000)) == meant


def test_a_range_has_up_to_a_thousand_more_than_its_first() -> None:
    assert [number for number, _alone in numbers_of(["1-1001"], 2000)] == list(range(1, 1002))


@pytest.mark.parametrize(
    ("which", "word"),
    [
        *((["0"], "0"), (["2001"], "2001"), (["1-2001"], "1-2001"), (["1-1002"], "1-1002")),
        *((["5-3"], "5-3"), (["0-3"], "0-3"), (["7-"], "7-"), (["mbili"], "mbili")),
        *((["1", "x"], "x"), (["1.5"], "1.5"), (["##1"], "##1"), (["1234567890"], "1234567890")),
    ],
)
def test_what_is_no_number_of_a_line_is_named(which: list[str], word: str) -> None:
    with pytest.raises(Problem) as refused:
        list(numbers_of(which, 2000))
    assert refused.value.sentence == (
        f"{word} is no number of a line. They are in: coalition show --numbers, up to 2000."
    )
