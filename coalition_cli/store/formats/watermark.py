"""The high-water mark of a plain workshop file: how far it had come when it was last saved here.

A hidden file beside it holds, for the last line, where it ends, its number, its id and a digest:
no word, no name. A file that lacks that line was cut, or an older copy was put in its place, and is
refused. What the program does itself moves the mark along: an append behind the lock and without
an ``fsync`` of its own, a rewrite in such an order that a kill never leaves a mark that refuses a
sound file. Who only looks at a file writes none, and a file without one is taken as it is.
"""

import errno
import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model.entry import Entry, digest
from coalition_cli.store import errors
from coalition_cli.store.files import append, codec, lock, os_file
from coalition_cli.store.files.mark import Found, Mark

SUFFIX: Final = ".watermark"
INTERVAL: Final = 16
"""So many entries are appended before the mark is moved along; it is at the first and at close."""

_STAMP: Final = 48
_SIZE: Final = 512
"""In bytes, always: one write into one sector, which is there as a whole or not at all."""

_MOST_MARKS: Final = 3
_FLAGS: Final = (
    os.O_RDWR
    | os.O_CREAT
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class Watermark(NamedTuple):
    """The last line of a workshop's file: its number, where it ends, its id, and a digest.

    Its number is how many entries the file holds. ``workshop`` is the id of the workshop: a mark
    means nothing for another one.
    """

    workshop: str
    holds: int
    end: int
    last: str
    stamp: str

    @classmethod
    def of(cls, workshop: str, mark: Mark, last: Entry | None) -> "Watermark":
        """Return the mark of a workshop that ends at ``mark`` with the entry ``last``."""
        return cls(workshop, mark.number, mark.end, last.id if last else "", _digest(mark.stamp))

    @classmethod
    def of_found(cls, found: Found) -> "Watermark":
        """Return the mark of what was read of a whole file."""
        last = found.entries[-1] if found.entries else None
        return cls.of(found.head.id, found.mark, last)

    def is_digest_of(self, piece: bytes) -> bool:
        """True if ``piece`` is what stood before the end of the last line."""
        return self.stamp == _digest(piece.decode("ascii", "replace"))

    def is_in(self, ids: Collection[str], count: int) -> bool:
        """True if a file with these entries, in whatever order, lacks none that it had."""
        return count >= self.holds and (not self.last or self.last in ids)


class Marks(NamedTuple):
    """The marks of one file; a file that reaches one of them is whole. None was ever kept: empty.

    There are several while a rewrite goes on: of what stood, and of what is about to stand.
    """

    known: tuple[Watermark, ...] = ()

    def are_reached(self, data: bytes, end: int) -> bool:
        """True if ``data`` has the last line of a mark where it was, up to ``end``.

        It nearly always has. A file that was rewritten elsewhere has it in another place: ``lack``
        tells.
        """
        return any(
            mark.is_digest_of(data[max(mark.end - _STAMP, 0) : mark.end])
            for mark in self.known
            if mark.end <= end
        )

    def are_reached_at(self, descriptor: int) -> bool:
        """Tell the same of an open file, from one small piece of it."""
        for mark in self.known:
            start = max(mark.end - _STAMP, 0)
            if mark.is_digest_of(os_file.read_at(descriptor, mark.end - start, start)):
                return True
        return False

    def name(self, workshop: str) -> bool:
        """True if something is known of the workshop with this id."""
        return any(mark.workshop == workshop for mark in self.known)

    def lack(self, workshop: str, entries: Sequence[Entry]) -> Watermark | None:
        """Return the mark of what this workshop had, where it has not all of it any more."""
        ours = [mark for mark in self.known if mark.workshop == workshop]
        if not ours:
            return None
        ids = {entry.id for entry in entries}
        if any(mark.is_in(ids, len(entries)) for mark in ours):
            return None
        return max(ours, key=lambda mark: mark.holds)


def beside(path: Path) -> Path:
    """Return the file that holds the mark of the file at ``path``."""
    real = Path(os.path.realpath(path))
    return real.with_name(f".{real.name}{SUFFIX}")


def read(path: Path) -> Marks:
    """Return the marks of the file at ``path``; none where they cannot be read.

    To be read before the file itself, which only grows meanwhile.
    """
    try:
        with os_file.reading(beside(path)) as descriptor:
            data = os_file.read_at(descriptor, _SIZE, 0)
    except (OSError, Problem):
        return Marks()
    try:
        found = codec.read_json(codec.text_of(data))
        if found["sum"] != digest(found):
            return Marks()
        return Marks(tuple(_mark(row) for row in found["marks"]))
    except (codec.Damage, ValueError, TypeError, KeyError):
        return Marks()


def remember(path: Path, *marks: Watermark) -> None:
    """Keep ``marks`` for the file at ``path``; for who holds its lock.

    Where they cannot be kept nothing is known of the file afterwards.
    """
    row = {"marks": [list(mark) for mark in marks[-_MOST_MARKS:]]}
    data = codec.as_written({**row, "sum": digest(row)}).encode("ascii").ljust(_SIZE)
    if len(data) != _SIZE or not _is_written(beside(path), data):
        forget(path)


def _is_written(path: Path, data: bytes) -> bool:
    try:
        descriptor = _opened(path)
    except OSError:
        return False
    try:
        return os_file.write_at(descriptor, data, 0) == len(data)
    except OSError:
        return False
    finally:
        os.close(descriptor)


def _opened(path: Path) -> int:
    """Open the file of the marks, and no other: one that has a second name is left to that name.

    Raises ``OSError``.
    """
    descriptor = os.open(path, _FLAGS, os_file.PRIVATE_FILE)
    if os.fstat(descriptor).st_nlink > 1:
        os.close(descriptor)
        path.unlink(missing_ok=True)
        return os_file.new_file(path)
    return descriptor


@contextmanager
def moving(path: Path, mark: Watermark) -> Iterator[None]:
    """Let the file at ``path`` be replaced inside by one that ends at ``mark``.

    Killed on the way, either is known: what stood, and what was about to stand. For who holds its
    lock.
    """
    before = _standing(path, mark.workshop)
    remember(path, *before, mark)
    if any(mark.holds < each.holds for each in before):
        # It becomes shorter on purpose, which no later look at its lines can tell.
        _put_on_disk(path)
    # Where this is stopped, by a disk too, nobody knows which of the two stands: both are taken.
    yield
    remember(path, mark)


def accept(path: Path, found: Found) -> None:
    """Let the file at ``path`` stand as it was ``found``; for who holds its lock.

    Raises ``Problem`` where that cannot be kept.
    """
    mark = Watermark.of_found(found)
    remember(path, mark)
    _put_on_disk(path)
    if read(path).known != (mark,):
        raise errors.unwritten(beside(path), OSError(errno.EIO, os.strerror(errno.EIO)))


def _standing(path: Path, workshop: str) -> list[Watermark]:
    """Return the marks that the file at ``path`` reaches now; all of them where it reaches none."""
    known = [mark for mark in read(path).known if mark.workshop == workshop]
    with suppress(OSError, Problem), os_file.reading(path) as descriptor:
        return [mark for mark in known if Marks((mark,)).are_reached_at(descriptor)] or known
    return known


def _put_on_disk(path: Path) -> None:
    with suppress(OSError, Problem), os_file.reading(beside(path)) as descriptor:
        os_file.sync(descriptor)
        os_file.sync_folder(path.parent)


def forget(path: Path) -> None:
    """Know nothing any more of how far the file at ``path`` had come."""
    with suppress(OSError):
        beside(path).unlink(missing_ok=True)


def move_to_end(path: Path, workshop: str) -> None:
    """Move the mark along to the last line of the file at ``path``, for who has added to it.

    At a cost that does not grow with the file. Where that cannot be done the mark stays.
    """
    with suppress(OSError, Problem), lock.held(path) as descriptor:
        move_along(path, descriptor, workshop)


def move_along(path: Path, descriptor: int, workshop: str) -> None:
    """Do the same for who holds the lock. Raises ``OSError``."""
    reading = append.last_line(descriptor)
    if reading:
        mark = Mark((0, 0), reading.end, reading.number, reading.stamp)
        remember(path, Watermark.of(workshop, mark, reading.entries[-1]))


def of_tables(tables: codec.Tables, data: bytes) -> Watermark:
    """Return the mark of a file that is about to hold ``tables``, laid out as ``data``."""
    end = len(data) - len(codec.TAIL)
    stamp = data[max(end - _STAMP, 0) : end].decode("ascii")
    number = next(reversed(tables["entries"]), "0")
    last = tables["entries"][number]["id"] if number in tables["entries"] else ""
    return Watermark(tables["workshop"]["1"]["id"], int(number), end, last, _digest(stamp))


def sentence(had: Watermark, count: int) -> str:
    """Return what is missing from a file with ``count`` entries, in words."""
    if count >= had.holds:
        return _(
            "It lacks entries: the last one that was saved here is not in it, so it is not the"
            " newest copy."
        )
    told = _("It lacks entries: when it was last saved here it had {had}, now it has {count}.")
    return told.format(had=had.holds, count=count)


def _digest(stamp: str) -> str:
    return digest({"stamp": stamp})


def _mark(row: Any) -> Watermark:
    """Return the mark that ``row`` holds. Raises ``ValueError`` and ``TypeError``."""
    mark = Watermark(*row)
    kinds = [type(value) for value in mark]
    if kinds != [str, int, int, str, str] or mark.holds < 0 or mark.end < 0:
        raise ValueError("no mark")
    return mark
