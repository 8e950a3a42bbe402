"""Which times a reader must not rest anything on."""

import itertools
import random
from datetime import UTC, datetime, timedelta

import pytest

from coalition_cli.model.doubtful_times import doubtful_times
from coalition_cli.model.entry import NOTES, Entry

NOW = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)


def at(moment: str) -> str:
    """A time of the day of the workshop, or a whole one."""
    return moment if len(moment) != 5 else f"2026-11-21T{moment}:00.000Z"


def lines(*moments: str) -> list[Entry]:
    return [
        Entry(f"01JD{number:022}", at(moment), None, "0" * 16, NOTES, "add", None, {}, "private")
        for number, moment in enumerate(moments)
    ]


def found(*moments: str) -> list[str]:
    said = lines(*moments)
    doubtful = doubtful_times(said, NOW)
    return [moment for moment, entry in zip(moments, said, strict=True) if entry.id in doubtful]


@pytest.mark.parametrize(
    ("moments", "expected"),
    [
        ([], []),
        (["09:00"], []),
        (["09:00", "09:00", "10:00", "17:00"], []),
        (["1970-01-01T00:00:00.000Z"], ["1970-01-01T00:00:00.000Z"]),
        (["2023-12-31T23:59:59.999Z", "09:00"], ["2023-12-31T23:59:59.999Z"]),
        (["2024-01-01T00:00:00.000Z", "09:00"], []),
        (["09:00", "2026-11-22T18:00:00.000Z"], []),
        (["09:00", "2026-11-22T18:00:00.001Z"], ["2026-11-22T18:00:00.001Z"]),
        (["2099-01-01T00:00:00.000Z", "09:00", "10:00"], ["2099-01-01T00:00:00.000Z"]),
        (["09:00", "13:00", "10:00", "10:30"], ["13:00"]),
        (["09:00", "13:00", "13:30", "10:00", "10:30", "10:40"], ["13:00", "13:30"]),
        (["12:00", "12:10", "09:00"], ["09:00"]),
        (["11:50", "12:00", "11:00", "12:10"], []),
        (["11:50", "12:00", "10:59", "12:10"], ["10:59"]),
        (["09:00", "no time", "10:00"], ["no time"]),
        (["09:00", "2026-11-21", "10:00"], ["2026-11-21"]),
        (["09:00", "2026-99-99T99:00:00.000Z", "10:00"], ["2026-99-99T99:00:00.000Z"]),
    ],
)
def test_what_is_before_2024_to_come_or_off_the_others_is_doubtful(
    moments: list[str], expected: list[str]
) -> None:
    assert found(*moments) == expected


@pytest.mark.parametrize("seed", range(200))
def test_what_is_left_rises_within_an_hour_and_no_fewer_could_be_marked(seed: int) -> None:
    chance = random.Random(seed)
    start = datetime(2026, 11, 21, tzinfo=UTC)
    hours = [chance.randrange(0, 17) for _line in range(chance.randrange(1, 8))]
    moments = [
        (start + timedelta(hours=hour * 2)).strftime("%Y-%m-%dT%H:%M:%S.000Z") for hour in hours
    ]
    marked = doubtful_times(said := lines(*moments), NOW + timedelta(days=1))
    left = [hour for hour, entry in zip(hours, said, strict=True) if entry.id not in marked]
    assert left == sorted(left)
    more = itertools.combinations(hours, len(left) + 1)
    assert not any(list(each) == sorted(each) for each in more)


def test_the_order_of_ids_counts_and_not_that_of_the_file() -> None:
    said = lines("09:00", "13:00", "17:00")
    assert doubtful_times(said[::-1], NOW) == frozenset()
