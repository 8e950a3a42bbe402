"""A line that can be seen while it is typed, on terminals that show one line after another.

The system's line editor is looked at between two keys, when a timer signals it. It is never looked
at from another thread: it changes its line without a lock, and Python aborts on half a letter.
"""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType, ModuleType
from typing import Final

_GLANCE: Final = 0.05
_GLANCES_A_SECOND: Final = 20
_MAIN: Final = threading.main_thread()


class TypedLine:
    """Reads lines of standard input. ``text`` is what stands in the one that is being typed.

    Where the system's own line editing is all there is (no readline, or no terminal), ``text``
    stays empty.
    """

    def __init__(self) -> None:
        self._editor: ModuleType | None = None
        self._last = ""
        self._seen = ""

    @property
    def can_watch(self) -> bool:
        """True if ``every_second`` is called while a line is read."""
        return _editor() is not None

    @property
    def text(self) -> str:
        """The text typed since the last Enter."""
        if self._editor is not None:
            self._last = self._editor.get_line_buffer()
        # When its terminal goes, the editor empties the line before anybody can ask for it.
        return self._last or (self._seen if self._seen and _is_terminal_gone() else "")

    def read(self, prompt: str, every_second: Callable[[], None] = lambda: None) -> str:
        """The next line without its end.

        Raises ``EOFError`` and ``KeyboardInterrupt`` with ``text`` still there.

        ``every_second`` is called while it is typed.
        """
        self._last = self._seen = ""
        self._editor = editor = _editor()
        if editor is None:
            return _read_simply(prompt)
        line = ""
        try:
            with _glancing(lambda: self._glance(editor), every_second):
                line = _input(prompt)
            if _is_terminal_gone():
                raise EOFError  # the editor takes the end of a terminal for the end of the line
        except (EOFError, KeyboardInterrupt):
            self._last = line or self.text
            raise
        finally:
            self._editor = None
        self._last = ""
        return line

    def _glance(self, editor: ModuleType) -> None:
        self._seen = editor.get_line_buffer() or self._seen


def _input(prompt: str) -> str:
    try:
        return input(prompt)
    except SystemError as error:
        raise _ending(error) from None


def _ending(error: SystemError) -> BaseException:
    """What ended a line while the timer came too: Python hides it behind a failure of its own."""
    behind: BaseException | None = error
    while behind and not isinstance(behind, KeyboardInterrupt | SystemExit):
        behind = behind.__cause__ or behind.__context__
    return behind or error


class _Glances:
    """Who is told of the timer now; None while nothing is read.

    Its handler stays where it is: a signal that is on its way when a line ends finds it.
    """

    tell: Callable[[], None] | None = None


def _signalled(_number: int, _frame: FrameType | None) -> None:
    # A line that has just ended has its timer told too. Python then fails in the first call that
    # it cannot shorten, such as this one: nothing may have begun by then.
    object(*())
    tell = _Glances.tell
    if tell is None:
        return
    _Glances.tell = None  # nobody is told twice at once, however long it takes
    try:
        with _ctrl_c_afterwards():
            tell()
    finally:
        _Glances.tell = tell


@contextmanager
def _ctrl_c_afterwards() -> Iterator[None]:
    """Let Ctrl-C wait until what is under way is done: words may be half written."""
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if pressed:
            signal.raise_signal(signal.SIGINT)


@contextmanager
def _glancing(glance: Callable[[], None], every_second: Callable[[], None]) -> Iterator[None]:
    """Call ``glance`` many times a second between two keys, and ``every_second`` as it says."""
    glances = 0

    def tell() -> None:
        nonlocal glances
        glance()
        glances += 1
        if glances % _GLANCES_A_SECOND == 0:
            every_second()

    signal.signal(signal.SIGALRM, _signalled)
    _Glances.tell = tell
    signal.setitimer(signal.ITIMER_REAL, _GLANCE, _GLANCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        _Glances.tell = None


def _editor() -> ModuleType | None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    if not hasattr(signal, "setitimer") or threading.current_thread() is not _MAIN:
        return None
    try:
        # price: some systems have no such module
        import readline
    except ImportError:
        return None
    # What is said here must not come back with the arrow keys, nor land in a file.
    readline.set_auto_history(False)
    readline.parse_and_bind("set enable-bracketed-paste off")
    return readline


def _is_terminal_gone() -> bool:
    # price: Windows has no such module
    import termios

    try:
        termios.tcgetattr(sys.stdin.fileno())
    except (OSError, ValueError, termios.error):
        return True
    return False


def _read_simply(prompt: str) -> str:
    sys.stdout.write(prompt)
    sys.stdout.flush()
    typed = sys.stdin.readline()
    if not typed:
        raise EOFError
    return typed.rstrip("\r\n")
