"""The projected view: it follows a workshop file, takes no words, and shows a given page."""

import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Final, NoReturn, Protocol

from coalition_cli.blocks import Block
from coalition_cli.errors import Problem
from coalition_cli.model.workshop import Workshop
from coalition_cli.terminal import wall_curtain
from coalition_cli.terminal.alternate_screen import GIVE_BACK, TAKE, is_plain_terminal
from coalition_cli.terminal.current_page import Page
from coalition_cli.terminal.rich_console import as_text, escaped

POLL_SECONDS: Final = 0.1
PLAIN_WIDTH: Final = 72
_ENDING: Final = (b"q", b"Q", b"\x03", b"\x04")


class Followed(Protocol):
    """A workshop that others write to.

    ``refresh`` reads what is new and says whether there was anything.
    """

    workshop: Workshop

    def refresh(self) -> bool:
        """Read what was written since."""


def run_wall(
    file: Followed,
    page: Callable[[Workshop], Sequence[Block]],
    curtain_page: Callable[[], str],
    plain: bool = False,
) -> None:
    """Show ``page`` of the workshop, anew whenever its file grows or the screen changes its size.

    While ``curtain_page`` gives ``"plain"`` or ``"breath"`` (or cannot be read) nothing of the
    workshop is there. What cannot be read leaves the last page standing. ``q`` or Ctrl-C ends it.
    With ``plain``, or on a terminal that cannot clear itself, pages are printed one below the other
    as they change.
    """
    view = _View(file, page, curtain_page)
    try:
        if plain or is_plain_terminal():
            _print_pages(view)
        else:
            with _projected():
                _paint_pages(view)
    except KeyboardInterrupt:
        return


class _View:
    """The page that the wall shows now."""

    def __init__(
        self,
        file: Followed,
        page: Callable[[Workshop], Sequence[Block]],
        curtain_page: Callable[[], str],
    ) -> None:
        self._file = file
        self._page = page
        self._curtain_page = curtain_page
        self._blocks: tuple[Block, ...] | None = None

    def curtain(self) -> str:
        """The words of the curtain; empty when it is open."""
        try:
            state = self._curtain_page()
        except (OSError, ValueError, Problem):
            state = "plain"
        return wall_curtain.words_of(state)

    def blocks(self) -> tuple[Block, ...]:
        """The newest page that could be read."""
        try:
            if self._file.refresh() or self._blocks is None:
                self._blocks = tuple(self._page(self._file.workshop))
        except (OSError, ValueError, Problem):
            self._blocks = self._blocks or ()
        return self._blocks


def _paint_pages(view: _View) -> None:
    painted: list[str] = []
    seen: tuple[object, ...] = ()
    while True:
        size = _size()
        curtain = view.curtain()
        blocks = () if curtain else view.blocks()
        if (size, curtain, blocks) != seen:
            if not seen or seen[0] != size:
                painted = []
                sys.stdout.write("\x1b[2J")
            lines = _centred(curtain, *size) if curtain else _frame(blocks, *size)
            _write_changes(painted, lines)
            painted, seen = lines, (size, curtain, blocks)
        if _is_ended():
            return


def _print_pages(view: _View) -> None:
    shown = ""
    while True:
        text = view.curtain() or as_text(view.blocks(), PLAIN_WIDTH, is_plain=True)
        if text != shown:
            sys.stdout.write("\n" + text + "\n")
            sys.stdout.flush()
            shown = text
        time.sleep(POLL_SECONDS)


def _frame(blocks: Sequence[Block], width: int, height: int) -> list[str]:
    return [
        escaped(line) for line in Page(body=tuple(blocks), can_turn=False).on_screen(width, height)
    ]


def _centred(words: str, width: int, height: int) -> list[str]:
    return [""] * (height // 2) + [" " * max(0, (width - len(words)) // 2) + words[:width]]


def _write_changes(before: Sequence[str], lines: Sequence[str]) -> None:
    for at in range(max(len(before), len(lines))):
        line = lines[at] if at < len(lines) else ""
        if at >= len(before) or before[at] != line:
            sys.stdout.write(f"\x1b[{at + 1};1H\x1b[2K{line}")
    sys.stdout.flush()


def _size() -> tuple[int, int]:
    try:
        size = os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError):
        return 80, 24
    return max(1, size.columns), max(1, size.lines)


def _is_ended() -> bool:
    """Wait for the next look at the file.

    Whether a key that ends the wall was pressed meanwhile.
    """
    try:
        if not select.select([sys.stdin.fileno()], [], [], POLL_SECONDS)[0]:
            return False
        pressed = os.read(sys.stdin.fileno(), 64)
    except (OSError, ValueError):
        time.sleep(POLL_SECONDS)
        return False
    if not pressed:  # nobody at the keyboard any more, but the wall is not for the keyboard
        time.sleep(POLL_SECONDS)
    return any(key in pressed for key in _ENDING)


@contextmanager
def _projected() -> Iterator[None]:
    """The other screen without a cursor and without an echo of keys.

    Both are given back whatever happens.
    """
    handlers = {number: signal.signal(number, _hang_up) for number in _hang_ups()}
    sys.stdout.write(TAKE + "\x1b[?25l")
    sys.stdout.flush()
    try:
        with _silent_keys():
            yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        with suppress(OSError):
            sys.stdout.write(GIVE_BACK)
            sys.stdout.flush()


@contextmanager
def _silent_keys() -> Iterator[None]:
    if os.name != "posix" or not sys.stdin.isatty():
        yield
        return
    # price: Windows has no such module
    import termios

    keyboard = sys.stdin.fileno()
    before = termios.tcgetattr(keyboard)
    silent = termios.tcgetattr(keyboard)
    silent[3] &= ~(termios.ECHO | termios.ICANON | termios.ISIG)
    termios.tcsetattr(keyboard, termios.TCSADRAIN, silent)
    try:
        yield
    finally:
        with suppress(termios.error):
            termios.tcsetattr(keyboard, termios.TCSADRAIN, before)


def _hang_ups() -> list[signal.Signals]:
    return [signal.Signals[name] for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name)]


def _hang_up(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)
