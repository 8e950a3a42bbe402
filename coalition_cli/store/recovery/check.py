"""The check of a workshop: every damage and every remark; nothing is changed."""

import os
from pathlib import Path

from coalition_cli.errors import Problem
from coalition_cli.i18n import ngettext
from coalition_cli.store import errors
from coalition_cli.store.files.examine import Examined, examine_bytes
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

    What the newest backup holds and the file does not is damage too. Raises ``Problem`` for a file
    that cannot be read. ``now`` is seconds since 1970 (the clock, where not given).
    """
    real = Path(os.path.realpath(path))
    storage = WorkshopStorage(PlainForm(real))
    try:
        data = storage.content()
        found = examine_bytes(data, now=now)
        if found.damage:
            # Another process may just have been writing.
            data = _while_nobody_writes(storage, data)
            found = examine_bytes(data, now=now)
    except FileNotFoundError:
        raise errors.missing(real) from None
    except OSError as trouble:
        raise errors.unreadable(real, trouble) from None
    return _with_loss(found, backups.lost_since(real, data))


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


def _while_nobody_writes(storage: WorkshopStorage, read_before: bytes) -> bytes:
    try:
        with storage.locked():
            return storage.content()
    except Problem:
        return read_before  # where it may not be written, nobody writes


def _with_loss(found: Examined, lost: tuple[backups.Copy, int] | None) -> Examined:
    if lost is None:
        return found
    copy, count = lost
    sentence = ngettext(
        "The copy of {time} holds {count} entry that this file does not.",
        "The copy of {time} holds {count} entries that this file does not.",
        count,
    ).format(time=hints.local_moment(copy.at), count=count)
    return found._replace(damage=[*found.damage, sentence])
