"""The restoring of a copy in place of what stands now.

What stands now is set aside first, and what was withdrawn stays withdrawn.
"""

import contextlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED, UNWRITTEN
from coalition_cli.i18n import _
from coalition_cli.model import redaction
from coalition_cli.model.entry import Entry
from coalition_cli.model.line_numbers import last_numbers
from coalition_cli.model.repeated_words import REWORD
from coalition_cli.store import errors
from coalition_cli.store.files import atomic, codec, lock, os_file
from coalition_cli.store.files.examine import examine_bytes
from coalition_cli.store.formats.base import Form
from coalition_cli.store.formats.sealed import paths as sealed_paths
from coalition_cli.store.formats.sealed.format import SealedForm
from coalition_cli.store.formats.tinydb_storage import WorkshopStorage
from coalition_cli.store.recovery import backups, hints, salvage


class Choice(NamedTuple):
    """A sound copy that may be put in place.

    ``holds`` is how many entries it has; ``lacks`` how many stand now, as far as that can be read,
    that it has not.
    """

    path: Path
    tables: codec.Tables
    holds: int
    lacks: int


class Restored(NamedTuple):
    """The count of entries that stand now, and where what stood before lies.

    ``trouble`` is a sentence if no backup was made.
    """

    holds: int
    aside: list[Path]
    trouble: str = ""


def choices(form: Form) -> list[tuple[backups.Copy, Choice | None]]:
    """List every copy, the newest first, with None for one that cannot be put in place."""
    listed: list[tuple[backups.Copy, Choice | None]] = []
    now = _standing(form)
    for copy in backups.all_of(form.path):
        choice = None
        with contextlib.suppress(Problem):
            choice = _choice(form, copy.path, now)
        listed.append((copy, choice))
    return listed


def choose(form: Form, path: Path) -> Choice:
    """Choose the copy at ``path``, wherever it lies.

    Raises ``Problem``: it is damaged, or of another workshop.
    """
    return _choice(form, path, _standing(form))


@hints.offered()
def put_back(form: Form, choice: Choice) -> Restored:
    """Set aside what stands now and put ``choice`` in its place, with every withdrawal.

    Stopped at any moment, either stands, whole. Raises ``Problem``.
    """
    try:
        with _alone(form.journal):
            atomic.sweep(form.journal)
            backups.sweep(form.path)
            tables = _with_withdrawals(form, choice.tables)
            tables["workshop"]["1"] = _head_behind(form, tables)
            aside = _set_aside(form)
            if isinstance(form, SealedForm):
                aside += form.set_unreadable_aside()
            WorkshopStorage(form).write(tables)
    except OSError as trouble:
        raise errors.unwritten(form.path, trouble) from None
    trouble_of_backup = ""
    try:
        with hints.offered():
            backups.keep(form)
    except Problem as problem:
        trouble_of_backup = problem.sentence
    return Restored(len(tables["entries"]), aside, trouble_of_backup)


def _choice(form: Form, path: Path, now: salvage.Salvaged) -> Choice:
    try:
        content = form.reveal(backups.disk_bytes(path))
    except FileNotFoundError:
        raise Problem(
            _("There is no copy {file}. Nothing was changed.").format(file=path.name)
        ) from None
    except OSError as trouble:
        raise errors.unreadable(path, trouble) from None
    if examine_bytes(content).damage:
        sentence = _("{file} is damaged too and was not put in place. Choose another: {command}")
        command = hints.command_for(form.path, "restore")
        raise Problem(sentence.format(file=path.name, command=command), DAMAGED)
    tables = backups.tables_in(content)
    if now.head and now.head["id"] != tables["workshop"]["1"]["id"]:
        sentence = _("{file} is a copy of another workshop. Nothing was changed.")
        raise Problem(sentence.format(file=path.name))
    held = {document["id"] for document in tables["entries"].values()}
    return Choice(path, tables, len(held), len(set(now.entries) - held))


def _standing(form: Form) -> salvage.Salvaged:
    """Read what stands now, or what is left of it; the head of a copy where its own is gone."""
    try:
        tables = form.read_tables()
        documents = {document["id"]: document for document in tables["entries"].values()}
        return salvage.Salvaged(tables["workshop"]["1"], documents, [])
    except (Problem, OSError, codec.Damage, KeyError, TypeError):
        found = _salvaged(form.path)
    if found.head is None:
        last = backups.newest(form.path)
        with contextlib.suppress(Problem, OSError, codec.Damage):
            if last:
                content = form.reveal(backups.disk_bytes(last.path))
                return found._replace(head=backups.tables_in(content)["workshop"]["1"])
    return found


def _salvaged(path: Path) -> salvage.Salvaged:
    try:
        return salvage.salvage(backups.disk_bytes(path))
    except (OSError, Problem):
        return salvage.Salvaged(None, {}, [])


def _with_withdrawals(form: Form, tables: codec.Tables) -> codec.Tables:
    """Return ``tables`` with every withdrawal that the workshop, or any copy of it, knows.

    And without each word that was taken out of a line there.
    """
    documents: dict[str, dict[str, Any]] = {
        document["id"]: document for document in tables["entries"].values()
    }
    workshop_id = tables["workshop"]["1"]["id"]
    cut: dict[str, Entry] = {}
    for found in (_standing(form), *_held_by_copies(form)):
        if found.head is None or found.head["id"] == workshop_id:
            known = (each for each in found.entries.values() if each["op"] == "withdraw")
            documents |= {each["id"]: each for each in known if each["id"] not in documents}
            cut |= _cut_in(found, cut)
    for entry_id in cut.keys() & documents.keys():
        held = codec.entry_of(documents[entry_id])
        (left,) = redaction.cut_alike([held], cut)
        if left != held:
            documents[entry_id] = left.as_document()
    return salvage.put_together(tables["workshop"]["1"], documents)


def _cut_in(found: salvage.Salvaged, known: Mapping[str, Entry]) -> dict[str, Entry]:
    """Return the entries in ``found`` out of which words were taken, those ``known`` included."""
    cut = {}
    for entry_id, document in found.entries.items():
        if REWORD in document["body"]:
            with contextlib.suppress(ValueError):
                entry = codec.entry_of(document)
                cut[entry_id] = redaction.cut_alike([entry], known)[0]
    return cut


def _head_behind(form: Form, tables: codec.Tables) -> dict[str, Any]:
    """Return the head of ``tables`` that gives no number anew which a line had until now."""
    now = _standing(form)
    standing = []
    for document in now.entries.values():
        with contextlib.suppress(ValueError):
            standing.append(codec.entry_of(document))
    left_behind = last_numbers(standing)
    for name, number in dict((now.head or {}).get("n") or {}).items():
        left_behind[name] = max(left_behind.get(name, 0), number)
    entries = map(codec.entry_of, tables["entries"].values())
    return codec.with_last_numbers(tables["workshop"]["1"], entries, left_behind)


def _held_by_copies(form: Form) -> Iterator[salvage.Salvaged]:
    for path in backups.copies(form.path):
        try:
            yield salvage.salvage(form.reveal(backups.disk_bytes(path)))
        except (OSError, Problem):
            continue


def _set_aside(form: Form) -> list[Path]:
    """Keep what stands now: its bytes, or a sealed workshop that can be read as one copy."""
    real = Path(os.path.realpath(form.path))
    if not real.is_dir():
        return _bytes_set_aside(form, [real])
    try:
        return [backups.set_aside(form.path, form.conceal(codec.lay_out(form.read_tables())))]
    except Problem as problem:
        if problem.status == UNWRITTEN:
            raise
    return _bytes_set_aside(form, [sealed_paths.store(real), sealed_paths.journal(real)])


def _bytes_set_aside(form: Form, standing: list[Path]) -> list[Path]:
    kept = []
    for path in standing:
        with contextlib.suppress(FileNotFoundError):
            if data := backups.disk_bytes(path):
                kept.append(backups.set_aside(form.path, data))
    return kept


@contextlib.contextmanager
def _alone(journal: Path) -> Iterator[None]:
    """Keep others from writing. What is gone cannot be locked, and nobody appends to it."""
    if not os.path.lexists(journal):
        os_file.make_private(journal.parent)
        yield
        return
    with lock.alone(journal):
        yield
