"""The list of commands: ours, and one for every exercise file. A command is loaded when it is called, not before."""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typer
from typer.core import TyperGroup

from coalition_cli import i18n
from coalition_cli.app.context import Call
from coalition_cli.app.exit import keep_calm
from coalition_cli.i18n import _

if TYPE_CHECKING:
    from coalition_cli.catalog import Catalog

MODULES: Final = {
    "new": "new",
    "start": "start",
    "programme": "programme",
    "list": "list",
    "people": "people",
    "details": "details",
    "note": "note",
    "wall": "wall",
    "show": "show",
    "check": "check",
    "exercise": "exercise",
    "restore": "restore",
    "undo": "undo",
    "fix": "fix",
    "withdraw": "withdraw",
    "move": "move",
    "quotes": "quotes",
    "cascade": "cascade",
    "export": "export",
    "bundle": "bundle",
    "merge": "merge",
    "doctor": "doctor",
    "handover": "handover",
    "seal": "seal",
    "unseal": "unseal",
    "keys": "keys",
    "demo": "demo",
}
"""Each command of ours, in the order of a day, and the module that has it."""


def in_short() -> dict[str, str]:
    """What a list says of each command of ours; reading it off the commands themselves would load them all."""
    return {
        "new": _("Make a workshop file and open it."),
        "start": _("Run the programme of the day from where it stands."),
        "programme": _("Show, print, copy, change or check a programme."),
        "list": _("Workshops on this machine, exercises, or programmes."),
        "people": _("Who is here, under the names they chose."),
        "details": _(
            "What the exercises say of this day: who leads, who cares, where it is quiet."
        ),
        "note": _("Save what is said, one line each."),
        "wall": _("The clean view for the projector; follows the workshop."),
        "show": _("Results in the terminal, as the room may see them."),
        "check": _("Verify a workshop file or an exercise file."),
        "exercise": _("Write an exercise of your own: begin, check, rehearse, print."),
        "restore": _("Put an earlier copy in place of the workshop file."),
        "undo": _("Take back what was saved last, or the entry named."),
        "fix": _("Give an entry other words."),
        "withdraw": _("Remove an entry from the file for good."),
        "move": _("Put lines where they belong: another bucket, group or step."),
        "quotes": _("The quotes, and what their speakers allow; changed or withdrawn at any time."),
        "cascade": _("Events carried home: what was heard of each, and whom to call."),
        "export": _("Write the summary for one audience."),
        "bundle": _("Write what was recorded here into one signed file, for a stick."),
        "merge": _("Bring in what other laptops recorded."),
        "doctor": _("Look at this laptop: what could leak, what could be lost."),
        "handover": _("Take the workshop along and leave nothing of it on a borrowed laptop."),
        "seal": _("Seal a workshop: only a passphrase or a key opens it."),
        "unseal": _("Make a plain file of a sealed workshop."),
        "keys": _("The keys of a sealed workshop: change, rotate, print, take away."),
        "demo": _("Play a sample workshop and write its summaries."),
    }


def load(module: str) -> Any:
    """Import the module of ``coalition_cli.commands`` that is called ``module``: the one way from here to a command."""
    return import_module(f"coalition_cli.commands.{module}")


class Commands(TyperGroup):
    """The group of all commands. What goes wrong in one is caught here, before Typer's own ways out."""

    def invoke(self, ctx: Any) -> Any:
        return keep_calm(lambda: super(Commands, self).invoke(ctx))

    def list_commands(self, ctx: Any) -> list[str]:
        return [*MODULES, *(name for name in _catalog(ctx).ids() if name not in MODULES)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        app = typer.Typer(rich_markup_mode=None)
        app.callback()(
            lambda: None
        )  # without it Typer makes one command of an app that has only one
        if cmd_name in MODULES:
            load(MODULES[cmd_name]).add_to(app)
        elif cmd_name in _catalog(ctx).ids():
            load("run_exercise").add_to(app, {cmd_name: _exercises(ctx)[cmd_name]})
        return typer.main.get_group(app).commands.get(cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] not in MODULES and args[0] not in self.list_commands(ctx):
            # Typer looks here for what might have been meant.
            self.commands = {name: self.get_command(ctx, name) for name in self.list_commands(ctx)}
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        i18n.speak(ctx.params.get("language") or i18n.language_of_environment())
        with formatter.section(_("Commands")):
            formatter.write_dl([*in_short().items(), *_exercises(ctx).items()])


def _catalog(context: typer.Context) -> "Catalog":
    folder = context.params.get("exercise_folder")
    language = context.params.get("language") or i18n.language_of_environment()
    return Call(exercise_folder=Path(folder) if folder else None).catalog(language)


def _exercises(context: typer.Context) -> dict[str, str]:
    """The exercises that can be called by their names, with their titles; our own commands come first."""
    return {
        name: title for name, title in _catalog(context).titles().items() if name not in MODULES
    }
