import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pexpect
import pyte
import pytest

from coalition_cli.model.entry import NOTES, Fact
from coalition_cli.model.header import Head
from coalition_cli.store.workshop_file import Draft, WorkshopFile

WALL = """
    import sys
    from pathlib import Path
    from coalition_cli.model.entry import NOTES
    from coalition_cli.slide import Lines, Said, Slide
    from coalition_cli.store.side import blank_wall
    from coalition_cli.store.workshop_file import WorkshopFile
    from coalition_cli.terminal.wall_screen import Look, run_wall

    path = Path(sys.argv[1])
    looks = open(sys.argv[2], "ab", buffering=0)

    class Watched:
        turned = 0

        def __init__(self):
            self.file = WorkshopFile.open(path)
            self.file.refresh()

        def has_changed(self):
            looks.write(b".")
            return self.file.refresh() or blank_wall.drawn(path) != ""

        def slide(self):
            if blank_wall.drawn(path):
                return Slide("Break", manner="centred")
            said = [Said(entry.text, str(entry.n)) for entry in self.file.workshop.standing(NOTES)]
            return Slide("Our vision", stages=((Lines(tuple(said), True),),), manner="growing")

        def seconds_to_look(self):
            return 0.05

    run_wall(Watched(), Look("light", lambda theme: None), plain="--plain" in sys.argv)
    print("the wall is over")
"""

WRITER = """
    import sys
    from pathlib import Path
    from coalition_cli.model.entry import NOTES, Fact
    from coalition_cli.store.workshop_file import Draft, WorkshopFile

    said = Draft(Fact({"text": "Право на жилье"}), NOTES, "participants")
    WorkshopFile.open(Path(sys.argv[1])).append([said])
    print("on disk", flush=True)
"""


class Wall:
    """``run_wall`` in a process on a real pseudo-terminal, and what can be seen on it."""

    def __init__(
        self, path: Path, width: int, height: int, *arguments: str, **environment: str
    ) -> None:
        self.screen = pyte.Screen(width, height)
        self.stream = pyte.Stream(self.screen)
        self.escapes = ""
        self._looks = path.with_name("looks")
        self.child = pexpect.spawn(
            sys.executable,
            ["-c", textwrap.dedent(WALL), str(path), str(self._looks), *arguments],
            dimensions=(height, width),
            encoding="utf-8",
            env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "", **environment},
        )

    def lines(self) -> list[str]:
        while True:
            try:
                read = self.child.read_nonblocking(65536, timeout=0.02)
            except (pexpect.TIMEOUT, pexpect.EOF):
                return [line.rstrip() for line in self.screen.display]
            self.escapes += read
            self.stream.feed(read)

    def text(self) -> str:
        return "\n".join(self.lines())

    def until(self, words: str, seconds: float = 20) -> None:
        """Wait until ``words`` can be seen."""
        began = time.monotonic()
        while words not in self.text():
            assert time.monotonic() - began < seconds, self.text()

    def look(self) -> None:
        """Wait until the wall has looked at the file once more, and has drawn what it saw."""
        # One look may be at work now; the one after the next begins when the next was drawn.
        began, enough = time.monotonic(), self._looks.stat().st_size + 3
        while self._looks.stat().st_size < enough:
            assert time.monotonic() - began < 20, self.text()
            self.lines()


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "secret-name.json"
    head = Head(
        id="w1", title="Our coalition", date="2024-11-12", place="", language="en", programme=""
    )
    WorkshopFile.create(path, head)
    return path


def note(path, text):
    WorkshopFile.open(path).append([Draft(Fact({"text": text}), NOTES, "participants")])


@pytest.fixture
def wall(path):
    note(path, "Elimu kwa wote")
    opened = Wall(path, 80, 24)
    opened.until("Elimu kwa wote")
    yield opened
    opened.child.close(force=True)


def test_a_line_written_by_another_process_comes_up_by_itself(wall, path):
    writer = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(WRITER), str(path)], stdout=subprocess.PIPE
    )
    assert writer.stdout.readline() == b"on disk\n"
    wall.until("Право на жилье")
    assert writer.wait() == 0


def test_a_file_that_is_gone_leaves_the_last_page_standing(wall, path):
    path.unlink()
    wall.look()
    assert "Elimu kwa wote" in wall.text()


def test_only_what_changed_is_drawn_again(wall, path):
    note(path, "The one before")
    wall.until("The one before")
    before = len(wall.escapes)
    wall.look()
    wall.lines()
    assert len(wall.escapes) == before
    note(path, "New line")
    wall.until("New line")
    assert "Elimu" not in wall.escapes[before:]


def test_it_is_laid_out_again_when_the_window_changes_its_size(wall, path):
    for number in range(20):
        note(path, f"line {number}")
    wall.until("line 19")
    wall.child.setwinsize(12, 40)
    wall.screen.resize(12, 40)
    wall.until("page 3 of 3")
    assert wall.lines()[0] == " ▌ Our vision"
    assert wall.lines()[-1] == " newest of 21, page 3 of 3"


def test_t_changes_the_theme_and_every_cell_of_the_screen_has_its_background(wall):
    assert grounds(wall) == {"brightwhite"}
    before = wall.lines()
    wall.child.send("t")
    wall.look()
    assert wall.lines() == before
    assert grounds(wall) == {"black"}


def grounds(wall):
    return {cell.bg for row in wall.screen.buffer.values() for cell in row.values()}


def test_keys_are_not_echoed_and_no_prompt_path_user_or_host_is_there(wall):
    wall.child.send("hello\r\x1a")
    wall.look()
    text = wall.text()
    assert "hello" not in text
    for word in ("secret-name", "tmp", os.uname().nodename, "$", ">"):
        assert word not in text
    assert wall.screen.cursor.hidden


@pytest.mark.parametrize("key", ["q", "\x03"])
def test_q_and_ctrl_c_end_it_and_give_the_screen_back(wall, key):
    wall.child.send(key)
    wall.child.expect("the wall is over", timeout=5)
    assert "\x1b[?1049l" in wall.child.before
    wall.child.expect(pexpect.EOF)


def test_a_signal_ends_it_and_gives_the_screen_back(wall):
    os.kill(wall.child.pid, signal.SIGTERM)
    wall.child.expect(pexpect.EOF, timeout=5)
    assert "\x1b[?1049l" in wall.child.before
    wall.child.close()
    assert wall.child.exitstatus == 143


def test_the_curtain_hides_every_word_and_opens_on_the_newest_page(wall, path):
    from coalition_cli.store.side import blank_wall

    blank_wall.draw(path, "plain")
    wall.until("Break")
    assert wall.text().split() == ["Break"]
    note(path, "Said meanwhile")
    wall.look()
    assert wall.text().split() == ["Break"]
    blank_wall.lift(path)
    wall.until("Said meanwhile")


@pytest.mark.parametrize("how", [{"TERM": "dumb"}, {}])
def test_without_a_screen_to_clear_pages_are_printed_as_they_change(path, how):
    note(path, "Elimu kwa wote")
    wall = Wall(path, 80, 24, *([] if how else ["--plain"]), **how)
    wall.until("1  Elimu kwa wote")
    note(path, "Право")
    wall.until("2  Право")
    assert "\x1b" not in wall.escapes
    wall.child.close(force=True)
