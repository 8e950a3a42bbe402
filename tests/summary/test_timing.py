"""What was planned and held: a time that a clock told wrong is marked, and the mark explained."""

from datetime import UTC, datetime

import pytest

from coalition_cli.blocks import Prose, Table
from coalition_cli.exports import export
from coalition_cli.model.document import document_of
from coalition_cli.model.doubtful_times import doubtful_times
from coalition_cli.model.entry import PROGRAMME
from coalition_cli.model.summary import Summary
from coalition_cli.model.workshop import Workshop
from coalition_cli.summary.timing import time_rows, timing
from tests.store.transfer.laptops import HEAD, IN_2099, Laptop

MARK = "“?” after it is doubtful"


def a_day(wrong: float) -> Workshop:
    laptop = Laptop(1)
    slots = (("circle", 0.0), ("tea", wrong), ("groups", 0.0))
    for number, (slot, laptop.offset) in enumerate(slots):
        body = {"slot": slot, "did": "begin", "day": 1, "planned": 20, "title": slot}
        laptop.say(body, place=PROGRAMME, second=600 * number)
    laptop.say({"slot": "groups", "did": "end", "day": 1}, place=PROGRAMME, second=1800)
    return Workshop(HEAD, laptop.entries)


@pytest.mark.parametrize(
    ("wrong", "marked"), [(0, []), (IN_2099, ["tea"]), (-1_731_000_000.0, ["tea"])]
)
def test_a_time_that_a_clock_told_wrong_is_marked_in_every_format(
    wrong: float, marked: list[str]
) -> None:
    made_at = datetime(2024, 11, 12, 18, 0, tzinfo=UTC)
    workshop = a_day(wrong)
    doubtful = doubtful_times(workshop.entries, made_at)
    blocks = timing(time_rows(workshop, doubtful), has_doubts=bool(doubtful))
    (table,) = [block for block in blocks if isinstance(block, Table)]
    assert [row[1] for row in table.rows if row[0].endswith(" ?")] == marked
    told = [block for block in blocks if isinstance(block, Prose) and MARK in str(block)]
    assert len(told) == bool(marked)
    summary = Summary(document_of("Umoja", "en", blocks), {})
    for name in ("md", "html", "text"):
        assert (MARK in export(name).render(summary).decode()) is bool(marked)
