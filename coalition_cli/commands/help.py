"""``help``: the commands of one topic, or all that one command takes."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from coalition_cli.app import completion, console
from coalition_cli.app.command_table import ALL
from coalition_cli.app.help import front_page, topic_called, topic_names, topic_page
from coalition_cli.app.help_format import written
from coalition_cli.app.wrong_usage import refuse_command


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("help")(show_help)


def show_help(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[after|files|safety|writing|exercises|all|COMMAND]",
            help="A topic, a command or an exercise.",
            autocompletion=completion.help_words,
        ),
    ] = None,
) -> None:
    """The commands of one topic, or all that one command takes.

    Alone it says what is used most; "all" lists every command and every option.
    """
    root: Any = context.find_root()
    wanted = list(words or [])
    topic = topic_called(wanted[0]) if len(wanted) == 1 else None
    if not wanted:
        page = front_page(root)
    elif topic:
        page = topic_page(topic, root)
    elif wanted == [ALL]:
        page = written(root.command, root)
    else:
        page = _help_of(wanted, root)
    console.put(page)


def _help_of(words: Sequence[str], root: Any) -> str:
    """The help of the command that ``words`` name. Raises ``Problem`` where there is none."""
    inner = root
    for word in words:
        group = inner.command
        known = group.list_commands(inner) if hasattr(group, "list_commands") else []
        found = group.get_command(inner, word) if known else None
        if found is None:
            refuse_command(inner, word, [*known, *(topic_names() if inner is root else [])])
        inner = type(root)(found, info_name=word, parent=inner)
    page: str = inner.get_help()
    return page
