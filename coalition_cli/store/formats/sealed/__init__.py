"""A sealed workshop: a folder of age files that only its passphrase or the key of its organisation opens.

::

    workshop-7f3k/identity.age    the workshop's own key, under its passphrase
    workshop-7f3k/store.age       everything up to the last fold: a TinyDB database, for every recipient
    workshop-7f3k/capture.log     what came since: a line of base64 an append, written with public keys alone
    workshop-7f3k/recipients.txt  the public keys, for who captures without being able to read

All of it opens with the standard ``age`` command. Side files (half-typed text, backups) lie in the same folder,
through ``SealedForm.conceal``.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from coalition_cli.store.formats.sealed import paths

if TYPE_CHECKING:
    from coalition_cli.store.formats.sealed.appender import SealedCapture


def is_sealed(path: Path) -> bool:
    """Whether a sealed workshop stands at ``path``, sound or not; a plain file is none."""
    return path.is_dir() and (paths.store(path).exists() or paths.recipients(path).exists())


def open_for_capture(path: Path) -> "SealedCapture":
    """The sealed workshop at ``path`` for appending, without its passphrase. Raises ``Problem``."""
    from coalition_cli.store.formats.sealed import appender

    return appender.open_for_capture(path)


def code_name(parent: Path) -> str:
    """A name for a new sealed workshop in ``parent`` that says nothing about it."""
    import os

    letters = "23456789abcdefghjkmnpqrstvwxyz"
    while True:
        name = "workshop-" + "".join(letters[byte % len(letters)] for byte in os.urandom(4))
        if not (parent / name).exists():
            return name
