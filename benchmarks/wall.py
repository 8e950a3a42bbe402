"""The wall: from a line on the disk until it stands on the screen, with 100 notes and 10,000.

Run it with the interpreter that has coalition installed: ``python benchmarks/wall.py [--lines N]``.
Opens a wall on a terminal of 40 by 12, saves lines from this process, and waits each time until the
line can be read there. Prints the median and the 95th of 100 by the clock, and the CPU that the
wall takes while nothing happens. Ends with 1 if a target is missed.
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from measured import AtTerminal, isolated, make_workshop

SIZES = (100, 10_000)
MEDIAN_SECONDS, SLOW_SECONDS, IDLE_SHARE = 0.040, 0.100, 0.01
IDLE_SECONDS = 8.0


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lines", type=int, default=60)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = isolated(Path(folder))
        missed = [
            _measure(Path(folder) / f"{notes}.json", notes, chosen.lines, environment)
            for notes in SIZES
        ]
    return 1 if any(missed) else 0


def _measure(file: Path, notes: int, lines: int, environment: dict[str, str]) -> bool:
    from coalition_cli.model.entry import NOTES, Fact
    from coalition_cli.store import Draft, WorkshopFile

    make_workshop(file, notes, environment)
    opened = WorkshopFile.open(file)
    wall = AtTerminal(["--file", str(file), "wall"], environment, 40, 12)
    wall.wait_for("newest of")
    times = []
    for number in range(lines):
        words = f"newest-{number}-"
        # Lines come at any moment between two looks of the wall.
        time.sleep(0.05 + (number * 7 % 23) / 1000)
        start = time.perf_counter()
        opened.append([Draft(Fact({"text": words}), NOTES, "participants")])
        wall.wait_for(words)
        times.append(time.perf_counter() - start)
    time.sleep(1)
    before = wall.cpu_seconds()
    time.sleep(IDLE_SECONDS)
    idle = (wall.cpu_seconds() - before) / IDLE_SECONDS
    wall.end("q")
    middle, slow = statistics.median(times), sorted(times)[int(len(times) * 0.95)]
    is_missed = middle > MEDIAN_SECONDS or slow > SLOW_SECONDS or idle > IDLE_SHARE
    print(
        f"{notes:6} notes: median {middle * 1000:5.1f} ms (target {MEDIAN_SECONDS * 1000:g}),"
        f" 95 of 100 under {slow * 1000:5.1f} ms (target {SLOW_SECONDS * 1000:g}),"
        f" idle {idle * 100:.2f} % of a processor (target {IDLE_SHARE * 100:g})"
        + (" MISSED" if is_missed else "")
    )
    return is_missed


if __name__ == "__main__":
    sys.exit(main())
