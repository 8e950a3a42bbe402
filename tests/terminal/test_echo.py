"""A line that is looked at while it is typed, with the system's own editing at a real terminal."""

import os
import signal
import sys
from pathlib import Path

import pexpect
import pytest

pytestmark = pytest.mark.slow

READING = """
import threading
from coalition_cli.terminal.echo import TypedLine

typing = TypedLine()

def tell():
    print(threading.current_thread() is threading.main_thread(), len(typing.text), flush=True)

print("read", len(typing.read("> ", tell)), flush=True)
"""


def test_it_is_looked_at_between_keys_and_never_from_another_thread() -> None:
    """The editor changes its line without a lock: a look from elsewhere ended the program."""
    child = pexpect.spawn(sys.executable, ["-c", READING], timeout=60, encoding="utf-8", echo=False)
    child.expect("> ")
    words = "maswali без é " * 40
    child.send(words)
    child.expect(f"True {len(words)}\\b")
    child.send("\r")
    child.expect(f"read {len(words)}\\b")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


KEEPING = """
import os
import sys
from pathlib import Path
from coalition_cli.terminal.echo import TypedLine

def keep():
    print("begun", flush=True)
    with open(sys.argv[1]) as released:
        released.read()
    Path(sys.argv[2]).write_text("done")

try:
    TypedLine().read("> ", keep)
except KeyboardInterrupt:
    print("stopped", Path(sys.argv[2]).read_text(), flush=True)
"""


def test_ctrl_c_waits_until_words_are_kept(tmp_path: Path) -> None:
    release = tmp_path / "release"
    os.mkfifo(release)
    kept = tmp_path / "kept"  # the terminal forgets at Ctrl-C what it was about to show
    kept.write_text("not done")
    words = ["-c", KEEPING, str(release), str(kept)]
    child = pexpect.spawn(sys.executable, words, timeout=60, encoding="utf-8", echo=False)
    child.expect("begun")
    child.send("\x03")
    release.write_text("")
    child.expect("stopped done")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


ENDING = """
import os
import signal
import sys
import threading
from coalition_cli.terminal.echo import TypedLine

def leave(number, frame):
    raise SystemExit(7)

def end_and_tell():
    kill, process, tell, end = os.kill, os.getpid(), signal.SIGALRM, int(sys.argv[1])
    typed.wait()
    kill(process, tell)
    kill(process, end)  # nothing of Python's runs between the two

signal.signal(signal.SIGHUP, leave)
typing = TypedLine()
typed = threading.Event()
threading.Thread(target=end_and_tell).start()
try:
    typing.read("> ", lambda: typing.text and typed.set())
except BaseException as ending:
    print(type(ending).__name__, typing.text, flush=True)
    before = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    print("as before" if before else "changed", flush=True)
"""


@pytest.mark.parametrize(
    ("end", "name"), [(signal.SIGINT, "KeyboardInterrupt"), (signal.SIGHUP, "SystemExit")]
)
def test_a_line_ends_as_it_was_told_though_the_timer_comes_at_that_moment(
    end: signal.Signals, name: str
) -> None:
    words = ["-c", ENDING, str(int(end))]
    child = pexpect.spawn(sys.executable, words, timeout=60, encoding="utf-8", echo=False)
    child.expect("> ")
    child.send("nusu")
    child.expect(f"{name} nusu")
    child.expect("as before")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
