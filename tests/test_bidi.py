"""Texts of two directions in one line: none moves what stands beside it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some

from coalition_cli.bidi import contained, isolated, lines_contained, with_turns_ended
from coalition_cli.i18n import _, ngettext, speak
from coalition_cli.phrasing.decision_words import fill_item
from coalition_cli.phrasing.sentences import listed

PEACE = "\u0633\u0644\u0627\u0645"
OVERRIDE, OVER = "\u202e", "\u202c"
TO_RIGHT, FIRST, END = "\u2066", "\u2068", "\u2069"
MARKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def depth(text: str) -> int:
    """How many isolates are open at its end; below nothing where one ended that began before it."""
    least = now = 0
    for letter in text:
        now += (letter in "\u2066\u2067\u2068") - (letter == END)
        least = min(least, now)
    return least or now


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("", ""),
        ("plain, 3", "plain, 3"),
        ("Škoda — 3", "Škoda — 3"),
        (PEACE, f"{FIRST}{PEACE}{END}"),
        ("שלום 3", f"{FIRST}שלום 3{END}"),
        (f"Ana {PEACE}", f"{FIRST}Ana {PEACE}{END}"),
        (f"{OVERRIDE}Ana", f"{FIRST}{OVERRIDE}Ana{OVER}{END}"),
        (f"{TO_RIGHT}Ana", f"{FIRST}{TO_RIGHT}Ana{END}{END}"),
        (f"Ana{END}", f"{FIRST}{FIRST}Ana{END}{END}"),
        (f"{FIRST}{PEACE}{END}", f"{FIRST}{PEACE}{END}"),
        (f"{FIRST}a{END}{FIRST}b{END}", f"{FIRST}{FIRST}a{END}{FIRST}b{END}{END}"),
    ],
)
def test_a_text_is_isolated_that_is_or_turns_to_the_left(text: str, whole: str) -> None:
    assert isolated(text) == whole
    assert isolated(whole) == whole


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (f"{TO_RIGHT}{OVERRIDE}a{END}b", f"{TO_RIGHT}{OVERRIDE}a{END}b"),
        (f"{OVERRIDE}{TO_RIGHT}a{OVER}b", f"{OVERRIDE}{TO_RIGHT}a{OVER}b{END}{OVER}"),
        (f"{OVERRIDE}a{END}b", f"{OVERRIDE}a{END}b{OVER}"),
    ],
)
def test_the_end_of_an_isolate_ends_what_began_within_it(text: str, whole: str) -> None:
    assert with_turns_ended(text) == whole


@given(some.text(some.sampled_from(f"a3 {PEACE}{MARKS}"), max_size=12))
def test_whatever_marks_are_typed_nothing_reaches_out_of_an_isolate(text: str) -> None:
    for whole in (isolated(text), contained(text)):
        assert depth(whole) == 0
        assert [each for each in whole if each not in MARKS] == [
            each for each in text if each not in MARKS
        ]
    assert isolated(text) == text or depth(isolated(text)[:-1]) == 1


@given(some.lists(some.text(some.sampled_from(f"a {PEACE}{MARKS}"), max_size=6), max_size=4))
def test_each_line_of_a_text_is_isolated_in_itself(lines: list[str]) -> None:
    assert all(depth(line) == 0 for line in lines_contained(lines))


def test_what_goes_on_in_a_second_line_is_isolated_there_too() -> None:
    lines = lines_contained([f"  by {FIRST}{PEACE}", f"    {PEACE}{END} · 3"])
    assert lines == [f"  by {FIRST}{PEACE}{END}", f"    {FIRST}{PEACE}{END} · 3"]


def test_a_sentence_keeps_what_is_put_into_it_apart_from_its_own_words() -> None:
    assert _("{who}, by {day}").format(who=PEACE, day="3 Dec") == f"{FIRST}{PEACE}{END}, by 3 Dec"
    assert _("{who}, by {day}").format(who="Ana", day=3) == "Ana, by 3"
    told = ngettext("{count} line of {name}", "{count} lines of {name}", 2)
    named = f"{OVERRIDE}Ana"
    assert told.format(count=2, name=named) == f"2 lines of {FIRST}{named}{OVER}{END}"


def test_a_sentence_in_another_language_does_so_too() -> None:
    speak("sw")
    try:
        words = _("{who}, by {day}").format(who=PEACE, day="3")
        assert f"{FIRST}{PEACE}{END}" in words
        assert words != _("{who}, by {day}")
    finally:
        speak("en")


def test_a_list_of_names_and_what_was_decided_keep_them_apart() -> None:
    whole = f"{FIRST}{PEACE}{END}"
    assert listed([PEACE, "Ana", PEACE]) == f"{FIRST}{whole}, Ana{END} and {whole}"
    assert fill_item("We take on: {item}.", [PEACE, "2 roads"]) == f"We take on: {whole}; 2 roads."
    assert fill_item("We take on: {item}.", [f"{PEACE}؟"]) == f"We take on: {FIRST}{PEACE}؟{END}"


def test_every_letter_that_is_written_to_the_left_is_known() -> None:
    unknown = [
        hex(number)
        for number in range(0x110000)
        if unicodedata.bidirectional(chr(number)) in ("R", "AL", "RLE", "RLO", "RLI")
        if isolated(chr(number)) == chr(number)
    ]
    assert unknown == []
