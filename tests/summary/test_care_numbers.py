"""How people look in on each other, whom they can call, and whom they tell what is taken back."""

from dataclasses import replace

import pytest

from coalition_cli.model.entry import DETAILS, Fact, Share, make
from coalition_cli.model.header import Head
from coalition_cli.model.view import View
from coalition_cli.model.workshop import Workshop
from coalition_cli.summary.care_numbers import care_of, contact
from coalition_cli.summary.data import runs_of, view_of
from tests.support.odd_bodies import CATALOG, base


def views_of(workshop: Workshop, audience: Share, is_paper: bool = True) -> list[View]:
    return [
        view_of(workshop, run, CATALOG.find, audience, is_paper=is_paper)
        for run in runs_of(workshop)
    ]


def test_participants_read_the_first_lines_of_the_plan_and_the_numbers_in_order() -> None:
    found = care_of(views_of(base("one-day"), "participants"))
    assert found["lines"][0] == "A message on Sunday evening, a knock if none comes back"
    assert [(row["name"], row["number"][-3:]) for row in found["numbers"]] == [
        ("After today", "111"),
        ("Counsellor", "112"),
        ("Clinic", "113"),
        ("Lawyer", "114"),
    ]


def test_people_outside_read_neither_lines_nor_numbers_nor_a_name() -> None:
    workshop = base("one-day")
    views = views_of(workshop, "donor")
    assert care_of(views) == {"lines": [], "numbers": []}
    assert contact(workshop, views) is None


def test_on_a_screen_no_number_of_the_plan_is_shown() -> None:
    found = care_of(views_of(base("one-day"), "participants", is_paper=False))
    assert [row["name"] for row in found["numbers"]] == ["After today"]


@pytest.mark.parametrize(
    ("details", "named"),
    [
        ({"care_person": "Мама [bold]", "lead": "Mary"}, "Мама [bold]"),
        ({"lead": "Mary"}, "Mary"),
        ({"phone": "0700"}, None),
        ({}, None),
    ],
)
def test_whom_to_tell(details: dict[str, str], named: str | None) -> None:
    workshop = Workshop(Head("W", "Umoja", "2024-11-12"))
    for name, words in details.items():
        fact = Fact({"name": name, "text": words})
        workshop.extend([make(fact, DETAILS, share="organizer", device="d", after=workshop.last)])
    assert contact(workshop, []) == named
    assert care_of([]) == {"lines": [], "numbers": []}


def test_a_programme_may_announce_who_leads() -> None:
    (first, *_others) = views_of(base("one-day"), "participants")
    bare = Workshop(Head("W", "Umoja", "2024-11-12"))
    view = replace(first, workshop=bare, announced={"lead": "Mary"})
    assert contact(bare, [view]) == "Mary"
