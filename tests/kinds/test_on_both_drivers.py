"""Every kind comes to the same result from an answers file and from real keys."""

import pytest

from coalition_cli import kinds
from tests.kinds.kind_cases import CASES
from tests.kinds.kind_rooms import a_bench, shape


@pytest.mark.parametrize("name", CASES)
def test_an_answers_file_and_real_keys_come_to_the_same(name: str) -> None:
    case, how = CASES[name]
    by_file, by_keys = a_bench(case.step), a_bench(case.step)
    by_file.answer(case.step, case.answers)
    by_keys.type(case.step, *case.keys)
    assert shape(how, by_file, case.step) == case.expected
    assert shape(how, by_keys, case.step) == case.expected


def test_every_kind_is_played_here() -> None:
    assert {case.step.kind for case, _how in CASES.values()} == set(kinds.names())
