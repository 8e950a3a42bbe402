"""A step that dies after any fact goes on where it stopped: nothing is asked twice, nothing is lost."""

from typing import Any

import pytest
from kind_cases import CASES, a_bench, shape
from playing import ENTER

AGAIN_AFTER = {
    "notes as counts": (ENTER,),  # keep these numbers
    "decide by fingers": (ENTER,),
    "decide by yes and no": (ENTER,),
}
"""What is asked where everything was said already, or once more because no answer to it is ever stored."""


def keys_after(name: str, rest: tuple[str, ...], is_complete: bool) -> tuple[str, ...]:
    """The keys for a fresh play: how a room weighs and how groups are made is a manner, not a fact, and asked anew."""
    if name.startswith("score"):
        return (ENTER,) if is_complete else (CASES[name][0].keys[0], *rest)
    if name == "groups":
        return ("3", *rest)
    if is_complete and name in AGAIN_AFTER:
        return AGAIN_AFTER[name]
    return rest


def facts(bench: Any) -> list[tuple[str, Any]]:
    return [(entry.op, entry.body) for entry in bench.workshop.at_place(bench.room.place("s"))]


def whole(name: str) -> list[tuple[str, Any]]:
    bench = a_bench(CASES[name][0].step)
    bench.type(CASES[name][0].step, *CASES[name][0].keys)
    return facts(bench)


STORING = [name for name, (case, _how) in CASES.items() if case.expected is not None]


@pytest.mark.parametrize("name", STORING)
def test_killed_after_any_fact_it_comes_to_the_same(name: str) -> None:
    case, how = CASES[name]
    expected = [op for op, _body in whole(name)]
    for fact in range(1, len(expected) + 1):
        bench = a_bench(case.step)
        rest = bench.type_until(fact, case.step, *case.keys)
        bench.type(case.step, *keys_after(name, rest, fact == len(expected)))
        assert [op for op, _body in facts(bench)] == expected, f"killed after fact {fact}"
        assert shape(how, bench, case.step) == case.expected, f"killed after fact {fact}"


@pytest.mark.parametrize("name", ["plan", "circle with fields", "notes with consent", "decide by fingers"])
def test_killed_after_every_single_fact_it_comes_to_the_same(name: str) -> None:
    case, how = CASES[name]
    bench, rest, count = a_bench(case.step), case.keys, len(whole(name))
    for _fact in range(count):
        rest = bench.type_until(1, case.step, *rest)
    assert shape(how, bench, case.step) == case.expected
    assert len(facts(bench)) == count
