"""The look at the folder of a sealed workshop from outside: what can be told without its key.

Every way in asks here first, so that all of them refuse the same for the same reason.
"""

import os
import stat
from pathlib import Path
from typing import Final

from coalition_cli.store import errors as plain_refusals
from coalition_cli.store.files import os_file
from coalition_cli.store.formats.sealed import errors, keys, paths

_BEGINNING: Final = 64
_LONGEST: Final = 1_000_000
"""In bytes: no part but the store and the journal, which hold what was said, comes near it."""


def judge(path: Path) -> None:
    """Refuse a folder with a part that is missing, a link, or not sealed. Raises ``Problem``."""
    if not path.is_dir():
        raise errors.missing(path)
    refuse_links(path)
    spoken = (paths.store(path), paths.journal(path))
    for part in paths.parts(path):
        if part not in spoken and part.exists() and part.stat().st_size > _LONGEST:
            raise errors.damaged(part)
    for part in (paths.store(path), paths.journal(path), paths.recipients(path)):
        if not part.exists():
            raise errors.incomplete(part)
    try:
        with os_file.reading(paths.store(path)) as descriptor:
            begins = os_file.read_at(descriptor, _BEGINNING, 0)
    except OSError as trouble:
        raise plain_refusals.unreadable(paths.store(path), trouble) from None
    if not begins:
        raise errors.damaged(paths.store(path))
    if not keys.is_sealed(begins):
        raise errors.not_sealed(paths.store(path))


def refuse_links(path: Path) -> None:
    """Raise a ``Problem`` for a part that is a link, or also stands elsewhere.

    Whoever put it there would get written what is meant for the workshop, or have it read.
    """
    for part in paths.parts(path):
        try:
            status = os.lstat(part)
        except FileNotFoundError:
            continue
        except OSError as trouble:
            raise plain_refusals.unreadable(part, trouble) from None
        if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
            raise errors.linked(part)


def refuse_linked(part: Path, descriptor: int) -> None:
    """Do the same for one part that is open, so that nobody can change it for a link meanwhile."""
    # One that was just replaced has no name any more.
    if stat.S_ISLNK(os.lstat(part).st_mode) or os.fstat(descriptor).st_nlink > 1:
        raise errors.linked(part)
