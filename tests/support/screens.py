"""Screens as text: what a person in the room sees, at a stated size."""

import threading
import time
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
from coalition_cli.terminal.rich_console import as_text
from tests.support.resting import Rest

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
        self.touched = time.monotonic()

    def come_to_rest(self, since: float, quiet: float = 0.2, longest: float = 15) -> None:
        """Wait until something was drawn after ``since`` and the prompt has done nothing for
        ``quiet`` seconds.

        A busy machine draws late: a fixed pause would press keys before their question is on the
        screen. A key that draws nothing, and a clock that draws all the time, are given a second
        and a half.
        """
        prompt = Rest.of_the_main_thread()
        while (moment := time.monotonic()) < since + longest:
            rested = prompt.seconds()
            if self.touched > since and min(rested, moment - self.touched) >= quiet:
                return
            if moment > since + 1.5 and rested >= 0.03:
                return
            time.sleep(0.01)

    def write(self, text: str) -> int:
        self.escapes += text
        self.stream.feed(text)
        self.touched = time.monotonic()
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


class View:
    """A ``Terminal`` with a keyboard to press and a screen to look at; it remembers what it was
    told to keep.
    """

    def __init__(self, pipe: PipeInput, glass: Glass) -> None:
        self.pipe = pipe
        self.glass = glass
        self.kept: list[str] = []
        self.curtains: list[str] = []
        self.terminal = Terminal(
            keep_typing=lambda text, _is_mending: self.kept.append(text),
            curtain=self.curtains.append,
        )
        self._hands: list[threading.Thread] = []
        self.pictures: list[str] = []

    def press(self, *keys: str | Callable[[], object]) -> None:
        """Press keys one group after the other, each when the screen has come to rest; look at it
        after each.
        """

        def hands() -> None:
            pressed = time.monotonic()
            for group in keys:
                if not callable(group):
                    self.glass.come_to_rest(pressed)
                pressed = time.monotonic()
                self.pictures.append(self.glass.text)
                if callable(group):
                    group()
                else:
                    self.pipe.send_text(group)

        thread = threading.Thread(target=hands, daemon=True)
        thread.start()
        self._hands.append(thread)

    def see(self, text: str, longest: float = 20) -> None:
        """Wait until ``text`` is on the screen."""
        end = time.monotonic() + longest
        while text not in self.glass.text:
            assert time.monotonic() < end, f"{text!r} never came up"
            time.sleep(0.01)

    def rest(self) -> None:
        for thread in self._hands:
            thread.join()


@contextmanager
def view(width: int = 80, height: int = 24) -> Iterator[View]:
    glass = Glass(width, height)
    output = Vt100_Output(glass, lambda: glass.size, term="xterm-256color")
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=output):
        someone = View(pipe, glass)
        with someone.terminal:
            yield someone
        someone.rest()
