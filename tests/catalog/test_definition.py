"""What a workshop keeps of an exercise and a programme: read again as it was, or not at all."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition_cli.catalog import Catalog, shipped
from coalition_cli.catalog.definition import read_exercise, read_programme, with_words_for_who_leads
from coalition_cli.catalog.held import HeldExercises
from coalition_cli.model import definition
from coalition_cli.model.entry import Entry, Fact, Place, make
from coalition_cli.model.exercise import Exercise
from coalition_cli.model.header import Head
from coalition_cli.model.workshop import Workshop
from coalition_cli.schedule.timetable import fitted

CATALOG = Catalog([shipped()])
HEAD = Head("01JD0000000000000000000000", "Umoja", "2024-11-12")


def stored(table: dict[str, Any]) -> Any:
    """The table as it comes back from a file."""
    return json.loads(json.dumps(table))


def begin(workshop: Workshop, fact: Fact, exercise: str = "visioning", run: int = 1) -> Entry:
    place = Place(exercise, run)
    made = make(fact, place, share="participants", device="0" * 16, after=workshop.last)
    workshop.extend([made])
    return made


@pytest.mark.parametrize("language", ["en", "sw"])
@pytest.mark.parametrize("name", CATALOG.ids())
def test_every_exercise_reads_from_what_is_kept_of_it_as_from_its_file(
    name: str, language: str
) -> None:
    exercise = Catalog([shipped()], language).exercise(name)
    table = stored(definition.of_exercise(exercise))
    read = read_exercise(table, name)
    assert read is not None
    assert replace(with_words_for_who_leads(read, exercise), path=exercise.path) == exercise
    assert definition.is_same(definition.of_exercise(read), table)


@pytest.mark.parametrize("name", CATALOG.programmes())
def test_every_programme_reads_from_what_is_kept_of_it_as_from_its_file(name: str) -> None:
    programme = CATALOG.programme(name)
    read = read_programme(stored(definition.of_programme(programme)), name)
    assert read is not None
    days = tuple(
        replace(day, slots=tuple(replace(slot, note="") for slot in day.slots))
        for day in programme.days
    )
    assert read == replace(programme, days=days, note="", path=read.path)


def test_an_exercise_fitted_to_the_minutes_of_a_slot_is_the_same_and_is_read() -> None:
    exercise = CATALOG.exercise("visioning")
    short = fitted(exercise, 17)
    assert short.steps != exercise.steps
    kept = stored(definition.of_exercise(short))
    assert definition.is_same(kept, definition.of_exercise(exercise))
    read = read_exercise(kept, "visioning")
    assert read is not None
    assert [step.minutes for step in read.steps] == [step.minutes for step in short.steps]


def without_words_for_summaries(table: dict[str, Any]) -> dict[str, Any]:
    """The table as a version kept it that knew no words for summaries."""
    steps = [
        {key: value for key, value in step.items() if key not in ("sentence", "weight")}
        if step["kind"] == "decide"
        else step
        for step in table["steps"]
    ]
    return {**{key: value for key, value in table.items() if key != "did"}, "steps": steps}


def test_what_an_older_version_kept_is_the_same_and_takes_the_words_for_summaries_of_the_file() -> (
    None
):
    workshop, exercise = Workshop(HEAD), CATALOG.exercise("agenda-ranking")
    kept = without_words_for_summaries(stored(definition.of_exercise(exercise)))
    assert "weight" in next(step for step in kept["steps"] if step["kind"] == "score")
    begin(workshop, Fact({"began": True, "held as": kept}), "agenda-ranking")
    held = HeldExercises(CATALOG, workshop, print)
    assert held.of_run("agenda-ranking", 1) == exercise
    assert held.newer("agenda-ranking", 1) is None
    # What is held from now on keeps them.
    assert definition.beginning(exercise, workshop).body["held as"]["did"] == exercise.did


@pytest.mark.parametrize(
    ("key", "value"),
    [("did", "sang"), ("steps", [])],
)
def test_other_words_for_summaries_are_another_definition(key: str, value: Any) -> None:
    table = definition.of_exercise(CATALOG.exercise("visioning"))
    assert not definition.is_same(table, {**table, key: value})
    said = [{**step, "sentence": "We sing."} for step in table["steps"]]
    assert not definition.is_same(table, {**table, "steps": said})


def test_keys_of_a_newer_version_are_passed_over_and_so_are_steps_of_unknown_kinds() -> None:
    table = stored(definition.of_exercise(CATALOG.exercise("feedback")))
    table["weather"] = {"sun": True}
    table["steps"][0]["colour"] = "blue"
    table["steps"].append({"id": "song", "kind": "singing", "title": "We sing", "tune": 3})
    read = read_exercise(table, "feedback")
    assert read is not None
    assert read == read_exercise(definition.of_exercise(CATALOG.exercise("feedback")), "feedback")


def test_what_the_first_version_kept_is_read_by_every_later_one() -> None:
    """The file is never written again: whatever rules become stricter, this was held."""
    kept = json.loads((Path(__file__).parent / "kept_definitions.json").read_text("utf-8"))
    for name, table in kept["exercises"].items():
        read = read_exercise(table, name)
        assert read is not None, name
        assert [(step.id, step.kind) for step in read.steps] == [
            (step["id"], step["kind"]) for step in table["steps"]
        ]
    for name, table in kept["programmes"].items():
        programme = read_programme(table, name)
        assert programme is not None, name
        slots = [slot["id"] for day in table["days"] for slot in day["slots"]]
        assert [slot.id for slot in programme.slots()] == slots


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


@st.composite
def odd_tables(draw: st.DrawFn) -> dict[str, Any]:
    """The table of an exercise in which some values are others, at any depth."""
    name = draw(st.sampled_from(["visioning", "action-plan", "feedback", "agenda-ranking"]))
    table: dict[str, Any] = stored(definition.of_exercise(CATALOG.exercise(name)))
    for _ in range(draw(st.integers(1, 3))):
        here: Any = table
        while True:
            keys = list(here) if isinstance(here, dict) else list(range(len(here)))
            key = draw(st.sampled_from(keys))
            inner = here[key]
            if isinstance(inner, dict | list) and inner and draw(st.booleans()):
                here = inner
                continue
            here[key] = draw(VALUES)
            break
    return table


@settings(max_examples=150)
@given(table=odd_tables() | st.dictionaries(st.text(max_size=8), VALUES, max_size=5))
def test_whatever_stands_there_is_an_exercise_or_none_and_never_a_crash(
    table: dict[str, Any],
) -> None:
    for name in ("visioning", str(table.get("id"))):
        read = read_exercise(table, name)
        assert read is None or isinstance(read, Exercise)
        assert read is None or read.id == name
        read_programme(table, name)


def test_what_is_too_long_is_neither_kept_nor_read() -> None:
    exercise = CATALOG.exercise("visioning")
    long = replace(exercise, purpose="a" * definition.MOST_CHARACTERS)
    assert definition.beginning(long, Workshop(HEAD)).body == {"began": True}
    assert read_exercise(definition.of_exercise(long), "visioning") is None


def test_the_earliest_beginning_that_stands_holds_and_a_later_one_only_where_it_is_taken() -> None:
    workshop, exercise = Workshop(HEAD), CATALOG.exercise("visioning")
    other = replace(exercise, title="Another")
    first = begin(workshop, definition.beginning(exercise, workshop))
    begin(workshop, definition.beginning(other, workshop))
    assert title(workshop) == exercise.title
    assert list(definition.disagreements(workshop)) == [("visioning", 1)]
    taken = definition.newer(other, workshop, 1)
    assert taken is not None
    assert (taken.op, taken.ref) == ("edit", first.id)
    change = begin(workshop, taken)
    assert title(workshop) == "Another"
    begin(workshop, Fact({}, op="drop", ref=change.id))
    assert title(workshop) == exercise.title
    begin(workshop, Fact({}, op="drop", ref=first.id))
    assert title(workshop) == "Another"
    for entry in definition.beginnings(workshop, "visioning", 1):
        begin(workshop, Fact({}, op="drop", ref=entry.id))
    # What was said in it may stand without its beginning.
    assert title(workshop) == exercise.title


def title(workshop: Workshop) -> str:
    held = definition.of_run(workshop, "visioning", 1)
    assert held is not None
    return str(held["title"])


def test_a_run_without_a_definition_is_read_by_the_file_and_an_odd_one_is_told_of() -> None:
    told: list[str] = []
    workshop = Workshop(HEAD)
    begin(workshop, Fact({"began": True}))
    begin(workshop, Fact({"began": True, "held as": {"id": "agenda-ranking", "steps": "x"}}), run=2)
    begin(workshop, Fact({"began": True, "held as": "01JD0000000000000000000009"}), run=3)
    held = HeldExercises(CATALOG, workshop, told.append)
    file = CATALOG.exercise("visioning")
    assert [held.of_run("visioning", run) for run in (1, 2, 3)] == [file, file, file]
    assert len(told) == 1
    held.of_run("visioning", 2)
    assert len(told) == 1
    assert held.newer("visioning", 1) is None
    nowhere = HeldExercises(Catalog([]), workshop, told.append)
    assert nowhere.of_run("visioning", 1) is None
