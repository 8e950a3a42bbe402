"""A look at a workshop file from the outside: what it is called, and how much stands in it."""

from pathlib import Path

from coalition_cli.model.head import Head
from coalition_cli.store import disk, refusals, tail
from coalition_cli.store.capture import open_for_capture


def glance(path: Path) -> tuple[Head, int]:
    """The head of the file at ``path`` and how many entries it holds, read from its two ends alone.

    Raises ``Problem`` as opening it for capture does. The count is 0 for a file whose end needs repair.
    """
    capture = open_for_capture(path)
    try:
        with disk.reading(capture.path) as descriptor:
            end = tail.last_line(descriptor)
    except OSError as trouble:
        raise refusals.unreadable(capture.path, trouble) from None
    return capture.head, end.number if end else 0
