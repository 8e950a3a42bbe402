"""Columns of a plan: each type reads what was typed, keeps it, and says it again."""

from datetime import date

import pytest

from coalition_cli.errors import Problem
from coalition_cli.parsing.columns import Column, as_kept, find_mistakes, in_words, read
from tests.support.playing import Bench


def column(type_, *choices, is_past=False):
    return Column("c", "C", "C?", type_, choices, is_past=is_past)


@pytest.mark.parametrize(
    ("of", "given", "kept", "words"),
    [
        (column("text"), " Roads ", "Roads", "Roads"),
        (column("name"), "Zawadi", "Zawadi", "Zawadi"),
        (column("texts"), "a, b,, a", ["a", "b"], "a, b"),
        (column("texts", "Call", "Write"), "2, other", ["Write", "other"], "Write, other"),
        (column("texts"), ["a", "b"], ["a", "b"], "a, b"),
        (column("choice", "In", "Out"), "2", "Out", "Out"),
        (column("choice", "In", "Out"), "OUT", "Out", "Out"),
        (column("flag", "Yes", "No"), "yes", True, "Yes"),
        (column("flag", "Yes", "No"), False, False, "No"),
        (column("phone"), "+255 700", "+255 700", "+255 700"),
        (column("day"), "20 Nov", "2024-11-20", "Wednesday 20 November 2024"),
        (column("day"), date(2024, 11, 20), "2024-11-20", "Wednesday 20 November 2024"),
        (column("day", is_past=True), "20 Oct", "2024-10-20", "Sunday 20 October 2024"),
    ],
)
def test_an_answer_is_read_kept_and_said(of, given, kept, words):
    assert read(of, given, Bench().view) == kept
    assert as_kept(of, kept) == kept
    assert in_words(of, kept) == words


@pytest.mark.parametrize("type_", ["text", "texts", "person", "name", "day", "phone"])
def test_an_empty_line_leaves_it_open(type_):
    of = column(type_)
    value = read(of, "  ", Bench().view)
    assert (as_kept(of, value), in_words(of, as_kept(of, value))) == (None, "open")


def test_a_person_is_kept_by_her_id():
    bench = Bench()
    assert read(column("person"), "amina", bench.view) == bench.workshop.people()[0].id


@pytest.mark.parametrize(
    ("of", "given"),
    [
        (column("person"), "Nobody"),
        (column("choice", "In", "Out"), "3"),
        (column("flag", "Yes", "No"), "perhaps"),
        (column("phone"), "12"),
        (column("day"), "20 Oct 2024"),
        (column("day", is_past=True), "2024-11-13"),
        (column("text"), 7),
    ],
)
def test_an_answer_of_another_sort_is_refused(of, given):
    with pytest.raises(Problem):
        read(of, given, Bench().view)


@pytest.mark.parametrize("value", [7, ["a"], True, ""])
def test_what_another_program_wrote_there_is_open(value):
    assert as_kept(column("text"), value) is None
    assert as_kept(column("texts"), [1, None]) is None


@pytest.mark.parametrize(
    ("table", "at"),
    [
        ({"id": "what"}, (1, "id")),
        ({"id": "from", "type": "day"}, (1, "id")),
        ({"id": "a", "type": "flag", "choices": ["x"]}, (1, "choices")),
        ({"id": "a", "type": "choice", "choices": ["x"]}, (1, "choices")),
        ({"id": "a", "type": "day", "choices": ["x", "y"]}, (1, "choices")),
    ],
)
def test_keys_that_do_not_fit_each_other_are_found(table, at):
    assert [found for found, _what in find_mistakes([{"id": "row"}, table])] == [at]


def test_the_first_column_is_words_and_seen_wherever_the_row_is():
    found = find_mistakes([{"id": "row", "type": "day", "share": "donor", "off_screen": True}])
    assert [at for at, _what in found] == [(0, "type"), (0, "share"), (0, "off_screen")]
