"""When a group meets again: parts that may be open, one that is said anew, and older lines."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from coalition_cli import kinds
from coalition_cli.blocks import Prose
from coalition_cli.errors import Problem
from coalition_cli.kinds.meeting import MOST_OF_AN_HOUR
from coalition_cli.model.contributions import Meeting
from coalition_cli.model.entry import Fact
from coalition_cli.model.exercise import Step
from coalition_cli.model.redaction import Spoken, outlook
from coalition_cli.run.mended_line import Mending
from tests.kinds.kind_rooms import seen_by
from tests.support.playing import ENTER, Bench

AGAIN = Step("s", "meeting", "When we meet again", prompt="When and where do we meet again?")
WHOLE = {"day": date(2024, 12, 7), "hour": "saa nane", "place": "Nendiwe", "caller": "Amina"}
SAID = Meeting(
    "Saturday 7 December 2024, saa nane, Nendiwe. Amina calls us.",
    "2024-12-07",
    "saa nane",
    "Nendiwe",
    "Amina",
)


def said(bench: Bench) -> Meeting | None:
    return kinds.given("meeting", AGAIN, bench.view)


def a_bench(answers: Any = None) -> Bench:
    bench = Bench(AGAIN)
    if answers is not None:
        bench.answer(AGAIN, answers)
    return bench


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (WHOLE, SAID),
        ({}, None),
        ({"place": "Nendiwe", "day": ""}, "Nendiwe. Who calls is not said yet."),
        ({"hour": time(14, 0)}, "not said yet, 14:00, the place"),
        ("Friday at nine", Meeting("Friday at nine")),
        (["Friday at nine"], Meeting("Friday at nine")),
        ({"text": "Ijumaa [bold] saa tatu"}, Meeting("Ijumaa [bold] saa tatu")),
    ],
)
def test_what_a_file_says(answers: Any, told: Meeting | str | None) -> None:
    found = said(a_bench(answers))
    if isinstance(told, str):
        assert found is not None
        assert told in found.text
    else:
        assert found == told


@pytest.mark.parametrize(
    ("answers", "refused"),
    [
        ({"day": "sometime"}, "That is not a day I can read"),
        ({"day": "2024-11-01"}, "is before today"),
        ({"hour": "x" * (MOST_OF_AN_HOUR + 1)}, "61 characters long; 60 are enough"),
        ({"room": "Nendiwe"}, "nothing in this step goes by that name"),
        (["Friday", "Saturday"], "nothing in this step goes by that name"),
    ],
)
def test_what_is_refused(answers: Any, refused: str) -> None:
    with pytest.raises(Problem, match=refused):
        a_bench(answers)


def test_a_line_of_an_older_workshop_stands_and_may_be_said_anew_in_parts() -> None:
    bench = Bench(AGAIN)
    bench.say("s", "Friday at nine")
    assert said(bench) == Meeting("Friday at nine")
    bench.type(AGAIN, "2", ENTER, ENTER, ENTER, ENTER)  # say it anew, and then nothing
    assert said(bench) == Meeting("Friday at nine")
    bench.type(AGAIN, "2", "7 Dec\r", "saa nane\r", "Nendiwe\r", "Amina\r")
    assert said(bench) == SAID
    assert len(bench.view.said("s")) == 1


def test_said_anew_what_is_kept_stands_and_what_is_cleared_is_open() -> None:
    bench = a_bench(WHOLE)
    bench.type(AGAIN, ENTER)  # it stands
    assert said(bench) == SAID
    bench.type(AGAIN, "2", ENTER, "\x15" + ENTER, "\x15Gongo\r", ENTER)
    found = said(bench)
    assert found is not None
    assert found[1:] == ("2024-12-07", None, "Gongo", "Amina")
    bench.answer(AGAIN, {"hour": "saa tatu"})
    newest = said(bench)
    assert newest is not None
    assert (newest.hour, newest.place) == ("saa tatu", "Gongo")
    bench.type(AGAIN, "2", *["\x15" + ENTER] * 4)
    assert said(bench) is None


def test_a_sentence_that_is_mended_as_a_whole_loses_the_parts_that_it_no_longer_says() -> None:
    bench = a_bench(WHOLE)
    (line,) = bench.view.said("s")
    mending = Mending(line, bench.workshop, lambda _id: bench.view.exercise)
    assert mending.start() == SAID.text
    fact = mending.read("Sunday, not Saturday")
    bench.record(fact, line.place, line.share)
    assert said(bench) == Meeting("Sunday, not Saturday")


def test_of_two_laptops_the_newest_word_counts() -> None:
    bench = a_bench(WHOLE)
    bench.record(Fact({"text": "Monday"}), bench.view.place("s"), "participants")
    assert said(bench) == Meeting("Monday")
    assert [item.text for item in kinds.items("s", bench.view)] == ["Monday"]


def test_it_is_one_sentence_on_the_page_and_people_outside_read_none_of_it() -> None:
    bench = a_bench(WHOLE)
    assert kinds.blocks(AGAIN, bench.view) == [Prose(SAID.text, "strong")]
    assert kinds.blocks(AGAIN, seen_by(bench, "donor")) == []
    assert kinds.result(AGAIN, seen_by(bench, "donor")) is None
    step = replace(AGAIN, share="donor")
    wide = Bench(step)
    wide.answer(step, WHOLE)
    assert kinds.blocks(step, seen_by(wide, "donor")) == []
    assert kinds.numbered(step, seen_by(wide, "donor")) == []


def test_a_name_that_is_taken_out_everywhere_is_taken_out_of_sentence_and_parts() -> None:
    bench = a_bench(WHOLE)
    entries = outlook(bench.workshop.entries, Spoken("Amina")).entries
    bench.workshop.renew(bench.workshop.head, entries)
    found = said(bench)
    assert found is not None
    assert found.text == "Saturday 7 December 2024, saa nane, Nendiwe. […] calls us."
    assert found[1:] == ("2024-12-07", "saa nane", "Nendiwe", None)


def test_while_it_is_asked_the_wall_shows_what_is_open_and_then_the_sentence() -> None:
    bench = a_bench({"day": "7 Dec", "caller": "Amina"})
    asked = kinds.moment(AGAIN, bench.view, ("hour",))
    (pairs,) = asked.stages[0]
    assert [(pair.label, pair.text, pair.is_new) for pair in pairs.rows] == [  # type: ignore[union-attr]
        ("Day", "Saturday 7 December 2024", False),
        ("Hour", "…", True),
        ("Place", "…", False),
        ("Who calls", "Amina", False),
    ]
    ((sentence,),) = kinds.moment(AGAIN, bench.view).stages
    assert "the hour is not said yet" in sentence.text  # type: ignore[union-attr]


@pytest.mark.parametrize("odd", [5, None, ["x"]])
def test_parts_of_another_make_set_the_line_apart(odd: Any) -> None:
    bench = Bench(AGAIN)
    bench.record(Fact({"text": "Monday", "day": odd}), bench.view.place("s"), "participants")
    assert said(bench) is None


def test_a_day_that_is_none_is_open() -> None:
    bench = Bench(AGAIN)
    bench.record(Fact({"text": "Soon", "day": "soon"}), bench.view.place("s"), "participants")
    assert said(bench) == Meeting("Soon")
