"""The sentences of the store: why a file was not read or not written, what was kept, what to do next.

No sentence holds anything that the file holds.
"""

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

from coalition_cli.errors import DAMAGED, REFUSED, UNWRITTEN, Problem
from coalition_cli.i18n import _

if TYPE_CHECKING:
    from datetime import datetime

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def missing(path: Path) -> Problem:
    """There is no such file; where copies of it are there, it was lost."""
    if offer := last_good_copy(path):
        return Problem(
            _("{file} is not there any more. {offer}").format(file=path.name, offer=offer), DAMAGED
        )
    return Problem(
        _(
            "There is no workshop file {file}. Check the name, or make a workshop with: coalition new"
        ).format(file=path.name),
        REFUSED,
    )


def taken(path: Path) -> Problem:
    """A new file would stand where one stands already."""
    return Problem(
        _("{file} is there already and was not touched. Choose another name.").format(
            file=path.name
        ),
        REFUSED,
    )


def no_file(path: Path) -> Problem:
    """A folder, a pipe or a device stands where a file was expected."""
    return Problem(
        _("{file} is not a file that can hold a workshop.").format(file=path.name), REFUSED
    )


def unreadable(path: Path, trouble: OSError) -> Problem:
    """The system does not let the file be read."""
    return Problem(
        _("{file} could not be read ({reason}). Nothing was changed.").format(
            file=path.name, reason=trouble.strerror
        ),
        REFUSED,
    )


def damaged(path: Path, line: int) -> Problem:
    """The file does not hold what a workshop file holds, from ``line`` on (counting from 1)."""
    offer = last_good_copy(path) or repairing(path)
    return Problem(
        _("{file} is damaged at line {line}. Nothing in it was changed. {offer}").format(
            file=path.name, line=line, offer=offer
        ),
        DAMAGED,
    )


def command_for(path: Path, command: str, *named: Path) -> str:
    """``command`` as it must be typed to mean the workshop at ``path``, with the files ``named`` behind it."""
    import shlex

    from coalition_cli.store import paths

    last = paths.last_open()
    typed = " ".join([command, *(shlex.quote(str(file)) for file in named)])
    is_meant = last is not None and os.path.realpath(last) == os.path.realpath(path)
    if is_meant and "COALITION_FILE" not in os.environ:
        return f"coalition {typed}"
    return f"coalition --file {shlex.quote(str(path))} {typed}"


def local_moment(at: "datetime") -> str:
    """``at`` on the clock of this machine: the hour and minute, and the day where it is not today."""
    from datetime import datetime

    here = at.astimezone()
    is_today = here.date() == datetime.now().astimezone().date()
    return here.strftime("%H:%M" if is_today else "%Y-%m-%d %H:%M")


def repairing(path: Path) -> str:
    """The sentence that says how to save what can be read."""
    return _("To save what can be read of it: {command}").format(
        command=command_for(path, "check --repair")
    )


def last_good_copy(path: Path) -> str:
    """The sentence that offers the newest good backup; empty where there is none."""
    from coalition_cli.store.recovery import backups

    copy = backups.newest_sound(path)
    if copy is None:
        return ""
    sentence = _("The last good copy is of {time}: {command}")
    return sentence.format(time=local_moment(copy.at), command=command_for(path, "restore"))


def newer(path: Path) -> Problem:
    """The file has a format version that this program does not know yet."""
    return Problem(
        _(
            "{file} was made by a newer coalition. It was not changed. Update coalition, then open it again."
        ).format(file=path.name),
        DAMAGED,
    )


def too_old(path: Path) -> Problem:
    """No migration leads from the format version of the file to ours."""
    return Problem(
        _(
            "{file} has a form that this coalition cannot bring up to date. It was not changed. Open it with the"
            " coalition that made it."
        ).format(file=path.name),
        DAMAGED,
    )


def unwritten(path: Path, trouble: OSError) -> Problem:
    """The disk did not take what was to be written; the file is as it was before."""
    if trouble.errno in _FULL:
        sentence = _(
            "The disk with {file} is full. Nothing was lost: what you typed is kept. Free some space, try again."
        )
    elif trouble.errno in _FORBIDDEN:
        sentence = _(
            "{file} may not be written here. Nothing was lost: what you typed is kept. Unlock the folder or"
            " move the file, try again."
        )
    else:
        sentence = _(
            "{file} could not be written ({reason}). Nothing was lost: what you typed is kept. Check the disk or"
            " the stick, try again."
        )
    return Problem(
        sentence.format(file=path.name, reason=trouble.strerror or trouble.__class__.__name__),
        UNWRITTEN,
    )


def busy(path: Path, seconds: int) -> Problem:
    """Another process holds the file's lock and does not finish."""
    return Problem(
        _(
            "Another window has been writing to {file} for {seconds} seconds and has not finished. Nothing was lost:"
            " what you typed is kept. Close that window, try again."
        ).format(file=path.name, seconds=seconds),
        UNWRITTEN,
    )
