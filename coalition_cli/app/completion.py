"""Completion with what is known: exercises, programmes, formats, languages, workshops.

Each function answers for one option or argument, as Typer asks for it: pairs of a value and what a
list says of it. Files and folders are completed by the shell itself, and so is everything that is
answered with nothing.

Values and lines come from names of files and from what stands in them, and a shell evaluates what
it is given: zsh twice, whatever Typer puts a backslash before. So no character goes out that any
shell could take for code.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typer
import typer.core

from coalition_cli import i18n
from coalition_cli.app.command_table import ALL, TOPICS
from coalition_cli.errors import Problem
from coalition_cli.store.paths import last_open, own_exercises_folder, workshops_folder

if TYPE_CHECKING:
    from coalition_cli.catalog import Catalog

Known = list[tuple[str, str]]
Complete = Callable[[typer.Context, str], Known]

_PLAIN: Final = frozenset(" ._-/@+,:=~%")
"""Signs that mean themselves in the midst of a word of every shell."""

_IN_LINES: Final = _PLAIN | {"?"}

_INSTEAD: Final = {"'": "’", '"': "’", ";": ","}
"""Signs that read as well as those that a line may not have."""


def items(known: Mapping[str, str], incomplete: str) -> list[Any]:
    """The entries of ``known`` that begin with ``incomplete``, as a group of commands has them."""
    item = typer.core.CompletionItem  # type: ignore[attr-defined]  # no public name leads to it
    return [item(value, help=line) for value, line in _beginning(known, incomplete)]


def _quiet(complete: Callable[[typer.Context], Mapping[str, str]]) -> Complete:
    """Give what ``complete`` knows; nothing where it meets trouble, for no prompt is the place."""

    # Without functools.wraps: Typer looks at what is wrapped for the names of the parameters.
    def known(ctx: typer.Context, incomplete: str) -> Known:
        with suppress(Problem, OSError):
            return _beginning(complete(ctx), incomplete)
        return []

    known.__doc__ = complete.__doc__
    return known


@_quiet
def exercises(context: typer.Context) -> Mapping[str, str]:
    """Every exercise with its title."""
    return catalog_before(context).titles()


@_quiet
def programmes(context: typer.Context) -> Mapping[str, str]:
    """Every programme."""
    return _named(catalog_before(context).programmes())


@_quiet
def formats(_context: typer.Context) -> Mapping[str, str]:
    """Every format that a summary can be written in."""
    # price: the exports, 2 ms, and only Tab after `coalition export` needs them
    from coalition_cli import exports

    return _named(exports.names())


@_quiet
def sheets(_context: typer.Context) -> Mapping[str, str]:
    """Every sheet that can be printed, with its title."""
    # price: the sheets, 60 ms, and only Tab after `coalition print` needs them
    from coalition_cli.sheets import sheets as every_sheet

    return {each.NAME: each.title() for each in every_sheet()}


@_quiet
def audiences(_context: typer.Context) -> Mapping[str, str]:
    """Every audience that a line can be for."""
    # price: the entries, 3 ms, and only Tab after `--share` needs them
    from coalition_cli.model.entry import SHARES

    return _named(SHARES)


@_quiet
def languages(_context: typer.Context) -> Mapping[str, str]:
    """Every language that the screens speak."""
    return _named(i18n.languages())


@_quiet
def workshops(_context: typer.Context) -> Mapping[str, str]:
    """The workshops where new ones are made; a file anywhere else is completed by the shell."""
    folder = workshops_folder()
    plain = folder.glob("[!.]*.json")
    sealed = (recipients.parent for recipients in folder.glob("[!.]*/recipients.txt"))
    # price: the labels of sealed workshops, 9 ms, and only Tab after a workshop needs them
    from coalition_cli.store.formats.sealed import label

    # With slashes on every system: a backslash is code, and Windows takes both.
    found = {path.as_posix(): "" for path in plain}
    found |= {path.as_posix(): label.read(path).word for path in sealed}
    return dict(sorted(found.items()))


@_quiet
def samples(_context: typer.Context) -> Mapping[str, str]:
    """Every sample workshop."""
    # price: the demo and all that plays it, 60 ms, and only Tab after `coalition demo` needs it
    from coalition_cli.run import demo

    return _named(demo.names())


@_quiet
def help_words(context: typer.Context) -> Mapping[str, str]:
    """Every topic of the help, every command and every exercise."""
    group: Any = context.find_root().command
    topics = [*(each.name for each in TOPICS), ALL]
    return _named([*topics, *group.list_commands(context.find_root())])


def one_of(*words: str) -> Complete:
    """Completion with ``words``, for what Typer must not check itself.

    What is wrong there may be a person's name, which no message may repeat.
    """
    return _quiet(lambda _context: _named(words))


def _beginning(known: Mapping[str, str], incomplete: str) -> list[tuple[str, str]]:
    """What begins so and is safe to offer: a name that is not has to be typed."""
    return [
        (value, _line(line))
        for value, line in known.items()
        if value.startswith(incomplete) and all(map(_is_safe, value))
    ]


def _named(values: Iterable[str]) -> dict[str, str]:
    return dict.fromkeys(values, "")


def _is_safe(sign: str) -> bool:
    """True for a letter, a mark or a digit of any script, and for signs that are no code."""
    return sign in _PLAIN or f"_{sign}".isidentifier()


def _line(text: str) -> str:
    """``text`` without a sign of code or of markup, in one line of the terminal.

    Rich draws it for zsh and fish and breaks what is too long, and fish takes a second line for one
    more value.
    """
    signs = [_INSTEAD.get(sign, sign) for sign in text]
    kept = [sign if _is_readable(sign) else " " for sign in signs]
    line = " ".join("".join(kept).split())
    room = _columns()
    for place, sign in enumerate(line):
        room -= _width(sign)
        if room < 0:
            return line[:place].rstrip()
    return line


def _is_readable(sign: str) -> bool:
    """True if ``sign`` may stand in a line: no shell has code beyond ASCII."""
    return sign in _IN_LINES or (sign.isalnum() if sign.isascii() else sign.isprintable())


def _width(sign: str) -> int:
    """The most columns that ``sign`` can take; Typer writes two backslashes before a colon."""
    if sign == ":":
        return 3
    return 2 if sign >= "\u1100" else 1


def _columns() -> int:
    """The columns that Rich finds, one of the streams being the terminal; 80 where none is."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal():
        return int(told)
    for stream in range(3):
        with suppress(OSError):
            return os.get_terminal_size(stream).columns
    return 80


def language_before(context: typer.Context) -> str:
    """The language of the options before the command: they are read, but nothing is begun yet."""
    return context.find_root().params.get("language") or i18n.language_of_environment()


def held_before(context: typer.Context) -> set[str]:
    """The exercises that the open workshop holds, whatever became of their files.

    None of a sealed one, which tells nothing before it is unlocked.
    """
    # price: the database, 20 ms, and only a name that no file has leads here
    from coalition_cli.store.peek import exercises_in

    named = context.find_root().params.get("file") or os.environ.get("COALITION_FILE")
    path = Path(named) if named else last_open()
    if path is None or not path.is_file():
        return set()
    with suppress(Problem, OSError):
        return exercises_in(path)
    return set()


def catalog_before(context: typer.Context) -> "Catalog":
    """The exercises that the options before the command lead to."""
    # price: the catalog, 2 ms, and a captured line never needs it
    from coalition_cli.catalog import Catalog, folders

    folder = context.find_root().params.get("exercise_folder")
    places = folders(Path(folder) if folder else None, own_exercises_folder())
    return Catalog(places, language_before(context))
