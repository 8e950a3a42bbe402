"""Days and slots of a programme: when they begin, what stays when time is short, what is care."""

import pytest

from coalition_cli.model.programme import Day, Programme, Slot, SlotKind, clock


def slot(kind: SlotKind, minutes: int, exercise: str = "", **more: bool) -> Slot:
    return Slot(f"{kind}-{exercise}", kind, "", minutes, exercise, **more)


FIRST = Day(
    "one",
    "Siku ya kwanza",
    9 * 60,
    (
        slot("opening", 10),
        slot("exercise", 20, "breathing-grounding"),
        slot("break", 15),
        slot("exercise", 50, "visioning"),
        slot("lunch", 60),
        slot("end", 0),
    ),
)
SECOND = Day(
    "two", "День второй", 8 * 60 + 30, (slot("prayer", 30), slot("exercise", 80, "visioning"))
)


def a_programme(*days: Day) -> Programme:
    return Programme("umoja", "Umoja", "", "en", days)


def test_a_slot_starts_where_the_one_before_it_ends() -> None:
    assert [clock(at) for at, _slot in FIRST.times()] == [
        "09:00",
        "09:10",
        "09:30",
        "09:45",
        "10:35",
        "11:35",
    ]
    assert [each for _at, each in FIRST.times()] == list(FIRST.slots)
    assert (clock(FIRST.ends), clock(SECOND.ends)) == ("11:35", "10:20")
    assert Day("none", "", 540, ()).ends == 540


@pytest.mark.parametrize(
    ("minute", "shown"),
    [
        (0, "00:00"),
        (59, "00:59"),
        (60, "01:00"),
        (485, "08:05"),
        (1439, "23:59"),
        (1440, "00:00"),
        (1505, "01:05"),
    ],
)
def test_a_minute_is_shown_as_a_clock_shows_it(minute: int, shown: str) -> None:
    assert clock(minute) == shown


def test_the_slots_of_all_days_stand_in_their_order() -> None:
    assert a_programme(FIRST, SECOND).slots() == [*FIRST.slots, *SECOND.slots]


@pytest.mark.parametrize(
    ("days", "share"),
    [
        ((FIRST,), 0.25),  # 20 of 80: break and lunch are no work
        ((FIRST, SECOND), 0.125),
        ((SECOND,), 0.0),
        ((Day("rest", "", 540, (slot("break", 15), slot("end", 0))),), 0.0),
        ((Day("care", "", 540, (slot("exercise", 30, "gratitude-close"),)),), 1.0),
        ((), 0.0),
    ],
)
def test_care_is_a_part_of_the_minutes_in_which_people_work(
    days: tuple[Day, ...], share: float
) -> None:
    assert a_programme(*days).care_share() == share


@pytest.mark.parametrize(
    ("found", "is_rest", "is_protected", "is_care"),
    [
        (slot("exercise", 30, "visioning"), False, False, False),
        (slot("exercise", 30, "visioning", is_never_cut=True), False, True, False),
        (slot("exercise", 30, "support-plan"), False, False, True),
        (slot("exercise", 30, "gratitude-close"), False, True, True),
        (slot("exercise", 30, "feedback"), False, True, False),
        (slot("prayer", 20), True, True, False),
        (slot("lunch", 60), True, True, False),
        (slot("break", 15), True, True, False),
        (slot("energiser", 5), False, False, False),
        (slot("opening", 10), False, False, False),
        (slot("end", 0), False, True, False),
    ],
)
def test_rests_the_end_and_what_a_day_needs_stay_when_time_is_short(
    found: Slot, is_rest: bool, is_protected: bool, is_care: bool
) -> None:
    assert (found.is_rest, found.is_protected, found.is_care) == (is_rest, is_protected, is_care)
