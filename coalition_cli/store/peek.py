"""The look at a workshop file from the outside: its head, and how many entries stand in it."""

import os
from functools import partial
from pathlib import Path

from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model.header import Head
from coalition_cli.store.files import os_file
from coalition_cli.store.files.mark import Found
from coalition_cli.store.formats import read, sealed, watermark
from coalition_cli.store.formats.plain import PlainForm
from coalition_cli.store.open_database import of_form
from coalition_cli.store.recovery import backups, hints


def exercises_in(path: Path) -> set[str]:
    """Return the ids of the exercises of which the plain file at ``path`` holds anything.

    Changes nothing. Raises ``Problem`` as opening does.
    """
    documents = of_form(PlainForm(Path(os.path.realpath(path)))).entries.all()
    return {document["exercise"] for document in documents if document.get("exercise")}


@hints.offered()
def glance(path: Path) -> tuple[Head, int]:
    """Return the head of the file at ``path`` and its count of entries, read from both ends alone.

    Raises ``Problem`` as opening does, and for a sealed workshop, which shows nothing to the
    outside. Nothing is repaired or brought up to date.
    """
    real = Path(os.path.realpath(path))
    if real.is_dir():
        raise Problem(
            _("{workshop} is sealed.").format(workshop=sealed.open_for_capture(real).path.name)
        )
    head, count = _at_both_ends(real)
    if head and count is not None:
        return head, count
    found = _found(real)
    return found.head, len(found.entries)


@hints.offered()
def refuse_unsound(path: Path) -> None:
    """Raise the ``Problem`` with which opening the plain file at ``path`` ends, if it has one.

    Nothing is repaired or brought up to date.
    """
    _found(Path(os.path.realpath(path)))


def _at_both_ends(path: Path) -> tuple[Head | None, int | None]:
    """Return the head and the number of the last entry, as far as the ends of the file tell."""
    marks = watermark.read(path)
    try:
        with os_file.reading(path) as descriptor:
            is_whole = not marks.known or marks.are_reached_at(descriptor)
    except OSError:
        is_whole = False
    if not is_whole:
        return None, None
    head = read.find_head(path)
    return head, PlainForm(path).last_number() if head else None


def _found(path: Path) -> Found:
    return read.find_unchanged(path, partial(backups.has_lost_more, path))
