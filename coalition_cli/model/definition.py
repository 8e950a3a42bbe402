"""The definition of what was held, as a workshop keeps it: results are read by nothing else.

A run of an exercise keeps it in the entry with which it began, a programme in the entry that begins
a day of it: the tables of the exercise's or the programme's file, in the language of the workshop,
without what only whoever leads has to know. Where the same stands in the workshop already, the id
of that entry stands in its place. A later definition is a change of that entry.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from typing import Any, Final, TypeAlias

from coalition_cli.model.entry import PROGRAMME, Body, Entry, Fact, Place
from coalition_cli.model.exercise import Exercise, Step
from coalition_cli.model.programme import Day, Programme, clock
from coalition_cli.model.workshop import Workshop

Definition: TypeAlias = Mapping[str, Any]

HELD_AS: Final = "held as"
"""The key of a body under which a definition stands. No step can have a field so called."""
BEGAN: Final = "began"
"""The key of the entry with which a run begins."""
MOST_CHARACTERS: Final = 200_000
"""A longer definition is not kept, and none that another laptop kept is read."""

FOR_WHO_LEADS: Final = (
    "read_aloud",
    "aftercare",
    "care",
    "access",
    "facilitator_note",
    "materials",
    "sources",
    "notice",
    "form",
    "order",
    "path",
)
"""Of an exercise what no reader of a result needs."""
FOR_WHO_LEADS_A_STEP: Final = ("note_taker", "read_aloud")
_DID, _SENTENCE, _WEIGHT = "did", "sentence", "weight"
_FOR_WHO_LEADS_A_DAY: Final = ("note", "path")
_NAME_IN_FILE: Final = {
    "is_closed": "closed",
    "is_optional": "optional",
    "is_never_cut": "never_cut",
}


def of_exercise(exercise: Exercise) -> dict[str, Any]:
    """The definition of ``exercise``: the tables of its file."""
    table = _table(exercise, FOR_WHO_LEADS)
    table["minutes"] = _table(exercise.minutes)
    table["steps"] = [_step(step) for step in exercise.steps]
    return table


def of_programme(programme: Programme) -> dict[str, Any]:
    """The definition of ``programme``: the tables of its file."""
    table = _table(programme, _FOR_WHO_LEADS_A_DAY)
    table["days"] = [_day(day) for day in programme.days]
    if programme.goals:
        # As they were kept before a goal could name slots: an older version reads it too.
        table["goals"] = [_table(goal) if goal.slots else goal.text for goal in programme.goals]
    return table


def is_same(one: Definition, other: Definition) -> bool:
    """True if both define the same.

    How many minutes something takes changes no result. One that an older version kept says nothing
    yet for summaries, and differs from no other by that.
    """
    tables = [_without_minutes(table) for table in (one, other)]
    if not all(map(_speaks_for_summaries, tables)):
        tables = [_without_words_for_summaries(table) for table in tables]
    return tables[0] == tables[1]


def beginning(exercise: Exercise, workshop: Workshop) -> Fact:
    """The fact with which a run of ``exercise`` begins."""
    places = [place for place in workshop.places() if place.exercise == exercise.id]
    return Fact({BEGAN: True, **kept_as(of_exercise(exercise), places, workshop)})


def kept_as(definition: Definition, places: Sequence[Place], workshop: Workshop) -> dict[str, Any]:
    """The part of a body that keeps ``definition``; ``places`` are those where it may stand.

    By the id of the entry that holds the same already; nothing where it is too long to be kept.
    """
    for place in places:
        for entry in workshop.at_place(place) if not place.step or place == PROGRAMME else ():
            held = entry.body.get(HELD_AS)
            if isinstance(held, Mapping) and _without_minutes(held) == _without_minutes(definition):
                return {HELD_AS: entry.id}
    is_kept = len(json.dumps(definition)) <= MOST_CHARACTERS
    return {HELD_AS: dict(definition)} if is_kept else {}


def of_run(workshop: Workshop, exercise: str, run: int) -> Definition | None:
    """The definition that a run keeps; None if it keeps none.

    Of several beginnings that stand, as where two laptops began one run, the earliest holds.
    """
    holds = beginning_of(workshop, exercise, run)
    return kept_in(holds, workshop) if holds else None


def beginning_of(workshop: Workshop, exercise: str, run: int) -> Entry | None:
    """The entry with which a run began, as it stands; of several that which holds.

    Where all were taken back, and what was said since was not, the earliest of them.
    """
    begun = beginnings(workshop, exercise, run)
    keeping = [entry for entry in begun if HELD_AS in entry.body] or begun
    gone = workshop.taken_back(Place(exercise, run))
    standing = [entry for entry in keeping if entry.id not in gone]
    return min(standing or keeping, key=lambda entry: entry.id, default=None)


def beginnings(workshop: Workshop, exercise: str, run: int) -> list[Entry]:
    """Every entry with which a run began, as it reads now: two laptops may each have begun it."""
    place = Place(exercise, run)
    now = {entry.id: entry for entry in workshop.standing(place)}
    added = (entry for entry in workshop.at_place(place) if entry.op == "add")
    return [now.get(entry.id, entry) for entry in added if BEGAN in entry.body]


def newer(exercise: Exercise, workshop: Workshop, run: int) -> Fact | None:
    """The fact that makes ``exercise`` the definition of a run; None where it never began."""
    begun = beginning_of(workshop, exercise.id, run)
    if begun is None:
        return None
    places = [place for place in workshop.places() if place.exercise == exercise.id]
    kept = kept_as(of_exercise(exercise), places, workshop)
    return Fact({BEGAN: True, **kept}, op="edit", ref=begun.id)


def programme_of(workshop: Workshop, programme: str) -> Definition | None:
    """The definition of ``programme`` that the workshop keeps.

    The newest that somebody chose to follow from then on; else the first that a day began with.
    """
    found = [
        (entry, table)
        for entry in workshop.standing(PROGRAMME)
        if (table := kept_in(entry, workshop)) and table.get("id") == programme
    ]
    chosen = [table for entry, table in found if entry.body.get("did") == "follow"]
    return chosen[-1] if chosen else next((table for _entry, table in found), None)


def disagreements(workshop: Workshop) -> Iterator[tuple[str, int]]:
    """Yield each exercise and run that was begun with definitions that differ."""
    runs = dict.fromkeys(place[:2] for place in workshop.places() if place.exercise)
    for exercise, run in runs:
        begun = beginnings(workshop, exercise, run)
        tables = [table for entry in begun if (table := kept_in(entry, workshop))]
        if any(not is_same(table, tables[0]) for table in tables[1:]):
            yield exercise, run


def keeping(workshop: Workshop) -> Iterator[Entry]:
    """Yield each entry, as it reads now, by which a run or a day keeps its definition."""
    runs = dict.fromkeys(place[:2] for place in workshop.places() if place.exercise)
    for exercise, run in runs:
        yield from (entry for entry in beginnings(workshop, exercise, run) if HELD_AS in entry.body)
    yield from (entry for entry in workshop.standing(PROGRAMME) if HELD_AS in entry.body)


def kept_in(entry: Entry, workshop: Workshop) -> Definition | None:
    """The definition in ``entry``, or in the entry that it names; None where there is none."""
    held = entry.body.get(HELD_AS)
    if isinstance(held, str):
        other = workshop.entry(held)
        held = other.body.get(HELD_AS) if other else None
    return held if isinstance(held, Mapping) else None


def _step(step: Step) -> dict[str, Any]:
    return {**_table(step, (*FOR_WHO_LEADS_A_STEP, "options")), **step.options}


def _day(day: Day) -> dict[str, Any]:
    # Minutes may not be left out, also where they are none.
    slots = [{**_table(slot, _FOR_WHO_LEADS_A_DAY), "minutes": slot.minutes} for slot in day.slots]
    return {"id": day.id, "title": day.title, "starts": clock(day.starts), "slots": slots}


def _table(value: Any, without: Sequence[str] = ()) -> dict[str, Any]:
    """The keys of ``value`` as its file has them; what it leaves open is left out."""
    table: dict[str, Any] = {}
    for each in fields(value):
        held = getattr(value, each.name)
        if each.name not in without and (each.default is MISSING or held != each.default):
            listed = list(held) if isinstance(held, tuple) else held
            table[_NAME_IN_FILE.get(each.name, each.name)] = listed
    return table


def _without_minutes(table: Definition) -> Body:
    steps = table.get("steps")
    kept = {key: value for key, value in table.items() if key not in ("minutes", "steps")}
    if not isinstance(steps, list):
        return kept
    return {**kept, "steps": [_step_without_minutes(step) for step in steps]}


def _step_without_minutes(step: Any) -> Any:
    if not isinstance(step, Mapping):
        return step
    return {key: value for key, value in step.items() if key != "minutes"}


def _speaks_for_summaries(table: Definition) -> bool:
    steps = table.get("steps")
    listed = steps if isinstance(steps, list) else ()
    is_said = any(isinstance(step, Mapping) and _SENTENCE in step for step in listed)
    return _DID in table or is_said


def _without_words_for_summaries(table: Definition) -> Body:
    steps = table.get("steps")
    kept = {key: value for key, value in table.items() if key != _DID}
    if not isinstance(steps, list):
        return kept
    return {**kept, "steps": [_step_without_sentence(step) for step in steps]}


def _step_without_sentence(step: Any) -> Any:
    if not isinstance(step, Mapping) or _SENTENCE not in step:
        return step
    return {key: value for key, value in step.items() if key not in (_SENTENCE, _WEIGHT)}
