"""A workshop opened as a TinyDB database, for whoever knows TinyDB."""

import os
from functools import partial
from pathlib import Path

from coalition_cli.store.formats.base import Form
from coalition_cli.store.formats.database import WorkshopDatabase
from coalition_cli.store.formats.plain import PlainForm
from coalition_cli.store.formats.sealed import errors as sealed_errors
from coalition_cli.store.recovery import hints
from coalition_cli.store.recovery.lost_lines import has_lost_more


@hints.offered()
def database(path: str | Path) -> WorkshopDatabase:
    """Open the plain workshop file at ``path`` as a TinyDB database.

    ::

        with database("seminar.json") as db:
            db.insert({"body": {"text": "A house near the road"}, "share": "organizer"})
            for document in db:
                print(document.doc_id, document["body"])

    It has the tables ``entries``, which is meant where none is named, and ``workshop``. An insert
    is on the disk when it returns, also while other processes and threads write to the file. Its
    cost does not grow with the file; only the first insert of an object that gives an ``id`` or a
    ``by`` reads all of it. Every question reads the file anew and strictly.

    Raises ``Problem`` (``coalition_cli.errors``) where there is no such file, where it is damaged
    or sealed, where an insert brings back what was withdrawn, or where the disk does not take it;
    the file is then left as it is. Entries are only ever added: ``update``, ``upsert``, ``remove``,
    ``truncate`` and dropping a table raise ``NotImplementedError``, and what is no new entry, or
    would not be read again as it was given, raises ``ValueError``.
    """
    real = Path(os.path.realpath(path))
    if real.is_dir():
        raise sealed_errors.locked(real)
    opened = of_form(PlainForm(real))
    # Refused now rather than at the first question; an older format is brought up to date.
    opened.find_head()
    return opened


def of_form(form: Form) -> WorkshopDatabase:
    """Return the database of a workshop in its format; a sealed one was unlocked."""
    return WorkshopDatabase(form, partial(has_lost_more, form.path))
