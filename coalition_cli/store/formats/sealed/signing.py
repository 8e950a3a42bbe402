"""The signature of a laptop: it signs with a key of its own and is known by that key's four words.

It signs bundles, and each line of a sealed workshop. The words are read aloud once; after that the
machine remembers the sender of bundles, and the workshop whose lines it takes. The key names no
person.
"""

import contextlib
import os
from base64 import b64decode, b64encode
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED
from coalition_cli.i18n import _
from coalition_cli.store import errors, paths
from coalition_cli.store.files import atomic, os_file
from coalition_cli.store.formats.sealed import passphrase_words

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

KEY_LENGTH: Final = 32
SIGNATURE_LENGTH: Final = 64
_MOST_SENDERS: Final = 10_000


class Laptop:
    """This laptop as the writer of lines: its public key in hex, and its hand.

    Where no key can be kept on this machine it has one for this process alone: ``is_kept`` is False
    then, and a line is never refused for it.
    """

    def __init__(self) -> None:
        try:
            self._secret = _own_secret()
            self.is_kept = True
        except Problem:
            # price: cryptography, 10 ms, and a plain workshop file carries no signature
            from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

            self._secret = Ed25519PrivateKey.generate()
            self.is_kept = False
        self.public = _public(self._secret).hex()

    def sign(self, data: bytes) -> bytes:
        """The signature over ``data``."""
        return self._secret.sign(data)


class Signature(NamedTuple):
    """Ed25519: the public key of whoever signed, and the signature."""

    sender: bytes
    signature: bytes


def this_laptop() -> Laptop:
    """This laptop, which has one key for as long as the process lives."""
    return _laptop_of(paths.state_folder())


@cache
def _laptop_of(folder: Path) -> Laptop:
    return Laptop()


def own_key() -> bytes:
    """The public key of this laptop. Raises ``Problem``.

    The secret half is made when it is first asked for.
    """
    return _public(_own_secret())


def sign(data: bytes) -> Signature:
    """``data`` signed by this laptop. Raises ``Problem`` where its key cannot be read or kept."""
    secret = _own_secret()
    return Signature(_public(secret), secret.sign(data))


def is_from(data: bytes, signed: Signature) -> bool:
    """True if the sender signed exactly ``data``."""
    # price: cryptography, 10 ms, and a plain workshop file carries no signature
    from cryptography.exceptions import InvalidSignature

    # price: the same library
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(signed.sender).verify(signed.signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def words_of(sender: bytes) -> str:
    """The four words of a sender."""
    return passphrase_words.fingerprint(sender)


def is_known(sender: bytes) -> bool:
    """True if a person here said yes to this sender before, or it is this machine itself."""
    return sender in _known() or sender == _own_public()


def remember(sender: bytes) -> None:
    """Remember ``sender`` on this machine; where that cannot be written, people are asked again."""
    known = _known()
    if sender in known:
        return
    lines = "".join(f"{each.hex()}\n" for each in [*known, sender][-_MOST_SENDERS:])
    with contextlib.suppress(Problem, OSError):
        os_file.make_private(paths.state_folder())
        atomic.put(_senders(), lines.encode("ascii"))


def _known() -> list[bytes]:
    try:
        rows = _senders().read_text("ascii", errors="replace").split()
    except OSError:
        return []
    return [
        bytes.fromhex(row)
        for row in rows
        if len(row) == 2 * KEY_LENGTH and set(row) <= set("0123456789abcdef")
    ]


def _own_public() -> bytes | None:
    """The public key of this laptop, if it has one already."""
    if not _secret_file().exists():
        return None
    with contextlib.suppress(Problem):
        return own_key()
    return None


def _own_secret() -> "Ed25519PrivateKey":
    # price: cryptography, 10 ms, and only bundles and lines of sealed workshops are signed
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    path = _secret_file()
    for _attempt in range(2):
        try:
            return Ed25519PrivateKey.from_private_bytes(b64decode(path.read_bytes(), validate=True))
        except FileNotFoundError:
            # Another process may be first; what cannot be written is told below.
            with contextlib.suppress(Problem):
                atomic.put_new(path, b64encode(os.urandom(KEY_LENGTH)))
        except ValueError:
            sentence = _(
                "{file} is damaged. Nothing was changed. Remove it: this laptop then gets a new"
                " key and new words."
            )
            raise Problem(sentence.format(file=path), DAMAGED) from None
        except OSError as trouble:
            raise errors.unreadable(path, trouble) from None
    raise errors.unwritten(path, PermissionError(13, os.strerror(13)))


def _public(secret: "Ed25519PrivateKey") -> bytes:
    return secret.public_key().public_bytes_raw()


def _secret_file() -> Path:
    return paths.state_folder() / "sender.key"


def _senders() -> Path:
    return paths.state_folder() / "senders"
