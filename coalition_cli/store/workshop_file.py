"""The workshop file, open: what it holds, and the only ways in which it grows or changes."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coalition_cli.errors import Problem
from coalition_cli.model.entry import Entry, Fact, Place, Share, digest, make, not_before
from coalition_cli.model.head import Head
from coalition_cli.model.workshop import Workshop
from coalition_cli.store import disk, folders, half_typed, lines, lock, opening, refusals, replacing, tail
from coalition_cli.words import _


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be appended: a fact, its place, and the share level that holds where the fact names none."""

    fact: Fact
    place: Place
    share: Share


class WorkshopFile:
    """A workshop file that several processes may have open at once.

    ``workshop`` is what the file held when it was last looked at. It stays the same object for as long as the
    file is open, since a room in play holds it. ``repaired`` is a sentence for people if opening took out a torn
    last line.
    """

    def __init__(self, path: Path, found: opening.Found) -> None:
        self.path = path
        self.workshop = Workshop(found.head, found.entries)
        self.repaired = found.repaired
        self._mark = found.mark
        self._seen: tuple[int, ...] = ()

    @classmethod
    def create(cls, path: Path, head: Head) -> "WorkshopFile":
        """Make the file with no entries yet, and its folder. Raises ``Problem``, also if something stands there."""
        from tinydb import TinyDB

        from coalition_cli.store.storage import WorkshopStorage

        if os.path.lexists(path):
            raise refusals.taken(path)
        with TinyDB(path, storage=WorkshopStorage, is_new=True) as database:
            database.table("workshop").insert(head.as_document())
        return cls.open(path)

    @classmethod
    def open(cls, path: Path) -> "WorkshopFile":
        """The file at ``path``, with a torn last line repaired.

        Raises ``Problem``: ``REFUSED`` if there is no such file, ``DAMAGED`` if it holds anything that we would not
        have written; it is then left as it is.
        """
        real = Path(os.path.realpath(path))
        found = opening.find(real)
        with suppress(Problem, OSError):
            if replacing.leftovers(real):
                with lock.held(real):
                    replacing.sweep(real)
        return cls(real, found)

    def append(self, drafts: Sequence[Draft]) -> list[Entry]:
        """Make an entry of each draft and save them in one write; on the disk when this returns.

        Takes in first what other processes wrote. Raises ``Problem`` and saves nothing where the disk does not
        take them all.
        """
        device = folders.device() if drafts else ""

        def mint(last: Entry | None) -> list[Entry]:
            entries: list[Entry] = []
            for draft in drafts:
                last = make(draft.fact, draft.place, share=draft.share, device=device, after=last)
                entries.append(last)
            return entries

        return self._append(mint) if drafts else []

    def append_entries(self, entries: Sequence[Entry]) -> list[Entry]:
        """Save entries that are made already, as ``append`` does; only times that run backwards are raised."""

        def mint(last: Entry | None) -> list[Entry]:
            in_order: list[Entry] = []
            for entry in entries:
                last = not_before(entry, last)
                in_order.append(last)
            return in_order

        return self._append(mint) if entries else []

    def refresh(self) -> bool:
        """Take in what other processes wrote; whether anything did change.

        A line that is still being written is left for the next time, and so is a file that cannot be reached.
        Raises ``Problem`` if what stands there now is no workshop file.
        """
        try:
            status = self.path.stat()
            seen = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
            if seen == self._seen:
                return False
            with disk.reading(self.path) as descriptor:
                news = self._mark.read_on(descriptor)
                if news is None:
                    found = self._look(descriptor)
                    has_changed = found.entries != self.workshop.entries or found.head != self.workshop.head
                    self._renew(found)
                else:
                    has_changed = bool(news.entries)
                    self._take(news)
        except OSError:
            return False
        self._seen = seen
        return has_changed

    def withdraw(self, entry_id: str) -> Entry:
        """Take the words of an entry, and of every edit of it, out of the file for good; the ``withdraw`` entry.

        Copies that the store keeps beside the file (older formats, half-typed text) go too. Withdrawing again
        changes nothing more. Raises ``Problem`` for an id that is not there, or where the disk does not take it.
        """
        from coalition_cli.store.storage import WorkshopStorage

        with self._alone() as descriptor:
            self._catch_up(descriptor)
            target = self._first_wording(entry_id)
            withdrawal = self._withdrawal_of(target)
            storage = WorkshopStorage(self.path)
            tables = storage.read()
            if tables is None:
                raise refusals.missing(self.path)
            is_changed = _empty(tables["entries"], self._wordings(target))
            if withdrawal is None:
                fact = Fact({}, op="withdraw", ref=target.id)
                withdrawal = make(
                    fact, target.place, share=target.share, device=folders.device(), after=self.workshop.last
                )
                tables["entries"][str(self._mark.number + 1)] = withdrawal.as_document()
                is_changed = True
            if is_changed:
                storage.write(tables)
            self._clear_copies()
            with disk.reading(self.path) as replaced:
                self._renew(self._look(replaced))
        return withdrawal

    def _append(self, mint: Callable[[Entry | None], list[Entry]]) -> list[Entry]:
        with self._alone() as descriptor:
            self._catch_up(descriptor)
            entries = [lines.as_stored(entry) for entry in mint(self.workshop.last)]
            self._refuse_the_withdrawn(entries)
            self._take(tail.write_after(descriptor, self._mark.end, self._mark.number, entries))
        return entries

    def _refuse_the_withdrawn(self, entries: Sequence[Entry]) -> None:
        """Words that were taken out of the file in another window must not come back with a change of them."""
        for entry in entries:
            if entry.op == "edit" and any(
                other.op == "withdraw" and other.ref == entry.ref for other in self.workshop.at_place(entry.place)
            ):
                raise Problem(_("These words were withdrawn meanwhile, and stay withdrawn. Nothing was saved."))

    @contextmanager
    def _alone(self) -> Iterator[int]:
        try:
            with lock.held(self.path) as descriptor:
                yield descriptor
        except BaseException as trouble:
            # Wherever it stopped, the file is whole, but what we hold may not be what it holds: read it anew.
            self._mark = self._mark._replace(file=(0, 0))
            if isinstance(trouble, OSError):
                raise refusals.unwritten(self.path, trouble) from None
            raise

    def _catch_up(self, descriptor: int) -> None:
        news = self._mark.read_on(descriptor)
        if news is None or not news.is_sound:
            self._renew(opening.find_locked(self.path, descriptor))
        else:
            self._take(news)

    def _look(self, descriptor: int) -> opening.Found:
        try:
            return opening.look(self.path, descriptor)
        except lines.Damage as damage:
            raise refusals.damaged(self.path, damage.line) from None

    def _take(self, news: lines.Reading) -> None:
        if news.entries:
            self.workshop.extend(news.entries)
            self._mark = self._mark.moved(news)

    def _renew(self, found: opening.Found) -> None:
        self.workshop.renew(found.head, found.entries)
        self._mark = found.mark
        self.repaired = found.repaired or self.repaired

    def _first_wording(self, entry_id: str) -> Entry:
        of_id = {entry.id: entry for entry in self.workshop.entries}
        looked_at: set[str] = set()
        while (entry := of_id.get(entry_id)) is not None:
            if entry.op not in ("edit", "drop", "withdraw") or not entry.ref or entry.id in looked_at:
                return entry
            looked_at.add(entry.id)
            entry_id = entry.ref
        raise Problem(_("There is no entry with this id in {file}. Nothing was changed.").format(file=self.path.name))

    def _withdrawal_of(self, target: Entry) -> Entry | None:
        of_target = (entry for entry in self.workshop.entries if entry.op == "withdraw" and entry.ref == target.id)
        return next(of_target, None)

    def _wordings(self, target: Entry) -> set[str]:
        ids = {target.id}
        for entry in self.workshop.entries:
            if entry.op == "edit" and entry.ref in ids:
                ids.add(entry.id)
        return ids

    def _clear_copies(self) -> None:
        replacing.sweep(self.path)
        for copy in self.path.parent.glob(f"{replacing.as_pattern(self.path.name)}.v*.bak"):
            copy.unlink(missing_ok=True)
        half_typed.forget(self.path)
        disk.sync_folder(self.path.parent)


def _empty(documents: dict[str, Any], ids: set[str]) -> bool:
    """Take the words, and whose they were, out of the documents with these ids; whether there were any."""
    is_changed = False
    for document in documents.values():
        if document["id"] in ids and (document["body"] or document["by"]):
            document.update(body={}, by=None)
            document["sum"] = digest(document)
            is_changed = True
    return is_changed
