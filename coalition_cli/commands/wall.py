"""``wall``: the clean view for the projector."""

import sys
from typing import Annotated

import typer

from coalition_cli.app.context import FileOption, this_call
from coalition_cli.app.followed import Followed
from coalition_cli.errors import Problem
from coalition_cli.exit_status import USAGE
from coalition_cli.i18n import _
from coalition_cli.store.side import open_walls, wall_theme
from coalition_cli.terminal.slides.frame import Frame
from coalition_cli.terminal.slides.palette import THEMES
from coalition_cli.terminal.wall_screen import Look, run_wall


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("wall")(wall)


def wall(
    context: typer.Context,
    file: FileOption = None,
    theme: Annotated[
        str, typer.Option("--theme", help=_("light or dark; remembered. On the wall: t."))
    ] = "",
) -> None:
    """The clean view for the projector; follows the workshop.

    It shows only what the room may see, and takes no words.
    """
    call = this_call(context)
    if theme and theme not in THEMES:
        raise Problem(
            _("{theme} is no theme: light or dark. The wall was not opened.").format(theme=theme),
            USAGE,
        )
    if not call.is_plain and not sys.stdout.isatty():
        raise Problem(
            _("The wall needs a terminal to stand on; line by line it is: coalition --plain wall"),
            USAGE,
        )
    if theme:
        wall_theme.keep(theme)
    followed = Followed(call, call.open(file), is_fixed=bool(file or call.named_file))
    chosen = next((each for each in THEMES if each == wall_theme.kept()), THEMES[0])
    with open_walls.open_wall() as standing:

        def tell(columns: int, rows: int, frame: Frame) -> None:
            known = open_walls.Wall(columns, rows, frame.page, frame.pages)
            standing.tell(followed.path, known)

        run_wall(followed, Look(chosen, wall_theme.keep), tell, plain=call.is_plain)
