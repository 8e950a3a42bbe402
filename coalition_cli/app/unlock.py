"""The way into a sealed workshop: the passphrase is asked for once in a call."""

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coalition_cli.app import console, key_ring, secret_prompt
from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED
from coalition_cli.i18n import _
from coalition_cli.store import key_rotation
from coalition_cli.store.errors import no_file
from coalition_cli.store.formats.plain import PlainForm
from coalition_cli.store.formats.sealed import (
    errors,
    is_sealed,
    keys,
    label,
    outside,
    passphrase_encryption,
    paths,
)
from coalition_cli.store.formats.sealed.format import SealedForm
from coalition_cli.store.recovery import hints

if TYPE_CHECKING:
    from coalition_cli.store.formats.base import Form

_TRIES: Final = 3
_SHORTEST_REFUSAL_SECONDS: Final = 1.0
_SET_DUMPABLE: Final = 4


@hints.offered()
def unlock(
    path: Path,
    passphrase_fd: int | None = None,
    *,
    is_older_accepted: bool = False,
    is_damaged_accepted: bool = False,
) -> SealedForm:
    """Unlock the sealed workshop at ``path``: ask for its passphrase, once in a call.

    Afterwards no other process of this user can read the memory of this one.
    ``is_damaged_accepted`` is for who is about to put a good copy in place of a store that cannot
    be read. Raises ``Problem``.
    """
    secret_prompt.refuse_environment()
    real = require_sealed(path)
    # Who is about to put back what is lost may open what is not whole, but nothing that is a link.
    (outside.refuse_links if is_damaged_accepted else outside.judge)(real)
    key = key_ring.key_of(real)
    is_new = key is None
    if key is None:
        hide_memory()
        key = _key_under(real, passphrase_fd)
    form = SealedForm(real, key, is_older_accepted=is_older_accepted)
    if is_damaged_accepted and not _can_be_read(form):
        return form
    told = key_rotation.resume(form)
    if told:
        console.say(told)
    if is_new:
        words = keys.fingerprint(form.seal.recipients)
        sentence = _("{workshop} is unlocked. The words of its keys: {words}")
        console.say(sentence.format(workshop=real.name, words=words))
    key_ring.keep_unlocked(form)
    return form


def unlock_again(form: "Form") -> bool:
    """Drop the key of ``form`` until its passphrase is typed again; False if it is not.

    Where no passphrase opens it, as on a laptop that only adds lines, nobody can come back.
    """
    if not isinstance(form, SealedForm):
        return not form.is_sealed
    forget_key(form)
    console.say(_("Locked, because nobody pressed a key. What was typed is kept."))
    try:
        form.take_key(_key_under(form.path, None))
    except (Problem, KeyboardInterrupt):
        return False
    key_ring.keep_unlocked(form)
    return True


def forget_key(form: "Form") -> None:
    """Let this process be unable to read the sealed workshop of ``form``."""
    key_ring.lock(form.path)
    if isinstance(form, SealedForm):
        form.drop_key()


def form_of(path: Path, passphrase_fd: int | None) -> "Form":
    """The form of the workshop on the disk, damaged or not; a sealed one is unlocked first."""
    if path.is_dir():
        return unlock(path, passphrase_fd, is_damaged_accepted=True)
    return PlainForm(Path(os.path.realpath(path)))


def require_sealed(path: Path) -> Path:
    """The real path of the sealed workshop at ``path``. Raises a ``Problem`` if there is none."""
    if path.is_file():
        sentence = _("{file} is a plain file: it is not sealed. Nothing was changed.")
        raise Problem(sentence.format(file=path.name))
    if not is_sealed(path):
        raise no_file(path) if path.is_dir() else errors.missing(path)
    return path.resolve()


def hide_memory() -> None:
    """Let no other process of this user read what this one holds, and no crash write it down."""
    if sys.platform == "linux":
        # price: ctypes, 3 ms, and other systems have no such call
        import ctypes

        ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)


def _can_be_read(form: SealedForm) -> bool:
    try:
        return bool(form.seal.recipients)
    except Problem as problem:
        if problem.status != DAMAGED:
            raise
        return False


def _key_under(path: Path, passphrase_fd: int | None) -> keys.Key:
    """The key that the passphrase of the workshop at ``path`` opens; some tries where it is typed.

    A refusal takes as long whatever is wrong, so that its time tells nothing.
    """
    if not paths.identity(path).exists():
        raise errors.no_identity(path)
    tries = _TRIES if passphrase_fd is None else 1
    while True:
        tries -= 1
        words = _passphrase(path, passphrase_fd)
        began = time.monotonic()
        try:
            return key_rotation.key_under(path, words)
        except passphrase_encryption.WrongPassphrase as wrong:
            time.sleep(max(began + _SHORTEST_REFUSAL_SECONDS - time.monotonic(), 0))
            if not tries:
                raise wrong if passphrase_fd is not None else errors.not_opened() from None
            console.say(wrong.sentence)


def _passphrase(path: Path, passphrase_fd: int | None) -> str:
    if passphrase_fd is not None:
        return secret_prompt.from_descriptor(passphrase_fd)
    named = ", ".join(filter(None, reversed(label.read(path))))
    question = _("Passphrase of {workshop}:").format(workshop=path.name)
    if named:
        question = _("Passphrase of {workshop} ({label}):").format(workshop=path.name, label=named)
    return secret_prompt.ask_secret(question, _("Or use --passphrase-fd."))
