"""What the benchmarks measure: the installed program, in folders of its own, at a terminal."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

SCRIPT = Path(sys.executable).with_name("coalition")
PROGRAM = [str(SCRIPT)] if SCRIPT.exists() else [sys.executable, "-m", "coalition_cli"]
LONGEST_SECONDS = 30


def isolated(folder: Path) -> dict[str, str]:
    """An environment with nothing of this machine; whoever installs the program compiles it."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    names = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
    own = {name: str(folder / name.lower()) for name in names}
    return {**kept, "TERM": "xterm-256color", **own}


def make_workshop(file: Path, notes: int, environment: dict[str, str]) -> None:
    """Make a workshop with so many ``notes``."""
    from coalition_cli.model.entry import NOTES, Fact
    from coalition_cli.store import Draft, WorkshopFile

    command = [*PROGRAM, "--file", str(file), "new", "Benchmark"]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    lines = [
        Draft(Fact({"text": f"the clerk asks for money first, {number}"}), NOTES, "participants")
        for number in range(notes)
    ]
    WorkshopFile.open(file).append(lines)


class AtTerminal:
    """The program with ``words`` at a terminal of its own, ``columns`` wide and ``rows`` high."""

    def __init__(
        self, words: Sequence[str], environment: dict[str, str], columns: int, rows: int
    ) -> None:
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.execve(PROGRAM[0], [*PROGRAM, *words], environment)
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, size)
        self._seen = b""

    def type(self, keys: str) -> None:
        """Press ``keys``."""
        os.write(self.terminal, keys.encode())

    def wait_for(self, words: str) -> None:
        """Read until ``words`` came, whatever escapes stand between them."""
        pattern = re.compile(b".*".join(map(re.escape, words.encode().split())), re.DOTALL)
        while not (found := pattern.search(self._seen)):
            if not select.select([self.terminal], [], [], LONGEST_SECONDS)[0]:
                raise SystemExit(f"{words!r} never came")
            self._seen += os.read(self.terminal, 65536)
        self._seen = self._seen[found.end() :]

    def settle(self) -> None:
        """Read until nothing comes for a while, and forget it."""
        while select.select([self.terminal], [], [], 0.15)[0]:
            os.read(self.terminal, 65536)
        self._seen = b""

    def megabytes(self) -> float:
        """The memory that the process holds."""
        words = Path(f"/proc/{self.process}/status").read_text("utf-8")
        return int(words.partition("VmRSS:")[2].split()[0]) / 1024

    def cpu_seconds(self) -> float:
        """The CPU that the process has taken."""
        state = Path(f"/proc/{self.process}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(state[11]) + int(state[12])) / os.sysconf("SC_CLK_TCK")

    def end(self, key: str = "\x03") -> None:
        """Leave with ``key``, as a room does."""
        self.type(key)
        with suppress(OSError):
            while os.read(self.terminal, 65536):
                pass
        os.close(self.terminal)
        os.waitpid(self.process, 0)
