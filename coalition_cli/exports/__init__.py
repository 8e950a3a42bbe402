"""The formats of a summary: one module each, found by its name; nothing here lists them.

A format has ``SUFFIX`` and ``render``; what it needs beside lies in a package of its name.
"""

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from coalition_cli.model.summary import Summary


class Export(Protocol):
    """The attributes and methods of every format."""

    SUFFIX: str
    """The suffix of its files' names, the dot included."""

    def render(self, summary: Summary) -> bytes:
        """The whole file; the same summary always gives the same bytes."""


@cache
def names() -> tuple[str, ...]:
    """Every format there is."""
    folder = Path(__file__).parent
    modules = [file.stem for file in folder.glob("*.py")] + [
        file.parent.name for file in folder.glob("*/__init__.py")
    ]
    return tuple(sorted(name for name in modules if not name.startswith("_")))


def export(name: str) -> Export:
    """The format called ``name``; ``KeyError`` if there is none."""
    if name not in names():
        raise KeyError(name)
    return cast(Export, import_module(f"{__name__}.{name}"))
