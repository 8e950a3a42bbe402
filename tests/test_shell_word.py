"""A path in a sentence that names a command: shown on a screen it still means the same file."""

import os
import subprocess
from pathlib import Path

from coalition_cli.sanitize import for_screen
from coalition_cli.shell_word import quoted

ODD = [
    "a b",
    "it's",
    "two\nlines",
    "\x1b[2J'\\x",
    "\udce9",
    "\u202ebidi",
    "naïve\t",
    "\x011",
    "-rf",
]


def test_a_name_that_no_screen_shows_is_typed_as_its_bytes() -> None:
    words = [quoted(Path(name)) for name in ODD]
    assert [for_screen(word) for word in words] == words
    said = subprocess.run(
        ["bash", "-c", "printf '%s\\0' " + " ".join(words)], capture_output=True, check=True
    )
    assert said.stdout.split(b"\0")[:-1] == [os.fsencode(name) for name in ODD]


def test_a_usual_name_stays_as_it_is() -> None:
    assert quoted(Path("workshops/größe.json")) == "'workshops/größe.json'"
    assert quoted(Path("workshops/day.json")) == "workshops/day.json"
