"""The change of keys of a sealed workshop.

Whoever is killed in the middle leaves a workshop that opens, and that finishes the change itself.
"""

from pathlib import Path
from typing import NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED
from coalition_cli.i18n import _
from coalition_cli.store import errors
from coalition_cli.store.files import atomic, lock, os_file
from coalition_cli.store.formats.sealed import errors as own_refusals
from coalition_cli.store.formats.sealed import (
    journal,
    keys,
    outside,
    passphrase_encryption,
    paths,
    snapshot,
)
from coalition_cli.store.formats.sealed.format import SealedForm
from coalition_cli.store.recovery import backups
from coalition_cli.store.side import autosave


class Rotated(NamedTuple):
    """The workshop under its new key, and the count of side files that nobody could read."""

    form: SealedForm
    unreadable: int


def key_under(path: Path, words: str) -> keys.Key:
    """Return the key of the workshop at ``path`` that the passphrase ``words`` opens.

    Raises ``WrongPassphrase``, and ``Problem`` where the key is not here or damaged.
    """
    outside.refuse_links(path)
    identity, coming = paths.identity(path), paths.next_identity(path)
    sealed = _bytes_of(identity)
    if sealed is None:
        raise own_refusals.no_identity(path) if path.is_dir() else own_refusals.missing(path)
    try:
        return _key_in(sealed, words)
    except passphrase_encryption.WrongPassphrase:
        sealed = _bytes_of(coming)
        if sealed is None:
            raise
        key = _key_in(sealed, words)
        # Before the new key is among the recipients, there may be lines that it does not open.
        if (
            key.public
            not in (_bytes_of(paths.recipients(path)) or b"").decode("ascii", "replace").split()
        ):
            raise
        return key


def change_passphrase(path: Path, key: keys.Key, words: str) -> None:
    """Let ``words`` open the workshop from now on; its store stays as it is, byte for byte.

    Raises ``Problem``.
    """
    wrapped = _wrapped(key, words)
    with lock.held(
        paths.journal(path)
    ):  # whoever sweeps must not take this for something left behind
        atomic.put(paths.identity(path), wrapped)


def rotate(form: SealedForm, words: str, *, forgets_former: bool = False) -> Rotated:
    """Put the workshop under a new key, which ``words`` open; the old one opens nothing.

    The old one is kept in the store, so that what other laptops saved for it can still be brought
    in, unless ``forgets_former``; that wish stands in the store until it is carried out, whoever is
    killed before. ``form`` may be unlocked with the key of the organisation: then the old secret
    key is not known. The order is such that identity.age opens the store, and every line that is
    captured meanwhile, at every moment. Raises ``Problem``.
    """
    key = keys.Key.new()
    try:
        with lock.alone(form.journal) as held:
            form.find_locked(held.descriptor)
            opener, before = form.opener, form.seal.recipients
            after = (key.public, *before[1:])
            both = (*before, key.public)
            own = form.key.text if form.key.public == before[0] else before[0]
            former = (own, *(each for each in form.seal.former if each != own))
            atomic.put(paths.next_identity(form.path), _wrapped(key, words))
            seal = form.seal._replace(
                recipients=both, also=(before, after), former=former, forgets=forgets_former
            )
            _put_store(form, held, seal)
            _reseal_side_files(form, both)
            _put_recipients(form, both)
            _let_next_be_first(form.path)
            return _finish(SealedForm(form.path, key), held, opener)
    except OSError as trouble:
        raise errors.unwritten(form.path, trouble) from None


def resume(form: SealedForm) -> str:
    """Finish a rotation that was killed, or take it back where the old key opens.

    Gives back a sentence, or nothing to tell.

    Raises ``Problem``.
    """
    if not _is_underway(form.seal):
        return ""
    try:
        with lock.alone(form.journal) as held:
            form.find_locked(held.descriptor)
            if not _is_underway(form.seal):
                return ""
            is_coming = bool(form.seal.also) and paths.next_identity(form.path).exists()
            if is_coming and form.key.public != form.seal.also[1][0]:
                _take_back(form, held)
                return _(
                    "A change of keys was interrupted, and was taken back. The passphrase is the"
                    " one before it."
                )
            if is_coming:
                _put_recipients(form, form.seal.recipients)
                _let_next_be_first(form.path)
            _finish(form, held, form.opener)
            form.find_locked(held.descriptor)
            return _(
                "A change of keys was interrupted, and is finished now. The passphrase is the new"
                " one."
            )
    except OSError as trouble:
        raise errors.unwritten(form.path, trouble) from None


def require_key_here(path: Path) -> None:
    """Raise the ``Problem`` of a workshop whose key is not on this laptop."""
    if not paths.identity(path).exists() and not paths.next_identity(path).exists():
        sentence = _(
            "The key of {workshop} is not on this laptop: nobody can open it here. Nothing was"
            " changed."
        )
        raise Problem(sentence.format(workshop=path.name))


def _is_underway(seal: snapshot.Seal) -> bool:
    """True while keys are being changed, or those before are still to be forgotten."""
    return bool(seal.also) or seal.forgets


def _take_back(form: SealedForm, held: lock.Held) -> None:
    """Let the workshop be as it was before its keys were to be changed."""
    before = form.seal.also[0]
    _put_recipients(form, before)
    _reseal_side_files(form, before)
    former = tuple(each for each in form.seal.former if each != form.key.text)
    seal = form.seal._replace(recipients=before, also=(), former=former, forgets=False)
    _put_store(form, held, seal)
    paths.next_identity(form.path).unlink()
    os_file.sync_folder(form.path)


def away(path: Path, organisation: keys.Key) -> None:
    """Remove the key from this laptop, after ``organisation`` has opened everything.

    Raises ``Problem``.
    """
    form = SealedForm(path, organisation)
    form.find()
    if organisation.public not in form.seal.recipients[1:]:
        raise Problem(
            _("This is not the organisation's key of {workshop}. Nothing was removed.").format(
                workshop=path.name
            )
        )
    if form.apart.unreadable:
        raise own_refusals.damaged(form.journal)
    try:
        for each in (paths.identity(path), paths.next_identity(path)):
            each.unlink(missing_ok=True)
        os_file.sync_folder(path)
    except OSError as trouble:
        raise errors.unwritten(path, trouble) from None


def _finish(form: SealedForm, held: lock.Held, opener: journal.Opener) -> Rotated:
    """Let the workshop be for its new keys alone, which ``form`` has.

    ``opener`` opens all that was sealed for those before. They are forgotten last, where this is
    wished: until nothing is left that they alone open.
    """
    form.find_locked(held.descriptor)
    seal, unreadable = form.seal, 0
    if seal.also:
        after = seal._replace(recipients=seal.also[1], also=())
        _put_recipients(form, after.recipients)
        unreadable = _reseal_side_files(form, after.recipients)
        snapshot.keep_former(form.path, after)
        _put_store(form, held, after)
    held.let_go()
    form.reseal_apart(opener)
    form.forget_former()
    return Rotated(form, unreadable)


def _put_store(form: SealedForm, held: lock.Held, seal: snapshot.Seal) -> None:
    seal = seal._replace(revision=form.seal.revision + 1)
    form.put(form.read_tables(), seal, held.descriptor)


def _put_recipients(form: SealedForm, recipients: tuple[str, ...]) -> None:
    atomic.put(paths.recipients(form.path), keys.recipients_file(recipients))


def _let_next_be_first(path: Path) -> None:
    paths.next_identity(path).replace(paths.identity(path))
    os_file.sync_folder(path)


def _reseal_side_files(form: SealedForm, recipients: tuple[str, ...]) -> int:
    """Let backups and half-typed text be sealed for ``recipients``; how many could not be read."""
    unreadable = 0
    for file in (*backups.copies(form.path), *autosave.files(form.path)):
        try:
            content = form.reveal(file.read_bytes())
        except (Problem, FileNotFoundError):
            unreadable += 1
            continue
        atomic.put(file, keys.seal(content, recipients))
    return unreadable


def _wrapped(key: keys.Key, words: str) -> bytes:
    sealed = passphrase_encryption.wrap(keys.identity_file(key, keys.about()), words)
    if _key_in(sealed, words).text != key.text:
        raise Problem(_("The key could not be wrapped. Nothing was changed."), DAMAGED)
    return sealed


def _key_in(sealed: bytes, words: str) -> keys.Key:
    return keys.key_from(passphrase_encryption.unwrap(sealed, words).decode("ascii", "replace"))


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as trouble:
        raise errors.unreadable(path, trouble) from None
