"""Two note-takers, two laptops, one stick: every line once on both, by the commands that people
type.
"""

import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from coalition_cli.model.entry import from_document
from coalition_cli.store import check
from tests.store.transfer.exchanges import content_digest
from tests.support.calling import House, entries_of

pytestmark = pytest.mark.slow

_SYSTEMS = (
    ("mkfs.vfat", ("mount", "-t", "vfat")),
    ("mkfs.exfat", ("mount.exfat-fuse",)),
)


def _run(*command: str | Path) -> str | None:
    """The standard output of a command; None if it failed or is not here."""
    try:
        ended = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return None
    return None if ended.returncode else ended.stdout.strip()


@pytest.fixture
def fat(tmp_path: Path) -> Iterator[Path]:
    """A stick as people have them, FAT or exFAT: no owners, no second names, names without case."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount")
    folder = tmp_path / "stick"
    folder.mkdir()
    for make, mount in _SYSTEMS:
        image = tmp_path / f"{make}.img"
        image.write_bytes(bytes(20_000_000))
        if _run(make, image) is None or not (device := _run("losetup", "-f", "--show", image)):
            continue
        try:
            if _run(*mount, device, folder) is not None:
                yield folder
                assert _run("umount", folder) is not None
                return
        finally:
            _run("losetup", "-d", device)
    pytest.skip("no stick can be mounted here")


@pytest.fixture(params=["fat", "folder"])
def stick(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "fat":
        return Path(request.getfixturevalue("fat"))
    folder = tmp_path / "folder"
    folder.mkdir()
    return folder


def _bundled(house: House, stick: Path, *words: str) -> Path:
    made = house.call("bundle", "--out", stick, "--yes", *words)
    assert made.status == 0, made
    return Path(made.lines[0])


def _digest(path: Path) -> str:
    return content_digest(from_document(document) for document in entries_of(path))


def test_two_note_takers_get_one_workshop_with_every_line_once(
    house: House, other_house: House, stick: Path
) -> None:
    first = house.new("Umoja: wiki ya 1?")
    merged = other_house.call("merge", "--yes", _bundled(house, stick))
    assert merged.status == 0, merged
    second = next(other_house.folder.rglob("workshops/*.json"))
    house.note(*(f"first {number}" for number in range(50)))
    other_house.note(*(f"second {number}" for number in range(50)))
    for _again in range(2):
        for sender, receiver in ((house, other_house), (other_house, house)):
            merged = receiver.call("merge", "--yes", _bundled(sender, stick))
            assert merged.status == 0, merged
    assert other_house.call("merge", "--yes", _bundled(house, stick)).status == 0
    said = [
        document["body"]["text"] for document in entries_of(first) if document["step"] == "note"
    ]
    assert sorted(said) == sorted(
        f"{which} {number}" for which in ("first", "second") for number in range(50)
    )
    assert _digest(first) == _digest(second)
    assert check(first) == check(second) == []
    assert len(list(stick.iterdir())) == 6
    assert not [path for path in stick.iterdir() if path.suffix != ".bundle"]


def test_the_same_bundle_twice_and_a_bundle_of_ones_own_bring_nothing(
    house: House, other_house: House
) -> None:
    path = house.new()
    house.note("one")
    bundle = _bundled(house, house.desk)
    merged = other_house.call("merge", "--yes", house.desk / bundle)
    assert {document["id"] for document in entries_of(path)} <= set(merged.lines)
    other = next(other_house.folder.rglob("workshops/*.json"))
    for receiver, file in ((other_house, other), (house, path)):
        before = file.read_bytes(), file.stat().st_ino
        again = receiver.call("merge", house.desk / bundle)
        assert again.status == 0
        assert "0 new. 2 here already." in again.err
        assert (file.read_bytes(), file.stat().st_ino) == before


def test_what_was_withdrawn_on_one_laptop_goes_on_the_other_with_its_copies(
    house: House, other_house: House
) -> None:
    canary = "canary one two three four"
    house.new()
    (noted,) = house.note(canary)
    bundle = house.desk / _bundled(house, house.desk).name
    assert other_house.call("merge", "--yes", bundle).status == 0
    assert canary.encode() in other_house.everything_on_disk()
    assert house.call("withdraw", "--yes", noted).status == 0
    merged = other_house.call("merge", "--yes", house.desk / _bundled(house, house.desk).name)
    assert merged.status == 0, merged
    assert canary.encode() not in other_house.everything_on_disk()
    back = house.call("merge", "--yes", bundle)
    assert back.status == 0, back
    assert canary not in "".join(
        str(entry) for entry in entries_of(next(house.folder.rglob("workshops/*.json")))
    )


def test_both_wordings_are_shown_before_anything_changes(house: House, other_house: House) -> None:
    house.new()
    house.note("the first wording")
    other_house.call("merge", "--yes", house.desk / _bundled(house, house.desk).name)
    number = house.numbers()["the first wording"]
    house.call("fix", number, typed="as the first laptop says")
    other_house.call("fix", number, typed="as the second laptop says")
    house.note("a secret", share="private")
    bundle = house.desk / _bundled(house, house.desk).name
    file = next(other_house.folder.rglob("workshops/*.json"))
    before = file.read_bytes()
    told = other_house.call("merge", "--dry-run", bundle)
    assert told.status == 0
    assert "1 differs" in told.err
    assert "as the first laptop says" in told.err
    assert "as the second laptop says" in told.err
    assert "a secret" not in told.err
    assert other_house.call("merge", bundle).status == 2
    assert file.read_bytes() == before


def test_a_bundle_of_another_workshop_is_refused(house: House, other_house: House) -> None:
    house.new()
    house.note("one")
    other = other_house.new()
    before = other.read_bytes()
    refused = other_house.call(
        "merge", "--yes", "--file", other, house.desk / _bundled(house, house.desk).name
    )
    assert refused.status == 1
    assert other.read_bytes() == before


def test_a_plain_workshop_file_is_merged_as_unsigned(house: House, other_house: House) -> None:
    path = house.new()
    house.note("one")
    merged = other_house.call("merge", "--yes", path)
    assert merged.status == 0, merged
    assert "not signed" in merged.err


def test_a_bundle_under_a_passphrase_holds_no_word_in_the_open(
    house: House, other_house: House
) -> None:
    house.new()
    house.note("canary-in-a-bundle")
    made = house.shell("coalition bundle --out . --passphrase-fd 3 3<<< 'six words nobody knows'")
    assert made.status == 0, made
    bundle = house.desk / made.lines[0]
    assert b"canary" not in bundle.read_bytes()
    wrong = other_house.shell(
        f"coalition merge --yes --passphrase-fd 3 {bundle} 3<<< 'other words'"
    )
    assert wrong.status == 1, wrong
    merged = other_house.shell(
        f"coalition merge --yes --passphrase-fd 3 {bundle} 3<<< 'six words nobody knows'"
    )
    assert merged.status == 0, merged
    assert b"canary-in-a-bundle" in other_house.everything_on_disk()


def test_where_files_are_not_protected_it_is_said_and_asked(house: House, fat: Path) -> None:
    house.new()
    house.note("one")
    refused = house.call("bundle", "--out", fat)
    assert refused.status == 2
    assert "cannot protect" in refused.err
    assert list(fat.iterdir()) == []


def test_no_file_on_a_stick_is_written_over(house: House, fat: Path) -> None:
    house.new("Umoja")
    (fat / "UMOJA.BUNDLE").write_bytes(b"of somebody else")
    assert _bundled(house, fat).name == "umoja-2.bundle"
    assert (fat / "UMOJA.BUNDLE").read_bytes() == b"of somebody else"
    refused = house.call("bundle", "--out", fat / "Umoja.bundle", "--yes")
    assert refused.status == 1
    assert (fat / "UMOJA.BUNDLE").read_bytes() == b"of somebody else"


def test_the_key_of_a_laptop_is_its_own_and_the_bundle_is_for_no_other_account(
    house: House,
) -> None:
    house.new()
    bundle = house.desk / _bundled(house, house.desk).name
    key = next(house.folder.rglob("sender.key"))
    assert stat.S_IMODE(key.stat().st_mode) == stat.S_IMODE(bundle.stat().st_mode) == 0o600
    assert key.read_bytes() not in bundle.read_bytes()


def test_a_sender_is_known_after_somebody_said_yes(house: House, other_house: House) -> None:
    house.new()
    house.note("one")
    bundle = house.desk / _bundled(house, house.desk).name
    seat = other_house.at_terminal("merge", bundle)
    seat.talk(("not known here", ""), ("Bring this in?", "merge\r"))
    assert seat.end() == 0
    again = other_house.call("merge", bundle)
    assert "known here" in again.err
    assert "not known here" not in again.err


def test_anything_but_the_word_changes_nothing(house: House, other_house: House) -> None:
    house.new()
    house.note("one")
    seat = other_house.at_terminal("merge", house.desk / _bundled(house, house.desk).name)
    seat.talk(("Bring this in?", "yes\r"))
    assert seat.end() == 130
    assert not list(other_house.folder.rglob("workshops/*.json"))


def test_a_laptop_without_the_key_of_a_sealed_workshop_carries_its_lines_unread(
    house: House, other_house: House, tmp_path: Path
) -> None:
    key = "3<<< 'six words nobody knows at all'"
    made = house.shell(f"coalition new Umoja --seal --no-organisation-key --passphrase-fd 3 {key}")
    assert made.status == 0, made
    sealed, carried = Path(made.lines[0]), tmp_path / "carried"
    shutil.copytree(sealed, carried)
    (carried / "identity.age").unlink()
    assert (
        other_house.call("--file", carried, "note", typed="canary on the second laptop").status == 0
    )
    bundled = other_house.call("--file", carried, "bundle", "--out", tmp_path, "--yes")
    assert bundled.status == 0, bundled
    bundle = Path(bundled.lines[0])
    merged = house.shell(f"coalition --passphrase-fd 3 merge --yes {bundle} {key}")
    assert merged.status == 0, merged
    accepted = house.shell(f"coalition keys laptops --yes --passphrase-fd 3 {key}")
    assert accepted.status == 0, accepted
    shown = house.shell(f"coalition --passphrase-fd 3 show --numbers --for private {key}")
    assert "canary on the second laptop" in shown.out
    own = house.shell(f"coalition --passphrase-fd 3 bundle --out {tmp_path} --yes {key}")
    assert own.status == 0, own
    again = house.shell(f"coalition --passphrase-fd 3 merge {own.lines[0]} {key}")
    assert again.status == 0, again
    assert "0 new" in again.err
    on_disk = house.everything_on_disk() + other_house.everything_on_disk() + bundle.read_bytes()
    assert b"canary" not in on_disk + Path(own.lines[0]).read_bytes()
