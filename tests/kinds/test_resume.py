"""A step that dies after any fact goes on where it stopped: nothing asked twice, nothing lost."""

import pytest

from tests.kinds.kind_cases import CASES
from tests.kinds.kind_rooms import a_bench, shape
from tests.support.playing import ENTER, Bench

pytestmark = pytest.mark.slow

AFTER_THE_END = {
    "notes as counts": (ENTER,),  # keep these numbers
    "notes with hands": (ENTER,),  # no more lines
    "decide by fingers": (ENTER,),  # it stands as it was counted
    "decide by yes and no": (ENTER,),
    "decide by group": (ENTER,),
    "decide line by line": (ENTER,),  # none is voted on again
    "decide by hands": (ENTER,),
    "review": (ENTER,),  # it stands as it was said
    "review of events": (ENTER,),
    "review of promises": (ENTER,),
    "cards told in turn": (ENTER,),  # carry on from the card that is read
    "form": (ENTER,),  # it stands as it was written down
    "meeting": (ENTER,),  # it stands as it was said
    "meeting of which some is open": (ENTER,),
}
STORING = [name for name, (case, _how) in CASES.items() if case.expected is not None]
ASKS_FOR_A_MANNER = [name for name in STORING if name.startswith(("score", "groups"))]
"""The manner of weighing, or of making groups, is no fact: it is asked anew with each play."""

QUICK = ("circle", "notes as counts", "decide by fingers", "draft", "form", "cards sorted")
NAMES = [
    name if name in QUICK else pytest.param(name, marks=pytest.mark.slow)
    for name in STORING
    if name not in ASKS_FOR_A_MANNER
]


def facts(bench: Bench) -> list[str]:
    return [entry.op for entry in bench.workshop.at_place(bench.view.place("s"))]


def facts_of_a_whole_play(name: str) -> list[str]:
    bench = a_bench(CASES[name][0].step)
    bench.type(CASES[name][0].step, *CASES[name][0].keys)
    return facts(bench)


@pytest.mark.parametrize("name", NAMES)
def test_killed_after_every_fact_it_comes_to_the_same(name: str) -> None:
    case, how = CASES[name]
    expected = facts_of_a_whole_play(name)
    bench, rest = a_bench(case.step), case.keys
    for _fact in expected:
        rest = bench.type_until(1, case.step, *rest)
    bench.type(case.step, *(rest or AFTER_THE_END[name]))
    assert shape(how, bench, case.step) == case.expected
    assert facts(bench) == expected


@pytest.mark.parametrize("name", ASKS_FOR_A_MANNER)
def test_killed_at_its_beginning_middle_or_end_it_comes_to_the_same(name: str) -> None:
    case, how = CASES[name]
    expected = facts_of_a_whole_play(name)
    for fact in sorted({1, len(expected) // 2, len(expected)}):
        bench = a_bench(case.step)
        rest = bench.type_until(fact, case.step, *case.keys)
        if name.startswith("groups"):
            bench.type(case.step, "3", *rest)  # by hand, behind keeping them and drawing anew
        else:
            bench.type(case.step, *((case.keys[0], *rest) if rest else (ENTER,)))
        assert facts(bench) == expected, f"killed after fact {fact}"
        assert shape(how, bench, case.step) == case.expected, f"killed after fact {fact}"
