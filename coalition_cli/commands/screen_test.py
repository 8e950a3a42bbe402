"""``screen-test``: a page that shows what the last row of chairs can read of this screen."""

import os
import sys

import typer

from coalition_cli.app import console
from coalition_cli.app.context import this_call
from coalition_cli.i18n import _
from coalition_cli.slide import Lines, Said, Scale, Slide, Words
from coalition_cli.store.side import wall_theme
from coalition_cli.terminal.slides.palette import THEMES
from coalition_cli.terminal.wall_screen import Look, plain_lines, run_wall

_READABLE = 190
"""Rows times picture heights at which a letter can just be read."""
_SCRIPTS = "Žena, façade, ñandú · Право · سلام · ሰላም"


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("screen-test")(screen_test)


def screen_test(context: typer.Context) -> None:
    """Show what the back of the room can read: letters, scripts, signs, digits, both themes.

    Enlarge the letters with Ctrl and + until somebody in the last row reads it aloud. The key t
    changes the theme, q ends it.
    """
    call = this_call(context)
    if call.is_plain or not sys.stdout.isatty():
        for line in plain_lines(screen_slide(_rows())):
            console.put(line)
        return
    chosen = next((each for each in THEMES if each == wall_theme.kept()), THEMES[0])
    run_wall(_Page(), Look(chosen, wall_theme.keep))


def screen_slide(rows: int) -> Slide:
    """The page: what is read aloud from the back, on a screen of so many rows."""
    signs = " · ".join((_("☼ sunrise"), _("● stone"), _("◇ piece"), _("► newest")))
    distance = _("{rows} rows: readable from about {heights} picture heights.")
    heights = max(1, round(_READABLE / max(1, rows)))
    shown = (
        Lines((Said(_SCRIPTS, "7"), Said(signs, "12"))),
        Scale(1, 5, _("little"), _("very much")),
        Words(_("= This colour asks for attention."), "warning"),
        Words(distance.format(rows=rows, heights=heights), "strong"),
    )
    return Slide(
        question=_("Can the last row read this?"),
        stages=(shown,),
        foot=(Words(_("t: the other theme · q: back"), "quiet"),),
    )


class _Page:
    """The page of a screen that may change its size."""

    turned = 0

    def has_changed(self) -> bool:
        return False

    def slide(self) -> Slide:
        return screen_slide(_rows())

    def seconds_to_look(self) -> float:
        return 1.0


def _rows() -> int:
    try:
        return os.get_terminal_size(sys.stdout.fileno()).lines
    except (OSError, ValueError):
        return 24
