"""Secrets and sharp questions, asked at the terminal itself: no echo, nothing typed ahead counts.

They come before the screen is taken, and never from arguments or from the environment.
"""

import getpass
import os
import sys
from typing import Final

from coalition_cli.errors import Problem
from coalition_cli.exit_status import REFUSED, USAGE
from coalition_cli.i18n import _
from coalition_cli.same_name import is_same_name
from coalition_cli.sanitize import for_screen

_LONGEST: Final = 4096
_TERMINAL: Final = "/dev/tty"


class NothingTyped(Problem):
    """Who was asked for a secret pressed Enter alone."""

    def __init__(self) -> None:
        super().__init__(_("Nothing was typed, and nothing was changed."), REFUSED)


def refuse_environment() -> None:
    """Raise the ``Problem`` of a passphrase in the environment, which other programs can read."""
    if "COALITION_PASS" in os.environ:
        sentence = _(
            "COALITION_PASS is not supported: other programs can read it there. Nothing was "
            "opened. Take it out of the environment, and type the passphrase when it is asked "
            "for, or use --passphrase-fd."
        )
        raise Problem(sentence, USAGE)


def from_descriptor(descriptor: int) -> str:
    """Read one line from ``descriptor``, without its line end; every other character counts.

    Raises ``Problem``.
    """
    typed = bytearray()
    try:
        while len(typed) <= _LONGEST and (byte := os.read(descriptor, 1)) and byte != b"\n":
            typed += byte
    except (OSError, OverflowError):
        sentence = _("No passphrase could be read from descriptor {number}. Nothing was opened.")
        raise Problem(sentence.format(number=descriptor), USAGE) from None
    words = typed.decode("utf-8", "surrogateescape").removesuffix("\r")
    if not words or len(typed) > _LONGEST:
        sentence = _("There was no passphrase at descriptor {number}. Nothing was opened.")
        raise Problem(sentence.format(number=descriptor), USAGE)
    return words


def has_terminal() -> bool:
    """Tell if somebody can be asked, wherever the streams lead."""
    if sys.platform == "win32":
        return sys.stdin.isatty()
    try:
        os.close(os.open(_TERMINAL, os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True


def _require_terminal(instead: str) -> None:
    if not has_terminal():
        sentence = _("This needs a terminal to ask its questions in. {instead}")
        raise Problem(sentence.format(instead=instead), USAGE)


def ask_secret(question: str, instead: str) -> str:
    """Ask for what is typed after ``question``, unseen.

    Raises ``NothingTyped``, and a ``Problem`` with ``instead`` where nobody can be asked.
    """
    _require_terminal(instead)
    try:
        typed = getpass.getpass(question + " ")
    except EOFError:
        typed = ""
    if not typed:
        raise NothingTyped
    return typed


def ask_word(sentence: str, word: str) -> bool:
    """Tell if ``word`` was typed after ``sentence``.

    Raises a ``Problem`` where nobody can be asked.
    """
    if not has_terminal():
        told = _(
            "This needs a terminal to ask its questions in. "
            "To go on without being asked, add --yes."
        )
        raise Problem(told, USAGE)
    with Page(is_kept=True) as page:
        page.show(sentence)
        typed = page.ask(_("Type {word} to go on:").format(word=word))
    return is_same_name(typed, word)


class Page:
    """Lines on the terminal itself.

    They stand on a screen of their own, which leaves nothing behind, unless they may stay.
    """

    def __init__(self, *, is_kept: bool = False) -> None:
        self._has_own_screen = not is_kept and os.environ.get("TERM", "dumb") != "dumb"

    def __enter__(self) -> "Page":
        _require_terminal(_("Or give the passphrase with --passphrase-fd."))
        if self._has_own_screen:
            self._write("\x1b[?1049h\x1b[H\x1b[2J")
        return self

    def __exit__(self, *_trouble: object) -> None:
        if self._has_own_screen:
            self._write("\x1b[2J\x1b[?1049l")

    def show(self, line: str) -> None:
        """Write one line."""
        self._write(for_screen(line) + "\n")

    def ask(self, question: str) -> str:
        """Ask for what is typed after ``question``, and not before it."""
        if sys.platform == "win32":
            return input(question + " ")
        # price: none, but Windows has no such module
        import termios

        with os.fdopen(
            os.open(_TERMINAL, os.O_RDONLY | os.O_NOCTTY), encoding="utf-8", errors="replace"
        ) as keyboard:
            termios.tcflush(keyboard, termios.TCIFLUSH)
            self._write(question + " ")
            return keyboard.readline()

    def _write(self, text: str) -> None:
        if sys.platform == "win32":
            sys.stderr.write(text)
            sys.stderr.flush()
            return
        with os.fdopen(
            os.open(_TERMINAL, os.O_WRONLY | os.O_NOCTTY), "w", encoding="utf-8"
        ) as screen:
            screen.write(text)
