"""The cost of the first piles over many notes, beside comparing each two of them once.

    python benchmarks/clustering.py

For 300 and 600 notes, making piles and asking difflib for the ratio of each two notes take turns;
the median of their ratios is held against the target. Ends with status 1 if one is missed.
"""

import difflib
import itertools
import statistics
import sys
import time
from collections.abc import Callable

from coalition_cli.methods.clustering import piles

TARGET = 0.5
ROUNDS = 3
SIZES = (300, 600)
SAID = (
    "A bus that comes in the evening",
    "Safe paths for bicycles",
    "Clean toilets at the market",
    "Light in the streets",
    "A place where children can read",
    "Bicycle paths that are safe",
)
PLACES = ("Nendiwe", "Kibera", "Lindi", "Makina", "Sarang'ombe")


def main() -> int:
    is_missed = False
    for size in SIZES:
        texts = [
            f"{SAID[number % len(SAID)]} {PLACES[number % len(PLACES)]} {number}"
            for number in range(size)
        ]
        ratios = []
        for _round in range(ROUNDS):
            ratios.append(
                seconds(lambda texts=texts: piles(texts))
                / seconds(lambda texts=texts: compare_each_two(texts))
            )
        ratio = statistics.median(ratios)
        is_missed |= ratio > TARGET
        print(f"{size} notes: {ratio:.2f} times comparing each two once (target {TARGET})")
    return int(is_missed)


def seconds(act: Callable[[], object]) -> float:
    """The CPU seconds that ``act`` takes."""
    began = time.process_time()
    act()
    return time.process_time() - began


def compare_each_two(texts: list[str]) -> int:
    """The number of pairs, each compared by difflib's quick ratio."""
    matcher = difflib.SequenceMatcher()
    count = 0
    for one, other in itertools.combinations(texts, 2):
        matcher.set_seqs(one, other)
        count += matcher.real_quick_ratio() >= 0
        matcher.quick_ratio()
    return count


if __name__ == "__main__":
    sys.exit(main())
