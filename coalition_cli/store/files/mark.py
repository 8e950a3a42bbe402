"""The mark of how far a process has read a workshop, and the values of what it found."""

from collections.abc import Callable
from typing import Final, Literal, NamedTuple, TypeAlias

from coalition_cli.model.entry import Entry, is_clock_doubtful
from coalition_cli.model.header import Head
from coalition_cli.store.files import codec, os_file

_WINDOW: Final = 16_384

Ending: TypeAlias = Literal["sound", "torn", "cut", "damaged"]
"""The end of a file: as it should be, a last line that a power cut left, or anything else.

``cut`` is a file whose lines are sound, and that lacks some which it had.
"""


class Mark(NamedTuple):
    """The file that was read, where its last line ended, that line's number and last characters."""

    file: tuple[int, int]
    end: int
    number: int
    stamp: str

    def moved(self, reading: codec.Reading) -> "Mark":
        """Return the mark in the same file at the end of ``reading``."""
        return Mark(self.file, reading.end, reading.number, reading.stamp)

    def read_on(self, descriptor: int) -> codec.Reading | None:
        """Return what stands after the mark; None if the file before it is not what was read."""
        if os_file.identity(descriptor) != self.file:
            return None
        start = self.end - len(self.stamp)
        data = os_file.read_at(descriptor, _WINDOW, start)
        if len(data) == _WINDOW:
            data += os_file.read_from(descriptor, start + _WINDOW)
        text = data.decode("ascii", "replace")
        if not text.startswith(self.stamp):
            return None
        return codec.read_on(text, len(self.stamp), self.number, origin=start)


class End(NamedTuple):
    """The end of a workshop: the mark, the last entry, and a sentence if a torn line was there."""

    mark: Mark
    last: Entry | None
    repaired: str = ""

    def moved(self, reading: codec.Reading) -> "End":
        """Return the end behind what was read on, or written, from here."""
        return End(self.mark.moved(reading), reading.entries[-1] if reading.entries else self.last)


class Clock(NamedTuple):
    """A clock that is wrong: what it said, and the time of the line before; empty if none was."""

    at: str
    before: str


def doubtful_clock(at: str, last: Entry | None) -> Clock | None:
    """Return the clock that said ``at`` after the line ``last``, if it is doubtful."""
    before = last.at if last else ""
    return Clock(at, before) if is_clock_doubtful(at, before) else None


class Found(NamedTuple):
    """The content of a workshop, how it ended, and a sentence for people if it was repaired.

    ``reason`` says what is damaged or missing. ``is_known`` is true where this machine remembers
    how far the file had come. ``digest`` is that of all bytes before ``mark.end``, every one of
    which was judged; empty where nobody says.
    """

    head: Head
    entries: list[Entry]
    mark: Mark
    ending: Ending
    repaired: str = ""
    reason: str = ""
    is_known: bool = False
    digest: bytes = b""


Loss: TypeAlias = Callable[[Found], bool]
"""Tells if more is missing than the last line that was being written, as a backup shows.

Asked about a file of which this machine remembers nothing. The reader of a file knows no backups:
whoever opens a workshop gives it the answer.
"""
