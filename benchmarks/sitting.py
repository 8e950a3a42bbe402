"""A line at the desk: from Enter to the next prompt, with 100 notes and with 5,000.

Run it with the interpreter that has coalition installed: ``python benchmarks/sitting.py [--lines
N]``. Types lines at ``coalition note`` on a terminal of 80 by 24 and waits each time until the new
line stands on the screen under its number. Prints the median seconds by the clock, the ratio of
both sizes, measured in turn in the same run, and the memory of both at their end. Ends with 1 if a
target is missed.
"""

import argparse
import fcntl
import os
import pty
import re
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from contextlib import suppress
from pathlib import Path

SCRIPT = Path(sys.executable).with_name("coalition")
PROGRAM = [str(SCRIPT)] if SCRIPT.exists() else [sys.executable, "-m", "coalition_cli"]
SIZES = (100, 5_000)
MOST_RATIO = 1.5


class Sitting:
    """A process of ``coalition note`` on a terminal of its own."""

    def __init__(self, file: Path, notes: int, environment: dict[str, str]) -> None:
        self.count = notes
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.execve(PROGRAM[0], [*PROGRAM, "--file", str(file), "note"], environment)
        size = struct.pack("HHHH", 24, 80, 0, 0)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, size)
        self._seen = b""
        self.wait_for(b"Saved")

    def say(self) -> float:
        """Type one line; the seconds from Enter until it stands on the screen."""
        self.count += 1
        words = f"nobody asks us, line {self.count}"
        os.write(self.terminal, words.encode())
        self.wait_for(words.encode())
        self.settle()
        start = time.perf_counter()
        os.write(self.terminal, b"\r")
        self.wait_for(b"%d " % self.count)
        elapsed = time.perf_counter() - start
        self.settle()
        return elapsed

    def wait_for(self, words: bytes) -> None:
        """Read until ``words`` came, whatever escapes stand between them."""
        pattern = re.compile(b".*".join(map(re.escape, words.split())), re.DOTALL)
        while not pattern.search(self._seen):
            if not select.select([self.terminal], [], [], 30)[0]:
                raise SystemExit(f"{words!r} never came")
            self._seen += os.read(self.terminal, 65536)

    def settle(self) -> None:
        """Read until nothing comes for a while."""
        while select.select([self.terminal], [], [], 0.15)[0]:
            os.read(self.terminal, 65536)
        self._seen = b""

    def memory(self) -> float:
        """The megabytes that the process holds."""
        words = Path(f"/proc/{self.process}/status").read_text("utf-8")
        return int(words.partition("VmRSS:")[2].split()[0]) / 1024

    def end(self) -> None:
        """Leave as a room does."""
        os.write(self.terminal, b"\x03")
        with suppress(OSError):
            while os.read(self.terminal, 65536):
                pass
        os.close(self.terminal)
        os.waitpid(self.process, 0)


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lines", type=int, default=20)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = _isolated(Path(folder))
        sittings = {}
        for notes in SIZES:
            file = Path(folder) / f"{notes}.json"
            _make(file, notes, environment)
            sittings[notes] = Sitting(file, notes, environment)
        times: dict[int, list[float]] = {notes: [] for notes in SIZES}
        for _line in range(chosen.lines):
            for notes, sitting in sittings.items():
                times[notes].append(sitting.say())
        memory = {notes: sitting.memory() for notes, sitting in sittings.items()}
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


def _make(file: Path, notes: int, environment: dict[str, str]) -> None:
    from coalition_cli.model.entry import NOTES, Fact
    from coalition_cli.store import Draft, WorkshopFile

    command = [*PROGRAM, "--file", str(file), "new", "Benchmark"]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    lines = [
        Draft(Fact({"text": f"the clerk asks for money first, {number}"}), NOTES, "participants")
        for number in range(notes)
    ]
    WorkshopFile.open(file).append(lines)


def _isolated(folder: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    names = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
    own = {name: str(folder / name.lower()) for name in names}
    return {**kept, "TERM": "xterm-256color", **own}


if __name__ == "__main__":
    sys.exit(main())
