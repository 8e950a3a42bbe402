import subprocess
import sys
import time

import pexpect
import pytest

from coalition_cli.clock import Clock, awake
from coalition_cli.stage import Cue
from coalition_cli.terminal.key_bindings import Countdown

IN, OUT = Cue(4, "in", 0, 1), Cue(6, "out", 1, 0)
BREATHING = """
from coalition_cli.stage import Cue
from coalition_cli.terminal import Terminal
breath = [Cue(1, "in", 0, 1), Cue(1, "out", 1, 0)]
with Terminal(plain=True, keep_typing=lambda *_: None, curtain=print) as stage:
    stage.wait(breath * 2)
"""


@pytest.mark.parametrize(
    ("seconds", "words", "fill"),
    [
        (0, "in", 0),
        (2, "in", 0.5),
        (7, "out", 0.5),
        (12, "in", 0.5),
        (17, "out", 0.5),
        (22, "in", 0.5),
        (99, "out", 0),
    ],
)
def test_a_breath_that_is_repeated_grows_and_shrinks_every_time(seconds, words, fill):
    cue, filled = Countdown((IN, OUT) * 3, Clock(30, awake() - seconds)).current()
    assert cue.words == words
    assert filled == pytest.approx(fill, abs=0.05)


def test_added_minutes_lengthen_the_last_cue_only():
    countdown = Countdown((IN, OUT), Clock(10, awake() - 12, extra=60))
    assert countdown.reached()[0] == 1
    assert countdown.current()[1] == pytest.approx(1 - 8 / 66, abs=0.02)


def test_line_by_line_each_breath_is_said_when_it_comes():
    child = pexpect.spawn(sys.executable, ["-c", BREATHING], encoding="utf-8", timeout=8)
    came = []
    for words in ("in", "out", "in", "out"):
        child.expect_exact(f"{words}\r\n")
        came.append(time.monotonic())
    assert came[3] - came[0] > 1.5
    child.send("\r")
    child.expect(pexpect.EOF)


def test_without_a_terminal_nothing_is_kept_waiting_and_every_line_is_there():
    said = subprocess.check_output(
        [sys.executable, "-c", BREATHING], input="\n", text=True, timeout=10
    )
    assert [line for line in said.splitlines() if line in ("in", "out")] == [
        "in",
        "out",
        "in",
        "out",
    ]
