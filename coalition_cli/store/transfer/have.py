"""The list of what a laptop has: a short digest of the id of every entry, and nothing else.

A line of ASCII, ``coalition-have 1``, then the digests, sorted and compressed. It holds no word, no
name and no id; another laptop answers it with a bundle of what is lacking.
"""

import re
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import Final, overload

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED
from coalition_cli.i18n import _
from coalition_cli.store import errors
from coalition_cli.store.transfer import reading

SUFFIX: Final = ".have"
FIRST_LINE: Final = b"coalition-have 1\n"
_NEWER: Final = re.compile(rb"coalition-have (?:[2-9]|[1-9][0-9]{1,8})[ \r\n]")
LENGTH: Final = 8
"""Bytes of a digest: two of a million ids have the same in one of thirty million workshops."""
_MOST_BYTES: Final = 32 * 1024 * 1024


def digest_of(entry_id: str) -> bytes:
    """The digest by which the id of an entry is known."""
    return blake2b(entry_id.encode()).digest()[:LENGTH]


def write(ids: Iterable[str]) -> bytes:
    """The list of ``ids``, as a file."""
    return FIRST_LINE + zlib.compress(b"".join(sorted({digest_of(each) for each in ids})), 9)


def is_list(data: bytes, path: Path) -> bool:
    """True if ``data`` begins as a list does. Raises the ``Problem`` of one of a newer form."""
    if _NEWER.match(data):
        raise errors.newer(path)
    return data.startswith(FIRST_LINE)


class Digests(Sequence[bytes]):
    """The digests of a list, which stay the bytes that they came as: eight for each, not a hundred.

    They ascend, so that one is found among a million by twenty looks.
    """

    def __init__(self, told: bytes) -> None:
        self._told = told

    def __len__(self) -> int:
        return len(self._told) // LENGTH

    @overload
    def __getitem__(self, place: int) -> bytes: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[bytes]: ...
    def __getitem__(self, place: int | slice) -> bytes | Sequence[bytes]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        if not 0 <= place < len(self):
            raise IndexError(place)
        return self._told[place * LENGTH : (place + 1) * LENGTH]

    def __contains__(self, digest: object) -> bool:
        if not isinstance(digest, bytes):
            return False
        place = bisect_left(self, digest)
        return place < len(self) and self[place] == digest

    @property
    def is_rising(self) -> bool:
        """True if each is higher than the one before it."""
        return all(one < other for one, other in pairwise(self))


def read(path: Path) -> Digests:
    """The digests in the list at ``path``. Raises ``Problem``."""
    data = reading.read(path)
    if not is_list(data, path):
        raise _damaged(path)
    unpacking = zlib.decompressobj()
    try:
        told = unpacking.decompress(data[len(FIRST_LINE) :], _MOST_BYTES)
    except zlib.error:
        raise _damaged(path) from None
    is_whole = unpacking.eof and not unpacking.unused_data and len(told) % LENGTH == 0
    digests = Digests(told)
    if not is_whole or not digests.is_rising:
        raise _damaged(path)
    return digests


def _damaged(path: Path) -> Problem:
    sentence = _(
        "{file} is damaged, or no list of what a laptop has. Nothing was written. On that laptop: "
        "coalition bundle --have"
    )
    return Problem(sentence.format(file=path.name), DAMAGED)
