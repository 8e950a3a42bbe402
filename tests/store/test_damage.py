"""Damage is found, named without a word of what was said, and never touched."""

import json
import os
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED, REFUSED, UNWRITTEN, USAGE
from coalition_cli.model.entry import NOTES, Fact
from coalition_cli.model.header import FORMAT_VERSION
from coalition_cli.store import WorkshopFile, check, open_for_capture
from coalition_cli.store.recovery import repair
from tests.support.store_rooms import HEAD, note, standing_in, texts

SAID = "she was in block C"


@pytest.fixture
def sound(path: Path, file: WorkshopFile) -> bytes:
    file.append([note(SAID), note("two"), note(SAID + " again")])
    return path.read_bytes()


def in_second_line(change: Callable[[dict[str, object]], object]) -> Callable[[bytes], bytes]:
    """The document of the second entry, changed and written as we would write it."""

    def damage(sound: bytes) -> bytes:
        lines = sound.decode().split("\n")
        number, _, rest = lines[2].partition(": ")
        document = json.loads(rest.removesuffix(","))
        change(document)
        lines[2] = f"{number}: {json.dumps(document)},"
        return "\n".join(lines).encode()

    return damage


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda sound: b"",
    "zeros": lambda sound: b"\0" * len(sound),
    "zeros at the beginning": lambda sound: b"\0" * 50 + sound[50:],
    "zeros in the middle": lambda sound: sound[:500] + b"\0" * 200 + sound[700:],
    "cut in the head": lambda sound: sound[:60],
    "a byte order mark": lambda sound: b"\xef\xbb\xbf" + sound,
    "latin-1": lambda sound: sound.replace(b"two", b"d\xe9ux"),
    "utf-8": lambda sound: sound.replace(b"two", "déux".encode()),
    "a list": lambda sound: b"[1, 2]",
    "null": lambda sound: b"null",
    "another table": lambda sound: sound.replace(b'{"workshop"', b'{"_default"'),
    "no head": lambda sound: b'{"workshop": {}, "entries": {\n}}',
    "no format version": lambda sound: sound.replace(b'"format_version"', b'"format"'),
    "a title that is a number": lambda sound: sound.replace(b'"Our seminar"', b"7"),
    "a broken last line": lambda sound: sound.replace(b'again"}', b"again}"),
    "a broken line": lambda sound: sound.replace(b'"two"}', b'"two}'),
    "a line without its comma": lambda sound: sound.replace(b"},\n", b"}\n", 1),
    "a doubled number": lambda sound: sound.replace(b'\n"3":', b'\n"2":'),
    "numbers out of order": lambda sound: sound.replace(b'\n"2":', b'\n"9":'),
    "an id as a number of a line": lambda sound: sound.replace(b'\n"2":', b'\n"two":'),
    "a doubled key": lambda sound: sound.replace(
        b'{"text": "two"}', b'{"text": "two", "text": "2"}'
    ),
    "NaN": lambda sound: sound.replace(b'"two"', b"NaN"),
    "infinity": lambda sound: sound.replace(b'"two"', b"1e999"),
    "five thousand digits": lambda sound: sound.replace(b'"two"', b"7" * 5000),
    "a hundred thousand brackets": lambda sound: sound.replace(
        b'"two"', b"[" * 100_000 + b"]" * 100_000
    ),
    "a hundred thousand brackets for a head": lambda sound: (
        b'{"workshop": ' + b"[" * 100_000 + b', "entries": {\n}}'
    ),
    "a list for an entry": lambda sound: sound.replace(b'\n"2": {', b'\n"2": [{'),
    "two files, one after the other": lambda sound: sound + sound,
    "two files with a line between": lambda sound: sound + b"\n" + sound,
    "words after the end": lambda sound: sound + b"\nhello",
    "the layout of an editor": lambda sound: json.dumps(json.loads(sound), indent=2).encode(),
    "line ends of another system": lambda sound: sound.replace(b"\n", b"\r\n"),
    "a body of text": in_second_line(lambda entry: entry.update(body="two")),
    "no body": in_second_line(lambda entry: entry.pop("body")),
    "an id that is a number": in_second_line(lambda entry: entry.update(id=2)),
    "an exercise that is a list": in_second_line(
        lambda entry: entry.update(exercise=["visioning"])
    ),
    "a run that is text": in_second_line(lambda entry: entry.update(run="1")),
    "an unknown op": in_second_line(lambda entry: entry.update(op="forget")),
    "an unknown share": in_second_line(lambda entry: entry.update(share="everybody")),
    "a person that is a number": in_second_line(lambda entry: entry.update(by=7)),
    "no device": in_second_line(lambda entry: entry.pop("device")),
    "another word": lambda sound: sound.replace(b"two", b"six"),
    "another word in the head": lambda sound: sound.replace(b"Our", b"Her"),
    "no digest": in_second_line(lambda entry: entry.pop("sum")),
    "an unknown key": in_second_line(lambda entry: entry.update(mood="good")),
    "a line that is gone": lambda sound: sound.replace(sound.split(b"\n")[2] + b"\n", b""),
    "a line that stands twice": lambda sound: b"\n".join(
        line for each in sound.split(b"\n") for line in [each] * (2 if b"two" in each else 1)
    ),
    "two lines in each other's place": lambda sound: b"\n".join(
        sound.split(b"\n")[at] for at in (0, 2, 1, 3, 4)
    ),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_refused_and_not_touched(
    path: Path, sound: bytes, damage: Callable[[bytes], bytes]
) -> None:
    broken = damage(sound)
    assert broken != sound
    path.write_bytes(broken)
    with pytest.raises(Problem) as refused:
        WorkshopFile.open(path)
    assert refused.value.status == DAMAGED
    assert "seminar.json" in refused.value.sentence
    assert "Nothing in it was changed" in refused.value.sentence
    is_repair_named = "check --repair" in refused.value.sentence
    assert is_repair_named != ("there is no copy of it" in refused.value.sentence)
    assert "block" not in refused.value.sentence
    assert check(path) != []
    assert path.read_bytes() == broken
    assert standing_in(path.parent) == [path]
    with nullcontext() if is_repair_named else pytest.raises(Problem, match="Nothing of"):
        repair.repair(path)


@pytest.mark.parametrize(
    "name", ["nothing", "zeros", "a byte order mark", "a broken last line", "null"]
)
def test_nothing_is_captured_into_a_damaged_file(path: Path, sound: bytes, name: str) -> None:
    broken = DAMAGES[name](sound)
    path.write_bytes(broken)
    with pytest.raises(Problem) as refused:
        open_for_capture(path).append(Fact({"text": "one more"}), NOTES, "organizer")
    assert refused.value.status == DAMAGED
    assert path.read_bytes() == broken


def test_nothing_is_appended_to_a_file_that_was_damaged_meanwhile(path: Path, sound: bytes) -> None:
    file = WorkshopFile.open(path)
    broken = DAMAGES["zeros in the middle"](sound)
    path.write_bytes(broken[:-3] + b"x}}")
    before = path.read_bytes()
    with pytest.raises(Problem) as refused:
        file.append([note("one more")])
    assert refused.value.status == DAMAGED
    assert path.read_bytes() == before
    path.write_bytes(sound)
    file.append([note("one more")])
    assert texts(WorkshopFile.open(path).workshop.entries)[3:] == ["one more"]


def test_the_sentence_names_the_line(path: Path, sound: bytes) -> None:
    path.write_bytes(DAMAGES["a broken line"](sound))
    with pytest.raises(Problem, match=r"damaged\. Line 3 cannot be read\."):
        WorkshopFile.open(path)


def test_a_file_of_a_newer_coalition_is_refused_and_not_touched(path: Path, sound: bytes) -> None:
    ours, theirs = (f'"format_version": {FORMAT_VERSION + later}'.encode() for later in (0, 1))
    newer = sound.replace(ours, theirs).replace(b'"device"', b'"laptop"')
    assert theirs in newer
    path.write_bytes(newer)
    for act in (WorkshopFile.open, open_for_capture, check):
        with pytest.raises(Problem, match="newer coalition") as refused:
            act(path)
        assert refused.value.status == REFUSED
    assert path.read_bytes() == newer


@pytest.mark.parametrize("act", [WorkshopFile.open, open_for_capture, check])
def test_what_is_no_file_is_refused_without_waiting(
    tmp_path: Path, act: Callable[[Path], object]
) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    places = ("pipe", ".", "not there", "loop", "not there/either")
    for name, status in zip(places, (USAGE, USAGE, REFUSED, REFUSED, REFUSED), strict=True):
        with pytest.raises(Problem) as refused:
            act(tmp_path / name)
        assert refused.value.status == status


def test_a_workshop_cannot_be_made_where_something_else_stands(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a file").write_bytes(b"")
    for name, status in (("pipe", REFUSED), (".", REFUSED), ("a file/w.json", UNWRITTEN)):
        with pytest.raises(Problem) as refused:
            WorkshopFile.create(tmp_path / name, HEAD)
        assert refused.value.status == status


def test_check_finds_nothing_wrong_with_a_sound_file(path: Path, sound: bytes) -> None:
    assert check(path) == []
    assert path.read_bytes() == sound


def _without_line(number: int) -> Callable[[bytes], bytes]:
    return lambda sound: b"\n".join(
        line for at, line in enumerate(sound.split(b"\n"), 1) if at != number
    )


def _first_line_again(sound: bytes) -> bytes:
    lines = sound.split(b"\n")
    lines[2] = lines[1].replace(b'"1":', b'"2":', 1)
    return b"\n".join(lines)


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (
            lambda sound: sound.replace(b"two", b"six"),
            ["Line 3 (entry 2) was changed after it was saved."],
        ),
        (
            in_second_line(lambda entry: entry.pop("sum")),
            ["Line 3 (entry 2) was changed after it was saved."],
        ),
        (
            in_second_line(lambda entry: entry.update(share="donor")),
            ["Line 3 (entry 2) was changed after it was saved."],
        ),
        (_without_line(3), ["Entry 2 is missing before line 3."]),
        (
            lambda sound: _without_line(2)(_without_line(3)(sound)),
            ["Entries 1 to 2 are missing before line 2."],
        ),
        (_first_line_again, ["Lines 2 and 3 have the same id."]),
        (DAMAGES["a broken line"], ["Line 3 cannot be read."]),
        (DAMAGES["null"], ["The file does not begin as a workshop file does."]),
    ],
)
def test_check_names_every_finding(
    path: Path, sound: bytes, damage: Callable[[bytes], bytes], expected: list[str]
) -> None:
    broken = damage(sound)
    path.write_bytes(broken)
    assert check(path) == expected
    assert path.read_bytes() == broken


def test_check_finds_every_flipped_bit_of_the_entries(path: Path, sound: bytes) -> None:
    start = sound.index(b"\n") + 1
    for place in range(start, len(sound), 7):
        flipped = bytearray(sound)
        flipped[place] ^= 1 << place % 7
        path.write_bytes(flipped)
        assert check(path) != [], place
