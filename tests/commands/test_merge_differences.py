"""What a merge says of two laptops that told one thing differently, and of which of them stands."""

from pathlib import Path
from typing import Any

import pytest

from coalition_cli.commands.merge_differences import compare, page
from coalition_cli.model.actions import undertakings
from coalition_cli.model.entry import DETAILS, Place
from coalition_cli.model.workshop import Workshop
from coalition_cli.store.transfer.bundle import Outer
from coalition_cli.store.transfer.incoming import Contents
from tests.store.transfer.laptops import HEAD, PEOPLE, Laptop

PLAN, REVIEW = Place("action-plan", 1, "plan"), Place("follow-up", 1, "review")


def told(one: Laptop, other: Laptop) -> list[str]:
    """The lines of differences, where ``other`` is brought into ``one``."""
    outer = Outer(Path("other.bundle"), "plain", HEAD.id, b"", None)
    here = Workshop(HEAD, one.entries)
    return page(compare([(outer, Contents(HEAD, other.entries))], here), here)[2:]


def two_who_know_an_action() -> tuple[Laptop, Laptop, str]:
    one, other = Laptop(1), Laptop(2)
    one.say("Zawadi", place=PEOPLE)
    action = one.say(
        {"text": "Mend the well", "what": "Mend the well", "status": "open"}, place=PLAN
    )
    other.take(one.entries)
    return one, other, action.id


@pytest.mark.parametrize(
    ("here", "there", "sentence"),
    [
        (
            {"status": "done", "text": "Water runs"},
            {"status": "stuck", "who": "Zawadi"},
            "Heard on both: A1 “done, Water runs” | A1 “stuck, Zawadi” "
            "(the status of the later stands)",
        ),
        (
            {"status": "moving", "by_when": "2024-12-01"},
            {"status": "moving", "by_when": "2025-01-01"},
            "Heard on both: A1 “moving, 2024-12-01” | A1 “moving, 2025-01-01” "
            "(the status of the later stands)",
        ),
        ({"status": "done"}, {"status": "done"}, ""),
    ],
)
def test_of_two_statuses_of_an_action_the_later_is_told_to_stand_and_does(
    here: dict[str, Any], there: dict[str, Any], sentence: str
) -> None:
    one, other, action = two_who_know_an_action()
    one.say({"action": action, **here}, place=REVIEW, second=5)
    other.say({"action": action, **there}, place=REVIEW, second=9)
    assert told(one, other) == ([sentence] if sentence else [])
    assert told(other, one) == told(one, other)
    one.take(other.entries)
    (stands,) = undertakings(Workshop(HEAD, one.entries), "actions")
    assert stands.status == there["status"]


def test_whoever_leads_an_action_is_told_by_her_name() -> None:
    one, other, action = two_who_know_an_action()
    person = one.standing(PEOPLE)[0].id
    one.say({"action": action, "status": "moving", "who": person}, place=REVIEW, second=5)
    other.say({"action": action, "status": "open"}, place=REVIEW, second=9)
    assert "A1 “moving, Zawadi” | A1 “open”" in told(one, other)[0]


def test_private_news_of_an_action_is_not_told() -> None:
    one, other, action = two_who_know_an_action()
    said = one.say({"action": action, "status": "stuck", "text": "siri"}, place=REVIEW, second=5)
    one.entries[-1] = said._replace(share="private")
    other.say({"action": action, "status": "done"}, place=REVIEW, second=9)
    (line,) = told(one, other)
    assert "A1 (private) | A1 “done”" in line
    assert "siri" not in line


def test_of_two_details_of_one_name_the_later_is_told_to_stand_and_does() -> None:
    one, other = Laptop(1), Laptop(2)
    one.say({"name": "phone", "text": "0700"}, place=DETAILS, second=5)
    other.say({"name": "phone", "text": "0711"}, place=DETAILS, second=9)
    sentence = "Told on both: details.1 “0700” | details.2 “0711” (the later stands)"
    assert told(one, other) == [sentence]
    one.take(other.entries)
    assert Workshop(HEAD, one.entries).details() == {"phone": "0711"}


def test_two_changes_of_a_person_show_what_differs_beside_her_name() -> None:
    one, other, _action = two_who_know_an_action()
    person = one.standing(PEOPLE)[0]
    for laptop, role, second in ((one, "guest", 5), (other, "team", 9)):
        body = {"text": "Zawadi", "role": role}
        laptop.say(body, place=PEOPLE, op="edit", ref=person.id, second=second)
    sentence = (
        "Changed on both: p1 “Zawadi, role: guest” | p1 “Zawadi, role: team” (the later stands)"
    )
    assert told(one, other) == [sentence]
