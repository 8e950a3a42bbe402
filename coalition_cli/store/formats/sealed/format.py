"""A sealed workshop, unlocked: the ``Form`` of its entries on the disk."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.exit_status import UNWRITTEN
from coalition_cli.i18n import ngettext
from coalition_cli.model import withdrawal
from coalition_cli.model.entry import Entry, Place
from coalition_cli.model.header import Head
from coalition_cli.model.line_numbers import LineNumbers
from coalition_cli.store import errors as plain_refusals
from coalition_cli.store.files import atomic, codec, lock, os_file
from coalition_cli.store.files.mark import End, Found, Loss, Mark
from coalition_cli.store.formats.sealed import errors, journal, keys, paths, revision, snapshot

MOST_LINES: Final = 200
"""A journal with more lines than this is folded into the store when the workshop is opened."""

_TORN: Final = "torn"


class _Whole(NamedTuple):
    """The store and the journal as one: what both hold, by id once."""

    snapshot: snapshot.Snapshot
    entries: list[Entry]
    mark: Mark
    is_torn: bool
    log: bytes
    fresh: list[dict[str, Any]]
    is_folding_due: bool


class SealedForm:
    """A sealed workshop that was unlocked with ``key``: a ``base.Form`` as the plain one is.

    ``is_older_accepted`` lets an older copy stand that would otherwise be refused.
    """

    is_sealed = True

    def __init__(self, path: Path, key: keys.Key, *, is_older_accepted: bool = False) -> None:
        self.path = path
        self.journal = paths.journal(path)
        self._key = key
        self._is_older_accepted = is_older_accepted
        self._seal: snapshot.Seal | None = None
        self._stamp: tuple[int, ...] = ()
        self._has_grown = False

    @property
    def key(self) -> keys.Key:
        """The key that it was unlocked with."""
        return self._key

    @property
    def seal(self) -> snapshot.Seal:
        """The recipients and the revision that the store names. Raises ``Problem``."""
        if self._seal is None:
            self._seal = snapshot.read(self.path, self._key).seal
        return self._seal

    def find(self, has_lost_more: Loss | None = None) -> Found:
        """See ``base.Form``. Folds a long journal; refuses recipients and copies not ours."""
        try:
            with lock.held(self.journal) as descriptor:
                whole, repaired = self._settle(descriptor)
                self._sweep()
                if whole.is_folding_due:
                    self._fold(whole)
                    whole = self._read()
                else:
                    self._remember(whole)
                return _as_found(whole)._replace(repaired=repaired)
        except Problem as problem:
            if problem.status != UNWRITTEN:
                raise
        except OSError:
            pass
        # It may be read but not written: what stands is shown.
        return self.look_again()

    def look_again(self) -> Found:
        """Everything as it stands, refused as ``find`` refuses it, with nothing changed or
        remembered.
        """
        whole = self._read()
        self._judge(whole)
        return _as_found(whole)

    def find_locked(self, descriptor: int, has_lost_more: Loss | None = None) -> Found:
        """See ``base.Form``. The journal stays the same file: ``descriptor`` stays valid."""
        whole, repaired = self._settle(descriptor)
        return _as_found(whole)._replace(repaired=repaired)

    def find_head(self, has_lost_more: Loss | None = None) -> Head:
        """See ``base.Form``. Changes nothing and remembers nothing."""
        return self.look_again().head

    def find_end(self, descriptor: int, has_lost_more: Loss | None = None) -> End:
        """See ``base.Form``. The whole is read: entries stand in the order of their times."""
        found = self.find_locked(descriptor)
        return End(found.mark, found.entries[-1] if found.entries else None, found.repaired)

    def last_number_at(self, descriptor: int, place: Place) -> int:
        """See ``base.Form``. The whole is read."""
        whole = self._look(descriptor)
        numbers = LineNumbers(whole.snapshot.head.numbers)
        for entry in whole.entries:
            numbers.take(entry)
        return numbers.last_at(place)

    def last_number(self) -> None:
        """See ``base.Form``: nothing but the whole tells it."""

    def content(self) -> bytes:
        """See ``base.Form``."""
        return codec.lay_out(self.read_tables())

    def look(self, descriptor: int) -> Found:
        """See ``base.Form``."""
        return _as_found(self._look(descriptor))

    def read_on(self, mark: Mark, descriptor: int) -> codec.Reading | None:
        """See ``base.Form``."""
        if os_file.identity(descriptor) != mark.file or snapshot.stamp_of(self.path) != self._stamp:
            return None
        start = mark.end - len(mark.stamp)
        data = os_file.read_from(descriptor, start)
        if not data.startswith(mark.stamp.encode("ascii")):
            return None
        try:
            news = journal.read(data[len(mark.stamp) :], self._key, origin=mark.end)
        except codec.Damage:
            return None  # whoever reads the whole says where
        entries = [codec.entry_of(document) for document in news.documents]
        self._note_growth(entries)
        end_of = data[: len(mark.stamp) + news.end - mark.end].decode("ascii", "replace")
        return codec.Reading(
            entries,
            news.end,
            mark.number + len(entries),
            _TORN if news.is_torn else codec.TAIL,
            codec.stamp(end_of, len(end_of)),
        )

    def append(self, descriptor: int, mark: Mark, entries: Sequence[Entry]) -> codec.Reading:
        """See ``base.Form``. Written to the journal, at a cost that does not grow with the
        workshop.
        """
        line = journal.line_of(entries, self.seal.recipients)
        end = journal.write_after(descriptor, mark.end, line)
        self._note_growth(entries)
        text = mark.stamp + line.decode("ascii")
        return codec.Reading(
            list(entries), end, mark.number + len(entries), codec.TAIL, codec.stamp(text, len(text))
        )

    def read_tables(self) -> codec.Tables:
        """See ``base.Form``. Store and journal together, in the order of ``find``."""
        with _reading(self.journal) as descriptor:
            return self._tables(self._look(descriptor))

    def replace(self, tables: codec.Tables) -> None:
        """See ``base.Form``."""
        before = self._seal_for_replacing(tables["workshop"]["1"])
        self.put(tables, before._replace(revision=before.revision + 1))

    def put(self, tables: codec.Tables, seal: snapshot.Seal, descriptor: int | None = None) -> None:
        """Replace everything, under the recipients and the revision of ``seal``. Raises ``Problem``
        and ``OSError``.

        First the store, then an empty journal: whoever is killed in between leaves a journal whose
        lines all stand in the store, and the next to unlock it puts it away. With ``descriptor``,
        that of the journal, the journal is emptied in place: whoever holds its lock holds it still.
        """
        snapshot.write(self.path, tables, seal)
        self._is_older_accepted = True  # whatever stood there, this is newer
        if self._key.public in seal.recipients:
            written = snapshot.read(self.path, self._key)
            self._seal, self._stamp = written.seal, written.stamp
        else:
            self._seal = seal
        if descriptor is None:
            atomic.put(self.journal, b"")
        else:
            os.ftruncate(descriptor, 0)
            os_file.sync(descriptor)
        self._has_grown = False
        revision.remember(
            tables["workshop"]["1"]["id"],
            self._known(seal, paths.store(self.path).read_bytes(), b""),
        )

    def fold(self) -> None:
        """Take the journal into the store, whatever its length. Raises ``Problem``."""
        with lock.held(self.journal) as descriptor:
            self._fold(self._look(descriptor))

    def close(self) -> None:
        """Fold the journal if it grew while this form was open. Raises ``Problem``."""
        if self._has_grown:
            self.fold()

    def conceal(self, words: bytes) -> bytes:
        """``words`` sealed for the recipients of the workshop."""
        return keys.seal(words, self.seal.recipients)

    def reveal(self, data: bytes) -> bytes:
        """The words that ``conceal`` was given. Raises ``Problem`` if it cannot be opened."""
        try:
            return self._key.open(data)
        except keys.NotForThisKey:
            raise errors.damaged(self.path / "…") from None

    def _settle(self, descriptor: int) -> tuple[_Whole, str]:
        whole = self._look(descriptor)
        self._judge(whole)
        if not whole.is_torn:
            return whole, ""
        os.ftruncate(descriptor, whole.mark.end)
        os_file.sync(descriptor)
        return whole._replace(is_torn=False), _sentence_of_repair(self.path, whole.entries)

    def _read(self) -> _Whole:
        with _reading(self.journal) as descriptor:
            return self._look(descriptor)

    def _look(self, descriptor: int) -> _Whole:
        # The journal first: what a fold takes out of it meanwhile stands in the store that is read
        # afterwards.
        log = os_file.read_from(descriptor, 0)
        stored = self._read_store()
        try:
            news = journal.read(log, self._key)
        except codec.Damage as damage:
            raise errors.damaged(self.journal, damage.line) from None
        _head, start = codec.head_document(stored.text)
        reading = codec.read_on(stored.text, start, 0)
        if not reading.is_sound:
            raise errors.damaged(paths.store(self.path))
        # Lines that were sealed without the key have no number yet: they get theirs here, in the
        # order in which they were written.
        numbers = LineNumbers(stored.head.numbers)
        kept = [numbers.take(entry) for entry in reading.entries]
        known = {entry.id for entry in kept}
        read = (codec.entry_of(document) for document in news.documents)
        fresh = [entry if entry.id in known else numbers.take(entry) for entry in read]
        entries, is_mended = _joined(kept, fresh)
        self._seal, self._stamp = stored.seal, stored.stamp
        log = log[: news.end]
        written = log.decode("ascii")
        stamp = codec.stamp(written, len(written))
        mark = Mark(os_file.identity(descriptor), news.end, len(entries), stamp)
        is_folding_due = is_mended or news.line_count > MOST_LINES
        return _Whole(stored, entries, mark, news.is_torn, log, news.documents, is_folding_due)

    def _read_store(self) -> snapshot.Snapshot:
        try:
            return snapshot.read(self.path, self._key)
        except Problem:
            # It could be read before: another process took this key out meanwhile.
            if self._seal and self._is_taken_out():
                raise errors.keys_changed(self.path) from None
            raise

    def _is_taken_out(self) -> bool:
        cache = paths.recipients(self.path)
        return cache.exists() and self._key.public.encode("ascii") not in cache.read_bytes()

    def _tables(self, whole: _Whole) -> codec.Tables:
        tables = whole.snapshot.tables()
        documents = {document["id"]: document for document in whole.fresh}
        documents |= {document["id"]: document for document in tables["entries"].values()}
        rows: dict[str, Any] = {}
        for number, entry in enumerate(whole.entries, 1):
            document = documents[entry.id]
            # A line that somebody changed keeps its digest, so that ``check`` finds it.
            is_as_stored = codec.entry_of(document).unnumbered() == entry.unnumbered()
            rows[str(number)] = (
                codec.with_numbers(document, entry) if is_as_stored else entry.as_document()
            )
        head = codec.with_last_numbers(tables["workshop"]["1"], whole.entries)
        return {"workshop": {"1": head}, "entries": rows}

    def _fold(self, whole: _Whole) -> None:
        if whole.log:
            seal = whole.snapshot.seal
            self.put(self._tables(whole), seal._replace(revision=seal.revision + 1))

    def _sweep(self) -> None:
        paths.sweep(self.path)
        if not self.seal.also:
            # Rotation was killed before anything was sealed for this key.
            paths.next_identity(self.path).unlink(missing_ok=True)

    def _note_growth(self, entries: Sequence[Entry]) -> None:
        if entries:
            self._has_grown = True

    def _judge(self, whole: _Whole) -> None:
        """Refuse recipients that the store does not name, and a copy older than we know."""
        seal = whole.snapshot.seal
        cache = paths.recipients(self.path)
        try:
            found = set(keys.recipients_in(cache.read_bytes(), cache))
        except FileNotFoundError:
            raise errors.incomplete(cache) from None
        except OSError as trouble:
            raise plain_refusals.unreadable(cache, trouble) from None
        if all(found != set(each) for each in (seal.recipients, *seal.also)):
            ours = set(seal.recipients)
            raise errors.other_recipients(cache, sorted(found - ours), sorted(ours - found))
        if not self._is_older_accepted:
            before = revision.known(whole.snapshot.head.id)
            is_older, is_log_older = revision.is_older(
                before, whole.snapshot.data, seal.revision, whole.log
            )
            if is_older or is_log_older:
                raise errors.older(self.path, is_log_shorter=is_log_older)

    def _remember(self, whole: _Whole) -> None:
        known = self._known(whole.snapshot.seal, whole.snapshot.data, whole.log)
        revision.remember(whole.snapshot.head.id, known)

    def _known(self, seal: snapshot.Seal, store: bytes, log: bytes) -> revision.Known:
        return revision.Known(
            seal.revision,
            revision.digest(store),
            len(log),
            revision.digest(log),
            keys.digest(seal.recipients),
            revision.place_of(self.path),
        )

    def _seal_for_replacing(self, head: dict[str, Any]) -> snapshot.Seal:
        """The seal of the store that is to be replaced, or, where that is damaged, what is known of
        it.
        """
        try:
            return snapshot.read(self.path, self._key).seal
        except Problem:
            known = revision.known(head["id"])
            recipients = self._recipients_beside()
            is_ours = known is None or known.keys == keys.digest(recipients)
            # Keys that somebody put there must not get everything sealed for them.
            if not is_ours or self._key.public not in recipients:
                raise
            return snapshot.Seal(known.revision if known else 0, recipients)

    def _recipients_beside(self) -> tuple[str, ...]:
        """The recipients that the store named when it was read last, else those beside it."""
        if self._seal:
            return self._seal.recipients
        cache = paths.recipients(self.path)
        return keys.recipients_in(cache.read_bytes(), cache)


@contextmanager
def _reading(journal_path: Path) -> Iterator[int]:
    """The journal, to be read. Raises ``Problem``."""
    try:
        with os_file.reading(journal_path) as descriptor:
            yield descriptor
    except FileNotFoundError:
        workshop = journal_path.parent
        if workshop.is_dir():
            raise errors.incomplete(journal_path) from None
        raise errors.missing(workshop) from None
    except OSError as trouble:
        raise plain_refusals.unreadable(journal_path, trouble) from None


def _joined(stored: list[Entry], fresh: list[Entry]) -> tuple[list[Entry], bool]:
    """The entries of store and journal, by id once, in the order in which they were written.

    The flag beside them is True if the journal held what it should not hold any more.

    The store's version of an entry stands: it may have been withdrawn there by who was killed
    before the journal was emptied.
    """
    known = {entry.id for entry in stored}
    added = {entry.id: entry for entry in fresh if entry.id not in known}
    entries = [*stored, *added.values()]
    is_mended = len(added) < len(fresh)
    if added and any(entry.op == "withdraw" for entry in entries):
        emptied = list(withdrawal.apply(entries))
        return emptied, is_mended or emptied != entries
    return entries, is_mended


def _as_found(whole: _Whole) -> Found:
    return Found(
        whole.snapshot.head, whole.entries, whole.mark, "torn" if whole.is_torn else "sound"
    )


def _sentence_of_repair(path: Path, entries: Sequence[Entry]) -> str:
    return ngettext(
        "The last line of {file} was cut off while it was being saved, and was taken out."
        " {count} entry stands.",
        "The last line of {file} was cut off while it was being saved, and was taken out."
        " {count} entries stand.",
        len(entries),
    ).format(file=path.name, count=len(entries))
