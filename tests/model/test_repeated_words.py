"""Words in other words: what counts as a quote, and a text after it was taken out."""

from typing import Any

import pytest

from coalition_cli.model.entry import DETAILS, FIRST, PEOPLE, Entry, Fact, Order, Place, make
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
AT = ("01JCFP5Y7T", False, "")
BEFORE, AFTER = ("01JCFP5Y79", False, ""), ("01JCFP5Y7V", False, "")


def said(text: str, at: Order = FIRST, place: Place | None = None) -> Wordings:
    wordings = Wordings()
    wordings.add(read(text).words, at, place)
    return wordings


def found(
    wordings: Wordings, text: str, at: Order = FIRST, place: Place | None = None
) -> list[int]:
    return sorted(wordings.find(read(text).words, at, place))


@pytest.mark.parametrize(
    ("text", "other", "numbers"),
    [
        ("a house of our own", "we want a house of our own here", [2, 3, 4, 5, 6]),
        ("a house of our own", "we want a house of our", [2, 3, 4, 5]),
        ("a house of our own", "house of our, they said", []),
        ("a house of our own", "now of our own", []),
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
def test_nobody_quotes_what_was_said_later(at: Order, place: Place, is_quote: bool) -> None:
    wordings = said("our own house", AT, SAID)
    assert bool(found(wordings, "our own house", at, place)) is is_quote


def test_the_earliest_of_two_and_every_place_count() -> None:
    wordings = said("our own house", AFTER, SAID)
    wordings.add(read("our own house").words, AT, LATER)
    assert found(wordings, "our own house", AT)
    assert found(wordings, "our own house", BEFORE, SAID)
    assert found(wordings, "our own house", BEFORE, LATER)
    assert not found(wordings, "our own house", BEFORE, PEOPLE)


def test_what_was_said_at_no_known_place_and_time_is_before_everything_and_nowhere() -> None:
    assert found(said("maji"), "maji", BEFORE, LATER) == [0]
    assert said("maji").find(["maji"]) == {0}
    assert said("maji", AT).find(["maji"]) == set()


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
    assert take_out(body, wordings, AT, SAID) == {
        "text": "we want […] here",
        "group": quote,
        "scores": {"[…] 1": 4, "work": 5},
        "rows": ["[…]", "work"],
        "reword": [5, 5],
    }


def test_a_body_that_quotes_nothing_is_the_same_one() -> None:
    body = {"text": "work", "reword": []}
    assert take_out(body, said("a house"), AT, SAID) is body


def test_what_was_taken_out_on_either_laptop_stays_out() -> None:
    one = {"text": "[…] here we stand", "reword": [1]}
    other = {"text": "now here […]", "reword": [2]}
    assert common(one, other) == {"text": "[…] here […]", "reword": [1, 2]}
    assert common(other, one) == common(one, other)
    assert common({"text": "a"}, {"text": "b"}) is None
    assert common({"text": "a"}, {"text": "a b"}) is None
    assert common({"text": "a", "n": 1}, {"text": "a", "n": 2}) is None
    assert common({"text": "a"}, {"text": "a"}) == {"text": "a"}


ID, OTHER_ID = "01JCGZ0000000000000000000A", "01JCGZ0000000000000000000B"
HOLE = {"reword": [1]}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We want 3 houses!", ["we", "want", "3", "houses"]),
        ("l'eau—ВОДА: e\u0301te\u0301", ["l", "eau", "вода", "ete"]),
        ("«Ёлка» наша", ["елка", "наша"]),
        ("हिन्दी बात", ["हिनदी", "बात"]),
        ("می\u200cخواهم", ["میخواهم"]),
        ("\u0301a \u0301", ["a"]),  # a sign that stands on nothing is no word
        ("ﬁn ℂ Straße", ["fin", "c", "strasse"]),
        ("ﾞ", ["ﾞ"]),  # nothing else would be left of it
        ("maji_yetu", ["maji", "yetu"]),
        ("— …", []),
        ("", []),
    ],
)
def test_a_text_is_a_row_of_words_without_case_accents_and_signs(
    text: str, words: list[str]
) -> None:
    assert read(text).words == words
    assert quoted_in(text) == len(words)


def quoted_in(text: str) -> int:
    """How many words ``text`` has, read off the places where they stand in it."""
    line = read(text)
    standing = [text[begin:end] for begin, end in line.spans]
    assert all(word[0].isalnum() and word[-1] not in " ,:!»" for word in standing)
    return len(standing)


def test_words_are_found_where_they_stand_in_the_text() -> None:
    assert read("Maji yetu!").spans == [(0, 4), (5, 9)]
    assert read("«Вода» e\u0301te").spans == [(1, 5), (7, 11)]
    assert read("na […] Вода", iter([2])) == (
        "na […] Вода",
        ["na", "", "", "вода"],
        [(0, 2), (3, 6), (3, 6), (7, 11)],
        [(3, 6)],
    )


def test_a_mark_without_a_size_stands_for_no_word() -> None:
    assert read("[…] maji").words == ["maji"]
    assert read("a […] b […] c […]", iter([1])).words == ["a", "", "b", "c"]
    assert read("[…][…]", iter([1, 2])).gaps == [(0, 3), (3, 6)]
    assert read("[…][…]", iter([1, 2])).words == ["", "", ""]


def test_quotes_side_by_side_and_apart_are_found_by_the_number_of_their_words() -> None:
    wordings = said("a house of our own")
    wordings.add(["clean", "water"])
    assert found(wordings, "clean water, a house of our own: clean water") == [*range(9)]
    assert found(wordings, "clean water now and a house of ours, clean water") == [0, 1, 8, 9]
    assert found(wordings, "clean house of our water") == []
    assert found(wordings, "") == []


def test_what_two_people_said_at_one_place_and_time_is_kept_once() -> None:
    wordings = said("our own house", AT, SAID)
    wordings.add(read("our own house").words, AT, SAID)
    assert not found(wordings, "our own house", BEFORE, LATER)
    assert found(wordings, "our own house", AT, LATER)
    assert not found(wordings, "our own house", BEFORE, None)


def test_a_word_that_was_taken_out_is_said_by_nobody() -> None:
    wordings = Wordings()
    wordings.add(["", "", "", ""])
    assert not wordings
    wordings.add(["we", "", "", "here"])
    assert sorted(wordings.find(["so", "we", "", "", "here"])) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("text", "sizes", "taken", "left", "new_sizes"),
    [
        ("a b c", [], [1, 2], "a […]", [2]),
        ("a b c", [], [0, 1], "[…] c", [2]),
        ("a b c", [], [0, 2], "[…] b […]", [1, 1]),
        ("(a, b) c", [], [1, 0], "([…]) c", [2]),
        ("a […] c d", [1], [], "a […] c d", [1]),
        ("a […] c d", [2], [3], "a […] d", [3]),
        ("a […] c d", [2], [0], "[…] c d", [3]),
        ("a […] c d", [1], [3], "a […] c […]", [1, 1]),
        ("a […] c d", [0], [0, 1], "[…] d", [2]),
        ("a […] c d", [0], [2], "a […] c […]", [0, 1]),
        ("[…] a […]", [0, 0], [0], "[…] […] […]", [0, 1, 0]),
        ("[…][…] a", [1, 0], [], "[…][…] a", [1, 0]),
    ],
)
def test_words_side_by_side_become_one_hole_and_a_typed_mark_in_it_goes_along(
    text: str, sizes: list[int], taken: list[int], left: str, new_sizes: list[int]
) -> None:
    assert without(read(text, iter(sizes)), taken) == (left, new_sizes)


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, 1), (100_000, 100_000), (100_001, 0), (0, 0), (-1, 0), (True, 0), (1.0, 0), ("1", 0)],
)
def test_a_size_that_nobody_can_have_said_is_none(size: Any, words: int) -> None:
    assert list(sizes_of({"text": "[…]", "reword": [size]})) == [words]


@pytest.mark.parametrize(
    ("body", "said_in_it"),
    [
        ({"text": "one", "status": "open", "by_when": "2025-01-01"}, ["one"]),
        ({"rows": [["one"], {"a": {"b": "two", "role": "none"}}]}, ["one", "two"]),
        ({"from": [ID], "who": ID, "n": 4, "none": None, "yes": True}, []),
        ({"who": f"{ID} ", "id": ID.lower()}, [f"{ID} ", ID.lower()]),
        ({}, []),
    ],
)
def test_labels_ids_and_numbers_are_nobody_s_words(
    body: dict[str, Any], said_in_it: list[str]
) -> None:
    assert texts(body) == said_in_it
    assert [line.text for line in lines(body)] == said_in_it


def test_a_quote_is_taken_out_at_any_depth_and_the_rest_stays_as_it_is() -> None:
    body = {
        "text": "so […] we",
        "rows": [{"what": "Maji!", "status": "maji", "who": ID, "n": 4}, ["maji"], None],
        "notes": {ID: 1, "maji": {"maji": "maji"}, "ardhi": "maji"},
        "reword": [2],
    }
    left = {
        "text": "so […] we",
        "rows": [{"what": "[…]!", "status": "maji", "who": ID, "n": 4}, ["[…]"], None],
        "notes": {ID: 1, "[…] 2": {"[…] 1": "[…]"}, "ardhi": "[…]"},
        "reword": [2, 1, 1, 1, 1],
    }
    assert take_out(body, said("maji"), AT, SAID) == left
    assert take_out(left, said("maji"), AT, SAID) is left


@pytest.mark.parametrize(
    ("word", "body"),
    [
        (ID, {"from": ID, "notes": {ID: 1}, "rows": [ID]}),
        ("3", {"scores": {"[…] 3": 1}}),
        ("maji", {"scores": {"maji yetu": 1}, "group": "maji"}),
        ("maji", {"text": "[…]", "reword": [1]}),
    ],
)
def test_ids_labels_and_what_was_taken_out_before_are_no_quotes(
    word: str, body: dict[str, Any]
) -> None:
    assert take_out(body, said(word), AT, SAID) is body


@pytest.mark.parametrize(
    ("at", "place", "is_quote"),
    [(AFTER, LATER, True), (BEFORE, LATER, False), (BEFORE, SAID, True)],
)
@pytest.mark.parametrize("body", [{"text": "maji"}, {"scores": {"maji": 1}}])
def test_nothing_is_taken_out_of_what_was_said_before(
    at: Order, place: Place, is_quote: bool, body: dict[str, Any]
) -> None:
    left = take_out(body, said("maji", AT, SAID), at, place)
    assert (left is not body) is is_quote


@pytest.mark.parametrize(
    ("one", "other", "left"),
    [
        # What was taken out on one side only.
        (
            {"text": "maji na ardhi"},
            {"text": "maji na […]", "reword": [1]},
            {"text": "maji na […]", "reword": [1]},
        ),
        (
            {"rows": ["maji", {"what": "ardhi", "n": 4}], "from": ID},
            {"rows": ["[…]", {"what": "ardhi", "n": 4}], "from": ID, "reword": [1]},
            {"rows": ["[…]", {"what": "ardhi", "n": 4}], "from": ID, "reword": [1]},
        ),
        (
            {"scores": {"maji": 4, "ardhi": 5}},
            {"scores": {"[…] 1": 4, "ardhi": 5}, "reword": []},
            {"scores": {"[…] 1": 4, "ardhi": 5}, "reword": []},
        ),
        (
            {"scores": {"maji": 4, "[…] 2": 5}, "reword": []},
            {"scores": {"[…] 1": 4, "ardhi": 5}, "reword": []},
            {"scores": {"[…] 1": 4, "[…] 2": 5}, "reword": []},
        ),
        (
            {"rows": {"status": "open", "what": "maji"}},
            {"rows": {"status": "open", "what": "[…]"}, "reword": [1]},
            {"rows": {"status": "open", "what": "[…]"}, "reword": [1]},
        ),
        (
            {"text": "a b c d", "note": "[…] f", "reword": [1]},
            {"text": "a […] d", "note": "e f", "reword": [2]},
            {"text": "a […] d", "note": "[…] f", "reword": [2, 1]},
        ),
        # One side has what the other has not.
        ({"text": "maji", "n": 1}, {"text": "maji"}, None),
        ({"text": "maji", "n": 1}, {"n": 1, "text": "maji"}, None),
        ({"rows": ["maji"]}, {"rows": ["maji", "ardhi"]}, None),
        ({"rows": ["maji", "ardhi"]}, {"rows": ["maji"]}, None),
        ({"rows": {"maji": 1}}, {"rows": {"maji": 1, "ardhi": 2}}, None),
        ({"rows": {"maji": 1, "ardhi": 2}}, {"rows": {"maji": 1}}, None),
        ({"rows": {"maji": 1}}, {"rows": {"ardhi": 1}}, None),
        ({"rows": {"[…] 2": 1, "ardhi": 2}}, {"rows": {"maji": 1, "[…] 2": 2}}, None),
        # One side says something else.
        ({"text": "maji"}, {"text": "ardhi"}, None),
        ({"text": "maji, ardhi"}, {"text": "maji ardhi"}, None),
        ({"text": "maji ardhi"}, {"text": "[…]", "reword": [1]}, None),
        ({"group": "Blue"}, {"group": "Red"}, None),
        ({"group": "Blue yes"}, {"group": "[…] yes"}, None),
        ({"rows": {"role": "maji"}}, {"rows": {"role": "[…]"}}, None),
        ({"group": "maji", "text": "[…] b"}, {**HOLE, "group": "[…]", "text": "[…] b"}, None),
        (
            {"rows": {"role": "maji", "what": "[…] b"}},
            {**HOLE, "rows": {"role": "[…]", "what": "[…] b"}},
            None,
        ),
        ({"from": ID}, {"from": OTHER_ID}, None),
        ({"from": ID}, {"from": "[…]", "reword": [1]}, None),
        ({"n": 1}, {"n": 2}, None),
        ({"n": 1}, {"n": True}, None),
        ({"n": 1}, {"n": "1"}, None),
        ({"rows": ["maji"]}, {"rows": {"maji": 1}}, None),
        ({"rows": {"n": 1}}, {"rows": {"n": 2}}, None),
        # Nothing was taken out.
        (
            {"n": None, "rows": [1.5, False]},
            {"n": None, "rows": [1.5, False]},
            {"n": None, "rows": [1.5, False]},
        ),
        ({"text": "maji", "reword": []}, {"text": "maji"}, {"text": "maji", "reword": []}),
        ({"from": ID, "rows": [ID]}, {"from": ID, "rows": [ID]}, {"from": ID, "rows": [ID]}),
    ],
)
def test_two_versions_have_one_body_in_common_or_none(
    one: dict[str, Any], other: dict[str, Any], left: dict[str, Any] | None
) -> None:
    assert common(one, other) == left
    assert common(other, one) == left


def test_what_two_versions_have_in_common_keeps_its_order() -> None:
    one = {"b": "maji", "rows": {"d": 1, "maji": 2}, "a": 1}
    other = {"b": "[…]", "rows": {"d": 1, "[…] 2": 2}, "a": 1, "reword": [1]}
    left = common(one, other)
    assert left is not None
    assert list(left) == ["b", "rows", "a", "reword"]
    assert list(left["rows"]) == ["d", "[…] 2"]


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
