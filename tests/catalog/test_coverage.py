"""Every row of the table of what the field speaks of names something that is there."""

import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from coalition_cli import catalog
from coalition_cli.catalog.fields import EXERCISE, STEP

FOLDER = catalog.shipped()
TABLE = Path(__file__).parents[2] / "docs" / "coverage.md"
ROW = re.compile(r"^\| (\d+) \| (.+) \| (.+) \|$", re.MULTILINE)
ROWS = {
    int(number): (mentioned, carriers)
    for number, mentioned, carriers in ROW.findall(TABLE.read_text("utf-8"))
}
NAMED = [
    (number, *found)
    for number, row in ROWS.items()
    for found in re.findall(r"(key )?`([^`]+)`", row[1])
]


@cache
def inside(name: str) -> dict[str, set[str]] | None:
    """The steps of an exercise, or the slots of a programme, with the ids inside each.

    None if there is no file.
    """
    for folder in (FOLDER, FOLDER / "programmes"):
        if (path := folder / f"{name}.toml").is_file():
            table = tomllib.loads(path.read_text("utf-8"))
            held = [
                *table.get("steps", []),
                *(slot for day in table.get("days", []) for slot in day["slots"]),
            ]
            return {each["id"]: ids(each) for each in held}
    return None


def ids(step: dict[str, Any]) -> set[str]:
    """The ids of cards, boxes, columns and questions of a step."""
    rows = [
        row
        for value in step.values()
        if isinstance(value, list)
        for row in value
        if isinstance(row, dict)
    ]
    return {row["id"] for row in rows if "id" in row}


@cache
def commands(*words: str) -> set[str]:
    """The commands that a group lists."""
    asked = [sys.executable, "-m", "coalition_cli", "help", *(words or ["all"])]
    shown = subprocess.run(asked, capture_output=True, text=True, timeout=30, check=True).stdout
    lists = shown.partition("  -h, --help ")[2]
    return set(re.findall(r"^  ([a-z][a-z-]*) ", lists, re.MULTILINE))


def test_every_row_is_there_and_none_is_open():
    assert sorted(ROWS) == list(range(1, 116))
    assert {number for number, _key, _name in NAMED} == set(ROWS)
    assert all(len(mentioned) > 3 for mentioned, _carriers in ROWS.values())
    left = {
        n: re.sub(r"(?:key )?`[^`]+`(?:, |$)", "", carriers) for n, (_m, carriers) in ROWS.items()
    }
    assert {n: rest for n, rest in left.items() if rest} == {}


@pytest.mark.parametrize(("number", "key", "name"), NAMED)
def test_what_a_row_names_is_there(number, key, name):
    if key:
        assert name in {*EXERCISE, *STEP}
    elif name.startswith("coalition "):
        *group, command = name.split()[1:]
        assert command in commands(*group)
    else:
        file, *parts = name.split(".")
        found = inside(file)
        assert found is not None, f"there is no exercise and no programme {file}"
        assert not parts or parts[0] in found, f"{file} has {sorted(found)}"
        assert len(parts) < 2 or parts[1] in found[parts[0]], (
            f"{file}.{parts[0]} has {sorted(found[parts[0]])}"
        )


def test_every_exercise_and_every_programme_that_is_shipped_carries_something():
    there = {
        path.stem for folder in (FOLDER, FOLDER / "programmes") for path in folder.glob("*.toml")
    }
    named = {name.partition(".")[0] for _number, key, name in NAMED if not key}
    assert there - named == set()
