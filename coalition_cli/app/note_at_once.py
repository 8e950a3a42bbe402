"""The short way of ``coalition note``: one plain line from standard input, without Typer.

It takes only a line that ``commands/note.py`` would save as it stands, and leaves all else to it:
standard input is unread then, or gives what was read of it once more. So whatever is refused for
what was typed is refused there; the tests run both ways and compare.
"""

import io
import os
import select
import stat
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from coalition_cli import i18n
from coalition_cli.app import plain_words
from coalition_cli.app.core_limit import leave_no_core
from coalition_cli.errors import Problem
from coalition_cli.model.entry import NOTES, Fact, Share, as_share
from coalition_cli.raw_text.naming_signs import may_name
from coalition_cli.store.appender import open_for_capture

if TYPE_CHECKING:
    from coalition_cli.store.appender import Capture
    from coalition_cli.store.formats.sealed.appender import SealedCapture

_PIECE: Final = 65_536
"""As much as the long way reads at once: it must find the same pieces."""

_INPUT, _OUTPUT = 0, 1
_PAUSE_SECONDS: Final = 0.05
"""A pipe that gives nothing for so long has somebody at its other end, who is answered at once."""

_SIGNS: Final = frozenset("@#>\\")
"""What may begin a tag, or keep a sign from being one."""


class _Asked(NamedTuple):
    """The workshop that the line is for, and who may see it."""

    path: Path
    share: Share


def is_saved(words: Sequence[str]) -> bool:
    """Tell if the line on standard input was saved, as the arguments ``words`` ask for it.

    Its id was printed then. Otherwise nothing was done.
    """
    asked = _asked(words) if os.name == "posix" else None
    if asked is None or None in (sys.stdin, sys.stdout, sys.stderr):
        return False
    leave_no_core()
    try:
        kind = os.fstat(_INPUT).st_mode
        if stat.S_ISREG(kind):
            return _is_file_saved(asked)
        return stat.S_ISFIFO(kind) and _is_pipe_saved(asked)
    except OSError:
        return False  # nothing was read


def _asked(words: Sequence[str]) -> _Asked | None:
    """Return what ``words`` ask for; None if it is more than a workshop and an audience."""
    options = plain_words.options_of(words, "note", ("--file", "--share"))
    path = plain_words.file_of(options) if options is not None else None
    if options is None or path is None:
        return None
    try:
        return _Asked(path, as_share(options.get("--share", "participants")))
    except ValueError:
        return None


def _is_file_saved(asked: _Asked) -> bool:
    start = os.lseek(_INPUT, 0, os.SEEK_CUR)
    data = os.pread(_INPUT, _PIECE, start)
    if not _is_line_saved(data, asked):
        return False
    os.lseek(_INPUT, start + len(data), os.SEEK_SET)
    return True


def _is_pipe_saved(asked: _Asked) -> bool:
    if not _has_come():
        return False
    data = os.read(_INPUT, _PIECE)
    if _has_ended() and _is_line_saved(data, asked):
        return True
    _give_back(data)
    return False


def _has_come() -> bool:
    """Tell if standard input has something to read now, be it its end."""
    return bool(select.select([_INPUT], [], [], _PAUSE_SECONDS)[0])


def _has_ended() -> bool:
    """Tell if nothing will come any more; nothing is read for it."""
    # price: none, but Windows has no such modules
    import fcntl
    import termios

    waiting = fcntl.ioctl(_INPUT, termios.FIONREAD, bytes(4)) if _has_come() else b"?"
    return not any(waiting)


def _is_line_saved(data: bytes, asked: _Asked) -> bool:
    text = _plain(data)
    if not text:
        return False
    i18n.speak(i18n.language_of_environment())
    try:
        capture = open_for_capture(asked.path)
        entry = capture.append(Fact({"text": text}), NOTES, asked.share)
    except (Problem, KeyboardInterrupt) as end:
        _finish(end)  # which ends the process
        return False
    except Exception:
        return False  # nothing was saved: the long way tries once more, and says why it cannot
    try:
        _acknowledge(f"{entry.id}\n".encode(), _told(capture))
    finally:
        capture.close()
    return True


def _told(capture: "Capture | SealedCapture") -> str:
    """Return what is to be said of the file, and of the clock."""
    if not capture.clock:
        return capture.repaired
    # price: dates in words, 5 ms, and clocks are hardly ever wrong
    from coalition_cli.app.clock_told import sentence_of

    return " ".join(filter(None, (capture.repaired, sentence_of(capture.clock))))


def _plain(data: bytes) -> str:
    """Return the one line in ``data``; empty where it is not one, or not to be saved as it is.

    What begins with a letter and can be printed as a whole is no table, no list, no file of another
    program, nothing in it is to be taken out, and nothing is to be said of it.
    """
    if len(data) >= _PIECE:
        return ""
    try:
        text = data.decode("utf-8").removesuffix("\n").strip(" ")
    except UnicodeDecodeError:
        return ""
    is_plain = text.isprintable() and text[:1].isalpha() and _SIGNS.isdisjoint(text)
    is_other = not is_plain or text[:6].upper() == "BEGIN:" or _names_somebody(text)
    return "" if is_other else text


def _names_somebody(text: str) -> bool:
    """Tell if ``text`` has words that are told of when it was saved."""
    if not may_name(text):
        return False
    # price: patterns, 3 ms, and most lines have no sign of a name
    from coalition_cli.raw_text.identifying_words import marks

    return bool(marks(text))


def _acknowledge(line: bytes, told: str) -> None:
    """Print ``line``, and say what was ``told`` of the file."""
    with suppress(OSError):
        line = line[os.write(_OUTPUT, line) :]
    if line or told:
        _finish(None, told, line)


def _finish(end: BaseException | None, told: str = "", line: bytes = b"") -> None:
    """Do what is left as any command does it, with its sentences and its exit status."""
    # price: the streams and the ways out, 10 ms, and hardly ever does a line need them
    from coalition_cli.app import console
    from coalition_cli.app.exit import keep_calm

    def act() -> None:
        if end:
            raise end
        if told:
            console.say(told)
        console.put_bytes(line)

    console.make_ready()
    try:
        keep_calm(act)
    finally:
        console.let_go()


class _Given(io.RawIOBase):
    """Standard input, with what was read of it in front."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def readable(self) -> bool:
        """Return True."""
        return True

    def fileno(self) -> int:
        """Return the descriptor of standard input."""
        return _INPUT

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        """Read into ``buffer``: what is in front in one piece, then what comes."""
        size = len(buffer)
        piece = self._data[:size] or os.read(_INPUT, size)
        self._data = self._data[size:]
        buffer[: len(piece)] = piece
        return len(piece)


def _give_back(data: bytes) -> None:
    """Let whoever reads standard input from here on read ``data`` first."""
    before = sys.stdin
    given = io.BufferedReader(_Given(data))
    sys.stdin = io.TextIOWrapper(given, encoding=before.encoding, errors=before.errors)
