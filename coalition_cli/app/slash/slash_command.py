"""``SlashCommand``: the declaration of one command behind a slash."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from coalition_cli.i18n import translated

if TYPE_CHECKING:
    from coalition_cli.app.slash.at_prompt import AtPrompt
    from coalition_cli.terminal.key_bindings import Way

Doing: TypeAlias = "Callable[[AtPrompt, list[str]], str]"
"""Takes the words behind the command, does it, and returns the sentence that says what was done.

Raises ``Problem`` where it cannot be done, a ``Move`` where nothing was changed.
"""


def no_ways(_at: "AtPrompt") -> "Sequence[Way]":
    """No line in the menu: a command that needs words behind it."""
    return ()


class SlashCommand(NamedTuple):
    """One command. ``line`` is marked for translators (``N_``), ``example`` where it has words.

    ``example`` is how it is typed, ``line`` the sentence of the help. ``of_lines``: it changes or
    finds lines, and is told to whoever types a slash. ``ways`` are its lines in the menu of a
    prompt. ``writes``: it saves what somebody says, which is not done off the record.
    ``not_in_sitting`` says why it cannot be done where a laptop adds lines without the key of a
    sealed workshop; empty where it can.
    """

    name: str
    example: str
    line: str
    do: Doing
    of_lines: bool = False
    ways: "Callable[[AtPrompt], Sequence[Way]]" = no_ways
    writes: bool = False
    not_in_sitting: str = ""

    def typed(self) -> str:
        """How it is typed, in the language that is spoken."""
        return translated(self.example)
