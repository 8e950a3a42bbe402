"""Two laptops and one sealed workshop, with real commands, to the end."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from coalition_cli.store.formats.sealed import keys, paths
from tests.support.calling import Done, House
from tests.support.sealed_calls import FD, NEW_FD, call, make
from tests.support.sealed_rooms import OTHER_PASSPHRASE, PASSPHRASE

OLD, NEW = (PASSPHRASE,), (OTHER_PASSPHRASE,)
ROTATE = ("keys", "rotate", *FD, *NEW_FD)


class Room:
    """The laptop on which the workshop was made, and a second one with a copy of its folder."""

    def __init__(self, folder: Path) -> None:
        self.one, self.two = House(folder / "one"), House(folder / "two")
        self.path = make(self.one)
        self.copy = self.two.desk / self.path.name
        self.take_copy()

    def take_copy(self) -> None:
        shutil.rmtree(self.copy, ignore_errors=True)
        shutil.copytree(self.path, self.copy)

    def on_one(self, *words: str | Path, typed: str = "", secrets: Sequence[str] = OLD) -> Done:
        return call(self.one, *words, typed=typed, secrets=tuple(secrets))

    def on_two(self, *words: str | Path, typed: str = "", secrets: Sequence[str] = OLD) -> Done:
        return call(self.two, "--file", self.copy, *words, typed=typed, secrets=tuple(secrets))

    def note(self, where: str, *said: str) -> None:
        act = self.on_one if where == "one" else self.on_two
        done = act("note", "--stdin", typed="\n".join(said))
        assert done.status == 0, done

    def said(self, secrets: Sequence[str] = OLD) -> list[str]:
        shown = self.on_one(*FD, "show", "--numbers", "--for", "private", secrets=secrets)
        assert shown.status == 0, shown
        return sorted(line.split("\t")[2] for line in shown.lines)


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


@pytest.mark.slow
def test_what_another_laptop_saved_before_and_after_a_rotation_comes_in(room: Room) -> None:
    room.note("one", "here")
    room.note("two", "before")
    bundled = room.on_two(*FD, "bundle", "--out", room.two.desk / "before.bundle")
    assert bundled.status == 0, bundled
    unopened = room.on_two("bundle", "--unopened", "--out", room.two.desk / "unopened.bundle")
    assert unopened.status == 0, unopened
    rotated = room.on_one(*ROTATE, secrets=(*OLD, *NEW))
    assert rotated.status == 0, rotated
    merged = room.on_one("merge", room.two.desk / "before.bundle", "--yes", *FD, secrets=NEW)
    assert merged.status == 0, merged
    assert room.said(NEW) == ["before", "here"]
    merged = room.on_one("merge", room.two.desk / "unopened.bundle", "--yes", *FD, secrets=NEW)
    assert "Nothing new" in merged.err, merged
    # The second laptop knows nothing of it, and goes on, locked and unlocked.
    room.note("two", "after")
    assert room.on_two(*FD, "undo").status == 0
    room.note("two", "after that", "and that")
    again = room.on_two(*FD, "bundle", "--out", room.two.desk / "after.bundle")
    assert again.status == 0, again
    merged = room.on_one("merge", room.two.desk / "after.bundle", "--yes", *FD, secrets=NEW)
    assert merged.status == 0, merged
    assert room.said(NEW) == ["after that", "and that", "before", "here"]
    # Its folder itself comes in too, and after a second rotation still.
    assert room.on_one(*ROTATE, "--yes", secrets=(*NEW, *OLD)).status == 0
    room.note("two", "last")
    with paths.journal(room.copy).open("ab") as log:
        log.write(b"garbage\n")
    merged = room.on_one("merge", room.copy, "--yes", *FD)
    assert merged.status == 0, merged
    assert f"1 line of {room.copy.name}/capture.log is damaged" in merged.err
    assert "1 line came from an unknown laptop" in merged.err
    assert room.said() == ["after that", "and that", "before", "here"]
    assert room.on_one("keys", "laptops", "--yes", *FD).status == 0
    assert room.said() == ["after that", "and that", "before", "here", "last"]
    room.note("two", "known now")
    merged = room.on_one("merge", room.copy, "--yes", *FD)
    assert "unknown" not in merged.err
    assert room.said() == ["after that", "and that", "before", "here", "known now", "last"]
    # The former keys are in no bundle and in no plain file.
    plain = room.on_one("unseal", "--yes", *FD)
    assert plain.status == 0, plain
    assert keys.KEY_BEGINS not in Path(plain.lines[0]).read_text()


@pytest.mark.slow
def test_a_rotation_names_who_has_not_come_and_asks(room: Room) -> None:
    room.note("two", "from the second")
    assert room.on_one("merge", room.copy, "--yes", *FD).status == 0
    assert room.on_one("keys", "laptops", "--yes", *FD).status == 0
    asked = room.on_one(*ROTATE, secrets=(*OLD, *NEW))
    assert asked.status == 2, asked  # nobody can be asked
    assert room.on_one(*FD, "show").status == 0
    gone_on = room.on_one(*ROTATE, "--yes", secrets=(*OLD, *NEW))
    assert gone_on.status == 0, gone_on
    assert "can still be brought in" in gone_on.err


@pytest.mark.slow
def test_former_keys_can_be_forgotten(room: Room) -> None:
    room.note("two", "before")
    bundle = room.two.desk / "before.bundle"
    assert room.on_two("bundle", "--unopened", "--out", bundle).status == 0
    assert room.on_one(*ROTATE, secrets=(*OLD, *NEW)).status == 0
    forgotten = room.on_one(*ROTATE, "--yes", "--forget-former", secrets=(*NEW, *OLD))
    assert forgotten.status == 0, forgotten
    refused = room.on_one("merge", bundle, "--yes", *FD)
    assert refused.status == 3
    assert "sealed for other keys" in refused.err
    proof = ("--organisation-proof", "organisation.txt")
    merged = room.on_one("merge", bundle, "--yes", *proof, *FD)
    assert merged.status == 0, merged
    assert room.said() == []
    accepted = room.on_one("keys", "laptops", "--yes", *FD)
    assert accepted.status == 0, accepted
    assert "not signed" not in accepted.out
    assert room.said() == ["before"]


@pytest.mark.slow
def test_lines_of_an_unknown_laptop_go_through_rotations_and_are_accepted(room: Room) -> None:
    room.note("one", "here")
    # The second laptop writes into the folder of the first, as over a shared stick.
    shared = ("--file", room.path)
    noted = call(room.two, *shared, "note", "--stdin", typed="from the second\nand more\n")
    assert noted.status == 0, noted
    shown = room.on_one(*FD, "show", "--for", "private")
    assert shown.status == 0
    assert "from the second" not in shown.out
    assert "2 lines came from an unknown laptop" in shown.err
    checked = room.on_one(*FD, "check")
    assert checked.status == 0, checked
    assert "2 lines came from an unknown laptop" in checked.out
    exported = room.on_one(*FD, "export", "json", "--for", "organizer", "--out", "-")
    assert "from the second" not in exported.out
    refused = room.on_one("unseal", "--yes", *FD)
    assert refused.status == 1, refused
    assert room.on_one(*ROTATE, "--yes", "--forget-former", secrets=(*OLD, *NEW)).status == 0
    listed = room.on_one("keys", "laptops", "--lines", *FD, secrets=NEW)
    assert listed.status == 0, listed
    unknown = [line.split("\t") for line in listed.lines if line.startswith("unknown")]
    words = call(room.two, *shared, "bundle", "--unopened", "--out", room.two.desk).err
    assert len(unknown) == 1
    assert unknown[0][1] in words
    assert unknown[0][2] == "2 lines"
    assert "from the second" in listed.out
    accepted = room.on_one("keys", "laptops", "--yes", *FD, secrets=NEW)
    assert accepted.status == 0, accepted
    assert room.said(NEW) == ["and more", "from the second", "here"]
    noted = call(room.two, *shared, "keys", "accept", "--capture-only", "--yes")
    assert noted.status == 0, noted
    assert call(room.two, *shared, "note", "--stdin", typed="known now\n").status == 0
    assert room.said(NEW) == ["and more", "from the second", "here", "known now"]


@pytest.mark.slow
def test_a_damaged_row_is_named_repaired_in_a_copy_and_set_aside(room: Room) -> None:
    room.note("one", "one", "two", "three")
    log = paths.journal(room.path)
    rows = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(rows[0] + rows[1][:300] + b"!" + rows[1][301:] + rows[2])
    shown = room.on_one(*FD, "show", "--for", "private")
    assert shown.status == 0
    assert "Line 2 of capture.log is damaged" in shown.err
    assert "three" in shown.out
    checked = room.on_one(*FD, "check")
    assert checked.status == 3
    assert "Line 2 of capture.log is damaged" in checked.out
    repaired = room.on_one(*FD, "check", "--repair")
    assert repaired.status == 0, repaired
    (copy,) = room.path.glob("*.repaired.age")
    assert str(copy) in repaired.err
    restored = room.on_one(*FD, "restore", copy, "--yes")
    assert restored.status == 0, restored
    checked = room.on_one(*FD, "check")
    assert checked.status == 0, checked
    assert room.said() == ["one", "three"]
    aside = list((room.path / "backups").glob("*.log"))
    assert [each.read_bytes() for each in aside] == [rows[1][:300] + b"!" + rows[1][301:]]


@pytest.mark.slow
def test_a_damaged_store_is_repaired_from_its_backup_and_all_rows(room: Room) -> None:
    room.note("one", "one", "two")
    assert room.on_one(*FD, "undo").status == 0  # which folds, and keeps a backup
    room.note("one", "three")
    store = paths.store(room.path)
    store.write_bytes(store.read_bytes()[:-100])
    before = store.read_bytes()
    refused = room.on_one(*FD, "show")
    checked = room.on_one(*FD, "check")
    assert (refused.status, checked.status) == (3, 3)
    assert "store.age is damaged" in refused.err
    assert refused.err.splitlines()[-1] == checked.err.splitlines()[-1]
    assert "coalition restore" in refused.err  # a copy is there
    repaired = room.on_one(*FD, "check", "--repair")
    assert repaired.status == 0, repaired
    (copy,) = room.path.glob("*.repaired.age")
    assert store.read_bytes() == before
    restored = room.on_one(*FD, "restore", copy, "--yes")
    assert restored.status == 0, restored
    assert room.said() == ["one", "three"]


def test_no_copy_is_promised_where_there_is_none(room: Room) -> None:
    store = paths.store(room.path)
    store.write_bytes(store.read_bytes()[:-1])
    for refused in (room.on_one(*FD, "show"), room.on_one(*FD, "check")):
        assert refused.status == 3
        assert "restore" not in refused.err
        assert "coalition check --repair" in refused.err
    nothing = room.on_one(*FD, "check", "--repair")
    assert nothing.status == 3
    assert "there is no copy of it" in nothing.err
