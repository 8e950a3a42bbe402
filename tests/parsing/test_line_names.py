"""Names of lines as people type them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_cli.errors import Problem
from coalition_cli.parsing.line_names import LineName, is_line_name, read_line_names

NAMED = {
    "7": [("", 7, 7)],
    "#7": [("", 7, 7)],
    "14-25": [("", 14, 25)],
    "#14-#25": [("", 14, 25)],
    "3,5,9": [("", 3, 3), ("", 5, 5), ("", 9, 9)],
    "3;5": [("", 3, 3), ("", 5, 5)],
    "3 5-6": [("", 3, 3), ("", 5, 6)],
    "issues.7": [("issues", 7, 7)],
    "issues.3-5": [("issues", 3, 5)],
    "issues.3,5,9": [("issues", 3, 3), ("issues", 5, 5), ("issues", 9, 9)],
    "issues.3 5": [("issues", 3, 3), ("", 5, 5)],
    "agenda-ranking.issues.7": [("agenda-ranking.issues", 7, 7)],
    "round-2.7": [("round-2", 7, 7)],
    "note.7": [("note", 7, 7)],
    "p4": [("people", 4, 4)],
    "P4": [("people", 4, 4)],
    "p2-5": [("people", 2, 5)],
    "p2-p5": [("people", 2, 5)],
    "p2,p4": [("people", 2, 2), ("people", 4, 4)],
    "people.4": [("people", 4, 4)],
}


@pytest.mark.parametrize("word", NAMED)
def test_a_word_names_lines(word: str) -> None:
    found = read_line_names([word])
    assert [(each.where, each.first, each.last) for each in found] == NAMED[word]
    assert is_line_name(word)


@pytest.mark.parametrize(
    ("word", "code", "id_"),
    [
        ("A2", "A2", ""),
        ("a2", "A2", ""),
        ("E1", "E1", ""),
        ("O12", "O12", ""),
        ("n3", "N3", ""),
        ("A204", "A204", "A204"),
        ("01M8M91597XZ8D3VMAYVBDQA9E", "", "01M8M91597XZ8D3VMAYVBDQA9E"),
        ("mayvbdqa9e", "", "MAYVBDQA9E"),
    ],
)
def test_a_code_and_an_id_name_one(word: str, code: str, id_: str) -> None:
    (found,) = read_line_names([word])
    assert (found.code, found.id) == (code, id_)


@pytest.mark.parametrize(
    "word",
    ["0", "00", "5-3", "issues.0", "1-1002", "A0", "p0", "-", "1-", "1-p1", "Ω7", "1.2.", "é"],
)
def test_what_names_no_line_is_refused(word: str) -> None:
    with pytest.raises(Problem):
        read_line_names([word])
    assert not is_line_name(word)


@pytest.mark.parametrize("words", [[], [""], [" "], [",", ";"]])
def test_nothing_names_nothing(words: list[str]) -> None:
    assert read_line_names(words) == []


@given(st.text(max_size=30))
def test_any_word_is_read_or_refused_in_a_sentence(word: str) -> None:
    found: list[LineName] = []
    with suppress(Problem):
        found = read_line_names([word])
    assert all(each.first <= each.last and (each.first or each.code or each.id) for each in found)


@given(st.integers(1, 999_999_999), st.integers(0, 1000), st.sampled_from(["", "issues", "a.b-2"]))
def test_a_range_is_read_as_it_was_meant(first: int, more: int, where: str) -> None:
    last = min(first + more, 999_999_999)
    lead = f"{where}." if where else ""
    (found,) = read_line_names([f"{lead}{first}-{last}"])
    assert (found.where, found.first, found.last) == (where, first, last)
