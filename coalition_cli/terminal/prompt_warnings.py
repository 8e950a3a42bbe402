"""Sentences about words that stand in a prompt."""

from typing import Any, Final

from coalition_cli.errors import Problem
from coalition_cli.i18n import _, ngettext
from coalition_cli.sanitize import MOST_CHARACTERS
from coalition_cli.stage import Question

_SIGNS: Final = "@#>"
"""A tag is completed behind its sign; one and the same name may be completed behind several."""


def with_tab(problem: Problem, question: Question[Any]) -> str:
    """The sentence of ``problem``, and that Tab completes the names which it tells, if it does."""
    completed = {name.lstrip(_SIGNS) for name in question.completions}
    if completed.isdisjoint(name.lstrip(_SIGNS) for name in problem.names):
        return problem.sentence
    return " ".join([problem.sentence, _("Tab completes.")])


def tab_puts(words: str) -> str:
    """The sentence on what Tab puts in the place of words that may name somebody."""
    return _("Tab writes {words} there.").format(words=words)


def passing_takes(text: str) -> str:
    """The warning to whoever passes over words that stand in the prompt."""
    return ngettext(
        "{count} character stands here. Passing once more takes it away; Enter saves it.",
        "{count} characters stand here. Passing once more takes them away; Enter saves them.",
        len(text),
    ).format(count=len(text))


def too_long(count: int) -> str:
    """The sentence on an answer that one entry cannot hold."""
    return _(
        "This is {count} characters; one answer holds {most}. Nothing was cut: it still stands "
        "here. Divide it into parts and save each part."
    ).format(count=count, most=MOST_CHARACTERS)
