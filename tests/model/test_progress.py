"""The step that a room is at, and those that hold something."""

import pytest

from coalition_cli.model.entry import Fact
from coalition_cli.model.exercise import Step
from coalition_cli.model.progress import open_step, place_has_something
from tests.support.playing import Bench

STEPS = [Step(each, "notes", each.title()) for each in ("arrive", "wish", "close")]


def bench_at(*finished: str, run: int = 1) -> Bench:
    bench = Bench(*STEPS)
    for step in finished:
        place = bench.view.place(step)._replace(run=run)
        bench.record(Fact({}, op="done"), place, "organizer")
    return bench


@pytest.mark.parametrize(
    ("finished", "at"),
    [
        ((), "arrive"),
        (("arrive",), "wish"),
        (("arrive", "wish"), "close"),
        (("wish",), "close"),  # what was skipped can be taken up later
        (("close",), None),
        (("",), None),  # the run itself
        (("arrive", ""), None),
    ],
)
def test_a_room_is_at_the_first_step_that_nothing_later_has_finished(
    finished: tuple[str, ...], at: str | None
) -> None:
    step = open_step(bench_at(*finished).view)
    assert (step.id if step else None) == at


def test_another_run_finishes_nothing_of_this_one() -> None:
    assert open_step(bench_at("arrive", "", run=2).view) == STEPS[0]


def test_a_step_holds_something_that_was_said_or_finished() -> None:
    bench = bench_at("arrive")
    (wish,) = bench.say("wish", "Maji safi")
    assert [place_has_something(bench.view, step) for step in STEPS] == [True, True, False]
    bench.record(Fact({}, op="drop", ref=wish.id), wish.place, "participants")
    assert not place_has_something(bench.view, STEPS[1])
