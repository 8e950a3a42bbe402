"""The short way of `note` and the long one: whatever comes, both say, save and end the same.

With ``--stdin`` the long way is taken always, and means the same where standard input is no
terminal.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

import pytest

from coalition_cli.app.note_at_once import _plain
from tests.support.calling import Done, House, entries_of

Change: TypeAlias = Callable[[bytes], bytes]

SHORT, LONG = "note", "note --stdin"
OWN = ("id", "at", "sum", "device")
"""Keys of an entry that are never the same twice."""

PLAIN = {
    "a line": b"Papers come first\n",
    "no line end": b"Papers come first",
    "spaces around it": b"  Papers come first   \n",
    "one letter": b"x\n",
    "letters of other scripts": "Жильё, مأوى, 住所, ñandú e\u0301\n".encode(),
    "marks inside": b"Who? Amina's: 3 of 10 ('ours'); 50% [x] - a=b {c} %s $HOME\n",
    "nearly a calendar": b"Begin at nine\n",
    "what looks like one row of a table": b"Amina;Blue;3\n",
    "what looks like markup": "Zawadi [red]x[/red] :100: </b> <b\n".replace(">", "").encode(),
    "capitals inside": b"Then I asked The Women of Nairobi\n",
    "a year and a sum": b"In 2024 we saved 150 or so\n",
    "part of a heavier word": b"The sword fell, the award came, a parcel too\n",
    "a long line": b"a" + b" word" * 10_000 + b"\n",
}
"""Lines that the short way takes."""

OTHER = {
    "nothing": b"",
    "a line end": b"\n",
    "spaces": b"    \n",
    "what cannot be seen": "\u200b\u200b\n".encode(),
    "two lines": b"one\ntwo\n",
    "two lines without the last end": b"one\ntwo",
    "a line and an empty one": b"one\n\n",
    "line ends of another system": b"one\r\n",
    "line ends of an old one": b"one\rtwo\r",
    "a line end that Unicode has": "one\u2028two\n".encode(),
    "a tab": b"Amina\tBlue\n",
    "a mark of a list": b"- Papers\n",
    "a lone mark": b"-\n",
    "a number of a list": b"1. Papers\n",
    "a figure": b"7 women came\n",
    "a box": b"[x] Papers\n",
    "a quotation mark": b'"Papers" she said\n',
    "a table": b"Idea;Votes\nWater;3\nSchool;4\n",
    "a drawn table": b"| a | b |\n| c | d |\n",
    "a speaker": b"Papers @Amina\n",
    "a theme": b"Papers #law\n",
    "a place": b"Papers >Blue\n",
    "a backslash": b"C:\\dir\\@x\n",
    "an escape": b"Papers\x1b[2J first\n",
    "a control character": b"Papers\x01\n",
    "a mark of direction": "Papers \u202eabc\n".encode(),
    "a soft hyphen": "Pa\u00adpers\n".encode(),
    "half a character": b"Papers \xed\xa0\x80\n",
    "a character that will never be": "Papers \uffff\n".encode(),
    "a flag of tags": "Papers \U0001f3f4\U000e0067\U000e007f\n".encode(),
    "the old encoding": "Café “bar”\n".encode("cp1252"),
    "no text": b"Papers \x81\x8d\n",
    "a mark of UTF-8": b"\xef\xbb\xbfPapers\n",
    "UTF-16": "Papers\n".encode("utf-16"),
    "UTF-32": "Papers\n".encode("utf-32"),
    "a NUL": b"Pap\0ers\n",
    "a spreadsheet": b"PK\x03\x04\x14\0 a workbook",
    "an old spreadsheet": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "something packed": b"\x1f\x8b\x08\0 abc",
    "a PDF": b"%PDF-1.7\n%\xe2\xe3\n",
    "a calendar": b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n",
    "one line of a calendar": b"BEGIN:VCALENDAR",
    "an address book": b"begin:vcard\n",
    "a telephone number": b"Call 0712 345 678\n",
    "a name in full": b"Then Wanjiru Kamau spoke, piga 0712 345 678\n",
    "a place of detention": b"The women of ward B\n",
    "a line too long to be read at once": b"word " * 15_000 + b"\n",
    "a line too long to be saved": b"word " * 25_000 + b"\n",
}
"""What is left to the long way."""

ARGUMENTS = [
    "{note} --share donor",
    "{note} --share private --file umoja.json",
    "{note} --file umoja.json",
    "--file umoja.json {note}",
    "--file nothing.json {note} --file umoja.json",
    "{note} --share everyone",
    "{note} --share ''",
    "{note} --share",
    "{note} --file",
    "{note} --file ''",
    "{note} --file nothing.json",
    "{note} --file nowhere/nothing.json",
    "{note} --file .",
    "{note} --file /dev/null",
    "{note} --file /dev/full",
    "{note} --file ~/umoja.json",
    "{note} --file umoja.json --file nothing.json",
    "{note} --share donor --share private",
    "{note} words on the command line",
    "{note} note",
    "{note} --colour red",
    "{note} --help",
    "{note} -- --share",
    "--language sw {note}",
    "--language xx {note}",
    "--plain {note} --file umoja.json",
    "--share donor {note}",
]

FILES: dict[str, Change] = {
    "a file that is damaged": lambda sound: sound.replace(b"Umoja", b"umoja", 1),
    "a last line that is damaged": lambda sound: sound.replace(b"said before", b"Said before"),
    "a last line that was cut off": lambda sound: sound[:-60],
    "a newer file": lambda sound: sound.replace(b'"format_version": ', b'"format_version": 9'),
    "no workshop": lambda _sound: b"root:x:0:0:root:/root:/bin/sh\n",
    "an empty file": lambda _sound: b"",
}

STREAMS = [
    "{note} < said > /dev/full",
    "{note} < said >&-",
    "{note} < said 2>&-",
    "{note} < said > /dev/full 2>&-",
    "{note} <&-",
    "{note} < /dev/null",
    "{note} < said | true",
    "sleep 0.2 | {note}",
    "(printf 'one'; sleep 0.2; printf ' two\\n') | {note}",
    "(echo one; sleep 0.2; echo two) | {note}",
    "(echo one; sleep 2; echo two @nobody) | {note}",
    "(echo one; echo two @nobody) | {note}",
    "(echo one; sleep 0.2; printf '\\377\\n') | {note}",
    "(printf 'one\\n'; sleep 0.2; echo 'Idea;Votes'; echo 'Water;3') | {note}",
    "printf 'first\\nsecond\\n' > given; (read line; {note}) < given",
    "printf 'first\\nsecond\\n' > given; (read line; {note}; cat) < given",
    "printf 'only\\n' > given; ({note}; echo rest; cat) < given",
]


IN_A_FILE = ["a line", "nothing", "two lines", "a table", "the old encoding", "UTF-16", "a NUL"]
"""What comes from a file, too, which is read as a whole."""


class Told(NamedTuple):
    """All that one way did: the status, both streams, the entries, and which files stand where."""

    status: int
    out: str
    err: str
    entries: list[dict[str, Any]]
    files: list[str]


class Room:
    """A desk on which the same workshop, of one line, lies anew before every call."""

    def __init__(self, house: House, sound: bytes) -> None:
        self.sound = sound
        house.environment["COALITION_FILE"] = "umoja.json"
        self.house = house
        self.file = house.desk / "umoja.json"

    def lay(self, content: bytes | None = None) -> None:
        for each in self.house.desk.iterdir():
            shutil.rmtree(each) if each.is_dir() else each.unlink()
        self.file.write_bytes(self.sound if content is None else content)
        (self.house.desk / "said").write_bytes(b"Papers come first\n")

    def told(self, done: Done) -> Told:
        out = re.sub(r"\b[0-9A-Z]{26}\b", "ID", done.out)
        try:
            entries = [
                {key: value for key, value in entry.items() if key not in OWN}
                for entry in entries_of(self.file)
            ]
        except ValueError:
            entries = [{"bytes": self.file.read_bytes()}]
        files = [each.name for each in self.house.desk.iterdir() if ".bak" not in each.name]
        return Told(done.status, out, done.err, entries, sorted(files))

    def both(
        self, words: str, typed: bytes, content: bytes | None = None, **environment: str
    ) -> Told:
        """What both ways do with ``words``, where ``{note}`` is the command, and ``typed``."""
        found = []
        for note in (SHORT, LONG):
            self.lay(content)
            given = shlex.split(words.replace("{note}", note))
            found.append(self.told(self.house.call(*given, typed=typed, **environment)))
        assert found[0] == found[1]
        return found[0]

    def both_in_shell(self, line: str, given: bytes = b"") -> Told:
        """What both ways do in a ``line`` of shell; a file ``given`` is there too."""
        found = []
        for note in (SHORT, LONG):
            self.lay()
            (self.house.desk / "given").write_bytes(given)
            found.append(self.told(self.house.shell(line.replace("{note}", f"coalition {note}"))))
        assert found[0] == found[1]
        return found[0]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of the workshop."""
    house = House(tmp_path_factory.mktemp("sound") / "house")
    made = house.new()
    house.note("said before")
    return made.read_bytes()


@pytest.fixture
def room(house: House, sound: bytes) -> Room:
    return Room(house, sound)


@pytest.mark.parametrize("line", PLAIN.values(), ids=PLAIN)
def test_a_plain_line_is_taken_at_once(line: bytes) -> None:
    assert _plain(line) == line.decode().strip()


@pytest.mark.parametrize("given", OTHER.values(), ids=OTHER)
def test_all_else_is_left_to_the_long_way(given: bytes) -> None:
    assert _plain(given) == ""


@pytest.mark.parametrize("given", [*PLAIN.values(), *OTHER.values()], ids=[*PLAIN, *OTHER])
def test_both_ways_do_the_same_whatever_is_given(room: Room, given: bytes) -> None:
    done = room.both("{note}", given)
    assert done.status == 0 or len(done.entries) == 1
    assert done.out.count("ID") == len(done.entries) - 1


@pytest.mark.parametrize("name", IN_A_FILE)
def test_both_ways_do_the_same_with_a_file(room: Room, name: str) -> None:
    room.both_in_shell("{note} < given", (PLAIN | OTHER)[name])


@pytest.mark.parametrize("words", ARGUMENTS)
def test_both_ways_read_the_same_arguments(room: Room, words: str) -> None:
    room.both(words, b"Papers come first\n")


@pytest.mark.parametrize("change", FILES.values(), ids=FILES)
@pytest.mark.parametrize("language", ["en", "sw"])
def test_both_ways_judge_a_file_the_same(room: Room, change: Change, language: str) -> None:
    changed = change(room.sound)
    assert changed != room.sound
    done = room.both("{note}", b"Papers come first\n", changed, COALITION_LANGUAGE=language)
    assert done.err
    is_english = re.search(r"\b(the|was|is)\b", done.err) is not None
    assert is_english == (language == "en")


@pytest.mark.parametrize("line", STREAMS)
def test_both_ways_treat_the_streams_the_same(room: Room, line: str) -> None:
    room.both_in_shell(line)


@pytest.mark.parametrize("left", ["opened\0once.json", "", "nowhere/opened.json"])
def test_both_ways_read_the_same_in_what_is_left_of_another_time(room: Room, left: str) -> None:
    state = room.house.folder / "state" / "coalition"
    state.mkdir(parents=True)
    (state / "open").write_text(left)
    done = room.both("{note}", b"Papers come first\n", COALITION_FILE="")
    assert done.status == 1


def test_without_a_workshop_both_ways_say_so(room: Room) -> None:
    done = room.both("{note}", b"Papers come first\n", COALITION_FILE="")
    assert done.status == 1
    assert "No workshop is open yet" in done.err


def test_the_workshop_that_was_opened_last_is_meant(house: House) -> None:
    opened = house.new("Opened")
    assert house.call("note", typed="Papers come first\n").status == 0
    assert entries_of(opened)[-1]["body"] == {"text": "Papers come first"}


@pytest.mark.parametrize(
    ("words", "is_short"),
    [
        ("note", True),
        ("note --share donor", True),
        ("--file umoja.json note", True),
        ("note --file umoja.json --share private", True),
        ("note --stdin", False),
        ("--language en note", False),
    ],
)
def test_only_the_short_way_starts_without_typer(room: Room, words: str, is_short: bool) -> None:
    room.lay()
    house = room.house
    with (house.desk / "given").open("w+b") as given:
        given.write(b"Papers come first\n")
        given.seek(0)
        ended = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "coalition_cli", *words.split()],
            stdin=given,
            capture_output=True,
            env=house.environment,
            cwd=house.desk,
            timeout=60,
            check=True,
        )
        assert os.lseek(given.fileno(), 0, os.SEEK_CUR) == len("Papers come first\n")
    loaded = {line.rpartition("|")[2].strip() for line in ended.stderr.decode().splitlines()}
    assert ("typer" in loaded) != is_short
    assert entries_of(house.desk / "umoja.json")[-1]["body"] == {"text": "Papers come first"}
    if is_short:
        heavy = {"dataclasses", "inspect", "gettext", "rich", "tinydb", "coalition_cli.sanitize"}
        assert not loaded & heavy


@pytest.mark.slow
def test_both_ways_wait_for_a_lock_and_say_the_same(room: Room) -> None:
    done = room.both_in_shell("exec 9<> .umoja.json.lock; flock 9; {note} < said 9>&-")
    assert done.status == 4
    assert "Another window" in done.err
