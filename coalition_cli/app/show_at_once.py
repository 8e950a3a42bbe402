"""The short way of ``coalition show``: all results of a plain workshop, without Typer.

It takes only what needs no option, and does what the long way does; the tests run both and compare.
"""

import os
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from coalition_cli import i18n
from coalition_cli.app import console, plain_words
from coalition_cli.app.call import Call
from coalition_cli.app.core_limit import leave_no_core
from coalition_cli.app.exit import keep_calm
from coalition_cli.app.key_ring import lock


def is_shown(words: Sequence[str]) -> bool:
    """Tell if the results were shown, as the arguments ``words`` ask for it.

    Otherwise nothing was done. Raises ``SystemExit`` where something was wrong, and was said.
    """
    options = plain_words.options_of(words, "show", ("--file",))
    path = plain_words.file_of(options) if options is not None else None
    if path is None:
        return False
    leave_no_core()
    console.make_ready()
    try:
        keep_calm(lambda: _show(path))
    finally:
        console.let_go()
    return True


def _show(path: Path) -> None:
    # price: the results, 80 ms; what is broken in them is told as everywhere, not as a traceback
    from coalition_cli.app.show_results import put_results

    try:
        with ExitStack() as ending:
            ending.callback(lock)
            i18n.speak(i18n.language_of_environment())
            is_plain = os.environ.get("TERM") == "dumb"
            call = Call(path, is_plain=is_plain, ending=ending, command="coalition show")
            opened = call.open()
            find = call.held(opened.workshop, only_results=True)
            put_results(opened.workshop, "", "participants", find, call)
    finally:
        console.put_bytes(b"")
