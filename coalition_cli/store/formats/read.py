"""The reading of a plain workshop file: judged, and repaired where only its last line is torn."""

import os
from pathlib import Path
from typing import Final

from coalition_cli.errors import Problem
from coalition_cli.exit_status import UNWRITTEN
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.entry import Place
from coalition_cli.model.header import FORMAT_VERSION, Head
from coalition_cli.model.line_numbers import LineNumbers, name_of_place
from coalition_cli.store import errors
from coalition_cli.store.files import append, codec, judge, lock, os_file
from coalition_cli.store.files.mark import End, Found, Loss, Mark
from coalition_cli.store.formats import watermark

_FIRST_LINE: Final = 4096
_SMALL: Final = 131_072


def find(path: Path, has_lost_more: Loss) -> Found:
    """Read the whole file at ``path``, without a torn last line.

    A file that lacks lines which it had is refused, as this machine remembers, or as
    ``has_lost_more`` says where it does not. Raises ``Problem``.
    """
    found: Found | None = None
    refused: Problem | None = None
    try:
        found = _look_without_lock(path)
        refuse(path, found, has_lost_more)
        if found.ending == "sound":
            return found
    except (errors.Damaged, errors.Cut) as problem:
        refused = problem
    try:
        # Another process may just have been writing: only who holds the lock can call a file torn
        # or damaged.
        with lock.held(path) as descriptor:
            return find_locked(path, descriptor, has_lost_more)
    except OSError as trouble:
        raise errors.unwritten(path, trouble) from None
    except Problem as problem:
        if problem.status != UNWRITTEN:
            raise
    # It may be read but not written: what stands is shown, and the torn line left.
    if refused or found is None:
        raise refused or errors.damaged(path, 1)
    return found


def find_unchanged(path: Path, has_lost_more: Loss) -> Found:
    """Do the same for who only looks: nothing is repaired, brought up to date or written."""
    try:
        found = _look_without_lock(path)
        refuse(path, found, has_lost_more)
        return found
    except (errors.Damaged, errors.Cut) as problem:
        refused: Problem = problem
    try:
        with lock.held(path) as descriptor:
            found = look(path, descriptor)
            refuse(path, found, has_lost_more)
            return found
    except OSError:
        raise refused from None
    except Problem as problem:
        raise (refused if problem.status == UNWRITTEN else problem) from None


def find_locked(path: Path, descriptor: int, has_lost_more: Loss) -> Found:
    """Do the same for who holds the lock of an open file. Raises ``Problem`` and ``OSError``."""
    found = look(path, descriptor)
    refuse(path, found, has_lost_more)
    if found.ending == "sound":
        if os.fstat(descriptor).st_size != found.mark.end + len(codec.TAIL):
            append.mend(descriptor, found.mark.end)  # an editor put a newline behind the end
        return found
    append.mend(descriptor, found.mark.end)
    sentence = ngettext(
        "The last line of {file} was cut off while it was being saved, and was taken out."
        " {count} entry stands.",
        "The last line of {file} was cut off while it was being saved, and was taken out."
        " {count} entries stand.",
        len(found.entries),
    )
    repaired = sentence.format(file=path.name, count=len(found.entries))
    return found._replace(ending="sound", repaired=repaired)


def refuse(path: Path, found: Found, has_lost_more: Loss) -> None:
    """Raise the ``Problem`` of a file that is damaged, or that lacks lines which it had."""
    if found.ending == "damaged":
        raise errors.damaged(path, len(found.entries) + 2, reason=found.reason)
    if found.ending == "cut":
        raise errors.cut(path, found.reason)
    if not found.is_known and has_lost_more(found):
        raise errors.cut(path, _("It lacks entries that a copy of it holds."))


def find_head(path: Path) -> Head | None:
    """Read the head from the first line; None where that is not enough to judge the file.

    Raises ``Problem``.
    """
    try:
        with os_file.reading(path) as descriptor:
            document, _end = codec.head_document(_first_line(descriptor))
        if document.get("format_version") == FORMAT_VERSION:
            return codec.head_of(document)
    except FileNotFoundError:
        raise errors.missing(path) from None
    except OSError as trouble:
        raise errors.unreadable(path, trouble) from None
    except codec.Damage:
        pass
    return None


def find_end(path: Path, descriptor: int, has_lost_more: Loss, *, is_known: bool = False) -> End:
    """Find the end and the last entry for who holds the lock, at a cost that does not grow.

    ``is_known`` says that the file was judged before. Raises ``Problem`` and ``OSError``.
    """
    # As long as it costs next to nothing the whole file is judged: a damaged one must not grow, and
    # one that was cut neither, however long it still is.
    is_judged = False
    if is_known or os.fstat(descriptor).st_size > _SMALL:
        marks = watermark.read(path)
        is_judged = marks.are_reached_at(descriptor) or (is_known and not marks.known)
    reading = append.last_line(descriptor) if is_judged else None
    if reading:
        mark = Mark(os_file.identity(descriptor), reading.end, reading.number, reading.stamp)
        return End(mark, reading.entries[-1])
    found = find_locked(path, descriptor, has_lost_more)
    return End(found.mark, found.entries[-1] if found.entries else None, found.repaired)


def last_number_at(descriptor: int, place: Place) -> int:
    """Return the last number that was given to a line at ``place``, for who holds the lock.

    At a cost that does not grow with the file, as long as lines come in one step after the other.
    Raises ``Damage`` and ``OSError``.
    """
    head = codec.head_of(codec.head_document(_first_line(descriptor))[0])
    number = append.last_number_at(descriptor, place)
    if number is not None:
        return max(number, head.numbers.get(name_of_place(place), 0))
    # The last line there does not tell it: that one changes another, or another program wrote it.
    text = codec.text_of(os_file.read_from(descriptor, 0))
    document, end = codec.head_document(text)
    numbers = LineNumbers(codec.head_of(document).numbers)
    for entry in codec.read_on(text, end, 0).entries:
        numbers.take(entry)
    return numbers.last_at(place)


def look(path: Path, descriptor: int) -> Found:
    """Read a whole file without changing it.

    One of an older format is read as one of ours; its head tells. Raises ``OSError``, and
    ``Problem`` where nothing of it can be read, or if a newer program made it, or one too old.
    """
    marks = watermark.read(path)
    data = os_file.read_from(descriptor, 0)
    return found_in(path, data, marks, os_file.identity(descriptor))


def found_in(path: Path, data: bytes, marks: watermark.Marks, file: tuple[int, int]) -> Found:
    """Return what is found in ``data``, the bytes of the file at ``path``.

    ``marks`` is what was known of it before they were read, ``file`` its identity. Raises
    ``Problem``.
    """
    judged = judge.judge(data)
    if judged.version == "newer":
        raise errors.newer(path)
    if judged.version == "too old":
        raise errors.too_old(path)
    if judged.head is None or judged.reading is None:
        raise errors.damaged(path, judged.line, reason=_reason(data))
    head, reading = judged.head, judged.reading
    mark = Mark(file, reading.end, reading.number, reading.stamp)
    is_known = marks.name(head.id)
    digest = codec.digest_until(reading.end, data)
    found = Found(head, reading.entries, mark, "sound", is_known=is_known, digest=digest)
    if judged.judgement == "damaged":
        return found._replace(ending="damaged", reason=_reason(data))
    # Only its own lines count: what follows them may be an unfinished append.
    if is_known and not marks.are_reached(data, reading.end):
        had = marks.lack(head.id, reading.entries)
        if had:
            reason = watermark.sentence(had, len(reading.entries))
            return found._replace(ending="cut", reason=reason)
    return found if judged.judgement == "sound" else found._replace(ending="torn")


def _reason(data: bytes) -> str:
    # price: the patterns of every line, 2 ms, and a sound file needs none
    from coalition_cli.store.files.examine import examine_bytes

    return examine_bytes(data).reason


def _first_line(descriptor: int) -> str:
    length = _FIRST_LINE
    while True:
        data = os_file.read_at(descriptor, length, 0)
        if b"\n" in data or len(data) < length:
            return codec.text_of(data)
        length *= 8


def _look_without_lock(path: Path) -> Found:
    try:
        with os_file.reading(path) as descriptor:
            return look(path, descriptor)
    except FileNotFoundError:
        raise errors.missing(path) from None
    except OSError as trouble:
        raise errors.unreadable(path, trouble) from None
