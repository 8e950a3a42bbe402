"""The report of all checks, in the order in which they matter.

A check that fails says so and stops no other.
"""

import os
import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from coalition_cli.diagnostics import (
    clock_check,
    cloud_sync,
    core_dumps,
    encryption,
    mounts,
    permissions,
    shell_history,
    system,
    terminal_check,
)
from coalition_cli.diagnostics.finding import Finding, Sign, danger, fine, look
from coalition_cli.i18n import _, ngettext

_LITTLE_ROOM: Final = 1 << 30
_NO_ROOM: Final = 100 << 20


class Subject(NamedTuple):
    """The subject of a report.

    ``place`` is the workshop, or the folder of all of them where none is open.

    ``files`` are its files and folders, whose rights are judged. ``half_typed``, ``litter`` and
    ``open_copies`` are files beside it: words that wait to be saved, what a killed process left,
    copies that are not sealed while it is. ``doubles`` are names of second versions of it.
    ``newest`` is when something was saved in it last.
    """

    place: Path
    is_sealed: bool = False
    files: tuple[Path, ...] = ()
    half_typed: tuple[Path, ...] = ()
    litter: tuple[Path, ...] = ()
    open_copies: tuple[Path, ...] = ()
    doubles: tuple[str, ...] = ()
    newest: datetime | None = None


def examine(subject: Subject) -> list[Finding]:
    """Every finding about this machine and ``subject``.

    Never raises, changes nothing, and holds no word of a room.
    """
    looks: list[Callable[[Subject], Iterable[Finding]]] = [
        _disk,
        _swap,
        _place,
        _sync,
        _rights,
        _traces,
        _histories,
        _cores,
        _clock,
        _screen,
        _room,
        _versions,
    ]
    found: list[Finding] = []
    for each in looks:
        try:
            found += each(subject)
        except Exception:
            meaning = _("One part of this machine could not be looked at ({part}).")
            meaning = meaning.format(part=each.__name__.strip("_"))
            found.append(look(meaning, _("Ask somebody who knows this machine.")))
    return found


def _mounts() -> list[mounts.Mount]:
    return mounts.read_mounts(system.text(Path("/proc/self/mountinfo")))


def _real(path: Path) -> str:
    return os.path.realpath(path)


def _disk(subject: Subject) -> list[Finding]:
    if sys.platform == "darwin":
        return [encryption.judge_filevault(system.filevault())]
    found = encryption.judge_disk(_real(subject.place), _mounts(), system.SystemBlocks())
    if subject.is_sealed and found.sign is Sign.DANGER:
        meaning = _(
            "The disk is not encrypted. The workshop is sealed; summaries and other files on it"
            " are not."
        )
        return [look(meaning, found.advice)]
    return [found]


def _swap(_subject: Subject) -> list[Finding]:
    if not sys.platform.startswith("linux"):
        return []
    path = Path("/proc/swaps")
    if not path.exists():
        return [look(_("Whether memory is swapped out to the disk cannot be seen from here."), "")]
    swaps = encryption.read_swaps(system.text(path))
    states = system.text(Path("/sys/power/state"))
    return [encryption.judge_swap(swaps, _mounts(), system.SystemBlocks(), states)]


def _place(subject: Subject) -> list[Finding]:
    return mounts.judge_place(mounts.mount_of(_real(subject.place), _mounts()))


def _sync(subject: Subject) -> list[Finding]:
    service = cloud_sync.service_of(Path(_real(subject.place)), system.names)
    return [
        *cloud_sync.judge_folder(service, is_sealed=subject.is_sealed),
        *cloud_sync.judge_doubles(subject.doubles),
    ]


def _rights(subject: Subject) -> list[Finding]:
    if not hasattr(os, "getuid"):
        return []
    mount = mounts.mount_of(_real(subject.place), _mounts())
    found: list[Finding] = []
    # Rights mean nothing on a stick that knows no owners; the place itself is told of already.
    if mount is None or mount.kind not in mounts.OPEN_TO_ALL:
        found += permissions.judge_rights(system.held(subject.files), os.getuid())
    home = system.home()
    return found + [permissions.judge_home(each) for each in system.held([home] if home else [])]


def _traces(subject: Subject) -> list[Finding]:
    found = []
    if subject.half_typed:
        count = len(subject.half_typed)
        meaning = ngettext(
            "Words that were typed and never saved wait in {count} file.",
            "Words that were typed and never saved wait in {count} files.",
            count,
        )
        advice = _(
            "They are offered where they were typed: begin that exercise, or coalition note, once"
            " more."
        )
        found.append(look(meaning.format(count=count), advice))
    if subject.litter:
        meaning = _("A run that was killed left files behind: {names}.").format(
            names=_names(subject.litter)
        )
        found.append(
            look(meaning, _("Opening the workshop once, with: coalition show, clears them away."))
        )
    if subject.open_copies:
        meaning = _("The workshop is sealed, but copies of it are not: {names}.")
        meaning = meaning.format(names=_names(subject.open_copies))
        advice = _("Remove them once the sealed workshop has been opened and looked at.")
        found.append(danger(meaning, advice))
    return found


def _histories(_subject: Subject) -> list[Finding]:
    found = [
        finding
        for name, text in system.shell_histories()
        for finding in shell_history.judge_history(name, text)
    ]
    return found or [fine(_("No history of a shell holds words of the room."))]


def _cores(_subject: Subject) -> list[Finding]:
    pattern = system.text(Path("/proc/sys/kernel/core_pattern"))
    return [core_dumps.judge_cores(pattern, system.core_limit())]


def _clock(subject: Subject) -> list[Finding]:
    now = datetime.now().astimezone()
    return [
        clock_check.judge_clock(now, subject.newest),
        *clock_check.judge_zone(system.is_zone_set()),
    ]


def _screen(_subject: Subject) -> list[Finding]:
    return [
        terminal_check.judge_encoding(system.terminal_encoding()),
        *terminal_check.judge_size(*system.terminal_size()),
        *terminal_check.judge_colours(os.environ),
        *terminal_check.judge_recording(os.environ),
        *terminal_check.judge_clipboards(system.clipboards()),
    ]


def _room(subject: Subject) -> list[Finding]:
    free = system.free_bytes(subject.place)
    if free is None:
        return []
    size = f"{free >> 20:,}".replace(",", "\u202f")
    shown = _("{size} MB are free on the disk of the workshops.").format(size=size)
    if free < _NO_ROOM:
        advice = _("Free some space before the workshop: nothing can be saved on a full disk.")
        return [danger(shown, advice)]
    if free < _LITTLE_ROOM:
        return [look(shown, _("Free some space before the next workshop."))]
    return [fine(shown)]


def _versions(_subject: Subject) -> list[Finding]:
    return [fine(_("In use: {versions}.").format(versions=system.versions()))]


def _names(paths: Iterable[Path]) -> str:
    return ", ".join(sorted(path.name for path in paths))
