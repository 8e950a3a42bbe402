"""A workshop file as it is found: read, judged, and repaired where only its last line is torn."""

from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias

from coalition_cli.errors import UNWRITTEN, Problem
from coalition_cli.i18n import ngettext
from coalition_cli.model.entry import Entry
from coalition_cli.model.header import FORMAT_VERSION, Head
from coalition_cli.store import errors
from coalition_cli.store.files import append, codec, lock, os_file

_WINDOW: Final = 16_384
Ending: TypeAlias = Literal["sound", "torn", "damaged"]


class Mark(NamedTuple):
    """How far a process has read: the file, where its last line ended, that line's number and last characters."""

    file: tuple[int, int]
    end: int
    number: int
    stamp: str

    def moved(self, reading: codec.Reading) -> "Mark":
        """The mark in the same file at the end of ``reading``."""
        return Mark(self.file, reading.end, reading.number, reading.stamp)

    def read_on(self, descriptor: int) -> codec.Reading | None:
        """What stands after the mark; None if the file before it is not the one that was read."""
        if os_file.identity(descriptor) != self.file:
            return None
        start = self.end - len(self.stamp)
        data = os_file.read_at(descriptor, _WINDOW, start)
        if len(data) == _WINDOW:
            data += os_file.read_from(descriptor, start + _WINDOW)
        text = data.decode("ascii", "replace")
        if not text.startswith(self.stamp):
            return None
        return codec.read_on(text, len(self.stamp), self.number, origin=start)


class Found(NamedTuple):
    """What a file held, how it ended, and the sentence for people if it had to be repaired."""

    head: Head
    entries: list[Entry]
    mark: Mark
    ending: Ending
    repaired: str = ""


def find(path: Path) -> Found:
    """Read the whole file at ``path``, bringing it up to date and repairing a torn last line. Raises ``Problem``."""
    found: Found | None = None
    damage = codec.Damage()
    try:
        with os_file.reading(path) as descriptor:
            found = look(path, descriptor)
    except FileNotFoundError:
        raise errors.missing(path) from None
    except OSError as trouble:
        raise errors.unreadable(path, trouble) from None
    except codec.OlderFormat:
        from coalition_cli.store.formats import migrations

        migrations.bring_up(path)
        return find(path)
    except codec.Damage as met:
        damage = met
    if found and found.ending == "sound":
        return found
    try:
        # Another process may just have been writing: only who holds the lock can call a file torn or damaged.
        with lock.held(path) as descriptor:
            return find_locked(path, descriptor)
    except OSError as trouble:
        raise errors.unwritten(path, trouble) from None
    except Problem as problem:
        if problem.status != UNWRITTEN:
            raise
    # It may be read but not written: what stands is shown, and the torn line left.
    if found is None:
        raise errors.damaged(path, damage.line)
    if found.ending == "damaged" or _has_lost_more(path, found):
        raise _damaged(path, found)
    return found


def find_locked(path: Path, descriptor: int) -> Found:
    """The same for who holds the lock of a file that was opened before. Raises ``Problem`` and ``OSError``."""
    try:
        found = look(path, descriptor)
    except codec.Damage as damage:
        raise errors.damaged(path, damage.line) from None
    if found.ending == "damaged" or (found.ending == "torn" and _has_lost_more(path, found)):
        raise _damaged(path, found)
    if found.ending == "torn":
        append.mend(descriptor, found.mark.end)
        return found._replace(
            ending="sound", repaired=_sentence_of_repair(path, len(found.entries))
        )
    return found


def look(path: Path, descriptor: int) -> Found:
    """Read a whole file without changing it.

    Raises ``Damage`` where nothing of it can be read, ``OlderFormat``, ``OSError``, and ``Problem`` if a newer
    program made it.
    """
    text = codec.text_of(os_file.read_from(descriptor, 0))
    document, end = codec.head_document(text)
    version = document.get("format_version")
    if not isinstance(version, int):
        raise codec.Damage
    if version > FORMAT_VERSION:
        raise errors.newer(path)
    if version < FORMAT_VERSION:
        raise codec.OlderFormat
    head = codec.head_of(document)
    reading = codec.read_on(text, end, 0)
    ending: Ending = (
        "sound" if reading.is_sound else "torn" if codec.is_torn(reading) else "damaged"
    )
    mark = Mark(os_file.identity(descriptor), reading.end, reading.number, reading.stamp)
    return Found(head, reading.entries, mark, ending)


def _has_lost_more(path: Path, found: Found) -> bool:
    """Whether more is missing than the line that was being written: a backup holds what the file no longer does."""
    from coalition_cli.store.recovery import backups

    return backups.holds_more(path, found.head, found.entries) is not None


def _damaged(path: Path, found: Found) -> Problem:
    return errors.damaged(path, len(found.entries) + 2)


def _sentence_of_repair(path: Path, count: int) -> str:
    return ngettext(
        "The last line of {file} was cut off while it was being saved, and was taken out. {count} entry stands.",
        "The last line of {file} was cut off while it was being saved, and was taken out. {count} entries stand.",
        count,
    ).format(file=path.name, count=count)
