"""``wall``: the clean view for the projector."""

import sys

import typer

from coalition_cli.app.context import FileOption, this_call
from coalition_cli.errors import Problem
from coalition_cli.exit_status import USAGE
from coalition_cli.i18n import _
from coalition_cli.run.wall_blocks import of_room
from coalition_cli.store.side import blank_wall
from coalition_cli.terminal.wall_screen import run_wall


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("wall")(wall)


def wall(context: typer.Context, file: FileOption = None) -> None:
    """The clean view for the projector; follows the workshop.

    It shows only what the room may see, and takes no words.
    """
    call = this_call(context)
    if not call.is_plain and not sys.stdout.isatty():
        raise Problem(
            _("The wall needs a terminal to stand on; line by line it is: coalition --plain wall"),
            USAGE,
        )
    opened = call.open(file)
    # Nothing is told here: a sentence about an exercise file would stand on the projector.
    language = opened.workshop.head.language
    find, catalog = call.finder(language, tell=lambda _sentence: None), call.catalog(language)
    run_wall(
        opened,
        lambda workshop: of_room(workshop, find, catalog.announced, catalog.find_programme),
        lambda: blank_wall.drawn(opened.path),
        call.is_plain,
    )
