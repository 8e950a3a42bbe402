"""Zones by their names, and comings and goings by the clock of a zone."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from coalition_cli.app.attendance import days_of, time_of
from coalition_cli.clock_zone import zone_here, zone_named
from coalition_cli.model.header import Head, head_from_document
from coalition_cli.model.presence import Passage, as_time_said

KAMPALA = ZoneInfo("Africa/Kampala")


@pytest.mark.parametrize("name", ["", "Nowhere/At all", "../etc/passwd", "/etc", "+3:00", "+99:00"])
def test_what_is_no_zone_is_none(name: str) -> None:
    assert zone_named(name) is None


@pytest.mark.parametrize(
    ("name", "hours"), [("Africa/Kampala", 3), ("+05:30", 5.5), ("-03:00", -3), ("UTC", 0)]
)
def test_a_zone_goes_by_its_name_or_its_offset(name: str, hours: float) -> None:
    zone = zone_named(name)
    assert zone is not None
    assert datetime(2026, 11, 12, tzinfo=zone).utcoffset() == timedelta(hours=hours)


def test_the_zone_of_this_laptop_is_one_and_has_its_time() -> None:
    here = datetime.now().astimezone()
    assert here.astimezone(zone_named(zone_here())).utcoffset() == here.utcoffset()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("", "23:45"),
        ("23:40", "23:40"),
        ("2026-11-12 23:50", "2026-11-12 23:50"),
    ],
)
def test_a_passage_is_told_by_the_clock_of_the_workshop(said: str, told: str) -> None:
    passage = Passage(True, "2026-11-12T20:45:00.000Z", said)
    assert time_of(passage, KAMPALA) == told


def test_a_time_that_named_its_day_is_that_moment_in_the_zone() -> None:
    passage = Passage(True, "2026-11-12T21:45:00.000Z", "2026-11-12 23:50")
    assert passage.when(KAMPALA).isoformat() == "2026-11-12T23:50:00+03:00"
    assert passage.when().tzinfo is not None


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("9:10", "09:10"),
        (" 2026-11-12  9.10 ", "2026-11-12 09:10"),
        ("2026-11-12T23:50", "2026-11-12 23:50"),
        ("2026-11-31 09:10", ""),
        ("20261112 09:10", ""),
        ("Monday 09:10", ""),
        ("2026-11-12", ""),
        ("2026-11-12 24:00", ""),
        (None, ""),
    ],
)
def test_a_time_may_name_its_day(given: object, told: str) -> None:
    assert as_time_said(given) == told


@pytest.mark.parametrize(
    ("clock", "newest"),
    [
        ("00:10", "2026-11-13"),
        ("00:49", "2026-11-13"),
        ("00:51", "2026-11-12"),
        ("23:50", "2026-11-12"),
    ],
)
def test_a_time_that_is_still_to_come_was_on_a_day_before(clock: str, newest: str) -> None:
    now = datetime(2026, 11, 13, 0, 45, tzinfo=KAMPALA)
    days = days_of(clock, now)
    assert days[0].isoformat() == newest
    assert len(days) == 3


def test_a_head_has_a_zone_only_where_it_is_known() -> None:
    bare, known = Head("W", "Umoja", "2026-11-12"), Head("W", "Umoja", "2026-11-12", zone="+03:00")
    assert "zone" not in bare.as_document()
    assert head_from_document(known.as_document()) == known
    with pytest.raises(ValueError, match="wrong kind"):
        head_from_document({**known.as_document(), "zone": 3})
