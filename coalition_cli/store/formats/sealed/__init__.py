"""A sealed workshop: a folder of age files.

Only its passphrase or the key of its organisation opens them.

::

    identity.age    the workshop's own key, under its passphrase
    store.age       everything up to the last fold: a TinyDB database, for every recipient
    capture.log     the lines since: one of base64 for each append, written with public keys alone
    recipients.txt  the public keys, for who captures without being able to read
    label.txt       the day of its sealing and a word of one's own, in the open

All of it opens with the standard ``age`` command. Side files (half-typed text, backups) lie in the
same folder, through ``SealedForm.conceal``.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from coalition_cli.store.formats.sealed import paths

if TYPE_CHECKING:
    from coalition_cli.store.formats.sealed.appender import SealedCapture
    from coalition_cli.store.formats.sealed.label import Label


def is_sealed(path: Path) -> bool:
    """True if a sealed workshop stands at ``path``, sound or not; a plain file is none."""
    return path.is_dir() and (paths.store(path).exists() or paths.recipients(path).exists())


def can_be_unlocked(path: Path) -> bool:
    """True if the key of the sealed workshop at ``path`` is here, under its passphrase."""
    return paths.identity(path).exists()


def judge(path: Path) -> None:
    """Refuse a folder of which can be told without its key that it is not whole, or not ours.

    Raises ``Problem``.
    """
    # price: the sealed forms, 9 ms, and a plain workshop never needs them
    from coalition_cli.store.formats.sealed import outside

    outside.judge(path)


def label_of(path: Path) -> "Label":
    """The label of the sealed workshop at ``path``, which stands in the open."""
    # price: the sealed forms, 9 ms, and a plain workshop never needs them
    from coalition_cli.store.formats.sealed import label

    return label.read(path)


def open_for_capture(path: Path) -> "SealedCapture":
    """The sealed workshop at ``path`` for appending, without its passphrase. Raises ``Problem``."""
    # price: the sealed forms, 9 ms, and a plain workshop never needs them
    from coalition_cli.store.formats.sealed import appender

    return appender.open_for_capture(path)


def code_name(parent: Path) -> str:
    """A name for a new sealed workshop in ``parent`` that says nothing about it."""
    letters = "23456789abcdefghjkmnpqrstvwxyz"
    while True:
        name = "workshop-" + "".join(letters[byte % len(letters)] for byte in os.urandom(4))
        if not (parent / name).exists():
            return name
