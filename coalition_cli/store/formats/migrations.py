"""The migration of files of older formats, when they are opened.

A migration is a function on the tables of a file of one version that leaves those of the next::

    @migration(1)
    def name_the_place(tables: Tables) -> None:
        tables["workshop"]["1"]["place"] = ""

``MIGRATIONS`` lists them all. The format has had one version so far.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from coalition_cli.model.entry import digest
from coalition_cli.model.header import FORMAT_VERSION
from coalition_cli.store import errors
from coalition_cli.store.files import atomic
from coalition_cli.store.files.codec import Tables
from coalition_cli.store.formats.base import Form
from coalition_cli.store.formats.tinydb_storage import WorkshopStorage


@dataclass(frozen=True, slots=True)
class Migration:
    """The change, in place, of tables of ``version`` into those of the next."""

    version: int
    change: Callable[[Tables], None]


def migration(version: int) -> Callable[[Callable[[Tables], None]], Migration]:
    """Mark a function as the migration from ``version`` to the next."""
    return lambda change: Migration(version, change)


MIGRATIONS: Final[tuple[Migration, ...]] = ()


def bring_up(form: Form, migrations: Iterable[Migration] = MIGRATIONS) -> None:
    """Let a plain file have our format; what it was stays beside it as ``NAME.vVERSION.bak``.

    Raises ``Problem`` and changes nothing where no migrations lead to our format.
    """
    changes = {step.version: step.change for step in migrations}
    path = form.path
    storage = WorkshopStorage(form)
    with storage.locked():
        tables = storage.read()
        head = tables["workshop"]["1"]
        version = head["format_version"]
        if version >= FORMAT_VERSION:
            return
        if any(step not in changes for step in range(version, FORMAT_VERSION)):
            raise errors.too_old(path)
        kept = path.read_bytes()
        # A line that somebody changed by hand must still be found by ``check`` afterwards.
        unchanged = [
            document
            for document in tables["entries"].values()
            if document.get("sum") == digest(document)
        ]
        for step in range(version, FORMAT_VERSION):
            changes[step](tables)
            tables["workshop"]["1"]["format_version"] = step + 1
        for document in (tables["workshop"]["1"], *unchanged):
            document["sum"] = digest(document)
        atomic.put(path.with_name(f"{path.name}.v{version}.bak"), kept)
        storage.write(tables)
