"""A choice below the command that asks for it, by questionary: no page of a room stands above it.

The question is taken away again once it is answered.
"""

import os
from collections.abc import Sequence
from typing import Final

import questionary

from coalition_cli.i18n import _
from coalition_cli.sanitize import for_screen
from coalition_cli.stage import Option, Pause
from coalition_cli.terminal.layout import LOOK

MOST_DIGITS: Final = 9
"""Up to so many options a digit points at each; of more, letters look for one."""


def choose(prompt: str, options: Sequence[Option], default: str) -> str:
    """Return the value of the option that is chosen. Raises ``Pause`` where somebody leaves it."""
    choices = [questionary.Choice(for_screen(each.words), value=each.value) for each in options]
    asked = questionary.select(
        for_screen(prompt),
        choices,
        default=next(each for each in choices if each.value == default),
        qmark="",
        instruction=_("(arrows, then Enter)"),
        style=LOOK,
        use_shortcuts=len(choices) <= MOST_DIGITS,
        use_search_filter=len(choices) > MOST_DIGITS,
        use_jk_keys=False,
        erase_when_done=True,
    )
    try:
        return str(_answer_to(asked))
    except (KeyboardInterrupt, EOFError):
        raise Pause from None


def let_read(sentence: str) -> None:
    """Say ``sentence`` below what a command has said, until any key is pressed."""
    try:
        _answer_to(questionary.press_any_key_to_continue(for_screen(sentence), style=LOOK))
    except (KeyboardInterrupt, EOFError):
        return


def _answer_to(asked: questionary.Question) -> object:
    # Where the cursor stands is asked of the terminal otherwise; one that does not answer is
    # warned of in the middle of the question.
    os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
    return asked.unsafe_ask()
