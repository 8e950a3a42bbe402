"""The output of a session that took the screen once and gives it back at its end."""

from typing import Any, Final

from prompt_toolkit.application import Application
from prompt_toolkit.application.current import get_app_or_none
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
        self.application: Application[Any] | None = None
        """What asks here, one prompt after the other."""

    def __getattr__(self, name: str) -> Any:
        if name in _DRAWING:
            # Without a prompt that runs ``get_app`` would make one to ask, with all its keys: 8 ms.
            prompt = get_app_or_none()
            if prompt is not None and prompt.is_done:
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
