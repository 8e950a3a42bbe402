"""The extras of the program: what a heavy library brings, and the command that brings it."""

from collections.abc import Iterator
from contextlib import contextmanager

from coalition_cli.errors import Problem
from coalition_cli.i18n import _


@contextmanager
def needing(extra: str) -> Iterator[None]:
    """Turn a library that is not there into the sentence that says how to get it.

    ``extra`` is the name under which it is installed with the program.
    """
    try:
        yield
    except ImportError as missing:
        sentence = _(
            "This needs {library}, which is not installed here; nothing was written. To add it: "
            "pip install 'coalition[{extra}]'"
        )
        library = missing.name or extra
        raise Problem(sentence.format(library=library, extra=extra)) from missing
