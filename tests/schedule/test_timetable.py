"""The state of a day: the next slot, times that move, what is late, which ways out there are."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition_cli.model.entry import PROGRAMME, Fact, make
from coalition_cli.model.exercise import Exercise, Minutes, Step
from coalition_cli.model.header import Head
from coalition_cli.model.programme import Day, Programme, Slot
from coalition_cli.model.workshop import Workshop
from coalition_cli.phrasing.spans import short_span, span
from coalition_cli.schedule import day_page, lateness
from coalition_cli.schedule.timecuts import Way, shortened, ways_out
from coalition_cli.schedule.timetable import Did, day_of, fitted, followed, run_for, stand, told
from coalition_cli.terminal.primitives import Sheet
from coalition_cli.terminal.render import lay

DAY = datetime(2024, 11, 12)
MORNING = Day(
    "day",
    "Day",
    9 * 60,
    (
        Slot("arrival", "break", "Arrival", 30),
        Slot("rules", "exercise", "Rules", 15, "ground-rules"),
        Slot("visioning", "exercise", "Visioning", 35, "visioning"),
        Slot("strategy", "exercise", "Strategy", 30, "advocacy-strategies"),
        Slot("song", "energiser", "Song", 5, "energiser"),
        Slot("tea", "break", "Tea", 15),
        Slot("panel", "exercise", "Panel", 60, "panel-guests"),
        Slot("play", "exercise", "Role-play", 20, "role-play-advocacy", is_optional=True),
        Slot("circle", "exercise", "Circle", 20, "reflection-circle"),
        Slot("end", "end", "End"),
    ),
)
TWO_DAYS = Programme("two", "Two days", "", "en", (MORNING, Day("next", "Next", 9 * 60, (
    Slot("check-in", "exercise", "Check-in", 10, "breathing-grounding"),
    Slot("issues", "exercise", "Issues", 40, "core-issues"),
))))  # fmt: skip
ONE_DAY = Programme("one", "One day", "", "en", (MORNING,))
BOUNDS = {
    "visioning": Minutes(25, 40, 60),
    "advocacy-strategies": Minutes(20, 30, 45),
    "panel-guests": Minutes(25, 60, 80),
    "role-play-advocacy": Minutes(10, 20, 30),
    "reflection-circle": Minutes(15, 25, 40),
}


def said_on(blocks):
    return "\n".join(line.plain for line in lay(blocks, Sheet(200)))


def bounds(slot):
    return BOUNDS.get(slot.exercise)


def at(time: str, day: int = 12) -> datetime:
    hour, minute = map(int, time.split(":"))
    return DAY.replace(day=day, hour=hour, minute=minute)


def did(time: str, what: str, slot: str = "", **more) -> Did:
    return Did(slot, what, at(time), **more)


OPEN = did("09:00", "begin", day=1)
BEFORE_VISIONING = [
    OPEN,
    did("09:00", "begin", "arrival"),
    did("09:30", "end", "arrival"),
    did("09:30", "begin", "rules"),
    did("09:45", "end", "rules"),
]
LATE_VISIONING = [
    *BEFORE_VISIONING,
    did("09:45", "begin", "visioning"),
    did("10:45", "end", "visioning"),
]


def test_before_the_first_slot_the_day_starts_as_planned():
    today = stand(ONE_DAY, [], at("08:40"), 1)
    assert (today.behind, today.next.slot.id, today.next.starts) == (0, "arrival", at("09:00"))
    assert today.ends == today.planned_end == at("12:50")


def test_a_late_start_moves_everything_and_says_so():
    today = stand(ONE_DAY, [OPEN], at("09:40"), 1)
    assert today.behind == 40
    assert [row.starts.strftime("%H:%M") for row in today.waiting[:3]] == [
        "09:40",
        "10:10",
        "10:25",
    ]
    assert lateness.pace(today) == "40 minutes behind: the day would end at 13:30 instead of 12:50."


@pytest.mark.parametrize(
    ("minutes", "said", "in_short"),
    [
        (0, "0 minutes", "0 min"),
        (1, "1 minute", "1 min"),
        (89, "89 minutes", "89 min"),
        (90, "1 h 30 min", "1 h 30 min"),
        (115, "1 h 55 min", "1 h 55 min"),
        (120, "2 h", "2 h"),
        (725, "12 h 5 min", "12 h 5 min"),
    ],
)
def test_from_90_minutes_on_hours_are_said(minutes, said, in_short):
    assert (span(minutes), short_span(minutes)) == (said, in_short)


def test_a_day_that_is_hours_late_says_so_in_hours_wherever_it_says_it():
    assert lateness.pace(stand(ONE_DAY, [OPEN], at("10:55"), 1)) == (
        "1 h 55 min behind: the day would end at 14:45 instead of 12:50."
    )
    running = [*BEFORE_VISIONING, did("09:45", "begin", "visioning")]
    page = said_on(day_page.day_page(ONE_DAY, stand(ONE_DAY, running, at("11:50"), 1), []))
    assert "It is 1 h 30 min over its time." in page
    assert "1 h 30 min behind" in page
    over = stand(ONE_DAY, [*running, did("11:50", "end", "visioning")], at("11:50"), 1)
    page = said_on(day_page.day_page(ONE_DAY, over, []))
    assert "took 2 h 5 min, 1 h 30 min more than it had." in page
    assert "held, 2 h 5 min" in said_on(day_page.whole_day(over))
    assert day_page.way_words(Way("leave out", MORNING.slots[7], 100), over).endswith(
        "Role-play: 1 h 40 min won"
    )


def test_an_exercise_within_its_time_costs_nothing_and_one_over_it_costs_each_minute():
    running = [*BEFORE_VISIONING, did("09:45", "begin", "visioning")]
    assert stand(ONE_DAY, running, at("10:05"), 1).behind == 0
    today = stand(ONE_DAY, running, at("10:45"), 1)
    assert (today.behind, today.running.over(at("10:45")), today.next.starts) == (
        25,
        25,
        at("10:45"),
    )


def test_an_overrun_of_25_minutes_says_what_it_costs_in_the_order_of_cuts():
    today = stand(TWO_DAYS, LATE_VISIONING, at("10:45"), 1)
    ways = ways_out(today, bounds, has_tomorrow=True)
    assert [(way.how, way.slot.id if way.slot else "", way.saves, way.to) for way in ways] == [
        ("leave out", "play", 20, ()),
        ("leave out", "song", 5, ()),
        ("halve", "panel", 30, (("panel", 30),)),
        ("shorten", "strategy", 10, (("strategy", 20),)),
        ("shorten", "panel", 25, (("panel", 35),)),
        ("shorten", "play", 10, (("play", 10),)),
        ("shorten all", "", 25, (("strategy", 26), ("panel", 44), ("play", 15))),
        ("move", "strategy", 30, ()),
        ("move", "panel", 60, ()),
        ("move", "play", 20, ()),
    ]
    words = [day_page.way_words(way, today) for way in ways]
    assert words[3] == "Shorten 10:45 Strategy to 20 min: wins 10 min"
    assert words[7] == "Move 10:45 Strategy to tomorrow: 30 min won"


def test_the_same_day_with_no_tomorrow_moves_nothing_there():
    today = stand(ONE_DAY, LATE_VISIONING, at("10:45"), 1)
    assert {way.how for way in ways_out(today, bounds, has_tomorrow=False)} == {
        "leave out", "halve", "shorten", "shorten all",
    }  # fmt: skip


def test_a_day_on_time_offers_no_way_out():
    assert ways_out(stand(ONE_DAY, [OPEN], at("09:00"), 1), bounds, has_tomorrow=True) == []


def test_a_slot_put_aside_leaves_time_in_hand_and_taken_up_takes_it_again():
    aside = [*BEFORE_VISIONING, did("09:45", "skip", "visioning")]
    today = stand(ONE_DAY, aside, at("09:45"), 1)
    assert (today.behind, today.next.slot.id, [row.slot.id for row in today.skipped]) == (
        -35, "strategy", ["visioning"],
    )  # fmt: skip
    again = stand(ONE_DAY, [*aside, did("09:45", "begin", "visioning")], at("10:00"), 1)
    assert (again.behind, again.running.slot.id, again.skipped) == (0, "visioning", [])


def test_minutes_spent_before_a_slot_was_put_aside_count_when_it_is_taken_up():
    halfway = [
        *BEFORE_VISIONING,
        did("09:45", "begin", "visioning"),
        did("10:05", "skip", "visioning"),
        did("10:05", "begin", "strategy"),
        did("10:35", "end", "strategy"),
        did("10:35", "begin", "visioning"),
    ]
    today = stand(ONE_DAY, halfway, at("10:40"), 1)
    assert today.running.held(at("10:40")) == timedelta(minutes=25)
    assert today.next.starts == at("10:50")


def test_taking_another_one_first_keeps_the_order_of_the_rest_and_makes_nothing_late():
    swapped = [
        *BEFORE_VISIONING,
        did("09:45", "begin", "strategy"),
        did("10:15", "end", "strategy"),
    ]
    today = stand(ONE_DAY, swapped, at("10:15"), 1)
    assert today.behind == 0
    assert [row.slot.id for row in today.waiting[:2]] == ["visioning", "song"]


def test_one_slot_begun_while_another_runs_ends_that_one():
    both = [
        *BEFORE_VISIONING,
        did("09:45", "begin", "visioning"),
        did("10:00", "begin", "strategy"),
    ]
    today = stand(ONE_DAY, both, at("10:05"), 1)
    assert today.running.slot.id == "strategy"
    assert today.row("visioning").held(at("11:00")) == timedelta(minutes=15)


def test_what_was_not_held_after_all_is_to_come_again():
    today = stand(
        ONE_DAY,
        [OPEN, did("09:00", "begin", "arrival"), did("09:01", "back", "arrival")],
        at("09:01"),
        1,
    )
    assert (today.next.slot.id, today.running) == ("arrival", None)


def test_a_moved_slot_leaves_its_day_and_comes_after_the_first_slot_of_the_other():
    moved = [*BEFORE_VISIONING, did("09:45", "move", "visioning", day=2)]
    today = stand(TWO_DAYS, moved, at("09:45"), 1)
    assert "visioning" not in [row.slot.id for row in today.rows]
    assert today.behind == -35
    tomorrow = stand(
        TWO_DAYS, [*moved, Did("", "begin", at("09:00", 13), day=2)], at("09:00", 13), 2
    )
    assert [row.slot.id for row in tomorrow.rows] == ["check-in", "visioning", "issues"]
    assert (tomorrow.behind, tomorrow.row("visioning").planned) == (35, None)


def test_interpretation_stretches_talk_and_no_break():
    today = stand(ONE_DAY, [OPEN, did("09:00", "interpretation", factor=1.3)], at("09:00"), 1)
    assert [(row.slot.id, row.minutes) for row in today.rows[:6]] == [
        ("arrival", 30), ("rules", 20), ("visioning", 46), ("strategy", 39), ("song", 7),
        ("tea", 15),
    ]  # fmt: skip
    assert today.behind == 57
    chosen = stand(
        ONE_DAY,
        [
            OPEN,
            did("09:00", "interpretation", factor=1.3),
            did("09:01", "minutes", "visioning", minutes=35),
        ],
        at("09:01"),
        1,
    )
    assert chosen.row("visioning").minutes == 35


def test_a_slot_left_running_overnight_was_not_held_through_the_night():
    night = [
        *BEFORE_VISIONING,
        did("09:45", "begin", "visioning"),
        Did("", "begin", at("09:00", 13), day=1),
    ]
    today = stand(ONE_DAY, night, at("09:10", 13), 1)
    assert today.running.held(at("09:10", 13)) == timedelta(minutes=10)
    assert today.planned_end == at("12:50", 13)


@pytest.mark.parametrize(
    ("dids", "today", "wanted"),
    [
        ([], date(2024, 11, 12), 1),
        ([], date(2024, 11, 13), 2),
        ([], date(2024, 11, 20), None),
        ([Did("", "begin", at("09:00", 20), day=2)], date(2024, 11, 20), 2),
        ([Did("", "begin", at("09:00", 12), day=1)], date(2024, 11, 13), 2),
    ],
)
def test_the_day_is_the_one_begun_today_or_that_of_the_date_or_people_say(dids, today, wanted):
    assert day_of(TWO_DAYS, dids, date(2024, 11, 12), today) == wanted


def test_a_programme_of_one_day_is_at_it_on_any_date():
    assert day_of(ONE_DAY, [], date(2024, 11, 12), date(2026, 1, 1)) == 1


def test_every_slot_has_a_run_of_its_own_and_one_that_continues_has_the_run_before():
    slots = (
        Slot("a", "exercise", "A", 5, "breath"),
        Slot("b", "exercise", "B", 5, "breath"),
        Slot("c", "exercise", "C", 5, "breath", continues=True),
    )
    programme = Programme("p", "P", "", "en", (Day("d", "D", 0, slots),))
    first = did("09:00", "begin", "a", run=1)
    assert run_for(slots[0], programme, [], []) == 1
    assert run_for(slots[0], programme, [first], [1]) == 1
    assert run_for(slots[1], programme, [first], [1]) == 2
    assert run_for(slots[1], programme, [first], [1, 2]) == 2, (
        "held outside the programme, taken over"
    )
    assert run_for(slots[2], programme, [first], [1]) == 1


def test_the_clocks_of_steps_are_fitted_to_the_slot():
    exercise = Exercise("e", "E", "", "en", Minutes(5, 20, 40), "low", (
        Step("a", "show", "A", minutes=4), Step("b", "notes", "B", minutes=16),
    ))  # fmt: skip
    assert [step.minutes for step in fitted(exercise, 10).steps] == [2, 8]
    assert [step.minutes for step in fitted(exercise, 32, ("b",)).steps] == [8, 32]
    assert fitted(exercise, 0) == exercise


def test_facts_of_a_workshop_are_told_in_order_and_odd_ones_passed_over():
    workshop = Workshop(Head("W", "Umoja", "2024-11-12", programme="one"))
    for body in (
        {"slot": "", "did": "begin", "day": 1},
        {"slot": "tea", "did": "minutes", "minutes": 20},
        {"slot": 3, "did": "begin"},
        {"slot": "tea", "did": "minutes", "minutes": "twenty"},
    ):
        entry = make(Fact(body), PROGRAMME, share="organizer", device="d", after=workshop.last)
        workshop.extend([entry])
    assert [(each.slot, each.did, each.day, each.minutes) for each in told(workshop)] == [
        ("", "begin", 1, 0), ("tea", "minutes", 0, 20), ("tea", "minutes", 0, 0),
    ]  # fmt: skip
    assert followed(workshop) == "one"


KINDS = ("exercise", "opening", "break", "lunch", "prayer", "energiser")
EXERCISES = (
    "visioning",
    "ground-rules",
    "panel-guests",
    "gratitude-close",
    "reflection-circle",
    "feedback",
    "",
)


@st.composite
def days(draw):
    """A programme, and anything that people may have done with it, up to a moment."""
    count = draw(st.integers(1, 12))
    slots = tuple(
        Slot(
            f"s{number}",
            draw(st.sampled_from(KINDS)),
            "Title",
            draw(st.integers(1, 120)),
            draw(st.sampled_from(EXERCISES)),
            is_optional=draw(st.booleans()),
            is_never_cut=draw(st.booleans()),
        )
        for number in range(count)
    )
    programme = Programme("p", "P", "", "en", (Day("a", "A", 480, slots), Day("b", "B", 480, ())))
    what = st.sampled_from(("begin", "end", "skip", "back", "minutes", "move"))
    steps = draw(
        st.lists(st.tuples(st.integers(0, count - 1), what, st.integers(0, 40)), max_size=20)
    )
    moment = at("08:00") + timedelta(minutes=draw(st.integers(-30, 90)))
    dids = [Did("", "begin", moment, day=1)]
    for number, done, minutes in steps:
        moment += timedelta(minutes=minutes)
        dids.append(Did(f"s{number}", done, moment, day=draw(st.integers(1, 2)), minutes=minutes))
    return programme, dids, moment + timedelta(minutes=draw(st.integers(0, 60)))


def least_of(slot):
    return Minutes(5, 10, 200) if slot.exercise else None


@settings(max_examples=150)
@given(days())
def test_nothing_protected_is_ever_offered_as_a_cut(day):
    programme, dids, now = day
    today = stand(programme, dids, now, 1)
    for way in ways_out(today, least_of, has_tomorrow=True):
        touched = [way.slot.id] if way.slot else [slot_id for slot_id, _minutes in way.to]
        for slot_id in touched:
            row = today.row(slot_id)
            assert not row.slot.is_protected
            assert row.status == "waiting"
        assert way.saves > 0
        assert all(0 < minutes < today.row(slot_id).minutes for slot_id, minutes in way.to)


@settings(max_examples=150)
@given(days())
def test_times_to_come_never_overlap_never_lie_in_the_past_and_add_up(day):
    programme, dids, now = day
    today = stand(programme, dids, now, 1)
    before = now
    for row in today.waiting:
        assert row.starts >= before
        left = max(0, row.minutes - int(row.held(now).total_seconds() / 60))
        before = row.starts + timedelta(minutes=left)
    if today.waiting:
        assert today.ends == before
    assert len({row.slot.id for row in today.rows}) == len(today.rows)
    assert sum(row.status == "running" for row in today.rows) <= 1


@settings(max_examples=150)
@given(days())
def test_shortening_all_wins_exactly_what_its_slots_give_and_never_more_than_needed(day):
    programme, dids, now = day
    today = stand(programme, dids, now, 1)
    way = shortened(today, least_of, max(1, today.behind))
    if way:
        assert way.saves == sum(today.row(slot_id).minutes - minutes for slot_id, minutes in way.to)
        assert way.saves <= max(1, today.behind)
        assert all(minutes >= 5 for _slot, minutes in way.to)


@pytest.mark.parametrize(
    "body",
    [
        {"did": "interpretation", "slot": "", "factor": float("inf")},
        {"did": "interpretation", "slot": "", "factor": float("nan")},
        {"did": "interpretation", "slot": "", "factor": -1.3},
        {"did": "minutes", "slot": "panel", "minutes": 10**30},
        {"did": "begin", "slot": "", "day": 1, "clock": "9999-12-31T23:59:59"},
        {"did": "begin", "slot": "rules", "clock": "0001-01-01T00:00:00"},
    ],
)
def test_a_number_or_a_day_beyond_all_reckoning_ends_no_day(body):
    workshop = Workshop(Head("W1", "Umoja", "2024-11-12", "Nendiwe Center"))
    workshop.extend(
        [
            make(
                Fact(body),
                PROGRAMME,
                share="organizer",
                device="d",
                after=None,
                now=1_731_412_800.0,
            )
        ]
    )
    now = DAY + timedelta(hours=20)
    today = stand(ONE_DAY, told(workshop), now, 1)
    assert today.ends.date() <= now.date() + timedelta(days=1)
    assert day_page.day_page(ONE_DAY, today, ways_out(today, bounds, has_tomorrow=False))
