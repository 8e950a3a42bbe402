"""The redaction of a word in a workshop, and in every copy that the store keeps of it.

The copies come first: whoever is stopped in between has a workshop as it was, and does it again.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from coalition_cli.model import redaction
from coalition_cli.model.entry import Entry, from_document
from coalition_cli.model.redaction import Spoken
from coalition_cli.store.files import atomic, os_file
from coalition_cli.store.files.codec import Tables
from coalition_cli.store.formats.base import Form
from coalition_cli.store.recovery import backups
from coalition_cli.store.side import autosave
from coalition_cli.store.withdraw import Gone, laid_out


class Redacted(NamedTuple):
    """The outcome of a redaction.

    ``reached`` are the ids of all entries that lost the words. ``removed`` are copies that could
    not be read, and so were removed as a whole.
    """

    reached: set[str]
    removed: list[Path]
    gone: Gone


def clear_copies(form: Form, spoken: Spoken) -> list[Path]:
    """Take ``spoken`` out of every copy and half-typed text; the copies that had to be removed.

    For who holds the lock. Raises ``Problem`` and ``OSError``.
    """
    atomic.sweep(form.journal)

    def change(tables: Tables) -> Tables:
        held = [from_document(document) for document in tables["entries"].values()]
        return laid_out(tables, held, [redaction.without(entry, spoken) for entry in held])

    removed = backups.rewrite(form, change)
    autosave.forget_where(form, spoken.is_in)
    os_file.sync_folder(form.journal.parent)
    return removed


def as_cut(tables: Tables, known: Mapping[str, Entry]) -> Tables:
    """Return ``tables`` without the words that are cut out of those ``known`` by their ids."""
    held = [from_document(document) for document in tables["entries"].values()]
    return laid_out(tables, held, redaction.cut_alike(held, known))
