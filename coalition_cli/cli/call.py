"""One call of the program: what its options chose, the files they mean, and how it ends."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ParamSpec, TypeVar

import typer

from coalition_cli.errors import INTERRUPTED, REFUSED, USAGE, Problem
from coalition_cli.words import _

if TYPE_CHECKING:
    from coalition_cli.catalog import Catalog
    from coalition_cli.model.entry import Entry
    from coalition_cli.model.exercise import Exercise
    from coalition_cli.model.workshop import Workshop
    from coalition_cli.store import WorkshopFile

P = ParamSpec("P")
R = TypeVar("R")

FileOption = Annotated[Path | None, typer.Option("--file", help="The workshop file, instead of the one last opened.")]


@dataclass(frozen=True, slots=True)
class Call:
    """What the options before the command chose."""

    file: Path | None = None
    exercise_folder: Path | None = None
    is_plain: bool = False
    language: str = ""

    def workshop_path(self, file: Path | None = None) -> Path:
        """The workshop file that is meant. Raises ``Problem`` where none was ever opened."""
        from coalition_cli.store import folders

        named = file or self.file or (Path(path) if (path := os.environ.get("COALITION_FILE")) else None)
        chosen = named or folders.last_open()
        if chosen is None:
            raise Problem(_('No workshop is open yet. Make one with: coalition new "Its title"'))
        return chosen

    def open(self, file: Path | None = None) -> "WorkshopFile":
        """The workshop file, opened and, where a power cut tore its last line, repaired."""
        from coalition_cli.store import WorkshopFile

        opened = WorkshopFile.open(self.workshop_path(file))
        if opened.repaired:
            say(opened.repaired)
        self.speak(opened.workshop.head.language)
        return opened

    def speak(self, workshop_language: str) -> None:
        """Use the language asked for, else that of the workshop."""
        from coalition_cli import words

        if not self.language and not os.environ.get("COALITION_LANGUAGE"):
            words.speak(workshop_language)

    def finder(self, language: str) -> "Callable[[str], Exercise | None]":
        """Finds exercises by id; one whose file has mistakes is told about once and taken as missing.

        What was said in it must still be shown and exported.
        """
        catalog = self.catalog(language)
        told: set[str] = set()

        def find(name: str) -> "Exercise | None":
            try:
                return catalog.find(name)
            except Problem as problem:
                if name not in told:
                    say(problem.sentence)
                told.add(name)
                return None

        return find

    def catalog(self, language: str = "en") -> "Catalog":
        """The exercises that can be found, in ``language`` where it was not chosen otherwise."""
        from coalition_cli.catalog import Catalog, folders
        from coalition_cli.store.folders import own_exercises_folder

        chosen = self.language or os.environ.get("COALITION_LANGUAGE") or language
        return Catalog(folders(self.exercise_folder, own_exercises_folder()), chosen)


def keep_calm(command: Callable[P, R]) -> Callable[P, R]:
    """``command``, whose every way out is a sentence and an exit status, never a traceback before a room."""

    @wraps(command)
    def calm(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except Problem as problem:
            say(problem.sentence)
            raise typer.Exit(problem.status) from None
        except KeyboardInterrupt:
            say(_("Stopped. Everything that was saved is kept."))
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            # Whoever read our output has gone (a pager, head): there is nobody left to tell.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except (typer.Exit, typer.Abort):
            raise
        except Exception as error:
            if type(error).__module__.startswith("typer"):
                raise
            say(_("Something went wrong inside the program. Everything that was saved is kept."))
            say(_("For its makers, without a word that was said: {where}").format(where=_trace(error)))
            raise typer.Exit(REFUSED) from None

    return calm


def _trace(error: BaseException) -> str:
    """Where an error happened: names of files and functions only, never values, which may be somebody's words."""
    steps = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        steps.append(f"{Path(code.co_filename).stem}:{trace.tb_lineno}")
        trace = trace.tb_next
    return f"{type(error).__name__} " + " > ".join(steps[-6:])


def this_call(context: typer.Context) -> Call:
    """The call that ``context`` belongs to."""
    found = context.find_root().obj
    return found if isinstance(found, Call) else Call()


def say(sentence: str) -> None:
    """Talk: one sentence on standard error, with nothing in it that could act on a terminal."""
    from coalition_cli.typed import for_screen

    sys.stderr.write(for_screen(sentence) + "\n")


def put(line: str) -> None:
    """Data: one line on standard output, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def is_on_terminal() -> bool:
    """Whether a person can be asked: keys come from a terminal and the screen is one."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stdout.isatty())


def require_terminal(instead: str) -> None:
    """Raise the ``Problem`` of a command that has nobody to ask; ``instead`` says what works without a terminal."""
    if not is_on_terminal():
        raise Problem(_("This needs a terminal to ask its questions in. {instead}").format(instead=instead), USAGE)


def refuse_words(words: list[str] | None, instead: str) -> None:
    """Raise a ``Problem`` for words given as arguments: the shell keeps them, and every user can read them."""
    if words:
        sentence = _(
            "Nothing was saved: words given on the command line stay in the shell's history and can be read by "
            "everyone on this machine. {instead} Consider clearing the history of this shell."
        )
        raise Problem(sentence.format(instead=instead), USAGE)


def find_entry(workshop: "Workshop", word: str) -> "Entry":
    """The entry meant by its number, its id, or the end of its id (four characters or more)."""
    entries = workshop.entries
    if word.lstrip("#").isdigit() and 1 <= int(word.lstrip("#")) <= len(entries):
        return entries[int(word.lstrip("#")) - 1]
    wanted = word.strip().upper()
    found = [entry for entry in entries if entry.id == wanted or (len(wanted) >= 4 and entry.id.endswith(wanted))]
    if len(found) != 1:
        raise Problem(
            _("No single entry goes by {word}. The numbers stand in: coalition show --numbers").format(word=word)
        )
    return found[0]


def local_time(at: str) -> str:
    """The hour and minute of a stored time, on this machine's clock."""
    from datetime import datetime

    return datetime.fromisoformat(at).astimezone().strftime("%H:%M")


def use_utf8() -> None:
    """Read and write UTF-8 whatever the locale says: names do not fit into ASCII, and nothing may crash on one."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if sys.stdin is not None and hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
