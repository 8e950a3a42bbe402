"""Two laptops and a stick: `bundle` and `merge` as real processes, in homes of their own."""

import json
import shutil
import stat
from pathlib import Path

import pytest

from tests.faults.disks import mounted
from tests.store.transfer.exchanges import (
    FD,
    FOUR_WORDS,
    bundled,
    came_in,
    digest_of,
    given,
    merged,
    said_in,
    together,
    workshop_of,
)
from tests.support.calling import CTRL_C, ENTER, House
from tests.support.sealed_rooms import PASSPHRASE


def test_two_laptops_come_to_one_workshop_however_often_they_exchange(
    house: House, other_house: House, stick: Path
) -> None:
    ours, theirs = together(house, other_house, stick)
    house.note(*(f"first {number}" for number in range(50)))
    other_house.note(*(f"second {number}" for number in range(50)))
    for _time in range(2):
        to_second, to_first = bundled(house, stick), bundled(other_house, stick)
        merged(other_house, to_second)
        merged(house, to_first)
    wanted = {
        "the first line of all",
        *(f"{who} {number}" for who in ("first", "second") for number in range(50)),
    }
    for path in (ours, theirs):
        assert len(said_in(path)) == 101
        assert set(said_in(path)) == wanted
    assert digest_of(ours) == digest_of(theirs)
    assert house.call("check").status == other_house.call("check").status == 0


@pytest.mark.parametrize("kind", ["vfat", "exfat"])
def test_a_stick_without_permissions_and_renames_carries_both_bundles(
    house: House, other_house: House, tmp_path: Path, kind: str
) -> None:
    with mounted(kind, tmp_path) as disk:
        house.new("Umoja: ¿qué?")
        house.note(*(f"first {number}" for number in range(50)))
        first = bundled(house, disk.at)
        merged(other_house, first)
        other_house.note(*(f"second {number}" for number in range(50)))
        second = bundled(other_house, disk.at)
        assert {first.name.casefold(), second.name.casefold()} == {
            "umoja-que.bundle",
            "umoja-que-2.bundle",
        }
        merged(house, second)
        assert digest_of(workshop_of(house)) == digest_of(workshop_of(other_house))
        assert len(said_in(workshop_of(house))) == 100
        assert sorted(path.name for path in disk.at.iterdir()) == sorted([first.name, second.name])


@pytest.mark.parametrize("kind", ["vfat", "exfat"])
def test_a_stick_that_cannot_protect_files_is_not_written_to_without_a_yes(
    house: House, tmp_path: Path, kind: str
) -> None:
    with mounted(kind, tmp_path) as disk:
        house.new()
        refused = house.call("bundle", "--out", disk.at)
        assert refused.status == 2
        assert "cannot protect files" in refused.err
        assert "--protect" in refused.err
        assert list(disk.at.iterdir()) == []
        protected = given(
            house, "bundle", "--out", disk.at, "--protect", *FD, secrets=(PASSPHRASE,)
        )
        assert protected.status == 0, protected
        assert "umoja" not in Path(protected.lines[0]).name


def test_a_bundle_inside_the_home_needs_no_yes_and_is_for_its_owner_alone(house: House) -> None:
    house.new()
    home = Path(house.environment["HOME"])
    home.mkdir(exist_ok=True)
    made = house.call("bundle", "--out", home)
    assert made.status == 0, made
    assert stat.S_IMODE(Path(made.lines[0]).stat().st_mode) == 0o600
    assert "private lines too" in made.err


def test_a_bundle_never_takes_the_place_of_anything(house: House, stick: Path) -> None:
    house.new()
    (stick / "UMOJA.BUNDLE").write_text("somebody's")
    made = [bundled(house, stick).name for _time in range(2)]
    assert made == ["umoja-2.bundle", "umoja-3.bundle"]
    named = house.call("bundle", "--out", stick / "UMOJA.BUNDLE", "--yes")
    assert named.status == 1
    assert (stick / "UMOJA.BUNDLE").read_text() == "somebody's"


def test_a_stick_that_is_not_there_is_not_made(house: House, stick: Path) -> None:
    house.new()
    for place in (stick / "gone", stick / "gone" / "umoja.bundle"):
        refused = house.call("bundle", "--out", place, "--yes")
        assert refused.status == 1
        assert "There is no folder" in refused.err
    assert list(stick.iterdir()) == []


def test_the_same_bundle_again_or_ones_own_back_changes_no_byte(
    house: House, other_house: House, stick: Path
) -> None:
    ours, theirs = together(house, other_house, stick)
    house.note("one more")
    bundle = bundled(house, stick)
    merged(other_house, bundle)
    for laptop, path in ((house, ours), (other_house, theirs)):
        before = path.read_bytes()
        again = laptop.call("merge", bundle)
        assert (again.status, came_in(again)) == (0, []), again
        assert "0 new." in again.err
        assert path.read_bytes() == before


def test_a_dry_run_says_what_would_come_and_changes_nothing(
    house: House, other_house: House, stick: Path
) -> None:
    house.new()
    house.note("one", "two")
    bundle = bundled(house, stick)
    looked = other_house.call("merge", bundle, "--dry-run")
    assert (looked.status, looked.out) == (0, "")
    assert "3 new. 0 here already." in looked.err
    assert "Umoja" in looked.err
    assert not (other_house.folder / "data").exists()


def test_without_a_terminal_a_merge_needs_its_yes(
    house: House, other_house: House, stick: Path
) -> None:
    house.new()
    house.note("one")
    refused = other_house.call("merge", bundled(house, stick))
    assert refused.status == 2
    assert "2 new" in refused.err
    assert "--yes" in refused.err
    assert not (other_house.folder / "data").exists()


def test_a_workshop_that_is_not_here_is_made_and_open(
    house: House, other_house: House, stick: Path
) -> None:
    house.new("Umoja wa wanawake", "--place", "Nendiwe Center")
    ids = house.note("one", "two")
    done = other_house.call("merge", bundled(house, stick), "--yes")
    assert came_in(done)[: len(ids)] == ids
    path = workshop_of(other_house)
    assert path.name == "umoja-wa-wanawake.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (
        json.loads(path.read_bytes())["workshop"]
        == json.loads(workshop_of(house).read_bytes())["workshop"]
    )
    other_house.note("three")
    assert said_in(path) == ["one", "two", "three"]


def test_the_workshop_is_found_by_its_id_while_another_is_open(
    house: House, other_house: House, stick: Path
) -> None:
    _ours, theirs = together(house, other_house, stick)
    other_house.new("Another")
    house.note("news")
    merged(other_house, bundled(house, stick))
    assert said_in(theirs) == ["the first line of all", "news"]
    assert len(list(theirs.parent.glob("*.json"))) == 2


def test_a_bundle_of_another_workshop_is_refused_where_one_is_named(
    house: House, other_house: House, stick: Path
) -> None:
    house.new()
    house.note("one")
    other = other_house.new("Another")
    before = other.read_bytes()
    refused = other_house.call("merge", bundled(house, stick), "--file", other, "--yes")
    assert refused.status == 1
    assert "another workshop" in refused.err
    assert other.read_bytes() == before


def test_bundles_of_two_workshops_are_not_merged_at_once(
    house: House, other_house: House, stick: Path
) -> None:
    house.new()
    other_house.new("Another")
    refused = house.call("merge", bundled(house, stick), bundled(other_house, stick), "--yes")
    assert refused.status == 1
    assert "different workshops" in refused.err


def test_nothing_comes_in_where_one_of_several_files_is_damaged(
    house: House, other_house: House, stick: Path
) -> None:
    ours, _theirs = together(house, other_house, stick)
    other_house.note("news")
    good = bundled(other_house, stick)
    (stick / "bad.bundle").write_bytes(good.read_bytes()[:-20])
    before = ours.read_bytes()
    assert house.call("merge", good, stick / "bad.bundle", "--yes").status == 3
    assert ours.read_bytes() == before


@pytest.mark.parametrize(
    ("sound", "damaged"), [(b"first line", b"First line"), (b"Umoja", b"umoja")]
)
def test_a_damaged_workshop_of_ours_is_not_merged_into(
    house: House, other_house: House, stick: Path, sound: bytes, damaged: bytes
) -> None:
    ours, _theirs = together(house, other_house, stick)
    other_house.note("news")
    bundle = bundled(other_house, stick)
    ours.write_bytes(ours.read_bytes().replace(sound, damaged))
    before = ours.read_bytes()
    refused = house.call("merge", bundle, "--yes")
    assert refused.status == 3, refused
    assert ours.read_bytes() == before
    assert list(ours.parent.glob("*.json")) == [ours]


def test_a_workshop_that_lost_what_its_backup_holds_is_not_merged_into(
    house: House, other_house: House, stick: Path
) -> None:
    ours, _theirs = together(house, other_house, stick)
    shorter = ours.read_bytes()
    house.note("in the backup only")
    house.call("undo")
    other_house.note("news")
    bundle = bundled(other_house, stick)
    ours.write_bytes(shorter)
    refused = house.call("merge", bundle, "--yes")
    assert refused.status == 3, refused
    assert "It lacks entries" in refused.err
    assert ours.read_bytes() == shorter


def test_a_plain_workshop_file_is_merged_and_shown_as_unsigned(
    house: House, other_house: House, stick: Path
) -> None:
    ours, theirs = together(house, other_house, stick)
    other_house.note("news")
    shutil.copy(theirs, stick / "copy.json")
    done = house.call("merge", stick / "copy.json", "--yes")
    assert done.status == 0, done
    assert "is not signed" in done.err
    assert said_in(ours) == ["the first line of all", "news"]


def test_a_sender_is_known_only_after_a_person_said_yes(
    house: House, other_house: House, stick: Path
) -> None:
    _ours, _theirs = together(house, other_house, stick)
    house.note("news")
    made = house.call("bundle", "--out", stick, "--yes")
    words = FOUR_WORDS.search(made.err)
    assert words
    bundle = Path(made.lines[0])
    looked = other_house.call("merge", bundle, "--dry-run")
    assert words[0] in looked.err
    assert "not known here." in looked.err
    seat = other_house.at_terminal("merge", bundle)
    seat.talk(("Bring this in?", "merge" + ENTER))
    assert seat.end() == 0
    assert "known here:" in other_house.call("merge", bundle, "--dry-run").err


@pytest.mark.parametrize("keys", ["y" + ENTER, ENTER, CTRL_C])
def test_anything_but_the_word_merges_nothing(
    house: House, other_house: House, stick: Path, keys: str
) -> None:
    _ours, theirs = together(house, other_house, stick)
    house.note("news")
    bundle = bundled(house, stick)
    before = theirs.read_bytes()
    seat = other_house.at_terminal("merge", bundle)
    seat.talk(("Bring this in?", keys))
    assert seat.end() == 130
    assert theirs.read_bytes() == before
    assert "not known here." in other_house.call("merge", bundle, "--dry-run").err
