"""The formats of a summary: one module each, found by its name; nothing here lists them.

A format has ``SUFFIX``, ``TOLD``, ``CHOICES`` and ``render``; what it needs beside lies in a
package of its name. It may say more: see ``is_here``, ``usual``, ``remarks``, ``lacks``,
``words_given`` and ``end_of_name``.
"""

from collections.abc import Callable, Collection
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol, cast

from coalition_cli.model.audience import Audience
from coalition_cli.model.paper import USUAL, Paper
from coalition_cli.model.summary import Summary


class Export(Protocol):
    """The attributes and methods of every format."""

    SUFFIX: str
    """The suffix of its files' names, the dot included."""

    TOLD: str
    """What it is for, marked for translation: words that stand behind its name in a list."""

    CHOICES: Collection[str]
    """The choices of ``Paper`` that it knows, by their names."""

    def render(self, summary: Summary, paper: Paper = USUAL) -> bytes:
        """The whole file; the same summary on the same paper always gives the same bytes.

        Raises ``Problem`` where a library that it needs is not there, or it cannot be set.
        """


@cache
def names() -> tuple[str, ...]:
    """Every format there is."""
    folder = Path(__file__).parent
    modules = [file.stem for file in folder.glob("*.py")] + [
        file.parent.name for file in folder.glob("*/__init__.py")
    ]
    return tuple(sorted(name for name in modules if not name.startswith("_")))


def is_here(name: str) -> bool:
    """True if the libraries that this format says it ``NEEDS`` are installed."""
    return all(find_spec(library) for library in getattr(export(name), "NEEDS", ()))


def usual(audience: Audience) -> tuple[str, ...]:
    """The formats that are written for ``audience`` where nobody asks for any.

    A format says for whom it is usual, as ``USUAL_FOR``. Where a library is missing, those take its
    place that say so, as ``IN_PLACE_OF``.
    """
    wished = [name for name in names() if audience in getattr(export(name), "USUAL_FOR", ())]
    here = [name for name in wished if is_here(name)]
    missing = set(wished) - set(here)
    instead = [name for name in names() if missing & set(getattr(export(name), "IN_PLACE_OF", ()))]
    return tuple(dict.fromkeys((*here, *instead)))


def nothing_in(name: str, summary: Summary) -> str:
    """Why no file of this format is written of ``summary``, in a sentence; mostly empty.

    A format says so, as ``nothing``, whose file would hold nothing at all.
    """
    say: Callable[[Summary], str] | None = getattr(export(name), "nothing", None)
    return say(summary) if say else ""


def remarks(name: str, summary: Summary) -> tuple[str, ...]:
    """Return what is to be said of a file of this format, in sentences; mostly nothing."""
    missing = nothing_in(name, summary)
    if missing:
        return (missing,)
    say: Callable[[Summary], tuple[str, ...]] | None = getattr(export(name), "remarks", None)
    return say(summary) if say else ()


def lacks(name: str) -> Collection[str]:
    """The wishes that stand nowhere in a file of this format; mostly none.

    A format says so, as ``LACKS``: it has no pages, no quotes, or no words beside its days.
    """
    found: Collection[str] = getattr(export(name), "LACKS", ())
    return found


def words_given(export: object, summary: Summary) -> str:
    """The words that a format gives to whatever draws them; mostly none.

    A format says so, as ``words_given``, whose files have only shapes of letters in the order in
    which they are drawn: what is read of these may be another word.
    """
    say: Callable[[Summary], str] | None = getattr(export, "words_given", None)
    return say(summary) if say else ""


def end_of_name(name: str) -> str:
    """What the names of this format's files end with before their suffix; mostly nothing.

    A format says so, as ``END_OF_NAME``, whose suffix another one has too.
    """
    return str(getattr(export(name), "END_OF_NAME", ""))


def export(name: str) -> Export:
    """The format called ``name``; ``KeyError`` if there is none."""
    if name not in names():
        raise KeyError(name)
    return cast(Export, import_module(f"{__name__}.{name}"))
