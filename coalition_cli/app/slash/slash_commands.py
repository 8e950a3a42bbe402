"""The commands of a prompt: the one that was typed is found and done, and each is offered.

They do what the commands of the shell do, to the same numbers.
"""

from typing import TYPE_CHECKING, Final

from coalition_cli.app.slash.at_prompt import AtPrompt, Seat
from coalition_cli.app.slash.slash_command import SlashCommand
from coalition_cli.app.slash.slash_day import DAY
from coalition_cli.app.slash.slash_export import EXPORT
from coalition_cli.app.slash.slash_find import ALL, FIND, HISTORY, SHOW
from coalition_cli.app.slash.slash_fix import BY, FIX
from coalition_cli.app.slash.slash_here import HERE
from coalition_cli.app.slash.slash_more import MORE, OFF, ON
from coalition_cli.app.slash.slash_move import MOVE
from coalition_cli.app.slash.slash_redact import REDACT
from coalition_cli.app.slash.slash_undo import UNDO
from coalition_cli.app.slash.slash_withdraw import WITHDRAW
from coalition_cli.errors import Problem
from coalition_cli.i18n import _, translated
from coalition_cli.run.line_told import short
from coalition_cli.same_name import name_key
from coalition_cli.stage import Move, Pause
from coalition_cli.terminal.key_bindings import Way

if TYPE_CHECKING:
    from coalition_cli.app.context import Call
    from coalition_cli.store import WorkshopFile
    from coalition_cli.terminal import Terminal

COMMANDS: Final = (
    *(FIX, UNDO, MOVE, WITHDRAW, REDACT, BY),
    *(FIND, ALL, SHOW, HISTORY),
    *(HERE, DAY, EXPORT),
    *(MORE, OFF, ON),
)
"""Every command, in the order in which they are told."""


def offer_commands(call: "Call", file: "WorkshopFile", stage: "Terminal", seat: Seat) -> None:
    """Let ``stage`` take the commands at its prompts, tell them, and have them in its menu.

    ``seat`` is where its prompts are, an engine for one.
    """
    commands = SlashCommands(call, file, stage, seat)
    stage.commands, stage.commands_beside = commands, commands.beside
    stage.how_to_command = commands.typed


class SlashCommands:
    """The commands of one prompt: called with the words after the slash, says what was done."""

    def __init__(self, call: "Call", file: "WorkshopFile", stage: "Terminal", seat: Seat) -> None:
        self._stage = stage
        self._at = AtPrompt(call, file, stage, seat, self)
        self._is_sitting = file.workshop.is_sitting
        self._offered = [
            command for command in COMMANDS if not (command.not_in_sitting and self._is_sitting)
        ]

    def __call__(self, words: str) -> str:
        """Do what ``words`` say and return the sentence about it.

        Raises ``Problem``, and ``Pause`` where the room stops.
        """
        name, *rest = words.split() or [""]
        command = self._called(name)
        commands, self._stage.commands = self._stage.commands, None
        try:
            return command.do(self._at, rest)
        except Pause:
            raise
        except Move:
            return _("Nothing was changed.")
        finally:
            self._stage.commands = commands

    def _called(self, name: str) -> SlashCommand:
        """The command called ``name``. Raises ``Problem`` for none, and where it is not done."""
        command = next((each for each in COMMANDS if each.name == name_key(name)), None)
        if command is None:
            sentence = _(
                "There is no command /{name}. There are: {known}. A line that begins with a slash"
                " begins with two."
            )
            known = ", ".join(f"/{each.name}" for each in self._offered)
            raise Problem(sentence.format(name=short(name), known=known))
        if command.not_in_sitting and self._is_sitting:
            raise Problem(translated(command.not_in_sitting))
        if command.writes and self._stage.off_record.since:
            raise Problem(self._stage.off_record.refusal)
        return command

    def beside(self) -> list[Way]:
        """The lines of the menu that lead to a command at once."""
        return [way for command in self._offered for way in command.ways(self._at)]

    def typed(self) -> str:
        """The commands that change or find lines, as they are typed."""
        return ", ".join(command.typed() for command in self._offered if command.of_lines)
