"""A programme may hold some steps of an exercise now, and the others later, in the same run."""

from contextlib import suppress

from coalition_cli.model.exercise import Step
from coalition_cli.model.progress import open_step
from coalition_cli.run.engine import Engine, take_up
from coalition_cli.stage import Pause
from tests.support.playing import ENTER, F6, Bench, keyboard

STEPS = tuple(
    Step(name, "notes", name.title(), prompt=f"What of {name}?")
    for name in ("one", "two", "three", "four")
)
ON = "1"


def hold(bench: Bench, only: tuple[str, ...], *keys: str):
    """Hold some steps as a slot of a programme does; gives the terminal."""
    take_up(only, bench.view, bench.record)
    with keyboard(*keys) as stage:
        engine = Engine(bench.view, stage, bench.record)
        engine.only = only
        with suppress(Pause):
            engine.run()
    assert not stage.unpressed
    return stage


def test_only_the_steps_of_the_slot_are_asked_and_the_run_is_done_after_them() -> None:
    bench = Bench(*STEPS)
    hold(bench, ("two", "four"), "b\r", ENTER, ON, "d\r", ENTER, ON)
    assert [bench.texts(step.id) for step in STEPS] == [[], ["b"], [], ["d"]]
    assert open_step(bench.view) is None


def test_a_later_slot_goes_on_in_the_same_run_with_its_own_steps() -> None:
    bench = Bench(*STEPS)
    hold(bench, ("one",), "a\r", ENTER, ON)
    hold(bench, ("two", "three"), "b\r", ENTER, ON, "c\r", ENTER, ON)
    assert [bench.texts(step.id) for step in STEPS] == [["a"], ["b"], ["c"], []]


def test_a_step_that_two_slots_share_is_opened_again_and_keeps_what_was_said() -> None:
    bench = Bench(*STEPS)
    hold(bench, ("two",), "burundi\r", ENTER, ON)
    hold(bench, ("two",), "congo\r", ENTER, ON)
    assert bench.texts("two") == ["burundi", "congo"]


def test_back_from_the_first_step_that_is_held_leads_to_no_step_that_is_not() -> None:
    bench = Bench(*STEPS)
    stage = hold(bench, ("two", "four"), F6, "b\r", ENTER, ON, "d\r", ENTER, ON)
    assert [bench.texts(step.id) for step in STEPS] == [[], ["b"], [], ["d"]]
    assert not any(
        "What of one?" in str(page) or "What of three?" in str(page) for page in stage.pages
    )
