"""The cost of a withdrawal, beside ``json.load`` of the same file, in CPU seconds.

    python benchmarks/withdrawing.py [--short]

For files of 1,000, 10,000 and 100,000 entries one note is withdrawn: opened, told before, taken
out, written, read back, files beside it looked through, as the command does. The backup that every
command keeps at its end which changed something is told apart. ``json.load`` of the same file takes
turns with it; the median of their ratios is held against the target. A second row is of a file
with a backup beside it, which is rewritten too, and has the same target. Ends with status 1 if the
target is missed.
"""

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

from coalition_cli.model.entry import NOTES, Entry, Fact, make
from coalition_cli.model.header import Head
from coalition_cli.run.named_lines import as_line
from coalition_cli.run.withdrawal_told import told_before
from coalition_cli.store import WorkshopFile
from coalition_cli.store.transfer.files_beside import holding

TARGET = 8.0
PARTS = ("ma", "ki", "wa", "ho", "tra", "ler", "bu", "ni", "sa", "que", "ji", "tabu", "rekodi")
SIZES = (1_000, 10_000, 100_000)
JUDGED = 100_000
VOCABULARY = ["".join(parts) for parts in product(PARTS, repeat=3)]
CYRILLIC = ["".join(parts) for parts in product(("жи", "льё", "во", "да", "тю", "рьма"), repeat=3)]
"""Every tenth line is Russian; and as in any language, most words stand in few lines."""


def main() -> int:
    """Measure, print, judge."""
    options = argparse.ArgumentParser(description="Ratio of a withdrawal to json.load.")
    options.add_argument("--short", action="store_true", help="few rounds, for a quick look")
    rounds = 3 if options.parse_args().short else 7
    is_missed = False
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = str(Path(folder) / "state")
        for size in SIZES:
            path = workshop_of(size, Path(folder))
            is_missed |= judge(path, size, rounds, "alone") and size == JUDGED
            kept = WorkshopFile.open(path)
            kept.has_changed = True
            ratio = cpu(kept.close) / cpu(lambda: load(path))  # noqa: B023
            print(f"{size:>7} entries: the backup {ratio:.1f} times json.load")
            is_missed |= judge(path, size, rounds, "and a backup") and size == JUDGED
    return int(is_missed)


def judge(path: Path, size: int, rounds: int, what: str) -> bool:
    """Measure and print one line; whether the target was missed."""
    standing = WorkshopFile.open(path).workshop.standing(NOTES)
    ids = iter([entry.id for entry in standing[size // 2 :]])
    done, loaded = [], []
    for _ in range(rounds):
        loaded.append(cpu(lambda: load(path)))
        done.append(cpu(lambda: withdraw(path, next(ids))))
    ratio = statistics.median(own / theirs for own, theirs in zip(done, loaded, strict=True))
    verdict = ("MISSED" if ratio > TARGET else "kept") if size == JUDGED else "not judged"
    print(
        f"{size:>7} entries, {what}: withdraw {ratio:.1f} times json.load"
        f" ({statistics.median(done) * 1000:.0f} ms beside"
        f" {statistics.median(loaded) * 1000:.0f} ms"
        f"; target {TARGET:g} for {JUDGED:,}): {verdict}"
    )
    return ratio > TARGET


def withdraw(path: Path, entry_id: str) -> None:
    """Do what the command does between its start and its end."""
    file = WorkshopFile.open(path)
    workshop = file.workshop
    entry = workshop.entry(entry_id)
    assert entry is not None
    told_before(as_line(entry, workshop), workshop)
    holding(file, file.withdraw(entry_id).gone)


def load(path: Path) -> object:
    with path.open(encoding="ascii") as file:
        return json.load(file)


def workshop_of(size: int, folder: Path) -> Path:
    file = WorkshopFile.create(folder / f"of-{size}.json", Head("01", "A workshop", "2026-11-21"))
    entries: list[Entry] = []
    chance = random.Random(size)
    for number in range(size):
        words = chance.choices(VOCABULARY if number % 10 else CYRILLIC, k=5 + number % 12)
        fact = Fact({"text": f"{' '.join(words)}, {number}"})
        after = entries[-1] if entries else None
        entries.append(make(fact, NOTES, share="organizer", device="0a1b2c3d", after=after))
    file.append_entries(entries)
    return file.path


def cpu(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
