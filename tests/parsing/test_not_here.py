"""The one sentence on a name that is not known: what there is, and the nearest of it."""

from typing import Any

import pytest

from coalition_cli.phrasing.nearest import not_here

SENTENCE = '"{name}" is no group here: {known}.'


@pytest.mark.parametrize(
    ("given", "known", "said"),
    [
        ("Blu", ["Red", "Blue", "Green"], "Blue, Red, Green. Did you mean Blue?"),
        ("Zulu", ["Red", "Blue", "Green"], "Red, Blue, Green. Or make one."),
        ("Blu", [], "none yet. Or make one."),
        (3, ["Red"], "Red. Or make one."),
        ("x", [f"n{number:02}" for number in range(20)], "n00, n01, n02, n03, n04, n05, n06, n07,"),
        (
            "n19",
            [f"m{number:02}" for number in range(20)],
            "m19, m00, m01, m02, m03, m04, m05, m06, …",
        ),
        ("{known}", ["{name}"], "{name}. Or make one."),
        ("Blu", ["Blue\n\x1b[31m"], "Blue"),
    ],
)
def test_a_name_that_is_not_known_is_answered_with_those_that_are(
    given: Any, known: list[str], said: str
) -> None:
    problem = not_here(SENTENCE, given, known, otherwise="Or make one.")
    assert said in problem.sentence
    assert problem.sentence.startswith(f'"{given}" is no group here: ')
    assert "\n" not in problem.sentence
    assert "\x1b" not in problem.sentence
    assert list(problem.names) == known
