"""Comings and goings: what counts as one, and when it was."""

from datetime import UTC, timedelta, timezone
from typing import Any

import pytest

from coalition_cli.model.entry import PEOPLE, Entry
from coalition_cli.model.presence import Passage, as_clock, passages, speakers

NAIROBI = timezone(timedelta(hours=3))


def version(minute: int, by: str | None = None, **body: Any) -> Entry:
    at = f"2024-11-12T08:{minute:02d}:30.500Z"
    return Entry(f"E{minute}", at, by, "door", PEOPLE, "add", None, body, "organizer")


@pytest.mark.parametrize(
    ("said", "here", "written"),
    [
        ("", UTC, "2024-11-12 08:10:30.5"),
        ("", NAIROBI, "2024-11-12 11:10:30.5"),
        ("08:10", UTC, "2024-11-12 08:10:00.0"),
        ("07:59", UTC, "2024-11-12 07:59:00.0"),
        ("08:11", UTC, "2024-11-11 08:11:00.0"),  # nobody writes down what is still to come
        ("11:10", NAIROBI, "2024-11-12 11:10:00.0"),
        ("00:05", NAIROBI, "2024-11-12 00:05:00.0"),
        ("23:59", NAIROBI, "2024-11-11 23:59:00.0"),
    ],
)
def test_the_moment_of_a_passage_on_the_clock_of_the_room(
    said: str, here: Any, written: str
) -> None:
    moment = Passage(True, "2024-11-12T08:10:30.500Z", said).when(here)
    assert moment.strftime("%Y-%m-%d %H:%M:%S.%f")[:21] == written


@pytest.mark.parametrize(
    ("bodies", "expected"),
    [
        ([], []),
        ([{}], [(True, "08:00", "")]),
        ([{"present": True, "at": "9.05"}], [(True, "08:00", "09:05")]),
        ([{"present": False, "at": "09:05"}], []),  # she is expected
        ([{"present": False}, {"present": True}], [(True, "08:01", "")]),
        ([{}, {"group": "Blue"}, {"present": True}], [(True, "08:00", "")]),
        (
            [{}, {"present": False, "at": "08:01"}, {"present": False}, {}],
            [(True, "08:00", ""), (False, "08:01", "08:01"), (True, "08:03", "")],
        ),
        ([{"present": True, "at": "noon"}], [(True, "08:00", "")]),
    ],
)
def test_only_a_change_of_who_is_here_is_a_passage(
    bodies: list[dict[str, Any]], expected: list[tuple[bool, str, str]]
) -> None:
    found = passages(version(minute, **body) for minute, body in enumerate(bodies))
    assert [(each.is_here, each.at[11:16], each.said) for each in found] == expected


@pytest.mark.parametrize(
    ("given", "clock"),
    [
        *(("09:10", "09:10"), ("9:10", "09:10"), (" 9.10 ", "09:10"), ("00:00", "00:00")),
        *(("23:59", "23:59"), ("24:00", ""), ("23:60", ""), ("9:1", ""), ("9:100", "")),
        *(("009:10", ""), (":10", ""), ("9:", ""), ("910", ""), ("9:1o", ""), ("-9:10", "")),
        *(("٩:10", ""), ("9:10:00", ""), ("", ""), (910, ""), (None, ""), ("1²:10", "")),
    ],
)
def test_a_time_of_day(given: object, clock: str) -> None:
    assert as_clock(given) == clock


def test_those_who_were_heard_are_named_once_and_nobody_is_not_among_them() -> None:
    said = [version(1, "amina"), version(2), version(3, "Blue"), version(4, "amina")]
    assert speakers([*said, version(5, "")]) == {"amina", "Blue"}
    assert speakers([]) == set()
