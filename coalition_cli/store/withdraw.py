"""The withdrawal of words from a workshop, and from every copy that the store keeps of it."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model import same_person, withdrawal
from coalition_cli.model.entry import PEOPLE, Entry, Fact, from_document, make
from coalition_cli.store import paths
from coalition_cli.store.files import atomic, codec, os_file
from coalition_cli.store.files.codec import Tables
from coalition_cli.store.formats.base import Form
from coalition_cli.store.recovery import backups
from coalition_cli.store.side import autosave


class Gone(NamedTuple):
    """What left a file, by a withdrawal here or by those that a merge brought.

    ``lines`` are the ids that were withdrawn, ``words`` the texts that went. ``old_file`` is the
    identity of the file that held them, which ``old_links`` other names still had.
    """

    lines: list[str]
    words: list[str]
    old_file: tuple[int, int]
    old_links: int


class Withdrawn(NamedTuple):
    """The outcome of a withdrawal.

    ``entry`` is the withdrawal itself, ``reached`` the ids of all entries that lost their words to
    it. ``reworded`` are the lines that quoted the words and now say ``[…]`` instead, ``echoes``
    those in which somebody else said the same. ``removed`` are copies that could not be read, and
    so were removed as a whole.
    """

    entry: Entry
    reached: set[str]
    reworded: list[Entry]
    echoes: list[Entry]
    removed: list[Path]
    gone: Gone


def first_wording(entries: Sequence[Entry], entry_id: str, path: Path) -> Entry:
    """Return the entry that ``entry_id`` means, before any edit, drop, withdrawal or move.

    Raises ``Problem``.
    """
    found = withdrawal.first_wording(entries, entry_id)
    if found is not None:
        return found
    raise Problem(
        _("There is no entry with this id in {file}. Nothing was changed.").format(file=path.name)
    )


def told_to_withdraw(before: Sequence[Entry], target: Entry) -> tuple[list[Entry], list[Entry]]:
    """Return ``before`` with the withdrawals of ``target``, and these, that of itself first.

    Each entry of somebody who was entered twice has one, so that a copy from before it was known
    that she is one loses both. A withdrawal that stands already is not made again.
    """
    others = same_person.all_of({target.id}, before) - {target.id} if _is_person(target) else set()
    of_id = {entry.id: entry for entry in before}
    known = {entry.ref: entry for entry in before if entry.op == "withdraw"}
    whole, made = list(before), list[Entry]()
    body = {same_person.PARTED: same_person.parted(before)} if _is_person(target) else {}
    for each in [target, *(of_id[other] for other in sorted(others) if other in of_id)]:
        if each.id not in known:
            new = make(
                Fact(body, op="withdraw", ref=each.id),
                each.place,
                share=each.share,
                device=paths.device(),
                after=whole[-1],
                beyond=each.id,
                is_same_act=bool(made) and made[-1] is whole[-1],
            )
            known[each.id] = new
            whole.append(new)
        made.append(known[each.id])
    return whole, made


def _is_person(entry: Entry) -> bool:
    return entry.place == PEOPLE


def laid_out(tables: Tables, before: Sequence[Entry], after: Sequence[Entry]) -> Tables:
    """Return ``tables``, which hold ``before``, holding ``after`` instead.

    A line that stays as it was keeps its digest, right or wrong: what somebody changed by hand must
    still be found. Documents keep their numbers where nothing came in between them; the head
    remembers the last numbers of lines.
    """
    numbers = list(tables["entries"])
    documents = {
        entry.id: document
        for entry, document in zip(before, tables["entries"].values(), strict=True)
    }
    known = dict(zip((entry.id for entry in before), before, strict=True))
    is_same_order = [entry.id for entry in after[: len(before)]] == [entry.id for entry in before]
    highest = int(numbers[-1]) if numbers and is_same_order else 0
    kept = numbers if is_same_order else []
    numbered = [*kept, *(str(highest + place) for place in range(1, len(after) - len(kept) + 1))]
    of_entry = (
        codec.with_numbers(documents[entry.id], entry)
        if known.get(entry.id) == entry
        else entry.as_document()
        for entry in after
    )
    head = codec.with_last_numbers(tables["workshop"]["1"], after)
    return {"workshop": {"1": head}, "entries": dict(zip(numbered, of_entry, strict=True))}


def rewritten(content: bytes, before: Sequence[Entry], after: Sequence[Entry]) -> bytes | None:
    """Return the bytes of a plain file that holds ``before``, holding ``after`` instead.

    A line that stays is written as the bytes that it is. None where the lines of ``content`` are
    not those of ``before``, each in its place, or these are not the first of ``after``: then the
    long way, through ``laid_out``, says what is to be written.
    """
    lines = codec.lines_of(content, [entry.id for entry in before])
    if lines is None or len(after) < len(before):
        return None
    for number, (was, now) in enumerate(zip(before, after, strict=False), 1):
        if was is not now and was != now:
            if was.id != now.id:
                return None
            lines[number] = codec.line_of(number, now)
    for number, entry in enumerate(after[len(before) :], len(before) + 1):
        lines.append(codec.line_of(number, entry))
    head = codec.with_last_numbers(codec.head_document(lines[0])[0], after)
    return codec.joined_lines(codec.head_line(head), lines[1:])


def clear_copies(form: Form, withdrawals: Sequence[Entry], words: Sequence[Entry]) -> list[Path]:
    """Take what ``withdrawals`` withdrew out of every copy; the copies that had to be removed.

    ``words`` are the entries as they were, so that half-typed text which quotes them can be told
    from other text.
    """
    atomic.sweep(form.journal)

    @cache
    def names() -> list[list[str]]:
        # A copy may be older than the entry of a person whom a detail in it names.
        return withdrawal.names_withdrawn([*words, *withdrawals])

    def change(tables: Tables) -> Tables:
        held = [from_document(document) for document in tables["entries"].values()]
        known = {entry.id for entry in held}
        added = [entry for entry in withdrawals if entry.id not in known]
        return laid_out(tables, held, withdrawal.apply([*held, *added], names=names()))

    removed = backups.rewrite(form, change)
    autosave.forget_quotes(form, lambda: withdrawal.withdrawn_words([*words, *withdrawals]))
    os_file.sync_folder(form.journal.parent)
    return removed
