"""Pages behind a slash that change nothing: everything said, and what came of it so far."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coalition_cli import kinds
from coalition_cli.blocks import Block, Bullet, Bullets, Heading
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.entry import Entry
from coalition_cli.model.view import View
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.line_told import words_of
from coalition_cli.run.named_lines import line_name
from coalition_cli.stage import Option

if TYPE_CHECKING:
    from coalition_cli.terminal import Terminal


def show_everything(stage: "Terminal", lines: Sequence[Entry], workshop: Workshop) -> None:
    """Show every one of ``lines`` under its number, until somebody goes back."""
    heading = ngettext("{count} line said", "{count} lines said", len(lines))
    said = tuple(Bullet(words_of(line), line_name(line, workshop)) for line in lines)
    shown = [Bullets(said)] if said else []
    _look(stage, heading.format(count=len(lines)), shown)


def show_results(stage: "Terminal", view: View) -> None:
    """Show what came of each step of the run so far, until somebody goes back."""
    shown: list[Block] = []
    for step in view.exercise.steps:
        if found := kinds.blocks(step, view):
            shown += [Heading(step.title, 3), *found]
    _look(stage, view.exercise.title, shown)


def _look(stage: "Terminal", heading: str, shown: Sequence[Block]) -> None:
    stage.open_page([Heading(heading, 2)])
    stage.read(shown)
    stage.choose(None, _("PgUp and PgDn turn it."), [Option("back", _("Back"))], "back")
