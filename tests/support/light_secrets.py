"""Secrets under a passphrase that take no work to open: half a second less for each time.

Another writer of age files than the program's own, after age-encryption.org/v1: what it writes
stands for a file that another machine wrote with less work. Tests of the work itself do without it.
"""

import hashlib
import hmac
import os
from base64 import b64encode
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from coalition_cli.store.formats.sealed import passphrase_encryption

WORK = 4
"""The base-2 logarithm of scrypt's N; the program writes 17."""


def lighten(path: Path, passphrase: str) -> None:
    """Write the secret in ``path`` anew, so that the same passphrase opens it at once."""
    secret = passphrase_encryption.unwrap(path.read_bytes(), passphrase)
    path.write_bytes(light(secret, passphrase))


def light(secret: bytes, passphrase: str) -> bytes:
    """``secret``, of one chunk at most, as an age file under ``passphrase``."""
    file_key, salt, nonce = (os.urandom(16) for _each in range(3))
    label = b"age-encryption.org/v1/scrypt"
    key = hashlib.scrypt(passphrase.encode(), salt=label + salt, n=1 << WORK, r=8, p=1, dklen=32)
    body = ChaCha20Poly1305(key).encrypt(bytes(12), file_key, None)
    header = b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n---" % (_text(salt), WORK, _text(body))
    mac = hmac.digest(_derived(file_key, None, b"header"), header, "sha256")
    payload = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    sealed = payload.encrypt(bytes(11) + b"\x01", secret, None)
    return header + b" " + _text(mac) + b"\n" + nonce + sealed


def _derived(file_key: bytes, salt: bytes | None, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, purpose).derive(file_key)


def _text(data: bytes) -> bytes:
    return b64encode(data).rstrip(b"=")
