"""A pasted list loses its marks and its empty lines, and no words."""

import pytest

from coalition_cli.raw_text.pasted_list import listed


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
