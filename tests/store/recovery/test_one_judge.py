"""What opening refuses ``check`` reports, with the same status and reason, and the other way round.

Every kind of bad file goes through every way into a workshop; none of them changes a byte of it.
"""

import base64
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_cli.model.entry import digest
from coalition_cli.model.header import FORMAT_VERSION
from coalition_cli.store.files import codec
from coalition_cli.store.formats import watermark
from tests.support.calling import House

pytestmark = pytest.mark.slow

SAID = "she was in block C"
SECRET = "AGE-SECRET-KEY-1" + "Q" * 58


def _with_head(key: str, value: object) -> Callable[[bytes], bytes]:
    def change(sound: bytes) -> bytes:
        tables = json.loads(sound)
        head = tables["workshop"]["1"]
        head[key] = value
        head["sum"] = digest(head)
        return codec.lay_out(tables)

    return change


def _with_doubled_line(sound: bytes) -> bytes:
    lines = sound.split(b"\n")
    lines[2] = lines[1].replace(b'"1":', b'"2":', 1)
    return b"\n".join(lines)


def _without_line(sound: bytes) -> bytes:
    lines = sound.split(b"\n")
    return b"\n".join([*lines[:2], *lines[3:]])


def _in_words(value: bytes) -> Callable[[bytes], bytes]:
    return lambda sound: sound.replace(b'"two words"', value)


def _flipped(sound: bytes) -> bytes:
    at = sound.index(b"two words")
    return sound[:at] + bytes([sound[at] ^ 1]) + sound[at + 1 :]


DAMAGED: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda sound: b"",
    "zeros": lambda sound: bytes(len(sound)),
    "zeros within": lambda sound: sound[:400] + bytes(100) + sound[500:],
    "cut in the head": lambda sound: sound[:70],
    "cut behind the head": lambda sound: sound[: sound.index(b"\n")],
    "cut at the end of a line": lambda sound: sound[: sound.index(b"\n", sound.index(b"\n") + 1)],
    "cut in the first line": lambda sound: sound[: sound.index(b"\n") + 90],
    "cut in the last line": lambda sound: sound[:-50],
    "cut in the tail": lambda sound: sound[:-1],
    "cut and closed": lambda sound: b"\n".join(sound.split(b"\n")[:3]).rstrip(b",") + b"\n}}",
    "a flipped bit": _flipped,
    "a byte order mark": lambda sound: b"\xef\xbb\xbf" + sound,
    "a list": lambda sound: b"[1, 2]",
    "null": lambda sound: b"null",
    "a number that is none": _in_words(b"NaN"),
    "a doubled key": _in_words(b'"once", "text": "twice"'),
    "a hundred thousand brackets": _in_words(b"[" * 100_000 + b"]" * 100_000),
    "brackets alone": lambda sound: b"[" * 100_000,
    "five thousand digits": _in_words(b"7" * 5000),
    "a share of the wrong kind": lambda sound: sound.replace(b'"participants"', b"7"),
    "the layout of an editor": lambda sound: json.dumps(json.loads(sound), indent=1).encode(),
    "line ends of another system": lambda sound: sound.replace(b"\n", b"\r\n"),
    "a day that is none": _with_head("date", "2024-02-30"),
    "a line that stands twice": _with_doubled_line,
    "a line that is gone": _without_line,
    "words behind the end": lambda sound: sound + b"\nhello",
    "another database": lambda sound: b'{"_default": {"1": {"text": "one"}}}',
}
REFUSED: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "newer": (
        "bad.json",
        _with_head("format_version", FORMAT_VERSION + 1),
        "made by a newer coalition",
    ),
    "too old": ("bad.json", _with_head("format_version", 0), "cannot bring up to date"),
    "encrypted": ("bad.json", lambda sound: b"age-encryption.org/v1\n-> X25519 x\n", "encrypted"),
    "a secret key": ("bad.txt", lambda sound: f"# key\n{SECRET}\n".encode(), "a secret key"),
    "public keys": ("bad.txt", lambda sound: b"# keys\nage1" + b"q" * 58 + b"\n", "public keys"),
    "answers": ("bad.json", lambda sound: b'{"visioning": {"pieces": []}}', "holds answers"),
    "answers in TOML": ("bad.toml", lambda sound: b"[visioning]\npieces = []\n", "holds answers"),
    "an exercise": (
        "bad.toml",
        lambda sound: b'id = "bad"\ntitle = "One"\n[[steps]]\nid = "x"\n',
        "is an exercise",
    ),
    "a summary": (
        "bad.json",
        lambda sound: b'{"format": "coalition-summary", "version": 2, "workshop": {}}',
        "an exported summary",
    ),
    "a page": ("bad.html", lambda sound: b"<!doctype html>\n<html></html>", "a page for a browser"),
    "a table": ("bad.csv", lambda sound: b"name,group\nAmina,North\n", "a document or a table"),
    "a kind": ("bad.py", lambda sound: b"KIND = 1\n", "a part of a program"),
}
IS_FINE_TO_CHECK = {"answers", "answers in TOML", "a summary"}
"""These are checked as what they are; of an exercise ``check`` lists the mistakes."""


@pytest.fixture
def room(tmp_path: Path) -> tuple[House, bytes, Path]:
    """A machine, the bytes of a sound workshop without copies, and a bundle for it."""
    house = House(tmp_path / "house")
    made = house.new()
    house.call("note", typed=f"{SAID}\ntwo words\n{SAID} again\n")
    bundle = house.desk / "some.bundle"
    assert house.call("bundle", "--out", bundle, "--yes").status == 0
    return house, made.read_bytes(), bundle


def _ways(house: House, bad: Path, bundle: Path) -> dict[str, tuple[int, str]]:
    """The status and everything that was said, of every way into the workshop at ``bad``."""
    calls = {
        "open": house.call("open", bad),
        "show": house.call("show", "--file", bad),
        "note": house.call("note", "--file", bad, typed="one more\n"),
        "merge": house.call("--file", bad, "merge", bundle, "--yes"),
        "wall": house.call("--file", bad, "--plain", "wall"),
    }
    return {name: (done.status, f"{done.out}\n{done.err}") for name, done in calls.items()}


def _nothing_is_told(said: str) -> None:
    assert "block" not in said
    assert SECRET not in said
    assert "Traceback" not in said
    assert "went wrong" not in said


@pytest.mark.parametrize("name", DAMAGED)
def test_damage_has_one_status_and_one_reason_everywhere(
    room: tuple[House, bytes, Path], name: str
) -> None:
    house, sound, bundle = room
    bad = house.desk / "bad.json"
    bad.write_bytes(sound)
    house.call("note", "--file", bad, typed="a last one, acknowledged\n")
    whole = bad.read_bytes()
    broken = DAMAGED[name](whole)
    assert broken != whole
    bad.write_bytes(broken)
    checked = house.call("check", bad)
    assert checked.status == 3, checked
    for way, (status, said) in _ways(house, bad, bundle).items():
        assert status == 3, (way, said)
        assert any(line in said for line in checked.lines), (way, said, checked.lines)
        _nothing_is_told(said)
    listed = house.call("list", "--file", bad)
    assert listed.status == 0
    _nothing_is_told(checked.out + checked.err + listed.out)
    repaired = house.call("check", "--repair", bad)
    assert repaired.status in (0, 3), repaired
    _nothing_is_told(repaired.out + repaired.err)
    assert bad.read_bytes() == broken


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_workshop_of_ours_is_named_everywhere(
    room: tuple[House, bytes, Path], name: str
) -> None:
    house, sound, bundle = room
    file_name, change, reason = REFUSED[name]
    bad = house.desk / file_name
    bad.write_bytes(change(sound))
    before = bad.read_bytes()
    ways = _ways(house, bad, bundle)
    checked = house.call("check", bad)
    if name in IS_FINE_TO_CHECK:
        assert checked.status == 0, checked
    elif name != "public keys":
        ways["check"] = (checked.status, checked.out + checked.err)
    if name not in ("an exercise", "a secret key", "public keys"):
        repaired = house.call("check", "--repair", bad)
        ways["repair"] = (repaired.status, repaired.out + repaired.err)
    for way, (status, said) in ways.items():
        expected = (3,) if name == "encrypted" else (1,)
        assert status in ((1, 2) if bad.suffix == ".toml" and way == "repair" else expected), (
            way,
            said,
        )
        if not (way == "check" and name in ("an exercise", "a secret key", "public keys")):
            assert reason in said or (way == "repair" and status == 2), (way, said)
        _nothing_is_told(said)
    assert bad.read_bytes() == before


def test_a_bundle_is_checked_as_one_and_named_where_a_workshop_is_meant(
    room: tuple[House, bytes, Path],
) -> None:
    house, _sound, bundle = room
    assert house.call("check", bundle).status == 0
    for way, (status, said) in _ways(house, bundle, bundle).items():
        assert status == 1, (way, said)
        assert f"coalition merge {bundle}" in said, (way, said)
    bundle.write_bytes(bundle.read_bytes().replace(b"two words", b"six words"))
    assert house.call("check", bundle).status == 3


def test_keys_are_checked_and_not_shown(room: tuple[House, bytes, Path]) -> None:
    house, _sound, _bundle = room
    pytest.importorskip("pyrage")
    key = house.desk / "organisation.txt"
    assert house.call("keys", "new-organisation-key", "--out", key).status == 0
    secret = re.search(r"AGE-SECRET-KEY-1\w+", key.read_text())
    assert secret
    done = house.call("check", key)
    assert done.status == 0, done
    assert secret[0] not in done.out + done.err
    key.write_text(key.read_text().replace(secret[0][-5:], "QQQQQ"))
    assert house.call("check", key).status == 1


def test_a_part_of_a_sealed_workshop_names_the_folder(room: tuple[House, bytes, Path]) -> None:
    house, _sound, bundle = room
    folder = house.desk / "workshop-2222"
    folder.mkdir()
    (folder / "recipients.txt").write_text("age1" + "q" * 58)
    store = folder / "store.age"
    store.write_bytes(b"age-encryption.org/v1\n" + base64.b64encode(os.urandom(99)))
    for way, (status, said) in _ways(house, store, bundle).items():
        assert status == 1, (way, said)
        assert "the sealed workshop workshop-2222" in said, (way, said)


@pytest.mark.parametrize("name", ["missing", "a folder", "a pipe", "a loop"])
def test_what_is_no_file_is_refused_with_one_status_everywhere(
    room: tuple[House, bytes, Path], name: str
) -> None:
    house, _sound, bundle = room
    bad = house.desk / "bad.json"
    if name == "a folder":
        bad.mkdir()
    elif name == "a pipe":
        os.mkfifo(bad)
    elif name == "a loop":
        bad.symlink_to(bad)
    ways = _ways(house, bad, bundle)
    for words in (["check", bad], ["check", "--repair", bad], ["check", "--accept", bad]):
        done = house.call(*words)
        ways[str(words)] = (done.status, done.out + done.err)
    for way, (status, said) in ways.items():
        is_usage = name in ("a folder", "a pipe") and way != "open"  # which takes a name as well
        assert status == (2 if is_usage else 1), (way, said)
        _nothing_is_told(said)


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\n\n\n", b"\r\n\r\n"])
def test_a_newline_that_an_editor_puts_at_the_end_is_no_damage(
    room: tuple[House, bytes, Path], end: bytes
) -> None:
    house, sound, bundle = room
    for way in ("show", "check", "list", "note", "merge", "people"):
        file = house.desk / f"{way}.json"
        file.write_bytes(sound + end)
        words = [bundle, "--yes"] if way == "merge" else []
        typed = {"note": "one more\n", "people": "Amina\n"}.get(way)
        done = house.call("--file", file, way, *words, typed=typed)
        assert done.status == 0, (way, done)
        assert house.call("note", "--file", file, typed="and one\n").status == 0
        assert file.read_bytes().endswith(b"}\n}}")
        assert file.read_bytes().startswith(sound.removesuffix(b"\n}}"))
        assert house.call("check", file).status == 0


def test_the_list_changes_no_file_of_an_older_format(house: House) -> None:
    from tests.support import first_format

    old = house.folder / "data" / "coalition" / "workshops" / "old.json"
    old.parent.mkdir(parents=True)
    old.write_bytes(first_format.written())
    done = house.call("list")
    assert "Our seminar\t7 entries" in done.out
    assert old.read_bytes() == first_format.written()
    assert [each.name for each in old.parent.iterdir()] == ["old.json"]


def test_the_way_out_of_a_cut_file_is_a_command_that_works(
    room: tuple[House, bytes, Path],
) -> None:
    house, sound, _bundle = room
    file = house.desk / "our day.json"
    file.write_bytes(sound)
    house.call("note", "--file", file, typed="and a last one\n")
    file.write_bytes(sound)
    refused = house.call("show", "--file", file)
    assert refused.status == 3
    assert re.search(r"it had 5, now it has 4\.", refused.err), refused
    offered = refused.err.split("To go on with this one all the same: ")[1].strip()
    accepted = house.shell(offered)
    assert accepted.status == 0, accepted
    assert house.call("show", "--file", file).status == 0
    assert house.call("check", file).status == 0
    again = house.call("check", "--accept", file)
    assert again.status == 0
    assert "lacks nothing" in again.err


def test_what_is_remembered_says_nothing_of_the_words(room: tuple[House, bytes, Path]) -> None:
    house, sound, _bundle = room
    file = house.desk / "day.json"
    file.write_bytes(sound)
    house.call("note", "--file", file, typed="block block\n")
    kept = watermark.beside(file)
    assert kept.stat().st_mode & 0o777 == 0o600
    assert b"block" not in kept.read_bytes()
    assert len(watermark.read(file).known) == 1
