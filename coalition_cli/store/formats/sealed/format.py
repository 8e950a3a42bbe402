"""A sealed workshop, unlocked: the ``Form`` of its entries on the disk.

More than 500 lines: every way in which it is read and written stands in one place.
"""

import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, Final

from coalition_cli.errors import Problem
from coalition_cli.exit_status import UNWRITTEN
from coalition_cli.model.entry import Entry, Place
from coalition_cli.model.header import Head
from coalition_cli.model.line_numbers import LineNumbers
from coalition_cli.store import errors as plain_refusals
from coalition_cli.store import paths as machine
from coalition_cli.store.files import atomic, codec, lock, os_file
from coalition_cli.store.files.mark import End, Found, Loss, Mark
from coalition_cli.store.formats.sealed import (
    errors,
    journal,
    keys,
    log_copies,
    outside,
    paths,
    revision,
    signing,
    snapshot,
)
from coalition_cli.store.formats.sealed.apart import Apart, lacking, parted
from coalition_cli.store.formats.sealed.whole import (
    Whole,
    as_found,
    joined,
    known_of,
    opener_of,
    reading,
    refuse_older,
    refuse_other_recipients,
    seal_beside,
    sentence_of_repair,
    tables_of,
)

MOST_LINES: Final = 200
"""A journal with more lines than this is folded into the store when the workshop is opened."""

_TORN: Final = "torn"


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
        self._apart = Apart()
        self._writers: dict[str, str] = {}
        self._accepted: frozenset[str] = frozenset()
        self._left_out: set[str] = set()

    @property
    def apart(self) -> Apart:
        """The rows of the journal that stood apart when it was read last."""
        return self._apart

    @property
    def opener(self) -> journal.Opener:
        """The keys that open what was ever sealed for this workshop. Raises ``Problem``.

        Of a store that cannot be read, those kept beside it, or else the one key that is here.
        """
        seal = self._seal_known()
        if seal is None:
            return journal.Opener(keys.Ring(self._key), ())
        return opener_of(self.path, self._key, seal)

    @property
    def laptops(self) -> Collection[str] | None:
        """The laptops whose lines are taken, by public keys; None where all are. Raises
        ``Problem``.
        """
        return self._laptops(self.seal)

    @property
    def key(self) -> keys.Key:
        """The key that it was unlocked with."""
        return self._key

    def drop_key(self) -> None:
        """Forget the key; until ``take_key`` nothing can be read."""
        del self._key

    def take_key(self, key: keys.Key) -> None:
        """Go on with ``key``."""
        self._key = key

    @property
    def seal(self) -> snapshot.Seal:
        """The recipients and the revision that the store names. Raises ``Problem``."""
        if self._seal is None:
            self._seal = snapshot.read(self.path, self._key).seal
        return self._seal

    def find(self, has_lost_more: Loss | None = None) -> Found:
        """See ``base.Form``. Folds a long journal; refuses recipients and copies not ours."""
        outside.judge(self.path)
        try:
            with lock.alone(self.journal) as held:
                whole, repaired = self._settle(held.descriptor)
                self._sweep()
                if whole.is_folding_due:
                    held.let_go()
                    self._fold(whole)
                    whole = self._read()
                else:
                    self._remember(whole)
                return as_found(whole, repaired)
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
        outside.judge(self.path)
        whole = self._read()
        self._judge(whole)
        return as_found(whole)

    def find_locked(self, descriptor: int, has_lost_more: Loss | None = None) -> Found:
        """See ``base.Form``. The journal stays the same file: ``descriptor`` stays valid."""
        whole, repaired = self._settle(descriptor)
        return as_found(whole, repaired)

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
        return as_found(self._look(descriptor))

    def read_on(self, mark: Mark, descriptor: int) -> codec.Reading | None:
        """See ``base.Form``."""
        if os_file.identity(descriptor) != mark.file or snapshot.stamp_of(self.path) != self._stamp:
            return None
        start = mark.end - len(mark.stamp)
        data = os_file.read_from(descriptor, start)
        if not data.startswith(mark.stamp.encode("latin-1")):
            return None
        news = journal.read(data[len(mark.stamp) :], self.opener, origin=mark.end)
        # What stands apart is told when the whole is read.
        taken, _apart = parted(news.rows, self._laptops(self.seal), ())
        entries = [codec.entry_of(document) for row in taken for document in row.documents]
        self._note_growth(entries)
        end_of = data[: len(mark.stamp) + news.end - mark.end].decode("latin-1")
        return codec.Reading(
            entries,
            news.end,
            mark.number + len(entries),
            _TORN if news.tail else codec.TAIL,
            codec.stamp(end_of, len(end_of)),
        )

    def append(self, descriptor: int, mark: Mark, entries: Sequence[Entry]) -> codec.Reading:
        """See ``base.Form``. Written to the journal, at a cost that does not grow with the
        workshop.
        """
        outside.refuse_linked(self.journal, descriptor)
        if self._is_new_here():
            self._join(descriptor)
        line = journal.line_of(entries, self.seal.recipients, signing.this_laptop())
        end = journal.write_after(descriptor, mark.end, line)
        self._note_growth(entries)
        text = mark.stamp + line.decode("ascii")
        return codec.Reading(
            list(entries), end, mark.number + len(entries), codec.TAIL, codec.stamp(text, len(text))
        )

    def read_tables(self) -> codec.Tables:
        """See ``base.Form``. Store and journal together, in the order of ``find``."""
        with reading(self.journal) as descriptor:
            return tables_of(self._look(descriptor))

    def read_store(self) -> codec.Tables:
        """Read the tables of the store alone. Raises ``Problem``."""
        try:
            return self._read_store().tables()
        except codec.Damage:
            raise errors.damaged(paths.store(self.path)) from None

    def read_rows(self, copied: Sequence[bytes] = ()) -> list[dict[str, Any]]:
        """Read the documents in the journal, and in rows that were ``copied`` from it earlier.

        Those of unknown laptops are left out, where the store can tell who is known, or what is
        kept beside it. Raises ``Problem``.
        """
        log, seal, opener = self._log(None), self._seal_known(), self.opener
        copies = b"".join(row + b"\n" for row in copied if row not in log)
        laptops = self._laptops(seal) if seal else None
        rows, self._apart = parted(journal.read(log, opener).rows, laptops, ())
        copied_rows, _apart = parted(journal.read(copies, opener).rows, laptops, ())
        return [document for row in (*rows, *copied_rows) for document in row.documents]

    def set_unreadable_aside(self) -> list[Path]:
        """Keep the rows that cannot be read elsewhere, and let the next fold leave them out.

        For who holds the lock. Return where they lie. Raises ``Problem`` and ``OSError``.
        """
        self.read_rows()
        rows = self._apart.unreadable
        self._left_out = {row.digest for row in rows}
        return [log_copies.set_aside(self.path, rows)] if rows else []

    def clear_copies(self, known: Collection[str]) -> None:
        """See ``base.Form``."""
        log_copies.clear(self.path, self.opener, known)

    def conceal_beside(self, words: bytes, head: dict[str, Any]) -> bytes:
        """Do what ``conceal`` does, also where the store cannot be read; ``head`` is in words."""
        return keys.seal(words, self._seal_for_replacing(head).recipients)

    def replace(self, tables: codec.Tables) -> None:
        """See ``base.Form``."""
        before = self._seal_for_replacing(tables["workshop"]["1"])
        self.put(tables, before._replace(revision=before.revision + 1))

    def put(self, tables: codec.Tables, seal: snapshot.Seal, descriptor: int | None = None) -> None:
        """Replace everything, under the recipients and the revision of ``seal``. Raises ``Problem``
        and ``OSError``.

        First the store, then the journal, in which only the rows stay that stand apart: whoever is
        killed in between leaves a journal whose other lines all stand in the store, and the next to
        unlock it puts them away. With ``descriptor``, that of the journal, the journal stays the
        same file, as it is where rows stand apart: whoever holds its lock holds it still.
        """
        seal = seal._replace(laptops=self._joined(seal))
        log, rows, kept = self._kept(tables, seal, descriptor)
        self._keep_laptops(seal)
        snapshot.write(self.path, tables, seal)
        self._is_older_accepted = True  # whatever stood there, this is newer
        if self._key.public in seal.recipients:
            written = snapshot.read(self.path, self._key)
            self._seal, self._stamp = written.seal, written.stamp
        else:
            self._seal = seal
        if descriptor is None:
            log, rows = journal.as_lines(kept), kept
            atomic.put(self.journal, log)
        elif not kept:
            log, rows = b"", kept
            os.ftruncate(descriptor, 0)
            os_file.sync(descriptor)
        # Else no moment may be without what is kept: the next fold puts away all other rows.
        self._has_grown = False
        revision.remember(
            tables["workshop"]["1"]["id"],
            known_of(self.path, seal, paths.store(self.path).read_bytes(), log, rows),
        )

    def reseal_apart(self, opener: journal.Opener) -> None:
        """Let the rows that stand apart, and copies of the journal, be sealed as the store is.

        ``opener`` opens what they are sealed for. For who holds the lock, and does nothing after:
        the journal is replaced. Raises ``Problem``.
        """
        recipients = self.seal.recipients
        log_copies.reseal(self.path, opener, recipients)
        read = journal.read(self._log(None), opener)
        known = {document["id"] for document in self.read_store()["entries"].values()}
        _taken, apart = parted(read.rows, self._laptops(self.seal), known)
        rows = journal.resealed(apart.rows, opener.ring, recipients)
        if read.rows:
            atomic.put(self.journal, journal.as_lines(rows))
            self._remember(self._read())

    def forget_former(self) -> None:
        """Forget the former secret keys, if whoever rotated them last wanted so.

        Here and in what is kept beside the store, that first: the wish stands until it is done.
        For who holds the lock. Raises ``Problem``.
        """
        seal = self.seal
        if seal.forgets:
            seal = seal._replace(former=keys.public_only(seal.former), forgets=False)
            snapshot.keep_former(self.path, seal)
            self._put_seal(seal)

    def accept(self, laptops: Collection[str]) -> int:
        """Take the lines of ``laptops``, by their public keys; empty for those without signature.

        The workshop knows them from now on. Return the count of lines. Raises ``Problem``.
        """
        try:
            with lock.alone(self.journal) as held:
                before = self._settle(held.descriptor)[0]
                self._accepted = frozenset(laptops)
                try:
                    whole = self._look(held.descriptor)
                    held.let_go()
                    self._fold(whole)
                finally:
                    self._accepted = frozenset()
                return len(whole.entries) - len(before.entries)
        except OSError as trouble:
            raise plain_refusals.unwritten(self.path, trouble) from None

    def refuse(self, laptops: Collection[str]) -> int:
        """Throw away the lines of unknown ``laptops``, here and in the copies of the journal.

        Return the count of lines. Raises ``Problem``.
        """
        try:
            with lock.alone(self.journal) as held:
                whole = self._settle(held.descriptor)[0]
                rows = [row for row in whole.apart.unknown if row.laptop in laptops]
                held.let_go()
                if rows:
                    # The copies first: while the rows stand, whoever was killed does it again.
                    log_copies.take_out(self.path, self.opener, laptops)
                    self._put_without(whole, rows)
                return sum(whole.apart.laptops.get(each, 0) for each in laptops)
        except OSError as trouble:
            raise plain_refusals.unwritten(self.path, trouble) from None

    def _put_without(self, whole: Whole, rows: Collection[journal.Row]) -> None:
        self._left_out = {row.digest for row in rows}
        try:
            seal = whole.snapshot.seal
            self.put(tables_of(whole), seal._replace(revision=seal.revision + 1))
        finally:
            self._left_out = set()

    def stand_apart(self, rows: Sequence[journal.Row], signed_for: str = "") -> int:
        """Take in ``rows`` that another journal of this workshop held, and that nobody vouches for.

        They are sealed for the keys here, and stand apart as those of unknown laptops do; what
        stands here already is not added. ``signed_for`` is the key of a workshop that was joined,
        where they are signed for that one. Return the count of lines. Raises ``Problem``.
        """
        try:
            with lock.alone(self.journal) as held:
                whole = self._settle(held.descriptor)[0]
                known = {entry.id for entry in whole.entries}
                fresh = lacking(rows, known, whole.apart.unknown)
                if fresh:
                    self._know_joined(signed_for, held.descriptor)
                    log = journal.as_lines(fresh)
                    journal.write_after(held.descriptor, whole.mark.end, log)
                    self._remember(self._look(held.descriptor))
                return sum(len(row.documents) for row in fresh)
        except OSError as trouble:
            raise plain_refusals.unwritten(self.path, trouble) from None

    def _know_joined(self, public: str, descriptor: int) -> None:
        """Let rows count as signed for this workshop that are for one it has joined."""
        if public and public not in self.opener.workshops:
            former = (*self.seal.former, public)
            self._put_seal(self.seal._replace(former=former), descriptor)

    def fold(self) -> None:
        """Take the journal into the store, whatever its length. Raises ``Problem``."""
        with lock.alone(self.journal) as held:
            whole = self._look(held.descriptor)
            held.let_go()
            self._fold(whole)

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
            return self.opener.ring.open(data)
        except keys.NotForThisKey:
            raise errors.damaged(self.path / "…") from None

    def _settle(self, descriptor: int) -> tuple[Whole, str]:
        whole = self._look(descriptor)
        self._judge(whole)
        if whole.is_torn and journal.finish(descriptor, whole.mark.end) > whole.mark.end:
            whole = self._look(descriptor)
        if not whole.is_torn:
            return whole, ""
        os.ftruncate(descriptor, whole.mark.end)
        os_file.sync(descriptor)
        return whole._replace(news=whole.news._replace(tail=b"")), sentence_of_repair(
            self.path, whole.entries
        )

    def _read(self) -> Whole:
        with reading(self.journal) as descriptor:
            return self._look(descriptor)

    def _look(self, descriptor: int) -> Whole:
        # The journal first: what a fold takes out of it meanwhile stands in the store that is read
        # afterwards.
        outside.refuse_linked(self.journal, descriptor)
        log = os_file.read_from(descriptor, 0)
        stored = self._read_store()
        self._seal, self._stamp = stored.seal, stored.stamp
        news = journal.read(log, opener_of(self.path, self._key, stored.seal))
        _head, start = codec.head_document(stored.text)
        reading = codec.read_on(stored.text, start, 0)
        if not reading.is_sound:
            raise errors.damaged(paths.store(self.path))
        # Lines that were sealed without the key have no number yet: they get theirs here, in the
        # order in which they were written.
        numbers = LineNumbers(stored.head.numbers)
        kept = [numbers.take(entry) for entry in reading.entries]
        known = {entry.id for entry in kept}
        taken, self._apart = parted(news.rows, self._laptops(stored.seal), known)
        self._writers = {row.laptop: row.documents[-1]["device"] for row in taken}
        documents = [document for row in taken for document in row.documents]
        read = (codec.entry_of(document) for document in documents)
        fresh = [entry if entry.id in known else numbers.take(entry) for entry in read]
        entries, is_mended = joined(kept, fresh)
        log = log[: news.end]
        written = log.decode("latin-1")
        stamp = codec.stamp(written, len(written))
        mark = Mark(os_file.identity(descriptor), news.end, len(entries), stamp)
        is_folding_due = is_mended or len(taken) > MOST_LINES
        return Whole(stored, entries, mark, log, news, documents, self._apart, is_folding_due)

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

    def _fold(self, whole: Whole) -> None:
        if whole.fresh:
            seal = whole.snapshot.seal
            self.put(tables_of(whole), seal._replace(revision=seal.revision + 1))

    def _sweep(self) -> None:
        paths.sweep(self.path)
        if not self.seal.also:
            # Rotation was killed before anything was sealed for this key.
            paths.next_identity(self.path).unlink(missing_ok=True)

    def _judge(self, whole: Whole) -> None:
        """Refuse recipients that the store does not name, and a copy older than we know."""
        refuse_other_recipients(self.path, whole.snapshot.seal)
        if not self._is_older_accepted:
            refuse_older(self.path, whole)

    def _note_growth(self, entries: Sequence[Entry]) -> None:
        if entries:
            self._has_grown = True

    def _laptops(self, seal: snapshot.Seal) -> Collection[str] | None:
        """The laptops whose lines are taken, this one among them; None where all are."""
        if seal.laptops is None:
            return None
        return {*seal.laptops, *self._accepted, signing.this_laptop().public}

    def _is_new_here(self) -> bool:
        """True if this laptop is to join those that the workshop knows."""
        laptop, known = signing.this_laptop(), self.seal.laptops
        return known is not None and laptop.is_kept and laptop.public not in known

    def _join(self, descriptor: int) -> None:
        """Let the workshop know this laptop, before it writes; the journal stays as it is."""
        seal = self._read_store().seal
        self._put_seal(seal._replace(laptops=self._joined(seal)), descriptor)

    def _put_seal(self, seal: snapshot.Seal, descriptor: int | None = None) -> None:
        """Let the store stand under ``seal``; neither its entries nor the journal are changed."""
        stored = self._read_store()
        seal = seal._replace(revision=stored.seal.revision + 1)
        self._keep_laptops(seal)
        snapshot.write(self.path, stored.tables(), seal)
        self._is_older_accepted = True
        written = self._read_store()
        self._seal, self._stamp = written.seal, written.stamp
        log = self._log(descriptor)
        read = journal.read(log, opener_of(self.path, self._key, seal))
        known = known_of(self.path, seal, written.data, log[: read.end], read.rows)
        revision.remember(stored.head.id, known)

    def _keep_laptops(self, seal: snapshot.Seal) -> None:
        """Keep the laptops of ``seal`` beside the store that is about to be written, if need be."""
        before = self._seal
        is_kept = before is not None and (before.laptops, before.recipients) == (
            seal.laptops,
            seal.recipients,
        )
        if not is_kept or not paths.laptops(self.path).exists():
            snapshot.keep_laptops(self.path, seal)

    def _joined(self, seal: snapshot.Seal) -> dict[str, str]:
        """The laptops that ``seal`` knows, this one, and those whose lines are accepted."""
        laptop = signing.this_laptop()
        if seal.laptops is None:
            # From before there was a list: whoever wrote until now is on it.
            joined = dict(self._writers)
        else:
            named = {each: self._writers.get(each, "") for each in self._accepted}
            joined = named | dict(seal.laptops)
        joined.pop("", None)
        if laptop.is_kept:
            joined[laptop.public] = machine.device()
        return joined

    def _log(self, descriptor: int | None) -> bytes:
        if descriptor is not None:
            return os_file.read_from(descriptor, 0)
        try:
            with os_file.reading(self.journal) as read_only:
                return os_file.read_from(read_only, 0)
        except FileNotFoundError:
            return b""  # it is being put back

    def _kept(
        self, tables: codec.Tables, seal: snapshot.Seal, descriptor: int | None
    ) -> tuple[bytes, list[journal.Row], list[journal.Row]]:
        """The journal as it stands, its rows, and those that a fold of ``tables`` must keep."""
        log = self._log(descriptor)
        known = {document["id"] for document in tables["entries"].values()}
        read = journal.read(log, opener_of(self.path, self._key, seal))
        before = self._seal or seal
        _taken, apart = parted(read.rows, self._laptops(before), known)
        kept = [row for row in apart.rows if row.digest not in self._left_out]
        return log[: read.end], read.rows, kept

    def _remember(self, whole: Whole) -> None:
        known = known_of(
            self.path, whole.snapshot.seal, whole.snapshot.data, whole.log, whole.news.rows
        )
        revision.remember(whole.snapshot.head.id, known)

    def _seal_known(self) -> snapshot.Seal | None:
        """The seal of the store, or what is known of it where that is damaged; None for nothing."""
        try:
            return self.seal
        except errors.Damaged:
            return seal_beside(self.path, self._key, revision.known_at(self.path), None)

    def _seal_for_replacing(self, head: dict[str, Any]) -> snapshot.Seal:
        """The seal of the store that is to be replaced, or, where that is damaged, what is known of
        it.
        """
        try:
            return snapshot.read(self.path, self._key).seal
        except Problem:
            known = revision.known(head["id"])
            found = seal_beside(self.path, self._key, known, self._seal)
            if found is None:
                raise
            return found
