"""``/find``, ``/all`` and ``/show``: pages that change nothing, as far as the room may read."""

from collections.abc import Sequence
from typing import Final

from coalition_cli import kinds
from coalition_cli.app.show_results import history_of
from coalition_cli.app.slash.at_prompt import AtPrompt
from coalition_cli.app.slash.slash_command import SlashCommand
from coalition_cli.blocks import Block, Bullet, Bullets, Heading
from coalition_cli.errors import Problem
from coalition_cli.i18n import N_, _, ngettext
from coalition_cli.run.line_told import short, words_of
from coalition_cli.run.named_lines import name_in
from coalition_cli.same_name import name_key
from coalition_cli.stage import Changed, Option

_BACK: Final = "back"
_MOST_FOUND: Final = 20


def _find(at: AtPrompt, words: list[str]) -> str:
    """Show the lines with these words; a further command may be typed there.

    Then its sentence is returned.
    """
    wanted = name_key(" ".join(words))
    if not wanted:
        raise Problem(_("Say what to look for: /find papers"))
    found = [line for line in at.lines() if wanted in name_key(words_of(line))]
    room = at.room()
    heading = ngettext("{count} line found", "{count} lines found", len(found))
    at.stage.open_page([Heading(heading.format(count=len(found)), 2)])
    lines = tuple(
        Bullet(short(words_of(line)), name_in(line, room)) for line in found[-_MOST_FOUND:]
    )
    at.stage.show([Bullets(lines)] if lines else [])
    back = [Option(_BACK, _("Back"))]
    at.stage.commands = at.commands
    try:
        at.stage.choose(None, _("Where it was said"), back, _BACK)
    except Changed as changed:
        return changed.sentence
    return ""


def _all(at: AtPrompt, _words: list[str]) -> str:
    """Show every line under its number, until somebody goes back."""
    lines, room = at.lines(), at.room()
    heading = ngettext("{count} line said", "{count} lines said", len(lines))
    said = tuple(Bullet(words_of(line), name_in(line, room)) for line in lines)
    _look(at, heading.format(count=len(lines)), [Bullets(said)] if said else [])
    return ""


def _results(at: AtPrompt, _words: list[str]) -> str:
    """Show what came of each step of the run so far, until somebody goes back."""
    view = at.view()
    shown: list[Block] = []
    for step in view.exercise.steps:
        if found := kinds.blocks(step, view):
            shown += [Heading(step.title, 3), *found]
    _look(at, view.exercise.title, shown)
    return ""


def _history(at: AtPrompt, _words: list[str]) -> str:
    """Show how each theme of the run came to be, until somebody goes back."""
    view = at.view()
    shown = history_of(view)
    if not shown:
        raise Problem(_("No theme was put together yet that may be shown."))
    _look(at, view.exercise.title, shown[1:])
    return ""


def _look(at: AtPrompt, heading: str, shown: Sequence[Block]) -> None:
    at.stage.open_page([Heading(heading, 2)])
    at.stage.read(shown)
    at.stage.choose(None, _("PgUp and PgDn turn it."), [Option(_BACK, _("Back"))], _BACK)


FIND: Final = SlashCommand(
    "find", N_("/find papers"), N_("Show the lines that have this word."), _find, of_lines=True
)
ALL: Final = SlashCommand("all", "/all", N_("Show every line that was said."), _all, of_lines=True)
SHOW: Final = SlashCommand(
    "show", "/show", N_("Show what came of this exercise so far."), _results, of_lines=True
)
HISTORY: Final = SlashCommand(
    "history", "/history", N_("Show how each theme came to be."), _history, of_lines=True
)
