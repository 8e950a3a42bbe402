"""Blocks put before whoever called a command: on a screen that keeps nothing, or as text."""

import shutil
import sys

from coalition_cli.app import console
from coalition_cli.app.call import Call
from coalition_cli.blocks import Block


def put_blocks(blocks: list[Block], call: Call) -> None:
    """Show ``blocks`` on the screen that leaves nothing behind, else on standard output."""
    if are_paged(blocks, call):
        return
    # price: rich, 40 ms, and most calls of the commands that may show blocks are scripted
    from coalition_cli.terminal.rich_console import as_text

    width = min(shutil.get_terminal_size().columns, 100)
    has_colour = sys.stdout.isatty() and not call.is_plain
    console.put(as_text(blocks, width, colour=has_colour, is_plain=call.is_plain))


def are_paged(blocks: list[Block], call: Call) -> bool:
    """Show ``blocks`` page by page on a terminal's other screen; False where there is none.

    That screen is given back at the end: no word of it stays to be scrolled back to.
    """
    if call.is_plain or not console.is_on_terminal():
        return False
    # price: rich and prompt_toolkit, 110 ms, and what goes into a pipe has no pages
    from coalition_cli.terminal.pager import browse

    return browse(blocks)
