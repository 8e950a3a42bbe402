"""The three streams: standard output is data, standard error is talk, standard input is lines.

Each may be closed, full, cut off by ``head``, or said to speak nothing but ASCII; none of that may
cost a word.
"""

import os
import re
import sys
import textwrap
from contextlib import suppress
from itertools import chain
from typing import Final

from coalition_cli.errors import Problem
from coalition_cli.exit_status import UNWRITTEN, USAGE
from coalition_cli.i18n import _
from coalition_cli.sanitize import for_screen
from coalition_cli.terminal import utf8_streams
from coalition_cli.terminal.alternate_screen import let_go_of_a_lost_screen

_GLUE: Final = "\0"
"""What stands for a space that no line ends at; ``for_screen`` leaves none."""
_WHOLE: Final = re.compile(r"(?<=: )coalition (?:(?![.:;] ).)*|(?<!\S)'[^'\n]*'")
"""A command behind a colon, to the end of its sentence, and what is quoted for a shell."""


def make_ready() -> None:
    """Let every stream be there and speak UTF-8.

    A closed one is replaced by nothing at all: otherwise the next file that is opened would take
    its number, and what is meant for a stream would be written into a workshop.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
    utf8_streams()


def let_go() -> None:
    """Forget what a terminal that is gone did not take: it must not change the exit status."""
    let_go_of_a_lost_screen()


def say(sentence: str) -> None:
    """Write talk: one sentence on standard error, with nothing in it that acts on a terminal.

    A terminal would break it in the middle of a word; a file gets it in one piece.
    """
    with suppress(OSError):
        sys.stderr.write(_as_wide_as_the_screen(for_screen(sentence)) + "\n")


def _as_wide_as_the_screen(words: str) -> str:
    """Break ``words`` between words; a path and a command stay whole, to be copied."""
    width = os.get_terminal_size(sys.stderr.fileno()).columns if sys.stderr.isatty() else 0
    if not width or max(map(len, words.split("\n"))) <= width:
        return words
    glued = _WHOLE.sub(lambda found: found[0].replace(" ", _GLUE), words)
    lines = (
        textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""]
        for line in glued.split("\n")
    )
    return "\n".join(chain.from_iterable(lines)).replace(_GLUE, " ")


def put(line: str) -> None:
    """Write data: one line on standard output, at once. Raises as ``put_bytes`` does."""
    put_bytes(line.encode("utf-8", "backslashreplace") + b"\n")


def put_id(entry_id: str) -> None:
    """Write the id of an entry for what reads our output; nobody needs it at a terminal.

    Raises as ``put`` does.
    """
    if not sys.stdout.isatty():
        put(entry_id)


def put_bytes(content: bytes) -> None:
    """Write data as it is.

    Raises ``BrokenPipeError`` where nobody reads any more, a ``Problem`` where it cannot be
    written. It raises once; what is put after that goes nowhere.
    """
    try:
        sys.stdout.flush()
        if content:  # a full disk refuses even to write nothing
            sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _silence()
        raise
    except OSError as trouble:
        _silence()
        sentence = _(
            "Standard output could not be written ({reason}). Everything that was saved is kept."
        )
        raise Problem(sentence.format(reason=trouble.strerror), UNWRITTEN) from None


def is_on_terminal() -> bool:
    """Tell if a person can be asked: keys come from a terminal and the screen is one."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def require_terminal(instead: str) -> None:
    """Raise the ``Problem`` of a command that has nobody to ask.

    ``instead`` says what works without a terminal.
    """
    if not is_on_terminal():
        raise Problem(
            _("This needs a terminal to ask its questions in. {instead}").format(instead=instead),
            USAGE,
        )


def _silence() -> None:
    """Let standard output go nowhere: the rest of its buffer would fail again at the end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
