"""A look at a workshop file from the outside: what it is called, and how much stands in it."""

from pathlib import Path

from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model.header import Head
from coalition_cli.store import errors
from coalition_cli.store.appender import open_for_capture
from coalition_cli.store.files import append, os_file


def glance(path: Path) -> tuple[Head, int]:
    """The head of the file at ``path`` and how many entries it holds, read from its two ends alone.

    Raises ``Problem`` as opening it for capture does, and for a sealed workshop, which shows nothing to the outside.
    The count is 0 for a file whose end needs repair.
    """
    capture = open_for_capture(path)
    if capture.head is None:
        raise Problem(_("{workshop} is sealed.").format(workshop=capture.path.name))
    try:
        with os_file.reading(capture.path) as descriptor:
            end = append.last_line(descriptor)
    except OSError as trouble:
        raise errors.unreadable(capture.path, trouble) from None
    return capture.head, end.number if end else 0
