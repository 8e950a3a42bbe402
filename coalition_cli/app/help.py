"""The list of commands in ``coalition --help``: a heading a group, a line a command."""

from typing import Any

import typer

from coalition_cli import i18n
from coalition_cli.app.command_table import COMMANDS, EXERCISES, GROUPS, Group
from coalition_cli.app.completion import catalog_before, language_before
from coalition_cli.i18n import translated


def write_commands(context: typer.Context, formatter: Any) -> None:
    """Write every group with its commands; one without any is left out."""
    i18n.speak(language_before(context))
    groups = [(group.heading, in_group(context, group)) for group in GROUPS]
    listed = [(heading, lines) for heading, lines in groups if lines]
    width = max(len(name) for _heading, lines in listed for name in lines)
    for heading, lines in listed:
        with formatter.section(translated(heading)):
            formatter.write_dl([(name.ljust(width), line) for name, line in lines.items()])


def in_group(context: typer.Context, group: Group) -> dict[str, str]:
    """The line of each command of ``group``, in the language that is spoken."""
    if group is EXERCISES:
        titles = catalog_before(context).titles()
        return {name: title for name, title in titles.items() if name not in COMMANDS}
    return {command.name: translated(command.line) for command in group.commands}
