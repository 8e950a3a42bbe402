"""Sealed workshops told apart by what stands in the open: a day, and a word that somebody chose."""

import re
from datetime import date
from pathlib import Path

import pytest

from coalition_cli.errors import Problem
from coalition_cli.store import sealing
from coalition_cli.store.formats.sealed import label, paths
from tests.support.calling import House
from tests.support.sealed_calls import CANARY, FD, call, make
from tests.support.sealed_rooms import HEAD, PASSPHRASE, Sealed, tables_of

pytestmark = pytest.mark.slow


def day_of(path: Path) -> str:
    """The day that stands there, which is some day."""
    return date.fromisoformat(label.read(path).day).isoformat()


def test_a_day_and_no_word_stand_in_the_open_unless_somebody_chose_one(tmp_path: Path) -> None:
    made = sealing.create(tmp_path / "plain", tables_of(HEAD), PASSPHRASE, None)
    assert paths.label(made.path).read_text() == f"{day_of(made.path)}\n"
    named = sealing.create(tmp_path / "named", tables_of(HEAD), PASSPHRASE, None, "Blue")
    assert label.read(named.path) == (day_of(named.path), "Blue")
    assert label.read(tmp_path) == ("", "")


@pytest.mark.parametrize(
    ("content", "read"),
    [
        (b"2024-11-12\nBlue\n", ("2024-11-12", "Blue")),
        (b"\nBlue\n", ("", "Blue")),
        (b"yesterday\nBlue\n", ("", "Blue")),
        (b"", ("", "")),
        (b"2024-11-12\n\x1b[31mBl\xe2\x80\xaeue\tsky\n", ("2024-11-12", "Blue sky")),
        (b"2024-11-12\n" + b"x" * 900, ("2024-11-12", "x" * label.LONGEST)),
        (b"\xff\xfe", ("", "")),
    ],
)
def test_whatever_stands_there_cannot_act(
    sealed: Sealed, content: bytes, read: tuple[str, str]
) -> None:
    paths.label(sealed.path).write_bytes(content)
    assert label.read(sealed.path) == read


def test_a_label_that_is_a_link_is_neither_followed_nor_written_through(
    sealed: Sealed, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_text("\nsecret\n")
    paths.label(sealed.path).unlink()
    paths.label(sealed.path).symlink_to(elsewhere)
    with pytest.raises(Problem, match="is a link"):
        label.put(sealed.path, label.Label("", "Blue"))
    with pytest.raises(Problem, match="is a link"):
        sealed.open()
    assert elsewhere.read_text() == "\nsecret\n"


@pytest.mark.parametrize("word", ["", " \u200b", "x" * (label.LONGEST + 1)])
def test_what_is_no_label_is_refused(word: str) -> None:
    with pytest.raises(Problem, match="Nothing was changed"):
        label.checked(word)


def test_list_and_open_know_it_by_day_and_label(house: House) -> None:
    path = make(house, "--label", "Blue sky")
    other = call(
        house, "new", "Umoja", "--seal", "--no-organisation-key", *FD, secrets=(PASSPHRASE,)
    )
    assert call(house, "list").lines == [
        f"{mark} sealed {day_of(each)}\t{each.name}\t{word}\t{each}"
        for mark, each, word in sorted(
            [(" ", path, "Blue sky"), ("*", Path(other.lines[0]), "")], key=lambda row: row[1]
        )
    ]
    opened = call(house, "open", "blue SKY")
    assert opened.lines == [str(path)]
    assert f"sealed {day_of(path)} · Blue sky · {path.name}" in opened.err
    asked = house.at_terminal("check")
    asked.see(f"Passphrase of {path.name} (Blue sky, {day_of(path)}):")
    asked.kill()


def test_a_label_is_given_changed_and_removed_without_the_key(house: House) -> None:
    path = make(house)
    paths.identity(path).unlink()
    given = call(house, "keys", "label", "Green")
    assert (given.status, label.read(path).word) == (0, "Green")
    assert "Anybody who has the folder can read it" in given.err
    assert call(house, "keys", "label", "--remove").status == 0
    assert label.read(path).word == ""
    refused = call(house, "keys", "label")
    assert (refused.status, label.read(path).word) == (2, "")
    seat = house.at_terminal("keys", "label")
    seat.see("Enter alone changes nothing")
    assert "can read the label, without any" in seat.text
    seat.press("Nyota\r")
    assert seat.end() == 0
    assert label.read(path).word == "Nyota"


def test_sealing_gives_a_label_and_refuses_a_bad_one_before_it_asks(house: House) -> None:
    plain = house.new(f"{CANARY} title")
    words = ("seal", "--no-organisation-key")
    refused = call(house, *words, "--label", "x" * 41)
    assert (refused.status, plain.exists()) == (2, True)
    done = call(house, *words, "--label", "Blue", *FD, secrets=(PASSPHRASE,))
    assert label.read(Path(done.lines[0])).word == "Blue"
    assert CANARY.encode() not in house.everything_on_disk()
    assert call(house, "new", "Umoja", "--label", "Blue").status == 2


def test_two_of_one_label_are_told_by_their_code_names(house: House) -> None:
    for _turn in range(2):
        made = call(
            house,
            *("new", "Umoja", "--seal", "--no-organisation-key", "--label", "Blue", *FD),
            secrets=(PASSPHRASE,),
        )
        assert made.status == 0
    both = call(house, "open", "Blue")
    assert (both.status, both.out) == (1, "")
    assert len(re.findall(r"workshop-\w{4}", both.err)) == 2
