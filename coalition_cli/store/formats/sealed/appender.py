"""The appender of sealed workshops: it needs no secret, and cannot read what it wrote."""

import os
from collections.abc import Sequence
from pathlib import Path

from coalition_cli.i18n import _
from coalition_cli.model.entry import Entry, Fact, Place, Share, make
from coalition_cli.store import errors, paths
from coalition_cli.store.files import codec, lock, os_file
from coalition_cli.store.files.mark import Clock, doubtful_clock
from coalition_cli.store.formats.sealed import errors as own_refusals
from coalition_cli.store.formats.sealed import (
    is_sealed,
    journal,
    keys,
    outside,
    revision,
    signing,
)
from coalition_cli.store.formats.sealed import paths as sealed_paths


class SealedCapture:
    """A sealed workshop, open for appending only.

    ``head`` is None, because the title cannot be read either.

    ``repaired`` is a sentence for people: a torn last line was taken out, or these keys are new to
    this machine.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.head = None
        self.repaired = ""
        self.clock: Clock | None = None
        self.is_clock_told = False
        self._recipients: tuple[str, ...] = ()
        self._stamp: tuple[int, ...] = ()
        self._device = ""
        self._last: Entry | None = None

    def append(self, fact: Fact, place: Place, share: Share) -> Entry:
        """Save one entry; on the disk when this returns. Raises ``Problem`` and saves nothing
        otherwise.

        ``share`` holds where the fact names no share level.
        """
        self._device = self._device or paths.device()
        try:
            with lock.held(sealed_paths.journal(self.path)) as descriptor:
                made = make(fact, place, share=share, device=self._device, after=self._last)
                self.write(descriptor, [made])
                self.clock = self.clock or doubtful_clock(made.at, self._last)
                self._last = made
        except OSError as trouble:
            raise errors.unwritten(self.path, trouble) from None
        return codec.as_stored(made)

    def write(self, descriptor: int, entries: Sequence[Entry]) -> None:
        """Add ``entries`` to the log as one row, for who holds its lock; on the disk on return.

        Raises ``Problem`` and ``OSError``, and saves nothing then.
        """
        log = sealed_paths.journal(self.path)
        outside.refuse_links(self.path)
        outside.refuse_linked(log, descriptor)
        self.check_recipients()
        end = journal.finish(descriptor, journal.find_end(descriptor))
        if os.fstat(descriptor).st_size > end:
            self.repaired = _(
                "A last line that was cut off while it was being saved was taken out."
            )
        row = journal.line_of(entries, self._recipients, signing.this_laptop())
        journal.write_after(descriptor, end, row)

    def conceal(self, words: bytes) -> bytes:
        """``words`` sealed for whoever can open the workshop: not for this laptop.

        Raises ``Problem``.
        """
        try:
            self.check_recipients()
        except OSError as trouble:
            raise errors.unwritten(self.path, trouble) from None
        return keys.seal(words, self._recipients)

    def close(self) -> None:
        """Do nothing: the log is remembered by who can read it."""

    def check_recipients(self) -> None:
        """Read the public keys that lines are sealed for. Raises ``Problem`` for keys not known
        here.
        """
        cache = sealed_paths.recipients(self.path)
        status = cache.stat()
        stamp = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
        if stamp == self._stamp:
            return
        recipients = keys.recipients_in(cache.read_bytes(), cache)
        found, known = keys.digest(recipients), revision.keys_known_at(self.path)
        if known is not None and known != found:
            raise own_refusals.other_keys(self.path, keys.fingerprint(recipients))
        if known is None:
            if not revision.is_known(found):
                sentence = _(
                    "Lines into {workshop} are sealed here for the first time, for the keys with"
                    " the words “{words}”. Compare them with the sheet, or with whoever can open"
                    " it."
                )
                self.repaired = sentence.format(
                    workshop=self.path.name, words=keys.fingerprint(recipients)
                )
            revision.pin(self.path, found)
        self._recipients, self._stamp = recipients, stamp


def open_for_capture(path: Path) -> SealedCapture:
    """The sealed workshop at ``path`` for appending, without its passphrase.

    Raises ``Problem``: where it is not whole, and where the keys are not those that were last used
    here.
    """
    real = Path(os.path.realpath(path))
    if not is_sealed(real):
        raise errors.no_file(real) if real.is_dir() else own_refusals.missing(real)
    capture = SealedCapture(real)
    outside.judge(real)
    try:
        capture.check_recipients()
        with os_file.reading(sealed_paths.journal(real)):
            return capture
    except OSError as trouble:
        raise errors.unreadable(real, trouble) from None


def words_of_keys(path: Path) -> str:
    """The four words of the keys beside the store. Raises ``Problem``."""
    return keys.fingerprint(_keys_beside(path))


def accept_keys(path: Path) -> None:
    """Accept the keys beside the store on this machine: lines are sealed for them. Raises
    ``Problem``.
    """
    revision.pin(path, keys.digest(_keys_beside(path)))


def _keys_beside(path: Path) -> tuple[str, ...]:
    cache = sealed_paths.recipients(path)
    try:
        return keys.recipients_in(cache.read_bytes(), cache)
    except OSError:
        raise own_refusals.incomplete(cache) from None
