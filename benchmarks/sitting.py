"""A line at the desk: from Enter to the next prompt, with 100 notes and with 5,000.

Run it with the interpreter that has coalition installed: ``python benchmarks/sitting.py [--lines
N]``. Types lines at ``coalition note`` on a terminal of 80 by 24 and waits each time until the new
line stands on the screen under its number. Prints the median seconds by the clock, the ratio of
both sizes, measured in turn in the same run, and the memory of both at their end. Ends with 1 if a
target is missed.
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from measured import AtTerminal, isolated, make_workshop

SIZES = (100, 5_000)
MOST_RATIO = 1.5


class Sitting(AtTerminal):
    """A process of ``coalition note`` at a terminal, with so many ``notes``."""

    def __init__(self, file: Path, notes: int, environment: dict[str, str]) -> None:
        super().__init__(["--file", str(file), "note"], environment, 80, 24)
        self.count = notes
        self.wait_for("Saved")

    def say(self) -> float:
        """Type one line; the seconds from Enter until it stands on the screen."""
        self.count += 1
        words = f"nobody asks us, line {self.count}"
        self.type(words)
        self.wait_for(words)
        self.settle()
        start = time.perf_counter()
        self.type("\r")
        self.wait_for(f"{self.count} ")
        elapsed = time.perf_counter() - start
        self.settle()
        return elapsed


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lines", type=int, default=20)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = isolated(Path(folder))
        sittings = {}
        for notes in SIZES:
            file = Path(folder) / f"{notes}.json"
            make_workshop(file, notes, environment)
            sittings[notes] = Sitting(file, notes, environment)
        times: dict[int, list[float]] = {notes: [] for notes in SIZES}
        for _line in range(chosen.lines):
            for notes, sitting in sittings.items():
                times[notes].append(sitting.say())
        memory = {notes: sitting.megabytes() for notes, sitting in sittings.items()}
        for sitting in sittings.values():
            sitting.end()
    for notes, measured in times.items():
        middle, slowest = statistics.median(measured), max(measured)
        print(
            f"{notes:6} notes: {middle * 1000:6.1f} ms from Enter to the next prompt"
            f" (slowest {slowest * 1000:.1f}), {memory[notes]:.0f} MB"
        )
    pairs = zip(times[SIZES[1]], times[SIZES[0]], strict=True)
    ratio = statistics.median(large / small for large, small in pairs)
    is_missed = ratio > MOST_RATIO
    print(f"ratio: {ratio:.2f}  (target {MOST_RATIO:g}{', MISSED' if is_missed else ''})")
    return 1 if is_missed else 0


if __name__ == "__main__":
    sys.exit(main())
