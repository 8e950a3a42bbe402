"""On which line each key of a JSON file stands."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from coalition_cli.catalog.json_lines import locate, twice
from coalition_cli.catalog.toml_lines import KeyPath

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(), inside, max_size=4),
    max_leaves=12,
)


def places_of(value: Any, path: KeyPath = ()) -> set[KeyPath]:
    """Every place in ``value``."""
    members: Any = ()
    if isinstance(value, dict):
        members = value.items()
    elif isinstance(value, list):
        members = enumerate(value)
    return {path}.union(*(places_of(member, (*path, name)) for name, member in members))


@given(VALUES, st.sampled_from([None, 0, 2]), st.booleans())
def test_every_place_of_any_json_has_a_line(value: Any, indent: int | None, ascii_: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_)
    lines = locate(text)
    assert lines.keys() == places_of(value)
    assert set(lines.values()) <= set(range(1, text.count("\n") + 2))


def test_a_key_stands_where_it_is_written() -> None:
    text = '{"a": [1,\n {"b": "x,}\\"]",\n\n"c" : -1.5e3}],\n"d": {}, "\\u0065": [ ]}'
    assert locate(text) == {
        (): 1,
        ("a",): 1,
        ("a", 0): 1,
        ("a", 1): 2,
        ("a", 1, "b"): 2,
        ("a", 1, "c"): 4,
        ("d",): 5,
        ("e",): 5,
    }


def test_a_key_that_stands_twice_in_its_table_is_told() -> None:
    assert twice('{"a": 1, "b": {"a": 2, "c": 0, "c": 1}, "a": 3}') == [("b", "c"), ("a",)]
