"""Sealed workshops at a real terminal: nothing is echoed, nothing stays on the screen."""

import os
import subprocess
from pathlib import Path

import pexpect
import pytest

from tests.support import jumping_clock
from tests.support.calling import PROGRAM, House, Seat
from tests.support.resting import Rest
from tests.support.sealed_calls import FD, call, make
from tests.support.sealed_rooms import OTHER_PASSPHRASE, PASSPHRASE

pytestmark = pytest.mark.slow


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "house")


def _at_terminal(house: House, *words: str) -> "pexpect.spawn[str]":
    child = pexpect.spawn(
        PROGRAM[0],
        [*PROGRAM[1:], *words],
        env=house.environment,
        cwd=str(house.desk),
        timeout=30,
        encoding="utf-8",
    )
    child.logfile_read = open(house.desk / "screen.txt", "w", encoding="utf-8")  # noqa: SIM115, PTH123
    return child


def _screen(house: House) -> str:
    return (house.desk / "screen.txt").read_text()


def test_a_passphrase_is_asked_for_unseen_and_a_wrong_one_may_be_tried_again(house: House) -> None:
    make(house)
    child = _at_terminal(house, "check")
    for words, answer in (("wrong", "does not open it"), (PASSPHRASE, "is unlocked")):
        child.expect("Passphrase of workshop-")
        Rest(child.pid).wait(0.2)
        child.sendline(words)
        child.expect(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert PASSPHRASE not in _screen(house)
    assert "wrong" not in _screen(house)


def test_the_last_try_says_how_a_forgotten_passphrase_is_replaced(house: House) -> None:
    make(house)
    child = _at_terminal(house, "check")
    for _each in range(3):
        child.expect("Passphrase of workshop-")
        Rest(child.pid).wait(0.2)
        child.sendline("wrong")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 1
    *_before, last = _screen(house).split("Nothing was changed. ")
    assert "keys rotate --organisation-proof FILE" in " ".join(last.split())
    assert "Try again" not in last


def test_six_words_are_offered_typed_twice_and_taken_off_the_screen(house: House) -> None:
    child = _at_terminal(house, "new", "Umoja", "--seal", "--no-organisation-key")
    child.expect(r"    (([a-z]{4} ){5}[a-z]{4})\r")
    words = child.match[1]
    for question in ("Passphrase:", "Once more:"):
        child.expect(question)
        Rest(child.pid).wait(0.2)
        child.sendline(words)
    child.expect(r"\x1b\[\?1049l")
    child.expect("One can open it")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert _screen(house).count(words) == 1
    assert call(house, *FD, "show", secrets=(words,)).status == 0


def test_a_passphrase_that_is_not_typed_the_same_twice_makes_nothing(house: House) -> None:
    child = _at_terminal(house, "new", "Umoja", "--seal", "--no-organisation-key")
    for question, words in (("Passphrase:", PASSPHRASE), ("Once more:", OTHER_PASSPHRASE)):
        child.expect(question)
        Rest(child.pid).wait(0.2)
        child.sendline(words)
    child.expect("not the same")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 1
    assert not list((house.folder / "data").rglob("*.age"))


def test_a_short_passphrase_is_refused_before_it_is_typed_again(house: House) -> None:
    child = _at_terminal(house, "new", "Umoja", "--seal", "--no-organisation-key")
    child.expect("at least four, or 20 characters")
    child.expect("Passphrase:")
    Rest(child.pid).wait(0.2)
    child.sendline("two words")
    child.expect("too short")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 1
    assert "Once more" not in _screen(house)
    assert not list((house.folder / "data").rglob("*.age"))


def test_unsealing_asks_for_a_word(house: House) -> None:
    path = make(house)
    for word, status in (("yes", 130), ("unseal", 0)):
        child = _at_terminal(house, "unseal")
        child.expect("Passphrase of")
        Rest(child.pid).wait(0.2)
        child.sendline(PASSPHRASE)
        child.expect("Type unseal")
        Rest(child.pid).wait(0.2)
        child.sendline(word)
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == status
        assert path.exists() == (status != 0)


def test_lines_of_an_unknown_laptop_are_kept_unless_somebody_throws_them_away(
    house: House, tmp_path: Path
) -> None:
    path = make(house)
    second = ("--file", path, "note", "--stdin")
    assert call(House(tmp_path / "second"), *second, typed="kanari one\nkanari two\n").status == 0
    listed = call(house, "keys", "laptops", *FD, secrets=(PASSPHRASE,))
    assert "coalition keys laptops --refuse --yes" in listed.err
    for keys_pressed, answer, status in (("", "Nothing was", 130), ("2", "2 lines were thrown", 0)):
        child = _at_terminal(house, "keys", "laptops", "--refuse")
        child.expect("Passphrase of")
        Rest(child.pid).wait(0.2)
        child.sendline(PASSPHRASE)
        child.expect("What is to become")
        Rest(child.pid).wait(0.2)
        child.send(f"{keys_pressed}\r")
        child.expect(answer)
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == status
        assert "kanari" not in _screen(house)
    listed = call(house, "keys", "laptops", *FD, secrets=(PASSPHRASE,))
    assert "No line came from an unknown laptop" in listed.err


def test_a_secret_key_typed_from_paper_proves_that_it_opens(house: House) -> None:
    public = call(house, "keys", "new-organisation-key", "--out", "organisation.txt").lines[0]
    secret = next(
        line
        for line in (house.desk / "organisation.txt").read_text().splitlines()
        if line.startswith("AGE")
    )
    for typed, status in ((secret[:-1] + ("Q" if secret[-1] != "Q" else "P"), 1), (secret, 0)):
        child = _at_terminal(house, "new", "Umoja", "--seal", "--organisation", public)
        child.expect("secret key, to prove")
        Rest(child.pid).wait(0.2)
        child.sendline(typed)
        if status:
            child.expect("mistyped")
        else:
            for question in ("Passphrase:", "Once more:"):
                child.expect(question)
                Rest(child.pid).wait(0.2)
                child.sendline(PASSPHRASE)
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == status
        assert typed not in _screen(house)


def test_after_an_empty_room_the_passphrase_brings_page_and_half_typed_words_back(
    house: House,
) -> None:
    make(house)
    seat = Seat([*jumping_clock.PROGRAM, "note"], house.environment, house.desk, 80, 24)
    seat.talk(("Passphrase of", f"{PASSPHRASE}\r"), ("Next line", "Maji ya kisima\r"))
    seat.see("1 Maji ya kisima")
    seat.press("nusu ya ne")
    seat.see("> nusu ya ne")
    seat.child.kill(jumping_clock.AHEAD)
    seat.see("nobody pressed a key")
    assert not any(words in seat.text for words in ("kisima", "nusu"))
    seat.press("not these words\r")
    seat.see("does not open it")
    seat.press(f"{PASSPHRASE}\r")
    seat.see("> nusu ya ne")
    assert "1  Maji ya kisima" in seat.text
    seat.press("no\r")
    seat.see("2 nusu ya neno")
    seat.press("\x03")
    assert seat.end() == 130
    assert "2 entries" in seat.text
    assert PASSPHRASE not in seat.escapes


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no /proc")
def test_the_memory_of_an_unlocked_process_is_closed(house: House) -> None:
    make(house)
    child = _at_terminal(house, "unseal")
    child.expect("Passphrase of")
    Rest(child.pid).wait(0.2)
    child.sendline(PASSPHRASE)
    child.expect("Type unseal")
    # The files of a process that may not be dumped belong to root, whoever runs it.
    status = Path(f"/proc/{child.pid}/status").read_text()
    if os.geteuid() == 0:
        ended = subprocess.run(
            ["setpriv", "--reuid=65534", "--clear-groups", "cat", f"/proc/{child.pid}/environ"],
            capture_output=True,
            check=False,
        )
        assert ended.returncode != 0
    else:
        with pytest.raises(PermissionError):
            Path(f"/proc/{child.pid}/environ").read_bytes()
    assert "State" in status
    child.sendintr()
    child.close()
