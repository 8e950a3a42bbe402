"""A pager for results, on the screen that leaves nothing behind to be scrolled back to."""

import sys
from collections.abc import Sequence
from typing import Final

from prompt_toolkit.application import get_app_session
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import HSplit, Window

from coalition_cli.blocks import Block
from coalition_cli.i18n import _
from coalition_cli.terminal.alternate_screen import is_plain_terminal
from coalition_cli.terminal.current_page import Page
from coalition_cli.terminal.layout import application, key_bar
from coalition_cli.terminal.page_control import PageControl

_FORTH: Final = ("pagedown", "down", "space")
_BACK: Final = ("pageup", "up")
_WHOLE_WAY: Final = 1_000_000
_ENDING: Final = ("enter", "q", "escape", "c-c", "c-d", "f12", "<sigint>")


def browse(blocks: Sequence[Block]) -> bool:
    """Show ``blocks`` from their beginning until Enter; whether this terminal can do that."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or is_plain_terminal():
        return False
    above = PageControl(Page(body=tuple(blocks), begins_at_top=True))
    keys = KeyBindings()
    for key in _FORTH:
        keys.add(key, eager=True)(lambda _event: above.turn(-1))
    for key in _BACK:
        keys.add(key, eager=True)(lambda _event: above.turn(1))
    keys.add("home", eager=True)(lambda _event: above.turn(_WHOLE_WAY))
    keys.add("end", eager=True)(lambda _event: above.turn(-_WHOLE_WAY))
    for key in _ENDING:
        keys.add(key, eager=True)(_end)
    bar = key_bar(lambda: [_("Enter closes")], lambda: "", lambda: above.turning)
    application(HSplit([Window(above), bar]), keys, get_app_session().output).run()
    return True


def _end(event: KeyPressEvent) -> None:
    event.app.exit()
