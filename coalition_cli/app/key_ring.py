"""The keys of the sealed workshops that this process has unlocked; forgotten when a call ends.

It loads nothing, so that every call can forget them, and only those that need a key load age.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coalition_cli.store.formats.sealed.format import SealedForm
    from coalition_cli.store.formats.sealed.keys import Key

_unlocked: "dict[Path, Key]" = {}


def key_of(path: Path) -> "Key | None":
    """The key of the workshop at the real ``path``, if it was unlocked here."""
    return _unlocked.get(path)


def keep_unlocked(form: "SealedForm") -> None:
    """Let ``form`` be what this process opens without asking."""
    _unlocked[form.path] = form.key


def lock(path: Path | None = None) -> None:
    """Forget the key of the workshop at ``path``, or all keys: the next command asks again."""
    if path is None:
        _unlocked.clear()
    else:
        _unlocked.pop(path.resolve(), None)
