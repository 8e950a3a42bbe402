"""People: since when they are here, who is counted, and what they are told of the day."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from coalition_cli.errors import Problem
from coalition_cli.model.entry import DETAILS, PEOPLE, Entry, Fact, make
from coalition_cli.model.exercise import Step
from coalition_cli.model.presence import Passage, as_clock
from coalition_cli.model.workshop import Workshop
from coalition_cli.parsing.people import read_line, read_row
from coalition_cli.run.page import opening, opening_beside
from tests.support.changing import undo
from tests.support.playing import HEAD, Bench
from tests.support.slides import wall_words

STEP = Step("s", "notes", "Notes")
NOON = datetime(2024, 11, 12, 12, 0, tzinfo=UTC).timestamp()


class Door:
    """A workshop at whose door somebody writes down who comes and goes (24 is midnight)."""

    def __init__(self) -> None:
        self.workshop = Workshop(HEAD)
        self.hour = 0.0

    def record(self, fact: Fact, place: object = PEOPLE, _share: object = None) -> Entry:
        now = NOON + (self.hour - 12) * 3600
        entry = make(
            fact, PEOPLE, share="organizer", device="door", after=self.workshop.last, now=now
        )
        self.workshop.extend([entry])
        return entry

    def at(self, hour: float, fact: Fact) -> Entry:
        self.hour = hour
        return self.record(fact)

    def comes(self, hour: float, **more: object) -> Entry:
        return self.at(hour, Fact({"text": "Amina", **more}))

    def is_here(self, hour: float, first: Entry, is_here: bool, **more: object) -> Entry:
        return self.at(
            hour, Fact({"text": "Amina", "present": is_here, **more}, op="edit", ref=first.id)
        )

    @property
    def times(self) -> list[tuple[str, str]]:
        return [
            ("came" if each.is_here else "left", each.when(UTC).strftime("%d %H:%M"))
            for each in self.workshop.people()[0].passages
        ]


def test_coming_and_going_have_the_times_at_which_they_were_written() -> None:
    door = Door()
    amina = door.comes(9.5)
    door.is_here(12, amina, False)
    door.is_here(13.25, amina, True)
    assert door.times == [("came", "12 09:30"), ("left", "12 12:00"), ("came", "12 13:15")]
    assert door.workshop.people()[0].is_present


def test_what_was_typed_later_has_the_time_that_was_said() -> None:
    door = Door()
    amina = door.comes(10, at="09:10")
    door.is_here(14, amina, False, at="13.05")
    assert door.times == [("came", "12 09:10"), ("left", "12 13:05")]


def test_a_time_before_midnight_typed_after_it_is_of_the_day_before() -> None:
    door = Door()
    amina = door.comes(22)
    door.is_here(24.5, amina, False, at="23:50")
    door.is_here(25, amina, True)
    assert door.times == [("came", "12 22:00"), ("left", "12 23:50"), ("came", "13 01:00")]


def test_the_clock_is_that_of_the_room() -> None:
    passage = Passage(True, "2024-11-12T22:30:00.000Z", "00:10")
    east = timezone(timedelta(hours=3))
    assert passage.when(east).isoformat() == "2024-11-13T00:10:00+03:00"


def test_changes_that_were_undone_do_not_count_and_count_again_when_the_undo_is_undone() -> None:
    door = Door()
    amina = door.comes(9)
    left = door.is_here(12, amina, False)
    taken_back = undo(left, door.record)
    assert door.times == [("came", "12 09:00")]
    assert door.workshop.people()[0].is_present
    undo(taken_back, door.record)
    assert door.times == [("came", "12 09:00"), ("left", "12 12:00")]


def test_another_word_about_her_is_neither_coming_nor_going() -> None:
    door = Door()
    amina = door.comes(9)
    door.is_here(10, amina, True, group="Blue")
    assert door.times == [("came", "12 09:00")]


def test_whoever_is_expected_has_not_come_yet() -> None:
    door = Door()
    amina = door.comes(8, present=False)
    assert (door.times, door.workshop.present()) == ([], [])
    door.is_here(9, amina, True)
    assert door.times == [("came", "12 09:00")]


@pytest.mark.parametrize(
    ("given", "clock"),
    [("9:10", "09:10"), ("09.10", "09:10"), (" 23:59 ", "23:59"), ("24:00", ""), ("9:60", ""),
     ("9:1", ""), ("9", ""), ("²:10", ""), ("", ""), (None, ""), (910, ""), ("09:10:00", "")],
)  # fmt: skip
def test_a_time_of_day(given: object, clock: str) -> None:
    assert as_clock(given) == clock


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("Amina", {"text": "Amina"}),
        ("Amina, Blue, facilitator", {"text": "Amina", "group": "Blue", "role": "facilitator"}),
        ("Amina,, GUEST", {"text": "Amina", "role": "guest"}),
        ("Ruth, guest", {"text": "Ruth", "role": "guest"}),
        ("Imani, interpreter, Blue", {"text": "Imani", "role": "interpreter", "group": "Blue"}),
        (
            "Amina, Blue, guest, DRC, Goma, media, French",
            {
                "text": "Amina",
                "group": "Blue",
                "role": "guest",
                "country": "DRC",
                "city": "Goma",
                "sector": "media",
                "language": "French",
            },
        ),
        (
            "Amina, language: French, City: Goma",
            {"text": "Amina", "language": "French", "city": "Goma"},
        ),
        ("Amina, Team: Blue", {"text": "Amina", "group": "Team: Blue"}),
    ],
)
def test_a_typed_line_says_who_somebody_is(line: str, body: dict[str, str]) -> None:
    assert read_line(line) == body


@pytest.mark.parametrize(
    "line", ["", " , Blue", "Amina, Blue, boss", "Amina, role: boss", "A, 1, guest, 3, 4, 5, 6, 7"]
)
def test_a_line_that_says_no_name_an_unknown_role_or_too_much_is_refused(line: str) -> None:
    with pytest.raises(Problem):
        read_line(line)


@pytest.mark.parametrize(
    "row",
    [
        {"name": "A", "role": "boss"},
        {"name": "A", "at": "25:00"},
        {"name": "A", "age": "3"},
        {"name": "A", "city": 3},
    ],
)
def test_a_row_of_a_file_is_held_to_the_same(row: dict[str, object]) -> None:
    with pytest.raises(Problem):
        read_row(row)


def test_a_role_that_another_program_wrote_is_read_as_it_is_and_counted() -> None:
    bench = Bench(STEP, people=[])
    for role in ("participant", "facilitator", "guest", "interpreter", "note-taker", "boss"):
        bench.record(Fact({"text": role.title(), "role": role}), PEOPLE, "organizer")
    bench.record(Fact({"text": "Gone", "present": False}), PEOPLE, "organizer")
    assert [person.name for person in bench.view.voters()] == ["Participant", "Boss"]
    assert [person.name for person in bench.view.guests()] == ["Guest"]


@pytest.mark.parametrize(
    ("is_closed", "role", "warned"),
    [(True, "guest", 1), (True, "interpreter", 0), (False, "guest", 0)],
)
def test_a_closed_part_warns_of_visitors_without_naming_them(
    is_closed: bool, role: str, warned: int
) -> None:
    bench = Bench(STEP)
    bench.record(Fact({"text": "Mgeni", "role": role}), PEOPLE, "organizer")
    view = replace(bench.view, exercise=replace(bench.view.exercise, is_closed=is_closed))
    warnings = [block.text for block in opening_beside(view) if block.tone == "warning"]
    assert len(warnings) == warned
    assert "Mgeni" not in repr([*opening_beside(view), *opening(view)])
    assert not any(text in repr(opening(view)) for text in warnings)


def test_votes_count_only_those_who_decide() -> None:
    decide = Step("s", "decide", "Agree", prompt="Shall we?", options={"scale": "yes-no"})
    bench = Bench(decide)
    bench.record(Fact({"text": "Mgeni", "role": "guest"}), PEOPLE, "organizer")
    bench.answer(decide, {"yes": 3})
    assert bench.view.said("s")[0].body["present"] == 3


def test_gaps_are_filled_by_the_workshop_or_with_plain_words_and_never_left_as_braces() -> None:
    bench = Bench(STEP)
    text = (
        "Go to {care_person}, {phone}, {quiet_place}, {until}, {n}, {break_times}, {lead}, {host}, "
        "{group_name}."
    )
    assert "{" not in bench.view.fill(text + "{legal_limit}")
    assert "Go to the care person" in bench.view.fill(text)
    first = bench.record(Fact({"name": "care_person", "text": "Mama Neema"}), DETAILS, "organizer")
    bench.record(Fact({"name": "phone", "text": "0700 {until}"}), DETAILS, "organizer")
    assert bench.view.fill(text).startswith("Go to Mama Neema, 0700 {until}, a quiet place")
    undo(first, bench.record)
    assert "Go to the care person" in bench.view.fill(text)
    assert bench.view.fill("{year_in_five} {other} {}") == "2029 {other} {}"


def test_who_was_heard_is_known_for_the_workshop_and_for_one_exercise() -> None:
    bench = Bench(STEP)
    amina, baraka, _chausiku = bench.workshop.people()
    line = bench.record(Fact({"text": "x"}, amina.id), bench.view.place("s"), "participants")
    bench.record(Fact({"text": "y"}, baraka.id), replace_run(bench), "participants")
    assert bench.workshop.speakers() == {amina.id, baraka.id}
    assert bench.workshop.speakers("trial", 1) == {amina.id}
    undo(line, bench.record)
    assert bench.workshop.speakers("trial", 1) == set()


def replace_run(bench: Bench):  # type: ignore[no-untyped-def]
    return bench.another_run(2).place("s")


def test_the_wall_says_whose_turn_it_is_for_as_long_as_the_circle_goes_round() -> None:
    circle = Step("s", "circle", "Circle")
    bench = Bench(circle)
    place = bench.view.place("s")
    bench.record(Fact({}, bench.workshop.people()[1].id), place, "participants")
    wall = wall_words(bench.workshop, lambda _id: bench.view.exercise)
    assert re.search(r"Now +Baraka\s+Next +Amina, Chausiku\s", wall)
    bench.record(Fact({}, op="done"), place, "participants")
    assert "Baraka" not in wall_words(bench.workshop, lambda _id: bench.view.exercise)
