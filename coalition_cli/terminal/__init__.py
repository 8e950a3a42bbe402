"""The screen and the keyboard of a room.

Importing this package loads next to nothing, so that ``first_frame`` stands on the screen at once;
``Terminal`` comes when it is asked for, and rich, prompt_toolkit and questionary only with the
first page and the first prompt.
"""

from typing import TYPE_CHECKING, Any

from coalition_cli.terminal.alternate_screen import (
    first_frame,
    give_back,
    is_plain_terminal,
    utf8_streams,
)

if TYPE_CHECKING:
    from coalition_cli.clock import now
    from coalition_cli.terminal.terminal import Terminal

__all__ = ["Terminal", "first_frame", "give_back", "is_plain_terminal", "now", "utf8_streams"]


def __getattr__(name: str) -> Any:
    if name == "Terminal":
        # price: the screen, 15 ms, and the first frame stands before it
        from coalition_cli.terminal.terminal import Terminal

        return Terminal
    if name == "now":
        # price: datetime, 2 ms, and most of what asks for this package needs no clock
        from coalition_cli.clock import now

        return now
    raise AttributeError(name)
