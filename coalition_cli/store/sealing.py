"""The sealing of a workshop, a new one or a plain one, and its way back to a plain file."""

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED, REFUSED
from coalition_cli.i18n import _
from coalition_cli.store import errors, paths
from coalition_cli.store.files import atomic, codec, lock, os_file
from coalition_cli.store.formats import watermark
from coalition_cli.store.formats.plain import PlainForm
from coalition_cli.store.formats.sealed import (
    keys,
    label,
    passphrase_encryption,
    revision,
    signing,
    snapshot,
)
from coalition_cli.store.formats.sealed import paths as sealed_paths
from coalition_cli.store.formats.sealed.format import SealedForm
from coalition_cli.store.formats.tinydb_storage import NewFileStorage
from coalition_cli.store.recovery import backups, hints
from coalition_cli.store.side import autosave

_UNFINISHED = ".tmp"


class Organisation(NamedTuple):
    """The second holder: her public key, and the secret one that proves that she can open."""

    public: str
    proof: keys.Key


def create(
    path: Path,
    tables: codec.Tables,
    words: str,
    organisation: Organisation | None,
    label_word: str = "",
) -> SealedForm:
    """Make a sealed workshop with ``tables`` at ``path``.

    It is opened by the passphrase ``words`` and by the organisation. ``label_word`` stands on it in
    the open.

    Both have opened it before it stands there; otherwise nothing is left behind. Raises
    ``Problem``.
    """
    with _making(path, tables, words, organisation) as made:
        label.put(made.path, label.today(label_word))
    return _opened_first(path, made.key)


@hints.offered()
def seal(
    path: Path,
    target: Path,
    words: str,
    organisation: Organisation | None,
    label_word: str = "",
) -> SealedForm:
    """Make a sealed workshop at ``target`` of the plain file ``path``, as ``create`` does.

    The file and every copy beside it are removed once the sealed one was read back and holds the
    same. Raises ``Problem``, and leaves the file as it is.
    """
    real = Path(os.path.realpath(path))
    plain = PlainForm(real)
    try:
        with lock.alone(real) as held:
            plain.find_locked(held.descriptor, partial(backups.has_lost_more, real))
            tables = plain.read_tables()
            with _making(target, tables, words, organisation) as form:
                _carry(plain, form, target.name)
                label.put(form.path, label.today(label_word))
            sealed = _opened_first(target, form.key)
            if codec.lay_out(sealed.read_tables()) != codec.lay_out(tables):
                raise _not_the_same(path)
            held.let_go()
            _remove_plain(real)
        lock.forget(real)
    except OSError as trouble:
        raise errors.unwritten(real, trouble) from None
    return sealed


def unseal(form: SealedForm, target: Path) -> int:
    """Make a plain file at ``target`` of a sealed workshop; the count of backups that were dropped.

    Those could not be read.

    Its folder is removed once the file was read back and holds the same. Raises ``Problem``, and
    leaves it as it is.
    """
    try:
        with lock.alone(form.journal) as held:
            form.find_locked(held.descriptor)
            _refuse_rows_apart(form)
            tables = form.read_tables()
            NewFileStorage(target).write(tables)
            plain = PlainForm(target)
            if codec.lay_out(plain.read_tables()) != codec.lay_out(tables):
                raise _not_the_same(form.path)
            dropped = _carry(form, plain, target.stem)
            revision.forget(form.find_locked(held.descriptor).head.id)
            revision.forget_joined(form.path)
            held.let_go()
            remove(form.path)
        # Where what is open cannot be removed, the lock that was held still lies there.
        shutil.rmtree(form.path, ignore_errors=True)
    except OSError as trouble:
        raise errors.unwritten(form.path, trouble) from None
    return dropped


def _refuse_rows_apart(form: SealedForm) -> None:
    """Raise the ``Problem`` of rows that would go with the folder, and that nobody has read."""
    told = [*form.apart.damage(form.journal.name), *form.apart.remarks()]
    if not told:
        return
    sentence = _("{told} They would be lost, so nothing was changed.")
    if form.apart.unreadable:
        sentence = _(
            "{told} It would be lost, so nothing was changed. Put a repaired copy in place first:"
            " coalition check --repair"
        )
    raise Problem(sentence.format(told=told[0]), DAMAGED if form.apart.unreadable else REFUSED)


def remove(path: Path) -> None:
    """Remove a sealed workshop from this disk, first its key: the rest opens for nobody."""
    for each in (sealed_paths.identity(path), sealed_paths.next_identity(path)):
        each.unlink(missing_ok=True)
    os_file.sync_folder(path)
    shutil.rmtree(path, ignore_errors=sys.platform == "win32")
    os_file.sync_folder(path.parent)


def sweep(parent: Path) -> None:
    """Remove sealed workshops in ``parent`` that processes left half made."""
    for left in parent.glob(f".*{_UNFINISHED}"):
        with contextlib.suppress(OSError, Problem):
            with lock.if_free(left) as is_left:
                if is_left:
                    shutil.rmtree(left)
            if is_left:
                lock.forget(left)


@contextlib.contextmanager
def _making(
    path: Path, tables: codec.Tables, words: str, organisation: Organisation | None
) -> Iterator[SealedForm]:
    """Make a sealed workshop under another name; it becomes ``path`` if the block ends well."""
    if os.path.lexists(path):
        raise errors.taken(path)
    unfinished = path.with_name(f".{path.name}.{os.urandom(6).hex()}{_UNFINISHED}")
    try:
        os_file.make_private(path.parent)
        sweep(path.parent)
        unfinished.mkdir(mode=os_file.PRIVATE_FOLDER)
        with lock.alone(unfinished):
            atomic.put_new(sealed_paths.journal(unfinished), b"")
            yield _fill(unfinished, tables, words, organisation)
            unfinished.rename(path)
        os_file.sync_folder(path.parent)
    except OSError as trouble:
        raise errors.unwritten(path, trouble) from None
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
        lock.forget(unfinished)


def _fill(
    path: Path, tables: codec.Tables, words: str, organisation: Organisation | None
) -> SealedForm:
    key = keys.Key.new()
    recipients = (key.public, *([organisation.public] if organisation else []))
    atomic.put_new(
        sealed_paths.identity(path),
        passphrase_encryption.wrap(keys.identity_file(key, keys.about()), words),
    )
    atomic.put_new(sealed_paths.recipients(path), keys.recipients_file(recipients))
    # A workshop that was sealed here before, and unsealed or lost, is no older copy of itself.
    known = revision.known(tables["workshop"]["1"]["id"])
    laptop = signing.this_laptop()
    laptops = {laptop.public: paths.device()} if laptop.is_kept else {}
    seal = snapshot.Seal(known.revision + 1 if known else 1, recipients, laptops=laptops)
    snapshot.keep_laptops(path, seal)
    snapshot.write(path, tables, seal, is_new=True)
    if organisation:
        prove(organisation)
        snapshot.read(path, organisation.proof)
    return SealedForm(path, _key_under(path, words))


def prove(organisation: Organisation) -> None:
    """Raise a ``Problem`` unless the organisation opens what is sealed for her public key."""
    blank = os.urandom(32)
    try:
        is_proved = organisation.proof.open(keys.seal(blank, [organisation.public])) == blank
    except keys.NotForThisKey:
        is_proved = False
    if not is_proved:
        raise Problem(
            _(
                "The organisation's secret key does not open what is sealed for its public key."
                " Nothing was made. Give both from the same pair."
            ),
            REFUSED,
        )


def _key_under(path: Path, words: str) -> keys.Key:
    return keys.key_from(
        passphrase_encryption.unwrap(sealed_paths.identity(path).read_bytes(), words).decode(
            "ascii", "replace"
        )
    )


def _opened_first(path: Path, key: keys.Key) -> SealedForm:
    form = SealedForm(Path(os.path.realpath(path)), key)
    form.find()
    return form


def _carry(source: SealedForm | PlainForm, target: SealedForm | PlainForm, name: str) -> int:
    """Bring backups and half-typed text along, in the other form; how many could not be read."""
    dropped = 0
    suffix = ".age" if isinstance(target, SealedForm) else ".json"
    place = (target.path if isinstance(target, SealedForm) else target.path.parent) / "backups"
    pairs = []
    for copy in backups.all_of(source.path):
        stem = source.path.name if isinstance(source, SealedForm) else source.path.stem
        pairs.append(
            (
                copy.path,
                place / f"{name}{copy.path.name.removeprefix(stem).removesuffix(copy.path.suffix)}",
            )
        )
    pairs = [(old, new.with_name(new.name + suffix)) for old, new in pairs]
    beside = paths.beside(source.path, "").name
    for file in autosave.files(source.path):
        pairs.append((file, paths.beside(target.path, file.name.removeprefix(beside))))
    for old, new in pairs:
        try:
            content = source.reveal(old.read_bytes())
        except Problem:
            dropped += 1
            continue
        if not os.path.lexists(new):
            atomic.put_new(new, target.conceal(content))
    return dropped


def _remove_plain(path: Path) -> None:
    for copy in (*backups.copies(path), *autosave.files(path), path):
        copy.unlink(missing_ok=True)
    litter = path.parent.glob(f"..{atomic.as_pattern(path.stem)}.*{_UNFINISHED}")
    watermark.forget(path)
    signs = [paths.beside(path, sign) for sign in (".curtain", ".clock", ".room")]
    for left in (*atomic.leftovers(path), *litter, *signs):
        with contextlib.suppress(OSError):
            left.unlink()
    with contextlib.suppress(OSError):
        (path.parent / "backups").rmdir()  # only where no other workshop has copies there
    os_file.sync_folder(path.parent)


def _not_the_same(path: Path) -> Problem:
    return Problem(
        _(
            "What was written does not hold the same as {file}. Nothing was removed: {file} stands"
            " as it was."
        ).format(file=path.name)
    )
