"""A repaired copy of a sealed workshop, sealed too, inside its folder.

It holds every line that can be read, of the store or else of the newest copy of it, and of the
journal and its copies. Nothing that stands there is changed.
"""

from typing import Any

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED
from coalition_cli.i18n import _, ngettext
from coalition_cli.store import errors
from coalition_cli.store.files import atomic, codec, lock
from coalition_cli.store.formats.sealed import log_copies
from coalition_cli.store.formats.sealed.format import SealedForm
from coalition_cli.store.recovery import backups, hints, salvage
from coalition_cli.store.recovery.repair import Repaired, free_name


def repair(form: SealedForm) -> Repaired:
    """Write a repaired copy of the workshop that was unlocked; never over anything.

    Raises ``Problem``, also where neither the store nor any copy of it can be read.
    """
    try:
        with lock.held(form.journal):
            backups.sweep(form.path)
            tables, told = _tables(form)
            held = {document["id"]: document for document in tables["entries"].values()}
            before = len(held)
            for document in form.read_rows(log_copies.rows_in(form.path)):
                held.setdefault(document["id"], document)
            told += form.apart.damage(form.journal.name)
            told += form.apart.remarks()
            if len(held) > before:
                told.append(_rows_came_in(form, len(held) - before))
            made = free_name(form.path, ".age")
            whole = salvage.put_together(tables["workshop"]["1"], held)
            atomic.put_new(made, form.conceal_beside(codec.lay_out(whole), whole["workshop"]["1"]))
    except OSError as trouble:
        raise errors.unwritten(form.path, trouble) from None
    return Repaired(made, len(held), told)


def _rows_came_in(form: SealedForm, count: int) -> str:
    sentence = ngettext(
        "{count} entry comes from {file}.", "{count} entries come from {file}.", count
    )
    return sentence.format(count=count, file=form.journal.name)


def _tables(form: SealedForm) -> tuple[codec.Tables, list[str]]:
    """What the store holds, or the newest copy that can be read, and sentences about it."""
    try:
        return form.read_store(), []
    except Problem as problem:
        if problem.status != DAMAGED:
            raise  # a newer program made it
        told = [problem.sentence]
    for copy in backups.all_of(form.path, is_all_needed=True):
        tables = _of_copy(form, copy) if copy.kind == "backup" else None
        if tables:
            sentence = _("Everything up to {time} comes from the copy of that time.")
            return tables, [*told, sentence.format(time=hints.local_moment(copy.at))]
    raise Problem(
        _("Nothing of {file} can be read, and there is no copy of it.").format(file=form.path.name),
        DAMAGED,
    )


def _of_copy(form: SealedForm, copy: backups.Copy) -> codec.Tables | None:
    try:
        tables: dict[str, Any] = backups.tables_in(form.reveal(backups.disk_bytes(copy.path)))
    except (OSError, Problem, codec.Damage):
        return None
    return tables
