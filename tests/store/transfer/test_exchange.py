"""What two laptops tell each other: a list of what is here, and a bundle of what is lacking."""

import os
import random
import zlib
from pathlib import Path
from typing import Any

import pytest

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED, REFUSED, USAGE
from coalition_cli.model.entry import DETAILS, MOVED, NOTES, PEOPLE, Entry
from coalition_cli.model.exchange import carried, missing
from coalition_cli.model.merging import merge
from coalition_cli.store.transfer import have
from tests.store.transfer.exchanges import (
    CANARY,
    bundled,
    content_digest,
    digest_of,
    merged,
    said_in,
    together,
    workshop_of,
)
from tests.store.transfer.laptops import DRAFTS, IN_1970, IN_2099, Laptop, words_of
from tests.store.transfer.test_incoming import bundle as signed
from tests.store.transfer.test_incoming import entry, workshop
from tests.support.calling import House, entries_of

HISTORIES = int(os.environ.get("COALITION_EXCHANGES", "60"))


def list_of(house: House, stick: Path) -> Path:
    done = house.call("bundle", "--have", "--out", stick)
    assert done.status == 0, done
    return Path(done.lines[0])


def answer(house: House, list_there: Path, stick: Path) -> Path:
    return bundled(house, stick, "--for", str(list_there))


def test_a_list_is_of_digests_alone_sorted_and_without_a_word(tmp_path: Path) -> None:
    ids = [f"01JD0000000000000000{number:06}" for number in range(10_000)]
    data = have.write(ids)
    assert len(data) < 90_000
    digests = zlib.decompress(data.removeprefix(have.FIRST_LINE))
    assert len(digests) == 80_000
    assert digests == b"".join(sorted(map(have.digest_of, ids)))
    path = tmp_path / "there.have"
    path.write_bytes(data)
    there = have.read(path)
    assert set(there) == {have.digest_of(each) for each in ids}
    assert all(have.digest_of(each) in there for each in ids)
    assert not any(have.digest_of(f"{each}x") in there for each in ids)
    assert have.digest_of(ids[0])[:-1] not in there
    assert there[-2:] == sorted(there)[-2:]
    assert have.write(ids[::-1]) == data
    path.write_bytes(have.write([]))
    assert list(have.read(path)) == []
    assert have.digest_of("any") not in have.read(path)


def _packed(digests: bytes) -> bytes:
    return have.FIRST_LINE + zlib.compress(digests)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        have.FIRST_LINE,
        b"coalition-have 0\n" + zlib.compress(b"a" * 8),
        b"coalition-have 1 \n" + zlib.compress(b"a" * 8),
        have.FIRST_LINE + b"no such thing",
        have.write(["one", "two"])[:-1],
        have.write(["one", "two"]) + b"more",
        _packed(b"seven b"),
        _packed(b"b" * 8 + b"a" * 8),
        _packed(b"a" * 16),
        _packed(bytes(64 * 1024 * 1024)),
    ],
)
def test_what_is_no_list_is_damaged_and_does_not_fill_the_memory(
    tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / "there.have"
    path.write_bytes(data)
    with pytest.raises(Problem) as refused:
        have.read(path)
    assert refused.value.status == DAMAGED


def test_two_new_lines_travel_alone(house: House, other_house: House, stick: Path) -> None:
    together(house, other_house, stick)
    house.call("note", typed="".join(f"line {number} {CANARY}\n" for number in range(500)))
    merged(other_house, answer(house, list_of(other_house, stick), stick))
    house.call("note", typed="one new line\nand one more\n")
    told = list_of(other_house, stick)
    assert CANARY.encode() not in told.read_bytes()
    part = answer(house, told, stick)
    assert part.stat().st_size < 20_000
    came = merged(other_house, part)
    stands = {line["id"]: line for line in entries_of(workshop_of(other_house))}
    told = [stands[each]["body"].get("text") for each in came]
    assert told[:2] == ["one new line", "and one more"]
    assert len(came) == 3, "the two lines, and that they were sent"
    assert "0 new" in other_house.call("merge", part, "--yes").err
    merged(house, answer(other_house, list_of(house, stick), stick))
    assert digest_of(workshop_of(house)) == digest_of(workshop_of(other_house))


def test_a_withdrawal_travels_to_whoever_has_the_words(
    house: House, other_house: House, stick: Path
) -> None:
    together(house, other_house, stick)
    house.call("withdraw", "1", "--yes")
    part = answer(house, list_of(other_house, stick), stick)
    merged(other_house, part)
    assert "the first line of all" not in workshop_of(other_house).read_text()


def test_a_list_is_known_for_what_it_is(house: House, other_house: House, stick: Path) -> None:
    together(house, other_house, stick)
    told = list_of(other_house, stick)
    refused = house.call("merge", told, "--yes")
    assert refused.status == REFUSED
    assert f"coalition bundle --for {told.name}" in refused.err
    checked = house.call("check", told)
    assert checked.status == 0, checked
    assert f"{told.name}: a sound list of what a laptop has" in checked.err
    opened = house.call("show", "--file", told)
    assert opened.status == REFUSED
    assert "is a list of what a laptop has and no workshop" in opened.err
    damaged = stick / "damaged.have"
    damaged.write_bytes(told.read_bytes()[:-3])
    assert house.call("check", damaged).status == DAMAGED
    assert house.call("bundle", "--for", damaged, "--out", stick).status == DAMAGED
    newer = stick / "newer.have"
    newer.write_bytes(told.read_bytes().replace(b"have 1", b"have 2", 1))
    later = stick / "later.bundle"
    later.write_bytes(b"coalition-bundle 3 in a form that nobody knows yet\n")
    for ways in (("bundle", "--for", newer), ("merge", newer), ("check", newer), ("merge", later)):
        refused = house.call(*ways, *(("--out", stick) if ways[0] == "bundle" else ()))
        assert refused.status == REFUSED, refused
        assert "newer coalition" in refused.err
    assert house.call("bundle", "--have", "--protect", "--out", stick).status == USAGE


def test_a_line_that_has_the_digest_of_another_comes_with_what_speaks_of_it(
    house: House, other_house: House, stick: Path
) -> None:
    together(house, other_house, stick)
    there = [entry["id"] for entry in entries_of(workshop_of(other_house))]
    house.call("note", typed="a line\n")
    line = next(e for e in entries_of(workshop_of(house)) if e["body"].get("text") == "a line")
    told = stick / "told.have"
    told.write_bytes(have.write([*there, line["id"]]))
    assert line["id"] not in merged(other_house, answer(house, told, stick))
    house.call("fix", "2", typed="another wording\n")
    assert line["id"] in merged(other_house, answer(house, told, stick))
    assert "another wording" in said_in(workshop_of(other_house))


def test_lines_that_are_missing_are_told_and_what_came_is_kept(
    other_house: House, stick: Path
) -> None:
    changes = [
        entry(id=f"01JD000001000000000000000{n}", op="edit", ref=f"01JD000000000000000000000{n}")
        for n in (1, 2)
    ]
    part = stick / "part.bundle"
    part.write_bytes(signed(workshop(*changes) + b"\n", header={"part": [2, 2]}, version=2))
    done = other_house.call("merge", part, "--yes")
    assert done.status == REFUSED
    assert "2 lines are missing that what came speaks of; what came is kept" in done.err
    assert len(entries_of(workshop_of(other_house))) == 2


class Disk(Laptop):
    """A laptop that exchanges lists and parts, and whose disk may be copied."""

    def hear(self, other: "Disk") -> None:
        there = {have.digest_of(entry.id) for entry in self.entries}
        ids = carried(other.entries, lambda each: have.digest_of(each) in there)
        self.take([entry for entry in other.entries if entry.id in ids])


def _live(disk: Disk, chance: random.Random, turn: int) -> None:
    said = disk.standing(NOTES)
    people = disk.standing(PEOPLE)
    kind = chance.choice(["note", "note", "person", "hers", "fix", "undo", "withdraw", "quote"])
    second = 7 * turn
    if kind == "person":
        disk.say(f"person{turn} of{turn}", place=PEOPLE, second=second)
    elif kind == "hers" and people:
        disk.say(f"her own words{turn} here", by=chance.choice(people).id, second=second)
    elif kind == "fix" and said:
        disk.edit(chance.choice(said), f"mended in turn{turn} now", second)
    elif kind == "undo" and said:
        disk.say({}, op="drop", ref=chance.choice(said).id, second=second)
    elif kind == "withdraw" and disk.entries:
        adds = [each for each in disk.entries if each.op == "add"]
        if adds:
            disk.withdraw(chance.choice(adds), second)
    elif kind == "quote" and said:
        line = chance.choice(said)
        body = {"text": f"We say: {line.text}, all of us", "from": [line.id]}
        disk.say(body, place=DRAFTS, second=second)
    else:
        disk.say(f"words{turn} that we said", second=second)


def _act(disks: list[Disk], copies: list[list[Entry]], chance: random.Random, turn: int) -> None:
    disk, other = chance.sample(disks, 2)
    act = chance.random()
    if act < 0.6:
        _live(disk, chance, turn)
    elif act < 0.75:
        disk.hear(other)
    elif act < 0.8:
        disk.offset = chance.choice([0, 0, -86_400, IN_1970, IN_2099])
    elif act < 0.85 and len(disks) < 5:
        clone = Disk(disk.number, disk.offset)  # the same device on two laptops
        clone.entries, clone._minted = list(disk.entries), 1_000 * turn
        disks.append(clone)
    elif act < 0.93:
        copies.append(list(disk.entries))
    elif copies:
        disk.take(chance.choice(copies))


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_copied_files_and_cloned_disks_end_equal_after_they_exchanged(seed: int) -> None:
    chance = random.Random(seed)
    disks = [Disk(number) for number in (1, 2, 3)]
    copies: list[list[Entry]] = []
    for turn in range(1, 40):
        _act(disks, copies, chance, turn)
    for _round in range(3):
        for disk in disks:
            for other in disks:
                if other is not disk:
                    disk.hear(other)
    assert len({content_digest(disk.entries) for disk in disks}) == 1
    assert not any(missing(disk.entries, {e.id for e in disk.entries}) for disk in disks)


def test_words_that_were_withdrawn_there_do_not_come_along_in_a_quote() -> None:
    one, other = Disk(1), Disk(2)
    line = one.say("they cut off the water")
    other.hear(one)
    other.withdraw(line, 5)
    one.say({"text": "We say: they cut off the water", "from": [line.id]}, place=DRAFTS, second=6)
    other.hear(one)
    assert "cut off" not in words_of(other.entries)
    one.hear(other)
    assert content_digest(one.entries) == content_digest(other.entries)


@pytest.mark.parametrize(
    "bodies",
    [
        [{"counts": {"4": 1}}, {"counts": {"5": 2}}],
        [{"action": "A1", "status": "moving"}, {"action": "A1", "status": "done"}],
        [{"text": "0700", "name": "phone"}, {"text": "0711", "name": "phone"}],
        [{"text": "Amina"}, {"text": "amina"}],
    ],
)
def test_what_she_said_after_she_had_seen_ours_is_no_difference_in_a_part_either(
    bodies: list[dict[str, Any]],
) -> None:
    one, other = Disk(1), Disk(2)
    place = PEOPLE if bodies[0] == {"text": "Amina"} else DETAILS if "name" in bodies[0] else DRAFTS
    one.say(bodies[0], place=place)
    other.hear(one)
    other.say(bodies[1], place=place, second=5)
    there = {have.digest_of(entry.id) for entry in one.entries}
    ids = carried(other.entries, lambda each: have.digest_of(each) in there)
    part = [entry for entry in other.entries if entry.id in ids]
    assert merge(one.entries, part).conflicts == merge(one.entries, other.entries).conflicts == []


def test_missing_is_what_changes_and_moves_name_and_nobody_has() -> None:
    one = Laptop(1)
    line = one.say("a line")
    fix = one.edit(line, "another", 1)
    moved = one.say({"text": "a line", MOVED: line.id}, place=DRAFTS, second=2)
    drop = one.say({}, op="drop", ref=fix.id, second=3)
    fresh = {entry.id for entry in one.entries}
    assert missing(one.entries, fresh) == set()
    assert missing([fix, moved, drop], fresh) == {line.id}
    assert missing([drop], fresh) == {fix.id}
    assert missing([drop], set()) == set()
