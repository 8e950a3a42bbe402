"""A line that can be seen while it is typed, on terminals that show one line after another."""

import sys
import threading
from collections.abc import Callable
from types import ModuleType
from typing import Final

_GLANCE: Final = 0.05
_GLANCES_A_SECOND: Final = 20


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
        is_over = threading.Event()

        def watch() -> None:
            glances = 0
            while not is_over.wait(_GLANCE):
                self._seen = editor.get_line_buffer() or self._seen
                glances += 1
                if glances % _GLANCES_A_SECOND == 0:
                    every_second()

        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        line = ""
        try:
            line = input(prompt)
            if _is_terminal_gone():
                raise EOFError  # the editor takes the end of a terminal for the end of the line
        except (EOFError, KeyboardInterrupt):
            self._last = line or self.text
            raise
        finally:
            self._editor = None
            is_over.set()
            watcher.join()
        self._last = ""
        return line


def _editor() -> ModuleType | None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
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
