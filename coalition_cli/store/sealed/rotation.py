"""Other keys for a sealed workshop. Whoever is killed in the middle leaves one that opens, and that finishes itself."""

from pathlib import Path
from typing import NamedTuple

from coalition_cli.errors import DAMAGED, Problem
from coalition_cli.store import backups, disk, half_typed, lock, refusals, replacing
from coalition_cli.store.sealed import folder, keys, passphrase, snapshot
from coalition_cli.store.sealed import refusals as own_refusals
from coalition_cli.store.sealed.form import SealedForm
from coalition_cli.words import _


class Rotated(NamedTuple):
    """The workshop under its new key, and how many side files nobody could read, so that they stayed as they were."""

    form: SealedForm
    unreadable: int


def key_under(path: Path, words: str) -> keys.Key:
    """The key of the workshop at ``path`` that the passphrase ``words`` opens.

    Raises ``WrongPassphrase``, and ``Problem`` where the key is not here or damaged.
    """
    identity, coming = folder.identity(path), folder.next_identity(path)
    sealed = _bytes_of(identity)
    if sealed is None:
        raise own_refusals.no_identity(path) if path.is_dir() else own_refusals.missing(path)
    try:
        return _key_in(sealed, words)
    except passphrase.WrongPassphrase:
        sealed = _bytes_of(coming)
        if sealed is None:
            raise
        key = _key_in(sealed, words)
        # Before the new key is among the recipients, there may be lines that it does not open.
        if key.public not in (_bytes_of(folder.recipients(path)) or b"").decode("ascii", "replace").split():
            raise
        return key


def change_passphrase(path: Path, key: keys.Key, words: str) -> None:
    """Let ``words`` open the workshop from now on; its store stays as it is, byte for byte. Raises ``Problem``."""
    wrapped = _wrapped(key, words)
    with lock.held(folder.journal(path)):  # whoever sweeps must not take this for something left behind
        replacing.put(folder.identity(path), wrapped)


def rotate(form: SealedForm, words: str) -> Rotated:
    """The workshop under a new key, which the passphrase ``words`` opens; the key before opens nothing any more.

    ``form`` may be unlocked with the key of the organisation. The order is such that identity.age opens the store, and
    every line that is captured meanwhile, at every moment. Raises ``Problem``.
    """
    key = keys.Key.new()
    try:
        with lock.held(form.journal) as descriptor:
            form.find_locked(descriptor)
            before = form.seal.recipients
            after = (key.public, *before[1:])
            both = (*before, key.public)
            replacing.put(folder.next_identity(form.path), _wrapped(key, words))
            _put_store(form, descriptor, both, (before, after))
            _reseal_side_files(form, both)
            _put_recipients(form, both)
            _let_next_be_first(form.path)
            return _finish(form.path, key, descriptor, after)
    except OSError as trouble:
        raise refusals.unwritten(form.path, trouble) from None


def resume(form: SealedForm) -> str:
    """Finish a rotation that was killed, or take it back where the old key opens; a sentence, or nothing to tell.

    Raises ``Problem``.
    """
    if not form.seal.also:
        return ""
    try:
        with lock.held(form.journal) as descriptor:
            form.find_locked(descriptor)
            if not form.seal.also:
                return ""
            before, after = form.seal.also
            coming = folder.next_identity(form.path)
            is_first = form.key.public == after[0]
            if coming.exists() and not is_first:
                _put_recipients(form, before)
                _reseal_side_files(form, before)
                _put_store(form, descriptor, before)
                coming.unlink()
                disk.sync_folder(form.path)
                return _("A change of keys was interrupted, and was taken back. The passphrase is the one before it.")
            if coming.exists():
                _put_recipients(form, form.seal.recipients)
                _let_next_be_first(form.path)
            _finish(form.path, form.key, descriptor, after)
            form.find_locked(descriptor)
            return _("A change of keys was interrupted, and is finished now. The passphrase is the new one.")
    except OSError as trouble:
        raise refusals.unwritten(form.path, trouble) from None


def away(path: Path, organisation: keys.Key) -> None:
    """Remove the key from this laptop, after ``organisation`` has opened everything. Raises ``Problem``."""
    form = SealedForm(path, organisation)
    form.find()
    if organisation.public not in form.seal.recipients[1:]:
        raise Problem(
            _("This is not the organisation's key of {workshop}. Nothing was removed.").format(workshop=path.name)
        )
    try:
        for each in (folder.identity(path), folder.next_identity(path)):
            each.unlink(missing_ok=True)
        disk.sync_folder(path)
    except OSError as trouble:
        raise refusals.unwritten(path, trouble) from None


def _finish(path: Path, key: keys.Key, descriptor: int, after: tuple[str, ...]) -> Rotated:
    form = SealedForm(path, key)
    form.find_locked(descriptor)
    _put_recipients(form, after)
    unreadable = _reseal_side_files(form, after)
    _put_store(form, descriptor, after)
    return Rotated(form, unreadable)


def _put_store(
    form: SealedForm, descriptor: int, recipients: tuple[str, ...], also: tuple[tuple[str, ...], ...] = ()
) -> None:
    tables = form.read_tables()
    form.put(tables, snapshot.Seal(form.seal.revision + 1, recipients, also), descriptor)


def _put_recipients(form: SealedForm, recipients: tuple[str, ...]) -> None:
    replacing.put(folder.recipients(form.path), keys.recipients_file(recipients))


def _let_next_be_first(path: Path) -> None:
    folder.next_identity(path).replace(folder.identity(path))
    disk.sync_folder(path)


def _reseal_side_files(form: SealedForm, recipients: tuple[str, ...]) -> int:
    """Let backups and half-typed text be sealed for ``recipients``; how many could not be read."""
    unreadable = 0
    for file in (*backups.copies(form.path), *half_typed.files(form.path)):
        try:
            content = form.reveal(file.read_bytes())
        except (Problem, FileNotFoundError):
            unreadable += 1
            continue
        replacing.put(file, keys.seal(content, recipients))
    return unreadable


def _wrapped(key: keys.Key, words: str) -> bytes:
    sealed = passphrase.wrap(keys.identity_file(key, keys.about()), words)
    if _key_in(sealed, words).text != key.text:
        raise Problem(_("The key could not be wrapped. Nothing was changed."), DAMAGED)
    return sealed


def _key_in(sealed: bytes, words: str) -> keys.Key:
    return keys.key_from(passphrase.unwrap(sealed, words).decode("ascii", "replace"))


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as trouble:
        raise refusals.unreadable(path, trouble) from None
