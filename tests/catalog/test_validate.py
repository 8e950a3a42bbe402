import json
import math
import os
import re
import tomllib
from pathlib import Path

import jsonschema
import pytest

from coalition_cli import catalog
from coalition_cli.catalog.validate import check_value
from coalition_cli.errors import Problem
from coalition_cli.model.exercise import Field

SCHEMA = jsonschema.Draft202012Validator(catalog.schema())

# What is written instead of what, where it must be reported, what the report must say, and whether
# the JSON Schema
# must refuse it too. Where it cannot, the mistake takes more than one key, or another file, to see.
BROKEN = {
    "unknown key": (
        'title = "Weighing"',
        'titel = "Weighing"',
        "2: titel",
        "did you mean title?",
        True,
    ),
    "missing key": ('purpose = "An order."\n', "", "1: purpose", "the key is missing", True),
    "missing key of a step": (
        'title = "Walk"\n',
        "",
        "26: steps[1].title",
        "the key is missing",
        True,
    ),
    "missing option of a kind": (
        'from = "said"\n',
        "",
        "33: steps[2].from",
        "the key is missing",
        True,
    ),
    "unknown key of a step": (
        'prompt = "What',
        'promt = "What',
        "14: steps[0].promt",
        "did you mean prompt?",
        True,
    ),
    "option of another kind": (
        "lines = [",
        "weight = 1\nlines = [",
        "31: steps[1].weight",
        "key that belongs",
        True,
    ),
    "key of the exercise in a step": (
        'about = "weigh"',
        'about = "weigh"\naftercare = "Come."',
        "53: steps[3].aftercare",
        "aftercare belongs above the first [[steps]]",
        True,
    ),
    "unknown kind": (
        'kind = "timer"',
        'kind = "timr"',
        "28: steps[1].kind",
        "did you mean timer?",
        True,
    ),
    "unknown choice": (
        '"low"\nmat',
        '"lov"\nmat',
        "6: intensity",
        "one of low, medium, high (did you mean low?)",
        True,
    ),
    "number for text": ('"Walk"', "3", "29: steps[1].title", "text in quotes", True),
    "text for a number": (
        "minutes = 1\nlines",
        'minutes = "1"\nlines',
        "30: steps[1].minutes",
        "a number from 0",
        True,
    ),
    "truth for a number": (
        "minutes = 1\nlines",
        "minutes = true\nlines",
        "30: steps[1].minutes",
        "a number",
        True,
    ),
    "number out of range": (
        "weight = 0.5",
        "weight = 1.5",
        "39: steps[2].weight",
        "a number from 0 to 1",
        True,
    ),
    "fraction for a whole number": (
        "min = 5",
        "min = 4.5",
        "5: minutes.min",
        "a whole number from 1",
        True,
    ),
    "text for a list": ('["stones"]', '"stones"', "7: materials", "a list of texts", True),
    "number in a list of texts": ('"Two."', "2", "31: steps[1].lines[1]", "text in quotes", True),
    "text for a table": (
        "{ min = 5, usual = 9, max = 20 }",
        '"9"',
        "5: minutes",
        "a table of keys",
        True,
    ),
    "missing key of a table": (", max = 20", "", "5: minutes.max", "the key is missing", True),
    "date for text": ('"An order."', "2024-11-12", "3: purpose", "text in quotes", True),
    "empty text": (
        '"What shall we weigh?"',
        '" "',
        "14: steps[0].prompt",
        "text that can be seen",
        True,
    ),
    "empty text in a list": (
        '"Two."',
        '""',
        "31: steps[1].lines[1]",
        "text that can be seen",
        True,
    ),
    "id with a blank": ('id = "walk"', 'id = "our walk"', "27: steps[1].id", "small letters", True),
    "language by name": ('"en"', '"English"', "4: language", "a language code", True),
    "unknown key of a criterion": (
        'low = "little"',
        'lwo = "little"',
        "45: steps[2].criteria[0].lwo",
        "did you mean low?",
        True,
    ),
    "missing key of a criterion": (
        'prompt = "Does it press?"\n',
        "",
        "41: steps[2].criteria[0].prompt",
        "the key is missing",
        True,
    ),
    "control character": (
        '"Said"',
        '"S\\u001b[2Jaid"',
        "12: steps[0].title",
        "control characters",
        False,
    ),
    "not a finite number": (
        "weight = 0.5",
        "weight = nan",
        "39: steps[2].weight",
        "a number from 0 to 1",
        False,
    ),
    "id unlike the file's name": (
        'id = "weighing"',
        'id = "weigh"',
        "1: id",
        "weighing, the name of the file",
        False,
    ),
    "two steps of one id": (
        'id = "walk"',
        'id = "said"',
        "27: steps[1].id",
        "said is taken above",
        False,
    ),
    "two buckets of one id": (
        'id = "later"',
        'id = "now"',
        "23: steps[0].buckets[1].id",
        "now is taken above",
        False,
    ),
    "reference to nothing": (
        'from = "said"',
        'from = "sayd"',
        "38: steps[2].from",
        "did you mean said?",
        False,
    ),
    "reference to a later step": (
        '"said"\nweight',
        '"agree"\nweight',
        "38: steps[2].from",
        "an earlier step",
        False,
    ),
    "reference to itself": (
        'from = "said"',
        'from = "weigh"',
        "38: steps[2].from",
        "an earlier step",
        False,
    ),
    "reference to a wrong kind": (
        'from = "said"',
        'from = "walk"',
        "38: steps[2].from",
        "walk is of the kind timer",
        False,
    ),
    "reference to another exercise": (
        'from = "said"',
        'from = "agenda-ranking.issuse"',
        "38: steps[2].from",
        "did you mean issues?",
        False,
    ),
    "reference to no exercise": (
        'from = "said"',
        'from = "nowhere.issues"',
        "38: steps[2].from",
        "there is no file nowhere.toml",
        False,
    ),
    "minutes that do not add up": (
        "minutes = 4.5",
        "minutes = 4",
        "5: minutes.usual",
        "8.5, which is what",
        False,
    ),
    "longest shorter than usual": (
        "max = 20",
        "max = 8",
        "5: minutes.max",
        "9 or more, which is minutes.usual",
        False,
    ),
    "shortest longer than usual": ("min = 5", "min = 10", "5: minutes.usual", "10 or more", False),
    "share that stays": (
        'adopted = "donor"',
        'adopted = "participants"',
        "16: steps[0].share_when_adopted",
        "wider than",
        False,
    ),
    "share that does not widen": (
        'adopted = "donor"',
        'adopted = "organizer"',
        "16: steps[0].share_when_adopted",
        "wider than participants (one of donor)",
        False,
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_mistake_is_named_with_its_line_and_key_by_loader_and_schema(name, sample, put):
    old, new, where, words, schema_sees_it = BROKEN[name]
    assert sample.count(old) == 1
    text = sample.replace(old, new)
    path = put("weighing.toml", text)
    reports = [str(mistake) for mistake in catalog.mistakes(path)]
    assert [
        report for report in reports if report.startswith(f"{path}:{where}: ") and words in report
    ], reports
    assert SCHEMA.is_valid(tomllib.loads(text)) is not schema_sees_it
    with pytest.raises(Problem) as refused:
        catalog.load(path)
    assert all(report in refused.value.sentence for report in reports)


@pytest.mark.parametrize("name", BROKEN)
def test_one_slip_is_one_mistake(name, sample, put):
    old, new, *_rest = BROKEN[name]
    found = catalog.mistakes(put("weighing.toml", sample.replace(old, new)))
    # A required key under another name is unknown and missing.
    assert len(found) == (2 if name == "unknown key" else 1), [str(mistake) for mistake in found]


def test_the_sample_itself_has_no_mistake(sample, put):
    assert catalog.mistakes(put("weighing.toml", sample)) == []
    assert list(SCHEMA.iter_errors(tomllib.loads(sample))) == []


def test_every_mistake_of_a_file_is_listed_at_once_in_the_order_of_its_lines(sample, put):
    text = sample
    names = [
        "unknown key",
        "unknown kind",
        "number out of range",
        "control character",
        "share that does not widen",
    ]
    for name in names:
        text = text.replace(*BROKEN[name][:2])
    lines = [mistake.line for mistake in catalog.mistakes(put("weighing.toml", text))]
    assert lines == sorted(lines)
    assert {2, 12, 16, 28, 39} <= set(lines)


def test_a_file_where_nobody_may_pass_at_any_step_is_refused(sample, put):
    text = re.sub(r"^kind = ", "may_pass = false\nkind = ", sample, flags=re.MULTILINE)
    (found,) = catalog.mistakes(put("weighing.toml", text))
    assert (found.key, found.line, found.expected) == (
        "steps",
        9,
        "a step at which a person may pass",
    )


UNREADABLE = {
    "torn text": (b'id = "weighing"\ntitle = "Wei\npurpose = 1\n', 2, "TOML"),
    "torn at its end": (b'id = "weighing"\ntitle = """Wei\n\n', 3, "TOML"),
    "a key said twice": (b'id = "a"\nid = "b"\n', 2, "TOML"),
    "another encoding": (
        'id = "weighing"\ntitle = "Kupimą"\n'.encode("iso-8859-2"),
        2,
        "save the file again",
    ),
    "two bytes a letter": ('id = "weighing"\n'.encode("utf-16"), 1, "UTF-8"),
    "no TOML at all": (b"\x00\x01\x02", 1, "TOML"),
    "a number of 9000 digits": (b"id = " + b"9" * 9000, 1, "TOML"),
    "lists in lists": (b"id = " + b"[" * 5000 + b"]" * 5000, 1, ""),
    "far too large": (b"#" * 1_000_001, 1, "at most 1000000 bytes"),
    "nothing": (b"", 1, "the key is missing"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read_is_one_clear_line_and_never_a_traceback(name, put):
    raw, line, words = UNREADABLE[name]
    path = put("weighing.toml", raw)
    first = catalog.mistakes(path)[0]
    assert first.line == line
    assert words in str(first)
    with pytest.raises(Problem):
        catalog.load(path)


def test_a_folder_a_pipe_and_a_missing_file_are_not_read(tmp_path):
    os.mkfifo(tmp_path / "pipe.toml")
    for path in (tmp_path, tmp_path / "pipe.toml", tmp_path / "none.toml"):
        assert [str(mistake) for mistake in catalog.mistakes(path)] == [
            f"{path}:1: expected a file"
        ]


def test_a_file_saved_by_notepad_is_read(sample, put):
    raw = b"\xef\xbb\xbf" + sample.replace("\n", "\r\n").encode()
    assert catalog.load(put("weighing.toml", raw)).title == "Weighing"
    broken = raw.replace(b'"timer"', b'"timr"')
    assert [mistake.line for mistake in catalog.mistakes(put("weighing.toml", broken))] == [28]


def test_a_report_carries_nothing_that_could_act_on_a_screen(put, sample):
    (found,) = catalog.mistakes(
        put("weighing.toml", sample.replace("intensity", '"\\u001b[2J\\u202ex" = 1\nintensity'))
    )
    assert "\x1b" not in str(found)
    assert "\u202e" not in str(found)


WRONG_OVERLAYS = {
    "unknown key": ('title = "Kupima"', 'titel = "Kupima"', "1: titel", "did you mean title?"),
    "key that the complete file lacks": (
        'title = "Kupima"',
        'care = "Kwanza"',
        "1: care",
        "the complete file has",
    ),
    "not a text for people": (
        'title = "Kupima"',
        'intensity = "low"',
        "1: intensity",
        "only text for people",
    ),
    "options that stay": (
        'title = "Pima"',
        "weight = 1",
        "5: steps[0].weight",
        "only text for people",
    ),
    "unknown step": ('id = "weigh"', 'id = "wiegh"', "4: steps[0].id", "did you mean weigh?"),
    "step without its id": (
        'id = "weigh"\n',
        "",
        "3: steps[0]",
        "the id that it has in the complete file",
    ),
    "step twice": ('id = "walk"', 'id = "weigh"', "12: steps[1].id", "weigh is taken above"),
    "unknown criterion": (
        'id = "urgency"',
        'id = "haste"',
        "8: steps[0].criteria[0].id",
        "the complete file has",
    ),
    "number for text": ('"Uharaka"', "1", "9: steps[0].criteria[0].title", "text in quotes"),
    "a line lost": (', "Mbili."', "", "13: steps[1].lines", "2 texts, as in the complete file"),
    "empty text": ('"Pima"', '""', "5: steps[0].title", "text that can be seen"),
}


@pytest.mark.parametrize("name", WRONG_OVERLAYS)
def test_a_mistake_of_a_translation_is_named_and_the_exercise_is_refused(
    name, sample, overlay, put
):
    old, new, where, words = WRONG_OVERLAYS[name]
    assert overlay.count(old) == 1
    put("weighing.toml", sample)
    path = put("sw/weighing.toml", overlay.replace(old, new))
    (found,) = catalog.mistakes(path)
    assert str(found).startswith(f"{path}:{where}: ")
    assert words in str(found)
    with pytest.raises(Problem, match=re.escape(str(found))):
        catalog.Catalog([path.parents[1]], "sw").exercise("weighing")


def test_a_translation_may_say_whose_it_is(sample, overlay, put):
    complete = put("weighing.toml", sample)
    path = put("sw/weighing.toml", 'id = "weighing"\n' + overlay)
    assert catalog.mistakes(path) == []
    assert catalog.Catalog([complete.parent], "sw").exercise("weighing").title == "Kupima"


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, True, "1"])
def test_a_number_without_limits_is_still_a_number(number):
    (found,) = check_value(number, Field("number", "Any."), ("weight",))
    assert found.expected == "a number"


def test_a_translation_of_nothing_says_so(overlay, put):
    (found,) = catalog.mistakes(put("sw/nothing.toml", overlay))
    assert found.expected == "a complete file nothing.toml to translate"


def test_a_complete_file_in_a_folder_named_like_a_language_is_no_translation(sample, put):
    assert catalog.mistakes(put("our/weighing.toml", sample)) == []
    (found,) = catalog.mistakes(put("our/weighing.toml", sample.replace('id = "weighing"\n', "")))
    assert found.key == "id"


def test_what_is_not_translated_is_listed_with_its_line_in_the_complete_file(sample, overlay, put):
    complete = put("weighing.toml", sample)
    missing = catalog.missing_texts(put("sw/weighing.toml", overlay))
    assert [(entry.path, entry.line, entry.key) for entry in missing] == [
        (complete, 3, "purpose"),
        (complete, 7, "materials"),
        (complete, 12, "steps[0].title"),
        (complete, 14, "steps[0].prompt"),
        (complete, 20, "steps[0].buckets[0].title"),
        (complete, 24, "steps[0].buckets[1].title"),
        (complete, 29, "steps[1].title"),
        (complete, 44, "steps[2].criteria[0].prompt"),
        (complete, 45, "steps[2].criteria[0].low"),
        (complete, 50, "steps[3].title"),
        (complete, 53, "steps[3].sentence"),
    ]
    assert str(missing[0]).endswith(":3: purpose: expected this text in sw")


def test_the_schema_is_valid_and_the_one_that_the_package_carries():
    jsonschema.Draft202012Validator.check_schema(catalog.schema())
    carried = Path(catalog.__file__).parents[1] / "schemas" / "exercise.schema.json"
    assert json.loads(carried.read_text("utf-8")) == catalog.schema(), (
        f"write it again: python -m coalition_cli.catalog.json_schema > {carried}"
    )


def test_the_schema_explains_every_key():
    def undescribed(shape, at=""):
        for name, inner in shape.get("properties", {}).items():
            if inner is not True:
                if "description" not in inner:
                    yield f"{at}.{name}"
                yield from undescribed(inner.get("items", inner), f"{at}.{name}")
        for name, inner in shape.get("$defs", {}).items():
            yield from undescribed(inner, name)

    assert list(undescribed(catalog.schema())) == []
