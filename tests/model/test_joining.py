"""Which files are of one workshop that several laptops began anew."""

from itertools import permutations
from typing import Any

import pytest

from coalition_cli.model.header import Head, head_from_document
from coalition_cli.model.joining import MOST_JOINED, strangers, united, with_joined


@pytest.mark.parametrize(
    ("own", "others", "foreign"),
    [
        ("A", [], []),
        ("A", ["A"], []),
        ("A", ["B"], [0]),
        ("A", ["AB"], []),
        ("AB", ["B"], []),
        ("A", ["B", "AB"], []),
        ("A", ["AB", "C"], [1]),
        ("A", ["CD", "BC", "AB"], []),
        ("A", ["B", "C"], [0, 1]),
        ("A", ["BC", "C", "A"], [0, 1]),
        ("A", [""], [0]),
    ],
)
def test_a_file_belongs_here_if_it_shares_an_id_with_what_belongs_here(
    own: str, others: list[str], foreign: list[int]
) -> None:
    assert strangers(own, others) == foreign
    for order in permutations(range(len(others))):
        found = strangers(own, [others[place] for place in order])
        assert sorted(order[place] for place in found) == foreign


@pytest.mark.parametrize(
    ("joined", "others", "expected"),
    [
        ("", [], ""),
        ("", ["A"], ""),
        ("", ["B"], "B"),
        ("", ["C", "BA"], "BC"),
        ("C", ["B"], "CB"),
        ("CB", ["B", "C", "A"], "CB"),
    ],
)
def test_a_workshop_remembers_each_id_once_and_never_its_own(
    joined: str, others: list[str], expected: str
) -> None:
    head = Head("A", "Umoja", "2024-11-12", joined=tuple(joined))
    assert united(head, others) == tuple(expected)


def test_a_workshop_remembers_no_more_ids_than_a_room_has_laptops() -> None:
    many = [f"{number:03}" for number in range(MOST_JOINED * 2)]
    head = Head("A", "Umoja", "2024-11-12", joined=("Z",))
    found = united(head, [many])
    assert found == ("Z", *many[: MOST_JOINED - 1])


@pytest.mark.parametrize("joined", [(), ("B",), ("C", "B")])
def test_a_head_with_joined_ids_is_read_as_it_was_written(joined: tuple[str, ...]) -> None:
    head = Head("A", "Umoja", "2024-11-12", joined=joined)
    document = head.as_document()
    assert ("joined" in document) == bool(joined)
    assert head_from_document(document) == head
    assert head.ids == {"A", *joined}


@pytest.mark.parametrize("before", [(), ("D",)])
@pytest.mark.parametrize("joined", [(), ("B",), ("C", "B")])
def test_joining_changes_one_key_of_a_head_and_its_sum(
    before: tuple[str, ...], joined: tuple[str, ...]
) -> None:
    head = Head("A", "Umoja", "2024-11-12", "Ilala", joined=before)
    changed = with_joined(head.as_document() | {"of a later version": 1}, joined)
    later = {**Head("A", "Umoja", "2024-11-12", "Ilala", joined=joined).as_document()}
    assert changed.pop("of a later version") == 1
    assert changed.pop("sum") != later.pop("sum")
    assert changed == later


def test_a_head_keeps_its_sum_right() -> None:
    head = Head("A", "Umoja", "2024-11-12")
    later = Head("A", "Umoja", "2024-11-12", joined=("B",))
    assert with_joined(head.as_document(), ["B"]) == later.as_document()


@pytest.mark.parametrize("value", [None, "B", {"B": 1}, [1], ["B", None]])
def test_joined_ids_of_the_wrong_kind_are_refused(value: Any) -> None:
    document = Head("A", "Umoja", "2024-11-12").as_document()
    with pytest.raises(ValueError, match=r"^a value of the wrong kind$"):
        head_from_document(document | {"joined": value})
