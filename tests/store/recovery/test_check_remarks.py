"""Remarks: said for a person to look at, and no damage."""

import time
from pathlib import Path

import pytest

from coalition_cli.model.entry import NOTES, Entry, Fact, make
from coalition_cli.store import WorkshopFile
from coalition_cli.store.files import codec
from coalition_cli.store.files.examine import examine_bytes
from coalition_cli.store.recovery.check import examine
from tests.store.recovery.copies import said
from tests.support.store_rooms import HEAD

NOW = 1_731_400_000.0  # 12 November 2024
DAY = 86_400


def file_of(*moments: float, refs: tuple[str | None, ...] = ()) -> bytes:
    """A workshop with an entry at each of these moments, as if no clock had been raised."""
    entries: list[Entry] = []
    for number, moment in enumerate(moments):
        fact = Fact(
            {"text": f"note {number}"},
            op="edit" if refs else "add",
            ref=refs[number] if refs else None,
        )
        entries.append(
            make(fact, NOTES, share="organizer", device="0a1b2c3d", after=None, now=moment)
        )
    documents = {str(number): entry.as_document() for number, entry in enumerate(entries, 1)}
    return codec.lay_out({"workshop": {"1": HEAD.as_document()}, "entries": documents})


@pytest.mark.parametrize(
    ("moments", "remark"),
    [
        ((NOW, 0, NOW), "Line 3: the clock looks wrong"),
        ((0, 0, 0, NOW), "Lines 2 to 4: the clock looks wrong"),
        ((NOW, NOW + 2 * DAY), "Line 3: the clock looks wrong"),
        ((NOW, 4_070_908_800.0), "Line 3: the clock looks wrong"),
        ((1_703_000_000.0, NOW), "Line 2: the clock looks wrong"),
        ((NOW, NOW - 3600, NOW - 3500), "Line 3: the time runs backwards"),
    ],
)
def test_a_clock_that_looks_wrong_is_a_remark(moments: tuple[float, ...], remark: str) -> None:
    found = examine_bytes(file_of(*moments), now=NOW)
    assert found.damage == []
    assert len(found.remarks) == 1
    assert found.remarks[0].startswith(remark)


def test_a_clock_a_little_ahead_is_no_remark() -> None:
    assert examine_bytes(file_of(NOW, NOW + DAY / 2), now=NOW).remarks == []


def test_an_entry_that_speaks_of_nothing_is_a_remark() -> None:
    found = examine_bytes(file_of(NOW, NOW, refs=(None, "01JD0000000000000000000000")), now=NOW)
    assert found.damage == []
    assert found.remarks == ["Line 3: speaks of an entry that is not in this file."]


def test_an_entry_may_speak_of_one_that_stands_after_it(path: Path, file: WorkshopFile) -> None:
    (first,) = said(file, "one")
    text = path.read_text()
    moved = text.replace('"ref": null', f'"ref": "{first}"')
    assert moved != text
    remarks = examine_bytes(moved.encode(), now=time.time()).remarks
    assert not any("speaks of" in remark for remark in remarks)


def test_remarks_never_hold_words(path: Path, file: WorkshopFile) -> None:
    said(file, "canary-7F3K")
    found = examine(path, now=0.0)
    assert found.remarks
    assert not any("canary" in sentence for sentence in found.remarks)


def test_remarks_are_made_beside_damage_too() -> None:
    data = file_of(NOW, 0, NOW).replace(b"note 2", b"note 7")
    found = examine_bytes(data, now=NOW)
    assert found.damage == ["Line 4 (entry 3) was changed after it was saved."]
    assert found.line == 4
    assert len(found.remarks) == 1
