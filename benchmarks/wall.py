"""The wall: from a line on the disk until it stands on the screen, with 100 notes and 10,000.

Run it with the interpreter that has coalition installed: ``python benchmarks/wall.py [--lines N]``.
Opens a wall on a terminal of 40 by 12, saves lines from this process, and waits each time until the
line can be read there. Prints the median and the 95th of 100 by the clock, and the CPU that the
wall takes while nothing happens. Ends with 1 if a target is missed.
"""

import argparse
import fcntl
import os
import pty
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
        environment = _isolated(Path(folder))
        missed = [
            _measure(Path(folder) / f"{notes}.json", notes, chosen.lines, environment)
            for notes in SIZES
        ]
    return 1 if any(missed) else 0


def _measure(file: Path, notes: int, lines: int, environment: dict[str, str]) -> bool:
    from coalition_cli.model.entry import NOTES, Fact
    from coalition_cli.store import Draft, WorkshopFile

    command = [*PROGRAM, "--file", str(file), "new", "Benchmark"]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    opened = WorkshopFile.open(file)

    def save(words: list[str]) -> None:
        opened.append([Draft(Fact({"text": each}), NOTES, "participants") for each in words])

    save([f"the clerk asks for money first, {number}" for number in range(notes)])
    process, terminal = pty.fork()
    if process == 0:
        os.execve(PROGRAM[0], [*PROGRAM, "--file", str(file), "wall"], environment)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 12, 40, 0, 0))
    _read_until(terminal, b"newest of")
    times = []
    for number in range(lines):
        words = f"newest-{number}-"
        # Lines come at any moment between two looks of the wall.
        time.sleep(0.05 + (number * 7 % 23) / 1000)
        start = time.perf_counter()
        save([words])
        _read_until(terminal, words.encode())
        times.append(time.perf_counter() - start)
    time.sleep(1)
    before = _cpu(process)
    time.sleep(IDLE_SECONDS)
    idle = (_cpu(process) - before) / IDLE_SECONDS
    os.write(terminal, b"q")
    with suppress(OSError):
        while os.read(terminal, 65536):
            pass
    os.close(terminal)
    os.waitpid(process, 0)
    middle, slow = statistics.median(times), sorted(times)[int(len(times) * 0.95)]
    is_missed = middle > MEDIAN_SECONDS or slow > SLOW_SECONDS or idle > IDLE_SHARE
    print(
        f"{notes:6} notes: median {middle * 1000:5.1f} ms (target {MEDIAN_SECONDS * 1000:g}),"
        f" 95 of 100 under {slow * 1000:5.1f} ms (target {SLOW_SECONDS * 1000:g}),"
        f" idle {idle * 100:.2f} % of a processor (target {IDLE_SHARE * 100:g})"
        + (" MISSED" if is_missed else "")
    )
    return is_missed


def _read_until(terminal: int, words: bytes) -> None:
    seen = b""
    while words not in seen:
        if not select.select([terminal], [], [], 30)[0]:
            raise SystemExit(f"{words!r} never came")
        seen += os.read(terminal, 65536)


def _cpu(process: int) -> float:
    """CPU seconds that a process has taken."""
    state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(state[11]) + int(state[12])) / os.sysconf("SC_CLK_TCK")


def _isolated(folder: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    names = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
    own = {name: str(folder / name.lower()) for name in names}
    return {**kept, "TERM": "xterm-256color", **own}


if __name__ == "__main__":
    sys.exit(main())
