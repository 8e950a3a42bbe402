"""Torn lines are taken out and told; damaged or plain ones are refused and left as they are."""

import json
from pathlib import Path

import pytest

from coalition_cli.model.entry import NOTES, Fact, make
from coalition_cli.store import WorkshopFile
from coalition_cli.store.files import codec
from coalition_cli.store.formats.sealed import appender, paths
from tests.support.sealed_rooms import Sealed, note, refused, texts


@pytest.mark.parametrize("cut", [2, 50, 200, 400])
def test_a_torn_last_line_is_taken_out_and_told(sealed: Sealed, cut: int) -> None:
    file = sealed.open()
    file.append([note("one")])
    file.append([note("two")])
    log = paths.journal(sealed.path)
    log.write_bytes(log.read_bytes()[:-cut])
    again = sealed.open()
    assert texts(again.workshop.entries) == ["one"]
    assert "cut off" in again.repaired
    again.append([note("three")])
    assert texts(sealed.open().workshop.entries) == ["one", "three"]


def test_a_last_line_in_which_the_disk_lost_bytes_counts_as_torn(sealed: Sealed) -> None:
    file = sealed.open()
    file.append([note("one")])
    file.append([note("two")])
    log = paths.journal(sealed.path)
    data = log.read_bytes()
    log.write_bytes(data[:-300] + b"\0" * 200 + data[-100:])
    assert texts(sealed.open().workshop.entries) == ["one"]
    appender.open_for_capture(sealed.path).append(Fact({"text": "three"}), NOTES, "organizer")
    assert texts(sealed.open().workshop.entries) == ["one", "three"]


def test_a_changed_byte_anywhere_in_the_store_is_damage_and_nothing_is_touched(
    sealed: Sealed,
) -> None:
    store = paths.store(sealed.path)
    data = store.read_bytes()
    # What the writer's own first stanza and the payload hold; the other stanza is the
    # organisation's alone.
    payload = data.index(b"\n---")
    for place in [*range(30), *range(payload, len(data), 7)]:
        changed = bytearray(data)
        changed[place] ^= 1
        store.write_bytes(changed)
        before = sealed.bytes()
        refused(sealed.form().find)
        assert sealed.bytes() == before


@pytest.mark.parametrize("content", [b"", b"\0" * 600, b"age-encryption.org/v1\n"])
def test_a_store_that_is_empty_or_cut_off_is_damage_not_a_new_workshop(
    sealed: Sealed, content: bytes
) -> None:
    sealed.open().append([note("one")])
    paths.store(sealed.path).write_bytes(content)
    before = sealed.bytes()
    refused(sealed.form().find)
    assert sealed.bytes() == before


@pytest.mark.parametrize("name", ["store.age", "capture.log", "recipients.txt"])
def test_a_missing_part_is_named(sealed: Sealed, name: str) -> None:
    (sealed.path / name).unlink()
    assert f"{name} is missing" in refused(sealed.form().find)


def test_a_plain_file_where_a_sealed_one_belongs_is_told_and_never_appended_to(
    sealed: Sealed,
) -> None:
    file = sealed.open()
    tables = file.form.read_tables()
    paths.store(sealed.path).write_bytes(codec.lay_out(tables))
    before = sealed.bytes()
    assert "store.age is not sealed" in refused(sealed.form().find)
    refused(lambda: file.append([note("one")]))
    assert sealed.bytes() == before


def test_a_plain_line_in_the_journal_is_told_and_never_read(sealed: Sealed) -> None:
    entry = make(Fact({"text": "forged"}), NOTES, share="organizer", device="0a1b2c3d", after=None)
    paths.journal(sealed.path).write_bytes(json.dumps(entry.as_document()).encode() + b"\n")
    before = sealed.bytes()
    found = sealed.form().find()
    assert found.entries == []
    assert "Line 1 of capture.log is damaged" in found.repaired
    assert sealed.bytes() == before


def test_a_sealed_store_where_a_plain_file_belongs_is_damage(
    sealed: Sealed, tmp_path: Path
) -> None:
    plain = tmp_path / "plain.json"
    plain.write_bytes(paths.store(sealed.path).read_bytes())
    before = plain.read_bytes()
    refused(lambda: WorkshopFile.open(plain))
    assert plain.read_bytes() == before
