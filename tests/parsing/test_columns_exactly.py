"""Answers at the columns of a plan: what is kept, how it is read out, and what is refused."""

from datetime import date, datetime
from typing import Any

import pytest

from coalition_cli.model.view import View
from coalition_cli.parsing.columns import (
    Column,
    as_kept,
    day_in_words,
    find_mistakes,
    from_table,
    in_words,
    read,
)
from tests.parsing.conftest import outcome

SORTS = ("Inside", "Outside")
SENTENCE = "{given} is none of these. There are: 1 Inside, 2 Outside."
NO_NUMBER = "{given} is no number that can be called. Write it in figures, like +255 700 000 000."


def column(kind: Any, **more: Any) -> Column:
    return Column("c", "C", "C?", kind, **more)


@pytest.mark.parametrize(
    ("asked", "given", "expected"),
    [
        (column("text"), " words ", "words"),
        (column("text"), " ", ""),
        (column("name"), "Zuri", "Zuri"),
        (column("texts"), "", []),
        (column("texts"), "a, b,a,", ["a", "b"]),
        (column("texts"), ["a", "b", "a"], ["a", "b"]),
        (column("texts"), 7, "Expected words, not 7."),
        (column("texts", choices=SORTS), "1, other, 2", ["Inside", "other", "Outside"]),
        (column("texts", choices=SORTS), [2, "Inside"], ["Outside", "Inside"]),
        (column("texts", choices=SORTS), "3", SENTENCE.format(given="3")),
        (column("day"), "12 Dec", "2024-12-12"),
        (column("day"), date(2025, 1, 2), "2025-01-02"),
        (column("day"), datetime(2025, 1, 2, 23, 59), "2025-01-02"),
        (column("day", is_past=True), date(2024, 11, 12), "2024-11-12"),
        (column("choice", choices=SORTS), "1", "Inside"),
        (column("choice", choices=SORTS), 2, "Outside"),
        (column("choice", choices=SORTS), " OUTSIDE ", "Outside"),
        (column("choice", choices=SORTS), "0", SENTENCE.format(given="0")),
        (column("choice", choices=SORTS), "3", SENTENCE.format(given="3")),
        (column("choice", choices=SORTS), [1], SENTENCE.format(given="[1]")),
        (column("flag", choices=SORTS), "1", True),
        (column("flag", choices=SORTS), "outside", False),
        (column("flag", choices=SORTS), False, False),
        (column("phone"), "+255 700", "+255 700"),
        (column("phone"), "123", "123"),
        (column("phone"), "12", NO_NUMBER.format(given="12")),
        (
            column("person"),
            "Zuri",
            "Nobody here is called Zuri. Add the name with: coalition people.",
        ),
    ],
)
def test_an_answer(view: View, asked: Column, given: Any, expected: Any) -> None:
    assert outcome(read, asked, given, view) == expected


def test_somebody_here_is_kept_by_her_id(view: View) -> None:
    (amina, *_others) = view.people()
    assert read(column("person"), "amina", view) == amina.id


@pytest.mark.parametrize(
    ("kind", "value", "kept"),
    [
        ("text", "words", "words"),
        ("text", "", None),
        ("text", 7, None),
        ("texts", ["a", 7, "b"], ["a", "b"]),
        ("texts", [], None),
        ("texts", "a", None),
        ("flag", False, False),
        ("flag", "yes", None),
    ],
)
def test_what_another_program_wrote_there_is_open(kind: str, value: Any, kept: Any) -> None:
    assert as_kept(column(kind), value) == kept


@pytest.mark.parametrize(
    ("asked", "value", "words"),
    [
        (column("text"), None, "open"),
        (column("text"), "words", "words"),
        (column("flag", choices=SORTS), True, "Inside"),
        (column("flag", choices=SORTS), False, "Outside"),
        (column("texts"), ["a", "b"], "a, b"),
        (column("day"), "2024-12-01", "Sunday 1 December 2024"),
        (column("text"), "2024-12-01", "2024-12-01"),
    ],
)
def test_a_field_in_words(asked: Column, value: Any, words: str) -> None:
    assert in_words(asked, value) == words


def test_a_day_that_was_withdrawn_is_read_out_as_it_is() -> None:
    assert day_in_words("[…]") == "[…]"


def test_a_column_of_a_file_is_completed() -> None:
    assert from_table({"id": "c", "title": "C"}) == Column("c", "C", "C")
    table = {
        "id": "c",
        "title": "C",
        "prompt": "C?",
        "type": "choice",
        "choices": ["Inside", "Outside"],
        "share": "organizer",
        "off_screen": True,
        "hint": "One",
        "confirm": True,
        "past": True,
    }
    assert from_table(table) == Column(
        "c", "C", "C?", "choice", SORTS, "organizer", True, "One", True, True
    )


FIRST = {"id": "what-else", "title": "T"}


@pytest.mark.parametrize(
    ("tables", "mistakes"),
    [
        ([FIRST, {"id": "c", "type": "flag", "choices": ["a", "b"]}], []),
        ([FIRST, {"id": "c", "type": "choice", "choices": ["a", "b"]}], []),
        ([FIRST, {"id": "c", "type": "texts", "choices": ["a"]}], []),
        ([FIRST, {"id": "by_when", "type": "day"}], []),
        ([{"id": "text"}], []),
        ([FIRST, {"id": "by_when"}], [(1, "id")]),
        ([FIRST, {"id": "text", "type": "day"}], [(1, "id")]),
        ([FIRST, {"id": "c", "type": "flag", "choices": ["a", "b", "c"]}], [(1, "choices")]),
        ([FIRST, {"id": "c", "type": "flag"}], [(1, "choices")]),
        ([FIRST, {"id": "c", "type": "choice", "choices": ["a"]}], [(1, "choices")]),
        ([FIRST, {"id": "c", "choices": ["a", "b"]}], [(1, "choices")]),
        ([{"id": "c", "type": "day"}], [(0, "type")]),
        ([{"id": "c", "share": "donor"}], [(0, "share")]),
        ([{"id": "c", "off_screen": True}], [(0, "off_screen")]),
        ([FIRST, {"id": "c", "share": "donor", "off_screen": True}], []),
        (["no table", {"id": "text"}], [(1, "id")]),
    ],
)
def test_mistakes_between_the_keys_of_columns(
    tables: list[Any], mistakes: list[tuple[int, str]]
) -> None:
    assert [place for place, _expected in find_mistakes(tables)] == mistakes
