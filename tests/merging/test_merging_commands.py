"""Two laptops and a stick: `bundle` and `merge` from outside, as real processes in homes of their own."""

import json
import os
import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from calling import CTRL_C, ENTER, PROGRAM, Done, House, entries_of
from fault_disks import mounted
from sealed_rooms import OTHER_PASSPHRASE, PASSPHRASE

from coalition_cli.model.entry import from_document
from coalition_cli.model.merging import content_digest

CANARY = "kanari wa siri"
FOUR_WORDS = re.compile(r"(?:[a-z]{4} ){3}[a-z]{4}$", re.MULTILINE)
FD = ("--passphrase-fd", "FD")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder that is on neither laptop."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def bundled(house: House, stick: Path, *words: str) -> Path:
    """What this laptop puts on the stick."""
    made = house.call("bundle", "--out", stick, "--yes", *words)
    assert made.status == 0, made
    return Path(made.lines[0])


def merged(house: House, *files: Path) -> list[str]:
    """The ids that came in."""
    done = house.call("merge", *files, "--yes")
    assert done.status == 0, done
    return came_in(done)


def came_in(done: Done) -> list[str]:
    """The ids on standard output."""
    assert all(re.fullmatch(r"[0-9A-Z]{26}", line) for line in done.lines), done.out
    return done.lines


def workshop_of(house: House) -> Path:
    return next((house.folder / "data" / "coalition" / "workshops").glob("*.json"))


def said_in(path: Path) -> list[str]:
    return [entry["body"]["text"] for entry in entries_of(path) if "text" in entry["body"]]


def digest_of(path: Path) -> str:
    return content_digest(from_document(entry) for entry in entries_of(path))


def together(house: House, other_house: House, stick: Path) -> tuple[Path, Path]:
    """One workshop on both laptops, begun on the first."""
    first = house.new()
    house.note("the first line of all")
    merged(other_house, bundled(house, stick))
    return first, workshop_of(other_house)


def given(house: House, *words: str | Path, secrets: tuple[str, ...] = (), typed: str = "") -> Done:
    """Run `coalition` without a terminal; each of ``secrets`` is a line on the descriptor FD."""
    reader, writer = os.pipe()
    os.write(writer, "".join(f"{secret}\n" for secret in secrets).encode())
    os.close(writer)
    number = str(reader)
    try:
        ended = subprocess.run(
            [*PROGRAM, *(number if word == "FD" else str(word) for word in words)],
            input=typed.encode(),
            capture_output=True,
            env=house.environment,
            cwd=house.desk,
            timeout=120,
            check=False,
            pass_fds=(reader,),
            start_new_session=True,
        )
    finally:
        os.close(reader)
    return Done(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


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
    wanted = {"the first line of all", *(f"{who} {number}" for who in ("first", "second") for number in range(50))}
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
        assert {first.name.casefold(), second.name.casefold()} == {"umoja-que.bundle", "umoja-que-2.bundle"}
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
        protected = given(house, "bundle", "--out", disk.at, "--protect", *FD, secrets=(PASSPHRASE,))
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


def test_the_same_bundle_again_or_ones_own_back_changes_no_byte(house: House, other_house: House, stick: Path) -> None:
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


def test_a_dry_run_says_what_would_come_and_changes_nothing(house: House, other_house: House, stick: Path) -> None:
    house.new()
    house.note("one", "two")
    bundle = bundled(house, stick)
    looked = other_house.call("merge", bundle, "--dry-run")
    assert (looked.status, looked.out) == (0, "")
    assert "3 new. 0 here already." in looked.err
    assert "Umoja" in looked.err
    assert not (other_house.folder / "data").exists()


def test_without_a_terminal_a_merge_needs_its_yes(house: House, other_house: House, stick: Path) -> None:
    house.new()
    house.note("one")
    refused = other_house.call("merge", bundled(house, stick))
    assert refused.status == 2
    assert "2 new" in refused.err
    assert "--yes" in refused.err
    assert not (other_house.folder / "data").exists()


def test_a_workshop_that_is_not_here_is_made_and_open(house: House, other_house: House, stick: Path) -> None:
    house.new("Umoja wa wanawake", "--place", "Nendiwe Center")
    ids = house.note("one", "two")
    done = other_house.call("merge", bundled(house, stick), "--yes")
    assert came_in(done)[: len(ids)] == ids
    path = workshop_of(other_house)
    assert path.name == "umoja-wa-wanawake.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_bytes())["workshop"] == json.loads(workshop_of(house).read_bytes())["workshop"]
    other_house.note("three")
    assert said_in(path) == ["one", "two", "three"]


def test_the_workshop_is_found_by_its_id_while_another_is_open(house: House, other_house: House, stick: Path) -> None:
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


def test_bundles_of_two_workshops_are_not_merged_at_once(house: House, other_house: House, stick: Path) -> None:
    house.new()
    other_house.new("Another")
    refused = house.call("merge", bundled(house, stick), bundled(other_house, stick), "--yes")
    assert refused.status == 1
    assert "different workshops" in refused.err


def test_nothing_comes_in_where_one_of_several_files_is_damaged(house: House, other_house: House, stick: Path) -> None:
    ours, _theirs = together(house, other_house, stick)
    other_house.note("news")
    good = bundled(other_house, stick)
    (stick / "bad.bundle").write_bytes(good.read_bytes()[:-20])
    before = ours.read_bytes()
    assert house.call("merge", good, stick / "bad.bundle", "--yes").status == 3
    assert ours.read_bytes() == before


@pytest.mark.parametrize(("sound", "damaged"), [(b"first line", b"First line"), (b"Umoja", b"umoja")])
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
    assert "holds 2 entries that this file does not" in refused.err
    assert ours.read_bytes() == shorter


def test_a_plain_workshop_file_is_merged_and_shown_as_unsigned(house: House, other_house: House, stick: Path) -> None:
    ours, theirs = together(house, other_house, stick)
    other_house.note("news")
    shutil.copy(theirs, stick / "copy.json")
    done = house.call("merge", stick / "copy.json", "--yes")
    assert done.status == 0, done
    assert "is not signed" in done.err
    assert said_in(ours) == ["the first line of all", "news"]


def test_a_sender_is_known_only_after_a_person_said_yes(house: House, other_house: House, stick: Path) -> None:
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
def test_anything_but_the_word_merges_nothing(house: House, other_house: House, stick: Path, keys: str) -> None:
    _ours, theirs = together(house, other_house, stick)
    house.note("news")
    bundle = bundled(house, stick)
    before = theirs.read_bytes()
    seat = other_house.at_terminal("merge", bundle)
    seat.talk(("Bring this in?", keys))
    assert seat.end() == 130
    assert theirs.read_bytes() == before
    assert "not known here." in other_house.call("merge", bundle, "--dry-run").err


def disagreeing(house: House, other_house: House, stick: Path) -> Path:
    """Both laptops gave one line other words; what the second brings."""
    together(house, other_house, stick)
    house.call("fix", "1", typed="worded here")
    other_house.call("fix", "1", typed="worded there")
    return bundled(other_house, stick)


def test_both_wordings_of_a_conflict_are_kept_and_shown_side_by_side(
    house: House, other_house: House, stick: Path
) -> None:
    bundle = disagreeing(house, other_house, stick)
    done = house.call("merge", bundle, "--yes")
    side_by_side = next(line for line in done.err.splitlines() if "worded here" in line)
    assert re.search(r"\d+ “worded here” \| \d+ “worded there”", side_by_side)
    assert said_in(workshop_of(house)) == ["the first line of all", "worded here", "worded there"]
    assert "worded there" in house.call("show").out


def test_words_that_the_room_may_not_see_are_not_shown_in_a_conflict(
    house: House, other_house: House, stick: Path
) -> None:
    house.new()
    house.note("one", share="private")
    merged(other_house, bundled(house, stick))
    house.call("fix", "1", typed=f"{CANARY} here")
    other_house.call("fix", "1", typed=f"{CANARY} there")
    done = house.call("merge", bundled(other_house, stick), "--yes")
    assert done.err.count("private") >= 2
    assert CANARY not in done.out + done.err


def test_on_a_terminal_wordings_stand_only_on_the_screen_that_leaves_nothing(
    house: House, other_house: House, stick: Path
) -> None:
    bundle = disagreeing(house, other_house, stick)
    seat = house.at_terminal("merge", bundle)
    seat.see("worded there")
    assert "worded here" in seat.text
    seat.talk(("Bring this in?", "merge" + ENTER))
    assert seat.end() == 0
    outside = re.sub(r"\x1b\[\?1049h.*?\x1b\[\?1049l", "", seat.escapes, flags=re.DOTALL)
    assert "1 differs" in outside
    assert "worded" not in outside


def test_people_who_were_entered_on_both_laptops_are_named_by_their_numbers(
    house: House, other_house: House, stick: Path
) -> None:
    together(house, other_house, stick)
    house.people("Amina", "Grace")
    other_house.people("amina", "Neema")
    done = house.call("merge", bundled(other_house, stick), "--yes")
    twice = re.search(r"Entries (\d+), (\d+) have one name", done.err)
    assert twice
    rows = {
        entry["body"]["text"]: number
        for number, entry in enumerate(entries_of(workshop_of(house)), 1)
        if "text" in entry["body"]
    }
    assert [int(number) for number in twice.groups()] == [rows["Amina"], rows["amina"]]


@pytest.mark.parametrize("withdrawing", ["house", "other_house"])
def test_what_was_withdrawn_on_one_laptop_is_gone_from_the_other(
    house: House, other_house: House, stick: Path, withdrawing: str
) -> None:
    house.new()
    house.note("one", f"{CANARY} ilisemwa", "three")
    merged(other_house, bundled(house, stick))
    house.note("four")
    other_house.note("five")
    seat = other_house.at_terminal("note")
    seat.talk(("What is being said?", f"{CANARY} ilisemwa, again"))
    seat.see("again")
    seat.kill()
    one, other = (house, other_house) if withdrawing == "house" else (other_house, house)
    old = bundled(other, stick)
    assert one.call("withdraw", "2", "--yes").status == 0
    done = other.call("merge", bundled(one, stick), "--yes")
    assert done.status == 0, done
    assert "withdrawn on another laptop" in done.err
    merged(one, old)
    merged(other, old)
    for laptop in (house, other_house):
        assert CANARY.encode() not in laptop.everything_on_disk()
    merged(one, bundled(other, stick))
    assert digest_of(workshop_of(house)) == digest_of(workshop_of(other_house))


def test_a_protected_bundle_says_nothing_without_its_passphrase(house: House, other_house: House, stick: Path) -> None:
    house.new(CANARY)
    house.note(CANARY)
    made = given(house, "bundle", "--out", stick, "--protect", *FD, secrets=(PASSPHRASE,))
    assert made.status == 0, made
    bundle = Path(made.lines[0])
    assert b"kanari" not in bundle.name.encode() + bundle.read_bytes()
    wrong = given(other_house, "merge", bundle, "--yes", *FD, secrets=(OTHER_PASSPHRASE,))
    assert wrong.status == 1
    assert not (other_house.folder / "data").exists()
    done = given(other_house, "merge", bundle, "--yes", *FD, secrets=(PASSPHRASE,))
    assert done.status == 0, done
    assert said_in(workshop_of(other_house)) == [CANARY]


def sealed(house: House) -> Path:
    """A sealed workshop, open, with one line in it."""
    made = given(
        house, "new", "Umoja", "--date", "2024-11-12", "--seal", "--no-organisation-key", *FD, secrets=(PASSPHRASE,)
    )
    assert made.status == 0, made
    path = Path(made.lines[0])
    assert given(house, "note", "--stdin", typed="with the key").status == 0
    return path


def sealed_texts(house: House) -> list[str]:
    shown = given(house, *FD, "show", "--numbers", "--for", "private", secrets=(PASSPHRASE,))
    assert shown.status == 0, shown
    return [line.split("\t")[2] for line in shown.lines]


def test_what_a_laptop_without_the_key_captured_is_merged_where_the_key_is(
    house: House, other_house: House, stick: Path
) -> None:
    path = sealed(house)
    lent = other_house.desk / path.name
    shutil.copytree(path, lent)
    (lent / "identity.age").unlink()
    noted = given(other_house, "--file", lent, "note", "--stdin", typed=f"{CANARY} moja\n{CANARY} mbili")
    assert noted.status == 0, noted
    made = given(other_house, "--file", lent, "bundle", "--out", stick)
    assert made.status == 0, made
    bundle = Path(made.lines[0])
    assert CANARY.encode() not in bundle.read_bytes()
    for came in (2, 0):
        done = given(house, "merge", bundle, "--yes", *FD, secrets=(PASSPHRASE,))
        assert done.status == 0, done
        assert len(came_in(done)) == came, done
    assert sorted(sealed_texts(house)) == sorted(["with the key", f"{CANARY} moja", f"{CANARY} mbili"])
    assert CANARY.encode() not in house.everything_on_disk() + other_house.everything_on_disk()


def test_two_laptops_with_the_key_exchange_a_sealed_workshop(house: House, other_house: House, stick: Path) -> None:
    path = sealed(house)
    theirs = other_house.desk / path.name
    shutil.copytree(path, theirs)
    assert given(other_house, "--file", theirs, "note", "--stdin", typed=f"{CANARY} there").status == 0
    made = given(other_house, "--file", theirs, "bundle", "--out", stick, *FD, secrets=(PASSPHRASE,))
    assert made.status == 0, made
    done = given(house, "merge", made.lines[0], "--yes", *FD, secrets=(PASSPHRASE,))
    assert done.status == 0, done
    assert sorted(sealed_texts(house)) == [f"{CANARY} there", "with the key"]


def test_what_was_folded_before_the_key_was_taken_away_is_not_left_behind(
    house: House, other_house: House, stick: Path
) -> None:
    path = sealed(house)
    lent = other_house.desk / path.name
    shutil.copytree(path, lent)
    assert given(other_house, "--file", lent, "note", "--stdin", typed="folded").status == 0
    assert given(other_house, *FD, "--file", lent, "undo", secrets=(PASSPHRASE,)).status == 0
    (lent / "identity.age").unlink()
    assert given(other_house, "--file", lent, "note", "--stdin", typed="captured").status == 0
    made = given(other_house, "--file", lent, "bundle", "--out", stick)
    done = given(house, "merge", made.lines[0], "--yes", *FD, secrets=(PASSPHRASE,))
    assert done.status == 0, done
    assert sorted(sealed_texts(house)) == ["captured", "with the key"]
    assert len(came_in(done)) == 3


def test_a_sealed_bundle_is_refused_by_a_workshop_with_other_keys(
    house: House, other_house: House, stick: Path
) -> None:
    sealed(house)
    theirs = sealed(other_house)
    made = given(other_house, "bundle", "--out", stick, *FD, secrets=(PASSPHRASE,))
    lent = house.desk / "lent"
    shutil.copytree(theirs, lent)
    (lent / "identity.age").unlink()
    captured = given(house, "--file", lent, "bundle", "--out", stick)
    for bundle in (made.lines[0], captured.lines[0]):
        refused = given(house, "merge", bundle, "--yes", *FD, secrets=(PASSPHRASE,))
        assert refused.status in (1, 3), refused
    assert sealed_texts(house) == ["with the key"]
