"""Two laptops that said different things: both wordings stand, what was withdrawn is gone, sealed
stays sealed.
"""

import re
import shutil
from pathlib import Path

import pytest

from tests.store.transfer.exchanges import (
    CANARY,
    FD,
    bundled,
    came_in,
    digest_of,
    disagreeing,
    given,
    merged,
    said_in,
    together,
    workshop_of,
)
from tests.support.calling import ENTER, House, entries_of
from tests.support.sealed_rooms import OTHER_PASSPHRASE, PASSPHRASE

pytestmark = pytest.mark.slow


def test_both_wordings_of_a_conflict_are_kept_and_shown_side_by_side(
    house: House, other_house: House, stick: Path
) -> None:
    bundle = disagreeing(house, other_house, stick)
    done = house.call("merge", bundle, "--yes")
    side_by_side = next(line for line in done.err.splitlines() if "worded here" in line)
    assert re.search("note.1 “worded here” [|] note.1 “worded there”", side_by_side)
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
    twice = re.search(r"p(\d+), p(\d+) have one name", done.err)
    assert twice
    rows = {
        entry["body"]["text"]: entry["n"]
        for entry in entries_of(workshop_of(house))
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


def test_a_protected_bundle_says_nothing_without_its_passphrase(
    house: House, other_house: House, stick: Path
) -> None:
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
        house,
        "new",
        "Umoja",
        "--date",
        "2024-11-12",
        "--seal",
        "--no-organisation-key",
        *FD,
        secrets=(PASSPHRASE,),
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
    noted = given(
        other_house, "--file", lent, "note", "--stdin", typed=f"{CANARY} moja\n{CANARY} mbili"
    )
    assert noted.status == 0, noted
    made = given(other_house, "--file", lent, "bundle", "--out", stick)
    assert made.status == 0, made
    bundle = Path(made.lines[0])
    assert CANARY.encode() not in bundle.read_bytes()
    for told in ("2 lines of unknown laptops stand apart", "Nothing new"):
        done = given(house, "merge", bundle, "--yes", *FD, secrets=(PASSPHRASE,))
        assert (done.status, came_in(done)) == (0, []), done
        assert told in done.err
        assert sealed_texts(house) == ["with the key"]
    assert given(house, "keys", "laptops", "--yes", *FD, secrets=(PASSPHRASE,)).status == 0
    assert sorted(sealed_texts(house)) == sorted(
        ["with the key", f"{CANARY} moja", f"{CANARY} mbili"]
    )
    assert CANARY.encode() not in house.everything_on_disk() + other_house.everything_on_disk()


def test_two_laptops_with_the_key_exchange_a_sealed_workshop(
    house: House, other_house: House, stick: Path
) -> None:
    path = sealed(house)
    theirs = other_house.desk / path.name
    shutil.copytree(path, theirs)
    assert (
        given(other_house, "--file", theirs, "note", "--stdin", typed=f"{CANARY} there").status == 0
    )
    made = given(
        other_house, "--file", theirs, "bundle", "--out", stick, *FD, secrets=(PASSPHRASE,)
    )
    assert made.status == 0, made
    done = given(house, "merge", made.lines[0], "--yes", *FD, secrets=(PASSPHRASE,))
    assert done.status == 0, done
    assert sorted(sealed_texts(house)) == [f"{CANARY} there", "with the key"]


def test_a_sealed_workshop_tells_what_it_has_and_gets_what_it_lacks(
    house: House, other_house: House, stick: Path
) -> None:
    path = sealed(house)
    theirs = other_house.desk / path.name
    shutil.copytree(path, theirs)
    there = ("--file", theirs)
    for words in (CANARY, f"{CANARY} there"):
        assert given(other_house, *there, "note", "--stdin", typed=words).status == 0
    told = given(house, "bundle", "--have", "--out", stick, *FD, secrets=(PASSPHRASE,))
    assert told.status == 0, told
    (have,) = told.lines
    locked = given(other_house, *there, "bundle", "--for", have, "--unopened", "--out", stick)
    assert locked.status == 2
    made = given(
        other_house, *there, "bundle", "--for", have, "--out", stick, *FD, secrets=(PASSPHRASE,)
    )
    assert made.status == 0, made
    part = Path(made.lines[0])
    assert CANARY.encode() not in Path(have).read_bytes() + part.read_bytes()
    assert path.name.encode() not in Path(have).read_bytes()
    done = given(house, "merge", part, "--yes", *FD, secrets=(PASSPHRASE,))
    assert done.status == 0, done
    assert len(came_in(done)) == 3, "two lines, and that they were sent"
    assert sorted(sealed_texts(house)) == sorted([CANARY, f"{CANARY} there", "with the key"])
    again = given(house, "merge", part, "--yes", *FD, secrets=(PASSPHRASE,))
    assert "Nothing new" in again.err
    assert CANARY.encode() not in house.everything_on_disk() + other_house.everything_on_disk()


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
    assert sealed_texts(house) == ["with the key"]
    assert len(came_in(done)) == 2
    assert "1 line came from an unknown laptop" in done.err
    assert given(house, "keys", "laptops", "--yes", *FD, secrets=(PASSPHRASE,)).status == 0
    assert sorted(sealed_texts(house)) == ["captured", "with the key"]


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


@pytest.mark.parametrize("exercise", ["feedback", "agenda-ranking"])
def test_what_two_laptops_both_counted_is_told_and_the_later_count_stands(
    house: House, other_house: House, stick: Path, exercise: str
) -> None:
    together(house, other_house, stick)
    for laptop, (few, many) in ((house, (3, 4)), (other_house, (5, 6))):
        given_answers = {
            "feedback": {"form": {"safe": {"4": few, "5": many}}},
            "agenda-ranking": {"scores": {"urgency": {"1": {"4": few, "5": many}}}},
        }
        if exercise == "agenda-ranking" and laptop is house:
            assert house.play(exercise, {"issues": ["Papers"]}).status == 0
            merged(other_house, bundled(house, stick))
        assert laptop.play(exercise, given_answers[exercise]).status == 0
    done = house.call("merge", bundled(other_house, stick), "--yes")
    assert "1 differs; both are kept" in done.err
    step = {"feedback": "feedback.form", "agenda-ranking": "agenda-ranking.scores"}[exercise]
    told = rf"Counted on both: {step} .+ \| {step} .+ \(the later stands\)"
    assert re.search(told, done.err)
    merged(other_house, bundled(house, stick))
    assert digest_of(workshop_of(house)) == digest_of(workshop_of(other_house))
    summary = str(house.summary())
    assert "'4': 5, '5': 6" in summary
    assert "'4': 3, '5': 4" not in summary


FIX, OTHER_FIX = ("fix", "1", "worded here"), ("fix", "1", "worded there")
UNDO = ("undo", "1", "--yes")


@pytest.mark.parametrize(
    ("first", "second", "told", "shown"),
    [
        (FIX, OTHER_FIX, "later stands", "worded there"),
        (FIX, UNDO, "later stands", ""),
        (UNDO, OTHER_FIX, "earlier stands", ""),
        (UNDO, UNDO, "", ""),
        (("withdraw", "1", "--yes"), OTHER_FIX, "", ""),
    ],
)
def test_a_merge_says_of_two_changes_which_one_stands(
    house: House,
    other_house: House,
    stick: Path,
    first: tuple[str, ...],
    second: tuple[str, ...],
    told: str,
    shown: str,
) -> None:
    """What was taken back is gone, though the other laptop gave it other words afterwards."""
    together(house, other_house, stick)
    for laptop, words in ((house, first), (other_house, second)):
        typed = words[2] if words[0] == "fix" else ""
        done = laptop.call(*(words[:2] if typed else words), typed=typed)
        assert done.status == 0, done
    for laptop, other in ((house, other_house), (other_house, house)):
        said = laptop.call("merge", bundled(other, stick), "--dry-run").err
        assert ("Changed on both" in said) is bool(told)
        assert told in said
    merged(house, bundled(other_house, stick))
    stands = [word for word in ("worded here", "worded there") if word in house.call("show").out]
    assert stands == ([shown] if shown else [])
