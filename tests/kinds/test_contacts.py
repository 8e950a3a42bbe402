"""Whom one can call: given by a plan with a column of numbers, on paper, and to nobody outside."""

from dataclasses import replace
from typing import Any

from coalition_cli import kinds
from coalition_cli.model.contributions import Contact
from coalition_cli.model.entry import Share
from coalition_cli.model.exercise import Step
from tests.support.playing import Bench

COLUMNS: list[dict[str, Any]] = [
    {"id": "name", "title": "Who helps"},
    {"id": "service", "title": "For what", "type": "choice", "choices": ["Clinic", "Lawyer"]},
    {"id": "phone", "title": "Number", "type": "phone", "off_screen": True},
]
CALLS = Step("s", "plan", "Whom we can call", options={"columns": COLUMNS})
ROWS = [
    {"name": "The clinic [bold]", "service": "Clinic", "phone": "+255 1"},
    {"name": "Кабинет", "service": "Clinic", "phone": "=112"},
    {"name": "Legal aid", "service": "Lawyer", "phone": "114"},
    {"name": "The elder", "phone": "115"},
    {"name": "Nobody answers there", "service": "Lawyer"},
]


def given(step: Step, rows: list[dict[str, Any]], audience: Share, is_paper: bool) -> list[Contact]:
    bench = Bench(step)
    bench.answer(step, rows)
    return list(
        kinds.given("contacts", step, replace(bench.view, audience=audience, is_paper=is_paper))
    )


def test_numbers_go_by_the_kind_of_help_and_by_names_where_two_are_alike() -> None:
    rows = [{**row, "phone": f"{row['phone']}00"} if "phone" in row else row for row in ROWS]
    assert given(CALLS, rows, "participants", True) == [
        Contact("The clinic [bold]", "+255 100"),
        Contact("Кабинет", "=11200"),
        Contact("Lawyer", "11400"),
        Contact("The elder", "11500"),
    ]


def test_no_screen_of_the_room_and_nobody_outside_is_given_one() -> None:
    rows = [{"name": "Legal aid", "service": "Lawyer", "phone": "114"}]
    assert given(CALLS, rows, "participants", True) == [Contact("Lawyer", "114")]
    assert given(CALLS, rows, "participants", False) == []
    assert given(replace(CALLS, share="donor"), rows, "donor", True) == []


def test_other_plans_give_none() -> None:
    assert given(Step("s", "plan", "Plan"), [{"what": "Call 114"}], "organizer", True) == []
