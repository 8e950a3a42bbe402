"""Damage of a bad disk is found by ``check``, refused by opening, and never touched."""

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED
from coalition_cli.model.entry import NOTES, Fact
from coalition_cli.store import WorkshopFile, open_for_capture
from coalition_cli.store.files.examine import Examined, examine_bytes
from coalition_cli.store.recovery import backups
from coalition_cli.store.recovery.check import examine
from tests.support.store_rooms import note, tear_last_line

pytestmark = pytest.mark.slow

Mutation = Callable[[bytes, random.Random], bytes]
TURNS = 32
SAID = "Wanawake wetu: «né en prison» "


@pytest.fixture
def sound(path: Path, file: WorkshopFile) -> bytes:
    """A workshop of sixty lines, some of them saved as one batch, and a backup of it."""
    for number in range(20):
        file.append([note(f"{SAID}{number}")])
        file.append([note(f"{number} in the first place"), note("in the second " * 20)])
    backups.keep(file.form)
    return path.read_bytes()


def _spot(data: bytes, chance: random.Random) -> int:
    return chance.randrange(len(data))


def _flip(data: bytes, chance: random.Random) -> bytes:
    """Flip a bit anywhere but in the number that this file gave a line: no digest holds that."""
    at = _spot(data, chance)
    while re.fullmatch(rb'.*"n": [0-9]*', data[:at].rpartition(b"\n")[2] + data[at : at + 1], re.S):
        at = _spot(data, chance)
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def _block(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = _spot(data, chance) // 512 * 512
    return start, min(start + 512 * chance.randint(1, 4), len(data))


def _zero_block(data: bytes, chance: random.Random) -> bytes:
    start, end = _block(data, chance)
    return data[:start] + bytes(end - start) + data[end:]


def _lose_block(data: bytes, chance: random.Random) -> bytes:
    start, end = _block(data, chance)
    return data[:start] + data[end:]


def _lines(change: Callable[[list[bytes], int], None]) -> Mutation:
    """``change`` gets the lines of the file and the place of one entry that is not the last."""

    def mutate(data: bytes, chance: random.Random) -> bytes:
        lines = data.split(b"\n")
        change(lines, chance.randint(1, len(lines) - 4))
        return b"\n".join(lines)

    return mutate


def _swap(lines: list[bytes], at: int) -> None:
    lines[at], lines[at + 1] = lines[at + 1], lines[at]


def _cut_off_with_tail(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    return b"\n".join(lines[: chance.randint(1, len(lines) - 3)]).removesuffix(b",") + b"\n}}"


def _as_value(value: bytes) -> Mutation:
    """Put ``value`` where one of the words stands."""

    def mutate(data: bytes, chance: random.Random) -> bytes:
        wanted = b'"' + b"in the second " * 20 + b'"'
        found = data.split(wanted)
        at = chance.randrange(len(found) - 1) + 1
        return wanted.join(found[:at]) + value + wanted.join(found[at:])

    return mutate


MUTATIONS: dict[str, Mutation] = {
    "a bit flipped": _flip,
    "cut anywhere": lambda data, chance: data[: _spot(data, chance)],
    "cut at the end of a line": _lines(lambda lines, at: lines.__delitem__(slice(at + 1, None))),
    "cut at the end of a line and closed": _cut_off_with_tail,
    "a byte of nothing": lambda data, chance: (
        data[: (at := _spot(data, chance))] + b"\0" + data[at + 1 :]
    ),
    "a block of nothing": _zero_block,
    "a block lost": _lose_block,
    "a line lost": _lines(lambda lines, at: lines.__delitem__(at)),
    "three lines lost": _lines(lambda lines, at: lines.__delitem__(slice(at, at + 3))),
    "a line doubled": _lines(lambda lines, at: lines.insert(at, lines[at])),
    "two lines swapped": _lines(_swap),
    "a byte order mark": lambda data, chance: b"\xef\xbb\xbf" + data,
    "the line ends of another system": lambda data, chance: data.replace(b"\n", b"\r\n"),
    "one line end of another system": _lines(
        lambda lines, at: lines.__setitem__(at, lines[at] + b"\r")
    ),
    "a letter of another alphabet": lambda data, chance: data.replace(
        b"place", b"pla\xe7e", chance.randint(1, 9)
    ),
    "not a number": _as_value(b"NaN"),
    "no value": _as_value(b"null"),
    "a number of five thousand digits": _as_value(b"7" * 5000),
    "a hundred thousand brackets": _as_value(b"[" * 100_000 + b"]" * 100_000),
    "a doubled key": _as_value(b'"once", "text": "twice"'),
    "the number of a line as words": _lines(
        lambda lines, at: lines.__setitem__(at, b'"two' + lines[at][2:])
    ),
}
WHOLE: dict[str, bytes] = {
    "nothing": b"",
    "a list": b"[1, 2]",
    "null": b"null",
    "brackets": b"[" * 100_000,
}


def _is_as_it_was(path: Path, sound: bytes) -> bool:
    """True if the file is read as the same words: one flipped bit may turn \\u00e9 into \\u00E9."""
    try:
        found = WorkshopFile.open(path).workshop
    except Problem:
        return False
    broken = path.read_bytes()
    path.write_bytes(sound)
    before = WorkshopFile.open(path).workshop
    path.write_bytes(broken)
    return (found.head, found.entries) == (before.head, before.entries)


def _refused(path: Path, act: Callable[[], object]) -> Problem | None:
    try:
        act()
    except Problem as problem:
        return problem
    return None


@pytest.mark.parametrize("name", MUTATIONS)
def test_damage_is_found_and_refused_and_not_touched(path: Path, sound: bytes, name: str) -> None:
    chance = random.Random(name)
    for _turn in range(TURNS):
        broken = MUTATIONS[name](sound, chance)
        if broken == sound:  # a byte of nothing where nothing was, or a cut of no length
            continue
        path.write_bytes(broken)
        found = examine(path)
        refused = _refused(path, lambda: WorkshopFile.open(path))
        if refused is None:
            assert _is_as_it_was(path, sound), broken
            assert not found.damage
            assert found.remarks, broken
        else:
            assert found.damage, broken
            assert found.damage[0] in refused.sentence or found.reason in refused.sentence
            assert refused.status == DAMAGED
            assert "The last good copy is of" in refused.sentence
            assert "restore" in refused.sentence
            assert "second" not in refused.sentence
        assert path.read_bytes() == broken


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_that_is_something_else_is_found_and_refused(
    path: Path, sound: bytes, name: str
) -> None:
    path.write_bytes(WHOLE[name])
    assert examine(path).damage
    for act in (
        WorkshopFile.open,
        lambda path: open_for_capture(path).append(Fact({"text": "x"}), NOTES, "organizer"),
    ):
        refused = _refused(path, lambda act=act: act(path))
        assert refused is not None
        assert refused.status == DAMAGED
        assert "The last good copy is of" in refused.sentence
    assert path.read_bytes() == WHOLE[name]


def test_a_file_that_is_gone_is_offered_from_its_copies(path: Path, sound: bytes) -> None:
    path.unlink()
    refused = _refused(path, lambda: WorkshopFile.open(path))
    assert refused is not None
    assert refused.status == DAMAGED
    assert "The last good copy is of" in refused.sentence


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_line_at_once_never_hides_damage_nor_touches_what_stands(
    path: Path, sound: bytes, name: str
) -> None:
    """It looks at the two ends of a file; what is wrong between them is still found afterwards."""
    chance = random.Random(f"a line at once after {name}")
    for _turn in range(TURNS // 4):
        broken = MUTATIONS[name](sound, chance)
        if broken == sound:
            continue
        path.write_bytes(broken)
        refused = _refused(
            path, lambda: open_for_capture(path).append(Fact({"text": "x"}), NOTES, "organizer")
        )
        if refused is None:
            assert path.read_bytes().startswith(broken.removesuffix(b"\n}}"))
            assert examine(path).damage
        else:
            assert refused.status == DAMAGED
            assert path.read_bytes() == broken


def test_only_what_was_not_acknowledged_is_taken_for_a_torn_line(path: Path, sound: bytes) -> None:
    """Cut amid an earlier line it looks like an unfinished append; what is remembered tells."""
    WorkshopFile.open(path).append([note("after the backup"), note("and one more")])
    longer = path.read_bytes()
    path.write_bytes(longer[: len(sound) - 40])
    refused = _refused(path, lambda: WorkshopFile.open(path))
    assert refused is not None
    assert refused.status == DAMAGED
    path.write_bytes(longer)
    tear_last_line(path, "and a last one, never acknowledged")
    assert WorkshopFile.open(path).repaired
    assert path.read_bytes() == longer


def test_a_sound_file_has_neither_damage_nor_remarks(path: Path, sound: bytes) -> None:
    assert examine(path) == Examined([], [])
    assert examine_bytes(sound) == Examined([], [])
