"""The voice of a group: its name and the level that it shows."""

from typing import Any

import pytest

from coalition_cli.parsing.votes import read_voice
from coalition_cli.stage import Named
from tests.parsing.conftest import outcome

LEVELS = {"4": "Yes, gladly", "0": "No"}


@pytest.mark.parametrize(
    ("given", "waiting", "expected"),
    [
        ("Blue 4", (), ("Blue", "4")),
        ("The  other side: 0 ", (), ("The other side", "0")),
        ("Blue=no", (), ("Blue", "0")),
        ("4", ("Red", "Blue"), ("Red", "4")),
        ("yes, GLADLY", ("Red",), ("Red", "4")),
        ("4", (), "Type the group and its level, like this: Blue 4."),
        ("Blue 3", (), '"3" is no level here: 4, 0.'),
        (Named("Blue", 4), (), ("Blue", "4")),
        (Named("Blue", True), (), '"True" is no level here: 4, 0.'),
        (Named(" ", 4), (), "There is nothing to save here. Type the words, then Enter."),
        ("", ("Red",), "There is nothing to save here. Type the words, then Enter."),
    ],
)
def test_a_voice(given: Any, waiting: tuple[str, ...], expected: Any) -> None:
    assert outcome(read_voice, given, LEVELS, waiting) == expected
