"""A pasted list loses its marks and its empty lines, and no words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_cli.raw_text.pasted_list import listed, one_line, with_commas


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("Maji", ["Maji"]),
        ("- Maji\n* Ardhi\n• Haki", ["Maji", "Ardhi", "Haki"]),
        ("1. Вода\n22) Земля\n333. Дом", ["Вода", "Земля", "Дом"]),
        ("  – Maji  \n\n \u200b\n— Ardhi", ["Maji", "Ardhi"]),
        ("-Maji\n4444. Ardhi\n1 Haki", ["-Maji", "4444. Ardhi", "1 Haki"]),
        ("- - Maji", ["- Maji"]),
    ],
)
def test_a_pasted_list(text: str, lines: list[str]) -> None:
    assert listed(text) == lines


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Maji", "Maji"),
        ("  Maji", "  Maji"),
        ("Maji\nna  ardhi\n", "Maji na  ardhi"),
        (" Maji \n\n \u200b\n ardhi", "Maji ardhi"),
        ("- Maji\n- Ardhi", "Maji; Ardhi"),
        ("Vitu:\n1. Maji\n2. Ardhi", "Vitu:; Maji; Ardhi"),
        ("- Maji\n", "- Maji"),
        ("Maji\t \tardhi\t", "Maji ardhi"),
        ("\n\t", ""),
    ],
)
def test_one_line(text: str, line: str) -> None:
    assert one_line(text) == line
    assert one_line(line) == line


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Neema", "Neema"),
        ("Neema\tBlue", "Neema, Blue"),
        ("Neema \t\t guest\t\t", "Neema, , guest"),
        ("Neema, Blue", "Neema, Blue"),
    ],
)
def test_with_commas(line: str, expected: str) -> None:
    assert with_commas(line) == expected


@given(st.text(st.sampled_from("a-1. \n\t"), max_size=20))
def test_one_line_has_no_line_break_and_no_tab_and_every_letter(text: str) -> None:
    line = one_line(text)
    assert "\n" not in line
    assert "\t" not in line
    assert line.count("a") == text.count("a")
