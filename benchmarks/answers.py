"""The cost of a long answers file, as a ratio to only making as many entries in the same run.

    python benchmarks/answers.py [--short]

3,000 people, and 2,000 rows of a plan, turns of a circle and lines of a list. Then one whole file
through the command, a quarter of it and all: 1,000 pieces, 500 themes that name them and 3,000
people; into a new workshop, the same file once more, and with --again. Ends with status 1 if a
target is missed.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from coalition_cli.catalog import Catalog, folders
from coalition_cli.model.entry import NOTES, Entry, Fact, make
from coalition_cli.model.header import Head
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.answers import play_answers

HEAD = Head("01", "A workshop", "2026-11-21")
NAMES = [f"Woman {number}" for number in range(20)]
TARGETS = {"people": 4.5, "plan": 15.0, "circle": 10.0, "notes": 12.0}
"""How many times as long playing may take as making the entries alone."""
WHOLE_SECONDS = 2.0
"""The CPU time that the command may take for the whole file."""
WAYS = {"a new workshop": (), "the same file": (), "--again": ("--again",)}
GROWTH = 6.0
"""How many times as long as a quarter of the file it may take, both without the start.

What grows with the square takes 16 times; the rest is what a busy machine adds.
"""


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--short", action="store_true", help="a fifth of the rows, for a quick look"
    )
    part = 5 if parser.parse_args().short else 1
    catalog = Catalog(folders())
    is_missed = False
    for kind, count in (("people", 3_000), ("plan", 2_000), ("circle", 2_000), ("notes", 2_000)):
        exercise, answers = answers_of(kind, count // part)
        played: list[Entry] = []

        def play(
            exercise: str = exercise,
            answers: Mapping[str, Any] = answers,
            played: list[Entry] = played,
        ) -> None:
            found = catalog.exercise(exercise)
            played[:], _said = play_answers(
                found, 1, answers, Path("answers.json"), Workshop(HEAD), catalog.find, "0a1b2c3d"
            )

        play()  # what is imported and read with the first line is not what grows with them
        seconds = cpu(play)
        bare = statistics.median(cpu(lambda: make_bare(len(played))) for _round in range(5))  # noqa: B023
        ratio = seconds / bare
        is_missed |= ratio > TARGETS[kind]
        verdict = "MISSED" if ratio > TARGETS[kind] else "kept"
        print(
            f"{kind:>6}: {count // part} rows, {len(played)} entries, {ratio:.1f} times making them"
            f" ({seconds:.2f} s beside {bare:.3f} s; target {TARGETS[kind]:g}): {verdict}"
        )
    for named in ("words", "numbers"):
        is_missed |= measure_whole(named, part)
    return int(is_missed)


def measure_whole(named: str, part: int) -> bool:
    """Play one long file through the command, and a quarter of it; True if a target is missed."""
    sizes = (0, 250 // part, 1_000 // part)
    start, quarter, whole = (least(whole_file(named, size)) for size in sizes)
    is_missed = False
    for way, words in enumerate(WAYS):
        growth = (whole[way] - start[way]) / (quarter[way] - start[way])
        is_late = whole[way] > WHOLE_SECONDS or growth > GROWTH
        is_missed |= is_late
        print(
            f" whole: {sizes[2]} pieces, {sizes[2] // 2} themes by {named}, {3 * sizes[2]} people,"
            f" {words}: {whole[way]:.2f} s of CPU, {start[way]:.2f} s of it to start, and"
            f" {growth:.1f} times a quarter (targets {WHOLE_SECONDS:g} s and {GROWTH:g}):"
            f" {'MISSED' if is_late else 'kept'}"
        )
    return is_missed


def least(answers: Mapping[str, Any]) -> list[float]:
    """The least CPU seconds that each of ``WAYS`` took in three new workshops."""
    taken = []
    for _round in range(3):
        with tempfile.TemporaryDirectory() as room:
            taken.append(seconds_in(Path(room), answers))
    return [min(times) for times in zip(*taken, strict=True)]


def whole_file(named: str, pieces: int) -> dict[str, Any]:
    """So many pieces, three times as many people, and a theme for every two pieces."""
    names = [f"Woman {number}" for number in range(3 * pieces or 1)]
    lines = [
        {"by": names[number], "text": f"In five years nobody waits for water, {number}"}
        for number in range(pieces)
    ]
    calls = [line["text"] for line in lines] if named == "words" else list(range(1, pieces + 1))
    themes = {f"Theme {row // 2}": calls[row : row + 2] for row in range(0, pieces, 2)}
    told = {"pieces": lines, "bundles": themes} if lines else {}
    return {"people": [{"name": name} for name in names], "visioning": told}


def seconds_in(room: Path, answers: Mapping[str, Any]) -> list[float]:
    """The CPU seconds of each of ``WAYS`` in a new workshop in ``room``."""
    command(room, "new", "A workshop")
    paper = room / "answers.json"
    paper.write_text(json.dumps(answers))
    return [command(room, "visioning", "--answers", str(paper), *more) for more in WAYS.values()]


def command(room: Path, *words: str) -> float:
    """Run ``coalition`` with nothing but ``room`` as its home; the seconds of CPU it took."""
    homes = {f"XDG_{name}_HOME": str(room / name) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "coalition_cli", *words],
        env={**os.environ, "HOME": str(room), **homes},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def answers_of(kind: str, count: int) -> tuple[str, dict[str, Any]]:
    """An exercise with a long list in one of its steps, and its answers."""
    people = [{"name": name} for name in NAMES]
    rows = range(count)
    match kind:
        case "people":
            return "visioning", {"people": [{"name": f"Woman {row}"} for row in rows]}
        case "plan":
            plan = [
                {"what": f"Action {row}", "who": NAMES[row % 20], "first_step": "call"}
                for row in rows
            ]
            return "action-plan", {"people": people, "action-plan": {"actions": plan}}
        case "circle":
            turns = [{"by": NAMES[row % 20], "text": f"What I carry, {row}"} for row in rows]
            return "reflection-circle", {"people": people, "reflection-circle": {"circle": turns}}
        case _:
            lines = [f"A promise, number {row}" for row in rows]
            return "reflection-circle", {"people": people, "reflection-circle": {"promises": lines}}


def make_bare(count: int) -> None:
    entry: Entry | None = None
    for number in range(count):
        entry = make(
            Fact({"text": f"words {number}"}),
            NOTES,
            share="organizer",
            device="0a1b2c3d",
            after=entry,
        )


def cpu(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
