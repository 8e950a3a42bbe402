"""The output of a session that took the screen once and gives it back at its end."""

from typing import Any, Final

from prompt_toolkit.application import get_app
from prompt_toolkit.output import Output

from coalition_cli.terminal.idle import Watch

_MOVES: Final = ("cursor_goto", "cursor_up", "cursor_down", "cursor_forward", "cursor_backward")
_DRAWING: Final = frozenset(
    ("write", "set_attributes", "erase_screen", "erase_down", "erase_end_of_line", *_MOVES)
)


class HeldOutput:
    """An output on a screen that was taken once for the whole session.

    No prompt takes it or gives it back. A prompt that is done draws nothing more: its page stands
    until the next one is drawn over it. After a hang-up there is nobody to write to, and writing
    does nothing. ``watch`` tells when nobody is there any more.
    """

    def __init__(self, output: Output, watch: Watch) -> None:
        self._output = output
        self.watch = watch

    def __getattr__(self, name: str) -> Any:
        if name in _DRAWING and get_app().is_done:
            return _drop
        return getattr(self._output, name)

    def enter_alternate_screen(self) -> None:
        """Only go to the first cell: the screen is ours already."""
        self._output.cursor_goto(1, 1)

    def quit_alternate_screen(self) -> None:
        """Stay."""

    def flush(self) -> None:
        """Write what is waiting, if anybody is there."""
        try:
            self._output.flush()
        except OSError:
            return


def _drop(*_arguments: object) -> None:
    """Draw nothing."""
