"""Words, numbers, people and items, typed or from a file: the value, or what is wrong."""

from typing import Any

import pytest

from coalition_cli import parsing
from coalition_cli.errors import Problem
from coalition_cli.model.entry import PEOPLE, Fact
from coalition_cli.model.view import Item, View
from coalition_cli.sanitize import MOST_CHARACTERS
from tests.parsing.conftest import outcome
from tests.support.playing import Bench

NOTHING = "There is nothing to save here. Type the words, then Enter."
ITEMS = [Item("a", 1, "A house"), Item("b", 2, "Work"), Item("c", 4, "3")]


@pytest.mark.parametrize(
    ("given", "words", "or_none"),
    [
        ("  a word ", "a word", "a word"),
        ("", NOTHING, ""),
        (" \u200b ", NOTHING, ""),
        (7, "Expected words, not 7.", "Expected words, not 7."),
        ("x" * MOST_CHARACTERS, "x" * MOST_CHARACTERS, "x" * MOST_CHARACTERS),
    ],
)
def test_words(given: Any, words: str, or_none: str) -> None:
    assert outcome(parsing.read_words, given) == words
    assert outcome(parsing.read_words_or_none, given) == or_none


def test_too_many_words_are_refused_and_none_is_cut() -> None:
    assert outcome(parsing.read_words, "x" * (MOST_CHARACTERS + 1)) == (
        "This is 100001 characters long; one note holds 100000. Nothing was cut: save it in parts."
    )


@pytest.mark.parametrize(
    ("given", "whole", "count"),
    [
        ("12", 12, 12),
        (" 7 ", 7, 7),
        (0, 0, 0),
        ("", None, 0),
        ("999999", 999_999, 999_999),
        ("1000000", None, "Expected a whole number such as 12, not 1000000."),
        (1_000_000, 1_000_000, "Expected a whole number such as 12, not 1000000."),
        (999_999, 999_999, 999_999),
        (-1, -1, "Expected a whole number such as 12, not -1."),
        ("-1", None, "Expected a whole number such as 12, not -1."),
        ("٣", None, "Expected a whole number such as 12, not \u2068٣\u2069."),  # set apart
        ("1.5", None, "Expected a whole number such as 12, not 1.5."),
        (True, None, "Expected a whole number such as 12, not True."),
        (1.0, None, "Expected a whole number such as 12, not 1.0."),
        (None, None, None),
    ],
)
def test_numbers(given: Any, whole: int | None, count: Any) -> None:
    assert parsing.as_whole(given) == whole
    if count is not None:
        assert outcome(parsing.read_count, given) == count


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (1, "a"),
        ("2", "b"),
        (" work ", "b"),
        ("A HOUSE", "a"),
        ("3", "c"),  # no item has the number 3, so these are words
        (4, "c"),
        (3, '"3" is no number and no words here: 1, 2, 4.'),
        ("Home", '"Home" is no number and no words here: 1, 2, 4.'),
        (["1"], None),
    ],
)
def test_an_item_goes_by_its_number_or_its_words(given: Any, found: str | None) -> None:
    item = outcome(parsing.find_item, given, ITEMS)
    if found is None:
        assert "is no number and no words here" in item
    else:
        assert getattr(item, "id", item) == found


def test_a_long_list_of_numbers_is_cut_and_an_empty_one_says_so() -> None:
    many = [Item(str(number), number, f"line {number}") for number in range(1, 23)]
    first = ", ".join(str(number) for number in range(1, 21))
    assert outcome(parsing.find_item, "no", many).endswith(f"here: {first}, ….")
    assert outcome(parsing.find_item, "no", many[:20]).endswith(f"here: {first}.")
    assert outcome(parsing.find_item, "no", []).endswith("here: none yet.")


def test_a_person_must_be_known_and_in_the_room(view: View) -> None:
    assert parsing.read_person("amina", view).name == "Amina"
    assert outcome(parsing.read_person, "Zuri", view) == (
        '"Zuri" is nobody here: Amina, Baraka, Chausiku. Add the name with: coalition people.'
    )


def test_who_left_is_named_and_not_taken() -> None:
    bench = Bench(people=("Amina",))
    (amina,) = bench.view.people()
    away = {"text": "Amina", "present": False}
    bench.record(Fact(away, op="edit", ref=amina.id), PEOPLE, "organizer")
    assert outcome(parsing.read_person, "Amina", bench.view) == (
        "Amina is not in the room now. Name somebody who is here, or first: coalition people back."
    )


def test_a_key_that_nobody_reads_is_named() -> None:
    parsing.check_keys({"by": 1}, ("text", "by"))
    with pytest.raises(Problem) as refused:
        parsing.check_keys({"text": 1, "who": 2}, iter(("text", "by")))
    assert refused.value.sentence == '"who" is no key here: text, by.'
