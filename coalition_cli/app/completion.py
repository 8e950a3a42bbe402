"""Completion with what is known: exercises, programmes, formats, languages, workshops.

Each function answers for one option or argument, as Typer asks for it: pairs of a value and what a
list says of it. Files and folders are completed by the shell itself, and so is everything that is
answered with nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
import typer.core

from coalition_cli import i18n
from coalition_cli.errors import Problem
from coalition_cli.store.paths import own_exercises_folder, workshops_folder

if TYPE_CHECKING:
    from coalition_cli.catalog import Catalog

Known = list[tuple[str, str]]
Complete = Callable[[typer.Context, str], Known]


def items(known: Mapping[str, str], incomplete: str) -> list[Any]:
    """The entries of ``known`` that begin with ``incomplete``, as a group of commands has them."""
    item = typer.core.CompletionItem  # type: ignore[attr-defined]  # no public name leads to it
    return [item(value, help=_safe(line)) for value, line in _beginning(known, incomplete)]


def _quiet(complete: Callable[[typer.Context], Mapping[str, str]]) -> Complete:
    """Give what ``complete`` knows; nothing where it meets trouble, for no prompt is the place."""

    # Without functools.wraps: Typer looks at what is wrapped for the names of the parameters.
    def known(ctx: typer.Context, incomplete: str) -> Known:
        with suppress(Problem, OSError):
            found = _beginning(complete(ctx), incomplete)
            return [(value, _safe(line)) for value, line in found]
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
    return _named(sorted(str(path) for path in (*plain, *sealed)))


@_quiet
def samples(_context: typer.Context) -> Mapping[str, str]:
    """Every sample workshop."""
    # price: the demo and all that plays it, 60 ms, and only Tab after `coalition demo` needs it
    from coalition_cli.run import demo

    return _named(demo.names())


def one_of(*words: str) -> Complete:
    """Completion with ``words``, for what Typer must not check itself.

    What is wrong there may be a person's name, which no message may repeat.
    """
    return _quiet(lambda _context: _named(words))


def _beginning(known: Mapping[str, str], incomplete: str) -> list[tuple[str, str]]:
    return [(value, line) for value, line in known.items() if value.startswith(incomplete)]


def _named(values: Iterable[str]) -> dict[str, str]:
    return dict.fromkeys(values, "")


def _safe(line: str) -> str:
    """``line`` where it holds no markup: zsh and fish are given lines that Rich has drawn."""
    return "" if "[" in line else line


def language_before(context: typer.Context) -> str:
    """The language of the options before the command: they are read, but nothing is begun yet."""
    return context.find_root().params.get("language") or i18n.language_of_environment()


def catalog_before(context: typer.Context) -> "Catalog":
    """The exercises that the options before the command lead to."""
    # price: the catalog, 2 ms, and a captured line never needs it
    from coalition_cli.catalog import Catalog, folders

    folder = context.find_root().params.get("exercise_folder")
    places = folders(Path(folder) if folder else None, own_exercises_folder())
    return Catalog(places, language_before(context))
