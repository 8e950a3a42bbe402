"""Every format of text against its golden file, and the data against its schema."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import coalition_cli
from coalition_cli.exports import export, names
from tests.exports.hard_summary import GOLDEN, GOLDEN_FORMATS, HARD

SCHEMA = Path(coalition_cli.__file__).parent / "schemas" / "summary.schema.json"


def test_the_formats_are_what_lies_in_the_folder() -> None:
    assert set(GOLDEN_FORMATS) < set(names())
    assert list(names()) == sorted(names())
    with pytest.raises(KeyError):
        export("press")


@pytest.mark.parametrize("name", GOLDEN_FORMATS)
def test_the_hard_summary_gives_the_same_bytes_as_ever(name: str) -> None:
    module = export(name)
    assert module.render(HARD) == (GOLDEN / f"hard{module.SUFFIX}").read_bytes()


def test_json_is_the_data_and_fits_the_schema() -> None:
    data = json.loads(export("json").render(HARD))
    assert data == HARD.data
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    validator.check_schema(validator.schema)
    assert list(validator.iter_errors(data)) == []


def without(key: str) -> dict[str, object]:
    return {name: value for name, value in HARD.data.items() if name != key}


def changed(section: str, **values: object) -> dict[str, object]:
    return {**HARD.data, section: [{**HARD.data[section][0], **values}]}


WRONG = {
    "a key missing": without("left_out"),
    "a key too many": {**HARD.data, "people": []},
    "a rank of nothing": changed("agenda", rank=0),
    "a mean as text": changed("agenda", urgency="4.4"),
    "a key too many in an issue": changed("agenda", by="Ana"),
    "a day in words": changed("actions", by_when="Saturday"),
    "an outcome that is none": changed("decisions", outcome="adopted"),
    "six fingers": changed("decisions", counts={"6": 1}),
    "an unknown audience": {
        **HARD.data,
        "workshop": {**HARD.data["workshop"], "audience": "press"},
    },
    "another version": {**HARD.data, "version": 3},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_the_schema_catches_a_wrong_shape(wrong: dict[str, object]) -> None:
    assert not Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).is_valid(wrong)


LIGHT = ("html", "md.py", "text.py", "json.py", "csv.py", "ics.py", "phone.py")


def _modules() -> Iterator[Path]:
    folder = Path(coalition_cli.__file__).parent / "exports"
    for name in LIGHT:
        yield from (folder / name).rglob("*.py") if "." not in name else [folder / name]


@pytest.mark.parametrize(
    "path", list(_modules()), ids=lambda path: path.parent.name + "/" + path.name
)
def test_no_light_format_needs_more_than_the_standard_library(path: Path) -> None:
    import sys

    if not path.exists():
        pytest.skip("this format is not here")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            top = (node.module or "").split(".")[0]
            assert top == "coalition_cli" or top in sys.stdlib_module_names
