"""The look at a workshop file from the outside: its head, and how many entries stand in it."""

import os
from pathlib import Path

from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model.header import Head
from coalition_cli.store.formats import sealed
from coalition_cli.store.formats.plain import PlainForm
from coalition_cli.store.open_database import of_form
from coalition_cli.store.recovery import hints


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
    outside. The count is 0 for a file whose end needs repair.
    """
    real = Path(os.path.realpath(path))
    if real.is_dir():
        raise Problem(
            _("{workshop} is sealed.").format(workshop=sealed.open_for_capture(real).path.name)
        )
    database = of_form(PlainForm(real))
    return database.find_head(), database.form.last_number() or 0
