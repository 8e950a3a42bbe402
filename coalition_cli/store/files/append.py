"""The end of a workshop file on the disk: found, moved by an append, put back when that fails."""

import errno
import os
from collections.abc import Sequence
from typing import Final

from coalition_cli.model.entry import Entry, Place
from coalition_cli.model.line_numbers import line_id, may_be_line
from coalition_cli.store.files import codec, os_file

_WINDOW: Final = 4096


def last_line(descriptor: int) -> codec.Reading | None:
    """Read the last entry of a sound file alone, at a cost that does not grow with the file.

    None where the end is not as it should be, or where there is no entry yet.
    """
    size = os.fstat(descriptor).st_size
    window = _WINDOW
    while True:
        start = max(size - window, 0)
        text = os_file.read_at(descriptor, size - start, start).decode("ascii", "replace")
        if not text.endswith(codec.TAIL):
            return None
        newline = text.rfind("\n", 0, -len(codec.TAIL))
        if newline > 0:
            break
        if start == 0:
            return None
        window *= 8
    is_first = text[newline - 1] != ","
    before = codec.number_at(text, newline + 1) - 1
    if is_first != (before == 0):
        return None
    reading = codec.read_on(text, newline if is_first else newline - 1, before, origin=start)
    return reading if reading.is_sound and reading.entries else None


def last_number_at(descriptor: int, place: Place) -> int | None:
    """Return the number of the last line at ``place`` in a sound file; 0 where there is none.

    From the end backwards: a room adds lines where it added the last ones. None where that does
    not tell it: another program wrote that line without a number, or it changes an earlier one.
    """
    size = os.fstat(descriptor).st_size
    needle = codec.place_in_line(place)
    window = _WINDOW
    while True:
        start = max(size - window, 0)
        data = os_file.read_at(descriptor, size - start, start)
        number = _number_in(data, needle, is_whole=start == 0)
        if number is not None:
            return number or None
        if start == 0:
            return 0
        window *= 8


def _number_in(data: bytes, needle: bytes, *, is_whole: bool) -> int | None:
    """Return the number of the last line in ``data`` that holds ``needle``.

    0 for a line without one, and for what was said to an earlier line, since others were numbered
    after that; None where none of the lines that are there from their beginning holds it.
    """
    first = 0 if is_whole else data.find(b"\n") + 1
    stop = len(data)
    while (at := data.rfind(needle, first, stop)) >= 0:
        begin = data.rfind(b"\n", 0, at) + 1
        entry = codec.entry_in_line(data[begin:].partition(b"\n")[0])
        if entry and (entry.n or (entry.op == "add" and may_be_line(entry))):
            return entry.n if line_id(entry) == entry.id else 0
        stop = begin
    return None


def write_after(descriptor: int, end: int, number: int, entries: Sequence[Entry]) -> codec.Reading:
    """Append ``entries`` after the line ``number``, which ends at ``end``.

    On the disk when it returns the reading of what was written. When the disk does not take it, the
    file is put back as it was and the ``OSError`` goes on.
    """
    added = ",\n".join(
        codec.line_of(place, entry) for place, entry in enumerate(entries, number + 1)
    )
    text = (",\n" if number else "\n") + added
    data = (text + codec.TAIL).encode("ascii")
    try:
        # A second call for what the first did not take could not mend a disk that miscounts.
        if os_file.write_at(descriptor, data, end) != len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os_file.sync(descriptor)
        # A stick that takes less than it says must not have its word passed on to people.
        if os_file.read_at(descriptor, len(data) + 1, end) != data:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
    except BaseException:
        cut_back(descriptor, end)
        raise
    return codec.Reading(
        list(entries),
        end + len(text),
        number + len(entries),
        codec.TAIL,
        codec.stamp(text, len(text)),
    )


def cut_back(descriptor: int, end: int) -> None:
    """Let the file end at ``end`` and its tail, as far as the disk lets.

    The next to open the file repairs the rest.
    """
    try:
        mend(descriptor, end)
    except OSError:
        return


def mend(descriptor: int, end: int) -> None:
    """Let the file end at ``end`` and its tail. Raises ``OSError``."""
    tail = codec.TAIL.encode("ascii")
    if os_file.read_at(descriptor, len(tail) + 1, end) != tail:
        # First over bytes that the file has: a full disk takes these when it has no room for new
        # ones.
        if os_file.write_at(descriptor, tail, end) != len(tail):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.ftruncate(descriptor, end + len(tail))
    os_file.sync(descriptor)
