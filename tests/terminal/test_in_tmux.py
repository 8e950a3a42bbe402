"""Desk and wall in a real multiplexer: what its users see on its screen, not what we sent to it."""

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.calling import PROGRAM, House

TMUX = shutil.which("tmux")
pytestmark = pytest.mark.skipif(TMUX is None, reason="no tmux on this machine")


class Multiplexer:
    """A tmux server of its own, with one window for the desk and one for the wall."""

    def __init__(self, house: House, socket: Path) -> None:
        self._house = house
        self._tmux = [TMUX or "tmux", "-S", str(socket), "-f", "/dev/null"]

    def open(self, name: str, width: int, height: int, *words: str) -> None:
        size = ["-x", str(width), "-y", str(height)]
        self._call("new-session", "-d", "-s", name, *size, *PROGRAM, *words)

    def press(self, name: str, *keys: str) -> None:
        for key in keys:
            self._call("send-keys", "-t", name, key)

    def resize(self, name: str, width: int, height: int) -> None:
        self._call("resize-window", "-t", name, "-x", str(width), "-y", str(height))

    def text(self, name: str) -> str:
        return self._call("capture-pane", "-p", "-t", name)

    def until(self, name: str, is_so: Callable[[str], bool]) -> str:
        """Wait until the screen of ``name`` is so, and return it."""
        end = time.monotonic() + 30
        while not is_so(text := self.text(name)):
            assert time.monotonic() < end, text
            time.sleep(0.05)
        return text

    def see(self, name: str, words: str) -> str:
        return self.until(name, lambda text: words in " ".join(text.split()))

    def end(self) -> None:
        subprocess.run([*self._tmux, "kill-server"], capture_output=True, check=False)

    def _call(self, *words: str) -> str:
        done = subprocess.run(
            [*self._tmux, *words],
            env=self._house.environment | {"TERM": "xterm-256color"},
            cwd=self._house.desk,
            capture_output=True,
            text=True,
            timeout=30,
            check=True,
        )
        return done.stdout


@pytest.fixture
def tmux(umoja: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Multiplexer]:
    # The path of a socket has at most some hundred letters.
    opened = Multiplexer(umoja, tmp_path_factory.mktemp("t") / "s")
    yield opened
    opened.end()


def is_break(text: str) -> bool:
    letters = "".join(sign for sign in text if sign.isalpha())
    return letters == "Break"


def test_what_is_typed_at_the_desk_stands_on_the_wall_and_one_key_hides_both(
    tmux: Multiplexer,
) -> None:
    tmux.open("desk", 80, 24, "note")
    tmux.open("wall", 40, 12, "wall")
    tmux.see("desk", "Next line")
    tmux.press("desk", "Жильё", "Space", "kwa", "Space", "wote", "Enter")
    tmux.see("desk", "► 1 Жильё kwa wote")
    tmux.see("wall", "► 1 Жильё kwa wote")
    tmux.press("desk", "half", "F9")
    tmux.until("desk", is_break)
    tmux.until("wall", is_break)
    tmux.press("desk", "Enter")
    tmux.see("desk", "> half")
    tmux.see("wall", "► 1 Жильё kwa wote")


def test_both_are_laid_out_anew_at_every_size_and_nothing_is_lost(tmux: Multiplexer) -> None:
    tmux.open("desk", 80, 24, "note")
    tmux.open("wall", 120, 40, "wall")
    tmux.see("desk", "Next line")
    tmux.press("desk", "papers", "Enter")
    tmux.see("wall", "► 1 papers")
    for width, height in ((40, 12), (120, 40), (61, 16), (80, 24)):
        tmux.resize("desk", width, height)
        tmux.resize("wall", width, height)
        tmux.see("wall", "▌ What is being said? ► 1 papers")
        text = tmux.see("desk", "Next line")
        assert "papers" in text
        assert all(len(line) <= width for line in text.splitlines())
