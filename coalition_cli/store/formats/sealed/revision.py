"""The last known revision of each sealed workshop, so that an older copy is noticed.

One small file a workshop in the state folder: numbers and digests, no word, no name, no path in
clear.
"""

import json
import os
from collections.abc import Collection
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.store import paths
from coalition_cli.store.files import atomic, os_file

_FOLDER: Final = "sealed"
_SUFFIX: Final = ".json"
_JOINED: Final = ".joined"
UNREADABLE: Final = "-"
"""Stands before the digest of a row that could not be read."""


class Known(NamedTuple):
    """The last state of a workshop that this machine saved or saw.

    ``store`` and ``journal`` are digests of the store's bytes and of the journal's first ``length``
    bytes; ``keys`` is the digest of the public keys, ``place`` that of the folder's path. ``rows``
    are digests of the rows in those bytes, so that a row that was damaged is told from rows that
    are gone. ``laptops`` are digests of the public keys of those that may write.
    """

    revision: int
    store: str
    length: int
    journal: str
    keys: str
    place: str
    rows: str = ""
    laptops: str = ""


def digest(data: bytes) -> str:
    """32 hex digits for ``data``."""
    return blake2b(data, digest_size=16).hexdigest()


def place_of(path: Path) -> str:
    """The digest of where a workshop lies."""
    return digest(os.fsencode(os.path.realpath(path)))


def known(workshop_id: str) -> Known | None:
    """The last known state of a workshop; None if it was never seen here."""
    return _read(_file_of(workshop_id))


def remember(workshop_id: str, news: Known) -> None:
    """Let the machine know ``news``; where it cannot be written, it goes on without."""
    path = _file_of(workshop_id)
    data = json.dumps(news._asdict()).encode("ascii")
    with suppress(Problem, OSError):
        if path.exists() and path.read_bytes() == data:
            return
        os_file.make_private(path.parent)
        atomic.put(path, data)


def forget(workshop_id: str) -> None:
    """Know nothing of a workshop any more."""
    with suppress(OSError):
        _file_of(workshop_id).unlink(missing_ok=True)


def remember_joined(workshop_id: str, path: Path) -> None:
    """Let the machine know that what comes of this workshop belongs to the one in this folder."""
    file = _file_of(workshop_id, _JOINED)
    with suppress(Problem, OSError):
        os_file.make_private(file.parent)
        atomic.put(file, place_of(path).encode("ascii"))


def is_joined(workshop_id: str, path: Path) -> bool:
    """True if what comes of this workshop belongs to the one in this folder."""
    return _leads_to(_file_of(workshop_id, _JOINED), path)


def forget_joined(path: Path) -> None:
    """Know nothing any more of what belongs to the workshop in this folder."""
    for file in (paths.state_folder() / _FOLDER).glob(f"*{_JOINED}"):
        if _leads_to(file, path):
            file.unlink(missing_ok=True)


def _leads_to(file: Path, path: Path) -> bool:
    try:
        return file.read_bytes() == place_of(path).encode("ascii")
    except OSError:
        return False


def is_older(before: Known | None, store: bytes, revision: int) -> bool:
    """True if the store goes back behind ``before``."""
    if before is None or revision > before.revision:
        return False
    return revision < before.revision or digest(store) != before.store


def are_rows_gone(
    before: Known | None,
    revision: int,
    journal: bytes,
    rows: Collection[str],
    unreadable: Collection[str],
) -> bool:
    """True if rows that this machine could read in ``journal`` are not among ``rows`` any more.

    A row that was damaged since is one gone and one of the ``unreadable``.
    """
    if before is None or revision != before.revision:
        return False
    if digest(journal[: before.length]) == before.journal:
        return False
    known = before.rows.split()
    gone = {row for row in known if not row.startswith(UNREADABLE)} - set(rows)
    damaged = {row for row in unreadable if UNREADABLE + row not in known}
    return len(gone) > len(damaged) if known else bool(before.length)


def digests_of(laptops: Collection[str]) -> str:
    """The digests of the public keys of ``laptops``, as they are remembered."""
    return " ".join(digest(each.encode("utf-8")) for each in sorted(laptops))


def known_at(path: Path) -> Known | None:
    """The last known state of the workshop in this folder; None if it was never seen there."""
    place = place_of(path)
    found = [each for each in _all() if each.place == place]
    return max(found, key=lambda each: each.revision, default=None)


def keys_known_at(path: Path) -> str | None:
    """The digest of the keys last used for the workshop in this folder; None if never used here."""
    known = known_at(path)
    return known.keys if known else None


def is_known(keys: str) -> bool:
    """True if some workshop was opened here with these keys: a folder may have been moved."""
    return any(each.keys == keys for each in _all())


def pin(path: Path, keys: str) -> None:
    """Remember the keys of the workshop in this folder, whose store cannot be read here."""
    place = place_of(path)
    for file in _files():
        found = _read(file)
        if found and found.place == place:
            with suppress(Problem):
                atomic.put(file, json.dumps(found._replace(keys=keys)._asdict()).encode("ascii"))
            return
    remember(f"at {place}", Known(0, "", 0, digest(b""), keys, place))


def _all() -> list[Known]:
    return [found for file in _files() if (found := _read(file))]


def _files() -> list[Path]:
    folder = paths.state_folder() / _FOLDER
    return sorted(folder.glob(f"*{_SUFFIX}")) if folder.is_dir() else []


def _file_of(workshop_id: str, suffix: str = _SUFFIX) -> Path:
    return paths.state_folder() / _FOLDER / f"{digest(workshop_id.encode('utf-8'))}{suffix}"


def _read(path: Path) -> Known | None:
    try:
        values: dict[str, Any] = json.loads(path.read_bytes())
        found = Known(**values)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    kinds = {name: type(value) for name, value in found._asdict().items()}
    return found if kinds == Known.__annotations__ else None
