"""Every kind comes to the same entries and the same result from an answers file and real keys."""

from collections.abc import Mapping
from typing import Any

import pytest

from coalition_cli import kinds
from tests.kinds.kind_cases import CASES
from tests.kinds.kind_cases_further import FURTHER
from tests.kinds.kind_rooms import a_bench, shape
from tests.support.playing import Bench

PASSED_OVER = ("cards told in turn", "plan for each of what was said")
"""Where people say what they pass over, and a file names what it does not pass over."""
DEALT_FIRST = ("cards sorted", "cards of which some are sorted")
"""Where a card stands on the wall, as a line, before a room says where it belongs."""


BOTH = CASES | FURTHER


@pytest.mark.parametrize("name", BOTH)
def test_an_answers_file_and_real_keys_come_to_the_same(name: str) -> None:
    case, how = BOTH[name]
    by_file, by_keys = a_bench(case.step), a_bench(case.step)
    by_file.answer(case.step, case.answers)
    by_keys.type(case.step, *case.keys)
    assert shape(how, by_file, case.step) == case.expected
    assert shape(how, by_keys, case.step) == case.expected
    entries = worded if name in PASSED_OVER + DEALT_FIRST else written
    assert entries(by_file) == entries(by_keys)


def test_every_kind_is_played_here() -> None:
    assert {case.step.kind for case, _how in CASES.values()} == set(kinds.names())


def written(bench: Bench) -> list[Any]:
    """Every line of the step as it was appended, with a number for each entry instead of its id."""
    names = {entry.id: number for number, entry in enumerate(bench.workshop.entries)}
    lines = [entry for entry in bench.workshop.entries if entry.place.step == "s"]
    return [
        (
            e.op,
            names.get(e.by or "", e.by),
            names.get(e.ref or ""),
            e.share,
            numbered(e.body, names),
        )
        for e in lines
    ]


def worded(bench: Bench) -> list[Any]:
    """The lines of the step as they stand now, without what was passed over."""
    names = {entry.id: number for number, entry in enumerate(bench.workshop.entries)}
    said = [entry for entry in bench.view.said("s") if entry.text]
    return [(entry.share, numbered(entry.body, names)) for entry in said]


def numbered(value: Any, names: Mapping[str, int]) -> Any:
    if isinstance(value, Mapping):
        return {names.get(key, key): numbered(member, names) for key, member in value.items()}
    if isinstance(value, list):
        return [numbered(member, names) for member in value]
    return names.get(value, value) if isinstance(value, str) else value
