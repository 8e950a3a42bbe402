"""The projected view: it follows a workshop, takes no words, and shows the slide of the moment."""

import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Final, NoReturn, Protocol

from coalition_cli.i18n import _
from coalition_cli.slide import Slide
from coalition_cli.terminal.alternate_screen import GIVE_BACK, TAKE, is_plain_terminal
from coalition_cli.terminal.slides.frame import Frame, Framing
from coalition_cli.terminal.slides.geometry import Geometry
from coalition_cli.terminal.slides.palette import Depth, Theme, painted
from coalition_cli.terminal.slides.rows import Row, Span

POLL_SECONDS: Final = 0.03
"""The pause between two looks at the disk: half of it is the mean wait of a line."""
PLAIN_WIDTH: Final = 72
_ENDING: Final = (b"q", b"Q", b"\x03", b"\x04")
_OTHER_THEME: Final = (b"t", b"T", b"\x1bOQ", b"\x1b[12~", b"\x1b[[B")
"""T, and F2 as the usual terminals send it."""
_ADVICE_SECONDS: Final = 10.0
_PLAIN_POLL_SECONDS: Final = 0.1


class Watched(Protocol):
    """A workshop that others write to, as the slides of its moments."""

    @property
    def turned(self) -> int:
        """By how many pages somebody turned from the one that stands by itself."""

    def has_changed(self) -> bool:
        """True if the slide may be another than when this was asked last."""

    def slide(self) -> Slide:
        """The slide of this moment. Never raises."""

    def seconds_to_look(self) -> float:
        """How long the slide stays right where nothing has changed."""


class Look:
    """The look of one wall: its theme, which a key changes, and the colours of its screen."""

    def __init__(self, theme: Theme, keep: Callable[[Theme], None]) -> None:
        self.theme: Theme = theme
        self.depth: Depth = depth_of(os.environ)
        self._keep = keep

    def change(self) -> None:
        """Take the other theme, and remember it."""
        self.theme = "dark" if self.theme == "light" else "light"
        self._keep(self.theme)


def run_wall(
    watched: Watched,
    look: Look,
    tell: Callable[[int, int, Frame], None] = lambda _columns, _rows, _frame: None,
    *,
    plain: bool = False,
) -> None:
    """Show the slides of ``watched``, each as soon as it is another, until ``q`` or Ctrl-C.

    ``tell`` is told the size of the screen and the frame that stands when nobody turned. With
    ``plain``, or on a terminal that cannot clear itself, slides are printed one below the other as
    they change.
    """
    try:
        if plain or is_plain_terminal():
            _print_slides(watched)
        else:
            with _projected():
                _Painter(watched, look, tell).run()
    except KeyboardInterrupt:
        return


def depth_of(environment: "os._Environ[str] | dict[str, str]") -> Depth:
    """The colours that a terminal of this environment shows."""
    if environment.get("NO_COLOR"):
        return "none"
    is_true = environment.get("COLORTERM") in ("truecolor", "24bit") or "WT_SESSION" in environment
    return "true" if is_true or environment.get("TERM", "").endswith("-direct") else "16"


class _Painter:
    """The screen of a wall: it draws the rows that are others than before, and no more."""

    def __init__(
        self, watched: Watched, look: Look, tell: Callable[[int, int, Frame], None]
    ) -> None:
        self._watched = watched
        self._look = look
        self._tell = tell
        self._framing = Framing()
        self._painted: list[str] = []
        self._shown: tuple[object, ...] = ()
        self._size = (0, 0)
        self._began = time.monotonic()

    def run(self) -> None:
        """Draw until a key ends it."""
        next_look = 0.0
        while True:
            now = time.monotonic()
            size = _size()
            if self._watched.has_changed() or now >= next_look or size != self._size:
                self._draw(*size)
                next_look = now + self._watched.seconds_to_look()
            pressed = _pressed()
            if any(key in pressed for key in _ENDING):
                return
            if any(key in pressed for key in _OTHER_THEME):
                self._look.change()
                self._painted, self._shown = [], ()
                next_look = 0.0

    def _draw(self, columns: int, rows: int) -> None:
        slide, turned = self._watched.slide(), self._watched.turned
        is_advised = rows > 30 and time.monotonic() - self._began < _ADVICE_SECONDS
        shown = (slide, (columns, rows), turned, is_advised, self._look.theme)
        if shown == self._shown:
            return
        if self._size != (columns, rows):
            self._size, self._painted = (columns, rows), []
            sys.stdout.write("\x1b[2J")
        frame = self._framing.frame(slide, columns, rows)
        self._tell(columns, rows, frame)
        if turned:
            frame = self._framing.frame(slide, columns, rows, frame.page + turned)
        lines = list(frame.rows)
        if is_advised:
            lines[0] = _advice(columns)
        drawn = [painted(row, self._look.theme, self._look.depth, columns) for row in lines]
        _write_changes(self._painted, drawn)
        self._painted, self._shown = drawn, shown


def _advice(columns: int) -> Row:
    geometry = Geometry(columns, 40)
    words = _("Ctrl and + enlarge the letters: 40 by 12 can be read from the back.")
    return (Span(" " * geometry.left), Span(words[: geometry.width], "quiet"))


def _print_slides(watched: Watched) -> None:
    said: list[str] = []
    while True:
        watched.has_changed()
        lines = plain_lines(watched.slide())
        if lines[:1] != said[:1]:
            said = []
            sys.stdout.write("\n")
        # What was said once is not said again: only what is new comes, line below line.
        for line in lines:
            if line not in said:
                sys.stdout.write(line + "\n")
        sys.stdout.flush()
        said = lines
        time.sleep(_PLAIN_POLL_SECONDS)


def plain_lines(slide: Slide) -> list[str]:
    """The words of every page of ``slide``, for a screen reader."""
    framing = Framing()
    lines: list[str] = []
    frame = framing.frame(slide, PLAIN_WIDTH, 200)
    for page in range(1, frame.pages + 1):
        text = framing.frame(slide, PLAIN_WIDTH, 200, page).text()
        lines += [line.strip(" ▌►") for line in text.splitlines() if line.strip(" ▌►█░")]
    return lines


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


def _pressed() -> bytes:
    """Wait for the next look at the disk; the keys that were pressed meanwhile."""
    try:
        if not select.select([sys.stdin.fileno()], [], [], POLL_SECONDS)[0]:
            return b""
        pressed = os.read(sys.stdin.fileno(), 64)
    except (OSError, ValueError):
        time.sleep(POLL_SECONDS)
        return b""
    if not pressed:  # nobody at the keyboard any more, but the wall is not for the keyboard
        time.sleep(POLL_SECONDS)
    return pressed


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
