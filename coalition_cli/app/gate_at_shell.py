"""The consent gate before a command: pages at a terminal, a reviewed list, or a refusal."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coalition_cli.app import console
from coalition_cli.app.context import Call
from coalition_cli.app.export_review import accepted
from coalition_cli.app.gate_pages import summary_decided
from coalition_cli.app.gated_summary import gated, refuse_open, remember
from coalition_cli.app.progress import at_terminal
from coalition_cli.app.prompt import terminal
from coalition_cli.blocks import Block
from coalition_cli.exit_status import INTERRUPTED
from coalition_cli.i18n import _
from coalition_cli.model.audience import Audience
from coalition_cli.stage import Move, Option
from coalition_cli.summary import Wish

if TYPE_CHECKING:
    from coalition_cli.model.gate_decisions import Did, Stretch
    from coalition_cli.model.summary import Summary
    from coalition_cli.store import WorkshopFile
    from coalition_cli.terminal import Terminal


def summary_to_write(
    call: Call, file: "WorkshopFile", audience: Audience, wish: Wish, reviewed: Path | None = None
) -> "Summary":
    """Return the summary for ``audience`` of which everything is decided.

    By the list ``reviewed``, by what the workshop remembers, and at a terminal by asking: there all
    that is remembered is shown once more, but where a list decides all of it. Without a terminal a
    ``Problem`` says where something is open. Ends the program with 130 where a page is left.
    """
    held = call.held(file.workshop)
    more: dict[Stretch, Did] = {}
    with at_terminal(_("Gathering what was said…")):
        found = gated(file.workshop, held, audience, wish)
    while reviewed and (news := _news(accepted(reviewed, found), more)):
        more |= news
        found = gated(file.workshop, held, audience, wish, more)
    is_seen = bool(found.open or (found.hits and not reviewed))
    if not is_seen or not console.is_on_terminal():
        refuse_open(found, file.workshop)
        if trouble := remember(file, audience, more):
            console.say(trouble)
        return found.summary
    try:
        with terminal(call, file) as stage:
            made = summary_decided(_Pages(stage), file, held, audience, wish, more)
    except Move:
        made = None
    if made is None:
        console.say(_("Nothing was written."))
        raise SystemExit(INTERRUPTED)
    return made


def _news(given: "dict[Stretch, Did]", known: "dict[Stretch, Did]") -> "dict[Stretch, Did]":
    return {stretch: did for stretch, did in given.items() if known.get(stretch) != did}


class _Pages:
    """Choices at a terminal, each on a page of its own."""

    def __init__(self, stage: "Terminal") -> None:
        self._stage = stage

    def choose(self, page: Sequence[Block], prompt: str, options: Sequence[Option]) -> str:
        self._stage.open_page(page)
        self._stage.read([])
        return self._stage.choose(None, prompt, options, options[0].value)
