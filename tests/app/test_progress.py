"""Progress is told at a terminal once it takes long, and leaves nothing behind."""

import io
from threading import Event

import pytest

from coalition_cli.app.progress import at_terminal, in_silence

LONG = 600.0


class Screen(io.StringIO):
    """A terminal that tells when something was written."""

    def __init__(self, *, is_terminal: bool = True) -> None:
        super().__init__()
        self._is_terminal = is_terminal
        self.written = Event()

    def isatty(self) -> bool:
        return self._is_terminal

    def flush(self) -> None:
        self.written.set()


class Gone(Screen):
    """A terminal whose window was closed."""

    def write(self, words: str) -> int:
        self.written.set()
        raise OSError(5, "Input/output error")


def test_what_takes_long_is_told_and_then_taken_away_without_any_code() -> None:
    screen = Screen()
    with at_terminal("Writing pdf (2 of 4)…", screen, after=0):
        assert screen.written.wait(30)
        assert screen.getvalue() == "Writing pdf (2 of 4)…"
    assert screen.getvalue() == "Writing pdf (2 of 4)…\r" + " " * 21 + "\r"


def test_what_is_short_or_read_by_a_program_is_told_nothing() -> None:
    for screen, after in ((Screen(), LONG), (Screen(is_terminal=False), 0)):
        with at_terminal("Writing pdf (2 of 4)…", screen, after=after):
            pass
        assert screen.getvalue() == ""
    with in_silence("Writing pdf (2 of 4)…"):
        pass


def test_a_terminal_that_is_gone_is_no_trouble_of_what_is_done() -> None:
    screen = Gone()
    with at_terminal("Writing pdf (2 of 4)…", screen, after=0):
        assert screen.written.wait(30)


def test_trouble_goes_on_and_the_line_goes_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "12")
    screen = Screen()

    def fail() -> None:
        assert screen.written.wait(30)
        raise KeyError

    with pytest.raises(KeyError), at_terminal("Writing pdf (2 of 4)…", screen, after=0):
        fail()
    assert screen.getvalue() == "Writing pdf\r" + " " * 11 + "\r"


def test_nothing_acts_on_the_terminal() -> None:
    screen = Screen()
    with at_terminal("a\x1b[2Jb\nc", screen, after=0):
        assert screen.written.wait(30)
    assert not {"\x1b", "\n"} & set(screen.getvalue())
