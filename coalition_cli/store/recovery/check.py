"""The check of a workshop: every damage and every remark; nothing is changed."""

import os
from functools import partial
from pathlib import Path

from coalition_cli.errors import Problem
from coalition_cli.i18n import ngettext
from coalition_cli.store import errors
from coalition_cli.store.files import judge, lock
from coalition_cli.store.files.examine import Examined, examine_bytes
from coalition_cli.store.formats import read, watermark
from coalition_cli.store.formats.base import Form
from coalition_cli.store.formats.plain import PlainForm
from coalition_cli.store.formats.sealed.format import SealedForm
from coalition_cli.store.formats.tinydb_storage import WorkshopStorage
from coalition_cli.store.recovery import backups, hints


def check(path: Path) -> list[str]:
    """Return every damage as a sentence; none for a sound file.

    Raises ``Problem`` for a file that cannot be read.
    """
    return examine(path).damage


@hints.offered()
def examine(path: Path, *, now: float | None = None) -> Examined:
    """Return every damage and every remark of the plain file at ``path``. Changes nothing.

    What it had and has no more is damage too. Raises ``Problem`` for a file that cannot be read, or
    that another version of the program made. ``now`` is seconds since 1970 (the clock, where not
    given).
    """
    real = Path(os.path.realpath(path))
    storage = WorkshopStorage(PlainForm(real))
    try:
        found = _examined(storage, now)
        if found.damage:
            # Another process may just have been writing.
            found = _while_nobody_writes(storage, now) or found
    except FileNotFoundError:
        raise errors.missing(real) from None
    except OSError as trouble:
        raise errors.unreadable(real, trouble) from None
    return found


def accept(path: Path) -> int | None:
    """Let the plain file at ``path`` stand though it lacks entries that it had; their count now.

    None where it lacks nothing. Raises ``Problem``.
    """
    real = Path(os.path.realpath(path))
    try:
        with hints.offered(), lock.held(real) as descriptor:
            found = read.look(real, descriptor)
            try:
                read.refuse(real, found, partial(backups.has_lost_more, real))
            except errors.Cut:
                watermark.accept(real, found)
                return len(found.entries)
    except FileNotFoundError:
        raise errors.missing(real) from None
    except OSError as trouble:
        raise errors.unwritten(real, trouble) from None
    return None


@hints.offered()
def examine_form(form: Form) -> Examined:
    """Do the same for an unlocked workshop. Raises ``Problem`` where opening it does, and the same.

    The lines of a journal that cannot be read are damage, those of unknown laptops a remark.
    """
    if isinstance(form, SealedForm):
        form.look_again()
    found = examine_content(form)
    if isinstance(form, SealedForm):
        damage = [*form.apart.damage(form.journal.name), *found.damage]
        found = found._replace(damage=damage, remarks=[*form.apart.remarks(), *found.remarks])
    return found


@hints.offered()
def examine_content(form: Form) -> Examined:
    """Do the same for what could be read alone: a row that is damaged costs no other."""
    content = WorkshopStorage(form).content()
    return _with_loss(examine_bytes(content), backups.lost_since(form.path, content, form.reveal))


@hints.offered()
def damage_of_sealed(form: Form) -> list[str]:
    """Return the damage alone, as ``examine_content`` does, and fast where there is none."""
    content = WorkshopStorage(form).content()
    if judge.judge(content).judgement != "sound":
        return examine_content(form).damage
    lost = backups.lost_since(form.path, content, form.reveal)
    return [_loss(*lost)] if lost else []


def _while_nobody_writes(storage: WorkshopStorage, now: float | None) -> Examined | None:
    try:
        with storage.locked():
            return _examined(storage, now)
    except Problem:
        return None  # where it may not be written, nobody writes


def _examined(storage: WorkshopStorage, now: float | None) -> Examined:
    path = storage.form.path
    marks = watermark.read(path)
    data = storage.content()
    found = examine_bytes(data, now=now)
    if found.version == "newer":
        raise errors.newer(path)
    if found.version == "too old":
        raise errors.too_old(path)
    lost = backups.lost_since(path, data)
    try:
        seen = read.found_in(path, data, marks, (0, 0))
    except errors.Damaged:
        return _with_loss(found, lost)
    if seen.ending == "cut":
        return _with_loss(
            found._replace(damage=[seen.reason], is_cut=True, reason=seen.reason), lost
        )
    if seen.is_known and not found.damage:
        # What a copy holds more was left behind on purpose.
        return _with_remark(found, lost)
    is_cut = bool(lost) and seen.ending != "damaged" and not seen.is_known
    return _with_loss(found._replace(is_cut=is_cut), lost)


def _with_loss(found: Examined, lost: tuple[backups.Copy, int] | None) -> Examined:
    return found._replace(damage=[*found.damage, _loss(*lost)]) if lost else found


def _with_remark(found: Examined, lost: tuple[backups.Copy, int] | None) -> Examined:
    return found._replace(remarks=[*found.remarks, _loss(*lost)]) if lost else found


def _loss(copy: backups.Copy, count: int) -> str:
    sentence = ngettext(
        "The copy of {time} holds {count} entry that this file does not.",
        "The copy of {time} holds {count} entries that this file does not.",
        count,
    )
    return sentence.format(time=hints.local_moment(copy.at), count=count)
