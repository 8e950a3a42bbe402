"""Two laptops with a stick between them, by real commands."""

import os
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

from coalition_cli.model.entry import Entry, digest, from_document
from tests.support.calling import PROGRAM, Done, House, entries_of

CANARY = "kanari wa siri"
FOUR_WORDS = re.compile(r"(?:[a-z]{4} ){3}[a-z]{4}$", re.MULTILINE)
FD = ("--passphrase-fd", "FD")


def bundled(house: House, stick: Path, *words: str) -> Path:
    """The files that this laptop puts on the stick."""
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


def content_digest(entries: Iterable[Entry]) -> str:
    """The same wherever the same entries stand, in whatever order."""
    return " ".join(sorted(digest(entry.as_document()) for entry in entries))


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


def disagreeing(house: House, other_house: House, stick: Path) -> Path:
    """Both laptops gave one line other words; what the second brings."""
    together(house, other_house, stick)
    house.call("fix", "1", typed="worded here")
    other_house.call("fix", "1", typed="worded there")
    return bundled(other_house, stick)
