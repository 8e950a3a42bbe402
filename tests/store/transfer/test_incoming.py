"""A bundle that somebody made to do harm: refused within time and memory, and nothing on the
machine changes.
"""

import io
import json
import os
import subprocess
import sys
import tarfile
import zipfile
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from coalition_cli.model.entry import digest
from coalition_cli.model.header import FORMAT_VERSION
from tests.support.calling import House

MOST_MEGABYTES = 200
MOST_SECONDS = 5
CANARY = "canary-of-a-bundle"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
ID = "01JD0000000000000000000000"


def _public(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def entry(**changes: Any) -> dict[str, Any]:
    """A sound line, with changes, and the right digest of whatever came out."""
    document = {
        "id": "01JD0000010000000000000001",
        "at": "2024-11-12T09:00:00.000Z",
        "by": None,
        "device": "0a1b2c3d",
        "exercise": None,
        "run": 1,
        "step": "note",
        "op": "add",
        "ref": None,
        "body": {"text": CANARY},
        "share": "participants",
    }
    document |= changes
    return document | {"sum": digest(document)}


def head(**changes: Any) -> dict[str, Any]:
    document = {
        "id": ID,
        "title": "Umoja",
        "date": "2024-11-12",
        "place": "",
        "language": "en",
        "programme": None,
        "sample": False,
        "format_version": FORMAT_VERSION,
    }
    document |= changes
    return document | {"sum": digest(document)}


def workshop(*rows: dict[str, Any] | str, first: dict[str, Any] | None = None) -> bytes:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows or (entry(),)]
    numbered = ",".join(f'\n"{number}": {line}' for number, line in enumerate(lines, 1))
    begin = json.dumps({"workshop": {"1": first or head()}})[:-1] + ', "entries": {'
    return (begin + numbered + "\n}}").encode("ascii")


def bundle(
    payload: bytes,
    *,
    header: dict[str, Any] | None = None,
    version: int = 1,
    key: Ed25519PrivateKey = KEY,
) -> bytes:
    said = {"form": "plain", "workshop": ID, "length": len(payload), "sender": _public(KEY)} | (
        header or {}
    )
    data = f"coalition-bundle {version} {json.dumps(said)}\n".encode() + payload
    return data + b"coalition-signature " + b64encode(key.sign(data)) + b"\n"


GOOD = bundle(workshop() + b"\n")


def _zip(*names: str, content: bytes = b"x", symlink: bool = False) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (0o120777 if symlink else 0o104755) << 16
            archive.writestr(info, content)
    return made.getvalue()


def _tar() -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("../../x.json"), io.BytesIO())
    return made.getvalue()


def _long(text: bytes, size: int) -> bytes:
    return text * (size // len(text))


BYTES: dict[str, Callable[[], bytes]] = {
    "a zip": lambda: _zip("workshop.json"),
    "a zip that leads out": lambda: _zip("../../workshop.json", "/etc/x", "..\\x", "A", "a"),
    "a zip with a link": lambda: _zip("link", content=b"/etc/passwd", symlink=True),
    "a bomb": lambda: _zip("bomb", content=bytes(100_000_000)),
    "a zip in a zip": lambda: _zip("inner.zip", content=_zip("bomb", content=bytes(10_000_000))),
    "a tar that leads out": _tar,
    "nothing": lambda: b"",
    "a line end": lambda: b"\n",
    "zeros": lambda: bytes(100_000),
    "ten MB of spaces": lambda: _long(b" ", 10_000_000),
    "thirty MB": lambda: bundle(_long(b"x", 30_000_000)),
    "cut off": lambda: GOOD[: len(GOOD) // 2],
    "cut off before the signature": lambda: GOOD[: GOOD.rindex(b"coalition-signature")],
    "no line end": lambda: GOOD[:-1],
    "more behind it": lambda: GOOD + b"x\n",
    "two in one": lambda: GOOD + GOOD,
    "a byte flipped": lambda: GOOD.replace(CANARY.encode(), b"canary-of-a-bungle"),
    "a wrong signature": lambda: (
        GOOD.replace(b"coalition-signature ", b"coalition-signature A")[:-2] + b"\n"
    ),
    "no signature": lambda: GOOD[: GOOD.rindex(b"coalition-signature")] + b"coalition-signature \n",
    "the signature of another": lambda: bundle(workshop() + b"\n", key=OTHER_KEY),
    "a key of zeros": lambda: bundle(workshop() + b"\n", header={"sender": "00" * 32}),
    "a lie about the length": lambda: bundle(workshop() + b"\n", header={"length": 10}),
    "a length below nothing": lambda: bundle(workshop() + b"\n", header={"length": -1}),
    "a length that is a word": lambda: bundle(workshop() + b"\n", header={"length": "many"}),
    "a lie about the workshop": lambda: bundle(
        workshop() + b"\n", header={"workshop": ID[:-1] + "9"}
    ),
    "a path for an id": lambda: bundle(
        workshop() + b"\n", header={"workshop": "../../../etc/passwd"}
    ),
    "a form that is none": lambda: bundle(workshop() + b"\n", header={"form": "pickle"}),
    "more in the first line": lambda: bundle(workshop() + b"\n", header={"run": "id"}),
    "a first line without end": lambda: b"coalition-bundle 1 {" + _long(b" ", 9_000_000),
    "a newer form of bundle": lambda: bundle(workshop() + b"\n", version=2),
    "a newer form of workshop": lambda: bundle(workshop(first=head(format_version=99)) + b"\n"),
    "a newer form of workshop, laid out otherwise": lambda: bundle(
        workshop(first=head(format_version=99)) + b"{[[]]" * 20 + b"\n"
    ),
    "an older form of workshop": lambda: bundle(workshop(first=head(format_version=0)) + b"\n"),
    "a version that is true": lambda: bundle(workshop(first=head(format_version=True)) + b"\n"),
    "a head that was changed": lambda: bundle(workshop(first=head() | {"title": "Other"}) + b"\n"),
    "escapes in the title": lambda: bundle(workshop(first=head(title="\x1b]0;x\x07Umoja")) + b"\n"),
    "a title without end": lambda: bundle(workshop(first=head(title="x" * 100_000)) + b"\n"),
    "a day that is none": lambda: bundle(workshop(first=head(date="../../..")) + b"\n"),
    "a joined workshop that is a path": lambda: bundle(
        workshop(first=head(joined=["../../../etc/passwd"])) + b"\n"
    ),
    "a joined workshop that is its own": lambda: bundle(workshop(first=head(joined=[ID])) + b"\n"),
    "joined workshops without end": lambda: bundle(
        workshop(first=head(joined=[f"01JD00000200000000000000{n:02}" for n in range(101)])) + b"\n"
    ),
    "a huge line": lambda: bundle(workshop(entry(body={"text": "x" * 9_000_000})) + b"\n"),
    "lists without end": lambda: bundle(
        workshop(json.dumps(entry()).replace(f'"{CANARY}"', "[" * 100_000 + "]" * 100_000)) + b"\n"
    ),
    "lists in lists in lists": lambda: bundle(
        workshop(
            json.dumps(entry(body={"text": CANARY})).replace(f'"{CANARY}"', "[" * 400 + "]" * 400)
        )
        + b"\n"
    ),
    "a number of 5,000 digits": lambda: bundle(
        workshop(json.dumps(entry()).replace(": 1,", f": {'9' * 5000},")) + b"\n"
    ),
    "a number that is none": lambda: bundle(
        workshop(json.dumps(entry()).replace(": 1,", ": NaN,")) + b"\n"
    ),
    "a key twice": lambda: bundle(workshop(json.dumps(entry())[:-1] + ', "by": "Ana"}') + b"\n"),
    "an id twice": lambda: bundle(workshop(entry(), entry(body={"text": "other"})) + b"\n"),
    "an id that is a path": lambda: bundle(workshop(entry(id="../../../../../etc/passwd")) + b"\n"),
    "a time that is none": lambda: bundle(workshop(entry(at="yesterday")) + b"\n"),
    "an exercise that is a path": lambda: bundle(
        workshop(entry(exercise="../../../etc/x")) + b"\n"
    ),
    "a step that is a path": lambda: bundle(workshop(entry(step="..\\x")) + b"\n"),
    "zeros in a line": lambda: bundle(workshop().replace(b"canary", b"can\0ry") + b"\n"),
    "half a character": lambda: bundle(workshop(entry(body={"text": "\ud800"})) + b"\n"),
    "a mark before it": lambda: b"\xef\xbb\xbf" + GOOD,
    "latin letters": lambda: bundle(workshop().replace(b"canary", b"can\xe9ry") + b"\n"),
    "line ends of another system": lambda: GOOD.replace(b"\n", b"\r\n"),
    "a wrong digest": lambda: bundle(workshop(entry() | {"body": {"text": "changed"}}) + b"\n"),
    "no digest": lambda: bundle(
        workshop(json.dumps({key: value for key, value in entry().items() if key != "sum"})) + b"\n"
    ),
    "a body that is a list": lambda: bundle(workshop(entry(body=[CANARY])) + b"\n"),
    "a run that is a word": lambda: bundle(workshop(entry(run="first")) + b"\n"),
    "a share that is none": lambda: bundle(workshop(entry(share="everyone")) + b"\n"),
    "an op that is none": lambda: bundle(workshop(entry(op="exec")) + b"\n"),
    "another table": lambda: bundle(
        workshop().replace(b'"entries"', b'"others": {}, "entries"') + b"\n"
    ),
    "numbers out of order": lambda: bundle(
        workshop().replace(b'"1": {"id": "01JD00000100', b'"7": {"id": "01JD00000100') + b"\n"
    ),
    "a list": lambda: bundle(b"[1, 2]\n"),
    "null": lambda: bundle(b"null\n"),
    "a plain file that was changed": lambda: workshop(entry() | {"body": {"text": "changed"}}),
    "a plain file cut off": lambda: workshop()[:-40],
    "many small things": lambda: bundle(
        workshop(entry(body={"text": [[] for _ in range(600_000)]})) + b"\n"
    ),
    "many small words": lambda: bundle(
        workshop(
            *[
                entry(body={"text": ["ab"] * 200_000}, id=f"01JD00000100000000000000{n:02}")
                for n in range(10)
            ]
        )
        + b"\n"
    ),
    "many small entries": lambda: bundle(
        workshop(*[entry(id=f"01JD000001000000000{n:07}", body={}) for n in range(45_000)]) + b"\n"
    ),
    "a million words to be taken out": lambda: bundle(
        workshop(
            *[
                entry(
                    id=f"01JD000001000000000000{n:04}",
                    body={"text": " ".join(f"{n * 14_000 + w:x}" for w in range(14_000))},
                )
                for n in range(72)
            ],
            *[
                entry(
                    id=f"01JD000002000000000000{n:04}",
                    op="withdraw",
                    ref=f"01JD000001000000000000{n:04}",
                    body={},
                )
                for n in range(72)
            ],
        )
        + b"\n"
    ),
    "a sealed one of nobody": lambda: bundle(b"AAAA\n", header={"form": "sealed"}),
    "work without end": lambda: bundle(
        __import__("base64").b64encode(
            b"age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 40\n" + b"A" * 200
        )
        + b"\n",
        header={"form": "passphrase"},
    ),
}
STATUS_OF_OTHERS = {
    "a sealed one of nobody": 1,
    "work without end": 2,
    "a newer form of workshop": 1,
    "a newer form of workshop, laid out otherwise": 1,
    "an older form of workshop": 1,
    "a folder": 2,
    "a pipe": 2,
    "a link to a device": 2,
    "a device": 2,
}
"""The calls that ask people for something first: to name the workshop, or the passphrase.

What another version made, which is no damage; and what is no file.
"""


class Ended(NamedTuple):
    status: int
    seconds: float
    megabytes: float
    changed: bool
    said: str


def run_all(house: House, files: list[Path]) -> dict[Path, Ended]:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.store.transfer.hostile_runner", str(house.folder)],
        input="\n".join(map(str, files)),
        capture_output=True,
        text=True,
        env=house.environment,
        cwd=house.desk,
        timeout=300,
        check=True,
    )
    rows = [Ended(**json.loads(line)) for line in ended.stdout.splitlines()]
    return dict(zip(files, rows, strict=True))


@pytest.fixture
def victim(house: House) -> House:
    """A laptop with a workshop, on which nothing may change."""
    house.new()
    house.note("what stands here stays")
    return house


@pytest.mark.slow
def test_every_hostile_bundle_is_refused_and_nothing_changes(victim: House, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    files = {}
    for number, (name, make) in enumerate(BYTES.items()):
        path = stick / f"{number}.bundle"
        path.write_bytes(make())
        files[path] = name
    (stick / "folder").mkdir()
    os.mkfifo(stick / "pipe")
    (stick / "link").symlink_to("/dev/zero")
    (stick / "nowhere").symlink_to(stick / "is-not-there")
    files |= {
        stick / "folder": "a folder",
        stick / "pipe": "a pipe",
        stick / "link": "a link to a device",
    }
    files |= {Path("/dev/zero"): "a device"}
    ended = run_all(victim, list(files))
    wrong = {
        name: row
        for path, name in files.items()
        if (row := ended[path]).status != STATUS_OF_OTHERS.get(name, 3)
        or row.changed
        or row.megabytes > MOST_MEGABYTES
        or row.seconds > MOST_SECONDS
        or "Traceback" in row.said
        or "inside the program" in row.said
        or CANARY in row.said
        or not row.said.strip()
    }
    assert not wrong
    assert len(files) >= 30
    print(
        f"{len(files)} hostile files; most memory"
        f" {max(row.megabytes for row in ended.values()):.0f} MB"
    )


def test_the_table_would_see_a_bundle_that_is_let_in(victim: House, tmp_path: Path) -> None:
    path = tmp_path / "good.bundle"
    path.write_bytes(GOOD)
    row = run_all(victim, [path])[path]
    assert row.status == 0, row
    assert row.changed


@pytest.mark.slow
def test_the_largest_bundle_that_is_let_in_stays_within_the_memory(
    victim: House, tmp_path: Path
) -> None:
    path = tmp_path / "large.bundle"
    rows = [entry(id=f"01JD000001000000000{n:07}") for n in range(29_000)]
    path.write_bytes(bundle(workshop(*rows) + b"\n"))
    row = run_all(victim, [path])[path]
    assert row.status == 0, row.said
    assert row.changed
    assert row.megabytes < MOST_MEGABYTES
