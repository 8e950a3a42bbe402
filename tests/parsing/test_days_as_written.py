"""What people write for a day, at a prompt and in an answers file, on Monday 30 November 2026.

A prompt counts from the day on which it is typed, a file from the day of the workshop.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from coalition_cli import i18n
from coalition_cli.catalog import Catalog, shipped
from coalition_cli.errors import Problem
from coalition_cli.model.entry import NOTES, Fact, make
from coalition_cli.model.exercise import Step
from coalition_cli.model.header import Head
from coalition_cli.model.workshop import Workshop
from coalition_cli.parsing.days import read_date
from coalition_cli.run.answers import play_answers
from tests.support.playing import ENTER, Bench

TODAY = date(2026, 11, 30)
NOON = 1796036400.0
PLAN = Step("s", "plan", "Plan")
CATALOG = Catalog([shipped()])

READ = [
    ("2027/01/05", "2027-01-05", "en"),
    ("20270105", "2027-01-05", "en"),
    ("5.1.2027", "2027-01-05", "en"),
    ("5 March 27", "2027-03-05", "en"),
    ("in a month", "2026-12-30", "en"),
    ("next week", "2026-12-07", "en"),
    ("next month", "2026-12-31", "en"),
    ("the 15th", "2026-12-15", "en"),
    ("end of December", "2026-12-31", "en"),
    ("end of the month", "2026-11-30", "en"),
    ("Friday", "2026-12-04", "en"),
    ("next Friday", "2026-12-11", "en"),
    ("29 Feb", "2028-02-29", "en"),
    ("in two weeks", "2026-12-14", "en"),
    ("15 janvier", "2027-01-15", "fr"),
    ("1er février", "2027-02-01", "fr"),
    ("le 5 mars", "2027-03-05", "fr"),
    ("5 de marzo", "2027-03-05", "es"),
    ("5 марта", "2027-03-05", "ru"),
    ("15 Januari", "2027-01-15", "sw"),
    ("baada ya wiki mbili", "2026-12-14", "sw"),
    ("kesho", "2026-12-01", "sw"),
    ("March 2027", "2027-03-31", "en"),
]
REFUSED = [
    ("31 Nov", "There is no such day."),
    ("29/02/2027", "There is no such day."),
    ("Tue 7 December", "That date is Monday 7 December 2026."),
    ("5/3/27", "Friday 5 March 2027 or Monday 3 May 2027: which?"),
    ("yesterday", "Sunday 29 November 2026 is before today, Monday 30 November 2026."),
]
NO_DAY = ["asap", "before Christmas", "when the money is there"]


@pytest.fixture(autouse=True)
def spoken() -> Iterator[None]:
    yield
    i18n.speak("en")


def of_paper(said: str, language: str = "en") -> str:
    """The day of an action of an answers file in a workshop of that day."""
    i18n.speak(language)
    workshop = Workshop(Head("W", "Umoja", TODAY.isoformat(), language=language))
    answers = {"action-plan": {"actions": [{"what": "Call", "by_when": said}]}}
    entries, _told = play_answers(
        CATALOG.exercise("action-plan"),
        1,
        answers,
        Path("paper.toml"),
        workshop,
        CATALOG.find,
        "bench",
    )
    days = [str(entry.body["by_when"]) for entry in entries if entry.body.get("by_when")]
    return days[-1]


@pytest.mark.parametrize(("said", "day", "language"), READ)
def test_a_day_as_it_is_written(said: str, day: str, language: str) -> None:
    i18n.speak(language)
    assert read_date(said, TODAY).isoformat() == day
    assert of_paper(said, language) == day


@pytest.mark.parametrize(("said", "why"), REFUSED)
def test_a_day_that_cannot_be_says_why(said: str, why: str) -> None:
    with pytest.raises(Problem) as typed:
        read_date(said, TODAY)
    assert typed.value.sentence.startswith(why)
    with pytest.raises(Problem) as written:
        of_paper(said)
    assert f"action-plan.actions[1].by_when: {why}" in written.value.sentence


@pytest.mark.parametrize("said", NO_DAY)
def test_words_that_are_no_day_are_answered_with_what_is(said: str) -> None:
    with pytest.raises(Problem, match="That is not a day I can read"):
        read_date(said, TODAY)


def test_a_prompt_counts_from_the_day_it_is_typed_and_a_file_from_that_of_the_workshop() -> None:
    head = Head("W", "Umoja", "2026-11-23")
    workshop = Workshop(head)
    workshop.extend(
        [make(Fact({"text": "x"}), NOTES, share="organizer", device="d", after=None, now=NOON)]
    )
    typed, written = Bench(PLAN, people=(), now=NOON), Bench(PLAN, people=(), now=NOON)
    for bench in (typed, written):
        bench.workshop.renew(head, workshop.entries)
        bench.view = replace(bench.view, workshop=bench.workshop)
    typed.type(PLAN, "Call\r", ENTER, ENTER, "in two weeks\r", ENTER, ENTER, ENTER, ENTER)
    written.answer(PLAN, [{"what": "Call", "by_when": "in two weeks"}])
    assert typed.result(PLAN)[0]["by_when"] == "2026-12-14"
    assert written.result(PLAN)[0]["by_when"] == "2026-12-07"
