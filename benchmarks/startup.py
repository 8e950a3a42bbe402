"""How long `coalition` takes to start, as ratios to a bare interpreter measured in the same run.

Run it with the interpreter that has coalition installed: ``python benchmarks/startup.py [--rounds N]``. Where jrnl
is installed beside it, its ``--version`` and one-entry capture are measured too. Prints medians of paired ratios
and ends with 1 if a target is missed.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

PROGRAM = [sys.executable, "-m", "coalition_cli"]
TARGETS = {"--version": 2.0, "--help": 8.0, "note": 8.0, "note, 100,000 entries": 8.0}


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        environment = _isolated(Path(folder))
        commands = _commands(Path(folder), environment)
        times: dict[str, list[float]] = {name: [] for name in commands}
        bare: list[float] = []
        for _round in range(rounds):
            bare.append(_time([sys.executable, "-c", "pass"], environment))
            for name, command in commands.items():
                times[name].append(_time(command, environment))
    print(f"bare interpreter: {statistics.median(bare) * 1000:.1f} ms, {rounds} rounds")
    failed = False
    for name, measured in times.items():
        ratio = statistics.median(own / base for own, base in zip(measured, bare, strict=True))
        target = TARGETS.get(name)
        missed = target is not None and ratio > target
        failed = failed or missed
        verdict = "" if target is None else f"  (target {target:g}{', MISSED' if missed else ''})"
        print(f"{name:24} {ratio:6.2f} times bare{verdict}")
    return 1 if failed else 0


def _commands(folder: Path, environment: dict[str, str]) -> dict[str, list[str]]:
    small, large = folder / "small.json", folder / "large.json"
    for path, entries in ((small, 1), (large, 100_000)):
        subprocess.run([*PROGRAM, "--file", str(path), "new", "Benchmark"], env=environment, check=True, **_QUIET)
        _fill(path, entries)
    line = folder / "line.txt"
    line.write_text("a line as it is typed\n")
    commands = {
        "--version": [*PROGRAM, "--version"],
        "--help": [*PROGRAM, "--help"],
        "note": _reading(line, [*PROGRAM, "--file", str(small), "note"]),
        "note, 100,000 entries": _reading(line, [*PROGRAM, "--file", str(large), "note"]),
    }
    return commands | _jrnl(folder, line)


def _fill(path: Path, entries: int) -> None:
    from coalition_cli.model.entry import NOTES, Fact
    from coalition_cli.store import Draft, WorkshopFile

    file = WorkshopFile.open(path)
    file.append([Draft(Fact({"text": f"line {number} of the benchmark"}), NOTES, "participants") for number in range(entries)])


def _jrnl(folder: Path, line: Path) -> dict[str, list[str]]:
    if subprocess.run([sys.executable, "-c", "import jrnl"], check=False, **_QUIET).returncode:
        return {}
    config = folder / "jrnl.yaml"
    config.write_text(f"journals:\n  default: {folder}/jrnl.txt\nversion: v4.2\nencrypt: false\n")
    jrnl = [sys.executable, "-m", "jrnl", "--config-file", str(config)]
    return {"jrnl --version": [*jrnl, "--version"], "jrnl, one entry": _reading(line, jrnl)}


def _reading(line: Path, command: Sequence[str]) -> list[str]:
    return ["sh", "-c", 'exec "$@" < "$0"', str(line), *command]


def _isolated(folder: Path) -> dict[str, str]:
    names = {"HOME": "home", "XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config", "XDG_STATE_HOME": "state"}
    return {**os.environ, **{name: str(folder / value) for name, value in names.items()}}


def _time(command: Sequence[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=environment, check=True, **_QUIET)
    return time.perf_counter() - start


_QUIET: dict[str, int] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}

if __name__ == "__main__":
    sys.exit(main())
