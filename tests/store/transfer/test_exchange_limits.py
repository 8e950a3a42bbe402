"""Lists and parts that somebody made to do harm, or very large ones: bounded memory, no harm."""

import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_cli.exit_status import DAMAGED
from coalition_cli.store.transfer import have
from tests.store.transfer.test_incoming import MOST_MEGABYTES, entry, workshop
from tests.store.transfer.test_incoming import bundle as signed
from tests.support.calling import PROGRAM, Done, House


def _packed(digests: bytes) -> bytes:
    return have.FIRST_LINE + zlib.compress(digests)


def _bomb() -> bytes:
    """A list in few bytes that stands for a hundred megabytes."""
    return have.FIRST_LINE + zlib.compress(bytes(100 * 1024 * 1024), 9)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "a bomb": _bomb,
    "more than a file may be": lambda: have.FIRST_LINE + b"x" * (20 * 1024 * 1024),
    "as many digests as fit, twice each": lambda: _packed(b"a" * (16 * 1024 * 1024)),
    "a bundle's beginning behind it": lambda: have.FIRST_LINE + b"coalition-bundle 1 {}\n",
    "words for people": lambda: have.FIRST_LINE + b"\x1b[2J[bold]{file}%s\n",
}


@pytest.mark.slow
def test_hostile_lists_cost_little_memory_and_write_nothing(house: House, stick: Path) -> None:
    house.new()
    house.note("one")
    before = house.everything_on_disk()
    for number, make in enumerate(HOSTILE.values()):
        path = stick / f"{number}.have"
        path.write_bytes(make())
        for words in (("bundle", "--for", path, "--out", stick, "--yes"), ("check", path)):
            refused, megabytes = most_memory(house, *words)
            assert refused.status == DAMAGED, refused
            assert megabytes < MOST_MEGABYTES
            assert "\x1b" not in refused.err + refused.out
    assert house.everything_on_disk() == before
    assert not list(stick.glob("*.bundle"))


@pytest.mark.slow
def test_several_parts_together_are_merged_in_bounded_memory(house: House, stick: Path) -> None:
    paths = []
    for number in range(1, 4):
        rows = [
            entry(id=f"01JD00000{number}000000000{n:07}", body={"text": f"line {n} of {number}"})
            for n in range(12_000)
        ]
        paths.append(stick / f"part-{number}.bundle")
        data = signed(workshop(*rows) + b"\n", header={"part": [number, 3]}, version=2)
        paths[-1].write_bytes(data)
    done, megabytes = most_memory(house, "merge", *paths, "--yes")
    assert done.status == 0, done.err
    assert len(done.lines) == 36_000
    assert megabytes < MOST_MEGABYTES


_MEASURE = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[2:], stdin=subprocess.DEVNULL)
with open(sys.argv[1], "w") as kept:
    kept.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(done.returncode)
"""


def most_memory(house: House, *words: object) -> tuple[Done, float]:
    """Run one command alone; what it said, and the most memory in MB that it held.

    A small process starts it: what this one holds would count for its child.
    """
    with tempfile.NamedTemporaryFile("r") as kept:
        done = subprocess.run(
            [sys.executable, "-c", _MEASURE, kept.name, *PROGRAM, *map(str, words)],
            capture_output=True,
            text=True,
            env=house.environment,
            cwd=house.desk,
            check=False,
        )
        return Done(done.returncode, done.stdout, done.stderr), int(kept.read()) / 1024
