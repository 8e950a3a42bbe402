"""A view: what an audience may see of one run, in which numbers, and how gaps are filled."""

from dataclasses import replace
from typing import Any

import pytest

from coalition_cli.model.entry import DETAILS, PEOPLE, SHARES, Entry, Fact, Place, Share
from coalition_cli.model.exercise import NO_MINUTES, Exercise, Step
from coalition_cli.model.view import DETAIL_NAMES, Item, View, default_details
from tests.support.playing import Bench

WISHES, PLAN = Step("wishes", "notes", "Wishes"), Step("plan", "plan", "Plan")


def seen_by(bench: Bench, audience: Share, **more: Any) -> View:
    return replace(bench.view, audience=audience, **more)


def levels(bench: Bench) -> list[Entry]:
    """A line for each audience, from the narrowest to the widest."""
    place = bench.view.place("wishes")
    return [bench.record(Fact({"text": f"for {each}"}), place, each) for each in SHARES]


@pytest.mark.parametrize(("audience", "first"), [(each, at) for at, each in enumerate(SHARES)])
def test_an_audience_sees_what_is_for_it_or_for_a_wider_one(audience: Share, first: int) -> None:
    bench = Bench(WISHES)
    lines = levels(bench)
    view = seen_by(bench, audience)
    assert view.standing("wishes") == lines[first:]
    assert view.said("wishes") == lines
    items = [Item(line.id, number, line.text) for number, line in enumerate(lines, 1)]
    assert view.items("wishes") == items[first:]  # a number stays with its words
    assert (view.standing("plan"), view.items("plan")) == ([], [])


@pytest.mark.parametrize(
    ("adopted", "is_seen"),
    [("private", False), ("organizer", False), ("participants", True), ("donor", True)],
)
def test_what_the_room_adopted_is_seen_by_those_whom_it_decided_on(
    adopted: Share, is_seen: bool
) -> None:
    bench = Bench(WISHES)
    own, of_organizers, *_others, widest = levels(bench)
    shares = {own.id: adopted, of_organizers.id: adopted, widest.id: "private"}
    view = seen_by(bench, "participants", adopted=shares)
    assert view.may_see(of_organizers) is is_seen
    assert view.may_see(widest)
    assert not view.may_see(own)  # no room has read it, whatever a vote of another program says


def test_a_line_without_words_has_no_number() -> None:
    bench = Bench(WISHES)
    bench.record(Fact({"hands": 3}), bench.view.place("wishes"), "participants")
    (line,) = bench.say("wishes", "Вода")
    assert bench.view.items("wishes") == [Item(line.id, 1, "Вода")]


def test_a_place_is_one_of_this_run() -> None:
    view = replace(Bench().view, run=2)
    assert view.place("wishes") == Place("trial", 2, "wishes")
    assert view.place() == Place("trial", 2, "")


YES, NO = True, False


@pytest.mark.parametrize(
    ("share", "type_", "off_screen", "seen"),
    [
        # private, organizer, participants on a screen and on paper, donor
        (None, "text", False, (YES, YES, YES, YES, YES)),
        (None, None, False, (YES, YES, YES, YES, YES)),
        ("private", "text", False, (YES, NO, NO, NO, NO)),
        ("organizer", "text", False, (YES, YES, NO, NO, NO)),
        ("participants", "text", False, (YES, YES, YES, YES, NO)),
        ("donor", "text", False, (YES, YES, YES, YES, YES)),
        ("donor", "day", False, (YES, YES, YES, YES, YES)),
        ("donor", "person", False, (YES, YES, YES, YES, NO)),
        (None, "name", False, (YES, YES, YES, YES, NO)),
        (None, "phone", False, (YES, YES, YES, YES, NO)),
        (None, "text", True, (YES, YES, NO, YES, NO)),
        ("organizer", "text", True, (YES, YES, NO, NO, NO)),
    ],
)
def test_who_may_read_a_column(
    share: Share | None, type_: str | None, off_screen: bool, seen: tuple[bool, ...]
) -> None:
    readers: list[tuple[Share, bool]] = [
        *(("private", False), ("organizer", False)),
        *(("participants", False), ("participants", True), ("donor", False)),
    ]
    views = [seen_by(Bench(), audience, is_paper=is_paper) for audience, is_paper in readers]
    told = [view.may_see_column(share, type_, is_off_screen=off_screen) for view in views]
    assert told == list(seen)


COLUMNS: list[dict[str, Any]] = [
    {"id": "text", "title": "What", "share": "private", "off_screen": True},
    {"id": "who", "title": "Who", "type": "person"},
    {"id": "cost", "title": "Cost", "share": "organizer"},
    {"id": "phone", "title": "Phone", "off_screen": True},
    {"id": "day", "title": "Day"},
]
ROW = {"text": "Mkutano", "who": "amina", "cost": "5", "phone": "700", "day": "2024-12-01"}


@pytest.mark.parametrize(
    ("audience", "is_paper", "hidden"),
    [
        ("private", False, ()),
        ("organizer", False, ()),
        ("participants", False, ("cost", "phone")),
        ("participants", True, ("cost",)),
        ("donor", False, ("who", "cost", "phone")),
    ],
)
def test_a_row_is_read_without_the_columns_that_are_not_for_the_reader(
    audience: Share, is_paper: bool, hidden: tuple[str, ...]
) -> None:
    plan = replace(PLAN, options={"columns": COLUMNS})
    bench = Bench(WISHES, plan)
    there = {"trial": bench.view.exercise}
    view = seen_by(bench, audience, is_paper=is_paper, exercises=there)
    row = bench.record(Fact(ROW), view.place("plan"), "donor")
    read = view.as_read(row)
    assert read == row._replace(body={key: ROW[key] for key in ROW if key not in hidden})
    assert view.as_read(read) is read
    for elsewhere in (Place("trial", 1, "wishes"), Place("other", 1, "plan"), PEOPLE):
        line = row._replace(place=elsewhere)
        assert view.as_read(line) is line


def test_a_plan_without_columns_of_its_own_hides_none() -> None:
    bench = Bench(replace(PLAN, options={"columns": None}))
    view = seen_by(bench, "donor", exercises={"trial": bench.view.exercise})
    row = bench.record(Fact(ROW), view.place("plan"), "donor")
    assert view.as_read(row) is row


def a_room() -> Bench:
    bench = Bench(WISHES, people=())
    for name, role, group, country in (
        ("Amina", "participant", "Blue", "Kenya"),
        ("Baraka", "facilitator", "Red", "Kenya"),
        ("Chausiku", "guest", "", "Uganda"),
        ("Дина", "interpreter", "Green", "Burundi"),
        ("Esi", "note-taker", "", "Ghana"),
        ("Fatu", "participant", "Blue", ""),
        ("Goma", "participant", "Gone", "Chad"),
    ):
        body = {"text": name, "role": role, "group": group, "country": country}
        bench.record(Fact({**body, "present": name != "Goma"}), PEOPLE, "organizer")
    return bench


def test_who_is_in_the_room_and_as_what() -> None:
    view = a_room().view
    assert [person.name for person in view.people()] == [
        *("Amina", "Baraka", "Chausiku", "Дина", "Esi", "Fatu")
    ]
    assert [person.name for person in view.speakers()] == ["Amina", "Baraka", "Chausiku", "Fatu"]
    assert [person.name for person in view.voters()] == ["Amina", "Fatu"]
    assert [person.name for person in view.guests()] == ["Chausiku"]
    assert view.delegations("group") == ["Blue", "Red"]
    assert view.delegations("country") == ["Kenya", "Uganda"]


@pytest.mark.parametrize(
    ("audience", "count", "breaks_down"),
    [("donor", 4, False), ("donor", 5, True), ("participants", 0, True), ("private", 4, True)],
)
def test_a_few_people_are_not_divided_further_for_readers_outside(
    audience: Share, count: int, breaks_down: bool
) -> None:
    assert seen_by(Bench(), audience).breaks_down(count) is breaks_down


OTHER = Exercise("other", "Other", "", "sw", NO_MINUTES, "low", (WISHES,))


def test_a_step_of_another_exercise_is_that_of_its_newest_run_in_which_something_stands() -> None:
    bench = Bench(WISHES, PLAN)
    view = replace(bench.view, exercises={"other": OTHER})
    assert view.other("other", "wishes") is None
    assert view.at("other.wishes") is None
    held = {}
    for run in (1, 2, 3):
        fact = Fact({"text": f"run {run}"})
        held[run] = bench.record(fact, Place("other", run, "wishes"), "participants")
    bench.record(Fact({"text": "x"}), Place("other", 4, "another"), "participants")
    bench.record(Fact({}, op="drop", ref=held[3].id), held[3].place, "participants")
    there = replace(view, exercise=OTHER, run=2)
    assert view.other("other", "wishes") == there
    assert view.at("other.wishes") == (WISHES, there)
    assert view.other("other", "another") == replace(there, run=4)
    assert view.at("other.another") is None  # a file of somebody's own has no such step
    assert (view.other("unknown", "wishes"), view.at("unknown.wishes")) == (None, None)


@pytest.mark.parametrize(
    ("reference", "step"),
    [("plan", PLAN), ("wishes", WISHES), ("nothing", None), ("", None), ("other.", None)],
)
def test_a_step_of_this_run_is_named_by_its_id_alone(reference: str, step: Step | None) -> None:
    view = replace(Bench(WISHES, PLAN).view, exercises={"other": OTHER})
    assert view.at(reference) == ((step, view) if step else None)


def told(bench: Bench, **details: str) -> None:
    for name, words in details.items():
        bench.record(Fact({"name": name, "text": words}), DETAILS, "participants")


def test_a_detail_is_as_somebody_told_it_else_as_the_programme_has_it() -> None:
    bench = Bench()
    told(bench, lead="Zawadi", phone="", until="")
    view = replace(bench.view, announced={"lead": "Neema", "until": "17:00"})
    assert view.details() == {"lead": "Zawadi", "until": "17:00"}


@pytest.mark.parametrize(
    ("text", "more", "filled"),
    [
        ("No gap.", None, "No gap."),
        ("{title}, {place}, {year}", None, "Umoja, Nendiwe Center, 2024"),
        ("In {year_in_five}", {}, "In 2029"),
        ("{lead}: {until}", None, "Zawadi: 17:00"),
        ("Ask {care_person}.", None, "Ask the care person."),
        ("{card} of {title}", {"card": "Мост"}, "Мост of Umoja"),
        ("{title} {lead}", {"title": "Ours", "lead": "Me"}, "Ours Me"),
        ("{card} {Title} {0} {} { x }", None, "{card} {Title} {0} {} { x }"),
    ],
)
def test_gaps_are_filled_and_other_braces_stay(
    text: str, more: dict[str, str] | None, filled: str
) -> None:
    bench = Bench()
    told(bench, lead="Zawadi")
    view = replace(bench.view, announced={"until": "17:00"})
    assert view.fill(text, more) == filled


def test_only_gaps_that_the_workshop_cannot_fill_are_open() -> None:
    known = " ".join(f"{{{name}}}" for name in ("title", "place", "year", "year_in_five", "lead"))
    assert Bench().view.open_gaps(known + " {card} {pair} {card} {N}") == {"card", "pair"}


def test_every_detail_has_words_for_a_workshop_that_does_not_tell_it() -> None:
    view = Bench().view
    assert (
        tuple(default_details())
        == DETAIL_NAMES
        == (
            *("group_name", "lead", "host", "care_person", "phone", "quiet_place", "legal_limit"),
            *("until", "break_times", "n"),
        )
    )
    assert view.fill("{group_name}, {host}, {n}") == "our group, our host, a few"
    assert all(map(str.strip, default_details().values()))
