"""The head of a workshop as its file holds it, and what another program may have written there."""

from typing import Any

import pytest

from coalition_cli.model.entry import digest
from coalition_cli.model.header import FORMAT_VERSION, Head, head_from_document

FULL = {
    "id": "W1",
    "title": "Warsha ya Umoja",
    "date": "2024-11-12",
    "place": "Ilala",
    "language": "sw",
    "programme": "three-days",
    "sample": True,
    "format_version": FORMAT_VERSION,
}
LEAST = {"id": "W1", "title": "Жильё", "date": "2024-11-12", "format_version": FORMAT_VERSION}


def test_a_head_is_stored_under_these_keys_and_with_their_sum() -> None:
    head = Head("W1", "Warsha ya Umoja", "2024-11-12", "Ilala", "sw", "three-days", is_sample=True)
    document = head.as_document()
    assert document == {**FULL, "sum": digest(FULL)}
    assert head_from_document(document) == head


def test_a_workshop_without_a_programme_says_so_with_null() -> None:
    document = Head("W1", "Жильё", "2024-11-12").as_document()
    told = {"place": "", "language": "en", "programme": None, "sample": False}
    assert {key: document[key] for key in told} == told


@pytest.mark.parametrize("nothing", [{}, dict.fromkeys(("place", "language", "programme"))])
def test_what_a_head_leaves_out_has_its_usual_value(nothing: dict[str, Any]) -> None:
    head = head_from_document({**LEAST, **nothing})
    assert head == Head("W1", "Жильё", "2024-11-12")
    assert (head.place, head.language, head.programme, head.is_sample) == ("", "en", "", False)


@pytest.mark.parametrize("missing", list(LEAST))
def test_a_head_says_which_of_its_keys_is_missing(missing: str) -> None:
    document = {key: value for key, value in FULL.items() if key != missing}
    with pytest.raises(ValueError, match=f"^no {missing}$"):
        head_from_document(document)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", 1),
        ("title", None),
        ("date", 20241112),
        ("place", ["Ilala"]),
        ("language", 5),
        ("programme", {"id": "three-days"}),
        ("format_version", "1"),
        ("format_version", None),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(key: str, value: Any) -> None:
    with pytest.raises(ValueError, match=r"^a value of the wrong kind$"):
        head_from_document({**FULL, key: value})
