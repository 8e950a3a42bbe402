"""Numbers of people: who was in the room at some time, and no number that points at somebody."""

from typing import Any

import pytest

from coalition_cli.model.carry_over import carried
from coalition_cli.model.entry import PEOPLE, Fact, Place, make
from coalition_cli.model.header import Head
from coalition_cli.model.workshop import Workshop
from coalition_cli.summary.people_counted import is_pass, people_counted


def workshop(*bodies: dict[str, Any]) -> Workshop:
    found = Workshop(Head("W", "Umoja", "2024-11-12"))
    for body in bodies:
        record(found, Fact(body))
    return found


def record(found: Workshop, fact: Fact, place: Place = PEOPLE) -> None:
    found.extend([make(fact, place, share="organizer", device="d", after=found.last)])


def many(count: int, **more: Any) -> list[dict[str, Any]]:
    return [{"text": f"{more} {number}", **more} for number in range(count)]


def test_whoever_left_took_part_and_whoever_was_only_expected_did_not() -> None:
    held = workshop(
        {"text": "Amina", "group": "Blue"},
        {"text": "Жанна", "group": "Blue", "present": False},
        {"text": "Mary", "role": "facilitator"},
        {"text": "A guest", "role": "guest", "present": False},
        {"text": "Neema"},
    )
    amina = held.people()[0]
    record(
        held, Fact({"text": "Amina", "group": "Blue", "present": False}, op="edit", ref=amina.id)
    )
    assert people_counted(held, "organizer") == {
        "took_part": 2,
        "by_group": {"Blue": 1},
        "by_role": {"facilitator": 1},
    }


def test_whoever_is_brought_along_counts_once_she_comes() -> None:
    before = workshop({"text": "Amina"}, {"text": "Neema"})
    after = workshop()
    for fact, place in carried(before, with_people=True):
        record(after, fact, place)
    assert people_counted(after, "organizer")["took_part"] == 0
    amina = after.people()[0]
    record(after, Fact({"text": "Amina", "present": True}, op="edit", ref=amina.id))
    assert people_counted(after, "organizer")["took_part"] == 1


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (many(4), (None, {}, {})),
        (many(5), (5, {}, {})),
        (many(5, group="Blue") + many(6, group="Red"), (11, {"Blue": 5, "Red": 6}, {})),
        (many(5, group="Blue") + many(4, group="Red"), (9, {}, {})),
        (many(5, group="Blue") + many(2), (7, {}, {})),  # the rest would tell of two
        (many(5) + many(1, role="facilitator"), (5, {}, {})),
        (many(5) + many(6, role="guest"), (5, {}, {"guest": 6})),
        (many(5) + many(6, role="guest") + many(1, role="interpreter"), (5, {}, {})),
        ([], (0, {}, {})),
    ],
)
def test_people_outside_read_no_number_from_one_to_four(
    rows: list[dict[str, Any]], told: tuple[Any, ...]
) -> None:
    found = people_counted(workshop(*rows), "donor")
    assert (found["took_part"], found["by_group"], found["by_role"]) == told


@pytest.mark.parametrize(
    ("body", "passed"),
    [({"passed": True}, True), ({"passed": True, "text": "Later"}, False), ({"text": "x"}, False)],
)
def test_a_pass(body: dict[str, Any], passed: bool) -> None:
    held = workshop(body)
    assert is_pass(held.entries[0]) is passed
