"""Lines are a table, or sentences; cells are contacts, or words."""

import pytest

from coalition_cli.raw_text.table_signs import has_column_of_numbers, is_contact, is_table


@pytest.mark.parametrize(
    ("lines", "is_one"),
    [
        ([], False),
        (["a\tb"], False),
        (["a\tb", "c\td"], True),
        (["a;b", "", "c;d"], True),
        (["a,b,c", "d,e,f"], True),
        (["a,b", "c,d"], False),
        (["a, b, c", "d, e, f"], False),
        (["We ask; they wait", "You speak; we hear"], False),
        (["Title;;", ";;", "Idea;By;Votes", "Water;Rehema;3"], True),
        (['"Time","Answer"', '"9:02","Water', 'and light"'], True),
        (["Water", "a\tb", "Light", "Roads"], False),
    ],
)
def test_lines_are_a_table_where_programs_wrote_them(lines: list[str], is_one: bool) -> None:
    assert is_table(lines) is is_one


def test_commas_alone_part_the_words_of_a_person() -> None:
    assert not is_table(["a,b,c", "d,e,f"], but_commas=True)
    assert is_table(["a;b;c", "d;e;f"], but_commas=True)


@pytest.mark.parametrize(
    ("cell", "is_one"),
    [
        ("0722 000 111", True),
        ("+254-722-000-111", True),
        ("(07) 22.00.01", True),
        ("072200", True),
        ("rehema@example.org", True),
        ("mailto:rehema@example.org", True),
        ("12345", False),
        ("30.11.2026", False),
        ("2026-11-30", False),
        ("30/11/26", False),
        ("Group 100200", False),
        ("@rehema", False),
        ("", False),
        ("Kenya", False),
    ],
)
def test_a_cell_looks_like_a_contact(cell: str, is_one: bool) -> None:
    assert is_contact(cell) is is_one


def test_a_column_of_contacts_is_seen_behind_the_first() -> None:
    assert has_column_of_numbers([["Rehema", "Green", "0722001"], ["Zuri", "Green", ""]])
    assert not has_column_of_numbers([["Rehema", "Green"], ["Zuri"]])
    assert not has_column_of_numbers([])


def test_a_table_that_is_drawn_with_bars_is_one() -> None:
    assert is_table(["| Jina | Kundi |", "|------|:-----:|", "| Rehema | Kijani |"])
    assert is_table(["| Jina |", "| Rehema |"], but_commas=True)
    assert not is_table(["We say yes | no", "Papers | work"])
    assert not is_table(["|", "|"])
