"""Many lines read at once: what one expression reads is what the strict reader reads."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_cli.model.entry import NOTES, PEOPLE, Entry, Place, digest, sum_of_line
from coalition_cli.store.files import codec, typed_lines

LINE = Entry(
    id="01JCFP5Y00000000000000000A",
    at="2024-11-12T08:00:01.000Z",
    by=None,
    device="0a1b2c3d0a1b2c3d",
    place=NOTES,
    op="add",
    ref=None,
    body={"text": "a house"},
    share="organizer",
    n=1,
)
LINES = [
    LINE,
    LINE._replace(by="01JCFP5Y00000000000000000B", body={"text": 'she said "wait"'}, n=2),
    LINE._replace(by="Група «Дім»", body={"text": "дім \\ house"}, share="donor", n=3),
    LINE._replace(place=Place("visioning", 2, "pieces"), op="edit", ref=LINE.id, code="A12"),
    LINE._replace(place=PEOPLE, op="drop", body={}, n=0, share="private"),
    LINE._replace(body={"text": "a", "weight": 2.5, "also by": ["b"], "share": "donor"}),
    LINE._replace(place=Place("visioning", 1, ""), op="done", body={"a": {"share": "donor"}}, n=0),
]


def text_of(lines: list[str]) -> str:
    """The lines of a file after its head, with its tail."""
    return ",".join(f'\n"{place}": {line}' for place, line in enumerate(lines, 1)) + codec.TAIL


def read_at_once(text: str) -> list[Entry]:
    found: list[Entry] = []
    _end, number = typed_lines.read(text, 0, 0, found, codec.read_body)
    assert number == len(found)
    return found


def read_strictly(text: str) -> list[Entry]:
    """Read a text that is too short for the reader of many lines."""
    return codec.read_on(text, 0, 0).entries


def test_every_shape_of_a_line_of_ours_is_read_as_it_was_written() -> None:
    text = text_of([entry.as_line() for entry in LINES])
    assert read_at_once(text) == LINES == read_strictly(text)


def test_a_line_is_its_document_written() -> None:
    for entry in LINES:
        assert json.loads(entry.as_line()) == entry.as_document()
        assert list(json.loads(entry.as_line())) == list(entry.as_document())


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**15), 10**15), WORDS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=6,
)


@given(st.lists(st.dictionaries(WORDS, VALUES, max_size=4), min_size=1, max_size=4), WORDS)
def test_whatever_people_said_is_read_as_it_was_written(bodies: list[Any], by: str) -> None:
    entries = [LINE._replace(body=body, by=by) for body in bodies]
    text = text_of([entry.as_line() for entry in entries])
    assert read_at_once(text) == entries == read_strictly(text)


@given(st.integers(0, 10**6), st.sampled_from('"\\{}:,\n 0a\x00\x7f'), st.booleans())
def test_a_changed_character_is_never_read_where_the_strict_reader_stops(
    where: int, character: str, is_put_between: bool
) -> None:
    text = text_of([entry.as_line() for entry in LINES])
    place = where % len(text)
    changed = text[:place] + character + text[place + (not is_put_between) :]
    at_once = read_at_once(changed)
    assert at_once == read_strictly(changed)[: len(at_once)]


@pytest.mark.parametrize(
    "body",
    ['{"text": "a", "text": "b"}', '{"text": NaN}', '{"text": 1e999}', '{"text": "a\tb"}', "{}{}"],
)
def test_a_body_that_is_no_json_of_ours_is_not_read(body: str) -> None:
    said = LINE.as_line().partition(', "n": ')[0].replace('{"text": "a house"}', body)
    assert body in said
    text = text_of([f'{said}, "n": 1, "sum": "{sum_of_line(said)}"}}'])
    assert read_at_once(text) == []
    assert read_strictly(text) == []


def test_lines_of_the_first_kind_between_ours_are_read_too() -> None:
    ours = [entry.as_line() for entry in LINES]
    documents = [entry.as_document() for entry in LINES]
    first = [json.dumps({**each, "sum": digest(each)}) for each in documents]
    mixed = [first[place] if place % 3 == 1 else ours[place] for place in range(len(LINES))]
    many = text_of(mixed * 60)
    assert len(many) > codec.MANY_LINES
    reading = codec.read_on(many, 0, 0)
    assert reading.entries == LINES * 60
    assert reading.is_sound


@pytest.mark.parametrize("place", [0, 100, 419])
def test_a_line_that_is_not_as_saved_stops_the_reading_of_many(place: int) -> None:
    lines = [entry.as_line() for entry in LINES] * 60
    assert len(lines) == 420
    lines[place] = lines[place].replace("2024", "2025")
    reading = codec.read_on(text_of(lines), 0, 0)
    assert len(reading.entries) == place
    assert not reading.is_sound
