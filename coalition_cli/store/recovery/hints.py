"""The way out that a refusal names: the last good copy, or the command that saves what is left."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.shell_word import quoted
from coalition_cli.store import errors, paths
from coalition_cli.store.formats import sealed
from coalition_cli.store.formats.sealed import errors as sealed_errors


@contextmanager
def offered() -> Iterator[None]:
    """Let a ``Problem`` of a lost or damaged file, raised inside, say what can be done about it.

    Also a decorator: ``@offered()``.
    """
    try:
        yield
    except (errors.Missing, errors.Damaged, errors.Cut) as problem:
        raise with_way_out(problem) from None
    except sealed_errors.Damaged as problem:
        if problem.offer or not sealed.can_be_unlocked(problem.path):
            raise  # where its key is not, no copy can be opened either
        offer = last_good_copy(problem.path) or repairing(problem.path)
        raise sealed_errors.Damaged(problem.path, problem.sentence, offer) from None


def with_way_out(problem: errors.Missing | errors.Damaged | errors.Cut) -> Problem:
    """Return ``problem`` with the last good copy of its file, or what else can be done about it."""
    path = problem.path
    if isinstance(problem, errors.Damaged):
        # price: TOML, 5 ms, and most files can be read
        from coalition_cli.store.recovery import other_files

        other = other_files.look_at(path)
        if other:
            return other.refusal()
    offer = last_good_copy(path)
    if isinstance(problem, errors.Damaged):
        return errors.damaged(path, problem.line, offer or repairing(path), problem.reason)
    if isinstance(problem, errors.Cut):
        return errors.cut(path, problem.reason, ". ".join(filter(None, [offer, accepting(path)])))
    return errors.lost(path, offer) if offer else problem


def last_good_copy(path: Path) -> str:
    """Return the sentence that offers the newest good backup; empty where there is none."""
    # price: backups, 4 ms, and most files can be read
    from coalition_cli.store.recovery import backups

    copy = backups.newest_sound(path)
    if copy is None:
        return ""
    sentence = _("The last good copy is of {time}: {command}")
    return sentence.format(time=local_moment(copy.at), command=command_for(path, "restore"))


def repairing(path: Path) -> str:
    """Return the sentence that says how to save what can be read, or that nothing can."""
    if path.is_file() and not _holds_anything(path):
        return nothing_left(path)
    return _("To save what can be read of it: {command}").format(
        command=command_for(path, "check --repair")
    )


def nothing_left(path: Path) -> str:
    """Return the sentence about a file of which neither a line nor a copy is left."""
    sentence = _("Nothing of {file} can be read, and there is no copy of it.")
    return sentence.format(file=path.name)


def _holds_anything(path: Path) -> bool:
    # price: the salvage, 3 ms, and most files can be read
    from coalition_cli.store.recovery import backups, salvage

    try:
        found = salvage.salvage(backups.disk_bytes(path))
    except OSError:  # who wants to read it is told why it cannot be
        return True
    return bool(found.head or found.entries)


def accepting(path: Path) -> str:
    """Return the sentence that says how to go on with a file that lacks what it had."""
    return _("Look for the newer file. To go on with this one all the same: {command}").format(
        command=command_for(path, "check --accept")
    )


def command_for(path: Path, command: str, *named: Path) -> str:
    """Return ``command`` as it must be typed to mean the workshop at ``path``.

    The files ``named`` stand behind it.
    """
    last = paths.last_open()
    typed = " ".join([command, *map(quoted, named)])
    is_meant = last is not None and os.path.realpath(last) == os.path.realpath(path)
    if is_meant and "COALITION_FILE" not in os.environ:
        return f"coalition {typed}"
    return f"coalition --file {quoted(path)} {typed}"


def local_moment(at: datetime, *, with_seconds: bool = False) -> str:
    """Return ``at`` on the clock of this machine: hour and minute, and the day if not today."""
    here = at.astimezone()
    is_today = here.date() == datetime.now().astimezone().date()
    clock = "%H:%M:%S" if with_seconds else "%H:%M"
    return here.strftime(clock if is_today else f"%Y-%m-%d {clock}")
