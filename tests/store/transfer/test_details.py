"""A detail of the day that tells somebody's name loses it when she withdraws, on every laptop and
in any order.
"""

from itertools import permutations

import pytest

from coalition_cli.model.entry import DETAILS, Entry
from coalition_cli.model.header import Head
from coalition_cli.model.withdrawal import apply, reworded
from coalition_cli.model.workshop import Workshop
from tests.store.transfer.exchanges import content_digest
from tests.store.transfer.laptops import PEOPLE, Laptop, words_of

HEAD = Head("W", "Umoja", "2024-11-12")


def tell(laptop: Laptop, name: str, words: str, second: float = 0) -> Entry:
    return laptop.say({"name": name, "text": words}, place=DETAILS, second=second)


def details(laptop: Laptop) -> dict[str, str]:
    return Workshop(HEAD, laptop.entries).details()


@pytest.mark.parametrize(
    ("name", "told", "text", "left"),
    [
        ("Neema", "Neema", "[…]", ""),
        ("Neema", "  NEEMA! ", "  […]! ", ""),
        ("Mama Neema", "mama neema", "[…]", ""),
        (
            "Neema",
            "Mama Neema, beside the door",
            "Mama […], beside the door",
            "Mama […], beside the door",
        ),
        (
            "Mama Neema",
            "Mama Neema, beside the door",
            "[…], beside the door",
            "[…], beside the door",
        ),
        (
            "Mama Neema",
            "Neema, beside the door",
            "Neema, beside the door",
            "Neema, beside the door",
        ),
        ("Neema", "Neemas garden", "Neemas garden", "Neemas garden"),
        ("Jo", "A bench, and jo", "A bench, and jo", "A bench, and jo"),
        ("Jo", "Jo", "[…]", ""),
        ("Élodie", "elodie et Marie", "[…] et Marie", "[…] et Marie"),
        ("Host", "Salome", "Salome", "Salome"),
    ],
)
@pytest.mark.parametrize("is_told_first", [True, False], ids=["told-before-she-came", "told-after"])
def test_her_name_goes_from_details_and_what_was_nothing_else_is_open(
    name: str, told: str, text: str, left: str, is_told_first: bool
) -> None:
    laptop = Laptop(1)
    detail = tell(laptop, "host", told) if is_told_first else None
    her = laptop.say(name, place=PEOPLE, second=1)
    detail = detail or tell(laptop, "host", told, 2)
    laptop.withdraw(her, 3)
    assert laptop.of(detail).text == text
    assert laptop.of(detail).body["name"] == "host"
    assert details(laptop) == {"host": left}
    assert apply(laptop.entries) == laptop.entries


def test_what_was_told_in_its_place_since_stays_and_the_earlier_wording_goes() -> None:
    laptop = Laptop(1)
    her = laptop.say("Neema", place=PEOPLE)
    detail = tell(laptop, "care_person", "Neema")
    laptop.edit(detail, "Salome", 1)
    before = list(laptop.entries)
    laptop.withdraw(her, 2)
    assert details(laptop) == {"care_person": "Salome"}
    assert "Neema" not in words_of(laptop.entries)
    assert reworded(before, laptop.entries) == [laptop.of(detail)]
    again = laptop.edit(
        detail, "Neema", 3
    )  # another woman of that name, told after the first one withdrew
    assert apply(laptop.entries)[-1] == again


def test_a_line_that_was_withdrawn_is_no_name() -> None:
    laptop = Laptop(1)
    line = laptop.say("Garden")
    detail = tell(laptop, "quiet_place", "Garden")
    laptop.withdraw(line, 1)
    assert laptop.of(detail).text == "Garden"


def test_in_whatever_order_laptops_meet_the_name_is_gone_and_what_another_told_since_stands() -> (
    None
):
    def laptops() -> list[Laptop]:
        first, second, third = Laptop(1), Laptop(2), Laptop(3)
        care = tell(first, "care_person", "Neema")
        her = first.say("Neema", place=PEOPLE, second=1)
        second.take(first.entries)
        third.take(first.entries)
        first.withdraw(her, 5)
        tell(second, "lead", "Neema and Salome", 6)
        third.edit(care, "Salome", 7)
        return [first, second, third]

    digests = set()
    for order in permutations(range(3)):
        met = laptops()
        one = met[order[0]]
        for other in order[1:]:
            one.take(met[other].entries)
        digests.add(content_digest(one.entries))
        assert details(one) == {"care_person": "Salome", "lead": "[…] and Salome"}
        assert "neema" not in words_of(one.entries).casefold()
    assert len(digests) == 1
