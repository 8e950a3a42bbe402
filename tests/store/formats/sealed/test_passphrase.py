"""The passphrase around the key: an age file as any other, the same work on every machine."""

import base64
import hashlib
import json
import shutil
import zlib
from functools import cache
from pathlib import Path

import pexpect
import pyrage
import pytest

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED, REFUSED
from coalition_cli.store.formats.sealed import passphrase_encryption
from tests.support.sealed_rooms import PASSPHRASE

needs_age = pytest.mark.skipif(not shutil.which("age"), reason="the age command is not installed")

# Published by the authors of the format.
VECTORS = json.loads((Path(__file__).parent / "vectors" / "age.json").read_text())["vectors"]


def _vector(name: str) -> tuple[dict[str, str], bytes]:
    head, _, body = base64.b64decode(VECTORS[name]).partition(b"\n\n")
    fields = dict(line.split(": ", 1) for line in head.decode().splitlines())
    return fields, zlib.decompress(body) if fields.get("compressed") == "zlib" else body


@pytest.mark.parametrize("name", [name for name in VECTORS if name.startswith("scrypt")])
def test_every_published_scrypt_file_opens_or_is_refused_as_published(name: str) -> None:
    fields, body = _vector(name)
    if fields["expect"] == "success":
        assert (
            hashlib.sha256(passphrase_encryption.unwrap(body, fields["passphrase"])).hexdigest()
            == fields["payload"]
        )
        return
    with pytest.raises(Problem) as refused:
        passphrase_encryption.unwrap(body, fields.get("passphrase", "password"))
    # A stanza of an unknown type is "no match" for age; a key file of ours has none.
    is_wrong = fields["expect"] == "no match" and name != "scrypt_uppercase"
    assert refused.value.status == (REFUSED if is_wrong else DAMAGED)


@pytest.mark.parametrize("name", [name for name in VECTORS if name.startswith("stream")])
def test_every_published_payload_opens_whole_or_not_at_all(name: str) -> None:
    fields, body = _vector(name)
    payload = body.partition(b"\n--- ")[2].partition(b"\n")[2]
    file_key = bytes.fromhex(fields["file key"])
    if fields["expect"] == "success":
        assert (
            hashlib.sha256(passphrase_encryption.open_payload(file_key, payload)).hexdigest()
            == fields["payload"]
        )
        return
    with pytest.raises(Problem) as refused:
        passphrase_encryption.open_payload(file_key, payload)
    assert refused.value.status == DAMAGED


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])
def test_a_payload_of_any_length_comes_back(size: int) -> None:
    data = bytes(range(256)) * (size // 256) + bytes(size % 256)
    assert (
        passphrase_encryption.open_payload(
            b"k" * 16, passphrase_encryption.seal_payload(b"k" * 16, data)
        )
        == data
    )


@pytest.mark.slow
def test_the_other_library_opens_what_is_wrapped_here_and_the_reverse() -> None:
    assert (
        pyrage.passphrase.decrypt(passphrase_encryption.wrap(b"secret", "pass"), "pass")
        == b"secret"
    )
    assert (
        passphrase_encryption.unwrap(pyrage.passphrase.encrypt(b"secret", "pass"), "pass")
        == b"secret"
    )


def test_the_work_is_the_same_on_every_machine() -> None:
    wrapped = passphrase_encryption.wrap(b"secret", "pass")
    assert wrapped.split(b"\n")[1].endswith(b" 17")
    assert passphrase_encryption.wrap(b"secret", "pass") != wrapped


@needs_age
def test_the_age_command_opens_what_is_wrapped_here(tmp_path: Path) -> None:
    (tmp_path / "identity.age").write_bytes(
        passphrase_encryption.wrap(b"opened by age", PASSPHRASE)
    )
    child = pexpect.spawn("age", ["-d", str(tmp_path / "identity.age")], timeout=30)
    child.expect("passphrase")
    child.sendline(PASSPHRASE)
    child.expect("opened by age")
    child.close()


@cache
def _wrapped() -> bytes:
    return passphrase_encryption.wrap(b"secret", "caf\u00e9 Umoja")


@pytest.mark.parametrize("work", [21, 22, 23, 40, 63, 9999])
def test_a_key_file_that_asks_for_endless_work_is_refused_before_any_work(work: int) -> None:
    lines = _wrapped().split(b"\n")
    lines[1] = lines[1].removesuffix(b"17") + str(work).encode()
    with pytest.raises(Problem) as refused:
        passphrase_encryption.unwrap(b"\n".join(lines), "caf\u00e9 Umoja")
    # Whoever computes first gets another key, and calls the passphrase wrong.
    assert refused.value.status == DAMAGED


@pytest.mark.parametrize(
    ("typed", "opens"),
    [
        ("cafe\u0301 Umoja", True),  # the accent typed as a letter of its own
        ("caf\u00e9 \uff35moja", True),  # a wide letter
        ("caf\u00e9 Umoja ", False),  # each space counts, also the last, as with the age command
        (" caf\u00e9 Umoja", False),
        ("caf\u00e9  Umoja", False),
        ("CAF\u00c9 UMOJA", False),  # Caps Lock
        ("cafe Umoja", False),
        ("", False),
    ],
)
def test_what_counts_as_the_same_passphrase(typed: str, opens: bool) -> None:
    wrapped = _wrapped()
    if opens:
        assert passphrase_encryption.unwrap(wrapped, typed) == b"secret"
        return
    with pytest.raises(passphrase_encryption.WrongPassphrase) as wrong:
        passphrase_encryption.unwrap(wrapped, typed)
    assert wrong.value.status == REFUSED
    assert wrong.value.sentence == "That does not open it. Nothing was changed. Try again."


def test_a_flipped_bit_anywhere_opens_nothing() -> None:
    fields, body = _vector("scrypt")  # little work, so that every byte can be tried
    for place in range(len(body)):
        flipped = bytearray(body)
        flipped[place] ^= 1
        with pytest.raises(Problem):
            passphrase_encryption.unwrap(bytes(flipped), fields["passphrase"])
