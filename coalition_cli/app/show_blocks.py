"""Blocks put before whoever called a command: on a screen that keeps nothing, or as text."""

import shutil
import sys
from typing import TYPE_CHECKING

from coalition_cli.app import console
from coalition_cli.app.context import Call

if TYPE_CHECKING:
    from coalition_cli.blocks import Block


def put_blocks(blocks: list["Block"], call: Call) -> None:
    """What was said: on a terminal's other screen, where it leaves nothing behind to be scrolled back to."""
    if not call.is_plain and console.is_on_terminal():
        from coalition_cli.terminal.pager import browse

        if browse(blocks):
            return
    from coalition_cli.terminal.rich_console import as_text

    width = min(shutil.get_terminal_size().columns, 100)
    has_colour = sys.stdout.isatty() and not call.is_plain
    console.put(as_text(blocks, width, colour=has_colour, is_plain=call.is_plain))
