"""Calling `coalition` from outside.

Processes in folders of their own, with pipes or with a terminal.
"""

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pexpect
import pyte
from tinydb import TinyDB

from tests.support.processes import PROGRAM, Child, Done, run
from tests.support.resting import Rest

_SPACES = re.compile(" {2,}")
ENTER, UP, DOWN, CTRL_C, CTRL_U = "\r", "\x1b[A", "\x1b[B", "\x03", "\x15"
F2, F3, F4, F5, F6, F8, F9 = (
    "\x1bOQ",
    "\x1bOR",
    "\x1bOS",
    "\x1b[15~",
    "\x1b[17~",
    "\x1b[19~",
    "\x1b[20~",
)


class House:
    """A machine with nothing on it: its own home and folders, no workshop open."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.desk = folder / "desk"
        self.desk.mkdir(parents=True)
        names = {
            "HOME": "home",
            "XDG_DATA_HOME": "data",
            "XDG_CONFIG_HOME": "config",
            "XDG_STATE_HOME": "state",
        }
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("COALITION", "LC_", "LANG"))
        }
        self.environment = {
            **kept,
            **{name: str(folder / value) for name, value in names.items()},
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "COLUMNS": "80",
        }

    def call(
        self, *words: str | Path, typed: str | bytes | None = None, **environment: str
    ) -> Done:
        """Run `coalition` with ``words``.

        ``typed`` comes on standard input, which is empty where it is None.
        """
        given = typed.encode() if isinstance(typed, str) else typed
        return run(
            [str(word) for word in words], self.environment | environment, self.desk, given or b""
        )

    def call_from(self, file: Path, *words: str | Path) -> Done:
        """Run `coalition` with ``file`` itself as its standard input."""
        with file.open("rb") as opened:
            return run(
                [str(word) for word in words],
                self.environment,
                self.desk,
                descriptors={0: opened.fileno()},
            )

    def shell(self, line: str, **environment: str) -> Done:
        """Run a line of shell in which ``coalition`` is the program."""
        quoted = " ".join(f"'{word}'" for word in PROGRAM)
        ended = subprocess.run(
            ["bash", "-c", f'coalition() {{ {quoted} "$@"; }}; {line}'],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=self.environment | environment,
            cwd=self.desk,
            timeout=90,
            check=False,
        )
        return Done(ended.returncode, ended.stdout.decode(), ended.stderr.decode())

    def new(self, title: str = "Umoja", *words: str) -> Path:
        """A new workshop, open now."""
        made = self.call("new", title, "--date", "2024-11-12", *words)
        assert made.status == 0, made
        return Path(made.lines[0])

    def people(self, *names: str) -> None:
        assert self.call("people", typed="\n".join(names)).status == 0

    def note(self, *lines: str, share: str = "participants") -> list[str]:
        """Lines captured; their ids."""
        noted = self.call("note", "--share", share, typed="\n".join(lines))
        assert noted.status == 0, noted
        return noted.lines

    def play(self, exercise: str, answers: dict[str, Any], *words: str) -> Done:
        """``answers`` for ``exercise``, given as a JSON file."""
        path = self.desk / "answers.json"
        path.write_text(json.dumps({exercise: answers} if "people" not in answers else answers))
        return self.call(*words, exercise, "--answers", path)

    def summary(self, readers: str = "organizer") -> dict[str, Any]:
        """The exported data."""
        exported = self.call("export", "json", "--out", "-", "--for", readers)
        assert exported.status == 0, exported
        found: dict[str, Any] = json.loads(exported.out)
        return found

    def numbers(self, readers: str = "private") -> dict[str, str]:
        """The number of every line that `show --numbers` lists, by its words."""
        rows = [line.split("\t") for line in self.call("show", "--numbers", "--for", readers).lines]
        return {words: number for number, _where, words in rows}

    def everything_on_disk(self) -> bytes:
        """Every byte of every file of this machine, names included."""
        found = []
        for path in self.folder.rglob("*"):
            with suppress(
                FileNotFoundError, IsADirectoryError
            ):  # one may be replaced at this very moment
                found.append(str(path).encode() + path.read_bytes())
        return b"".join(found)

    def at_terminal(self, *words: str | Path, width: int = 80, height: int = 24) -> "Seat":
        return Seat([*PROGRAM, *map(str, words)], self.environment, self.desk, width, height)

    def at_terminal_after(self, typed: str, *words: str | Path) -> "Seat":
        """A terminal at which ``typed`` was typed before the program began: whatever the machine
        does meanwhile, the program finds it waiting.
        """
        wait = ["sh", "-c", 'read -r go; exec "$@"', "sh"]
        command = [*wait, *PROGRAM, *map(str, words)]
        seat = Seat(command, self.environment, self.desk, 80, 24)
        seat.child.send(f"go\n{typed}")
        return seat


class Seat:
    """Somebody in front of a terminal: keys in, a screen out."""

    def __init__(
        self,
        command: Sequence[str],
        environment: dict[str, str],
        folder: Path,
        width: int,
        height: int,
    ):
        self.screen = pyte.Screen(width, height)
        self._stream = pyte.Stream(self.screen)
        self._text: str | None = None
        self.escapes = ""
        unsized = {
            name: value for name, value in environment.items() if name not in ("COLUMNS", "LINES")
        }
        self.child = Child(command, unsized, folder, width, height)

    @property
    def text(self) -> str:
        """What stands on the screen now."""
        end = time.monotonic() + 1  # a page that is drawn for ever is looked at all the same
        with suppress(pexpect.TIMEOUT, pexpect.EOF, ValueError):
            while time.monotonic() < end:
                read = self.child.read_nonblocking(65536, timeout=0.01)
                self.escapes += read
                self._stream.feed(read)
                self._text = None
        if self._text is None:  # laying it out takes longer than looking whether more has come
            self._text = "\n".join(line.rstrip() for line in self.screen.display)
        return self._text

    def resize(self, width: int, height: int) -> None:
        self.child.setwinsize(height, width)
        self.screen.resize(height, width)
        self._text = None

    def see(self, words: str, seconds: float = 30) -> float:
        """Wait until ``words`` stand on the screen, however far apart; the seconds that it took."""
        began = time.monotonic()
        while not self._has(words):
            assert self.child.isalive() or self._has(words), (
                f"{words!r} never came; it ended with:\n{self.text}"
            )
            assert time.monotonic() < began + seconds, f"{words!r} never came:\n{self.text}"
        return time.monotonic() - began

    def see_one_of(self, *words: str, seconds: float = 30) -> None:
        """Wait until any of ``words`` stand on the screen, or the program has ended."""
        end = time.monotonic() + seconds
        while not any(map(self._has, words)) and self.child.isalive():
            assert time.monotonic() < end, f"none of {words} came:\n{self.text}"

    def until_gone(self, words: str, seconds: float = 30) -> None:
        """Wait until ``words`` stand on the screen no more."""
        end = time.monotonic() + seconds
        while self._has(words):
            assert time.monotonic() < end, f"{words!r} stays:\n{self.text}"

    def _has(self, words: str) -> bool:
        text = self.text
        return words in text or words in _SPACES.sub(" ", text)

    def rest(self) -> None:
        """Wait until the program has done all that it had to do."""
        Rest(self.child.pid).wait(0.05, meanwhile=lambda: self.text)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.rest()  # the prompt that was drawn begins to listen
            self.child.send(key)

    def talk(self, *turns: tuple[str, str]) -> None:
        """For each turn: wait until its words stand on the screen, then press its keys."""
        for words, keys in turns:
            self.see(words)
            self.press(keys)

    def end(self, seconds: float = 30) -> int:
        """Wait until the program has ended; its exit status."""
        began = time.monotonic()
        while self.child.isalive():
            self.text  # noqa: B018
            assert time.monotonic() < began + seconds, self.text
        self.text  # noqa: B018
        self.child.close()
        status = self.child.exitstatus
        return status if status is not None else 128 + (self.child.signalstatus or 0)

    def kill(self) -> None:
        """Cut the power of this program, and of what it started or is watched by."""
        with suppress(ProcessLookupError):
            os.killpg(self.child.pid, signal.SIGKILL)
        self.child.close(force=True)


def entries_of(path: Path) -> list[dict[str, Any]]:
    """The entries as the stock database library reads them."""
    with TinyDB(path, access_mode="r") as database:
        return [dict(document) for document in database.table("entries").all()]


def wait_until_kept(workshop: Path, words: str) -> None:
    """What is typed lies on the disk within a second or so."""
    end = time.monotonic() + 20
    # Not in a temporary file: killed there, it was never kept.
    while not any(words in kept.read_text() for kept in workshop.parent.glob(".*.typing")):
        assert time.monotonic() < end, f"{words!r} was never kept"
        time.sleep(0.05)


__all__ = ["PROGRAM", "Done", "House", "Seat", "entries_of", "wait_until_kept"]
