"""Print what it takes to bring two new notes, and all of them, from one laptop to another.

    python -m benchmarks.exchange [NOTES]

Two laptops of this machine, each with folders of its own: the first has NOTES lines (8,000), saved
in one write, that the second has too, and two more. Times are those of whole commands: that of the
processor, which other work on the machine changes least, and beside it that of the clock; of the
merge of two notes the least of five. Memory is the most that a command held at once.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from coalition_cli.model.entry import NOTES, Entry, Fact, make
from coalition_cli.store import WorkshopFile

_RUNS = 5


class Cost(NamedTuple):
    """What one command took."""

    processor: float
    clock: float
    kilobytes: int
    lines: list[str]

    def __str__(self) -> str:
        seconds = f"{self.processor:.2f} s of the processor ({self.clock:.2f} s by the clock)"
        return f"{seconds}, {self.kilobytes / 1024:.0f} MB at most"


class Laptop:
    """One laptop: its own folders, and what its commands take."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        names = {"DATA": "data", "STATE": "state", "CONFIG": "config"}
        places = {f"XDG_{name}_HOME": str(folder / each) for name, each in names.items()}
        # As where it is installed: what was compiled once is not compiled again.
        others = {key: value for key, value in os.environ.items() if key != _NO_COMPILED}
        self.environment = {**others, **places, "HOME": str(folder)}
        folder.mkdir(exist_ok=True)

    def run(self, *words: str, typed: str = "") -> Cost:
        """Run one command; what it took, and the lines that it printed."""
        with tempfile.TemporaryFile("w+", encoding="utf-8") as typed_file:
            typed_file.write(typed)
            typed_file.seek(0)
            start = time.perf_counter()
            with subprocess.Popen(
                [sys.executable, "-m", "coalition_cli", *words],
                stdin=typed_file,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                env=self.environment,
                cwd=self.folder,
            ) as process:
                said = process.stdout.read() if process.stdout else ""
                _pid, status, used = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
        took = time.perf_counter() - start
        if process.returncode:
            raise SystemExit(f"coalition {words[0]} ended with {process.returncode}")
        return Cost(used.ru_utime + used.ru_stime, took, used.ru_maxrss, said.splitlines())


def say(count: int, laptop: Laptop) -> None:
    """Let a workshop of ``laptop`` hold ``count`` lines, saved in one write."""
    path = next((laptop.folder / "data" / "coalition" / "workshops").glob("*.json"))
    said: list[Entry] = []
    for number in range(count):
        fact = Fact({"text": f"What we said, line {number}, in a dozen words or so"})
        after = said[-1] if said else None
        said.append(make(fact, NOTES, share="participants", device="0" * 16, after=after))
    opened = WorkshopFile.open(path)
    opened.append_entries(said)
    opened.close()


def merged_anew(laptop: Laptop, kept: Path, files: Sequence[str]) -> Cost:
    """Merge ``files`` where all folders are as they were ``kept``."""
    shutil.rmtree(laptop.folder)
    shutil.copytree(kept, laptop.folder)
    return laptop.run("merge", *files, "--yes")


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 8_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stick = folder / "stick"
        stick.mkdir()
        one, other = Laptop(folder / "one"), Laptop(folder / "other")
        one.run("new", "Umoja")
        say(count, one)
        made = one.run("bundle", "--out", str(stick), "--yes")
        whole = made.lines
        size = sum(Path(each).stat().st_size for each in whole)
        print(f"{count:,} notes, all new: {size:,} bytes in {len(whole)} files")
        print(f"  bundled in {made}")
        print(f"  merged in {other.run('merge', *whole, '--yes')}")
        one.run("note", "--stdin", typed="one new line\nand one more\n")
        (have,) = other.run("bundle", "--have", "--out", str(stick)).lines
        answer = one.run("bundle", "--for", have, "--out", str(stick), "--yes")
        sizes = [Path(each).stat().st_size for each in (have, *answer.lines)]
        kept = folder / "kept"
        shutil.copytree(other.folder, kept)
        costs = [merged_anew(other, kept, answer.lines) for _run in range(_RUNS)]
        print(f"2 of {count + 2:,} new: list {sizes[0]:,} bytes, bundle {sum(sizes[1:]):,} bytes")
        print(f"  bundled in {answer}")
        print(f"  merged in {min(costs)}")
        start = min(other.run("merge", "--help") for _run in range(_RUNS))
        print(f"  of that the start, as for its help: {start.processor:.2f} s of the processor")


_NO_COMPILED = "PYTHONDONTWRITEBYTECODE"

if __name__ == "__main__":
    main()
