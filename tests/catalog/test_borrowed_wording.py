"""No six words in a row are those of another document that the exercises draw on.

The documents themselves are no part of the project. ``COALITION_SOURCES=FOLDER`` names a folder of
them as text files.
"""

import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coalition_cli import catalog

RUN = 6
FILES = catalog.Catalog([catalog.shipped()]).files()
SOURCES = (
    sorted(Path(os.environ["COALITION_SOURCES"]).glob("*.txt"))
    if "COALITION_SOURCES" in os.environ
    else []
)


def words(text: str) -> list[str]:
    return re.findall(r"\w+(?:['’]\w+)*", text.casefold().replace("’", "'"))


def runs(text: str) -> set[tuple[str, ...]]:
    said = words(text)
    return {tuple(said[start : start + RUN]) for start in range(len(said) - RUN + 1)}


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, member in value.items():
            yield from (
                () if name == "sources" else texts(member)
            )  # what is named by its title may be long
    elif isinstance(value, list):
        for member in value:
            yield from texts(member)


def borrowed(path: Path, source: str) -> list[str]:
    theirs = runs(source)
    ours = texts(tomllib.loads(path.read_text("utf-8")))
    return sorted({" ".join(run) for text in ours for run in runs(text) & theirs})


def test_six_words_in_a_row_are_found_whatever_their_case_and_their_signs(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(
        'title = "Mine"\nlines = ["First: we learn, TOGETHER, how one river finds the sea."]\n'
    )
    assert borrowed(path, "And so we learn together how - one") == []
    assert borrowed(path, "They say: we learn together how one river bends.") == [
        "we learn together how one river"
    ]


def test_the_exercises_are_long_enough_to_be_compared():
    assert all(
        any(runs(text) for text in texts(tomllib.loads(path.read_text("utf-8")))) for path in FILES
    )


@pytest.mark.skipif(
    not SOURCES, reason="COALITION_SOURCES names no folder of documents to compare with"
)
@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_nothing_is_taken_word_for_word_from_a_source(path):
    found = {
        source.name: borrowed(path, source.read_text("utf-8", "replace")) for source in SOURCES
    }
    assert {name: run for name, run in found.items() if run} == {}
