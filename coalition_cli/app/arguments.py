"""Arguments that no command takes: they may be somebody's words, and are not repeated."""

from collections.abc import Sequence
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

from coalition_cli.app.context import refuse_words
from coalition_cli.app.help_format import written
from coalition_cli.app.wrong_usage import parsed, refuse_command
from coalition_cli.i18n import _

_OF_SECRETS: Final = ("--passphrase", "--password", "--pass", "--secret")
_OF_WORDS: Final = ("--text", "--note", "--words", "--name")
"""Options that there are not, and that people may try: other programs have them."""


class Command(TyperCommand):
    """A command that refuses what it does not take as it refuses words."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read ``args``. Raises a ``Problem`` for what is too many."""
        sees_them_itself, ctx.allow_extra_args = ctx.allow_extra_args, True
        rest = parsed(ctx, args, lambda: super(Command, self).parse_args(ctx, args))
        if not (sees_them_itself or ctx.resilient_parsing):
            instead = _("What it takes: {command} --help")
            refuse_words(ctx.args, instead.format(command=ctx.command_path))
        return rest

    def get_help(self, ctx: Any) -> str:
        """The help, broken between words."""
        return written(self, ctx)


class Group(TyperGroup):
    """A group whose help says the whole first sentence of each command, over several lines."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what stands before the command. Raises a ``Problem`` for wrong usage."""
        return parsed(ctx, args, lambda: super(Group, self).parse_args(ctx, args))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that ``args`` begin with. Raises a ``Problem`` where there is none."""
        if not ctx.resilient_parsing and args[0] not in self.commands:
            refuse_command(ctx, args[0], list(self.commands))
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: Any) -> str:
        """The help, broken between words."""
        return written(self, ctx)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write a line a command; Typer would cut it where the first line ends."""
        rows = []
        for name, command in self.commands.items():
            first, _gap, _more = (command.help or "").partition("\n\n")
            rows.append((name, " ".join(first.split())))
        with formatter.section(_("Commands")):
            formatter.write_dl(rows)


class App(typer.Typer):
    """A group whose commands are such commands."""

    def command(self, name: str | None = None, **settings: Any) -> Any:
        """Add a command, as Typer does."""
        return super().command(name, **{"cls": Command, **settings})


def refuse_options_of_words(arguments: Sequence[str]) -> None:
    """Raise a ``Problem`` for an option by which words or a passphrase were given."""
    names = [each.partition("=")[0] for each in arguments]
    if "--" in names:
        names = names[: names.index("--")]
    if any(name in _OF_SECRETS for name in names):
        refuse_words(names, _("Type the passphrase when it is asked for, or use --passphrase-fd."))
    if any(name in _OF_WORDS for name in names):
        refuse_words(names, _("Type them when they are asked for."))
