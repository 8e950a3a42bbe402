"""The examples of CONTRIBUTING.md, each tried in a copy of the program."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
EXAMPLE = re.compile(r"^```(?:python|toml)\n# (\S[^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = dict(EXAMPLE.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")))
WORDS = """\
id = "words"
title = "Words"
purpose = "To be tried."
language = "en"
minutes = { min = 1, usual = 2, max = 9 }
intensity = "low"

[[steps]]
id = "said"
kind = "word"
title = "Said"
minutes = 2
prompt = "One word?"
share = "participants"
"""
ANSWERS = 'words = { said = ["hope", "tumaini", "надежда"] }\n'


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the program to which everything was added as CONTRIBUTING.md says."""
    folder = tmp_path_factory.mktemp("copy")
    for name in ("coalition_cli", "exercises"):
        left = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=left)
    shutil.copy(ROOT / "pyproject.toml", folder)  # by which the program knows its own checkout
    for name in [name for name in EXAMPLES if "/" in name]:
        assert not (folder / name).exists(), name
        (folder / name).write_text(EXAMPLES[name], encoding="utf-8")
    table_file = folder / "coalition_cli" / "app" / "command_table.py"
    table, row = table_file.read_text(encoding="utf-8"), EXAMPLES["a row of GROUPS"]
    first = '            Command("note"'
    assert first in table
    table_file.write_text(table.replace(first, row + first), encoding="utf-8")
    (folder / "exercises" / "words.toml").write_text(WORDS, encoding="utf-8")
    (folder / "answers.toml").write_text(ANSWERS, encoding="utf-8")
    call(folder, "new", "Umoja", "--file", "umoja.json")
    return folder


def call(folder, *words):
    """What `coalition` of the copy says on standard output."""
    home = {name: str(folder / "home") for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    ended = subprocess.run(
        [sys.executable, "-m", "coalition_cli", *words],
        cwd=folder,
        env={**os.environ, **home, "PYTHONPATH": str(folder), "COALITION_FILE": "umoja.json"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=90,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_a_kind_of_ones_own_is_played_shown_and_exported(copy):
    call(copy, "words", "--answers", "answers.toml")
    assert "надежда" in call(copy, "show", "words")
    assert "tumaini" in call(copy, "export", "md", "--out", "-")
    assert "tumaini" in call(copy, "export", "json", "--for", "participants", "--out", "-")


def test_a_format_of_ones_own_is_written(copy):
    call(copy, "words", "--answers", "answers.toml")
    written = call(copy, "export", "titles", "--out", "-")
    assert written.splitlines()[0] == "Umoja"
    assert "Words" in written.splitlines()


def test_a_command_of_ones_own_is_called_and_is_in_the_help(copy):
    assert int(call(copy, "count")) >= 0
    assert re.search(r"^  count +Say how many entries", call(copy, "help", "all"), re.MULTILINE)


def test_an_exercise_of_ours_is_sound_and_is_in_the_list(copy):
    call(copy, "exercise", "check", "one-word")  # ends with 1 where something must be mended
    assert "one-word" in call(copy, "list", "exercises")


def test_the_help_is_given_where_there_is_no_exercise_at_all(copy, tmp_path):
    shutil.copytree(copy / "coalition_cli", tmp_path / "coalition_cli")
    assert "Exercises:" in call(copy, "help", "all")
    assert "Exercises:" not in call(tmp_path, "help", "all")
    assert (
        "exercise" not in call(tmp_path, "--help").partition("\nMore")[0].partition("\n  list")[0]
    )
