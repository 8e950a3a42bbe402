"""System calls under strace: counted in one clean run, then hit by one fault each."""

import re
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from tests.faults.machine import Machine
from tests.faults.operations import Ended, Operation

CALLS: Final = (
    "openat,pwrite64,write,fsync,fdatasync,ftruncate,rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,"
    "mkdirat,flock"
)
_LINE: Final = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")


class Call(NamedTuple):
    """One system call on the files of a machine.

    Its name, its number among those of that name, what it gave.
    """

    name: str
    nth: int
    gave: int
    is_reading: bool
    told: str

    def faults(self) -> list[str]:
        """What can go wrong with it, in strace's words."""
        return ["signal=KILL", "error=ENOSPC", "error=EIO"]

    def short(self) -> list[str]:
        """How it can say that it took only a part, where it takes anything."""
        return (
            ["retval=1", f"retval={self.gave // 2}"] if self.name in ("pwrite64", "write") else []
        )


def require_strace(tmp_path: Path) -> None:
    """Skip where system calls cannot be traced."""
    if not shutil.which("strace"):
        pytest.skip("strace is not installed")
    tried = ["strace", "-qq", "-o", str(tmp_path / "tried"), "-e", "inject=fsync:error=EIO", "true"]
    if subprocess.run(tried, capture_output=True, check=False).returncode:
        pytest.skip("this machine does not let processes be traced")


def traced(machine: Machine, words: list[str], typed: str, inject: str = "") -> Ended:
    """Run ``words`` under strace, one of its system calls hit by ``inject``."""
    log = machine.folder.with_name("trace")
    # The quick filter cannot stop a process at a call that is to be its last.
    filtering = [] if "signal" in inject else ["-f", "--seccomp-bpf"]
    options = ["-qq", "-y", "-s", "0", "-o", str(log), "-e", f"trace={CALLS}"]
    injecting = ["-e", f"inject={inject}"] if inject else []
    done = subprocess.run(
        ["strace", *filtering, *options, *injecting, *words],
        input=typed.encode(),
        capture_output=True,
        env=machine.environment,
        cwd=machine.folder.parent,
        timeout=60,
        check=False,
    )
    trace = log.read_text()
    is_hit = "(INJECTED)" in trace or done.returncode == -signal.SIGKILL
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode(), is_hit, trace)


def calls_of(machine: Machine, operation: Operation) -> list[Call]:
    """Every call of a clean run of ``operation`` that concerns the machine's files."""
    machine.put_back()
    ended = traced(machine, operation.words(machine), operation.typed)
    assert ended.status == 0, ended.err
    counts: dict[str, int] = {}
    calls = []
    for line in ended.trace.splitlines():
        if found := _LINE.match(line):
            name = found[1]
            counts[name] = counts.get(name, 0) + 1
            if str(machine.folder) in re.sub(r"AT_FDCWD<[^>]*>", "", found[2]):
                is_reading = name == "openat" and "O_RDONLY" in line
                calls.append(Call(name, counts[name], int(found[3]), is_reading, found[2]))
    return calls
