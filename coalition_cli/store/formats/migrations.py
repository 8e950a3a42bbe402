"""The migration of files of older formats, when they are opened.

A migration is a function on the tables of a file of one version that leaves those of the next::

    @migration(1)
    def number_the_lines(tables: Tables) -> None:
        ...

``MIGRATIONS`` lists them all.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from coalition_cli.model.entry import digest, is_as_saved, with_sum
from coalition_cli.model.header import FORMAT_VERSION
from coalition_cli.model.line_numbers import LineNumbers
from coalition_cli.store import errors
from coalition_cli.store.files import atomic, codec
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


@migration(1)
def number_the_lines(tables: Tables) -> None:
    """Give each line its number at its place, in the order of the file, and codes to actions."""
    numbers = LineNumbers()
    for place, document in tables["entries"].items():
        with suppress(ValueError):  # what is no entry is found when the file is read
            entry = numbers.take(codec.entry_of(document))
            tables["entries"][place] = dict(codec.with_numbers(document, entry))


MIGRATIONS: Final[tuple[Migration, ...]] = (number_the_lines,)


def with_our_format(tables: Tables, migrations: Iterable[Migration] = MIGRATIONS) -> Tables | None:
    """Return ``tables`` in our format; None where no migrations lead there. They may be changed.

    A line that somebody changed by hand keeps its digest: it must still be found by ``check``.
    """
    changes = {step.version: step.change for step in migrations}
    head = tables["workshop"]["1"]
    version, is_head_sound = head["format_version"], codec.is_head_as_saved(head)
    if version == FORMAT_VERSION:
        return tables
    if any(step not in changes for step in range(version, FORMAT_VERSION)):
        return None
    is_unchanged = {place for place, document in tables["entries"].items() if is_as_saved(document)}
    for step in range(version, FORMAT_VERSION):
        changes[step](tables)
        tables["workshop"]["1"]["format_version"] = step + 1
    for place in is_unchanged:
        tables["entries"][place] = with_sum(tables["entries"][place])
    if is_head_sound:
        tables["workshop"]["1"]["sum"] = digest(tables["workshop"]["1"])
    return tables


def bring_up(form: Form, migrations: Iterable[Migration] = MIGRATIONS) -> None:
    """Let a plain file have our format; what it was stays beside it as ``NAME.vVERSION.bak``.

    Raises ``Problem`` and changes nothing where no migrations lead to our format.
    """
    path = form.path
    storage = WorkshopStorage(form)
    with storage.locked():
        tables = storage.read()
        version = tables["workshop"]["1"]["format_version"]
        if version >= FORMAT_VERSION:
            return
        kept = path.read_bytes()
        changed = with_our_format(tables, migrations)
        if changed is None:
            raise errors.too_old(path)
        atomic.put(path.with_name(f"{path.name}.v{version}.bak"), kept)
        storage.write(changed)
