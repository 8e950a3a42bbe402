"""Answers at the columns of a plan: what is kept, how it is read out, and what is refused."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from coalition_cli.model.entry import Share
from coalition_cli.model.view import View
from coalition_cli.parsing.columns import (
    Column,
    as_kept,
    day_in_words,
    find_mistakes,
    from_table,
    in_words,
    of_an_action,
    read,
)
from tests.parsing.conftest import outcome

SORTS = ("Inside", "Outside")
SENTENCE = '"{given}" is none of these: 1 Inside, 2 Outside.'
NO_NUMBER = "{given} is no number that can be called. Write it in figures, like +255 700 000 000."


def column(kind: Any, **more: Any) -> Column:
    return Column("c", "C", "C?", kind, **more)


@pytest.mark.parametrize(
    ("asked", "given", "expected"),
    [
        (column("text"), " words ", "words"),
        (column("text"), " ", ""),
        (column("name"), "Zuri", "Zuri"),
        (column("name"), 7, "Expected words, not 7."),
        (column("phone"), 700, "Expected words, not 700."),
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
        (column("flag", choices=SORTS), True, True),
        (column("flag", choices=SORTS), 2, False),
        (column("flag", choices=SORTS), "", ""),
        (column("texts"), [" ", "b"], ["b"]),
        (column("texts"), ["1"], ["1"]),
        (column("day"), " ", ""),
        (column("day"), 7, "Expected words, not 7."),
        (
            column("day", is_past=True),
            "2024-11-13",
            "Which day was it, Tuesday 12 November 2024 or before? Write it like 2026-12-12, "
            "12 December or Monday.",
        ),
        (column("phone"), "٠٧١", "٠٧١"),
        (column("phone"), "+255 700", "+255 700"),
        (column("phone"), "123", "123"),
        (column("phone"), "12", NO_NUMBER.format(given="12")),
        (
            column("person"),
            "Zuri",
            '"Zuri" is nobody here: Amina, Baraka, Chausiku. Add the name with: coalition people.',
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
        ("flag", True, True),
        ("person", "", None),
        ("day", 20241201, None),
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
        (column("text"), 7, "7"),
        (column("texts"), ["a", 7], "a, 7"),
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


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        (
            [FIRST, {"id": "from"}],
            "an id that the program does not use for itself: instead of from write from-1, or any "
            "other word",
        ),
        (
            [FIRST, {"id": "c", "type": "flag", "choices": 2}],
            "two texts: what is meant by yes, and what by no",
        ),
        ([FIRST, {"id": "c", "type": "choice"}], "two texts or more to choose from"),
        (
            [FIRST, {"id": "c", "type": "day", "choices": []}],
            "a type of the column at which one chooses: choice, flag or texts",
        ),
        ([{"id": "c", "type": "phone"}], "text, for the first column says what the row is"),
        (
            [{"id": "c", "share": "donor"}],
            "no such key at the first column: it is seen wherever the row is",
        ),
    ],
)
def test_what_was_expected_instead(tables: list[Any], expected: str) -> None:
    assert [what for _place, what in find_mistakes(tables)] == [expected]


def test_every_column_is_looked_at() -> None:
    tables = [{"id": "c", "type": "day", "off_screen": False}, 7, {"id": "id"}, {"id": "adopts"}]
    assert [place for place, _what in find_mistakes(tables)] == [
        *((0, "type"), (0, "off_screen"), (2, "id"), (3, "id"))
    ]


def test_an_action_is_asked_for_who_helps_when_and_how_we_will_know() -> None:
    who, helper, by_when, *words = of_an_action()
    asks = [(each.id, each.title, each.prompt, each.hint) for each in (who, helper, by_when)]
    assert asks == [
        ("who", "Who", "Who leads?", "Somebody here who says yes. Empty: open."),
        ("helper", "With", "Who helps?", "Empty: nobody yet."),
        ("by_when", "By when", "By when?", "12 Dec, 2026-12-12, or in 3 weeks. Empty: open."),
    ]
    assert [(each.type, each.is_confirmed) for each in (who, helper, by_when)] == [
        *(("person", True), ("name", False), ("day", False))
    ]
    assert words == [
        Column(id_, title, prompt, "text", hint=hint)
        for id_, title, prompt, hint in (
            ("first_step", "First step", "First step, in the next seven days?", "Empty: open."),
            (
                *("support", "Support", "What support is needed?"),
                "Transport and childcare count. Empty: none.",
            ),
            ("measure", "How we will know", "How will we know that it is done?", "Empty: open."),
        )
    ]


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        (column("text"), (True, True, True)),
        (column("text", share="organizer"), (True, False, False)),
        (column("phone"), (True, True, False)),
        (column("text", is_off_screen=True), (True, False, False)),
    ],
)
def test_who_may_read_a_column(view: View, asked: Column, seen: tuple[bool, ...]) -> None:
    audiences: tuple[Share, ...] = ("organizer", "participants", "donor")
    told = tuple(asked.may_be_seen(replace(view, audience=each)) for each in audiences)
    assert told == seen
