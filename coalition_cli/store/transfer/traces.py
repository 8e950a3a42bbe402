"""The traces of one workshop on this machine, so that they can be shown, carried and removed."""

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.store import errors
from coalition_cli.store import paths as store_paths
from coalition_cli.store.files import lock, os_file
from coalition_cli.store.formats import sealed, watermark
from coalition_cli.store.formats.sealed import paths as sealed_paths
from coalition_cli.store.recovery import backups
from coalition_cli.store.side import autosave, sent_folders

_END: Final = 1 << 16
_AT: Final = re.compile(rb'"at": "([0-9TZ:.+-]+)"')


class Traces(NamedTuple):
    """The files of one workshop, by what they are; each is there at this moment.

    ``workshop`` is the file itself, or the files of a sealed one. ``half_typed`` holds words that
    were not saved. ``copies`` are backups, what was set aside or repaired, older formats.
    ``litter`` was left by killed processes. ``signs`` say nothing of what was said: the curtain,
    the lock, and how far the file had come. ``memory`` is what the state folder remembers of it.
    """

    workshop: tuple[Path, ...] = ()
    half_typed: tuple[Path, ...] = ()
    copies: tuple[Path, ...] = ()
    litter: tuple[Path, ...] = ()
    signs: tuple[Path, ...] = ()
    memory: tuple[Path, ...] = ()

    @property
    def beside(self) -> tuple[Path, ...]:
        """Everything but the workshop itself and what the machine remembers."""
        return (*self.half_typed, *self.copies, *self.litter, *self.signs)


def of(path: Path) -> Traces:
    """The traces of the workshop at ``path``: a file or a folder, which may be gone already."""
    real = Path(os.path.realpath(path))
    if real.is_dir() and not sealed.is_sealed(real):
        return Traces(memory=tuple(_memory(path)))
    typed = tuple(autosave.files(real))
    copies = tuple(backups.copies(real))
    litter = tuple(_litter(real))
    journal = sealed_paths.journal(real) if real.is_dir() else real
    beside = (
        store_paths.beside(real, ".curtain"),
        store_paths.beside(real, ".clock"),
        store_paths.beside(real, ".room"),
        watermark.beside(real),
        lock.file_of(journal),
    )
    signs = tuple(each for each in beside if os.path.lexists(each))
    known = {*typed, *copies, *litter, *signs}
    if real.is_dir():
        workshop = tuple(each for each in _files_in(real) if each not in known)
    else:
        workshop = (real,) if real.is_file() else ()
    return Traces(workshop, typed, copies, litter, signs, tuple(_memory(path)))


def newest_time(found: Traces) -> datetime | None:
    """The time of the last save: of the last entry of a plain file, else of the files."""
    times = []
    for path in found.workshop:
        with suppress(OSError, Problem, ValueError, OverflowError):
            times.append(
                _time_of_last_entry(path) or datetime.fromtimestamp(path.stat().st_mtime, UTC)
            )
    return max(times, default=None)


def remove(paths: Iterable[Path]) -> list[Path]:
    """Remove files, then sync their folders; return those that were removed. Raises ``Problem``."""
    removed = []
    for path in paths:
        try:
            path.unlink()
        except FileNotFoundError:
            continue
        except OSError as trouble:
            raise errors.unwritten(path, trouble) from None
        removed.append(path)
    for folder in dict.fromkeys(path.parent for path in removed):
        # It may be the next to go, or lie on a system that knows no such call.
        with suppress(OSError):
            os_file.sync_folder(folder)
    return removed


def _files_in(folder: Path) -> list[Path]:
    """The files of a sealed workshop and of its backups; whatever lies deeper is none of ours."""
    places = [place for place in (folder, folder / "backups") if place.is_dir()]
    return sorted(each for place in places for each in place.iterdir() if not each.is_dir())


def _litter(real: Path) -> Iterable[Path]:
    """Temporary files of this workshop and its side files, not of one with a similar name."""
    if real.is_dir():
        yield from (
            each for each in _files_in(real) if each.name.startswith(".") and each.suffix == ".tmp"
        )
        return
    name, stem = re.escape(real.name), re.escape(real.stem)
    written = rf"{name}(\.v-?\d+\.bak)?|\.{stem}\.[0-9a-f]+\.typing|\.{stem}\.(typing|curtain)"
    copied = rf"{stem}(-(aside-)?\d{{8}}T\d{{6}}Z|\.repaired(-\d+)?)\.json"
    pattern = re.compile(rf"\.({written}|{copied})\.[0-9a-f]+\.tmp", re.ASCII)
    for folder in (real.parent, real.parent / "backups"):
        with suppress(OSError):
            yield from sorted(each for each in folder.iterdir() if pattern.fullmatch(each.name))


def _memory(path: Path) -> Iterable[Path]:
    remembered = store_paths.last_open()
    if remembered is not None and os.path.realpath(remembered) == os.path.realpath(path):
        yield store_paths.state_folder() / "open"
    folders = sent_folders.file_of(path)
    if folders.is_file():
        yield folders


def _time_of_last_entry(path: Path) -> datetime | None:
    # Read off the end as it stands: nobody needs the words to look at the clock.
    with os_file.reading(path) as descriptor:
        end = os_file.read_at(descriptor, _END, max(os.fstat(descriptor).st_size - _END, 0))
    times = _AT.findall(end)
    return datetime.fromisoformat(times[-1].decode("ascii")) if times else None
