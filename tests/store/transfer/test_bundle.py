"""Bundles below the commands: who signs, what is read and what is refused at the edges of what
could be real.
"""

import json
import multiprocessing
import re
import shutil
import stat
from base64 import b64decode, b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED
from coalition_cli.store import WorkshopFile, paths
from coalition_cli.store.formats.sealed import passphrase_encryption, signing
from coalition_cli.store.transfer import bundle as transfer_bundle
from coalition_cli.store.transfer import incoming
from tests.store.transfer.test_incoming import (
    CANARY,
    MOST_MEGABYTES,
    MOST_SECONDS,
    bundle,
    entry,
    run_all,
    workshop,
)
from tests.support.calling import House
from tests.support.sealed_rooms import PASSPHRASE
from tests.support.store_rooms import HEAD, minted, texts

pytestmark = pytest.mark.slow


@pytest.fixture
def file(tmp_path: Path) -> WorkshopFile:
    made = WorkshopFile.create(tmp_path / "umoja.json", HEAD)
    made.append_entries(minted(5))
    return made


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def put(file: WorkshopFile, stick: Path, words: str = "") -> Path:
    (put,) = transfer_bundle.put(transfer_bundle.pack(file.form, HEAD.id, words), stick, "umoja")
    return put


def own_words(_number: int) -> str:
    return signing.own_key().hex()


def numbered(number: int) -> str:
    return f"01JD000001000000000{number:07}"


def test_what_is_packed_is_what_is_read(file: WorkshopFile, stick: Path) -> None:
    found = transfer_bundle.look(put(file, stick))
    assert (found.layout, found.workshop, found.sender) == ("plain", HEAD.id, signing.own_key())
    contents = transfer_bundle.open_plain(found)
    assert contents.head == HEAD
    assert contents.entries == [entry.unnumbered() for entry in file.workshop.entries]


def test_a_bundle_is_one_ascii_file_that_begins_with_what_it_is(
    file: WorkshopFile, stick: Path
) -> None:
    rows = put(file, stick).read_bytes().decode("ascii").splitlines()
    assert rows[0].startswith("coalition-bundle 1 {")
    assert rows[-1].startswith("coalition-signature ")
    without_numbers = re.sub(r', "n": \d+(?=, "sum")', "", file.path.read_text())
    assert without_numbers == "\n".join(rows[1:-1])


def test_every_single_byte_of_a_bundle_is_vouched_for(file: WorkshopFile, stick: Path) -> None:
    data = put(file, stick).read_bytes()
    changed = stick / "changed.bundle"
    for place in range(0, len(data), 7):
        changed.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        with pytest.raises(Problem) as refused:
            transfer_bundle.open_plain(transfer_bundle.look(changed))
        assert refused.value.status == DAMAGED, place


def test_every_cut_of_a_bundle_is_refused(file: WorkshopFile, stick: Path) -> None:
    data = put(file, stick).read_bytes()
    cut = stick / "cut.bundle"
    for length in range(0, len(data), 11):
        cut.write_bytes(data[:length])
        with pytest.raises(Problem) as refused:
            transfer_bundle.open_plain(transfer_bundle.look(cut))
        assert refused.value.status == DAMAGED, length


def test_only_the_passphrase_opens_a_protected_bundle(file: WorkshopFile, stick: Path) -> None:
    found = transfer_bundle.look(put(file, stick, PASSPHRASE))
    assert b"note" not in found.path.read_bytes()
    with pytest.raises(passphrase_encryption.WrongPassphrase):
        transfer_bundle.open_plain(
            found, lambda sealed: passphrase_encryption.unwrap(sealed, PASSPHRASE + " ")
        )
    contents = transfer_bundle.open_plain(
        found, lambda sealed: passphrase_encryption.unwrap(sealed, PASSPHRASE)
    )
    assert texts(contents.entries) == texts(file.workshop.entries)


def test_a_protected_bundle_may_not_ask_for_more_work_than_ours(
    file: WorkshopFile, stick: Path
) -> None:
    (packed,) = transfer_bundle.pack(file.form, HEAD.id, PASSPHRASE)
    rows = packed.split(b"\n")
    sealed = b64decode(b"".join(rows[1:-2])).replace(b" 17\n", b" 20\n", 1)
    path = stick / "work.bundle"
    path.write_bytes(
        bundle(b64encode(sealed) + b"\n", header={"form": "passphrase", "workshop": HEAD.id})
    )

    def unlocked(_sealed: bytes) -> bytes:
        raise AssertionError("work was done")

    with pytest.raises(Problem) as refused:
        transfer_bundle.open_plain(transfer_bundle.look(path), unlocked)
    assert refused.value.status == DAMAGED


@pytest.mark.parametrize("words", ["", PASSPHRASE])
def test_a_workshop_that_is_too_large_for_one_file_is_packed_in_several(
    stick: Path, tmp_path: Path, words: str
) -> None:
    large = WorkshopFile.create(tmp_path / "large.json", HEAD)
    large.append_entries(minted(170, "x" * 99_000))
    put = transfer_bundle.put(transfer_bundle.pack(large.form, HEAD.id, words), stick, "umoja")
    assert [path.name for path in put] == ["umoja-1-of-2.bundle", "umoja-2-of-2.bundle"]
    outers = [transfer_bundle.look(path) for path in put]
    assert [outer.part for outer in outers] == [(1, 2), (2, 2)]
    reveal = (lambda sealed: passphrase_encryption.unwrap(sealed, words)) if words else None
    found = [transfer_bundle.open_plain(outer, reveal) for outer in outers]
    assert all(contents.head and contents.head.id == HEAD.id for contents in found)
    ids = [entry.id for contents in found for entry in contents.entries]
    assert ids == [entry.id for entry in large.workshop.entries]
    with pytest.raises(Problem, match="several files"):
        transfer_bundle.look(_plain_copy(large, stick))


def _plain_copy(file: WorkshopFile, stick: Path) -> Path:
    return Path(shutil.copy(file.path, stick / "plain.json"))


@pytest.mark.parametrize("part", [None, [], [1], [1, 2, 3], [0, 2], [3, 2], [1, 10_000], [1, "2"]])
def test_a_part_of_a_number_that_no_laptop_writes_is_damaged(stick: Path, part: Any) -> None:
    path = stick / "part.bundle"
    header = {"form": "plain", "workshop": HEAD.id, "part": part}
    path.write_bytes(bundle(b"", header=header, version=2))
    with pytest.raises(Problem) as refused:
        transfer_bundle.look(path)
    assert refused.value.status == DAMAGED


def test_processes_that_sign_for_the_first_time_together_have_one_key() -> None:
    with multiprocessing.get_context("fork").Pool(8) as pool:
        assert len(set(pool.map(own_words, range(16), chunksize=1))) == 1
    kept = paths.state_folder() / "sender.key"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert list(kept.parent.glob(".*")) == []


def test_a_damaged_key_is_named_and_not_replaced() -> None:
    signing.own_key()
    kept = paths.state_folder() / "sender.key"
    kept.write_bytes(b"x")
    with pytest.raises(Problem, match="damaged") as refused:
        signing.sign(b"")
    assert refused.value.status == DAMAGED
    assert kept.read_bytes() == b"x"


def test_a_sender_goes_by_four_words_and_is_known_once_remembered() -> None:
    sender = bytes(range(32))
    assert len(signing.words_of(sender).split()) == 4
    assert signing.words_of(sender) != signing.words_of(bytes(32))
    assert not signing.is_known(sender)
    signing.remember(sender)
    signing.remember(bytes(32))
    assert signing.is_known(sender)
    assert signing.is_known(bytes(32))


def test_looking_at_a_bundle_makes_no_key_here(stick: Path) -> None:
    path = stick / "theirs.bundle"
    path.write_bytes(bundle(workshop() + b"\n"))
    found = transfer_bundle.look(path)
    assert found.sender is not None
    assert not signing.is_known(found.sender)
    assert not paths.state_folder().exists()


def _lists(depth: int) -> Any:
    found: Any = CANARY
    for _level in range(depth):
        found = [found]
    return found


EDGES: dict[str, Callable[[], bytes]] = {
    "lists as deep as a stack": lambda: workshop(
        json.dumps(entry()).replace(f'"{CANARY}"', "[" * 990 + "]" * 990), entry(id=numbered(2))
    ),
    "the same in the last line": lambda: workshop(
        json.dumps(entry()).replace(f'"{CANARY}"', "[" * 990 + "]" * 990)
    ),
    "lists deeper than anybody talks": lambda: workshop(entry(body={"text": _lists(40)})),
    "a document for every letter": lambda: workshop(
        *[entry(id=numbered(number), body={"text": [{"a": 0}] * 60_000}) for number in range(10)]
    ),
    "numbers for every letter": lambda: workshop(
        *[
            entry(id=numbered(number), body={"text": list(range(1000, 190_000))})
            for number in range(10)
        ]
    ),
    "nothing but quotes": lambda: b'{"workshop": ' + b'"' * 10_000_000,
    "nothing but brackets": lambda: b'{"workshop": ' + b"[]" * 5_000_000,
    "a text that nobody can type": lambda: workshop(entry(body={"text": "é" * 100_001})),
    "31 February": lambda: workshop(entry(at="2024-02-31T09:00:00.000Z")),
    "an id beyond all numbers": lambda: workshop(entry(id="Z" * 26)),
    "sound until its last line": lambda: workshop(
        *[entry(id=numbered(number)) for number in range(30_000)], entry(at="soon")
    ),
    "more of one bundle than may be": lambda: b"x" * (incoming.MOST_BYTES + 1),
}


def test_what_lies_just_beyond_the_limits_is_refused_within_time_and_memory(
    house: House, stick: Path
) -> None:
    house.new()
    files = {}
    for number, (name, make) in enumerate(EDGES.items()):
        path = stick / f"{number}.bundle"
        content = make()
        path.write_bytes(bundle(content + b"\n") if content.endswith(b"\n}}") else content)
        files[path] = name
    ended = run_all(house, list(files))
    wrong = {
        name: row
        for path, name in files.items()
        if (row := ended[path]).status != DAMAGED
        or row.changed
        or row.megabytes > MOST_MEGABYTES
        or row.seconds > MOST_SECONDS
        or "inside the program" in row.said
    }
    assert not wrong


def test_what_lies_just_within_the_limits_is_let_in(stick: Path) -> None:
    path = stick / "large.bundle"
    rows = [
        entry(body={"text": "é" * 100_000}),
        entry(
            id=numbered(2), body={"ballots": [{"order": [["A"], ["B", "C"]], "count": 12}] * 1_000}
        ),
        entry(
            id=numbered(3),
            body={"scores": {str(number): {"5": 9, "4": 3} for number in range(5_000)}},
        ),
        entry(id=numbered(4), body={"text": '"[{,' * 25_000}),
    ]
    path.write_bytes(bundle(workshop(*rows) + b"\n"))
    assert len(transfer_bundle.open_plain(transfer_bundle.look(path)).entries) == 4
