"""The journal of a sealed workshop: one line for each append.

A line is base64 of an age file that holds the entries as JSON lines.

Who writes needs public keys alone, and never reads. Lines are filled up with spaces to multiples of
512 bytes before they are sealed: their lengths would tell how long each answer was.
"""

import errno
import json
import os
from base64 import b64decode, b64encode
from binascii import Error as NoBase64
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from coalition_cli.model.entry import Entry
from coalition_cli.store.files import codec, os_file
from coalition_cli.store.formats.sealed import keys

_STEP: Final = 512
_WINDOW: Final = 65_536


class Reading(NamedTuple):
    """A part of the journal as it was read: its documents, its whole lines, the end of the last.

    ``is_torn`` is True if something follows that no writer finished.
    """

    documents: list[dict[str, Any]]
    line_count: int
    end: int
    is_torn: bool


def line_of(entries: Sequence[Entry], recipients: Sequence[str]) -> bytes:
    """One append as a line."""
    text = "\n".join(json.dumps(entry.as_document()) for entry in entries)
    steps = -(-len(text) // _STEP)  # rounded up
    filled = text.ljust(steps * _STEP)
    return b64encode(keys.seal(filled.encode("ascii"), recipients)) + b"\n"


def read(data: bytes, key: keys.Key, *, origin: int = 0, line_number: int = 1) -> Reading:
    """The documents in ``data``, which begins at ``origin`` with the line ``line_number``.

    Raises ``Damage`` with the number of a whole line that cannot be read.
    """
    end = whole(data)
    documents: list[dict[str, Any]] = []
    rows = data[:end].split(b"\n")[:-1]
    for number, row in enumerate(rows, line_number):
        documents += _documents(row, key, number)
    return Reading(documents, len(rows), origin + end, end < len(data))


def whole(data: bytes) -> int:
    """The length of the finished lines in ``data``: a power cut loses bytes only after them."""
    # A file system that lost the last write may have kept its length: then it reads as zeros.
    end = data.rfind(b"\n") + 1
    begin = data.rfind(b"\n", 0, max(end - 1, 0)) + 1
    return begin if b"\0" in data[begin:end] else end


def find_end(descriptor: int) -> int:
    """The end of the last finished line, found at a cost that does not grow with the journal."""
    size = os.fstat(descriptor).st_size
    window = _WINDOW
    while True:
        start = max(size - window, 0)
        data = os_file.read_at(descriptor, size - start, start)
        # Two line ends: the last line must be seen from its beginning.
        if start == 0 or data.count(b"\n") > 1:
            return start + whole(data)
        window *= 8


def write_after(descriptor: int, end: int, line: bytes) -> int:
    """Put ``line`` after ``end`` and nothing behind it, on the disk; return where it ends.

    If the disk does not take it, the journal ends at ``end`` as before and the ``OSError`` goes on.
    """
    try:
        if os.fstat(descriptor).st_size > end:
            os.ftruncate(descriptor, end)
        if os_file.write_at(descriptor, line, end) != len(line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os_file.sync(descriptor)
        # A stick that takes less than it says must not have its word passed on to people.
        if os_file.read_at(descriptor, len(line) + 1, end) != line:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
    except BaseException:
        cut_back(descriptor, end)
        raise
    return end + len(line)


def cut_back(descriptor: int, end: int) -> None:
    """Cut the journal off at ``end``, where the disk lets us.

    Otherwise the next reader does: a line without its end is no line.
    """
    try:
        os.ftruncate(descriptor, end)
        os_file.sync(descriptor)
    except OSError:
        return


def _documents(row: bytes, key: keys.Key, number: int) -> list[dict[str, Any]]:
    try:
        text = codec.text_of(key.open(b64decode(row, validate=True)))
        documents = [codec.read_json(line) for line in text.rstrip(" ").split("\n")]
        for document in documents:
            codec.entry_of(document)
    except (keys.NotForThisKey, NoBase64, codec.Damage, ValueError):
        raise codec.Damage(number) from None
    return documents
