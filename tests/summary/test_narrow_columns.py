"""Columns of a plan for narrower readers.

On no sheet, after no review, and in no workshop that follows.
"""

from datetime import UTC, datetime
from typing import Any

import pytest

from coalition_cli.model.audience import Audience
from coalition_cli.model.carry_over import carried
from coalition_cli.model.entry import PEOPLE, Entry, Fact, Place, Share, make
from coalition_cli.model.exercise import Exercise, Minutes, Step
from coalition_cli.model.workshop import Workshop
from coalition_cli.summary import build
from tests.support.playing import HEAD
from tests.support.summaries import QUICK, everything_in

MADE = datetime(2024, 11, 12, 17, 30, tzinfo=UTC)
COLUMNS = [
    {"id": "what", "title": "What"},
    {"id": "who", "title": "Who", "type": "person", "share": "organizer"},
    {"id": "first_step", "title": "First", "share": "organizer"},
    {"id": "support", "title": "Support", "share": "private"},
    {"id": "measure", "title": "Measure", "off_screen": True},
]
PLAN = Step("plan", "plan", "Plan", share="donor", options={"columns": COLUMNS, "is_actions": True})
REVIEW = Step("review", "review", "Review", share="donor", options={"of": "actions"})
MINE = Exercise("mine", "Mine", "", "en", Minutes(1, 1, 1), "low", (PLAN, REVIEW))
NARROW = {"ANEEMA": "organizer", "AMINEH": "organizer", "FIRST": "organizer", "SUPPORT": "private"}


def find(exercise_id: str) -> Exercise | None:
    return MINE if exercise_id == MINE.id else None


def day(*, reviewed: bool) -> Workshop:
    workshop = Workshop(HEAD)

    def record(body: dict[str, Any], place: Place, share: Share) -> Entry:
        entry = make(Fact(body), place, share=share, device="bench", after=workshop.last)
        workshop.extend([entry])
        return entry

    who = record({"text": "ANEEMA"}, PEOPLE, "organizer")
    row = {
        "text": "Call",
        "who": who.id,
        "first_step": "FIRST",
        "support": "SUPPORT",
        "measure": "OFF",
    }
    action = record(row | {"status": "open"}, Place("mine", 1, "plan"), "donor")
    if reviewed:
        new = record({"text": "AMINEH"}, PEOPLE, "organizer")
        told = {"action": action.id, "status": "stuck", "text": "a bus", "who": new.id}
        record(told, Place("mine", 1, "review"), "donor")
    return workshop


@pytest.mark.parametrize("audience", ["participants", "donor", "follow-up"])
@pytest.mark.parametrize("reviewed", [False, True])
def test_no_summary_for_wider_readers_has_them(audience: Audience, reviewed: bool) -> None:
    summary = build(day(reviewed=reviewed), find, audience, MADE)
    assert "Call" in repr(summary.data)
    for written in (
        repr(summary.data),
        *(everything_in(summary, [how]) for how in QUICK),
    ):
        assert [word for word in NARROW if word in written] == []


@pytest.mark.parametrize("reviewed", [False, True])
def test_a_workshop_that_follows_is_brought_no_word_that_is_for_narrower_readers_than_its_row(
    reviewed: bool,
) -> None:
    brought = repr(carried(day(reviewed=reviewed), find_exercise=find))
    assert "Call" in brought
    assert [word for word in (*NARROW, "OFF") if word in brought] == []
