"""The program: its options, and every call of it from the first word to the exit status."""

import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Final

import typer

from coalition_cli import __version__, i18n
from coalition_cli.app import completion, console
from coalition_cli.app.arguments import refuse_options_of_words
from coalition_cli.app.context import Call, FileOption
from coalition_cli.app.core_limit import leave_no_core
from coalition_cli.app.dispatch import Commands, load
from coalition_cli.app.exit import keep_calm
from coalition_cli.app.key_ring import lock
from coalition_cli.app.known_languages import known_language
from coalition_cli.app.own_window import OwnWindow
from coalition_cli.errors import Problem
from coalition_cli.exit_status import DONE

COMPLETING: Final = "_COALITION_COMPLETE"
"""The variable by which a shell asks for what Tab can offer."""

_MAKERS: Final = ("exercise", "programme")
"""Commands of those who may begin to write in a language in which there is nothing yet."""

HELP: Final = (
    "Run a workshop in a room: exercises in steps, every word saved, the summary tonight.\n\n"
    'Start with: coalition new "Our coalition". Then: coalition visioning. '
    "See it all at once with: coalition demo."
)


def make_app() -> typer.Typer:
    """The program: its options, and the group that finds the command which is called."""
    app = typer.Typer(
        cls=Commands,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={
            "help_option_names": ["-h", "--help"],
        },
        help=HELP,
    )
    app.callback(invoke_without_command=True)(_begin)
    return app


def run(words: Sequence[str] | None = None) -> None:
    """Run the program on ``words``, else on this process's arguments, and on its streams.

    Always ends with ``SystemExit``. What the call opened is closed by then, so that another may
    follow in this process.
    """
    if words is None:  # the process is ours alone, and so are its limits
        leave_no_core()
    console.make_ready()
    try:
        keep_calm(lambda: _run(words))
    finally:
        console.let_go()


def _run(words: Sequence[str] | None) -> None:
    try:
        i18n.speak(_language_in(sys.argv[1:] if words is None else words))
        refuse_options_of_words(sys.argv[1:] if words is None else words)
        make_app()(words, prog_name="coalition")
    except Problem:
        if COMPLETING not in os.environ:
            raise
        raise SystemExit(DONE) from None  # a sentence would stand in the middle of what is typed
    finally:
        console.put_bytes(b"")


def _language_in(words: Sequence[str]) -> str:
    """The language of what is said before the options are read: they may be what is wrong."""
    for option, value in zip(words, [*words[1:], ""], strict=False):
        name, _sign, joined = option.partition("=")
        if name == "--language":
            return joined or value
    return i18n.language_of_environment()


def _begin(
    context: typer.Context,
    file: FileOption = None,
    exercise_folder: Annotated[
        Path | None,
        typer.Option(
            "--exercises", is_eager=True, help="A folder of exercise files, searched first."
        ),
    ] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="Line by line, for screen readers.")
    ] = False,
    language: Annotated[
        str,
        typer.Option(
            is_eager=True,
            help="The language of the screen, such as sw.",
            autocompletion=completion.languages,
        ),
    ] = "",
    passphrase_fd: Annotated[
        int | None,
        typer.Option(help="Where a sealed workshop's passphrase is read, instead of being asked."),
    ] = None,
    version: Annotated[bool, typer.Option("--version", help="Say which version this is.")] = False,
) -> None:
    ending = context.with_resource(ExitStack())
    ending.callback(lock)
    is_plain = plain or os.environ.get("TERM") == "dumb"
    context.obj = Call(
        file, exercise_folder, is_plain, language, passphrase_fd, ending, window=OwnWindow()
    )
    if language and context.invoked_subcommand not in _MAKERS:
        language = known_language(language, context.obj.exercise_folders())
        context.obj = context.obj._replace(language=language)
    i18n.speak(language or i18n.language_of_environment())
    if version:
        console.put(f"coalition {__version__}")
        raise SystemExit(0)
    if context.invoked_subcommand is None:
        load("home").greet(context, context.obj)


__all__ = ["make_app", "run"]
