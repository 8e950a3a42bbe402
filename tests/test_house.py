"""The house as a whole: what a start loads, how long a file may be, and that the README speaks of
what there is.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import coalition_cli
from coalition_cli import exports, kinds

PACKAGE = Path(coalition_cli.__file__).parent
ROOT = PACKAGE.parent
README = (ROOT / "README.md").read_text()
SCREEN = {"rich", "questionary", "prompt_toolkit"}
DOCUMENTS = {"tinydb", "tomllib", "difflib", "jsonschema", "gettext", "platformdirs"}

ASKED = """
import json, sys
sys.argv = ["coalition", *sys.argv[1:]]
from coalition_cli.__main__ import main
try:
    main()
finally:
    loaded = sorted({name.partition(".")[0] for name in sys.modules})
    sys.stderr.write("\\nLOADED " + json.dumps(loaded))
"""


def loaded_by(folder, *words, typed=""):
    """The names of the packages that a call of `coalition` has loaded when it ends."""
    names = {
        "HOME": "home",
        "XDG_DATA_HOME": "data",
        "XDG_CONFIG_HOME": "config",
        "XDG_STATE_HOME": "state",
    }
    environment = {
        **os.environ,
        **{name: str(folder / value) for name, value in names.items()},
        "LANG": "C.UTF-8",
    }
    ended = subprocess.run(
        [sys.executable, "-c", ASKED, *words],
        input=typed,
        capture_output=True,
        text=True,
        env=environment,
        timeout=30,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return set(json.loads(ended.stderr.rpartition("LOADED ")[2]))


def test_version_loads_no_library_at_all(tmp_path):
    loaded = loaded_by(tmp_path, "--version")
    assert not loaded & (SCREEN | DOCUMENTS | {"typer", "typing", "dataclasses"})


def test_help_loads_nothing_that_draws_stores_or_compares(tmp_path):
    loaded = loaded_by(tmp_path, "--help")
    assert "typer" in loaded
    assert not loaded & (SCREEN | {"tinydb", "jsonschema", "platformdirs"})


def test_lines_at_once_load_nothing_that_draws_and_not_the_database(tmp_path):
    loaded_by(tmp_path, "new", "Umoja")
    loaded = loaded_by(tmp_path, "note", "--stdin", typed="one line\n")
    assert not loaded & (SCREEN | {"tinydb", "tomllib", "jsonschema", "platformdirs"})


def test_results_in_a_pipe_load_neither_typer_nor_what_asks(tmp_path):
    loaded_by(tmp_path, "new", "Umoja")
    loaded_by(tmp_path, "note", "--stdin", typed="one line\n")
    loaded = loaded_by(tmp_path, "show")
    assert "rich" in loaded
    assert not loaded & {"typer", "questionary", "prompt_toolkit", "jsonschema", "difflib"}


def test_a_file_of_more_than_500_lines_says_why_at_its_top():
    files = [
        *PACKAGE.rglob("*.py"),
        *(ROOT / "benchmarks").glob("*.py"),
        *(ROOT / "tests").rglob("*.py"),
    ]
    assert len(files) > 50
    for file in files:
        lines = file.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 500 or "500 lines" in "\n".join(lines[:20]), file


def commands():
    shown = subprocess.run(
        [sys.executable, "-m", "coalition_cli", "help", "all"],
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    return listed_in(shown.stdout)


def listed_in(help_text):
    """The commands that a help lists, under their headings: options begin with a dash."""
    _options, _gap, lists = help_text.partition("  -h, --help ")
    return re.findall(r"^  ([a-z][a-z-]*) ", lists, re.MULTILINE)


def test_every_command_is_in_the_readme_and_every_command_of_the_readme_exists():
    listed = commands()
    assert len(listed) >= 15
    table = README.partition("## Commands")[2].partition("\n## ")[0]
    for command in listed:
        assert re.search(rf"`(?:coalition )?{command}\b", table), command
    for command in re.findall(r"(?:^|`)coalition ([a-z][a-z-]*)", README, re.MULTILINE):
        assert command in listed, command


def test_every_option_that_the_readme_speaks_of_exists(house):
    spoken = set(
        re.findall(
            r"(?<![\w-])--[a-z][a-z-]+",
            README.partition("## Commands")[2].partition("## Develop")[0],
        )
    )
    known = set()
    asked = [["help", "all"], *([command, "--help"] for command in commands())]
    for words in asked:
        shown = house.call(*words)
        assert shown.status == 0, words
        known |= set(re.findall(r"--[a-z][a-z-]+", shown.out))
        if words[-1] == "--help":  # what stands below a group of commands has options of its own
            asked += [[*words[:-1], name, "--help"] for name in listed_in(shown.out)]
    assert spoken
    assert spoken <= known


@pytest.mark.parametrize("name", [*exports.names(), *kinds.names()])
def test_every_format_and_kind_is_named_in_the_documentation(name):
    pages = [page.read_text() for page in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))]
    assert any(re.search(rf"`{name}`", page) for page in pages), name
