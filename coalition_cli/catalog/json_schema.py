"""The JSON Schemas of exercise and programme files, for editors that explain keys while one writes.

They are made from the fields by which files are checked. ``python -m
coalition_cli.catalog.json_schema`` prints what ``schemas/exercise.schema.json`` holds, with the
word ``programme`` what ``schemas/programme.schema.json`` does.
"""

import json
import sys
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from coalition_cli import kinds
from coalition_cli.catalog.fields import EXERCISE, PATTERNS, STEP
from coalition_cli.catalog.programme_fields import PROGRAMME
from coalition_cli.model.exercise import Field

Schema: TypeAlias = dict[str, Any]

_VISIBLE: Final = r"\S"


def schema() -> Schema:
    """The schema of exercise files, Draft 2020-12.

    What one key asks of another (sums, references) is left to ``coalition check``.
    """
    exercise = _table(EXERCISE)
    exercise["properties"]["steps"]["items"] = _step()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An exercise of coalition",
        **exercise,
        "$defs": {kind: _step_of(kind) for kind in kinds.usable()},
    }


def programme_schema() -> Schema:
    """The same for a programme file; times, rests and exercises are left to ``coalition check``."""
    about = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A programme of coalition",
    }
    return {**about, **_table(PROGRAMME)}


def as_text(of: Schema | None = None) -> str:
    """A schema, that of exercises where none is given, as the package carries it."""
    return json.dumps(of or schema(), indent=2, ensure_ascii=False) + "\n"


def _step() -> Schema:
    """Every key of every kind explained in one place, where editors look.

    What a kind demands, under ``allOf``.
    """
    common = {name: _value(name, field) for name, field in STEP.items()}
    return {
        "type": "object",
        "required": _required(STEP),
        "properties": {**common, **_options()},
        "allOf": [_demand_of(kind) for kind in kinds.usable()],
    }


def _demand_of(kind: str) -> Schema:
    return {
        "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
        "then": {"$ref": f"#/$defs/{kind}"},
    }


def _required(fields: Mapping[str, Field]) -> list[str]:
    return [name for name, field in fields.items() if field.is_required]


def _options() -> dict[str, Schema]:
    found: dict[str, list[str]] = {}
    for kind in kinds.usable():
        for name, field in kinds.kind(kind).OPTIONS.items():
            found.setdefault(name, []).append(f"{kind}: {field.help}")
    return {name: {"description": "\n".join(helps)} for name, helps in found.items()}


def _step_of(kind: str) -> Schema:
    options = kinds.kind(kind).OPTIONS
    own = {name: _value(name, field) for name, field in options.items()}
    return {
        "properties": {**dict.fromkeys(STEP, True), **own},
        "required": _required(options),
        "additionalProperties": False,
    }


def _table(fields: Mapping[str, Field]) -> Schema:
    return {
        "type": "object",
        "required": _required(fields),
        "properties": {name: _value(name, field) for name, field in fields.items()},
        "additionalProperties": False,
    }


def _value(name: str, field: Field) -> Schema:
    return {"description": field.help, **_shape(name, field)}


def _shape(name: str, field: Field) -> Schema:
    if field.choices and field.type == "texts":
        return {"type": "array", "items": {"enum": list(field.choices)}}
    if field.choices:
        return {"enum": list(field.choices)}
    if field.type == "text":
        others = {"not": {"enum": sorted(field.taken)}} if field.taken else {}
        longest = {"maxLength": int(field.most)} if field.most is not None else {}
        return {"type": "string", "pattern": PATTERNS.get(name, _VISIBLE), **longest, **others}
    if field.type in ("texts", "tables"):
        text: Schema = {"type": "string", "pattern": _VISIBLE}
        member = _table(field.fields) if field.type == "tables" else text
        member = {"anyOf": [text, member]} if field.short else member
        fewest = {"minItems": 1} if field.is_required else {}
        return {"type": "array", "items": member, **fewest}
    if field.type == "table":
        return _table(field.fields)
    return {"type": "boolean"} if field.type == "flag" else _number(field)


def _number(field: Field) -> Schema:
    limits = {"minimum": field.least, "maximum": field.most}
    kind = "integer" if field.type == "whole" else "number"
    return {
        "type": kind,
        **{limit: number for limit, number in limits.items() if number is not None},
    }


if __name__ == "__main__":
    print(as_text(programme_schema() if sys.argv[1:] == ["programme"] else schema()), end="")
