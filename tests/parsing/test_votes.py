"""The voice of a group: typed with or without its name, or named in a file."""

import pytest

from coalition_cli.errors import Problem
from coalition_cli.parsing.votes import read_voice
from coalition_cli.stage import Named

LEVELS = {"5": "Yes, gladly", "1": "No", "pass": "Pass"}


@pytest.mark.parametrize(
    ("given", "waiting", "voice"),
    [
        ("Blue 5", ["Red"], ("Blue", "5")),
        ("Blue: 5", [], ("Blue", "5")),
        ("Blue=pass", [], ("Blue", "pass")),
        ("Blue  Sky   NO", [], ("Blue Sky", "1")),
        ("5", ["Red", "Blue"], ("Red", "5")),
        ("yes, gladly", ["Red"], ("Red", "5")),
        (Named("Blue", 1), [], ("Blue", "1")),
        (Named("Blue", "Pass"), ["Red"], ("Blue", "pass")),
    ],
)
def test_a_voice_is_a_group_and_its_level(given, waiting, voice):
    assert read_voice(given, LEVELS, waiting) == voice


@pytest.mark.parametrize("given", ["5", "Blue 4", "Blue", "", Named("Blue", True), Named("", 5)])
def test_a_voice_without_a_group_or_a_level_is_refused(given):
    with pytest.raises(Problem):
        read_voice(given, LEVELS, [])
