"""Print what it takes to bring two new notes, and all of them, from one laptop to another.

    python -m benchmarks.exchange [NOTES]

Two laptops of this machine, each with folders of its own: the first has NOTES lines (8,000) that
the second has too, and two more. Times are those of whole commands, the least of three.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_RUNS = 3


class Laptop:
    """One laptop: its own folders, and the time that its commands take."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        names = {"DATA": "data", "STATE": "state", "CONFIG": "config"}
        places = {f"XDG_{name}_HOME": str(folder / each) for name, each in names.items()}
        self.environment = {**os.environ, **places, "HOME": str(folder)}
        folder.mkdir(exist_ok=True)

    def run(self, *words: str, typed: str = "") -> tuple[float, list[str]]:
        """Run one command; seconds, and the lines that it printed."""
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "coalition_cli", *words],
            input=typed,
            capture_output=True,
            text=True,
            env=self.environment,
            cwd=self.folder,
            check=True,
        )
        return time.perf_counter() - start, done.stdout.splitlines()


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 8_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stick = folder / "stick"
        stick.mkdir()
        one, other = Laptop(folder / "one"), Laptop(folder / "other")
        one.run("new", "Umoja")
        said = (f"What we said, line {number}, in a dozen words or so" for number in range(count))
        one.run("note", "--stdin", typed="\n".join(said) + "\n")
        _seconds, whole = one.run("bundle", "--out", str(stick), "--yes")
        took, _lines = other.run("merge", *whole, "--yes")
        size = sum(Path(each).stat().st_size for each in whole)
        files = f"{size:,} bytes in {len(whole)} files"
        print(f"{count:,} notes, all new: {files}, merged in {took:.2f} s")
        one.run("note", "--stdin", typed="one new line\nand one more\n")
        _seconds, (have,) = other.run("bundle", "--have", "--out", str(stick))
        _seconds, (part,) = one.run("bundle", "--for", have, "--out", str(stick), "--yes")
        sizes = [Path(each).stat().st_size for each in (have, part)]
        kept = folder / "kept"
        shutil.copytree(other.folder, kept)
        times = []
        for _run in range(_RUNS):
            shutil.rmtree(other.folder)
            shutil.copytree(kept, other.folder)
            times.append(other.run("merge", part, "--yes")[0])
        files = f"list {sizes[0]:,} bytes, bundle {sizes[1]:,} bytes"
        print(f"2 of {count + 2:,} new: {files}, merged in {min(times):.2f} s")


if __name__ == "__main__":
    main()
