"""Whoever is known to be away has no turn; whoever nobody entered keeps hers."""

import pytest

from coalition_cli.methods.turns import with_a_turn
from coalition_cli.model.entry import PEOPLE, Fact, make
from coalition_cli.model.workshop import Workshop
from tests.support.playing import HEAD


def a_workshop(*people: tuple[str, str, bool]) -> Workshop:
    workshop = Workshop(HEAD)
    for name, role, is_here in people:
        body = {"text": name, "role": role, "present": is_here}
        fact, after = Fact(body), workshop.last
        workshop.extend([make(fact, PEOPLE, share="organizer", device="bench", after=after)])
    return workshop


AMINA, BARAKA = ("Amina", "participant", True), ("Baraka", "participant", False)
MEYA, DIWANI = ("Meya", "guest", True), ("Diwani", "guest", False)


@pytest.mark.parametrize(
    ("named", "people", "turns"),
    [
        (["Baraka", "Amina", "Zora"], [AMINA, BARAKA], ["Amina", "Zora"]),
        (["amina", "BARAKA"], [AMINA, BARAKA], ["amina"]),
        (["Amina"], [AMINA, ("Amina", "participant", False)], ["Amina"]),
        (["Baraka"], [BARAKA], []),
        (["Amina"], [], ["Amina"]),
        ([], [AMINA, MEYA, DIWANI], ["Meya"]),
        ([], [DIWANI], []),
        ([], [AMINA], None),
        ([], [], None),
    ],
)
def test_who_has_a_turn(
    named: list[str], people: list[tuple[str, str, bool]], turns: list[str] | None
) -> None:
    assert with_a_turn(named, a_workshop(*people)) == turns
