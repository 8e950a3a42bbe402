"""The data for readers outside says no more than their pages: what the room adopted, no counts."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import coalition_cli
from coalition_cli.model.audience import Audience
from coalition_cli.model.entry import Entry
from coalition_cli.model.paper import Paper
from coalition_cli.model.workshop import Workshop
from coalition_cli.summary import build
from tests.pages.rooms import AUDIENCES, MADE, SAMPLES, exercises, summary, workshop, written

SCHEMAS = Path(coalition_cli.__file__).parent / "schemas"
LEAST = 5


def valid(data: Any, name: str) -> None:
    schema = json.loads((SCHEMAS / name).read_text())
    jsonschema.Draft202012Validator(schema).validate(data)


def members(value: Any) -> Iterator[dict[str, Any]]:
    """Every table of the data, however deep."""
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value:
        if isinstance(each, dict | list):
            yield from members(each)


def data_of(room: str, audience: Audience = "donor") -> dict[str, Any]:
    return dict(json.loads(written(room, audience, "json")))


@pytest.mark.parametrize("room", SAMPLES)
def test_nothing_outside_says_what_the_room_did_not_adopt_or_how_far_it_was_apart(
    room: str,
) -> None:
    inside, outside = (list(members(data_of(room, each))) for each in ("organizer", "donor"))
    assert any(row.get("weight") == 1 for row in inside)
    for row in outside:
        assert row.get("adopted") is not False
        assert row.get("weight", LEAST) >= 4
        assert not row.get("contested")
        assert not row.get("counts")
        assert not row.get("spread")
        assert not row.get("moved_reason")


def refused(room: str, *exercises_refused: str) -> Workshop:
    """The sample, had the room adopted nothing of some exercises."""

    def hands_down(entry: Entry) -> Entry:
        counts = entry.body.get("counts")
        is_of_them = entry.place.exercise in exercises_refused and isinstance(counts, dict)
        return entry._replace(body={**entry.body, "counts": {"0": 20}}) if is_of_them else entry

    played = workshop(room)
    return Workshop(played.head, list(map(hands_down, played.entries)))


def test_a_vision_and_an_agenda_that_were_not_adopted_are_for_the_room_alone() -> None:
    held = refused("one-day", "visioning", "agenda-ranking", "mission-objectives")
    inside, outside = (
        build(held, exercises().find, audience, MADE).data for audience in ("organizer", "donor")
    )
    assert (inside["vision"] is None, inside["vision_adopted"]) == (False, False)
    assert (outside["vision"], outside["vision_adopted"]) == (None, False)
    assert inside["agenda"]
    assert outside["agenda"] == []
    text = inside["vision"]
    assert text in json.dumps(inside, ensure_ascii=False)
    assert text not in json.dumps(outside, ensure_ascii=False)
    mission = next(row["text"] for row in inside["statements"] if row["step"] == "mission")
    assert mission not in json.dumps(outside, ensure_ascii=False)
    assert {row["exercise"] for row in outside["decisions"]} == {"coalition-basics"} | {
        row["exercise"] for row in outside["decisions"]
    } - {"visioning", "agenda-ranking", "mission-objectives"}
    valid(outside, "summary.schema.json")


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("room", SAMPLES)
def test_the_first_version_of_the_data_leaves_out_what_is_not_told(
    room: str, audience: Audience
) -> None:
    newer = summary(room, audience).data
    older = json.loads(written(room, audience, "json", Paper(schema=1)))
    valid(older, "summary-1.schema.json")
    for row, told in zip(older["agenda"], newer["agenda"], strict=True):
        for key in ("scorers", "spread", "contested"):
            assert row.get(key) == told[key]
            assert (key in row) == (told[key] is not None)
