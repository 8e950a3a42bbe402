"""The copies that are kept of a workshop: the last ten backups, what was set aside or repaired.

They lie in the folder ``backups`` beside the workshop file, or inside the folder of a sealed one,
under names that sort by time and that every stick can hold: ``NAME-20241112T140200Z.json``. Whoever
changes them holds the lock of the workshop.
"""

import contextlib
import os
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias

from coalition_cli.errors import Problem
from coalition_cli.model.header import FORMAT_VERSION
from coalition_cli.store import errors
from coalition_cli.store.files import atomic, codec, judge, lock, os_file
from coalition_cli.store.files.examine import examine_bytes
from coalition_cli.store.files.mark import Found
from coalition_cli.store.formats import migrations, watermark
from coalition_cli.store.formats.base import Form
from coalition_cli.store.recovery import salvage

KEPT: Final = 10
"""The count of backups that are kept of one workshop."""

Kind: TypeAlias = Literal["backup", "aside"]
Reveal: TypeAlias = Callable[[bytes], bytes]
"""Turns the bytes of a copy into those of a plain workshop file; raises ``Problem``."""

_FOLDER: Final = "backups"
_TIME: Final = "%Y%m%dT%H%M%SZ"
_ASIDE: Final = "aside-"
_TAIL: Final = codec.TAIL.encode("ascii")
_WITHDRAWAL: Final = b'"op": "withdraw"'
"""In the line of every withdrawal, and in no other: quotes inside of words are escaped."""
_ID: Final = re.compile(rb'\n"[1-9][0-9]*": \{"id": "([^"\\]*)"')


class Copy(NamedTuple):
    """One copy: a backup, or what was set aside by a restore, and when it was made (UTC)."""

    path: Path
    at: datetime
    kind: Kind


class _Series(NamedTuple):
    """The folder of the copies of one workshop, and what their names have in common."""

    folder: Path
    stem: str
    suffix: str


def as_it_is(data: bytes) -> bytes:
    """Return ``data``: the copies of a plain workshop need nothing to be read."""
    return data


def keep(form: Form, judged: Found | None = None) -> Path | None:
    """Keep a backup of the workshop, and no more than ten; None where nothing changed since.

    Made from a sound workshop only; what was ``judged`` of a plain one is not judged once more. A
    backup that holds entries which the workshop lacks is kept beyond the ten. Raises ``Problem``;
    the backups there are stay then.
    """
    try:
        with lock.held(form.journal) as descriptor:
            sweep(form.path)
            data, standing = _sound_content(form, judged)
            if not form.is_sealed:
                # No copy may hold more than what is remembered of the file.
                watermark.move_along(form.path, descriptor, _workshop_id(data))
            form.clear_copies(standing)
            last = newest(form.path)
            if last and _content(last.path, form.reveal) == data:
                return None
            _finish_withdrawals(form, data)
            made = _free_name(form.path, "backup")
            atomic.put_new(made, form.conceal(data))
            _let_go_of_the_oldest(form, standing)
    except OSError as trouble:
        raise errors.unwritten(form.path, trouble) from None
    return made


def all_of(path: Path, *, is_all_needed: bool = False) -> list[Copy]:
    """List every backup of the workshop at ``path`` and all that was set aside, the newest first.

    Where they cannot be listed there are none; with ``is_all_needed`` that raises ``Problem``.
    """
    series = _series(path)
    pattern = re.compile(
        rf"{re.escape(series.stem)}-({_ASIDE})?(\d{{8}}T\d{{6}}Z){re.escape(series.suffix)}",
        re.ASCII,
    )
    found = []
    for name in _names_in(series.folder, is_needed=is_all_needed):
        if match := pattern.fullmatch(name):
            # A name that looks like ours may have a day that no year has.
            with contextlib.suppress(ValueError):
                at = datetime.strptime(match[2], _TIME).replace(tzinfo=UTC)
                found.append(Copy(series.folder / name, at, "aside" if match[1] else "backup"))
    return sorted(found, key=lambda copy: (copy.at, copy.kind), reverse=True)


def newest(path: Path) -> Copy | None:
    """Return the newest backup of the workshop at ``path``."""
    return next((copy for copy in all_of(path) if copy.kind == "backup"), None)


def newest_sound(path: Path) -> Copy | None:
    """Return the newest backup without damage; of a sealed workshop, unread, the newest."""
    for copy in all_of(path):
        if copy.kind == "backup":
            content = _content(copy.path, as_it_is) or b""
            is_sealed = copy.path.suffix == ".age"
            if _is_age(content) if is_sealed else content and not examine_bytes(content).damage:
                return copy
    return None


def _is_age(content: bytes) -> bool:
    return content.startswith(b"age-encryption.org/")


def has_lost_more(path: Path, found: Found) -> bool:
    """Tell if more is missing of a plain file than the last line that was being written.

    Then the newest backup holds an entry that is not among those ``found``. For who is about to
    take out what looks like a torn last line. A backup of another workshop does not count.
    """
    ids = {entry.id for entry in found.entries}
    return _lost_since(path, found.head.id, ids, as_it_is) is not None


def lost_since(path: Path, content: bytes, reveal: Reveal = as_it_is) -> tuple[Copy, int] | None:
    """Return the newest backup and its count of entries that ``content``, a plain file, lacks."""
    return _lost_since(path, _workshop_id(content), _ids(content), reveal)


def _lost_since(
    path: Path, workshop_id: str, ids: set[str], reveal: Reveal
) -> tuple[Copy, int] | None:
    copy = newest(path)
    content = _content(copy.path, reveal) if copy else None
    if not copy or not content or (workshop_id and _workshop_id(content) != workshop_id):
        return None
    count = len(_ids(content) - ids)
    return (copy, count) if count else None


def copies(path: Path) -> list[Path]:
    """List every copy made of the workshop: backups, set aside, repaired, older formats."""
    real = Path(os.path.realpath(path))
    beside = real if real.is_dir() else real.parent
    repaired = re.compile(
        rf"{re.escape(_series(path).stem)}\.repaired(-\d+)?\.(json|age)", re.ASCII
    )
    older = re.compile(rf"{re.escape(real.name)}\.v-?\d+\.bak", re.ASCII)
    names = [
        name for name in _names_in(beside) if repaired.fullmatch(name) or older.fullmatch(name)
    ]
    return [*(copy.path for copy in all_of(path)), *(beside / name for name in sorted(names))]


def rewrite(
    form: Form,
    change: Callable[[codec.Tables], codec.Tables],
    change_shared: Callable[[bytes], bytes | None] = lambda _copy: None,
    *,
    keeps_unreadable: bool = False,
) -> list[Path]:
    """Let every copy hold what ``change`` makes of its tables; those that had to be removed.

    ``change_shared`` makes the same of its bytes, where whoever asks knows what they hold.

    A copy that cannot be read, or cannot be written again, is removed: the words that were to go
    may stand in it. For who holds the lock. Raises ``Problem`` where one can be neither changed nor
    removed.
    """
    sweep(form.path)
    if form.is_sealed:  # a plain file has no copies of a journal, and reading it again is dear
        form.clear_copies({document["id"] for document in form.read_tables()["entries"].values()})
    removed = []
    for path in copies(form.path):
        try:
            before = form.reveal(disk_bytes(path))
            after = change_shared(before) or codec.lay_out(change(tables_in(before)))
            if after != before:
                atomic.put(path, form.conceal(after))
        except (OSError, Problem, codec.Damage, ValueError, KeyError, TypeError):
            if not keeps_unreadable:
                _remove(path)
                removed.append(path)
    return removed


def tables_in(content: bytes) -> codec.Tables:
    """Return the tables in the bytes of a plain file, read strictly, in our format.

    Raises ``Damage``.
    """
    tables = codec.read_json(codec.text_of(content))
    if not isinstance(tables, dict) or set(tables) != {"workshop", "entries"}:
        raise codec.Damage
    if not all(isinstance(table, dict) for table in tables.values()):
        raise codec.Damage
    head = tables["workshop"].get("1")
    version = head.get("format_version") if isinstance(head, dict) else None
    if type(version) is not int or version > FORMAT_VERSION:
        raise codec.Damage
    found = migrations.with_our_format(tables)
    if found is None:
        raise codec.Damage
    return found


def disk_bytes(path: Path) -> bytes:
    """Read the file at ``path``. Raises ``OSError``, and ``Problem`` for what is no file."""
    with os_file.reading(path) as descriptor:
        return os_file.read_from(descriptor, 0)


def set_aside(path: Path, data: bytes) -> Path:
    """Keep ``data``, what stands at ``path`` now, as something set aside. Raises ``Problem``."""
    aside = _free_name(path, "aside")
    atomic.put_new(aside, data)
    return aside


def _sound_content(form: Form, known: Found | None) -> tuple[bytes, set[str]]:
    """Return the bytes of a plain file with what the workshop holds, and the ids in it.

    Raises ``Problem`` for a damaged one.
    """
    data = form.content()
    ids = _ids(data)
    if not known or not _goes_on(data, known, len(ids)):
        judged = judge.judge(data)
        if judged.judgement != "sound":
            raise errors.damaged(form.path, judged.line)
    # An editor may have put a newline behind the end.
    return data[: data.rindex(_TAIL) + len(_TAIL)], ids


def _goes_on(data: bytes, known: Found, count: int) -> bool:
    """True if ``data`` is what is ``known`` and sound lines behind it, ``count`` ids in all."""
    mark = known.mark
    if not known.digest or codec.digest_until(mark.end, data) != known.digest:
        return False
    rest = judge.without_final_newlines(data[mark.end :].decode("ascii", "replace"))
    reading = codec.read_on(rest, 0, mark.number)
    return reading.is_sound and reading.number == count


def _finish_withdrawals(form: Form, data: bytes) -> None:
    """Take out of older copies what was withdrawn, where a withdrawal was stopped before that."""
    if _WITHDRAWAL not in data:
        return
    documents = tables_in(data)["entries"].values()
    withdrawals = {
        document["id"]: document for document in documents if document["op"] == "withdraw"
    }
    contents = (_content(path, form.reveal) for path in copies(form.path)) if withdrawals else ()
    if all(
        entry_id.encode() in content for content in contents if content for entry_id in withdrawals
    ):
        return

    def change(tables: codec.Tables) -> codec.Tables:
        if tables["workshop"]["1"]["id"] != _workshop_id(data):
            return tables
        held = {document["id"]: document for document in tables["entries"].values()}
        return salvage.put_together(tables["workshop"]["1"], withdrawals | held)

    rewrite(form, change, keeps_unreadable=True)


def _let_go_of_the_oldest(form: Form, standing: set[str]) -> None:
    backups = [copy for copy in all_of(form.path) if copy.kind == "backup"]
    for copy in backups[KEPT:]:
        content = _content(copy.path, form.reveal)
        # Whoever put an old file in place by hand must not lose, ten closes later, what only the
        # backups have.
        if content is None or _ids(content) <= standing:
            copy.path.unlink(missing_ok=True)
    os_file.sync_folder(_series(form.path).folder)


def _content(path: Path, reveal: Reveal) -> bytes | None:
    try:
        return reveal(disk_bytes(path))
    except (OSError, Problem):
        return None


def _ids(content: bytes) -> set[str]:
    return {found.decode("ascii", "replace") for found in _ID.findall(content)}


def _workshop_id(content: bytes) -> str:
    try:
        return codec.head_of(codec.head_document(codec.text_of(content.partition(b"\n")[0]))[0]).id
    except codec.Damage:
        return ""


def _series(path: Path) -> _Series:
    real = Path(os.path.realpath(path))
    if real.is_dir():
        return _Series(real / _FOLDER, real.name, ".age")
    return _Series(
        real.parent / _FOLDER, real.stem if real.suffix == ".json" else real.name, ".json"
    )


def _free_name(path: Path, kind: Kind) -> Path:
    """Return a name after every other of its kind, also where the clock ran backwards."""
    series = _series(path)
    at = datetime.fromtimestamp(int(time.time()), UTC)
    last = next((copy for copy in all_of(path) if copy.kind == kind), None)
    if last and at <= last.at:
        at = last.at + timedelta(seconds=1)
    mark = _ASIDE if kind == "aside" else ""
    return series.folder / f"{series.stem}-{mark}{at.strftime(_TIME)}{series.suffix}"


def _names_in(folder: Path, *, is_needed: bool = False) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except FileNotFoundError:
        return []
    except OSError as trouble:
        if is_needed:
            raise errors.unreadable(folder, trouble) from None
        return []


def sweep(path: Path) -> None:
    """Remove what killed processes left of a copy. For who holds the lock."""
    series = _series(path)
    stem = re.escape(series.stem)
    left = re.compile(
        rf"\.{stem}(-({_ASIDE})?\d{{8}}T\d{{6}}Z|\.repaired(-\d+)?)\.(json|age)\.[0-9a-f]+\.tmp",
        re.ASCII,
    )
    for folder in (series.folder, series.folder.parent):
        for name in _names_in(folder):
            if left.fullmatch(name):
                with contextlib.suppress(OSError):
                    (folder / name).unlink()


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as trouble:
        raise errors.unwritten(path, trouble) from None
