"""When a session has ended, its words are gone from the screen that stays, and from what scrolled
away.
"""

import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pyte
import pytest

from tests.commands.test_run_exercise import PEOPLE, SESSIONS
from tests.support.calling import CTRL_C, ENTER, F9, PROGRAM

pytestmark = pytest.mark.slow

SAID = (
    "Mlango",
    "jina",
    "Milango",
    "mwanamke",
    "Vitambulisho",
    "Кров",
    "vijijini",
    "Kutembelea",
    "Kupiga",
    "Jumamosi",
)
SAID += ("kusubiri", "Nimekuja", "Amina", "Мария")


def stays(escapes, width=80, height=24):
    """The main screen and its scrollback after everything that was sent to it."""
    main = re.split(r"\x1b\[\?1049h.*?(?:\x1b\[\?1049l|\Z)", escapes, flags=re.DOTALL)
    screen = pyte.HistoryScreen(width, height, history=100_000)
    pyte.Stream(screen).feed("".join(main))
    gone = ["".join(line[column].data for column in range(width)) for line in screen.history.top]
    return "\n".join([*gone, *screen.display])


@pytest.mark.parametrize("exercise", list(SESSIONS))
def test_after_a_session_of_real_keys_no_word_of_it_is_on_the_screen_that_stays(umoja, exercise):
    umoja.people(*PEOPLE)
    seat = umoja.at_terminal(exercise)
    seat.talk(*SESSIONS[exercise][1])
    assert seat.end() == 0
    assert any(word in seat.escapes for word in SAID)
    left = stays(seat.escapes)
    assert "Last saved" in left
    assert [word for word in SAID if word in left] == []


@pytest.mark.parametrize("end", ["finished", "paused", "hidden", "killed", "hung up"])
def test_however_a_session_ends_no_word_of_it_is_on_the_screen_that_stays(umoja, end):
    seat = umoja.at_terminal("note")
    seat.talk(("Next line", "Vitambulisho\r"), ("1 Vitambulisho", "Kutembelea"))
    seat.see("> Kutembelea")
    if end == "finished":
        seat.press(ENTER, ENTER)
    elif end == "paused":
        seat.press(CTRL_C)
    elif end == "hidden":
        seat.press(F9)
        seat.see("Break")
        seat.press(ENTER, CTRL_C)
    else:
        seat.child.kill(9 if end == "killed" else 1)
    seat.end()
    assert [word for word in SAID if word in stays(seat.escapes)] == []


def test_a_real_terminal_with_scrollback_keeps_no_word_either(umoja):
    if not shutil.which("tmux"):
        pytest.skip("needs tmux")
    socket = Path(tempfile.mkdtemp(dir="/tmp")) / "tmux"  # its path must be short
    tmux = ["tmux", "-S", str(socket), "-f", "/dev/null"]
    environment = umoja.environment

    def run(*words):
        ended = subprocess.run(
            [*tmux, *words],
            env=environment,
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
        return ended.stdout

    def see(words):
        end = time.monotonic() + 20
        while words not in (shown := run("capture-pane", "-p", "-t", "0")):
            assert time.monotonic() < end, shown
            time.sleep(0.1)

    run(
        "new-session",
        "-d",
        "-x",
        "80",
        "-y",
        "24",
        "env",
        "PS1=ready> ",
        "bash",
        "--norc",
        "--noprofile",
        "-i",
    )
    try:
        see("ready>")
        run("send-keys", "-t", "0", "-l", f"'{PROGRAM[0]}' -m coalition_cli note")
        run("send-keys", "-t", "0", "Enter")
        see("Next line")
        for number, words in enumerate(["Vitambulisho", "Kutembelea", "kusubiri"], 1):
            run("send-keys", "-t", "0", "-l", words)
            run("send-keys", "-t", "0", "Enter")
            see(f"{number}  {words}")
        run("send-keys", "-t", "0", "C-c")
        see("Go on with")
        left = run("capture-pane", "-p", "-S", "-", "-t", "0")
    finally:
        run("kill-server")
        shutil.rmtree(socket.parent)
    assert "Go on with: coalition note" in left
    assert [word for word in SAID if word in left] == []
