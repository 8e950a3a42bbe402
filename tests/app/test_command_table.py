"""The table of commands: all it says is there, and a list or a guess loads nothing else."""

import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import typer

import coalition_cli.commands
from coalition_cli.app.command_table import COMMANDS, EXERCISES, GROUPS
from coalition_cli.app.dispatch import Commands
from coalition_cli.app.program import make_app
from tests.support.calling import House
from tests.test_house import ASKED

MODULES = {path.stem for path in Path(coalition_cli.commands.__file__).parent.glob("[!_]*.py")}


def root() -> tuple[Commands, typer.Context]:
    """The group of all commands, and a context as a call makes it."""
    group = typer.main.get_group(make_app())
    assert isinstance(group, Commands)
    return group, group.make_context("coalition", ["list"], resilient_parsing=True)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_of_the_table_lives_in_the_module_of_its_name(name: str) -> None:
    group, context = root()
    command = group.get_command(context, name)
    assert command.name == name
    module = name.replace("-", "_")
    assert hasattr(import_module(f"coalition_cli.commands.{module}"), "add_to")
    assert command.help.splitlines()[0] == COMMANDS[name].line


def test_every_module_with_a_command_is_in_the_table() -> None:
    made = {
        name
        for name in MODULES
        if hasattr(import_module(f"coalition_cli.commands.{name}"), "add_to")
    }
    assert made - {"run_exercise"} <= {name.replace("-", "_") for name in COMMANDS}


def test_no_command_stands_in_two_groups_and_only_the_exercises_have_no_table() -> None:
    names = [command.name for group in GROUPS for command in group.commands]
    assert len(names) == len(set(names))
    assert [group for group in GROUPS if not group.commands] == [EXERCISES]


def test_help_has_a_heading_for_each_group_and_each_command_under_its_own(house: House) -> None:
    shown = house.call("help", "all").out
    headings = re.findall(r"^([A-Z].*):$", shown, re.MULTILINE)
    assert headings == ["Options", *(group.heading for group in GROUPS)]
    for group in GROUPS:
        below = shown.partition(f"\n{group.heading}:\n")[2].partition("\n\n")[0]
        listed = re.findall(r"^  ([a-z][a-z-]*) ", below, re.MULTILINE)
        if group is EXERCISES:
            assert {"visioning", "energiser"} <= set(listed)
        else:
            assert listed == [command.name for command in group.commands]


def test_help_of_a_command_begins_with_its_line_in_the_language_that_was_asked_for(
    house: House,
) -> None:
    shown = house.call("--language", "sw", "undo", "--help").out
    assert COMMANDS["undo"].line in house.call("undo", "--help").out
    assert COMMANDS["undo"].line not in shown


@pytest.mark.parametrize(("typed", "meant"), [("shwo", "show"), ("visionin", "visioning")])
def test_an_unknown_command_is_answered_from_names_alone(
    house: House, typed: str, meant: str
) -> None:
    ask = ASKED.replace('name.partition(".")[0]', "name")
    done = subprocess.run(
        [sys.executable, "-c", ask, typed],
        capture_output=True,
        text=True,
        env=house.environment,
        timeout=30,
        check=False,
    )
    talk, _loaded, names = done.stderr.rpartition("LOADED ")
    assert done.returncode == 2
    assert f"There is no command {typed}. Did you mean {meant}?" in talk
    assert [name for name in json.loads(names) if name.startswith("coalition_cli.commands")] == []


def test_a_command_that_needs_a_workshop_says_so_where_there_is_none(house: House) -> None:
    words = {
        "fix": ["1"],
        "keys": ["change"],
        "withdraw": ["1"],
        "move": ["1", "--to", "x"],
        "merge": ["x"],
        "handover": ["."],
        "import": ["x"],
    }
    asks_first = {"start", "wall", "details", "merge", "handover", "bundle"}
    for name, command in COMMANDS.items():
        if command.needs_workshop and name not in asks_first:
            done = house.call(name, *words.get(name, ()))
            assert done.status == 1, (name, done)
            assert "No workshop is open yet" in done.err, (name, done)
