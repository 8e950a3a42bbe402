"""Runs `coalition merge FILE --yes` in a process of its own for each file named on standard input.

Prints a line of JSON each: the exit status, the seconds, the most memory in MB, whether anything on
the machine changed, and what was said.
"""

import hashlib
import json
import os
import resource
import sys
import tempfile
from pathlib import Path

MOST_SECONDS = 20


def everything(folder: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        found.update(str(path).encode("utf-8", "surrogateescape"))
        if path.is_file():
            found.update(path.read_bytes())
    return found.hexdigest()


def run(file: str, said: str) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    with open(said, "wb", buffering=0) as out:  # noqa: PTH123
        for stream in (1, 2):
            os.dup2(out.fileno(), stream)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.argv = ["coalition", "merge", "--yes", file]
    from coalition_cli.__main__ import main

    main()


def main() -> None:
    machine = Path(sys.argv[1])
    for file in sys.stdin.read().splitlines():
        said = tempfile.mktemp()
        before = everything(machine)
        child = os.fork()
        if not child:
            status = 99
            try:
                run(file, said)
                status = 0
            except SystemExit as ended:
                status = ended.code if isinstance(ended.code, int) else 1
            finally:
                os._exit(status)
        _child, ended, usage = os.wait4(child, 0)
        row = {
            "status": os.waitstatus_to_exitcode(ended),
            # Of the processor: how busy the machine is says nothing about the file.
            "seconds": usage.ru_utime + usage.ru_stime,
            "megabytes": usage.ru_maxrss / 1024,
            "changed": everything(machine) != before,
            "said": Path(said).read_text("utf-8", "replace"),
        }
        Path(said).unlink()
        print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
