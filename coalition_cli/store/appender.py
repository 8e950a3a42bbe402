"""One line at a time into a workshop file of any size, without reading more of it than its two ends."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from coalition_cli.model.entry import Entry, Fact, Place, Share, make
from coalition_cli.model.header import FORMAT_VERSION, Head
from coalition_cli.store import errors, paths
from coalition_cli.store.files import append as files_append
from coalition_cli.store.files import codec, lock, os_file
from coalition_cli.store.formats import read

if TYPE_CHECKING:
    from coalition_cli.store.formats.sealed.appender import SealedCapture

_WINDOW: Final = 4096
_SMALL: Final = 131_072
_End: TypeAlias = tuple[read.Mark, Entry | None]


class Capture:
    """A workshop file, open for appending only. ``repaired`` is a sentence if a torn last line was taken out."""

    def __init__(self, path: Path, head: Head) -> None:
        self.path = path
        self.head = head
        self.repaired = ""
        self._device = ""
        self._end: _End | None = None

    def append(self, fact: Fact, place: Place, share: Share) -> Entry:
        """Save one entry; on the disk when this returns. Raises ``Problem`` and saves nothing otherwise.

        ``share`` holds where the fact names no share level.
        """
        # Not before it is needed: who only looks at a file leaves nothing on this machine.
        self._device = self._device or paths.device()
        try:
            with lock.held(self.path) as descriptor:
                mark, last = self._find_end(descriptor)
                entry = codec.as_stored(
                    make(fact, place, share=share, device=self._device, after=last)
                )
                self._end = (
                    mark.moved(
                        files_append.write_after(descriptor, mark.end, mark.number, [entry])
                    ),
                    entry,
                )
        except OSError as trouble:
            raise errors.unwritten(self.path, trouble) from None
        return entry

    def _find_end(self, descriptor: int) -> _End:
        """Where the file ends now, whoever wrote to it last."""
        if self._end:
            mark, last = self._end
            news = mark.read_on(descriptor)
            if news and news.is_sound:
                return mark.moved(news), news.entries[-1] if news.entries else last
        # As long as it costs next to nothing the whole file is judged: a damaged one must not grow.
        is_small = os.fstat(descriptor).st_size <= _SMALL
        reading = None if is_small and not self._end else files_append.last_line(descriptor)
        if reading:
            mark = read.Mark(
                os_file.identity(descriptor), reading.end, reading.number, reading.stamp
            )
            return mark, reading.entries[-1]
        found = read.find_locked(self.path, descriptor)
        self.repaired = found.repaired or self.repaired
        return found.mark, found.entries[-1] if found.entries else None


def open_for_capture(path: Path) -> "Capture | SealedCapture":
    """The workshop at ``path`` for appending; of a plain file only the first line is read now.

    Raises ``Problem`` as opening a ``WorkshopFile`` does. What is wrong with the end of the file shows at the
    first append.
    """
    real = Path(os.path.realpath(path))
    if real.is_dir():
        from coalition_cli.store.formats import sealed

        return sealed.open_for_capture(real)
    try:
        with os_file.reading(real) as descriptor:
            document, _ = codec.head_document(_first_line(descriptor))
        if document.get("format_version") == FORMAT_VERSION:
            return Capture(real, codec.head_of(document))
    except FileNotFoundError:
        raise errors.missing(real) from None
    except OSError as trouble:
        raise errors.unreadable(real, trouble) from None
    except codec.Damage:
        pass
    # The long way says what is wrong, or brings an older format up to date.
    return Capture(real, read.find(real).head)


def _first_line(descriptor: int) -> str:
    length = _WINDOW
    while True:
        data = os_file.read_at(descriptor, length, 0)
        if b"\n" in data or len(data) < length:
            return codec.text_of(data)
        length *= 8
