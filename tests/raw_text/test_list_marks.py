"""The marks of a list go, and words that only look like marks stay."""

import pytest

from coalition_cli.raw_text.list_marks import unmarked


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("- Water", "Water"),
        ("  • Water ", "Water"),
        ("* Water", "Water"),
        ("– Water", "Water"),
        ("1) Water", "Water"),
        ("12. Water", "Water"),
        ("☐ Water", "Water"),
        ("☑ Water", "Water"),
        ("[ ] Water", "Water"),
        ("- [x] Water", "Water"),
        ("—", ""),
        (" - ", ""),
        ("☐", ""),
        ("[ ]", ""),
        ("10", "10"),
        ("10.", "10."),
        ("2024. A year", "2024. A year"),
        ("3.5 hours", "3.5 hours"),
        ("-5 degrees", "-5 degrees"),
        ("+1 agree", "+1 agree"),
        ("[red] dress", "[red] dress"),
        ("x", "x"),
        ("", ""),
    ],
)
def test_a_line_loses_its_mark_and_no_word(line: str, words: str) -> None:
    assert unmarked(line) == words
