"""The questions about a new workshop: its title, its place, its programme. Two may stay open."""

from coalition_cli.app.context import Call
from coalition_cli.app.prompt import bare_terminal, breathe
from coalition_cli.blocks import Heading, Prose
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.parsing import read_words
from coalition_cli.stage import Ground, Move, Option, Question
from coalition_cli.terminal import Terminal


def words_for_new(call: Call) -> list[str]:
    """Return the words of ``coalition new`` that were asked for; none where somebody left."""
    try:
        with bare_terminal(call) as stage:
            while True:
                try:
                    return _ask(call, stage)
                except Ground:
                    breathe(stage)
    except Move:
        return []


def _ask(call: Call, stage: Terminal) -> list[str]:
    stage.open_page(
        [Heading(_("A new workshop"), 2), Prose(_("Three questions, then it is open."))]
    )
    stage.show([])
    title = stage.ask(Question(None, _("What is the workshop called?"), read_words))
    place = stage.ask(
        Question(None, _("Where is it held?"), str, default="", hint=_("Enter leaves it open."))
    )
    programmes = _programmes(call)
    programme = ""
    if programmes:
        none = Option("", _("None: one exercise after the other"))
        programme = stage.choose(
            None, _("Which programme does it follow?"), [none, *programmes], ""
        )
    words = [
        *(["--place", place] if place else []),
        *(["--programme", programme] * bool(programme)),
    ]
    return [*words, "--", title]


def _programmes(call: Call) -> list[Option]:
    """Every programme that can be followed, by its title."""
    catalog = call.catalog()
    found = []
    for name in catalog.programmes():
        try:
            found.append(Option(name, catalog.programme(name).title))
        except Problem:
            continue  # one with mistakes cannot be followed; `coalition programme check` says which
    return found
