"""One captured line at a time, added to a workshop file of any size without reading all of it.

The only way into a workshop that goes around its TinyDB database (``formats.database``): a captured
line is saved in less time than it takes to load TinyDB.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coalition_cli.model.entry import Entry, Fact, Place, Share, make
from coalition_cli.model.header import Head
from coalition_cli.model.line_numbers import may_be_line, number_after
from coalition_cli.store import errors, paths
from coalition_cli.store.files import append, codec, lock
from coalition_cli.store.files.mark import Clock, End, doubtful_clock
from coalition_cli.store.formats import read, watermark
from coalition_cli.store.formats.plain import PlainForm
from coalition_cli.store.recovery.lost_lines import has_lost_more

if TYPE_CHECKING:
    from coalition_cli.store.formats.sealed.appender import SealedCapture


class Capture:
    """A workshop file, open for appending only.

    ``repaired`` is a sentence for people if a torn last line was taken out; ``clock`` what the
    clock of this laptop said, where it stood far from the time of the line before.
    """

    def __init__(self, path: Path, head: Head) -> None:
        self.path = path
        self.head = head
        self.repaired = ""
        self.clock: Clock | None = None
        self.is_clock_told = False
        self._device = ""
        self._end: End | None = None
        self._last_numbers: dict[Place, int] = {}

    def append(self, fact: Fact, place: Place, share: Share) -> Entry:
        """Save one entry; on the disk when this returns.

        ``share`` holds where the fact names no share level. Raises ``Problem`` and saves nothing
        otherwise.
        """
        # Not before it is needed: who only looks at a file leaves nothing on this machine.
        self._device = self._device or paths.device()
        try:
            with _offered(), lock.held(self.path) as descriptor:
                end = self._find_end(descriptor)
                made = make(fact, place, share=share, device=self._device, after=end.last)
                entry = self._numbered(codec.as_stored(made), descriptor)
                mark = end.mark
                added = append.write_after(descriptor, mark.end, mark.number, [entry])
                self.clock = self.clock or doubtful_clock(entry.at, end.last)
                self._end = end.moved(added)
                self._last_numbers[place] = max(entry.n, self._last_numbers.get(place, 0))
        except OSError as trouble:
            raise errors.unwritten(self.path, trouble) from None
        return entry

    def close(self) -> None:
        """Remember how far the file has come, if a line was added."""
        if self._end:
            watermark.move_to_end(self.path, self.head.id)

    def _numbered(self, entry: Entry, descriptor: int) -> Entry:
        """Return ``entry`` with the next number at its place, if it is a line."""
        if not may_be_line(entry):
            return entry
        if entry.place not in self._last_numbers:
            try:
                last = read.last_number_at(descriptor, entry.place)
            except codec.Damage as damage:
                raise errors.damaged(self.path, damage.line) from None
            self._last_numbers[entry.place] = last
        return entry._replace(n=number_after(self._last_numbers[entry.place]))

    def _find_end(self, descriptor: int) -> End:
        """Return where the file ends now, whoever wrote to it last."""
        if self._end:
            news = self._end.mark.read_on(descriptor)
            if news and news.is_sound:
                for entry in news.entries:
                    # What has no number, another program wrote: all is looked at anew.
                    known = self._last_numbers.pop(entry.place, 0)
                    if known and (entry.n or entry.op != "add" or not may_be_line(entry)):
                        self._last_numbers[entry.place] = max(known, entry.n)
                return self._end.moved(news)
        self._last_numbers = {}
        end = read.find_end(
            self.path,
            descriptor,
            partial(has_lost_more, self.path),
            is_known=self._end is not None,
        )
        self.repaired = end.repaired or self.repaired
        return end


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
        return Capture(real, PlainForm(real).find_head(partial(has_lost_more, real)))


@contextmanager
def _offered() -> Iterator[None]:
    """Do what ``hints.offered`` does, and load it only where there is something to offer."""
    try:
        yield
    except (errors.Missing, errors.Damaged, errors.Cut) as problem:
        # price: backups and what reads them, 10 ms, and a line that is saved needs none of it
        from coalition_cli.store.recovery import hints

        raise hints.with_way_out(problem) from None
