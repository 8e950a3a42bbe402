"""Two laptops that each typed `new` for one workshop: `merge --join`, by real processes."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.store.transfer.exchanges import (
    CANARY,
    FD,
    bundled,
    came_in,
    digest_of,
    given,
    merged,
    said_in,
)
from tests.support.calling import ENTER, House
from tests.support.sealed_calls import call, make
from tests.support.sealed_rooms import PASSPHRASE

pytestmark = pytest.mark.slow


def head_of(path: Path) -> dict[str, Any]:
    head: dict[str, Any] = json.loads(path.read_bytes())["workshop"]["1"]
    return head


@pytest.fixture
def begun(house: House, other_house: House, stick: Path) -> tuple[Path, Path, Path]:
    """Both workshops, each begun and written into on its own laptop, and what the second brings."""
    ours = house.new("Umoja", "--place", "Nendiwe Center")
    house.people("Amina", "Grace")
    house.note("said here")
    theirs = other_house.new("Umoja wa wanawake")
    other_house.people("amina")
    other_house.note("said there", "said there too")
    return ours, theirs, bundled(other_house, stick)


def test_without_join_a_workshop_begun_elsewhere_is_refused_and_the_sentence_names_it(
    house: House, begun: tuple[Path, Path, Path]
) -> None:
    ours, _theirs, bundle = begun
    before = ours.read_bytes()
    refused = house.call("merge", bundle, "--file", ours, "--yes")
    assert refused.status == 1
    assert "another workshop" in refused.err
    assert "--join" in refused.err
    looked = house.call("merge", bundle, "--dry-run")
    assert looked.status == 0
    assert "made as a new file" in looked.err
    assert "--join" in looked.err
    assert ours.read_bytes() == before


def test_both_are_shown_and_then_are_one(house: House, begun: tuple[Path, Path, Path]) -> None:
    ours, theirs, bundle = begun
    done = house.call("merge", bundle, "--join", "--yes")
    assert done.status == 0, done
    here = "Open here: Umoja, Tuesday 12 November 2024, Nendiwe Center, 3 entries, 2 people"
    # The bundle itself is an entry.
    there = "umoja-wa-wanawake.bundle: Umoja wa wanawake, Tuesday 12 November 2024, 4 entries, 1 pe"
    assert here in done.err
    assert there in done.err
    assert "Entered on both, one person or two: " in done.err
    assert len(came_in(done)) == 4
    assert {"said here", "said there", "said there too"} < set(said_in(ours))
    head = head_of(ours)
    assert head["joined"] == [head_of(theirs)["id"]]
    assert head["title"] == "Umoja"
    assert house.call("check").status == 0


def test_without_a_terminal_a_join_needs_its_yes_and_a_dry_run_changes_nothing(
    house: House, begun: tuple[Path, Path, Path]
) -> None:
    ours, _theirs, bundle = begun
    before = ours.read_bytes()
    refused = house.call("merge", bundle, "--join")
    assert refused.status == 2
    assert "Open here: Umoja," in refused.err
    looked = house.call("merge", bundle, "--join", "--dry-run")
    assert looked.status == 0
    assert "Open here: Umoja," in looked.err
    assert ours.read_bytes() == before


@pytest.mark.parametrize(("typed", "status"), [("join", 0), ("merge", 130), ("", 130)])
def test_at_a_terminal_only_the_word_joins(
    house: House, begun: tuple[Path, Path, Path], typed: str, status: int
) -> None:
    ours, _theirs, bundle = begun
    seat = house.at_terminal("merge", bundle, "--join")
    seat.talk(("Make one workshop of these?", typed + ENTER))
    assert seat.end() == status
    assert ("said there" in said_in(ours)) == (status == 0)


def test_at_a_terminal_the_page_that_asks_says_that_a_new_file_will_be_made(
    house: House, begun: tuple[Path, Path, Path]
) -> None:
    _ours, _theirs, bundle = begun
    seat = house.at_terminal("merge", bundle)
    seat.see("Bring this in?")
    page = " ".join(seat.text.split("\x1b[?1049h")[-1].split())
    assert "made as a new file" in page
    assert "--join" in page
    seat.press(ENTER)
    assert seat.end() == 130


def test_twice_changes_nothing_and_what_comes_later_needs_no_join(
    house: House, other_house: House, stick: Path, begun: tuple[Path, Path, Path]
) -> None:
    ours, theirs, bundle = begun
    house.call("merge", bundle, "--join", "--yes")
    before = ours.read_bytes()
    for words in (["--join"], []):
        again = house.call("merge", bundle, *words)
        assert (again.status, came_in(again)) == (0, []), again
        assert "Nothing new" in again.err
    assert ours.read_bytes() == before
    other_house.note("said later")
    came = merged(house, bundled(other_house, stick))
    assert len(came) == 2
    assert "said later" in said_in(ours)
    # The way back needs no --join either: what comes names both ids.
    merged(other_house, bundled(house, stick))
    assert digest_of(ours) == digest_of(theirs)
    assert head_of(theirs)["joined"] == [head_of(ours)["id"]]
    assert list(theirs.parent.glob("*.json")) == [theirs]


def test_what_was_joined_comes_in_while_another_is_open_and_opens_nothing(
    house: House, other_house: House, stick: Path, begun: tuple[Path, Path, Path]
) -> None:
    ours, _theirs, bundle = begun
    house.call("merge", bundle, "--join", "--yes")
    another = house.new("Another")
    other_house.note("said later")
    merged(house, bundled(other_house, stick))
    assert "said later" in said_in(ours)
    assert said_in(another) == []
    house.note("into the open one")
    assert said_in(another) == ["into the open one"]


def test_the_open_one_takes_what_it_joined_although_its_old_file_lies_beside_it(
    house: House, other_house: House, stick: Path, begun: tuple[Path, Path, Path]
) -> None:
    ours, theirs, bundle = begun
    merged(house, bundle)
    beside = ours.parent / theirs.name
    assert beside.exists()
    done = house.call("merge", beside, "--join", "--yes")
    assert done.status == 0, done
    assert "said there" in said_in(ours)
    other_house.note("said later")
    merged(house, bundled(other_house, stick))
    assert "said later" in said_in(ours)
    assert "said later" not in said_in(beside)


def test_three_laptops_come_to_one_workshop(
    house: House, other_house: House, tmp_path: Path, stick: Path, begun: tuple[Path, Path, Path]
) -> None:
    ours, theirs, second = begun
    third_house = House(tmp_path / "third")
    third = third_house.new("Umoja tatu")
    third_house.note("said on the third")
    done = house.call("merge", second, bundled(third_house, stick), "--join", "--yes")
    assert done.status == 0, done
    joined = bundled(house, stick)
    for laptop in (other_house, third_house):
        merged(laptop, joined)
    other_house.note("the second goes on")
    later = bundled(other_house, stick)
    for laptop in (house, third_house):
        merged(laptop, later)
    assert digest_of(ours) == digest_of(theirs) == digest_of(third)
    both = house.call("merge", later, bundled(third_house, stick), "--yes")
    assert both.status == 0, both


def test_what_was_withdrawn_on_either_stays_withdrawn(
    house: House, other_house: House, stick: Path, begun: tuple[Path, Path, Path]
) -> None:
    ours, theirs, _bundle = begun
    (said,) = other_house.note(CANARY)
    old = bundled(other_house, stick)
    assert house.call("merge", old, "--join", "--yes").status == 0
    assert house.call("withdraw", said, "--yes").status == 0
    assert CANARY.encode() not in house.everything_on_disk()
    merged(house, old)
    assert CANARY.encode() not in house.everything_on_disk()
    merged(other_house, bundled(house, stick))
    assert CANARY not in said_in(theirs)
    assert digest_of(ours) == digest_of(theirs)


def test_without_an_open_workshop_nothing_can_be_joined(
    other_house: House, tmp_path: Path, begun: tuple[Path, Path, Path]
) -> None:
    _ours, _theirs, bundle = begun
    empty = House(tmp_path / "empty")
    refused = empty.call("merge", bundle, "--join", "--yes")
    assert refused.status == 1
    assert "No workshop is open yet" in refused.err


def test_a_join_of_an_empty_workshop_is_remembered(
    house: House, other_house: House, stick: Path
) -> None:
    ours = house.new()
    theirs = other_house.new()
    done = house.call("merge", theirs, "--join", "--yes")
    assert (done.status, came_in(done)) == (0, []), done
    assert head_of(ours)["joined"] == [head_of(theirs)["id"]]
    assert house.call("check").status == 0


def test_a_sealed_workshop_joins_what_its_holder_can_open(
    house: House, other_house: House, stick: Path
) -> None:
    make(house)
    other_house.new("Umoja wa wanawake")
    other_house.note(CANARY)
    bundle = bundled(other_house, stick)
    done = given(house, "merge", bundle, "--join", "--yes", *FD, secrets=(PASSPHRASE,))
    assert (done.status, len(came_in(done))) == (0, 2), done
    other_house.note("said later")
    later = bundled(other_house, stick)
    done = given(house, "merge", later, "--yes", *FD, secrets=(PASSPHRASE,))
    assert (done.status, len(came_in(done))) == (0, 2), done
    assert CANARY.encode() not in house.everything_on_disk()
    checked = given(house, *FD, "check", secrets=(PASSPHRASE,))
    assert checked.status == 0, checked


@pytest.mark.parametrize("unopened", [[], ["--unopened"]])
def test_two_sealed_workshops_are_joined_by_the_organisations_key(
    house: House, other_house: House, stick: Path, unopened: list[str]
) -> None:
    make(house)
    shutil.copy(house.desk / "organisation.txt", other_house.desk)
    holder = ("--organisation", "organisation.txt", "--organisation-proof", "organisation.txt")
    new = ("new", "Umoja", "--seal", *holder, *FD)
    assert given(other_house, *new, secrets=(PASSPHRASE,)).status == 0
    assert call(other_house, "note", "--stdin", typed=CANARY).status == 0
    packed = given(other_house, "bundle", "--out", stick, *unopened, *FD, secrets=(PASSPHRASE,))
    assert packed.status == 0, packed
    bundle = packed.lines[0]
    refused = given(house, "merge", bundle, "--join", "--yes", *FD, secrets=(PASSPHRASE,))
    assert refused.status == 3, refused
    assert "--organisation-proof" in refused.err
    proof = ("--organisation-proof", "organisation.txt")
    done = given(house, "merge", bundle, "--join", "--yes", *proof, *FD, secrets=(PASSPHRASE,))
    assert done.status == 0, done
    assert bool(came_in(done)) == (not unopened)
    if unopened:
        assert "1 line came from an unknown laptop" in done.err
        accepted = given(house, "keys", "laptops", "--yes", *FD, secrets=(PASSPHRASE,))
        assert accepted.status == 0, accepted
        assert "not signed" not in accepted.out
    again = given(house, "merge", bundle, "--yes", *proof, *FD, secrets=(PASSPHRASE,))
    assert (again.status, came_in(again)) == (0, []), again
    assert CANARY.encode() not in house.everything_on_disk()
