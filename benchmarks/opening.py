"""The cost of opening a workshop, beside ``json.loads`` of the same bytes, and of ``check``.

    python benchmarks/opening.py [--short]

For files of 1,000, 10,000 and 100,000 entries, opening and ``json.loads`` take turns; the median of
their ratios is held against the target. Checking is held against its own target in seconds for
10,000 entries. Ends with status 1 if any target is missed.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from coalition_cli.model.entry import NOTES, Entry, Fact, make
from coalition_cli.model.header import Head
from coalition_cli.store import WorkshopFile, check

OPENING_TARGETS = {1_000: 4.0, 10_000: 2.5, 100_000: 1.8}
CHECK_TARGET_SECONDS = 1.0
PER_ENTRIES = 10_000
SIZES = (1_000, 10_000, 100_000)
BODIES = (
    {"text": "We want a house where nobody asks for our record, and where the children can stay."},
    {"text": "Tunataka nyumba ambapo hakuna anayeuliza kuhusu rekodi zetu."},
    {"text": 'She said: “wait”, and "we" waited – for a year.'},
    {"text": "A bus to the market", "bucket": "travel", "weight": 2},
)
"""Most words stand in a file as they are said; every other line here has something more."""


def main() -> int:
    options = argparse.ArgumentParser(
        description="Ratio of opening a workshop to json.loads; seconds of a check."
    )
    options.add_argument("--short", action="store_true", help="few rounds, for a quick look")
    rounds = 3 if options.parse_args().short else 11
    is_missed = False
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = str(Path(folder) / "state")
        for size in SIZES:
            path = workshop_of(size, Path(folder))
            is_missed |= judge(path, size, rounds)
    return int(is_missed)


def judge(path: Path, size: int, rounds: int) -> bool:
    """Measure and print one line; whether a target was missed."""
    opened, loaded, checked = [], [], []
    for _ in range(rounds):
        loaded.append(seconds(lambda: json.loads(path.read_bytes())))
        opened.append(seconds(lambda: WorkshopFile.open(path)))
        checked.append(seconds(lambda: check(path)))
    ratio = statistics.median(own / theirs for own, theirs in zip(opened, loaded, strict=True))
    per_ten_thousand = statistics.median(checked) * PER_ENTRIES / size
    is_missed = ratio > OPENING_TARGETS[size] or per_ten_thousand > CHECK_TARGET_SECONDS
    print(
        f"{size:>7} entries: open {ratio:.2f} times json.loads"
        f" ({statistics.median(opened) * 1000:.1f} ms beside"
        f" {statistics.median(loaded) * 1000:.1f} ms; target {OPENING_TARGETS[size]:g}), check"
        f" {per_ten_thousand:.3f} s for"
        f" {PER_ENTRIES:,} (target {CHECK_TARGET_SECONDS:g}): {'MISSED' if is_missed else 'kept'}"
    )
    return is_missed


def workshop_of(size: int, folder: Path) -> Path:
    file = WorkshopFile.create(folder / f"of-{size}.json", Head("01", "A workshop", "2026-11-21"))
    entries: list[Entry] = []
    for number in range(size):
        body = BODIES[number % len(BODIES)]
        fact = Fact({**body, "text": f"{body['text']} {number}"})
        entries.append(
            make(
                fact,
                NOTES,
                share="organizer",
                device="0a1b2c3d",
                after=entries[-1] if entries else None,
            )
        )
    file.append_entries(entries)
    return file.path


def seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
