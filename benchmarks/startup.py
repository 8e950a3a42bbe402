"""The start-up of `coalition`, as ratios to a bare interpreter measured in the same run.

Run it with the interpreter that has coalition installed: ``python benchmarks/startup.py [--rounds
N]``. With ``--jrnl PYTHON``, an interpreter that has jrnl, its ``--version`` and one entry are
measured in the same rounds. Prints medians of paired ratios of CPU time, which other work on the
machine changes least, and the seconds by the clock from the start of the process to the first
question of an exercise on a terminal. Ends with 1 if a target is missed.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from measured import PROGRAM, AtTerminal, isolated

SHOW = "show, the sample"
TARGETS = {"--version": 2.0, "--help": 8.0, "note": 3.3, "note, 100,000 entries": 3.3, SHOW: 10.0}
FIRST_QUESTION_SECONDS = 0.4
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--jrnl", metavar="PYTHON", default="")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = isolated(Path(folder))
        commands = _commands(Path(folder), environment) | _jrnl(chosen.jrnl, Path(folder))
        times: dict[str, list[float]] = {name: [] for name in commands}
        bare: list[float] = []
        questions: list[float] = []
        for _round in range(chosen.rounds):
            bare.append(_time([sys.executable, "-c", "pass"], environment))
            for name, command in commands.items():
                times[name].append(_time(command, environment))
            questions.append(_time_of_first_question(Path(folder) / "small.json", environment))
    print(f"bare interpreter: {statistics.median(bare) * 1000:.1f} ms, {chosen.rounds} rounds")
    is_missed = [_judge(name, measured, bare) for name, measured in times.items()]
    question = statistics.median(questions)
    is_missed.append(question > FIRST_QUESTION_SECONDS)
    target = f"(target {FIRST_QUESTION_SECONDS:g} s, slowest {max(questions):.3f})"
    print(f"{'first question':24} {question:6.3f} s  {target}")
    return 1 if any(is_missed) else 0


def _judge(name: str, measured: list[float], bare: list[float]) -> bool:
    """Print one line; whether its target was missed."""
    ratio = statistics.median(own / base for own, base in zip(measured, bare, strict=True))
    target = TARGETS.get(name)
    is_missed = target is not None and ratio > target
    verdict = "" if target is None else f"  (target {target:g}{', MISSED' if is_missed else ''})"
    print(
        f"{name:24} {ratio:6.2f} times bare, {statistics.median(measured) * 1000:6.1f} ms{verdict}"
    )
    return is_missed


def _commands(folder: Path, environment: dict[str, str]) -> dict[str, list[str]]:
    small, large = folder / "small.json", folder / "large.json"
    for path, entries in ((small, 1), (large, 100_000)):
        subprocess.run(
            [*PROGRAM, "--file", str(path), "new", "Benchmark"],
            env=environment,
            check=True,
            **QUIET,
        )
        _fill(path, entries)
    return {
        "--version": [*PROGRAM, "--version"],
        "--help": [*PROGRAM, "--help"],
        "note": [*PROGRAM, "--file", str(small), "note"],
        "note, 100,000 entries": [*PROGRAM, "--file", str(large), "note"],
        SHOW: [*PROGRAM, "--file", str(_sample(folder, environment)), "show"],
    }


def _sample(folder: Path, environment: dict[str, str]) -> Path:
    """The sample workshop, made as ``coalition demo`` makes it."""
    subprocess.run([*PROGRAM, "demo"], env=environment, cwd=folder, check=True, **QUIET)
    return next(folder.glob("coalition-demo/*.json"))


def _fill(path: Path, entries: int) -> None:
    from coalition_cli.model.entry import NOTES, Fact
    from coalition_cli.store import Draft, WorkshopFile

    lines = [
        Draft(Fact({"text": f"line {number}"}), NOTES, "participants") for number in range(entries)
    ]
    WorkshopFile.open(path).append(lines)


def _jrnl(python: str, folder: Path) -> dict[str, list[str]]:
    if not python:
        return {}
    config = folder / "jrnl.yaml"
    config.write_text(
        f"journals:\n  default: {folder}/jrnl.txt\nversion: v4.2\nencrypt: false\ncolors: {{}}\n"
    )
    jrnl = [python, "-m", "jrnl", "--config-file", str(config)]
    return {"jrnl --version": [*jrnl, "--version"], "jrnl, one entry": jrnl}


def _time(command: Sequence[str], environment: dict[str, str]) -> float:
    """CPU seconds that ``command`` takes with one line on its standard input."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, check=True, input=b"a line as it is typed\n", **QUIET)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _time_of_first_question(file: Path, environment: dict[str, str]) -> float:
    """Seconds from starting an exercise on a terminal until its first question takes keys."""
    start = time.perf_counter()
    words = ["--file", str(file), "agenda-ranking", "--again"]
    room = AtTerminal(words, environment, 80, 24)
    room.wait_for("When the room is ready")
    elapsed = time.perf_counter() - start
    room.end()
    return elapsed


if __name__ == "__main__":
    sys.exit(main())
