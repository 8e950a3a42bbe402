"""The journal of a sealed workshop: one line, a row, for each append.

A row is base64 of an age file. That holds who wrote it, a signature, and the entries, as JSON
lines::

    {"laptop": PUBLIC KEY, "signature": BASE64}
    ENTRY
    ENTRY

Who writes needs public keys alone, and never reads. Rows are filled up with spaces to multiples of
512 bytes before they are sealed: their lengths would tell how long each answer was. The signature
is over the entries and the public key of the workshop, so that a row of another workshop is not
taken for one of this. Each row stands alone: one that is damaged costs no other.
"""

import errno
import json
import os
from base64 import b64decode, b64encode
from binascii import Error as NoBase64
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any, Final, NamedTuple

from coalition_cli.model.entry import Entry, is_as_saved
from coalition_cli.store.files import codec, os_file
from coalition_cli.store.formats.sealed import keys, signing

_STEP: Final = 512
_WINDOW: Final = 65_536
_CHUNK: Final = 65_536
_TAG: Final = 16
_BEGINS: Final = b64encode(b"age-encryption.org/v1")
_SIGNED: Final = b"coalition row 1"
_SIGNATURE_KEYS: Final = {"laptop", "signature"}


class Opener(NamedTuple):
    """The keys that open the rows, and the public keys of the workshop that rows are signed for."""

    ring: keys.Ring
    workshops: tuple[str, ...]


class Row(NamedTuple):
    """One row as it was read: the number of its line, counting from 1, and its bytes.

    ``laptop`` is the public key of whoever signed it, in hex; empty where nobody did, or for
    another workshop. ``documents`` is empty for a row that cannot be read.
    """

    number: int
    data: bytes
    documents: tuple[dict[str, Any], ...] = ()
    laptop: str = ""

    @property
    def digest(self) -> str:
        """The digest by which this machine remembers the row; of one that cannot be read, too."""
        return _digest(self.data)


class Reading(NamedTuple):
    """A part of the journal as it was read: its rows, and the end of its last whole line.

    ``tail`` follows there; no writer finished it.
    """

    rows: list[Row]
    end: int
    tail: bytes

    @property
    def digests(self) -> set[str]:
        """The digests of all rows, and of one whose end of line was lost."""
        return {row.digest for row in self.rows} | {_digest(self.tail), _digest(self.tail[:-1])}


def line_of(
    entries: Sequence[Entry], recipients: Sequence[str], laptop: signing.Laptop | None
) -> bytes:
    """One append as a line, signed by ``laptop`` for the workshop, whose own key is the first."""
    text = "\n".join(json.dumps(entry.as_document()) for entry in entries)
    if laptop:
        signature = laptop.sign(_to_be_signed(recipients[0], text))
        said = {"laptop": laptop.public, "signature": b64encode(signature).decode("ascii")}
        text = f"{json.dumps(said)}\n{text}"
    steps = -(-len(text) // _STEP)  # rounded up
    filled = text.ljust(steps * _STEP)
    return b64encode(keys.seal(filled.encode("ascii"), recipients)) + b"\n"


def read(data: bytes, opener: Opener, *, origin: int = 0) -> Reading:
    """Every row in ``data``, which begins at ``origin``, those that cannot be read too."""
    end = whole(data)
    rows: list[Row] = []
    for number, line in enumerate(data[:end].split(b"\n")[:-1], 1):
        rows += [_read_row(piece, opener, number) for piece in _pieces(line)]
    return Reading(rows, origin + end, data[end:])


def resealed(rows: Sequence[Row], ring: keys.Ring, recipients: Sequence[str]) -> list[Row]:
    """``rows`` for other recipients, as they were signed; those that cannot be read as they are."""

    def sealed(row: Row) -> Row:
        plain = ring.open(b64decode(row.data, validate=True))
        return row._replace(data=b64encode(keys.seal(plain, recipients)))

    return [sealed(row) if row.documents else row for row in rows]


def as_lines(rows: Sequence[Row]) -> bytes:
    """The journal that holds ``rows`` as they stood."""
    return b"".join(row.data + b"\n" for row in rows)


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


def finish(descriptor: int, end: int) -> int:
    """Finish a row behind ``end`` that lacks no more than the end of its line; where it ends then.

    It was said to be saved, and its last byte was lost or changed. Without one, ``end``.
    """
    tail = os_file.read_from(descriptor, end)
    for row in (tail, tail[:-1]):
        if _is_complete(row):
            os_file.write_at(descriptor, b"\n", end + len(row))
            os.ftruncate(descriptor, end + len(row) + 1)
            os_file.sync(descriptor)
            return end + len(row) + 1
    return end


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


def _digest(row: bytes) -> str:
    return blake2b(row, digest_size=8).hexdigest()


def _pieces(line: bytes) -> list[bytes]:
    """The rows in ``line``: more than one where an end of line was lost between them."""
    places = [0]
    while (place := line.find(_BEGINS, places[-1] + 1)) > 0:
        places.append(place)
    return [line[start:stop] for start, stop in zip(places, [*places[1:], len(line)], strict=True)]


def _read_row(data: bytes, opener: Opener, number: int) -> Row:
    # What took the place of a lost end of line stands behind a row that is whole.
    for row in (data, data[:-1]):
        try:
            sealed = b64decode(row, validate=True)
            documents, laptop = _opened(sealed, opener)
        except (keys.NotForThisKey, NoBase64, codec.Damage, ValueError):
            continue
        # In the last letter of base64 there are bits that mean nothing.
        return Row(number, b64encode(sealed), tuple(documents), laptop)
    return Row(number, data)


def _opened(sealed: bytes, opener: Opener) -> tuple[list[dict[str, Any]], str]:
    """The documents in a row, and whoever signed it. Raises what says that it cannot be read."""
    text = codec.text_of(opener.ring.open(sealed)).rstrip(" ")
    first, _end, rest = text.partition("\n")
    said = codec.read_json(first)
    laptop = ""
    if isinstance(said, dict) and set(said) == _SIGNATURE_KEYS:
        text = rest
        laptop = _signed_by(said, text, opener.workshops)
    documents = [codec.read_json(line) for line in text.split("\n")]
    for document in documents:
        codec.entry_of(document)
        if not is_as_saved(document):
            raise codec.Damage
    return documents, laptop


def _signed_by(said: dict[str, Any], text: str, workshops: Sequence[str]) -> str:
    """The laptop that signed ``text`` for one of ``workshops``; empty if it did not."""
    try:
        laptop = bytes.fromhex(said["laptop"])
        signature = b64decode(said["signature"], validate=True)
    except (TypeError, ValueError):
        return ""
    signed = signing.Signature(laptop, signature)
    is_signed = any(signing.is_from(_to_be_signed(each, text), signed) for each in workshops)
    return laptop.hex() if is_signed else ""


def _to_be_signed(workshop: str, text: str) -> bytes:
    return b"\n".join((_SIGNED, workshop.encode("ascii"), text.encode("ascii")))


def _is_complete(row: bytes) -> bool:
    """True if ``row`` is as long as the age file in it says, which is filled up to a step."""
    try:
        data = b64decode(row, validate=True)
    except NoBase64:
        return False
    header = data.find(b"\n", data.find(b"\n--- ") + 1) + 1
    if not row.startswith(_BEGINS) or not header:
        return False
    chunks, rest = divmod(len(data) - header - _TAG, _CHUNK + _TAG)
    length = chunks * _CHUNK + (rest - _TAG if rest else 0)
    return length > 0 and length % _STEP == 0
