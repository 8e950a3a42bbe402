"""An exercise that was opened by mistake and left at once is as if nobody had opened it."""

from datetime import datetime, timedelta

import pytest

from coalition_cli.model.definition import BEGAN
from coalition_cli.model.entry import Fact
from coalition_cli.model.exercise import Step
from coalition_cli.model.progress import begun_by_mistake
from tests.support.calling import CTRL_C, ENTER, wait_until_kept
from tests.support.playing import Bench

pytestmark = pytest.mark.slow

STEP = Step("ideas", "notes", "Ideas")


def begin(bench: Bench):
    return bench.record(Fact({BEGAN: True}), bench.view.place(), "participants")


def after(entry, seconds: float) -> datetime:
    return datetime.fromisoformat(entry.at) + timedelta(seconds=seconds)


def test_within_a_minute_and_as_long_as_nothing_was_said_it_is_a_mistake() -> None:
    bench = Bench(STEP)
    begun = begin(bench)
    assert begun_by_mistake(bench.view, after(begun, 5)) == [begun]
    assert begun_by_mistake(bench.view, after(begun, 61)) == []
    bench.say("ideas", "a house")
    assert begun_by_mistake(bench.view, after(begun, 5)) == []


def test_a_step_that_was_passed_is_something() -> None:
    bench = Bench(STEP)
    begun = begin(bench)
    bench.record(Fact({"skipped": True}, op="done"), bench.view.place("ideas"), "participants")
    assert begun_by_mistake(bench.view, after(begun, 5)) == []


def test_left_at_once_it_is_in_no_list_no_summary_and_opens_as_the_first_time(umoja):
    before = umoja.call("list", "exercises").out
    for _time in range(2):
        seat = umoja.at_terminal("visioning")
        seat.talk(("When the room is ready", ENTER))
        seat.until_gone("When the room is ready")
        seat.press(CTRL_C)
        assert seat.end() == 130
        assert umoja.call("list", "exercises").out == before
        assert umoja.summary()["exercises"] == []


def test_with_a_line_said_it_is_begun_and_goes_on(umoja):
    seat = umoja.at_terminal("feedback")
    seat.talk(("When the room is ready", ENTER))
    seat.until_gone("When the room is ready")
    seat.press(CTRL_C)
    assert seat.end() == 130
    assert umoja.summary()["exercises"] == []
    umoja.play("visioning", {"pieces": [{"text": "A house"}]})
    seat = umoja.at_terminal("visioning")
    seat.see("Continue")
    seat.press(CTRL_C)
    assert seat.end() == 130
    assert [each["id"] for each in umoja.summary()["exercises"]] == ["visioning"]


def test_half_a_line_is_something_and_stands_there_again(umoja):
    seat = umoja.at_terminal("allies-partners")
    seat.talk(("When the room is ready", ENTER), ("Which skill, which door", "a doctor who"))
    seat.see("> a doctor who")
    wait_until_kept(umoja.workshop, "a doctor who")
    seat.press(CTRL_C)
    assert seat.end() == 130
    seat = umoja.at_terminal("allies-partners")
    seat.see("> a doctor who")
    seat.press(CTRL_C)
    assert seat.end() == 130
