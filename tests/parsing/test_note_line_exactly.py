"""A line of notes: its words, who said it, and what its tags say."""

from typing import Any

import pytest

from coalition_cli.model.view import View
from coalition_cli.parsing.note_line import Line, read_line, share_of
from tests.parsing.conftest import outcome

BUCKETS = ("home", "work")
GROUPS = ("Green",)
ADD = "Add the name with: coalition people add. A sign that belongs to the words is typed as \\@."


def read(given: Any, view: View, *more: str) -> Any:
    """The parts of a line, with the name of its speaker in place of her id, or the refusal."""
    line = outcome(read_line, given, view, BUCKETS, GROUPS, more)
    if not isinstance(line, Line):
        return line
    names = {person.id: person.name for person in view.people()}
    return line.text, names.get(line.by or "", line.by), line.group, line.bucket


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("A house", ("A house", None, "", "")),
        ("A house @Amina", ("A house", "Amina", "", "")),
        ("A house @AMINA #Work", ("A house", "Amina", "", "work")),
        ("A house #home @Baraka", ("A house", "Baraka", "", "home")),
        ("A house @green", ("A house", "Green", "Green", "")),
        ("A house @Blue", ("A house", "Blue", "Blue", "")),
        ("A house @Red @Amina", ("A house", "Amina", "Red", "")),
        ("A house @Amina @Red", ("A house", "Amina", "Red", "")),
        ("A house @Amina.", ("A house", "Amina", "", "")),
        ("A house >Green", ("A house", None, "Green", "")),
        ("A house @Amina >red #home", ("A house", "Amina", "Red", "home")),
        ("A house >work", ("A house", None, "", "work")),
        (
            "A house @Zuri",
            f'"Zuri" is nobody here: Amina, Baraka, Chausiku, Green, Blue, Red. {ADD}',
        ),
        (
            "A house @Amima",
            '"Amima" is nobody here: Amina, Baraka, Chausiku, Green, Blue, Red. '
            "Did you mean Amina?",
        ),
        (
            "A house @Amina said so",
            f'"Amina said so" is nobody here: Amina, Baraka, Chausiku, Green, Blue, Red. {ADD}',
        ),
        ("A house #nothing", '"#nothing" is no bucket here: #home, #work.'),
        ("A house #wrok", '"#wrok" is no bucket here: #work, #home. Did you mean #work?'),
        (
            "A house >gren",
            '">gren" is no group here: >Green, >Blue, >Red, >home, >work. Did you mean >Green?',
        ),
        ("A house #Amina", '"#Amina" is no bucket here: #home, #work.'),
        ("A house @", "There is no name behind @: type one, or leave the sign out."),
        ("A house #home #work", "A line is put in one place: home or work?"),
        ("A house >Red >Blue", "A line is put in one place: Red or Blue?"),
        ("@Amina", "There are no words before @Amina: type what was said."),
        (r"A house \@Amina", ("A house @Amina", None, "", "")),
        ("write to me@Amina", ("write to me@Amina", None, "", "")),
        ("Pressure 3 > 2, we are #1", ("Pressure 3 > 2, we are #1", None, "", "")),
        ("one\ntwo @Amina", ("one two", "Amina", "", "")),
        ("", "There is nothing to save here. Type the words, then Enter."),
    ],
)
def test_a_typed_line(view: View, typed: str, expected: Any) -> None:
    assert read(typed, view) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"text": "A house"}, ("A house", None, "", "")),
        ({"text": "A house", "by": "amina"}, ("A house", "Amina", "", "")),
        ({"text": "A house", "group": "Sun"}, ("A house", "Sun", "Sun", "")),
        ({"text": "A house", "by": "Amina", "group": "Sun"}, ("A house", "Amina", "Sun", "")),
        ({"text": "A house", "by": "Sun", "group": "Sun"}, ("A house", "Sun", "Sun", "")),
        ({"text": "A house", "by": "Green"}, ("A house", "Green", "", "")),
        ({"text": "A house", "by": "Blue"}, ("A house", "Blue", "", "")),
        ({"text": "A house", "bucket": "work"}, ("A house", None, "", "work")),
        ({"text": "A @Amina #work"}, ("A", "Amina", "", "work")),
        ({"text": "A @Amina", "by": "Baraka"}, ("A", "Baraka", "", "")),
        ({"text": "A @Amina", "group": "Sun"}, ("A", "Amina", "Sun", "")),
        (
            {"text": "A @Zuri"},
            f'"Zuri" is nobody here: Amina, Baraka, Chausiku, Green, Blue, Red. {ADD}',
        ),
        (
            {"text": "A", "bucket": "Work"},
            '"Work" is no bucket here: work, home. Did you mean work?',
        ),
        (
            {"text": "A", "by": "Zuri"},
            '"Zuri" is nobody here: Amina, Baraka, Chausiku, Green, Blue, Red. '
            "Add the name under people first.",
        ),
        (
            {"text": "A", "hands": 3},
            '"hands" is no key here: text, by, group, bucket.',
        ),
        ({"by": "Amina"}, "There is nothing to save here. Type the words, then Enter."),
    ],
)
def test_a_row_of_a_file(view: View, row: dict[str, Any], expected: Any) -> None:
    assert read(row, view) == expected


def test_a_row_may_have_keys_that_others_read(view: View) -> None:
    assert read({"text": "A", "hands": 3}, view, "hands") == ("A", None, "", "")


def test_a_bucket_may_have_a_share_of_its_own() -> None:
    buckets = [{"id": "open", "share": "donor"}, {"id": "usual"}]
    assert [share_of(name, buckets) for name in ("open", "usual", "none", "")] == [
        "donor",
        None,
        None,
        None,
    ]
