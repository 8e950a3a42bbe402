"""A line that is looked at while it is typed, with the system's own editing at a real terminal."""

import os
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
    print("done", flush=True)

try:
    TypedLine().read("> ", keep)
except KeyboardInterrupt:
    print("stopped", flush=True)
"""


def test_ctrl_c_waits_until_words_are_kept(tmp_path: Path) -> None:
    release = tmp_path / "release"
    os.mkfifo(release)
    words = ["-c", KEEPING, str(release)]
    child = pexpect.spawn(sys.executable, words, timeout=60, encoding="utf-8", echo=False)
    child.expect("begun")
    child.send("\x03")
    release.write_text("")
    assert child.expect(["done", "stopped"]) == 0
    child.expect("stopped")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
