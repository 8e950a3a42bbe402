"""The ways out of the program: each is a sentence and an exit status, never a traceback."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Final, TypeVar

from coalition_cli.app.console import is_on_terminal, say
from coalition_cli.errors import Closed, Problem
from coalition_cli.exit_status import DONE, INTERRUPTED, REFUSED, UNWRITTEN
from coalition_cli.i18n import _
from coalition_cli.store.errors import Unwritten
from coalition_cli.terminal import give_back

TRACEBACK: Final = "COALITION_TRACEBACK"
"""The variable that a maker sets to 1 to see the frames of an error that nobody foresaw."""

_PACKAGE: Final = Path(__file__).parents[1]

R = TypeVar("R")


class ClosedAtOnce(SystemExit):
    """The end of the program that no page before may come back from: somebody closed it all."""


def keep_calm(act: Callable[[], R]) -> R:
    """Return what ``act`` returns; say a sentence about its trouble and end with its status.

    Raises ``SystemExit`` for every trouble but those of Typer, which ends with them by itself.
    """
    try:
        return act()
    except Closed as problem:
        _end_with(_sentence_of(problem))
        raise ClosedAtOnce(problem.status) from None
    except Problem as problem:
        _end_with(_sentence_of(problem))
        status = problem.status
    except KeyboardInterrupt:
        _end_with(_("Stopped. Everything that was saved is kept."))
        status = INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone (a pager, head): there is nobody left to tell.
        status = DONE
    except OSError as trouble:
        sentence = _(
            "The system could not write or read something ({reason}). "
            "Everything that was saved is kept."
        )
        _end_with(sentence.format(reason=trouble.strerror))
        _tell_makers(trouble)
        status = UNWRITTEN
    except Exception as error:
        if type(error).__module__.startswith("typer"):
            raise  # wrong usage, and the ends that it asks for itself
        _end_with(_("Something went wrong inside the program. Everything that was saved is kept."))
        _tell_makers(error)
        status = REFUSED
    raise SystemExit(status)


def _sentence_of(problem: Problem) -> str:
    """Return what is to be said: only what was typed at a prompt is kept where nothing is saved."""
    if isinstance(problem, Unwritten) and not is_on_terminal():
        return problem.of_given
    return problem.sentence


def _end_with(sentence: str) -> None:
    """Say ``sentence`` on the screen that stays.

    The other one takes with it whatever stands there.
    """
    give_back()
    say(sentence)


def _tell_makers(error: BaseException) -> None:
    """Say where ``error`` happened; each frame in a line of its own where a maker asked for them.

    Names of files and functions alone: a message or a value may be somebody's words.
    """
    name = type(error).__name__
    try:
        where = f"{name} " + " > ".join(_steps(error)[-6:])
        frames = _frames(error) if os.environ.get(TRACEBACK) == "1" else []
    except Exception:
        # An error can be of any make. What Python itself would print of this one holds its words.
        where, frames = name, []
    say(_("For its makers, without a word that was said: {where}").format(where=where))
    for line in frames:
        say(line)


def _steps(error: BaseException) -> list[str]:
    return [
        f"{Path(trace.tb_frame.f_code.co_filename).stem}:{trace.tb_lineno}"
        for trace in _traces(error)
    ]


def _frames(error: BaseException) -> list[str]:
    """The frames of our own code, the outermost first; before them those of what led to it."""
    lines = []
    for each in reversed(_chain(error)):
        lines.append(_kind(each))
        for trace in _traces(each):
            code = trace.tb_frame.f_code
            if file := _ours(code.co_filename):
                lines.append(f"  {file}:{trace.tb_lineno} {code.co_qualname}")
    return lines


def _chain(error: BaseException) -> list[BaseException]:
    """``error`` and what led to it, the last first, each once: an error may be its own cause."""
    chain: list[BaseException] = []
    seen: set[int] = set()
    here: BaseException | None = error
    while here is not None and id(here) not in seen:
        seen.add(id(here))
        chain.append(here)
        here = here.__context__ if here.__cause__ is None else here.__cause__
    return chain


def _kind(error: BaseException) -> str:
    """The class of ``error``, and of code that could not be loaded its place or its name."""
    name = type(error).__name__
    if isinstance(error, SyntaxError) and (file := _ours(error.filename or "")):
        return f"{name} {file}:{int(error.lineno or 0)}"
    if isinstance(error, ImportError) and error.name:
        is_name = all(part.isidentifier() for part in error.name.split("."))
        return f"{name} {error.name}" if is_name else name
    return name


def _traces(error: BaseException) -> Iterator[TracebackType]:
    trace = error.__traceback__
    while trace is not None:
        yield trace
        trace = trace.tb_next


def _ours(file: str) -> str:
    """The path of a file of ours from the package on; empty for those of others.

    What leads to the package may be the home of somebody, and named like her.
    """
    path = Path(file)
    if not path.is_relative_to(_PACKAGE):
        return ""
    return path.relative_to(_PACKAGE.parent).as_posix()
