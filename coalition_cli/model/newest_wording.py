"""The newest wording of each line: what stands of a place, folded anew or as entries come in."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from coalition_cli.model.body_shape import LINE, Shape
from coalition_cli.model.entry import FIRST, Entry, Order, order


def fold(entries: Iterable[Entry]) -> list[Entry]:
    """Entries of one place that stand.

    Of two versions of one fact the later by ``order`` stands. A drop that was itself dropped
    does nothing. A withdrawal wins over everything.
    """
    ordered = sorted(entries, key=order)
    return list(_standing(ordered, dropped(ordered)).values())


def dropped(entries: Iterable[Entry]) -> set[str]:
    """The ids that drops and withdrawals among ``entries`` took away."""
    known = list(entries)
    gone = {entry.ref for entry in known if entry.op == "withdraw" and entry.ref}
    drops = (entry for entry in known if entry.op == "drop" and entry.ref)
    # Newest first by id alone: whatever takes a drop back names it, and so has a later id.
    for entry in sorted(drops, key=lambda drop: drop.id, reverse=True):
        if entry.ref and entry.id not in gone:
            gone.add(entry.ref)
    return gone


class Standing:
    """The entries of one place, in the order of the file, and what stands of them.

    It says what ``fold`` and ``dropped`` say of ``entries``, and looks at none before somebody
    asks. An addition or a change that is newer than everything before it, as each is that somebody
    just said, is then added to what stood; after anything else all is folded anew. ``times_folded``
    counts that. A line whose newest wording is not of ``shape`` is set apart: ``odd`` has it, and
    nothing else has. An older wording does not stand for it, which may have had other readers.
    """

    def __init__(self, shape: Shape = LINE) -> None:
        self._shape = shape
        self._odd: dict[str, Entry] = {}
        self.entries: list[Entry] = []
        self._finishes: list[Entry] = []
        self._newest: Order = FIRST
        self._highest_id = ""
        self._newest_change: dict[str, str] = {}
        self._looked_at = 0
        self.times_folded = 0
        self.began_anew = 0
        self._came: list[Entry] | None = None
        self._gone: set[str] = set()
        self._standing: dict[str, Entry] = {}
        self._versions: dict[str, list[Entry]] = {}

    def take(self, entry: Entry) -> None:
        """Take ``entry`` in."""
        self.entries.append(entry)
        self._highest_id = max(self._highest_id, entry.id)
        if entry.ref:
            self._newest_change[entry.ref] = max(self._newest_change.get(entry.ref, ""), entry.id)
        if entry.op == "done":
            self._finishes.append(entry)

    def highest_id(self) -> str:
        """The highest id of all entries of the place."""
        return self._highest_id

    def newest_change(self, entry_id: str) -> str:
        """The highest id of what speaks of the entry ``entry_id``; empty for none."""
        return self._newest_change.get(entry_id, "")

    def standing(self) -> list[Entry]:
        """The ``fold`` of the entries, without those that are odd."""
        self._fold()
        if not self._odd:
            return list(self._standing.values())
        return [entry for key, entry in self._standing.items() if key not in self._odd]

    def odd(self) -> list[Entry]:
        """The lines that stand and whose newest wording is not of the shape."""
        self._fold()
        return list(self._odd.values())

    def came(self) -> list[Entry]:
        """Each wording that came to stand, in turn, since ``began_anew`` last counted.

        It only grows until then. What was taken back or is odd begins it anew.
        """
        self._fold()
        if self._came is None:
            self._came = self.standing()
        return self._came

    def line(self, entry_id: str) -> Entry | None:
        """The newest wording of the line added as ``entry_id``; None where it does not stand."""
        self._fold()
        return None if entry_id in self._odd else self._standing.get(entry_id)

    def versions(self, entry_id: str) -> list[Entry]:
        """The versions of a line that stand, in their order.

        What was undone is not among them, nor one that is odd.
        """
        self._fold()
        versions = self._versions.get(entry_id, [])
        return [each for each in versions if self._shape.fits(each.body)]

    def gone(self) -> AbstractSet[str]:
        """The ids that ``dropped`` finds in the entries."""
        self._fold()
        return self._gone

    def closing(self) -> Entry | None:
        """The entry that finished the place, if it stands."""
        gone = self.gone() if self._finishes else ()
        standing = (entry for entry in self._finishes if entry.id not in gone)
        return max(standing, key=order, default=None)

    def _add(self, entry: Entry) -> bool:
        """Take in the newest entry without a look at all others.

        False where only these can tell what becomes of it.
        """
        here = order(entry)
        is_newest, self._newest = here > self._newest, max(self._newest, here)
        if not is_newest or entry.op in ("drop", "withdraw"):
            return False
        if entry.id in self._gone or entry.is_gone:
            return True
        if entry.op == "add":
            if entry.id in self._versions:
                return False
            self._stand(entry)
            self._versions[entry.id] = [entry]
        elif entry.op == "edit":
            if entry.ref in self._standing:
                self._stand(_changed(self._standing[entry.ref], entry))
            self._versions.setdefault(str(entry.ref), []).append(entry)
        return True

    def _stand(self, entry: Entry) -> None:
        """Let ``entry`` stand as the newest wording of its line."""
        self._standing[entry.id] = entry
        is_odd = not self._shape.fits(entry.body)
        if is_odd:
            self._odd[entry.id] = entry
        elif self._odd:
            is_odd = self._odd.pop(entry.id, None) is not None
        if is_odd:
            self._begin_anew()
        elif self._came is not None:
            self._came.append(entry)

    def _begin_anew(self) -> None:
        self.began_anew += 1
        self._came = None

    def _fold(self) -> None:
        waiting, self._looked_at = self.entries[self._looked_at :], len(self.entries)
        if all(self._add(entry) for entry in waiting):
            return
        self.times_folded += 1
        ordered = sorted(self.entries, key=order)
        self._newest = order(ordered[-1])
        self._gone = dropped(ordered)
        self._standing, self._odd, self._versions = {}, {}, {}
        for entry in _standing(ordered, self._gone).values():
            self._stand(entry)
        self._begin_anew()
        for entry in ordered:
            if entry.id not in self._gone and not entry.is_gone and entry.op in ("add", "edit"):
                self._versions.setdefault(
                    entry.id if entry.op == "add" else str(entry.ref), []
                ).append(entry)


def _standing(ordered: list[Entry], gone: AbstractSet[str]) -> dict[str, Entry]:
    standing = {e.id: e for e in ordered if e.op == "add" and e.id not in gone and not e.is_gone}
    for entry in ordered:
        if (
            entry.op == "edit"
            and entry.id not in gone
            and not entry.is_gone
            and entry.ref in standing
        ):
            standing[entry.ref] = _changed(standing[entry.ref], entry)
    return standing


def _changed(line: Entry, change: Entry) -> Entry:
    return line._replace(
        body=change.body,
        by=change.by,
        share=change.share,
        n=line.n or change.n,
        code=line.code or change.code,
    )
