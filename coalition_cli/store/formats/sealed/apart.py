"""The rows of a journal that stand apart: those that cannot be read, and those of strangers.

They stay in the journal as they are, whatever is folded, until somebody accepts or repairs them.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from coalition_cli.i18n import _, ngettext
from coalition_cli.model.entry import Entry
from coalition_cli.store.files import codec
from coalition_cli.store.formats.sealed.journal import Row


class Apart(NamedTuple):
    """The rows that were not taken.

    ``unreadable`` are damaged or sealed for other keys, ``unknown`` were signed by no laptop that
    the workshop knows.
    """

    unreadable: tuple[Row, ...] = ()
    unknown: tuple[Row, ...] = ()

    @property
    def rows(self) -> list[Row]:
        """All of them, in the order in which they stand."""
        return sorted((*self.unreadable, *self.unknown), key=lambda row: row.number)

    @property
    def laptops(self) -> dict[str, int]:
        """The count of lines of each unknown laptop, by its public key; empty for no signature.

        A row that stands there twice says nothing twice.
        """
        lines: dict[str, set[tuple[str, str]]] = {}
        for row in self.unknown:
            lines.setdefault(row.laptop, set()).update(_lines(row))
        return {laptop: len(each) for laptop, each in lines.items()}

    @property
    def line_count(self) -> int:
        """The count of lines of all unknown laptops."""
        return sum(self.laptops.values())

    def entries_of(self, laptop: str) -> list[Entry]:
        """What an unknown laptop wrote."""
        return [
            codec.entry_of(document)
            for row in self.unknown
            if row.laptop == laptop
            for document in row.documents
        ]

    def damage(self, file: str) -> list[str]:
        """A sentence for each line of ``file`` that cannot be read."""
        sentence = _("Line {line} of {file} is damaged, or was not sealed for this key.")
        lines = dict.fromkeys(row.number for row in self.unreadable)
        return [sentence.format(line=line, file=file) for line in lines]

    def remarks(self) -> list[str]:
        """A sentence for the lines of unknown laptops, if there are any."""
        count = self.line_count
        if not count:
            return []
        sentence = ngettext(
            "{count} line came from an unknown laptop and is not shown. To look at it and accept"
            " it: coalition keys laptops",
            "{count} lines came from an unknown laptop and are not shown. To look at them and"
            " accept them: coalition keys laptops",
            count,
        )
        if len(self.laptops) > 1:
            sentence = _(
                "{count} lines came from {laptops} unknown laptops and are not shown. To look at"
                " them and accept them: coalition keys laptops"
            )
        return [sentence.format(count=count, laptops=len(self.laptops))]

    def told(self, file: str) -> str:
        """All of it, a sentence a line, for who opens the workshop; empty for nothing."""
        lines = list(dict.fromkeys(row.number for row in self.unreadable))
        sentences = []
        if lines:
            sentence = ngettext(
                "Line {lines} of {file} is damaged and was left out; all others were read. More:"
                " coalition check",
                "Lines {lines} of {file} are damaged and were left out; all others were read."
                " More: coalition check",
                len(lines),
            )
            named = ", ".join(map(str, lines[:5])) + (" …" if len(lines) > 5 else "")
            sentences.append(sentence.format(lines=named, file=file))
        return "\n".join([*sentences, *self.remarks()])


def parted(
    rows: Sequence[Row], laptops: Collection[str] | None, known: Collection[str]
) -> tuple[list[Row], Apart]:
    """Return the rows that are taken, and those that stand apart.

    ``laptops`` are those that may write; None where all may. What is ``known`` by its ids already
    is not told again, whoever wrote it.
    """
    taken, unreadable, unknown = [], [], []
    for row in rows:
        if not row.documents:
            unreadable.append(row)
        elif laptops is None or row.laptop in laptops or _are_known(row, known):
            taken.append(row)
        else:
            unknown.append(row)
    return taken, Apart(tuple(unreadable), tuple(unknown))


def lacking(rows: Iterable[Row], known: Collection[str], standing: Iterable[Row] = ()) -> list[Row]:
    """Those of ``rows``, each once, that none of those ``standing`` says already.

    What is ``known`` by its ids says nothing new.
    """
    told = {_said(row) for row in standing}
    found = []
    for row in rows:
        if _said(row) not in told and not _are_known(row, known):
            told.add(_said(row))
            found.append(row)
    return found


def _said(row: Row) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What ``row`` says, for whomever it is sealed: whoever signed it, and its entries."""
    return row.laptop, tuple(_lines(row))


def _lines(row: Row) -> list[tuple[str, str]]:
    return [(document["id"], document["sum"]) for document in row.documents]


def _are_known(row: Row, known: Collection[str]) -> bool:
    return all(document["id"] in known for document in row.documents)
