"""Screens as text: what a person in the room sees, at a stated size."""

import fcntl
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import StringIO

import pyte
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.input.base import PipeInput
from prompt_toolkit.output.vt100 import Vt100_Output

from coalition_cli.blocks import Block
from coalition_cli.errors import Problem
from coalition_cli.stage import Question
from coalition_cli.terminal import Terminal
from coalition_cli.terminal.pointing import NamesIn, names_nobody
from coalition_cli.terminal.rich_console import as_text
from tests.support.virtual_time import Passing, Until, virtual_time

F = {
    1: "\x1bOP",
    2: "\x1bOQ",
    3: "\x1bOR",
    4: "\x1bOS",
    5: "\x1b[15~",
    6: "\x1b[17~",
    8: "\x1b[19~",
    9: "\x1b[20~",
}
ESC, UP, DOWN, ENTER, CTRL_C, CTRL_D, CTRL_Z = (
    "\x1b",
    "\x1b[A",
    "\x1b[B",
    "\r",
    "\x03",
    "\x04",
    "\x1a",
)

_SOON = 0.05


def pasted(text):
    return f"\x1b[200~{text}\x1b[201~"


def question(**changes):
    return Question(**{"key": None, "prompt": "What do you see?", "read": str, **changes})


def number(given):
    if not given.isdecimal():
        raise Problem("That is not a number. Nothing was saved.")
    return int(given)


def seen(escapes: str, width: int, height: int) -> list[str]:
    """The lines that a terminal of this size shows after it was sent ``escapes``."""
    screen = pyte.Screen(width, height)
    pyte.Stream(screen).feed(escapes.replace("\r\n", "\n").replace("\n", "\r\n"))
    return [line.rstrip() for line in screen.display]


def drawn(blocks: Sequence[Block], width: int, height: int) -> list[str]:
    return seen(as_text(blocks, width, height, colour=True), width, height)


class Glass(StringIO):
    """A terminal's screen: it takes what is written to it and can be looked at."""

    encoding = "utf-8"

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self.screen = pyte.Screen(width, height)
        self.stream = pyte.Stream(self.screen)
        self.size = Size(rows=height, columns=width)
        self.escapes = ""
        self.frames: list[list[str]] = []

    def write(self, text: str) -> int:
        self.escapes += text
        self.stream.feed(text)
        return len(text)

    def flush(self) -> None:
        self.frames.append(self.lines)

    def isatty(self) -> bool:
        return True

    @property
    def lines(self) -> list[str]:
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


class Fingers:
    """A keyboard to press and a screen to look at, for whatever asks there."""

    def __init__(self, pipe: PipeInput, glass: Glass) -> None:
        self.pipe = pipe
        self.glass = glass
        self.pictures: list[str] = []
        self._due: deque[str | Callable[[], object] | Until | Passing] = deque()

    def press(self, *keys: str | Callable[[], object] | Until | Passing) -> None:
        """Press keys one group after the other, each when the prompt waits.

        What the screen shows before each is kept in ``pictures``.
        """
        self._due.extend(keys)

    def until(self, text: str) -> Until:
        """Something to wait for between two keys: that ``text`` is on the screen."""
        return Until(lambda: text in self.glass.text)

    def act(self) -> float | None:
        """Press the next keys, for the loop of the prompt."""
        if not self._due:
            return None
        group = self._due[0]
        if isinstance(group, Until) and not group.is_so():
            return _SOON
        self._due.popleft()
        if isinstance(group, Passing):
            return float(group)
        self.pictures.append(self.glass.text)
        if callable(group):
            group()
        elif isinstance(group, str):
            self.pipe.send_text(group)
        return 0


class View(Fingers):
    """A ``Terminal`` with a keyboard to press and a screen to look at.

    It remembers what it was told to keep.
    """

    def __init__(
        self,
        pipe: PipeInput,
        glass: Glass,
        names_in: NamesIn,
        lock_after: float = 0,
        unlock: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(pipe, glass)
        self.kept: list[str] = []
        self.curtains: list[str] = []
        self.terminal = Terminal(
            keep_typing=lambda text, _is_mending: self.kept.append(text),
            curtain=self.curtains.append,
            names_in=names_in,
            lock_after=lock_after,
            unlock=unlock,
        )
        self.terminal.open_step([])


@contextmanager
def _keyboard(width: int, height: int) -> Iterator[tuple[PipeInput, Glass]]:
    glass = Glass(width, height)
    output = Vt100_Output(glass, lambda: glass.size, term="xterm-256color")
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=output):
        if hasattr(
            fcntl, "F_SETPIPE_SZ"
        ):  # what is pasted is written at once, and nobody reads it meanwhile
            fcntl.fcntl(pipe.pipe.write_fd, fcntl.F_SETPIPE_SZ, 1 << 20)
        yield pipe, glass


@contextmanager
def view(
    width: int = 80,
    height: int = 24,
    names_in: NamesIn = names_nobody,
    lock_after: float = 0,
    unlock: Callable[[], bool] = lambda: False,
) -> Iterator[View]:
    with _keyboard(width, height) as (pipe, glass):
        someone = View(pipe, glass, names_in, lock_after, unlock)
        with virtual_time(someone), someone.terminal:
            yield someone


@contextmanager
def fingers(width: int = 80, height: int = 24) -> Iterator[Fingers]:
    """Somebody in front of whatever opens its own terminal inside of the block."""
    with _keyboard(width, height) as (pipe, glass):
        someone = Fingers(pipe, glass)
        with virtual_time(someone):
            yield someone
