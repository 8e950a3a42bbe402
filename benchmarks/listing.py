"""The CPU of `coalition list exercises`, in milliseconds over a bare interpreter in the same run.

Run it with the interpreter that has coalition installed: ``python benchmarks/listing.py [--rounds
N]``. Prints the median of paired differences for every exercise that is found, with English and
with Swahili on the screen. Ends with 1 if the target is missed.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from measured import PROGRAM, isolated

MOST_MILLISECONDS = 100.0


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    is_missed = False
    with tempfile.TemporaryDirectory() as folder:
        environment = isolated(Path(folder))
        listed = subprocess.run(
            [*PROGRAM, "list", "exercises"], env=environment, check=True, capture_output=True
        )
        print(f"{len(listed.stdout.splitlines())} exercises, {rounds} rounds")
        for language in ("en", "sw"):
            command = [*PROGRAM, "--language", language, "list", "exercises"]
            pairs = [
                (_cpu(command, environment), _cpu([sys.executable, "-c", "pass"], environment))
                for _round in range(rounds)
            ]
            over = statistics.median(own - bare for own, bare in pairs) * 1000
            is_missed = is_missed or over > MOST_MILLISECONDS
            verdict = ", MISSED" if over > MOST_MILLISECONDS else ""
            target = f"(target {MOST_MILLISECONDS:g}{verdict})"
            print(f"{language}: {over:6.1f} ms of CPU over bare  {target}")
    return 1 if is_missed else 0


def _cpu(command: Sequence[str], environment: dict[str, str]) -> float:
    """Seconds of CPU, user and system, that ``command`` takes."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    sys.exit(main())
