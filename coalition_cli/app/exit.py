"""How the program ends: every way out is a sentence and an exit status, never a traceback before a room."""

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from coalition_cli.app.console import say
from coalition_cli.errors import DONE, INTERRUPTED, REFUSED, UNWRITTEN, Problem
from coalition_cli.i18n import _

R = TypeVar("R")


def leave_no_core() -> None:
    """Let a crash leave no image of this process's memory, which holds what people said.

    Linux passes an image on to a crash reporter at any limit, 0 too, except at exactly 1 byte; no file is so short.
    """
    with suppress(
        ImportError, OSError, ValueError
    ):  # not every system has it; a limit of 0 cannot be raised
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (1, 1))


def keep_calm(act: Callable[[], R]) -> R:
    """What ``act`` gives, or ``SystemExit`` with the status that its trouble has, after a sentence about it."""
    try:
        return act()
    except Problem as problem:
        _end_with(problem.sentence)
        status = problem.status
    except KeyboardInterrupt:
        _end_with(_("Stopped. Everything that was saved is kept."))
        status = INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone (a pager, head): there is nobody left to tell.
        status = DONE
    except OSError as trouble:
        sentence = _(
            "The system could not write or read something ({reason}). Everything that was saved is kept."
        )
        _end_with(sentence.format(reason=trouble.strerror))
        say(
            _("For its makers, without a word that was said: {where}").format(where=_trace(trouble))
        )
        status = UNWRITTEN
    except Exception as error:
        if type(error).__module__.startswith("typer"):
            raise  # wrong usage, and the ends that it asks for itself
        _end_with(_("Something went wrong inside the program. Everything that was saved is kept."))
        say(_("For its makers, without a word that was said: {where}").format(where=_trace(error)))
        status = REFUSED
    raise SystemExit(status)


def _end_with(sentence: str) -> None:
    """Say ``sentence`` on the screen that stays: the other one takes with it whatever stands there."""
    terminal = sys.modules.get("coalition_cli.terminal")
    if terminal is not None:
        terminal.give_back()
    say(sentence)


def _trace(error: BaseException) -> str:
    """Where an error happened: names of files and functions only, never values, which may be somebody's words."""
    steps = []
    trace = error.__traceback__
    while trace is not None:
        steps.append(f"{Path(trace.tb_frame.f_code.co_filename).stem}:{trace.tb_lineno}")
        trace = trace.tb_next
    return f"{type(error).__name__} " + " > ".join(steps[-6:])
