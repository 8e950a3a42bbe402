"""Who somebody is: a typed line and a row of a file, part by part, and each refusal."""

from collections.abc import Iterator
from typing import Any

import pytest

from coalition_cli import i18n
from coalition_cli.parsing.people import KEYS, labels, read_line, read_role, read_row, read_time
from tests.parsing.conftest import outcome

NOTHING = "There is nothing to save here. Type the words, then Enter."
ROLES = "participant, facilitator, guest, interpreter, note-taker"
TOO_MUCH = (
    "That is more than is asked of anybody; nothing was saved. Give: name, group, role, country, "
    "city, sector, language."
)
WHOLE = {
    **{"text": "Дина", "group": "Blue", "role": "guest", "country": "Kenya", "city": "Kisumu"},
    **{"sector": "health", "language": "Luo"},
}


@pytest.fixture
def swahili() -> Iterator[None]:
    i18n.speak("sw")
    yield
    i18n.speak("en")


@pytest.mark.parametrize(
    ("typed", "body"),
    [
        ("Дина, Blue, guest, Kenya, Kisumu, health, Luo", WHOLE),
        ("Ruth,Blue,GUEST,,Gitega", {"group": "Blue", "role": "guest", "city": "Gitega"}),
        ("Ruth, , , Kenya", {"country": "Kenya"}),
        ("Ruth", {}),
        ("Ruth, ", {}),
        ("Ruth, Note-Taker", {"role": "note-taker"}),
        ("Ruth, guest, Blue", {"role": "guest", "group": "Blue"}),
        ("Ruth, Blue, guest", {"group": "Blue", "role": "guest"}),
        ("Ruth, guest, guest", {"role": "guest", "group": "guest"}),
        ("Ruth, role: guest, guest", {"role": "guest", "group": "guest"}),
        ("Ruth, group: guest", {"group": "guest"}),
        ("Ruth, CITY : Gitega", {"city": "Gitega"}),
        ("Ruth, Language: Kirundi, Blue", {"language": "Kirundi", "group": "Blue"}),
        ("Ruth, country: , Blue", {"group": "Blue"}),
        ("Ruth, room: 7", {"group": "room: 7"}),
        ("Ruth, Blue, city: Gitega: centre", {"group": "Blue", "city": "Gitega: centre"}),
        ("Ruth, group: Blue, group: Red", {"group": "Red"}),
        ("Ruth, king", {"group": "king"}),
        ("Ruth, city", {"group": "city"}),
        ("Ruth, Blue, king", f'"king" is no role here: {ROLES}.'),
        ("", NOTHING),
        (" , Blue", NOTHING),
        ("Дина, Blue, guest, Kenya, Kisumu, health, Luo, more", TOO_MUCH),
        ("Дина, Blue, guest, Kenya, Kisumu, health, Luo, city: Nakuru", WHOLE | {"city": "Nakuru"}),
    ],
)
def test_a_typed_line(typed: str, body: Any) -> None:
    named = body if isinstance(body, str) else {"text": typed.partition(",")[0]} | body
    assert outcome(read_line, typed) == named


@pytest.mark.parametrize(
    ("typed", "body"),
    [
        ("Ruth, mgeni", {"role": "guest"}),
        ("Ruth, guest", {"role": "guest"}),
        ("Ruth, nchi: Burundi", {"country": "Burundi"}),
        (
            "Ruth, country: Burundi, jukumu: mkalimani",
            {"country": "Burundi", "role": "interpreter"},
        ),
    ],
)
def test_a_room_that_speaks_swahili_names_parts_in_its_words_or_in_those_of_a_file(
    swahili: None, typed: str, body: dict[str, str]
) -> None:
    assert read_line(typed) == {"text": "Ruth"} | body


def test_each_part_has_a_name_for_people() -> None:
    assert labels() == dict(zip(KEYS, KEYS, strict=True))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (" Ruth ", {"text": "Ruth"}),
        ({"name": "Дина", **{key: WHOLE[key] for key in KEYS}}, WHOLE),
        ({"name": "Ruth", "role": "NOTE-TAKER"}, {"text": "Ruth", "role": "note-taker"}),
        ({"name": "Ruth", "role": " ", "city": ""}, {"text": "Ruth"}),
        ({"name": "Ruth", "present": True}, {"text": "Ruth", "present": True}),
        ({"name": "Ruth", "at": "9.05"}, {"text": "Ruth", "at": "09:05"}),
        (7, "Expected a table with a name."),
        (["Ruth"], "Expected a table with a name."),
        ({}, NOTHING),
        ("", NOTHING),
        ({"name": 7}, "Expected words, not 7."),
        ({"name": "Ruth", "city": 7}, "Expected words, not 7."),
        ({"name": "Ruth", "role": "king"}, f'"king" is no role here: {ROLES}.'),
        ({"name": "Ruth", "present": "yes"}, "expected true or false."),
        ({"name": "Ruth", "present": None}, "expected true or false."),
        ({"name": "Ruth", "at": 9}, "Expected a time of day such as 09:10, not 9."),
        (
            {"name": "Ruth", "age": 40},
            '"age" is no key here: name, group, role, country, city, '
            "sector, language, present, at.",
        ),
    ],
)
def test_a_row_of_a_file(row: Any, expected: Any) -> None:
    assert outcome(read_row, row) == expected


@pytest.mark.parametrize(
    ("given", "role"),
    [
        *(("guest", "guest"), (" Interpreter ", "interpreter"), ("NOTE-taker", "note-taker")),
        *(("facilitator", "facilitator"), ("participant", "participant")),
        ("mgeni", f'"mgeni" is no role here: {ROLES}.'),
        ("", f'"" is no role here: {ROLES}.'),
        (7, "Expected words, not 7."),
    ],
)
def test_a_role(given: Any, role: str) -> None:
    assert outcome(read_role, given) == role


def test_a_role_in_swahili(swahili: None) -> None:
    assert [read_role(each) for each in ("Mwandishi", "note-taker")] == ["note-taker"] * 2


@pytest.mark.parametrize(
    ("given", "clock"),
    [
        *(("9:10", "09:10"), (" 23.59 ", "23:59")),
        ("noon", "Expected a time of day such as 09:10, not noon."),
        (9, "Expected a time of day such as 09:10, not 9."),
    ],
)
def test_a_time_of_day(given: Any, clock: str) -> None:
    assert outcome(read_time, given) == clock
