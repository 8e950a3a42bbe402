"""The store and the journal of a sealed workshop read as one, and judged."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.i18n import ngettext
from coalition_cli.model import withdrawal
from coalition_cli.model.entry import Entry
from coalition_cli.store import errors as plain_refusals
from coalition_cli.store.files import codec, os_file
from coalition_cli.store.files.mark import Ending, Found, Mark
from coalition_cli.store.formats.sealed import errors, journal, keys, paths, revision, snapshot
from coalition_cli.store.formats.sealed.apart import Apart


class Whole(NamedTuple):
    """The store and the journal as one: what both hold, by id once."""

    snapshot: snapshot.Snapshot
    entries: list[Entry]
    mark: Mark
    log: bytes
    news: journal.Reading
    fresh: list[dict[str, Any]]
    apart: Apart
    is_folding_due: bool

    @property
    def is_torn(self) -> bool:
        """True if the journal ends in a line that no writer finished."""
        return bool(self.news.tail)


def opener_of(path: Path, key: keys.Key, seal: snapshot.Seal) -> journal.Opener:
    """The keys that open what was ever sealed for the workshop. Raises ``Problem``."""
    try:
        ring = keys.Ring(key, seal.former)
    except Problem:
        raise errors.damaged(paths.store(path)) from None
    current = (seal.recipients, *seal.also)
    own = tuple(dict.fromkeys((*(each[0] for each in current if each), *ring.former)))
    return journal.Opener(ring, own)


def tables_of(whole: Whole) -> codec.Tables:
    """The tables of store and journal together, in the order of their entries."""
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


def joined(stored: list[Entry], fresh: list[Entry]) -> tuple[list[Entry], bool]:
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


def known_of(
    path: Path, seal: snapshot.Seal, store: bytes, log: bytes, rows: Sequence[journal.Row]
) -> revision.Known:
    """What this machine is to know of a store and a journal with these rows."""
    marks = ((row, "" if row.documents else revision.UNREADABLE) for row in rows)
    return revision.Known(
        seal.revision,
        revision.digest(store),
        len(log),
        revision.digest(log),
        keys.digest(seal.recipients),
        revision.place_of(path),
        " ".join(mark + row.digest for row, mark in marks),
        revision.digests_of(seal.laptops or ()),
    )


def refuse_other_recipients(path: Path, seal: snapshot.Seal) -> None:
    """Raise a ``Problem`` for recipients beside the store that it does not name."""
    cache = paths.recipients(path)
    try:
        found = set(keys.recipients_in(cache.read_bytes(), cache))
    except FileNotFoundError:
        raise errors.incomplete(cache) from None
    except OSError as trouble:
        raise plain_refusals.unreadable(cache, trouble) from None
    if all(found != set(each) for each in (seal.recipients, *seal.also)):
        ours = set(seal.recipients)
        raise errors.other_recipients(cache, sorted(found - ours), sorted(ours - found))


def refuse_older(path: Path, whole: Whole) -> None:
    """Raise a ``Problem`` for a copy that is older than what this machine knows."""
    seal = whole.snapshot.seal
    before = revision.known(whole.snapshot.head.id)
    if revision.is_older(before, whole.snapshot.data, seal.revision):
        raise errors.older(path, is_log_shorter=False)
    unreadable = {row.digest for row in whole.apart.unreadable}
    if revision.are_rows_gone(before, seal.revision, whole.log, whole.news.digests, unreadable):
        raise errors.older(path, is_log_shorter=True)


def seal_beside(
    path: Path, key: keys.Key, known: revision.Known | None, before: snapshot.Seal | None
) -> snapshot.Seal | None:
    """The seal of a store that cannot be read, as far as it is known; ``before`` is that read last.

    ``known`` is what this machine knows of the workshop. None where the keys beside the store are
    not those that are known here: what somebody put there must not get everything sealed for it.
    """
    cache = paths.recipients(path)
    try:
        recipients = before.recipients if before else keys.recipients_in(cache.read_bytes(), cache)
    except (Problem, OSError):
        return None
    is_ours = known is None or known.keys == keys.digest(recipients)
    if not is_ours or key.public not in recipients:
        return None
    return snapshot.Seal(
        known.revision if known else 0,
        recipients,
        former=snapshot.former_beside(path, key),
        laptops=_laptops_beside(path, key, known),
    )


def _laptops_beside(
    path: Path, key: keys.Key, known: revision.Known | None
) -> Mapping[str, str] | None:
    """The laptops kept beside a store that cannot be read, those alone that this machine knew.

    Anybody can seal a list for the workshop: a name that was put into it must open no door.
    """
    kept = snapshot.laptops_beside(path, key)
    if kept is None or known is None or not known.laptops:
        return kept
    digests = set(known.laptops.split())
    return {each: kept[each] for each in kept if revision.digests_of([each]) in digests}


def as_found(whole: Whole, repaired: str = "") -> Found:
    """What was read, and what people are to be told of it."""
    sentences = [each for each in (repaired, whole.apart.told("capture.log")) if each]
    ending: Ending = "torn" if whole.is_torn else "sound"
    return Found(whole.snapshot.head, whole.entries, whole.mark, ending, "\n".join(sentences))


def sentence_of_repair(path: Path, entries: Sequence[Entry]) -> str:
    """The sentence for a torn last line that was taken out."""
    return ngettext(
        "The last line of {file} was cut off while it was being saved, and was taken out."
        " {count} entry stands.",
        "The last line of {file} was cut off while it was being saved, and was taken out."
        " {count} entries stand.",
        len(entries),
    ).format(file=path.name, count=len(entries))


@contextmanager
def reading(journal_path: Path) -> Iterator[int]:
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
