"""One captured line at a time, added to a workshop file of any size without reading all of it.

The only way into a workshop that goes around its TinyDB database (``formats.database``): a captured
line is saved in less time than it takes to load TinyDB.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from coalition_cli.model.entry import Entry, Fact, Place, Share, make
from coalition_cli.model.header import FORMAT_VERSION, Head
from coalition_cli.store import errors, paths
from coalition_cli.store.files import append as files_append
from coalition_cli.store.files import codec, lock, os_file
from coalition_cli.store.files.mark import Found, Mark
from coalition_cli.store.formats import read

if TYPE_CHECKING:
    from coalition_cli.store.formats.sealed.appender import SealedCapture

_WINDOW: Final = 4096
_SMALL: Final = 131_072
_End: TypeAlias = tuple[Mark, Entry | None]


class Capture:
    """A workshop file, open for appending only.

    ``repaired`` is a sentence for people if a torn last line was taken out.
    """

    def __init__(self, path: Path, head: Head) -> None:
        self.path = path
        self.head = head
        self.repaired = ""
        self._device = ""
        self._end: _End | None = None

    def append(self, fact: Fact, place: Place, share: Share) -> Entry:
        """Save one entry; on the disk when this returns.

        ``share`` holds where the fact names no share level. Raises ``Problem`` and saves nothing
        otherwise.
        """
        # Not before it is needed: who only looks at a file leaves nothing on this machine.
        self._device = self._device or paths.device()
        try:
            with _offered(), lock.held(self.path) as descriptor:
                mark, last = self._find_end(descriptor)
                made = make(fact, place, share=share, device=self._device, after=last)
                entry = codec.as_stored(made)
                added = files_append.write_after(descriptor, mark.end, mark.number, [entry])
                self._end = mark.moved(added), entry
        except OSError as trouble:
            raise errors.unwritten(self.path, trouble) from None
        return entry

    def _find_end(self, descriptor: int) -> _End:
        """Return where the file ends now, whoever wrote to it last."""
        if self._end:
            mark, last = self._end
            news = mark.read_on(descriptor)
            if news and news.is_sound:
                return mark.moved(news), news.entries[-1] if news.entries else last
        # As long as it costs next to nothing the whole file is judged: a damaged one must not grow.
        is_small = os.fstat(descriptor).st_size <= _SMALL
        reading = None if is_small and not self._end else files_append.last_line(descriptor)
        if reading:
            mark = Mark(os_file.identity(descriptor), reading.end, reading.number, reading.stamp)
            return mark, reading.entries[-1]
        found = read.find_locked(self.path, descriptor, self._has_lost_more)
        self.repaired = found.repaired or self.repaired
        return found.mark, found.entries[-1] if found.entries else None

    def _has_lost_more(self, found: Found) -> bool:
        return _has_lost_more(self.path, found)


def open_for_capture(path: Path) -> "Capture | SealedCapture":
    """Open the workshop at ``path`` for appending; of a plain file only the first line is read now.

    Raises ``Problem`` as opening a ``WorkshopFile`` does. What is wrong with the end of the file
    shows at the first append.
    """
    real = Path(os.path.realpath(path))
    if real.is_dir():
        # price: age and its keys, 20 ms, and a plain workshop needs none of them
        from coalition_cli.store.formats import sealed

        return sealed.open_for_capture(real)
    with _offered():
        return Capture(real, _head(real))


def _head(path: Path) -> Head:
    """Return the head of a plain file, read from its first line where that is enough."""
    try:
        with os_file.reading(path) as descriptor:
            document, _end = codec.head_document(_first_line(descriptor))
        if document.get("format_version") == FORMAT_VERSION:
            return codec.head_of(document)
    except FileNotFoundError:
        raise errors.missing(path) from None
    except OSError as trouble:
        raise errors.unreadable(path, trouble) from None
    except codec.Damage:
        pass
    # The long way says what is wrong, or brings an older format up to date.
    return read.find(path, lambda found: _has_lost_more(path, found)).head


def _first_line(descriptor: int) -> str:
    length = _WINDOW
    while True:
        data = os_file.read_at(descriptor, length, 0)
        if b"\n" in data or len(data) < length:
            return codec.text_of(data)
        length *= 8


@contextmanager
def _offered() -> Iterator[None]:
    """Do what ``hints.offered`` does, and load it only where there is something to offer."""
    try:
        yield
    except (errors.Missing, errors.Damaged) as problem:
        # price: backups and what reads them, 10 ms, and a line that is saved needs none of it
        from coalition_cli.store.recovery import hints

        raise hints.with_way_out(problem) from None


def _has_lost_more(path: Path, found: Found) -> bool:
    # price: backups and what reads them, 10 ms, and only a torn last line asks for them
    from coalition_cli.store.recovery import backups

    return backups.has_lost_more(path, found)
