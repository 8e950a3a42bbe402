"""Typed text as XML: nothing of it acts, is lost unseen, or reaches beyond its own words."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_cli.wordprocessing.markup import LOST, element, said, shown, sound

TURNED = "\u202ert"


@given(st.text(alphabet=st.characters(), max_size=40))
def test_any_text_reads_back_as_it_is_or_is_seen_to_be_lost(text: str) -> None:
    read = ElementTree.fromstring(element("a", said(text), b=text))
    assert (read.text or "") == sound(text)
    assert read.get("b") == sound(text)
    assert len(sound(text)) >= len(text)
    assert all(kept in (was, LOST) for was, kept in zip(text, sound(text), strict=False))


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("plain", "plain"),
        (TURNED, TURNED + "\u202c"),
        (TURNED + "\u202c on", TURNED + "\u202c on"),
        ("\u2067\u202ea", "\u2067\u202ea\u202c\u2069"),
        ("\u202c\u2069", "\u202c\u2069"),
    ],
)
def test_a_turn_of_direction_ends_with_the_words_that_made_it(text: str, whole: str) -> None:
    assert sound(text) == whole


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("", ""),
        ("plain", "plain"),
        ("e\u0301te\u0301", "e\u0301te\u0301"),
        ("a" + "\u0301" * 5 + "b", "a" + "\u0301" * 5 + "b"),
        ("a" + "\u0301" * 200 + "b" + "\u0300" * 9, "a" + "\u0301" * 5 + "b" + "\u0300" * 5),
    ],
)
def test_of_marks_heaped_on_a_letter_a_page_shows_few_and_the_file_keeps_all(
    text: str, seen: str
) -> None:
    parts = shown(text)
    assert "".join(part.words for part in parts) == text
    assert "".join(part.words for part in parts if part.is_seen) == seen
