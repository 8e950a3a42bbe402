"""The questions about a new workshop: its title, its place, its programme. Two may stay open."""

from dataclasses import replace

from coalition_cli.app.context import Call
from coalition_cli.app.own_window import OwnWindow
from coalition_cli.app.prompt import bare_terminal, breathe
from coalition_cli.blocks import Heading, Prose
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.parsing import read_words
from coalition_cli.stage import Ground, Move, Option, Question
from coalition_cli.terminal import Terminal


def words_for_new(call: Call) -> list[str]:
    """Return the words of ``coalition new`` that were asked for; none where somebody left.

    Then what was answered so far, and what was half typed, stands in the questions when they are
    asked again in this window.
    """
    answers = (call.window or OwnWindow()).new_workshop
    asking = _Asking(answers)
    try:
        with bare_terminal(call, asking.keep) as stage:
            while True:
                try:
                    words = asking.ask(call, stage)
                    answers.clear()
                    return words
                except Ground:
                    breathe(stage)
    except Move:
        return []


class _Asking:
    """The questions one after the other; ``answers`` is what was said to them so far."""

    def __init__(self, answers: dict[str, str]) -> None:
        self._answers = answers
        self._asked = ""

    def keep(self, text: str, _is_mending: bool) -> None:
        """Keep what is half typed at the question that stands."""
        if text and self._asked:
            self._answers[self._asked] = text

    def ask(self, call: Call, stage: Terminal) -> list[str]:
        """Return the words of ``coalition new``."""
        stage.open_page(
            [Heading(_("A new workshop"), 2), Prose(_("Three questions, then it is open."))]
        )
        stage.show([])
        title = self._line(
            "title", stage, Question(None, _("What is the workshop called?"), read_words)
        )
        where = Question(
            None, _("Where is it held?"), str, default="", hint=_("Enter leaves it open.")
        )
        place = self._line("place", stage, where)
        programme = ""
        if programmes := _programmes(call):
            none = Option("", _("None: one exercise after the other"))
            programme = stage.choose(
                None, _("Which programme does it follow?"), [none, *programmes], ""
            )
        words = [
            *(["--place", place] if place else []),
            *(["--programme", programme] * bool(programme)),
        ]
        return [*words, "--", title]

    def _line(self, name: str, stage: Terminal, question: Question[str]) -> str:
        self._asked = name
        answer = stage.ask(replace(question, start_with=self._answers.get(name, "")))
        self._asked, self._answers[name] = "", answer
        return answer


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
