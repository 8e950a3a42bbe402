"""Words in other words: what counts as a quote, and a text after it was taken out."""

from typing import Any

import pytest

from coalition_cli.model.entry import DETAILS, PEOPLE, Entry, Fact, Place, make
from coalition_cli.model.repeated_words import (
    Wordings,
    common,
    lines,
    read,
    sizes_of,
    take_out,
    texts,
    without,
)
from coalition_cli.model.withdrawal import names_of

SAID, LATER = Place("visioning", 1, "pieces"), Place("visioning", 1, "vision")
AT = "2024-11-12T08:00:00.000Z"
BEFORE, AFTER = "2024-11-12T07:59:59.999Z", "2024-11-12T08:00:00.001Z"


def said(text: str, at: str = "", place: Place | None = None) -> Wordings:
    wordings = Wordings()
    wordings.add(read(text).words, at, place)
    return wordings


def found(wordings: Wordings, text: str, at: str = "", place: Place | None = None) -> list[int]:
    return sorted(wordings.find(read(text).words, at, place))


@pytest.mark.parametrize(
    ("text", "other", "numbers"),
    [
        ("a house of our own", "we want a house of our own here", [2, 3, 4, 5, 6]),
        ("a house of our own", "we want a house of our", [2, 3, 4, 5]),
        ("a house of our own", "house of our, they said", []),
        ("our own house", "in our own house now", [1, 2, 3]),
        ("our own house", "our own", []),
        ("work", "work", [0]),
        ("work", "the work", []),
        ("Café WORK", "cafe work", [0, 1]),
        ("Жильё для нас", "нам жилье ДЛЯ нас", [1, 2, 3]),
        ("a house", "", []),
    ],
)
def test_four_words_in_a_row_are_a_quote_and_of_a_shorter_text_the_whole(
    text: str, other: str, numbers: list[int]
) -> None:
    assert found(said(text), other) == numbers


@pytest.mark.parametrize(
    ("at", "place", "is_quote"),
    [
        (AFTER, LATER, True),
        (AT, LATER, True),
        (BEFORE, LATER, False),
        (BEFORE, SAID, True),  # two people may have written the same thing down
    ],
)
def test_nobody_quotes_what_was_said_later(at: str, place: Place, is_quote: bool) -> None:
    wordings = said("our own house", AT, SAID)
    assert bool(found(wordings, "our own house", at, place)) is is_quote


def test_the_earliest_of_two_and_every_place_count() -> None:
    wordings = said("our own house", AFTER, SAID)
    wordings.add(read("our own house").words, AT, LATER)
    assert found(wordings, "our own house", AT)
    assert found(wordings, "our own house", BEFORE, SAID)
    assert found(wordings, "our own house", BEFORE, LATER)


def test_nothing_was_said_of_no_words() -> None:
    assert not Wordings()
    assert not said("")
    assert said("a word")


@pytest.mark.parametrize(
    ("text", "taken", "left", "sizes"),
    [
        ("we want a house here", [2, 3], "we want […] here", [2]),
        ("we want a house here", [0, 4], "[…] want a house […]", [1, 1]),
        ("we want", [], "we want", []),
        ("we […] want", [1], "we […] […]", [0, 1]),
    ],
)
def test_a_text_without_some_of_its_words(
    text: str, taken: list[int], left: str, sizes: list[int]
) -> None:
    assert without(read(text), taken) == (left, sizes)


def test_words_taken_out_before_stand_in_the_row_of_words() -> None:
    body = {"text": "we […] here", "note": "so […]", "reword": [2, 1]}
    assert [line.words for line in lines(body)] == [["we", "", "", "here"], ["so", ""]]
    assert [sorted(line.holes) for line in lines(body)] == [[1, 2], [1]]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [([2, 1], [2, 1]), ([2], [0, 0]), (["2", 1], [0, 1]), ([-1, 1], [0, 1]), (None, [0, 0])],
)
def test_sizes_that_do_not_fit_are_none(sizes: Any, expected: list[int]) -> None:
    body = {"text": "we […] here", "note": "so […]", "reword": sizes}
    assert list(sizes_of(body)) == expected


def test_a_body_says_its_texts_in_the_order_of_reading_without_labels_and_ids() -> None:
    body = {
        "text": "one",
        "group": "Blue",
        "rows": [{"what": "two", "status": "open"}, ["three"]],
        "from": "01JCGZ0000000000000000000A",
        "count": 4,
    }
    assert texts(body) == ["one", "two", "three"]


def test_a_quote_is_taken_out_of_texts_and_of_keys_and_of_no_label() -> None:
    quote = "a house of our own"
    wordings = said(quote)
    body = {
        "text": f"we want {quote} here",
        "group": quote,
        "scores": {quote: 4, "work": 5},
        "rows": [quote, "work"],
    }
    assert take_out(body, wordings) == {
        "text": "we want […] here",
        "group": quote,
        "scores": {"[…] 1": 4, "work": 5},
        "rows": ["[…]", "work"],
        "reword": [5, 5],
    }


def test_a_body_that_quotes_nothing_is_the_same_one() -> None:
    body = {"text": "work", "reword": []}
    assert take_out(body, said("a house")) is body


def test_what_was_taken_out_on_either_laptop_stays_out() -> None:
    one = {"text": "[…] here we stand", "reword": [1]}
    other = {"text": "now here […]", "reword": [2]}
    assert common(one, other) == {"text": "[…] here […]", "reword": [1, 2]}
    assert common(other, one) == common(one, other)
    assert common({"text": "a"}, {"text": "b"}) is None
    assert common({"text": "a"}, {"text": "a b"}) is None
    assert common({"text": "a", "n": 1}, {"text": "a", "n": 2}) is None
    assert common({"text": "a"}, {"text": "a"}) == {"text": "a"}


def test_names_are_those_under_which_people_stand() -> None:
    def entry(text: str, place: Place, **more: Any) -> Entry:
        return make(Fact({"text": text}, **more), place, share="organizer", device="0a", after=None)

    rows = [
        entry("Dada Eva", PEOPLE),
        entry("Amina", PEOPLE, op="edit", ref="01JCGZ0000000000000000000A"),
        entry("Zuri", PEOPLE, op="withdraw", ref="01JCGZ0000000000000000000A"),
        entry("[…]", PEOPLE),
        entry("The hall", DETAILS),
        entry("A line", SAID),
    ]
    assert names_of(rows) == [["dada", "eva"], ["amina"]]
