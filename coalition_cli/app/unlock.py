"""The way into a sealed workshop: the passphrase is asked for once, and the key stays in this process."""

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coalition_cli.app import console, secret_prompt
from coalition_cli.errors import DAMAGED, Problem
from coalition_cli.i18n import _

if TYPE_CHECKING:
    from coalition_cli.store.formats.base import Form
    from coalition_cli.store.formats.sealed.format import SealedForm
    from coalition_cli.store.formats.sealed.keys import Key

_TRIES: Final = 3
_SHORTEST_REFUSAL_SECONDS: Final = 1.0
_SET_DUMPABLE: Final = 4

_unlocked: "dict[Path, Key]" = {}


def unlock(
    path: Path,
    passphrase_fd: int | None = None,
    *,
    is_older_accepted: bool = False,
    is_damaged_accepted: bool = False,
) -> "SealedForm":
    """The sealed workshop at ``path``, unlocked: asks for its passphrase once in this process.

    Afterwards no other process of this user can read the memory of this one. ``is_damaged_accepted`` is for who is
    about to put a good copy in place of a store that cannot be read. Raises ``Problem``.
    """
    from coalition_cli.store import rotation
    from coalition_cli.store.formats.sealed import keys
    from coalition_cli.store.formats.sealed.format import SealedForm

    secret_prompt.refuse_environment()
    real = require_sealed(path)
    key = _unlocked.get(real)
    is_new = key is None
    if key is None:
        hide_memory()
        key = _key_under(real, passphrase_fd)
    form = SealedForm(real, key, is_older_accepted=is_older_accepted)
    if is_damaged_accepted and not _can_be_read(form):
        return form
    if told := rotation.resume(form):
        console.say(told)
    if is_new:
        sentence = _("{workshop} is unlocked. The words of its keys: {words}")
        console.say(
            sentence.format(workshop=real.name, words=keys.fingerprint(form.seal.recipients))
        )
    _unlocked[real] = key
    return form


def _can_be_read(form: "SealedForm") -> bool:
    try:
        return bool(form.seal.recipients)
    except Problem as problem:
        if problem.status != DAMAGED:
            raise
        return False


def keep_unlocked(form: "SealedForm") -> None:
    """Let ``form`` be what this process opens without asking."""
    _unlocked[form.path] = form.key


def lock(path: Path | None = None) -> None:
    """Forget the key of the workshop at ``path``, or all keys: the next command asks again."""
    if path is None:
        _unlocked.clear()
    else:
        _unlocked.pop(path.resolve(), None)


def require_sealed(path: Path) -> Path:
    """Where the sealed workshop at ``path`` really lies. Raises a ``Problem`` if there is none."""
    from coalition_cli.store.formats.sealed import errors, is_sealed

    if path.is_file():
        raise Problem(
            _("{file} is a plain file: it is not sealed. Nothing was changed.").format(
                file=path.name
            )
        )
    if not is_sealed(path):
        raise errors.missing(path)
    return path.resolve()


def hide_memory() -> None:
    """Let no other process of this user read what this one holds, and no crash write it to the disk."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)


def _key_under(path: Path, passphrase_fd: int | None) -> "Key":
    from coalition_cli.store import rotation
    from coalition_cli.store.formats.sealed import errors, passphrase_encryption, paths

    if not paths.identity(path).exists():
        raise errors.no_identity(path)
    tries = _TRIES if passphrase_fd is None else 1
    while True:
        tries -= 1
        words = (
            secret_prompt.ask_secret(
                _("Passphrase of {workshop}:").format(workshop=path.name),
                _("Or use --passphrase-fd."),
            )
            if passphrase_fd is None
            else secret_prompt.from_descriptor(passphrase_fd)
        )
        began = time.monotonic()
        try:
            return rotation.key_under(path, words)
        except passphrase_encryption.WrongPassphrase as wrong:
            time.sleep(max(began + _SHORTEST_REFUSAL_SECONDS - time.monotonic(), 0))
            if not tries:
                raise
            console.say(wrong.sentence)


def form_of(path: Path, passphrase_fd: int | None) -> "Form":
    """The form of the workshop on the disk, damaged or not; a sealed one is unlocked, which may ask."""
    from coalition_cli.store.formats.plain import PlainForm

    if path.is_dir():
        return unlock(path, passphrase_fd, is_damaged_accepted=True)
    return PlainForm(Path(os.path.realpath(path)))
