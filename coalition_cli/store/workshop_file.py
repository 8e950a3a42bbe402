"""An open workshop file: its content, and the only ways in which it grows or changes."""

import os
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tinydb import TinyDB

from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model.entry import (
    OWNERS,
    Entry,
    Fact,
    Place,
    Share,
    in_one_act,
    make,
)
from coalition_cli.model.header import Head
from coalition_cli.model.workshop import Workshop
from coalition_cli.store import errors, paths
from coalition_cli.store.files import atomic, codec, lock, os_file
from coalition_cli.store.files.mark import Clock, End, Found, doubtful_clock
from coalition_cli.store.files.typed_lines import without_collector
from coalition_cli.store.formats.base import Form
from coalition_cli.store.formats.database import WorkshopDatabase
from coalition_cli.store.formats.plain import PlainForm
from coalition_cli.store.formats.tinydb_storage import NewFileStorage
from coalition_cli.store.open_database import of_form
from coalition_cli.store.recovery import hints
from coalition_cli.store.side import autosave

if TYPE_CHECKING:
    from coalition_cli.model.merging import Merged
    from coalition_cli.model.redaction import Spoken
    from coalition_cli.store.redact import Redacted
    from coalition_cli.store.withdraw import Gone, Withdrawn


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact to be appended, its place, and its share level where the fact names none."""

    fact: Fact
    place: Place
    share: Share


class WorkshopFile:
    """A workshop that several processes may have open at once.

    ``workshop`` is what the file held when it was last looked at. It stays the same object for as
    long as the file is open, since a room in play holds it. ``database`` is what it is read from
    and written to, ``form`` how that lies on the disk. ``repaired`` is a sentence for people if
    opening took out a torn last line; ``clock`` what the clock of this laptop said, where it stood
    far from the time of the line before.
    """

    def __init__(self, database: WorkshopDatabase, found: Found) -> None:
        self.database = database
        self.form = database.form
        self.workshop = Workshop(found.head, found.entries)
        self.repaired = found.repaired
        self.has_changed = False
        self.clock: Clock | None = None
        self.is_clock_told = False
        self.gone: Gone | None = None
        """What left the file with the withdrawals that the last merge brought."""
        self._mark = found.mark
        self._judged = found._replace(entries=[])
        self._seen: tuple[int, ...] = ()

    @property
    def path(self) -> Path:
        """The path that people name: of the file, or of the folder of a sealed workshop."""
        return self.form.path

    @classmethod
    def create(cls, path: Path, head: Head) -> "WorkshopFile":
        """Make a plain file with no entries yet, and its folder.

        Raises ``Problem``, also if something stands there.
        """
        if os.path.lexists(path):
            raise errors.taken(path)
        with TinyDB(path, storage=NewFileStorage) as database:
            database.table("workshop").insert(head.as_document())
        return cls.open(path)

    @classmethod
    @hints.offered()
    def open(cls, path: Path, form: Form | None = None) -> "WorkshopFile":
        """Open the workshop at ``path``, and repair a torn last line.

        A sealed one needs its ``form``, unlocked.

        Raises ``Problem``: ``REFUSED`` if there is no such file, ``DAMAGED`` if it holds anything
        that we would not have written; it is then left as it is.
        """
        form = form or PlainForm(Path(os.path.realpath(path)))
        database = of_form(form)
        with without_collector():
            opened = cls(database, database.find())
        with suppress(Problem, OSError):
            autosave.sweep(form.path)
            if atomic.leftovers(form.journal):
                with lock.alone(form.journal):
                    atomic.sweep(form.journal)
        return opened

    def append(self, drafts: Sequence[Draft]) -> list[Entry]:
        """Make an entry of each draft and save them in one write; on the disk when this returns.

        Takes in first what other processes wrote. They are one act: an undo takes back all of
        them. Raises ``Problem`` and saves nothing where the disk does not take them all.
        """
        device = paths.device() if drafts else ""

        def mint(last: Entry | None) -> list[Entry]:
            entries: list[Entry] = []
            now = time.time()
            for draft in drafts:
                last = make(
                    draft.fact,
                    draft.place,
                    share=draft.share,
                    device=device,
                    after=last,
                    beyond=self.workshop.beyond(draft.fact, draft.place),
                    now=now,
                    is_same_act=bool(entries),
                )
                entries.append(last)
            return entries

        return self._append(mint) if drafts else []

    def append_entries(self, entries: Sequence[Entry], *, is_one_act: bool = False) -> list[Entry]:
        """Save entries that are made already.

        With ``is_one_act`` all have one time, and an undo takes back all of them.
        """

        def mint(last: Entry | None) -> list[Entry]:
            return in_one_act(entries, last) if is_one_act else list(entries)

        return self._append(mint) if entries else []

    @hints.offered()
    def is_there(self) -> bool:
        """True if the workshop still lies where it was opened, or its disk is not there either."""
        with suppress(OSError):  # a disk that is gone tells nothing of what lies on it
            return os.path.lexists(self.path) or not self.path.parent.is_dir()
        return True

    def require_there(self) -> None:
        """Raise the ``Problem`` of a workshop that was taken elsewhere since it was opened."""
        if not self.is_there():
            raise errors.gone(self.path)
        self.refresh()

    def refresh(self) -> bool:
        """Take in what other processes wrote; True if anything did change.

        A line that is still being written is left for the next time, and so is a file that cannot
        be reached. Raises ``Problem`` if what stands there now is no workshop file.
        """
        try:
            status = self.form.journal.stat()
            seen = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
            if seen == self._seen:
                return False
            with os_file.reading(self.form.journal) as descriptor:
                news = self.form.read_on(self._mark, descriptor)
                if news is None:
                    found = self.form.look(descriptor)
                    if found.ending in ("cut", "damaged"):
                        # Somebody may just have been writing: who holds the lock can tell.
                        found = self.database.find()
                    has_changed = (
                        found.entries != self.workshop.entries or found.head != self.workshop.head
                    )
                    self._renew(found)
                else:
                    has_changed = bool(news.entries)
                    self._take(news)
        except OSError:
            return False
        self._seen = seen
        return has_changed

    def withdraw(self, entry_id: str) -> "Withdrawn":
        """Take the words of an entry out of the file for good, with its edits and every quote.

        Withdrawing a person's entry takes out everything she said. Copies that the store keeps
        beside the file (backups, older formats, half-typed text) are changed too. Withdrawing again
        changes nothing more. Raises ``Problem`` for an id that is not there, or where the disk does
        not take it.
        """
        # price: withdrawals, 9 ms, and few commands take anything out
        from coalition_cli.model import withdrawal
        from coalition_cli.store import withdraw as store_withdraw

        with without_collector(), self._alone() as descriptor:
            self._catch_up(descriptor)
            target = store_withdraw.first_wording(self.workshop.entries, entry_id, self.path)
            before = list(self.workshop.entries)
            whole, made = store_withdraw.told_to_withdraw(before, target)
            reached = withdrawal.reach(whole)
            after = withdrawal.apply(whole, reached)
            words = withdrawal.withdrawn_words(whole, reached)
            gone = store_withdraw.gone_from(self.form, [target.id], words)
            content = b"" if self.form.is_sealed else self.form.content()
            self._rewrite(after)
            removed = store_withdraw.clear_copies(self.form, made, before, content)
        return store_withdraw.Withdrawn(
            made[0],
            withdrawal.reach(whole, {entry.id for entry in made}),
            withdrawal.reworded(before, after),
            withdrawal.echoes(after, words),
            removed,
            gone,
        )

    def redact(self, spoken: "Spoken") -> "Redacted":
        """Take ``spoken`` out of every line for good, in all of its wordings.

        Copies that the store keeps beside the file (backups, older formats, half-typed text) are
        changed too. Raises ``Problem`` where the disk does not take it.
        """
        # price: redactions, 5 ms, and few commands take anything out
        from coalition_cli.model import redaction
        from coalition_cli.store import redact as store_redact
        from coalition_cli.store import withdraw as store_withdraw

        with without_collector(), self._alone() as descriptor:
            self._catch_up(descriptor)
            found = redaction.outlook(self.workshop.entries, spoken)
            gone = store_withdraw.gone_from(self.form, [], found.spelled)._replace(is_short=True)
            removed = store_redact.clear_copies(self.form, spoken)
            self._rewrite(found.entries)
        return store_redact.Redacted(found.reached, removed, gone)

    def merge(self, theirs: Sequence[Entry], ids: Sequence[Collection[str]] = ()) -> "Merged":
        """Take in what other laptops recorded, in one write, by time; what came in, what disagrees.

        What either side withdrew stays withdrawn, in the copies beside the file too. ``ids`` are
        those that each of the laptops knows the workshop by: it remembers them. ``gone`` says then
        what left the file. Writes nothing where there is nothing new. Raises ``Problem``.
        """
        # price: merging, 9 ms, and few commands bring anything in
        from coalition_cli.model import joining, merging

        with self._alone() as descriptor:
            self._catch_up(descriptor)
            before = list(self.workshop.entries)
            merged = merging.numbered(merging.merge(before, theirs), self.workshop.numbers)
            joined = joining.united(self.workshop.head, ids)
            self.gone = None
            came = [entry for entry in merged.added if entry.op == "withdraw"]
            if came:
                # price: withdrawals, 5 ms, and few bring any in
                from coalition_cli.store import withdraw as store_withdraw

                self.gone = store_withdraw.gone_with(self.form, before, came)
            is_known = joined in ((), self.workshop.head.joined)
            if is_known and merged.entries[: len(before)] == before:
                # All that came in stands last: the cost does not grow with what is here.
                self._add(merged.entries[len(before) :])
            else:
                self._rewrite(merged.entries, joined)
            if came:
                withdrawals = [entry for entry in merged.entries if entry.op == "withdraw"]
                store_withdraw.clear_copies(self.form, withdrawals, [*before, *theirs])
            if merged.reworded:
                self._cut_copies(merged.reworded)
        return merged

    def close(self) -> str:
        """Keep a backup where this process changed something; a sentence if that failed."""
        if not self.has_changed:
            return ""
        self.has_changed = False
        # price: backups, 4 ms, and what only looks keeps none
        from coalition_cli.store.recovery import backups

        try:
            with hints.offered():
                self.form.close()
                backups.keep(self.form, self._judged)
        except (Problem, OSError) as trouble:
            problem = (
                errors.unwritten(self.path, trouble) if isinstance(trouble, OSError) else trouble
            )
            return _("No backup was made. {reason}").format(reason=problem.sentence)
        return ""

    def _append(self, mint: Callable[[Entry | None], list[Entry]]) -> list[Entry]:
        with self._alone() as descriptor:
            self._catch_up(descriptor)
            last = self.workshop.last
            made = [codec.as_stored(entry) for entry in mint(last)]
            entries = self.workshop.numbers.following(made)
            self._refuse_the_withdrawn(entries)
            self._add(entries)
        self.clock = self.clock or doubtful_clock(entries[0].at, last)
        return entries

    def _add(self, entries: Sequence[Entry]) -> None:
        """Add numbered ``entries`` at the end, for who holds the lock and has caught up."""
        if not entries:
            return
        end = End(self._mark, self.workshop.last)
        self._mark = self.database.entries.insert_entries(entries, end).mark
        self.workshop.extend(entries)
        self.has_changed = True

    def _refuse_the_withdrawn(self, entries: Sequence[Entry]) -> None:
        """Raise a ``Problem`` for words that were withdrawn meanwhile, in another window.

        They must not come back with a change of them.
        """
        gone = self.workshop.withdrawn
        if not gone:
            return
        owners = {str(entry.body.get(key)) for entry in entries for key in OWNERS}
        if owners & gone or any(
            gone & set(entry.speakers) or (entry.op == "edit" and entry.ref in gone)
            for entry in entries
        ):
            raise errors.withdrawn_meanwhile()

    def _rewrite(self, entries: Sequence[Entry], joined: Sequence[str] = ()) -> None:
        """Let the file hold ``entries``, and its head the ids that it has ``joined``, if any.

        For who holds the lock and has caught up.
        """
        before = self.workshop.entries
        has_joined = tuple(joined) not in ((), self.workshop.head.joined)
        if list(entries) == before and not has_joined:
            return
        # price: withdrawals, 9 ms, and lines are added without
        from coalition_cli.model import joining
        from coalition_cli.store import withdraw as store_withdraw

        storage = self.database.storage
        rewritten = None
        if not has_joined and not self.form.is_sealed:
            rewritten = store_withdraw.rewritten(self.form.content(), before, entries)
        if rewritten is not None:
            storage.write_content(rewritten.content)
        else:
            tables = store_withdraw.laid_out(storage.read(), before, entries)
            if has_joined:
                head = joining.with_joined(tables["workshop"]["1"], joined)
                tables = tables | {"workshop": {"1": head}}
            storage.write(tables)
        self.has_changed = True
        with os_file.reading(self.form.journal) as replaced:
            if rewritten is not None:
                self._renew(rewritten.found_in(os_file.identity(replaced)))
            else:
                self._renew(self.form.look(replaced))

    def _cut_copies(self, cut: Sequence[Entry]) -> None:
        """Take out of every copy what was taken out of the entries ``cut``, here or elsewhere."""
        # price: redactions, 5 ms, and few merges bring any
        from coalition_cli.store import redact as store_redact
        from coalition_cli.store.recovery import backups

        known = {entry.id: entry for entry in cut}
        backups.rewrite(self.form, lambda tables: store_redact.as_cut(tables, known))

    @contextmanager
    def _alone(self) -> Iterator[int]:
        try:
            with hints.offered(), self.database.storage.locked() as held:
                yield held.descriptor
        except BaseException as trouble:
            # Wherever it stopped, the file is whole, but what we hold may not be what it holds:
            # read it anew.
            self._mark = self._mark._replace(file=(0, 0))
            if isinstance(trouble, (OSError, Problem)) and not self.is_there():
                raise errors.gone(self.path) from None
            if isinstance(trouble, OSError):
                raise errors.unwritten(self.path, trouble) from None
            raise

    def _catch_up(self, descriptor: int) -> None:
        news = self.form.read_on(self._mark, descriptor)
        if news is None or not news.is_sound:
            self._renew(self.database.find_locked(descriptor))
        else:
            self._take(news)

    def _take(self, news: codec.Reading) -> None:
        if news.entries:
            self.workshop.extend(news.entries)
            self._mark = self._mark.moved(news)

    def _renew(self, found: Found) -> None:
        self.workshop.renew(found.head, found.entries)
        self._mark = found.mark
        self._judged = found._replace(entries=[])
        self.repaired = found.repaired or self.repaired
