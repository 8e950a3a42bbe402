"""What a decision says: its sentence, with what was put to the vote in the gap."""

import pytest

from coalition_cli.phrasing.decision_words import fill_item, titled

SAID = "For a year we take on: {item}."


@pytest.mark.parametrize(
    ("frame", "texts", "told"),
    [
        (SAID, ["A meal"], "For a year we take on: A meal."),
        (SAID, ["A meal", "A bed"], "For a year we take on: A meal; A bed."),
        (SAID, ["A meal.", "A bed."], "For a year we take on: A meal; A bed."),
        (SAID, [" Who asks? ", "We wait ..."], "For a year we take on: Who asks?; We wait ..."),
        (SAID, ["Milo ليل؟"], "For a year we take on: \u2068Milo ليل؟\u2069"),
        (SAID, ["{item} {0} {place} %s \\1"], "For a year we take on: {item} {0} {place} %s \\1."),
        ("{item}", ["As it stands"], "As it stands"),
        ("{item}, and again {item}.", ["Maji"], "Maji, and again Maji."),
        ("The plan stands.", ["A meal"], "The plan stands."),
        ("Do {0} {title}: {item}", ["Maji"], "Do {0} {title}: Maji"),
        (titled("Our rules"), ["Maji", "Moto"], "Our rules: Maji; Moto"),
        (titled("Do we start?"), ["Maji"], "Do we start? Maji"),
    ],
)
def test_a_sentence(frame: str, texts: list[str], told: str) -> None:
    assert fill_item(frame, texts) == told
