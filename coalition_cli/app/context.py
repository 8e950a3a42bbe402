"""One call of the program as Typer sees it: options that several commands have."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from coalition_cli.app import completion
from coalition_cli.app.call import Call
from coalition_cli.app.exit import ClosedAtOnce, keep_calm
from coalition_cli.errors import Problem
from coalition_cli.exit_status import DONE, USAGE
from coalition_cli.i18n import _

__all__ = [
    "TAKES_NO_WORDS",
    "Call",
    "DescriptorOption",
    "FileOption",
    "refuse_words",
    "run_command",
    "status_of",
    "this_call",
]

FileOption = Annotated[
    Path | None,
    typer.Option(
        "--file",
        help="The workshop file, instead of the one last opened.",
        autocompletion=completion.workshops,
    ),
]
DescriptorOption = Annotated[
    int | None,
    typer.Option(
        "--passphrase-fd", help="Read the passphrase as a line from this open descriptor."
    ),
]


def this_call(context: typer.Context) -> Call:
    """The call that ``context`` belongs to."""
    found = context.find_root().obj
    call = found if isinstance(found, Call) else Call()
    return call._replace(command=context.command_path)


def run_command(context: typer.Context, words: list[str]) -> int:
    """Run the command that ``words`` name inside this call, and return the status it ends with.

    It opens the same workshop with the same options as the command of ``context``.
    """
    root = context.find_root()

    def invoke() -> None:
        name, command, rest = root.command.resolve_command(root, words)  # type: ignore[attr-defined]
        with command.make_context(name, rest, parent=root) as inner:
            command.invoke(inner)

    return status_of(invoke)


def status_of(act: Callable[[], object]) -> int:
    """Do ``act`` and return the status that it ends with.

    Where everything was closed at once, nothing comes after it: raises that ``SystemExit`` again.
    """
    try:
        keep_calm(act)
    except ClosedAtOnce:
        raise
    except SystemExit as end:
        return DONE if end.code is None else int(end.code)
    return DONE


TAKES_NO_WORDS = {"allow_extra_args": True}
"""Settings with which a command sees words given as arguments, to refuse them itself."""


def refuse_words(words: list[str], instead: str) -> None:
    """Raise a ``Problem`` for words given as arguments: the shell keeps them, all can read them."""
    if words:
        sentence = _(
            "Nothing was saved: words given on the command line stay in the history of the shell, "
            "and everyone on this machine can read them there. Clear that history. {instead}"
        )
        raise Problem(sentence.format(instead=instead), USAGE)
