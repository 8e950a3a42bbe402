"""The reading of a plain workshop file: judged, and repaired where only its last line is torn."""

import os
from pathlib import Path
from typing import Final

from coalition_cli.errors import Problem
from coalition_cli.exit_status import UNWRITTEN
from coalition_cli.i18n import ngettext
from coalition_cli.model.entry import Place
from coalition_cli.model.header import FIRST_VERSION, FORMAT_VERSION, Head
from coalition_cli.model.line_numbers import LineNumbers, name_of_place
from coalition_cli.store import errors
from coalition_cli.store.files import append, codec, lock, os_file
from coalition_cli.store.files.mark import End, Ending, Found, Loss, Mark

_FIRST_LINE: Final = 4096
_SMALL: Final = 131_072


def find(path: Path, has_lost_more: Loss) -> Found:
    """Read the whole file at ``path``, without a torn last line.

    A torn last line stays, and the file counts as damaged, where ``has_lost_more`` says so. Raises
    ``Problem``.
    """
    found, damage = _look_without_lock(path)
    if found and found.ending == "sound":
        return found
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
    if found is None:
        raise errors.damaged(path, damage.line)
    _refuse_damage(path, found, has_lost_more)
    return found


def find_locked(path: Path, descriptor: int, has_lost_more: Loss) -> Found:
    """Do the same for who holds the lock of an open file. Raises ``Problem`` and ``OSError``."""
    try:
        found = look(path, descriptor)
    except codec.Damage as damage:
        raise errors.damaged(path, damage.line) from None
    _refuse_damage(path, found, has_lost_more)
    if found.ending == "sound":
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
    # As long as it costs next to nothing the whole file is judged: a damaged one must not grow.
    is_small = os.fstat(descriptor).st_size <= _SMALL
    reading = None if is_small and not is_known else append.last_line(descriptor)
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

    One of an older format is read as one of ours; its head tells. Raises ``Damage`` where nothing
    of it can be read, ``OSError``, and ``Problem`` if a newer program made it, or one too old.
    """
    text = codec.text_of(os_file.read_from(descriptor, 0))
    document, end = codec.head_document(text)
    version = document.get("format_version")
    if not isinstance(version, int):
        raise codec.Damage
    if version > FORMAT_VERSION:
        raise errors.newer(path)
    if version < FIRST_VERSION:
        raise errors.too_old(path)
    head = codec.head_of(document)
    reading = codec.read_on(text, end, 0)
    mark = Mark(os_file.identity(descriptor), reading.end, reading.number, reading.stamp)
    return Found(head, reading.entries, mark, _ending_of(reading))


def _first_line(descriptor: int) -> str:
    length = _FIRST_LINE
    while True:
        data = os_file.read_at(descriptor, length, 0)
        if b"\n" in data or len(data) < length:
            return codec.text_of(data)
        length *= 8


def _look_without_lock(path: Path) -> tuple[Found | None, codec.Damage]:
    """Return what stands at ``path``, or None and where nothing of it could be read."""
    try:
        with os_file.reading(path) as descriptor:
            return look(path, descriptor), codec.Damage()
    except FileNotFoundError:
        raise errors.missing(path) from None
    except OSError as trouble:
        raise errors.unreadable(path, trouble) from None
    except codec.Damage as damage:
        return None, damage


def _ending_of(reading: codec.Reading) -> Ending:
    if reading.is_sound:
        return "sound"
    return "torn" if codec.is_torn(reading) else "damaged"


def _refuse_damage(path: Path, found: Found, has_lost_more: Loss) -> None:
    """Raise the ``Problem`` of a file that is damaged, or that lost more than its last line."""
    if found.ending == "damaged" or (found.ending == "torn" and has_lost_more(found)):
        raise errors.damaged(path, len(found.entries) + 2)
