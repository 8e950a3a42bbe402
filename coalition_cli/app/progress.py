"""Progress: whatever takes long says what it does, in one line that goes when it is done.

It stands on standard error, at a terminal only, and knows no code of any terminal: a line is taken
away by writing spaces over it.
"""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from threading import Timer
from typing import Final, TextIO, TypeAlias

from coalition_cli.sanitize import for_line

Telling: TypeAlias = Callable[[str], AbstractContextManager[None]]
"""Tells a sentence for as long as something is being done."""

LONG: Final = 0.5
"""Seconds after which people begin to wonder."""


def in_silence(sentence: str) -> AbstractContextManager[None]:
    """Do what is done without a word, as where somebody looks at a page."""
    return nullcontext()


@contextmanager
def at_terminal(sentence: str, stream: TextIO | None = None, after: float = LONG) -> Iterator[None]:
    """Show ``sentence`` once what is done took longer than ``after`` seconds; then take it away."""
    shown_on = sys.stderr if stream is None else stream
    if not shown_on.isatty():
        yield
        return
    line = for_line(sentence)[: max(shutil.get_terminal_size().columns - 1, 1)]
    is_shown = []

    def show() -> None:
        is_shown.append(_write(shown_on, line))

    waiting = Timer(after, show)
    waiting.daemon = True
    waiting.start()
    try:
        yield
    finally:
        waiting.cancel()
        waiting.join()
        if any(is_shown):
            _write(shown_on, "\r" + " " * len(line) + "\r")


def _write(stream: TextIO, words: str) -> bool:
    """Write ``words`` at once; a terminal that is gone is no trouble of what is done."""
    with suppress(OSError, ValueError):
        stream.write(words)
        stream.flush()
        return True
    return False
