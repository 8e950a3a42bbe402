"""What saving one line costs, beside a bare append and fsync of the same bytes on the same disk.

    python benchmarks/appends.py [--short]

For files of 100 and of 100,000 entries, our append and the bare one take turns. Each round gives the ratio of the
two medians (p50) and of the two 95th percentiles (p95); the median over the rounds is held against the target.
Ends with status 1 if any ratio is above it.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from coalition_cli.model.entry import NOTES, Entry, Fact, make
from coalition_cli.model.head import Head
from coalition_cli.store import Capture, WorkshopFile, open_for_capture

TARGET = 1.5
SIZES = (100, 100_000)
WORDS = "We want a house where nobody asks for our record, and where the children can stay."


def main() -> int:
    options = argparse.ArgumentParser(description="Ratio of our append to a bare append and fsync.")
    options.add_argument("--short", action="store_true", help="few rounds, for a quick look")
    rounds, appends = (3, 40) if options.parse_args().short else (15, 100)
    worst = 0.0
    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".appends-") as folder:
        os.environ["XDG_STATE_HOME"] = str(Path(folder) / "state")
        for size in SIZES:
            capture = workshop_of(size, Path(folder))
            with (Path(folder) / f"bare-{size}").open("wb", buffering=0) as bare:
                bare.write(capture.path.read_bytes())
                os.fsync(bare.fileno())
                ratios = [one_round(capture, bare.fileno(), appends) for _ in range(rounds)]
            median = [statistics.median(column) for column in zip(*ratios, strict=True)]
            print(
                f"{size:>7} entries: p50 {median[0]:.2f}, p95 {median[1]:.2f} times a bare append"
                f" ({median[2] * 1000:.3f} ms beside {median[3] * 1000:.3f} ms)"
            )
            worst = max(worst, median[0], median[1])
    print(f"worst {worst:.2f}, target {TARGET}: {'kept' if worst <= TARGET else 'MISSED'}")
    return int(worst > TARGET)


def workshop_of(size: int, folder: Path) -> Capture:
    file = WorkshopFile.create(folder / f"of-{size}.json", Head("01", "A workshop", "2026-11-21"))
    entries: list[Entry] = []
    for number in range(size):
        fact = Fact({"text": f"{WORDS} {number}"})
        entries.append(make(fact, NOTES, share="organizer", device="0a1b2c3d", after=entries[-1] if entries else None))
    file.append_entries(entries)
    return open_for_capture(file.path)


def one_round(capture: Capture, bare: int, appends: int) -> tuple[float, float, float, float]:
    ours, theirs = [], []
    for _ in range(appends):
        before = capture.path.stat().st_size
        ours.append(seconds(lambda: capture.append(Fact({"text": WORDS}), NOTES, "organizer")))
        data = b"x" * (capture.path.stat().st_size - before)
        theirs.append(seconds(lambda data=data: append_bare(bare, data)))
    ours.sort()
    theirs.sort()
    middle, late = appends // 2, appends * 95 // 100
    return ours[middle] / theirs[middle], ours[late] / theirs[late], ours[middle], theirs[middle]


def append_bare(descriptor: int, data: bytes) -> None:
    os.write(descriptor, data)
    os.fsync(descriptor)


def seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
