"""The commands. Each is thin: it opens what it needs, calls one service, and says what happened."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from coalition_cli import words
from coalition_cli.cli import call
from coalition_cli.cli.call import Call, keep_calm

HELP = """Run a workshop in a room: exercises in steps, every word saved, the summary tonight.

Start with: coalition new "Our coalition". Then: coalition visioning. See it all at once with: coalition demo."""


def make_app(arguments: list[str]) -> typer.Typer:
    """The program as it stands now: its own commands, and one for every exercise file that can be found."""
    from coalition_cli.cli import capture, demo, exercises, home, looking, mending, people, sending, workshops

    app = typer.Typer(
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        help=HELP,
    )

    @app.callback(invoke_without_command=True)
    @keep_calm
    def begin(
        context: typer.Context,
        file: Annotated[Path | None, typer.Option(help="The workshop file, instead of the one last opened.")] = None,
        exercise_folder: Annotated[
            Path | None, typer.Option("--exercises", help="A folder of exercise files, searched first.")
        ] = None,
        plain: Annotated[bool, typer.Option("--plain", help="Line by line, for screen readers.")] = False,
        language: Annotated[str, typer.Option(help="The language of the screen, such as sw.")] = "",
        version: Annotated[bool, typer.Option("--version", help="Say which version this is.")] = False,
    ) -> None:
        context.obj = Call(file, exercise_folder, plain or os.environ.get("TERM") == "dumb", language)
        words.speak(language or words.language_of_environment())
        if version:
            from coalition_cli import __version__

            sys.stdout.write(f"coalition {__version__}\n")
        elif context.invoked_subcommand is None:
            home.greet(context)

    for module in (workshops, capture, people, looking, mending, sending, demo):
        module.add_to(app)
    exercises.add_to(app, arguments)
    return app


def run() -> None:
    """Run the program on this process's arguments and streams."""
    call.use_utf8()
    make_app(sys.argv[1:])(prog_name="coalition")


__all__ = ["make_app", "run"]
