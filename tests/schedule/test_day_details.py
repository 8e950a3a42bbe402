"""Details that a programme tells of a day, and that what somebody told goes before them."""

from datetime import datetime, timedelta

import pytest

from coalition_cli.model.entry import DETAILS, PROGRAMME, Fact, make
from coalition_cli.model.exercise import NO_MINUTES, Exercise
from coalition_cli.model.header import Head
from coalition_cli.model.programme import Day, Programme, Slot
from coalition_cli.model.view_maker import ViewMaker
from coalition_cli.model.workshop import Workshop
from coalition_cli.schedule.day_details import announced

HEAD = Head("W", "Umoja", "2024-11-12", "Nendiwe Center")
FIRST = Day(
    "first",
    "First",
    9 * 60,
    (
        Slot("arrival", "break", "Arrival", 30),
        Slot("rules", "exercise", "Rules", 15, "ground-rules"),
        Slot("visioning", "exercise", "Visioning", 45, "visioning"),
        Slot("tea", "break", "Tea", 15),
        Slot("panel", "exercise", "Panel", 60, "panel-guests"),
        Slot("lunch", "lunch", "Lunch", 60),
        Slot("prayer", "prayer", "Prayer", 15),
        Slot("song", "energiser", "Song", 5),
        Slot("circle", "exercise", "Circle", 25, "reflection-circle"),
        Slot("meal", "lunch", "A meal", 30),
        Slot("end", "end", "End"),
    ),
)
SECOND = Day(
    "second", "Second", 14 * 60, (Slot("issues", "exercise", "Issues", 90, "core-issues"),)
)
TWO_DAYS = Programme(
    "two", "Two days", "", "en", (FIRST, SECOND), lead="Mary", host="Nendiwe Center"
)


def workshop(*bodies, details=()) -> Workshop:
    held = Workshop(HEAD)
    for place, body in [
        *((PROGRAMME, body) for body in bodies),
        *((DETAILS, body) for body in details),
    ]:
        held.extend([make(Fact(body), place, share="organizer", device="d", after=held.last)])
    return held


def on(day: int, hour: int = 8) -> datetime:
    return datetime(2024, 11, day, hour)


def did(on_day: int, what: str, slot: str = "", **more) -> dict[str, object]:
    return {"slot": slot, "did": what, "clock": on(on_day).isoformat(), **more}


EVERY_DAY = {"lead": "Mary", "host": "Nendiwe Center"}


@pytest.mark.parametrize(
    ("bodies", "day", "of_day"),
    [
        ([], 12, {"n": "3", "break_times": "10:30 and 11:45", "until": "14:00"}),
        ([], 13, {"n": "1", "until": "15:30"}),
        ([], 20, {}),
        ([did(12, "begin", day=2)], 20, {"n": "1", "until": "15:30"}),
        ([did(12, "begin", day=7)], 20, {}),
        ([did(12, "skip", "tea")], 12, {"n": "2", "break_times": "11:45", "until": "14:00"}),
        ([did(12, "skip", "panel")], 12, {"n": "2", "break_times": "10:30", "until": "14:00"}),
        ([did(12, "move", "issues", day=1)], 13, {}),
    ],
    ids=["rests", "none", "no-day", "begun", "odd", "rest-aside", "work-aside", "all-moved"],
)
def test_a_day_has_as_many_parts_as_its_rests_make_and_ends_when_the_programme_does(
    bodies, day, of_day
):
    known = announced(TWO_DAYS, workshop(*bodies), on(day))
    assert known == {**EVERY_DAY, **of_day}


def test_times_stay_as_planned_when_the_day_is_late():
    late = workshop(did(12, "begin", day=1), did(12, "begin", "visioning", minutes=45))
    assert (
        announced(TWO_DAYS, late, on(12) + timedelta(hours=5))["break_times"] == "10:30 and 11:45"
    )


def test_what_somebody_told_goes_before_the_programme_and_an_emptied_detail_does_not():
    exercise = Exercise("welcome", "Welcome", "", "en", NO_MINUTES, "low", ())
    told = [{"name": "n", "text": "five"}, {"name": "until", "text": ""}]
    view_maker = ViewMaker(announced=lambda workshop: announced(TWO_DAYS, workshop, on(12)))
    view = view_maker.of_run(workshop(details=told), exercise)
    filled = view.fill(
        "{n} parts, rests at {break_times}, {lead} until {until}, {care_person} at {place}: {else}"
    )
    assert filled == (
        "five parts, rests at 10:30 and 11:45, Mary until 14:00, the care person at Nendiwe "
        "Center: {else}"
    )
    assert "phone" not in view.details()
