"""A secret under a passphrase: an age file with one ``scrypt`` stanza and a fixed work factor.

pyrage chooses the work factor by the speed of the machine and refuses on a slow laptop what a fast
one wrote; this module writes 2^17 everywhere and reads up to 2^20. The format is age v1, as at
age-encryption.org/v1, so that ``age -d`` opens the file.
"""

import hashlib
import hmac
import os
import re
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED, REFUSED
from coalition_cli.i18n import _

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

WORK_FACTOR: Final = 17
MOST_WORK: Final = 20
"""Base-2 logarithms of scrypt's N: 128 MiB and half a second, 1 GiB and four seconds."""

_BLOCK_SIZE: Final = 8
_SALT_LABEL: Final = b"age-encryption.org/v1/scrypt"
_VERSION: Final = b"age-encryption.org/v1\n"
_HEADER: Final = re.compile(
    rb"age-encryption\.org/v1\n"
    rb"-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]{0,3})\n"
    rb"([A-Za-z0-9+/]{43})\n"
    rb"---( ([A-Za-z0-9+/]{43})\n)"
)
_CHUNK: Final = 64 * 1024
_TAG: Final = 16
_NONCE: Final = 16


class WrongPassphrase(Problem):
    """The passphrase does not open the file. Nothing says which part of it is wrong."""

    def __init__(self) -> None:
        super().__init__(_("That does not open it. Nothing was changed. Try again."), REFUSED)


class _Stanza(NamedTuple):
    salt: bytes
    work: int
    body: bytes
    mac: bytes
    covered: bytes
    end: int


def as_typed(words: str) -> str:
    """``words`` in the one form that counts (NFKC): an accent may be typed in several ways.

    Every space counts, also the last: ``age`` takes a passphrase as it is typed.
    """
    return unicodedata.normalize("NFKC", words)


def wrap(secret: bytes, passphrase: str) -> bytes:
    """``secret`` as an age file that ``passphrase`` opens."""
    file_key, salt = os.urandom(16), os.urandom(16)
    body = _cipher(_key_of(passphrase, salt, WORK_FACTOR)).encrypt(bytes(12), file_key, None)
    header = _VERSION + b"-> scrypt %s %d\n%s\n---" % (_text(salt), WORK_FACTOR, _text(body))
    return header + b" " + _text(_mac(file_key, header)) + b"\n" + seal_payload(file_key, secret)


def unwrap(sealed: bytes, passphrase: str) -> bytes:
    """The secret that ``wrap`` was given.

    Raises ``WrongPassphrase``, and a ``Problem`` (``DAMAGED``) for anything else.

    A file that asks for more work than ``MOST_WORK`` is refused before any work is done.
    """
    stanza = _read_header(sealed)
    try:
        file_key = _cipher(_key_of(passphrase, stanza.salt, stanza.work)).decrypt(
            bytes(12), stanza.body, None
        )
    except _invalid_tag():
        raise WrongPassphrase from None
    if not hmac.compare_digest(_mac(file_key, stanza.covered), stanza.mac):
        raise _damaged()
    return open_payload(file_key, sealed[stanza.end :])


def seal_payload(file_key: bytes, data: bytes) -> bytes:
    """``data`` as the payload of an age file with this file key."""
    nonce = os.urandom(_NONCE)
    cipher = _cipher(_derived(file_key, nonce, b"payload"))
    parts = [data[start : start + _CHUNK] for start in range(0, len(data), _CHUNK)] or [b""]
    sealed = [nonce]
    for place, part in enumerate(parts):
        is_last = place == len(parts) - 1
        sealed.append(cipher.encrypt(_nonce(place, is_last=is_last), part, None))
    return b"".join(sealed)


def open_payload(file_key: bytes, payload: bytes) -> bytes:
    """The data in the payload of an age file. Raises ``Problem`` (``DAMAGED``) if a byte is
    changed.
    """
    nonce, sealed = payload[:_NONCE], payload[_NONCE:]
    if len(nonce) < _NONCE or len(sealed) < _TAG:
        raise _damaged()
    return b"".join(_chunks(_cipher(_derived(file_key, nonce, b"payload")), sealed))


def _chunks(cipher: "ChaCha20Poly1305", sealed: bytes) -> Iterator[bytes]:
    step = _CHUNK + _TAG
    count = -(-len(sealed) // step)
    for place in range(count):
        part = sealed[place * step : (place + 1) * step]
        is_last = place == count - 1
        try:
            opened = cipher.decrypt(_nonce(place, is_last=is_last), part, None)
        except _invalid_tag():
            raise _damaged() from None
        # Only an empty file may end in an empty chunk.
        if not opened and place:
            raise _damaged()
        yield opened


def _read_header(sealed: bytes) -> _Stanza:
    found = _HEADER.match(sealed)
    if not found:
        raise _damaged()
    work = int(found[2])
    if work > MOST_WORK:
        raise Problem(
            _(
                "The key file asks for more work than any coalition or age command of ours asks"
                " for. It was not opened: somebody may have changed it. Take it from a copy."
            ),
            DAMAGED,
        )
    salt, body, mac = (_bytes(found[number]) for number in (1, 3, 5))
    return _Stanza(salt, work, body, mac, sealed[: found.start(4)], found.end())


def _key_of(passphrase: str, salt: bytes, work: int) -> bytes:
    return hashlib.scrypt(
        as_typed(passphrase).encode("utf-8", "surrogatepass"),
        salt=_SALT_LABEL + salt,
        n=1 << work,
        r=_BLOCK_SIZE,
        p=1,
        maxmem=(128 * _BLOCK_SIZE << work) + (1 << 20),
        dklen=32,
    )


def _mac(file_key: bytes, header: bytes) -> bytes:
    return hmac.digest(_derived(file_key, b"", b"header"), header, "sha256")


def _derived(file_key: bytes, salt: bytes, purpose: bytes) -> bytes:
    # HKDF-SHA-256 for 32 bytes: one extraction and one round.
    extracted = hmac.digest(salt or bytes(32), file_key, "sha256")
    return hmac.digest(extracted, purpose + b"\x01", "sha256")


def _nonce(place: int, *, is_last: bool) -> bytes:
    return place.to_bytes(11, "big") + bytes([is_last])


def _text(data: bytes) -> bytes:
    return b64encode(data).rstrip(b"=")


def _bytes(text: bytes) -> bytes:
    data = b64decode(text + b"=" * (-len(text) % 4))
    if _text(data) != text:
        raise _damaged()
    return data


def _damaged() -> Problem:
    return Problem(
        _(
            "The key file is damaged. Nothing was changed. Take it from a copy, or open with the"
            " organisation's key."
        ),
        DAMAGED,
    )


def _cipher(key: bytes) -> "ChaCha20Poly1305":
    # price: cryptography, 15 ms, and only a passphrase needs it
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    return ChaCha20Poly1305(key)


def _invalid_tag() -> type[Exception]:
    # price: cryptography, 15 ms, and only a passphrase needs it
    from cryptography.exceptions import InvalidTag

    return InvalidTag
