"""The cost of a long answers file, as a ratio to only making as many entries in the same run.

    python benchmarks/answers.py [--short]

3,000 people, and 2,000 rows of a plan, turns of a circle and lines of a list. Ends with status 1
if a target is missed.
"""

import argparse
import statistics
import sys
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
TARGETS = {"people": 4.0, "plan": 60.0, "circle": 60.0, "notes": 12.0}
"""How many times as long playing may take as making the entries alone."""


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
    return int(is_missed)


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
