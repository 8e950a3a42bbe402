"""The way from a name to its command: ours by the table, and one for every exercise file.

A command is loaded when it is called, not before; help, suggestions and completion of names need
the table and the names of the exercise files alone.
"""

from importlib import import_module
from typing import Any, Final

import typer
from typer.core import TyperGroup

from coalition_cli import i18n
from coalition_cli.app import completion
from coalition_cli.app.arguments import App
from coalition_cli.app.command_table import COMMANDS, GROUPS
from coalition_cli.app.completion import catalog_before, held_before, language_before
from coalition_cli.app.exit import keep_calm
from coalition_cli.app.help import front_page, in_group, write_commands
from coalition_cli.app.wrong_usage import parsed, refuse_command
from coalition_cli.i18n import translated

EXERCISE_COMMAND: Final = "run_exercise"
"""The module that makes a command of an exercise file."""


def load(name: str) -> Any:
    """Import the module of the command ``name``: the one way from here to any of them.

    No module has a dash in its name: that of ``screen-test`` has a line there.
    """
    return import_module(f"coalition_cli.commands.{name.replace('-', '_')}")


class Commands(TyperGroup):
    """The group of all commands.

    What goes wrong in one is caught here, before Typer's own ways out.
    """

    def invoke(self, ctx: Any) -> Any:
        return keep_calm(lambda: super(Commands, self).invoke(ctx))

    def list_commands(self, ctx: Any) -> list[str]:
        return [*COMMANDS, *(name for name in catalog_before(ctx).ids() if name not in COMMANDS)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name in COMMANDS:
            return _command_of_ours(ctx, cmd_name)
        if self._knows(ctx, cmd_name):
            return _command_of_exercise(ctx, cmd_name)
        return None

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return parsed(ctx, args, lambda: super(Commands, self).parse_args(ctx, args))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if not (ctx.resilient_parsing or self._knows(ctx, args[0])):
            refuse_command(ctx, args[0], self.list_commands(ctx))
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: Any) -> str:
        return front_page(ctx)

    def _knows(self, ctx: Any, name: str) -> bool:
        return name in COMMANDS or name in catalog_before(ctx).ids() or name in held_before(ctx)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        write_commands(ctx, formatter)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        i18n.speak(language_before(ctx))
        lines = {name: line for group in GROUPS for name, line in in_group(ctx, group).items()}
        return [
            *completion.items(lines, incomplete),
            # Not as every group does it, which would load every command for a list of names.
            *super(TyperGroup, self).shell_complete(ctx, incomplete),
        ]


def _command_of_ours(context: typer.Context, name: str) -> Any:
    """The command, its help begun by the line of the table."""
    i18n.speak(language_before(context))
    command = _made_by(lambda app: load(name).add_to(app), name)
    _first, _gap, more = (command.help or "").partition("\n\n")
    command.help = f"{translated(COMMANDS[name].line)}\n\n{more}".strip()
    return command


def _command_of_exercise(context: typer.Context, name: str) -> Any:
    titles = {name: catalog_before(context).title(name)}
    return _made_by(lambda app: load(EXERCISE_COMMAND).add_to(app, titles), name)


def _made_by(add: Any, name: str) -> Any:
    app = App(rich_markup_mode=None)
    app.callback()(lambda: None)  # without it Typer makes one command of an app that has only one
    add(app)
    return typer.main.get_group(app).commands[name]
