"""The copies of the journal of a sealed workshop, kept by who cannot read it.

They lie in ``backups`` inside its folder, under names that sort by time: ``NAME-TIME.log``. They
hold the rows as they stood, sealed. Whoever can read the workshop puts away those that it needs no
more.
"""

import re
import time
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from coalition_cli.errors import Problem
from coalition_cli.store import errors
from coalition_cli.store.files import atomic, lock, os_file
from coalition_cli.store.formats.sealed import journal, outside, paths

KEPT: Final = 10
"""The count of copies that are kept of one journal."""

WORTH_A_COPY: Final = 16_384
"""The bytes by which the journal has grown since its newest copy: some ten lines."""

_FOLDER: Final = "backups"
_TIME: Final = "%Y%m%dT%H%M%SZ"


def all_of(path: Path) -> list[Path]:
    """List every copy of the journal of the workshop at ``path``, the newest first."""
    pattern = re.compile(rf"{re.escape(path.name)}-\d{{8}}T\d{{6}}Z\.log", re.ASCII)
    try:
        found = [each for each in (path / _FOLDER).iterdir() if pattern.fullmatch(each.name)]
    except OSError:
        return []
    return sorted(found, reverse=True)


def keep(path: Path) -> Path | None:
    """Keep a copy of the journal of the workshop at ``path``, and no more than ten.

    None where it did not grow enough since the last. Beyond the ten a copy goes only if a newer one
    has all of its rows: who cannot read them cannot tell what became of the others. Raises
    ``Problem``.
    """
    log = paths.journal(path)
    try:
        copies = all_of(path)
        if not _is_worth_it(log, copies):
            return None
        with lock.held(log) as descriptor:
            outside.refuse_linked(log, descriptor)
            _sweep(path)
            data = os_file.read_from(descriptor, 0)
            data = data[: journal.whole(data)]
            made = _free_name(path, copies)
            atomic.put_new(made, data)
            _let_go_of_the_oldest(copies, data)
    except OSError as trouble:
        raise errors.unwritten(path, trouble) from None
    return made


def rows_in(path: Path) -> list[bytes]:
    """Read the rows of every copy, each once, those of the oldest first."""
    rows: dict[bytes, None] = {}
    for copy in reversed(all_of(path)):
        with suppress(OSError, Problem), os_file.reading(copy) as descriptor:
            rows |= dict.fromkeys(os_file.read_from(descriptor, 0).splitlines())
    return list(rows)


def set_aside(path: Path, rows: Sequence[journal.Row]) -> Path:
    """Keep ``rows`` of the workshop at ``path`` in a copy of their own. Raises ``Problem``."""
    made = _free_name(path, all_of(path))
    atomic.put_new(made, journal.as_lines(rows))
    return made


def clear(path: Path, opener: journal.Opener, known: Collection[str]) -> None:
    """Take out of every copy the rows whose entries are all ``known`` in the workshop, by id.

    What was withdrawn there goes so, too. For who holds the lock. Raises ``Problem``.
    """
    _keep_only(path, opener, lambda row: not _is_known(row, known))


def take_out(path: Path, opener: journal.Opener, laptops: Collection[str]) -> None:
    """Take the rows of ``laptops`` out of every copy: nobody accepts what they wrote.

    For who holds the lock. Raises ``Problem``.
    """
    _keep_only(path, opener, lambda row: not row.documents or row.laptop not in laptops)


def _keep_only(path: Path, opener: journal.Opener, stays: Callable[[journal.Row], bool]) -> None:
    for copy in all_of(path):
        try:
            with os_file.reading(copy) as descriptor:
                read = journal.read(os_file.read_from(descriptor, 0), opener)
            kept = list(filter(stays, read.rows))
            if not kept:
                copy.unlink()
            elif len(kept) < len(read.rows):
                atomic.put(copy, journal.as_lines(kept))
        except OSError as trouble:
            raise errors.unwritten(copy, trouble) from None


def reseal(path: Path, opener: journal.Opener, recipients: Sequence[str]) -> None:
    """Let every copy be sealed for other ``recipients``, as far as it can be read.

    For who holds the lock. Raises ``Problem``.
    """
    for copy in all_of(path):
        try:
            with os_file.reading(copy) as descriptor:
                read = journal.read(os_file.read_from(descriptor, 0), opener)
        except OSError as trouble:
            raise errors.unwritten(copy, trouble) from None
        atomic.put(copy, journal.as_lines(journal.resealed(read.rows, opener.ring, recipients)))


def _is_known(row: journal.Row, known: Collection[str]) -> bool:
    return bool(row.documents) and all(document["id"] in known for document in row.documents)


def _is_worth_it(log: Path, copies: list[Path]) -> bool:
    size = log.stat().st_size
    if not copies:
        return size >= WORTH_A_COPY
    copied = copies[0].stat().st_size
    # One that is shorter than its copy was folded meanwhile.
    return abs(size - copied) >= WORTH_A_COPY and size > 0


def _let_go_of_the_oldest(copies: list[Path], newest: bytes) -> None:
    standing = set(newest.splitlines())
    for copy in copies[: KEPT - 1]:
        standing |= set(copy.read_bytes().splitlines())
    for copy in copies[KEPT - 1 :]:
        if set(copy.read_bytes().splitlines()) <= standing:
            copy.unlink(missing_ok=True)


def _free_name(path: Path, copies: list[Path]) -> Path:
    """Return a name after every other, also where the clock ran backwards."""
    at = datetime.fromtimestamp(int(time.time()), UTC)
    if copies:
        last = copies[0].stem.rpartition("-")[2]
        with suppress(ValueError):
            at = max(at, datetime.strptime(last, _TIME).replace(tzinfo=UTC) + timedelta(seconds=1))
    return path / _FOLDER / f"{path.name}-{at.strftime(_TIME)}.log"


def _sweep(path: Path) -> None:
    """Remove what killed processes left of a copy. For who holds the lock."""
    for left in (path / _FOLDER).glob(f".{atomic.as_pattern(path.name)}-*.log.*.tmp"):
        with suppress(OSError):
            left.unlink()
