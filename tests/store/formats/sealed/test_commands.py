"""Sealed workshops from outside: real processes, the standard age command."""

import json
import re
import shutil
import stat
import subprocess
import time
from pathlib import Path

import pexpect
import pytest

from coalition_cli.app.secret_prompt import from_descriptor
from coalition_cli.errors import Problem
from tests.support.calling import House
from tests.support.sealed_calls import CANARY, FD, NEW_FD, call, make
from tests.support.sealed_rooms import OTHER_PASSPHRASE, PASSPHRASE

pytestmark = pytest.mark.slow

needs_age = pytest.mark.skipif(not shutil.which("age"), reason="the age command is not installed")
needs_strace = pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "house")


def test_a_day_with_a_sealed_workshop(house: House) -> None:
    path = make(house)
    assert re.fullmatch(r"workshop-[2-9a-z]{4}", path.name)
    noted = call(house, "note", "--stdin", typed="one\ntwo\n")
    assert noted.status == 0, noted
    assert len(noted.lines) == 2
    shown = call(house, *FD, "show", "--numbers", "--for", "private", secrets=(PASSPHRASE,))
    assert shown.status == 0, shown
    assert [line.split("\t")[2] for line in shown.lines] == ["one", "two"]
    undone = call(house, *FD, "undo", secrets=(PASSPHRASE,))
    assert undone.status == 0, undone
    shown = call(house, *FD, "show", "--numbers", "--for", "private", secrets=(PASSPHRASE,))
    assert [line.split("\t")[2] for line in shown.lines] == ["one"]
    checked = call(house, *FD, "check", secrets=(PASSPHRASE,))
    assert checked.status == 0, checked


def test_a_tag_is_looked_up_only_where_the_workshop_is_opened(house: House) -> None:
    make(house)
    assert call(house, *FD, "people", "add", typed="Neema\n", secrets=(PASSPHRASE,)).status == 0
    closed = call(house, "note", "--stdin", typed="one\ntwo @Neema\n")
    assert (closed.status != 0, closed.out) == (True, "")
    assert "passphrase" in closed.err
    opened = call(house, *FD, "note", "--stdin", typed="one\ntwo @Neema\n", secrets=(PASSPHRASE,))
    assert (opened.status, len(opened.lines)) == (0, 2), opened
    told = call(
        house, *FD, "export", "json", "--for", "organizer", "--out", "-", secrets=(PASSPHRASE,)
    )
    assert [note["by"] for note in json.loads(told.out)["notes"]] == [None, "Neema"]


def test_nothing_is_made_without_a_word_on_who_opens_it_later(house: House) -> None:
    refused = call(house, "new", "Umoja", "--seal", *FD, secrets=(PASSPHRASE,))
    assert refused.status == 2
    assert "--no-organisation-key" in refused.err
    alone = call(
        house, "new", "Umoja", "--seal", "--no-organisation-key", *FD, secrets=(PASSPHRASE,)
    )
    assert alone.status == 0
    assert "every word in it is lost" in alone.err


@pytest.mark.parametrize("proof", ["another.txt", "nothing.txt", "public.txt"])
def test_nothing_is_left_where_the_organisation_does_not_open_it(house: House, proof: str) -> None:
    public = call(house, "keys", "new-organisation-key", "--out", "organisation.txt").lines[0]
    call(house, "keys", "new-organisation-key", "--out", "another.txt")
    (house.desk / "public.txt").write_text(public)
    words = ("--organisation", public, "--organisation-proof", proof)
    refused = call(house, "new", "Umoja", "--seal", *words, *FD, secrets=(PASSPHRASE,))
    assert refused.status == 1, refused
    assert not list((house.folder / "data").rglob("*"))


def test_sealing_options_without_seal_are_refused(house: House) -> None:
    assert call(house, "new", "Umoja", "--no-organisation-key").status == 2
    assert not list((house.folder / "data").rglob("*"))


def test_a_wrong_passphrase_takes_a_second_and_says_nothing_about_itself(house: House) -> None:
    make(house)
    for words in ("wrong", PASSPHRASE + " ", PASSPHRASE.upper(), PASSPHRASE[:-1]):
        began = time.monotonic()
        refused = call(house, *FD, "show", secrets=(words,))
        assert time.monotonic() - began >= 1
        assert refused.status == 1
        assert refused.err == "That does not open it. Nothing was changed. Try again.\n"
    assert call(house, *FD, "show", secrets=(PASSPHRASE,)).status == 0


def test_a_passphrase_in_the_environment_is_refused(house: House) -> None:
    make(house)
    house.environment["COALITION_PASS"] = PASSPHRASE
    for words in (
        ("show",),
        ("new", "Umoja", "--seal", "--no-organisation-key"),
        ("keys", "change"),
    ):
        refused = call(house, *words)
        assert refused.status == 2
        assert "COALITION_PASS is not supported" in refused.err


def test_without_a_terminal_and_without_a_descriptor_it_says_what_works(house: House) -> None:
    make(house)
    refused = call(house, "show")
    assert refused.status == 2
    assert "--passphrase-fd" in refused.err


@pytest.mark.parametrize("number", [-1, 99, 10**20])
def test_a_descriptor_that_is_none_is_wrong_usage(number: int) -> None:
    with pytest.raises(Problem) as told:
        from_descriptor(number)
    assert told.value.status == 2
    assert str(number) in told.value.sentence


@pytest.mark.parametrize("secret", ["", " space before", "space behind "])
def test_a_passphrase_that_nobody_would_find_on_paper_is_not_taken(
    house: House, secret: str
) -> None:
    refused = call(house, "new", "Umoja", "--seal", "--no-organisation-key", *FD, secrets=(secret,))
    assert refused.status in (1, 2)
    assert not list((house.folder / "data").rglob("*"))


@pytest.mark.parametrize("secret", ["three short words", "a b c d", "abababababababababababab"])
def test_a_short_passphrase_is_refused_before_anything_is_made(house: House, secret: str) -> None:
    refused = call(house, "new", "Umoja", "--seal", "--no-organisation-key", *FD, secrets=(secret,))
    assert (refused.status, refused.out) == (1, "")
    assert "too short" in refused.err
    assert not list((house.folder / "data").rglob("*.age"))


def test_no_way_to_another_passphrase_takes_a_short_one(house: House) -> None:
    path = make(house)
    before = {each.name: each.read_bytes() for each in path.iterdir() if each.is_file()}
    for words in (("change",), ("rotate", "--yes")):
        refused = call(house, "keys", *words, *FD, *NEW_FD, secrets=(PASSPHRASE, "short"))
        assert refused.status == 1
        assert "too short" in refused.err
    assert {each.name: each.read_bytes() for each in path.iterdir() if each.is_file()} == before


@pytest.mark.parametrize("secret", ["maji kazi umoja watu", "hG7kd9Lm2qPz8xT4rV6w"])
def test_four_words_or_twenty_characters_are_enough(house: House, secret: str) -> None:
    made = call(house, "new", "Umoja", "--seal", "--no-organisation-key", *FD, secrets=(secret,))
    assert made.status == 0


def test_keys_are_changed_rotated_taken_away_and_given_back(house: House) -> None:
    path = make(house)
    call(house, "note", "--stdin", typed="one\n")
    store = (path / "store.age").read_bytes()
    assert (
        call(house, "keys", "change", *FD, *NEW_FD, secrets=(PASSPHRASE, OTHER_PASSPHRASE)).status
        == 0
    )
    assert (path / "store.age").read_bytes() == store
    assert call(house, *FD, "show", secrets=(PASSPHRASE,)).status == 1
    rotated = call(house, "keys", "rotate", *FD, *NEW_FD, secrets=(OTHER_PASSPHRASE, PASSPHRASE))
    assert rotated.status == 0, rotated
    away = call(house, "keys", "away", "--yes", "--organisation-proof", "organisation.txt")
    assert away.status == 0, away
    assert "I cannot open it." in away.err
    refused = call(house, *FD, "show", secrets=(PASSPHRASE,))
    assert refused.status == 1
    assert "its key is not here" in refused.err
    assert call(house, "note", "--stdin", typed="two\n").status == 0
    back = call(
        house,
        "keys",
        "rotate",
        "--organisation-proof",
        "organisation.txt",
        "--new-passphrase-fd",
        "5",
        secrets=(OTHER_PASSPHRASE,),
    )
    assert back.status == 0, back
    shown = call(house, *FD, "show", "--numbers", "--for", "private", secrets=(OTHER_PASSPHRASE,))
    assert [line.split("\t")[2] for line in shown.lines] == ["one", "two"]


def test_an_older_copy_is_refused_until_it_is_accepted(house: House, tmp_path: Path) -> None:
    path = make(house)
    shutil.copytree(path, tmp_path / "old")
    call(house, "note", "--stdin", typed="one\n")
    call(house, "keys", "rotate", *FD, *NEW_FD, secrets=(PASSPHRASE, PASSPHRASE))
    shutil.rmtree(path)
    shutil.copytree(tmp_path / "old", path)
    refused = call(house, *FD, "show", secrets=(PASSPHRASE,))
    assert refused.status == 3
    assert "older than what this laptop saved last" in refused.err
    assert (
        call(house, "keys", "accept", *FD, secrets=(PASSPHRASE,)).status == 2
    )  # nobody can be asked
    assert call(house, *FD, "show", secrets=(PASSPHRASE,)).status == 3
    assert call(house, "keys", "accept", "--yes", *FD, secrets=(PASSPHRASE,)).status == 0
    assert call(house, *FD, "show", secrets=(PASSPHRASE,)).status == 0


def test_an_added_recipient_stops_every_command_and_cannot_be_accepted(house: House) -> None:
    path = make(house)
    maid = call(house, "keys", "new-organisation-key", "--out", "maid.txt").lines[0]
    with (path / "recipients.txt").open("a") as cache:
        cache.write(f"{maid}\n")
    for refused in (
        call(house, *FD, "show", secrets=(PASSPHRASE,)),
        call(house, "note", "--stdin", typed="one\n"),
        call(house, "keys", "accept", "--yes", *FD, secrets=(PASSPHRASE,)),
    ):
        assert refused.status == 3, refused
    assert (path / "capture.log").read_bytes() == b""


def test_a_plain_workshop_is_sealed_and_unsealed(house: House) -> None:
    plain = house.new(f"{CANARY} title")
    house.note(f"{CANARY} words")
    copy = plain.with_name("by hand.json")
    shutil.copy(plain, copy)
    made = call(house, "seal", "--no-organisation-key", *FD, secrets=(PASSPHRASE,))
    assert made.status == 0, made
    assert "still hold the words: by hand.json." in made.err
    assert not plain.exists()
    copy.unlink()
    assert CANARY.encode() not in house.everything_on_disk()
    refused = call(house, "unseal", *FD, secrets=(PASSPHRASE,))
    assert refused.status == 2  # nobody can be asked
    assert CANARY.encode() not in house.everything_on_disk()
    assert call(house, "unseal", "--yes", *FD, secrets=(PASSPHRASE,)).lines == [str(plain)]
    assert house.numbers() == {f"{CANARY} words": "note.1"}
    assert call(house, "unseal", "--yes").status == 1


def test_the_sheet_is_written_once_and_holds_no_secret(house: House) -> None:
    make(house)
    assert call(
        house, "keys", "sheet", "--out", "sheet.html", *FD, secrets=(PASSPHRASE,)
    ).lines == ["sheet.html"]
    page = (house.desk / "sheet.html").read_text()
    assert "AGE-SECRET-KEY" not in page
    assert CANARY not in page
    assert (
        call(house, "keys", "sheet", "--out", "sheet.html", *FD, secrets=(PASSPHRASE,)).status == 1
    )


@pytest.mark.parametrize("sheet", [".", "taken.html", "key.txt"])
def test_no_secret_key_is_left_where_its_sheet_cannot_be_written(house: House, sheet: str) -> None:
    (house.desk / "taken.html").write_text("mine")
    made = house.call("keys", "new-organisation-key", "--out", "key.txt", "--sheet", sheet)
    assert (made.status, made.lines) == (1, [])
    assert f"{sheet} is there already" in made.err
    assert not (house.desk / "key.txt").exists()
    assert house.call("keys", "new-organisation-key", "--out", ".").status == 1


def test_a_folder_that_is_no_sealed_workshop_is_not_called_one(house: House) -> None:
    refused = house.call("seal", house.desk)
    assert refused.status == 2
    assert "not a file that can hold a workshop" in refused.err


def test_an_organisations_key_is_readable_by_nobody_else_and_never_overwritten(
    house: House,
) -> None:
    made = call(house, "keys", "new-organisation-key", "--out", "key.txt", "--sheet", "key.html")
    for name in ("key.txt", "key.html"):
        assert stat.S_IMODE((house.desk / name).stat().st_mode) == 0o600
        assert "AGE-SECRET-KEY" not in made.out + made.err
    before = (house.desk / "key.txt").read_bytes()
    assert call(house, "keys", "new-organisation-key", "--out", "key.txt").status == 1
    assert (house.desk / "key.txt").read_bytes() == before


@needs_age
def test_the_standard_command_opens_it_with_the_passphrase_alone(house: House) -> None:
    path = make(house)
    call(house, "note", "--stdin", typed="one\n")
    call(house, *FD, "undo", secrets=(PASSPHRASE,))  # and is folded, or not
    child = pexpect.spawn(
        "age",
        ["-d", "-i", str(path / "identity.age"), str(path / "store.age")],
        timeout=30,
        encoding="utf-8",
    )
    child.expect("passphrase")
    child.sendline(PASSPHRASE)
    child.expect(f"{CANARY} title")
    child.close()
    opened = subprocess.run(
        ["age", "-d", "-i", house.desk / "organisation.txt", path / "store.age"],
        capture_output=True,
        check=True,
    )
    assert f"{CANARY} title".encode() in opened.stdout


@needs_strace
@pytest.mark.parametrize("umask", ["000", "077"])
def test_no_word_reaches_the_disk_or_any_file_in_plain(
    house: House, tmp_path: Path, umask: str
) -> None:
    traces = tmp_path / "traces"
    traces.mkdir()
    watched = [
        "sh",
        "-c",
        f"umask {umask}; exec strace -f -qq -s 100000"
        f' -e trace=write,pwrite64,openat,rename,mkdir -o {traces}/t$$ "$@"',
        "sh",
    ]
    call(house, "keys", "new-organisation-key", "--out", "organisation.txt")
    holder = ("--organisation", "organisation.txt", "--organisation-proof", "organisation.txt")
    runs = [
        (
            ("new", f"{CANARY}title", "--place", f"{CANARY}place", "--seal", *holder, *FD),
            (PASSPHRASE,),
            "",
        ),
        (("note", "--stdin"), (), f"{CANARY}note\n"),
        ((*FD, "people"), (PASSPHRASE,), f"{CANARY}person\n"),
        ((*FD, "fix", "1"), (PASSPHRASE,), f"{CANARY}mended\n"),
        ((*FD, "withdraw", "1", "--yes"), (PASSPHRASE,), ""),
        (("keys", "rotate", *FD, *NEW_FD), (PASSPHRASE, PASSPHRASE), ""),
        (("keys", "sheet", "--out", "sheet.html", *FD), (PASSPHRASE,), ""),
    ]
    for words, secrets, typed in runs:
        done = call(house, *words, secrets=secrets, typed=typed, wrapper=watched)
        assert done.status == 0, (words, done)
    assert CANARY.encode() not in house.everything_on_disk()
    written = [line for trace in traces.iterdir() for line in trace.read_text().splitlines()]
    assert len(written) > 100
    # What goes to standard output and error is what was asked for; everything else is a file.
    leaks = [
        line for line in written if CANARY in line and not re.match(r"\d+ +write\([12],", line)
    ]
    assert leaks == []
    assert PASSPHRASE not in "".join(written)
    for each in (house.folder / "data").rglob("*"):
        assert stat.S_IMODE(each.stat().st_mode) == (0o700 if each.is_dir() else 0o600), each
