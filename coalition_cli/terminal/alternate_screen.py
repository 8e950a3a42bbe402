"""Taking the screen and giving it back, before anything heavy is loaded."""

import atexit
import os
import sys
from typing import Final, TextIO

from coalition_cli.sanitize import for_screen

TAKE: Final = "\x1b[?1049h\x1b[H\x1b[2J"
GIVE_BACK: Final = "\x1b[?1049l\x1b[?25h"
CLEAR_ALL: Final = "\x1b[H\x1b[2J\x1b[3J"


def is_plain_terminal() -> bool:
    """True if this terminal can only print one line after the other."""
    return os.name == "posix" and os.environ.get("TERM", "") in ("", "dumb", "unknown")


def utf8_streams() -> None:
    """Let the three standard streams carry every character, whatever the locale says.

    Never fail for one of them.
    """
    for stream, errors in ((sys.stdin, "surrogateescape"), (sys.stdout, "backslashreplace")):
        _speak_utf8(stream, errors)
    _speak_utf8(sys.stderr, "backslashreplace")


def first_frame(title: str, question: str) -> None:
    """Take the screen and show ``title`` and ``question`` while the program is still loading.

    Does nothing where the standard output is not a terminal, or one that cannot clear itself.
    """
    if not sys.stdout.isatty() or is_plain_terminal():
        return
    take()
    sys.stdout.write(
        f"  \x1b[1m{for_screen(title)}\x1b[0m\r\n\r\n  \x1b[1m{for_screen(question)}\x1b[0m\r\n> "
    )
    sys.stdout.flush()


def take() -> None:
    """Go to the terminal's other screen: nothing said here stays where one can scroll back."""
    _Held.is_held = True
    sys.stdout.write(TAKE)
    sys.stdout.flush()
    atexit.register(give_back)


def give_back() -> None:
    """Return to the screen that was there before.

    Does nothing when it was not left, or the terminal is gone.
    """
    if _Held.is_held:
        _Held.is_held = False
        try:
            sys.stdout.write(GIVE_BACK + clearing())
            sys.stdout.flush()
        except (OSError, ValueError):
            return


def clear_behind() -> None:
    """Let nothing stand on the screen from before, nor in what it scrolled, when it is back."""
    _Held.clears_behind = True


def clearing() -> str:
    """What clears the screen from before, where that was asked for; empty where it was not."""
    return CLEAR_ALL if _Held.clears_behind else ""


def is_held() -> bool:
    """True if the screen was taken and not given back."""
    return _Held.is_held


class _Held:
    is_held = False
    clears_behind = False


def _speak_utf8(stream: TextIO | None, errors: str) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors=errors)


def let_go_of_a_lost_screen() -> None:
    """Send what is still to be written nowhere if the terminal is gone.

    Python would end with 120 for want of it.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
