"""Ids that the program uses itself: refused where they are written, with another one."""

import tomllib
from pathlib import Path

import jsonschema
import pytest

from coalition_cli import catalog, kinds
from coalition_cli.catalog.fields import STEP

SCHEMA = jsonschema.Draft202012Validator(catalog.schema())

HEAD = """\
id = "mine"
title = "Mine"
purpose = "To try."
language = "en"
minutes = { min = 1, usual = 2, max = 3 }
intensity = "low"

[[steps]]
id = "before"
kind = "notes"
title = "Before"
minutes = 1

[[steps]]
id = "own"
kind = "%s"
title = "Ours"
minutes = 1
%s
"""

STEPS = {
    "cards": (
        'cards = [\n  { id = "radio", title = "Radio" },\n  { id = "%s", title = "Press" },\n]',
        21,
        "cards[1].id",
    ),
    "cards, a bucket": (
        'way = "sort"\nbuckets = [{ id = "%s", title = "Network" }]',
        20,
        "buckets[0].id",
    ),
    "circle": (
        'only_fields = true\nfields = [{ id = "%s", prompt = "What?" }]',
        20,
        "fields[0].id",
    ),
    "score": (
        'from = "before"\ncriteria = [{ id = "%s", title = "U", prompt = "Urgent?" }]',
        20,
        "criteria[0].id",
    ),
    "plan": (
        'columns = [\n  { id = "what", title = "What" },\n  { id = "%s", title = "More" },\n]',
        21,
        "columns[1].id",
    ),
    "notes": ('buckets = [{ id = "%s", title = "Now" }]', 19, "buckets[0].id"),
    "form": ('questions = [{ id = "%s", prompt = "Safe?" }]', 19, "questions[0].id"),
    "form, a choice": (
        'questions = [{ id = "q", prompt = "Far?", scale = "choices", '
        'choices = [{ id = "%s", title = "Far" }] }]',
        19,
        "questions[0].choices[0].id",
    ),
}
TAKEN = [
    ("cards", "own"),
    ("cards, a bucket", "pass"),
    ("circle", "text"),
    ("circle", "by"),
    ("circle", "passed"),
    ("circle", "spoke"),
    ("circle", "turn"),
    ("circle", "share"),
    ("circle", "members"),
    ("circle", "from"),
    ("circle", "role"),
    ("score", "weight"),
    ("score", "moved"),
    ("plan", "passed"),
    ("plan", "status"),
]


def written(where: str, word: str) -> str:
    return HEAD % (where.partition(",")[0], STEPS[where][0] % word)


@pytest.mark.parametrize(("where", "word"), TAKEN)
def test_an_id_that_the_kind_uses_itself_is_refused_at_its_line_with_another_one(where, word, put):
    text = written(where, word)
    path = put("mine.toml", text)
    (found,) = catalog.mistakes(path)
    _step, line, key = STEPS[where]
    assert (found.line, found.key) == (line, f"steps[1].{key}")
    assert "an id that the program does not use for itself" in str(found)
    assert f"instead of {word} write {word}-1, or any other word" in str(found)
    assert SCHEMA.is_valid(tomllib.loads(text)) is (
        where == "plan"
    )  # there a day may be called what words may not
    assert catalog.mistakes(put("mine.toml", written(where, f"{word}-1"))) == []


@pytest.mark.parametrize("where", STEPS)
def test_no_other_word_of_the_room_is_refused(where, put):
    for word in (
        "back",
        "draw",
        "on",
        "count",
        "yes",
        "later",
        "finish",
        "keep",
        "again",
        "radio-1",
    ):
        assert catalog.mistakes(put("mine.toml", written(where, word))) == [], word


def test_every_id_that_people_write_is_among_those_tried_here():
    def tables(fields, at):
        for name, field in fields.items():
            if field.type == "tables":
                yield (*at, name)
                yield from tables(field.fields, (*at, name))

    known = {
        (name, *path) for name in kinds.names() for path in tables(kinds.kind(name).OPTIONS, ())
    }
    tried = {(where.partition(",")[0], *key.replace("[0]", "").replace("[1]", "").split(".")[:-1])
             for where, (_text, _line, key) in STEPS.items()}  # fmt: skip
    assert known == tried
    assert not [name for name, field in STEP.items() if field.type == "tables"]


def test_what_was_shipped_uses_none_of_them():
    for path in Path(catalog.shipped()).glob("*.toml"):
        assert [
            str(found) for found in catalog.mistakes(path) if "use for itself" in str(found)
        ] == []
