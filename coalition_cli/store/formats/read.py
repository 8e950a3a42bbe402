"""The reading of a plain workshop file: judged, and repaired where only its last line is torn."""

from pathlib import Path

from coalition_cli.errors import UNWRITTEN, Problem
from coalition_cli.i18n import ngettext
from coalition_cli.model.header import FORMAT_VERSION
from coalition_cli.store import errors
from coalition_cli.store.files import append, codec, lock, os_file
from coalition_cli.store.files.mark import Ending, Found, Loss, Mark


def find(path: Path, has_lost_more: Loss) -> Found:
    """Read the whole file at ``path``, brought up to date and without a torn last line.

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


def look(path: Path, descriptor: int) -> Found:
    """Read a whole file without changing it.

    Raises ``Damage`` where nothing of it can be read, ``OlderFormat``, ``OSError``, and ``Problem``
    if a newer program made it.
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
    mark = Mark(os_file.identity(descriptor), reading.end, reading.number, reading.stamp)
    return Found(head, reading.entries, mark, _ending_of(reading))


def _look_without_lock(path: Path) -> tuple[Found | None, codec.Damage]:
    """Return what stands at ``path``, or None and where nothing of it could be read."""
    try:
        with os_file.reading(path) as descriptor:
            return look(path, descriptor), codec.Damage()
    except FileNotFoundError:
        raise errors.missing(path) from None
    except OSError as trouble:
        raise errors.unreadable(path, trouble) from None
    except codec.OlderFormat:
        # price: tinydb and dataclasses, 30 ms, and only a file of an older format needs them
        from coalition_cli.store.formats import migrations

        migrations.bring_up(path)
        return _look_without_lock(path)
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
