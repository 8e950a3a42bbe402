"""The withdrawal of words from a workshop, and from every copy that the store keeps of it."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model import same_person, withdrawal
from coalition_cli.model.entry import PEOPLE, Entry, Fact, from_document, make
from coalition_cli.model.header import FORMAT_VERSION, Head
from coalition_cli.store import paths
from coalition_cli.store.files import atomic, codec, os_file
from coalition_cli.store.files.codec import Tables
from coalition_cli.store.files.mark import Found, Mark
from coalition_cli.store.formats.base import Form
from coalition_cli.store.recovery import backups
from coalition_cli.store.side import autosave

_END: Final = 256
"""More bytes than the last line's stamp and the tail."""


class Gone(NamedTuple):
    """What left a file, by a withdrawal here or by those that a merge brought.

    ``lines`` are the ids that were withdrawn, ``words`` the texts that went. ``old_file`` is the
    identity of the file that held them, which ``old_links`` other names still had. ``is_short``:
    each of the words counts, however short, as a name does.
    """

    lines: list[str]
    words: list[str]
    old_file: tuple[int, int]
    old_links: int
    is_short: bool = False


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


def gone_from(form: Form, lines: list[str], words: list[str]) -> Gone:
    """What is about to leave the file of ``form``, as it lies there now. Raises ``OSError``."""
    held = form.journal.stat()
    return Gone(lines, words, (held.st_dev, held.st_ino), max(held.st_nlink - 1, 0))


def gone_with(form: Form, before: Sequence[Entry], came: Sequence[Entry]) -> Gone | None:
    """What the withdrawals that ``came`` are about to take out of ``before``; None for nothing."""
    whole = [*before, *came]
    reached = withdrawal.reach(whole, {entry.id for entry in came})
    words = withdrawal.withdrawn_words(whole, reached)
    return gone_from(form, [entry.ref for entry in came if entry.ref], words) if words else None


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


class Rewritten(NamedTuple):
    """The bytes of a plain file, and what is read of them: nobody has to read them whole again."""

    content: bytes
    head: Head
    entries: list[Entry]

    def found_in(self, file: tuple[int, int]) -> Found:
        """Return what is found where these bytes are the file of this identity."""
        end = len(self.content) - len(codec.TAIL)
        stamp = codec.stamp(self.content[-_END:].decode("ascii"), min(end, _END - len(codec.TAIL)))
        mark = Mark(file, end, len(self.entries), stamp)
        digest = codec.digest_until(end, self.content)
        return Found(self.head, self.entries, mark, "sound", digest=digest)


def rewritten(content: bytes, before: Sequence[Entry], after: Sequence[Entry]) -> Rewritten | None:
    """Return a plain file that holds ``before``, holding ``after`` instead.

    A line that stays is written as the bytes that it is. None where the lines of ``content`` are
    not those of ``before``, each in its place, or these are not the first of ``after``: then the
    long way, through ``laid_out``, says what is to be written.
    """
    lines = codec.lines_of(content, [entry.id for entry in before])
    if lines is None or len(after) < len(before):
        return None
    entries = list(after)
    changed = [
        number
        for number, (was, now) in enumerate(zip(before, after, strict=False), 1)
        if was is not now and was != now
    ]
    for number in [*changed, *range(len(before) + 1, len(after) + 1)]:
        now = after[number - 1]
        line = codec.line_of(number, now)
        if number > len(before):
            lines.append(line)
        elif before[number - 1].id == now.id:
            lines[number] = line
        else:
            return None
        # Taken in as it will be read, with lists where it was made of tuples.
        entries[number - 1] = codec.entry_in_line(line.encode("ascii")) or now
    try:
        document = codec.with_last_numbers(codec.head_document(lines[0])[0], after)
        head = codec.head_of(document)
    except codec.Damage:
        return None
    return Rewritten(codec.joined_lines(codec.head_line(document), lines[1:]), head, entries)


def clear_copies(
    form: Form, withdrawals: Sequence[Entry], words: Sequence[Entry], content: bytes = b""
) -> list[Path]:
    """Take what ``withdrawals`` withdrew out of every copy; the copies that had to be removed.

    ``words`` are the entries as they were, so that half-typed text which quotes them can be told
    from other text. ``content`` are the bytes of the plain file that held them: what a copy shares
    with these is not read once more.
    """
    atomic.sweep(form.journal)

    @cache
    def names() -> list[list[str]]:
        # A copy may be older than the entry of a person whom a detail in it names.
        return withdrawal.names_withdrawn([*words, *withdrawals])

    def changed(held: Sequence[Entry]) -> list[Entry]:
        known = {entry.id for entry in held}
        added = [entry for entry in withdrawals if entry.id not in known]
        return withdrawal.apply([*held, *added], names=names())

    def change(tables: Tables) -> Tables:
        held = [from_document(document) for document in tables["entries"].values()]
        return laid_out(tables, held, changed(held))

    def change_shared(copy: bytes) -> bytes | None:
        count = codec.count_of_shared_lines(copy, content)
        if count is None:
            return None
        held = words[:count]
        found = rewritten(copy, held, changed(held))
        return found.content if found and found.head.format_version == FORMAT_VERSION else None

    removed = backups.rewrite(form, change, change_shared)
    autosave.forget_quotes(form, lambda: withdrawal.withdrawn_words([*words, *withdrawals]))
    os_file.sync_folder(form.journal.parent)
    return removed
