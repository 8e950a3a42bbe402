"""One sitting at a sealed workshop whose key is not here: the ``Form`` of what is typed in it.

Lines go into the journal, sealed with public keys, and only the memory of this process holds what
they say. What was saved before cannot be read, changed or taken out.
"""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final, NoReturn

from coalition_cli.model.entry import Entry, Place
from coalition_cli.model.header import Head
from coalition_cli.store.files import codec
from coalition_cli.store.files.mark import End, Found, Loss, Mark
from coalition_cli.store.formats.sealed import errors, paths
from coalition_cli.store.formats.sealed.appender import SealedCapture

_NOWHERE: Final = Mark((0, 0), 0, 0, "")


class SittingForm:
    """What ``capture`` adds to a sealed workshop: a ``base.Form`` without what it cannot read.

    ``head`` stands for that of the workshop.
    """

    is_sealed = True

    def __init__(self, capture: SealedCapture, head: Head) -> None:
        self.path: Path = capture.path
        self.journal = paths.journal(capture.path)
        self._capture = capture
        self._head = head

    @property
    def repaired(self) -> str:
        """A sentence for people: a torn last line was taken out, or the keys are new here."""
        return self._capture.repaired

    def find(self, has_lost_more: Loss | None = None) -> Found:
        """See ``base.Form``. A sitting begins with nothing."""
        return Found(self._head, [], _NOWHERE, "sound", self.repaired)

    def find_locked(self, descriptor: int, has_lost_more: Loss | None = None) -> Found:
        """See ``base.Form``."""
        return self.find()

    def find_head(self, has_lost_more: Loss | None = None) -> Head:
        """See ``base.Form``."""
        return self._head

    def find_end(self, descriptor: int, has_lost_more: Loss | None = None) -> End:
        """See ``base.Form``."""
        return End(_NOWHERE, None)

    def last_number_at(self, descriptor: int, place: Place) -> int:
        """See ``base.Form``. Numbers are given where the workshop is opened."""
        return 0

    def last_number(self) -> None:
        """See ``base.Form``."""

    def look(self, descriptor: int) -> Found:
        """See ``base.Form``."""
        return self.find()

    def read_on(self, mark: Mark, descriptor: int) -> codec.Reading:
        """See ``base.Form``. What others add cannot be read."""
        return codec.Reading([], mark.end, mark.number, codec.TAIL, mark.stamp)

    def append(self, descriptor: int, mark: Mark, entries: Sequence[Entry]) -> codec.Reading:
        """See ``base.Form``. The lines get their numbers where the workshop is opened."""
        self._capture.write(descriptor, [entry.unnumbered() for entry in entries])
        number = mark.number + len(entries)
        return codec.Reading(list(entries), mark.end, number, codec.TAIL, mark.stamp)

    def read_tables(self) -> NoReturn:
        """See ``base.Form``. Raises ``Problem``."""
        raise errors.no_identity(self.path)

    def content(self) -> NoReturn:
        """See ``base.Form``. Raises ``Problem``."""
        raise errors.no_identity(self.path)

    def replace(self, tables: codec.Tables) -> NoReturn:
        """See ``base.Form``. Raises ``Problem``."""
        raise errors.no_identity(self.path)

    def close(self) -> None:
        """See ``base.Form``."""

    def clear_copies(self, known: Collection[str]) -> NoReturn:
        """See ``base.Form``. Raises ``Problem``."""
        raise errors.no_identity(self.path)

    def conceal(self, words: bytes) -> bytes:
        """See ``base.Form``. Whoever opens the workshop can read it; this laptop cannot."""
        return self._capture.conceal(words)

    def reveal(self, data: bytes) -> NoReturn:
        """See ``base.Form``. Raises ``Problem``."""
        raise errors.no_identity(self.path)
