"""``wall``: the clean view for the projector."""

import sys
from typing import Annotated

import typer

from coalition_cli.app.console import put, say
from coalition_cli.app.context import FileOption, this_call
from coalition_cli.app.followed import Followed
from coalition_cli.errors import Problem
from coalition_cli.exit_status import USAGE
from coalition_cli.i18n import _
from coalition_cli.store.side import open_walls, wall_theme
from coalition_cli.terminal.slides.frame import Frame, Shown
from coalition_cli.terminal.slides.palette import THEMES, Theme
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
    browser: Annotated[
        bool,
        typer.Option(
            "--browser", help=_("For a browser on this laptop: tells the address to open there.")
        ),
    ] = False,
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
    if not browser and not call.is_plain and not sys.stdout.isatty():
        raise Problem(
            _("The wall needs a terminal to stand on; line by line it is: coalition --plain wall"),
            USAGE,
        )
    if theme:
        wall_theme.keep(theme)
    followed = Followed(call, call.open(file), is_fixed=bool(file or call.named_file))
    with open_walls.open_wall() as standing:
        if browser:
            _serve(followed, standing)
            return

        def tell(columns: int, rows: int, frame: Frame) -> None:
            known = open_walls.Wall(
                columns, rows, frame.page, frame.pages, follows=not followed.is_fixed
            )
            standing.tell(followed.path, known)

        run_wall(followed, Look(_theme(), wall_theme.keep), tell, plain=call.is_plain)


def _theme() -> Theme:
    return next((each for each in THEMES if each == wall_theme.kept()), THEMES[0])


def _serve(followed: Followed, standing: open_walls.OpenWall) -> None:
    """Serve the wall to browsers of this laptop; desks know of it while one shows it."""
    try:
        # price: starlette and uvicorn, 250 ms, and a wall in a terminal never needs them
        from coalition_cli.room import wall_server
    except ImportError as error:
        raise Problem(
            _(
                "A wall in a browser needs two libraries that are not here; nothing was opened."
                " Install them with: pip install 'coalition[room]'"
            )
        ) from error

    def tell(shown: Shown | None, columns: int = 0, rows: int = 0) -> None:
        if shown is None:
            standing.close()
        else:
            known = open_walls.Wall(
                columns, rows, shown.page, shown.pages, follows=not followed.is_fixed
            )
            standing.tell(followed.path, known)

    def say_where(address: str) -> None:
        say(_("The wall, for a browser on this laptop alone:"))
        put(address)  # whole, however narrow the screen is: it is to be copied
        say(_("Ctrl-C ends it. Whoever has the address can read the wall: show it to nobody."))

    wall = wall_server.Wall(followed, _theme, lambda: followed.language, tell)
    wall_server.serve(wall, say_where)
