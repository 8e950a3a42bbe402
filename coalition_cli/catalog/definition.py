"""Definitions that a workshop keeps, read again: by the rules of files, and as data of strangers.

A workshop may come from another laptop. What is no sound definition is none.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from coalition_cli import kinds
from coalition_cli.catalog.build import build
from coalition_cli.catalog.exercise_rules import check_steps
from coalition_cli.catalog.fields import EXERCISE, inside
from coalition_cli.catalog.validate import check_table
from coalition_cli.errors import Problem
from coalition_cli.model.definition import (
    FOR_WHO_LEADS,
    FOR_WHO_LEADS_A_STEP,
    MOST_CHARACTERS,
    Definition,
    kept_in,
)
from coalition_cli.model.entry import PROGRAMME as PROGRAMME_PLACE
from coalition_cli.model.entry import Entry
from coalition_cli.model.exercise import Exercise, Field, Step
from coalition_cli.model.programme import Programme
from coalition_cli.model.workshop import Workshop


def read_exercise(definition: Definition, exercise_id: str) -> Exercise | None:
    """The exercise that ``definition`` describes; None where it describes none of that id.

    A step of a kind that this machine does not have is left out, a key that it does not know too.
    """
    if not _is_short(definition):
        return None
    table = _known(definition, EXERCISE)
    steps = table.get("steps")
    if isinstance(steps, list):
        table["steps"] = [step for step in steps if _is_of_known_kind(step)]
    if table.get("id") != exercise_id or any(check_table(table, EXERCISE)):
        return None
    return None if any(check_steps(table, None)) else build(table, Path())


def read_programme(definition: Definition, programme_id: str) -> Programme | None:
    """The programme that ``definition`` describes; None where it describes none of that id."""
    if not _is_short(definition):
        return None
    # price: every rule of programmes, 8 ms, and most results are of exercises alone
    from coalition_cli.catalog.load_programme import build as build_programme
    from coalition_cli.catalog.programme_fields import PROGRAMME
    from coalition_cli.catalog.programme_rules import check_programme

    table = _known(definition, PROGRAMME)
    if table.get("id") != programme_id or any(check_table(table, PROGRAMME)):
        return None
    is_sound = not any(check_programme(table, programme_id))
    return build_programme(table, Path()) if is_sound else None


def is_readable(entry: Entry, workshop: Workshop) -> bool:
    """True if what ``entry`` keeps is the definition of an exercise or a programme."""
    held = kept_in(entry, workshop)
    if held is None:
        return False
    if entry.place == PROGRAMME_PLACE:
        programme_id = held.get("id")
        return isinstance(programme_id, str) and read_programme(held, programme_id) is not None
    try:
        return read_exercise(held, entry.place.exercise) is not None
    except Problem:
        return True  # of a kind that this machine cannot load, which is told where it is looked for


def with_words_for_who_leads(held: Exercise, file: Exercise | None) -> Exercise:
    """``held`` with what only whoever leads reads, as the ``file`` of this machine has it.

    Of a step if both have it, of one kind.
    """
    if file is None:
        return held
    words = {name: getattr(file, name) for name in FOR_WHO_LEADS}
    beside = {(step.id, step.kind): step for step in file.steps}
    steps = (_with_words(step, beside.get((step.id, step.kind))) for step in held.steps)
    return replace(held, steps=tuple(steps), **words)


def _with_words(held: Step, file: Step | None) -> Step:
    if file is None:
        return held
    return replace(held, **{name: getattr(file, name) for name in FOR_WHO_LEADS_A_STEP})


def _is_short(definition: Definition) -> bool:
    try:
        return len(json.dumps(definition)) <= MOST_CHARACTERS
    except (TypeError, ValueError, RecursionError):
        return False


def _known(table: Mapping[str, Any], fields: Mapping[str, Field]) -> dict[str, Any]:
    """``table`` without the keys that this version does not know: a newer one may have kept it."""
    known: dict[str, Any] = {}
    for name, value in table.items():
        field = fields.get(name)
        if field is not None:
            known[name] = _known_value(value, field)
    return known


def _known_value(value: Any, field: Field) -> Any:
    if field.type == "table" and isinstance(value, Mapping):
        return _known(value, inside(field, value))
    if field.type == "tables" and isinstance(value, list):
        return [
            _known(each, inside(field, each)) if isinstance(each, Mapping) else each
            for each in value
        ]
    return value


def _is_of_known_kind(step: Any) -> bool:
    kind = step.get("kind") if isinstance(step, Mapping) else None
    return not isinstance(kind, str) or kind in kinds.names()
