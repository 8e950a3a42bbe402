"""Files beside a workshop that still hold words which were withdrawn from it.

A cloud service keeps a conflicted copy, somebody copies a file by hand or links it, another
workshop tells the same story: none of these is a copy that the store made, so a withdrawal leaves
them alone, finds them and names them. Those of the same workshop can be emptied of the words too.
"""

import json
import mmap
import os
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias

from coalition_cli.errors import Problem
from coalition_cli.model import redaction, withdrawal
from coalition_cli.model.entry import Entry, from_document
from coalition_cli.model.repeated_words import FEWEST_TO_CUT, REWORD, read
from coalition_cli.store.files import codec, os_file
from coalition_cli.store.formats.sealed import paths as sealed_paths
from coalition_cli.store.recovery import backups
from coalition_cli.store.side import autosave
from coalition_cli.store.withdraw import Gone
from coalition_cli.store.workshop_file import WorkshopFile

Sort: TypeAlias = Literal["copy", "other", "sealed"]
_BEGINNING: Final = b'{"workshop":'
_BACKUPS: Final = "backups"


class Holding(NamedTuple):
    """A file that still holds words: a ``copy`` of the workshop, an ``other`` file.

    Or what is ``sealed`` with the same keys, and may hold them.
    """

    path: Path
    sort: Sort


class Beside(NamedTuple):
    """Files that still hold the words, and how many hard links to the old file were not found."""

    files: list[Holding]
    links: int


def holding(file: WorkshopFile, gone: Gone) -> Beside:
    """Find what still holds the words that are just ``gone`` from ``file``.

    In the folder of the workshop and in that of its copies, and inside of a sealed one; a file that
    cannot be read is passed by, as is one in which words are compressed.
    """
    is_held = _needle_of(gone)
    found = [
        Holding(path, sort) for path in _candidates(file) if (sort := _sort_of(path, file, is_held))
    ]
    found += [Holding(path, "sealed") for path in _sealed(file)]
    links = sum(_identity(each.path) == gone.old_file for each in found)
    return Beside(found, max(gone.old_links - links, 0))


def left_plain(folder: Path, ids: Collection[str], old: os.stat_result | None) -> Beside:
    """Find what in ``folder``, or among copies in it, still tells all of a workshop that is gone.

    It was sealed or handed over, and goes by ``ids``. ``old`` is what its plain file was: another
    name of that is a copy too.
    """
    parent = Path(os.path.realpath(folder))
    files = [path for each in (parent, parent / _BACKUPS) for path in _listed(each)]
    found = [Holding(path, "copy") for path in files if path.is_file() and _is_copy_at(path, ids)]
    if not old:
        return Beside(found, 0)
    links = sum(_identity(each.path) == (old.st_dev, old.st_ino) for each in found)
    return Beside(found, max(old.st_nlink - 1 - links, 0))


def take_out(file: WorkshopFile, path: Path) -> None:
    """Take what was taken out of ``file`` out of the copy at ``path`` too, and out of its copies.

    Raises ``Problem``; the copy is then as it was.
    """
    copy = WorkshopFile.open(path)
    known = {entry.id for entry in copy.workshop.entries}
    came = [
        entry.unnumbered()
        for entry in file.workshop.entries
        if entry.op == "withdraw" or (entry.id in known and REWORD in entry.body)
    ]
    copy.merge(came)


def _candidates(file: WorkshopFile) -> Iterator[Path]:
    """Yield the files beside the workshop that the store does not keep itself."""
    own = Path(os.path.realpath(file.path))
    known = {own, *backups.copies(file.path), *autosave.files(file.path)}
    folders = [own.parent, own.parent / _BACKUPS]
    if file.form.is_sealed:
        folders += [own, own / _BACKUPS]
        known |= set(sealed_paths.parts(own))
    for folder in folders:
        for path in _listed(folder):
            if path not in known and path.is_file() and not _is_same(path, file.form.journal):
                yield path


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False


def _identity(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_dev, status.st_ino)


def _sort_of(path: Path, file: WorkshopFile, is_held: Callable[[mmap.mmap], bool]) -> Sort | None:
    """Return what ``path`` is to the workshop, where it still holds the words."""
    try:
        with _mapped(path) as content:
            if _is_copy(content, file.workshop.head.ids):
                return "copy" if _still_holds(bytes(content), file.workshop.entries) else None
            return "other" if is_held(content) else None
    except (OSError, Problem, ValueError):
        return None


@contextmanager
def _mapped(path: Path) -> Iterator[mmap.mmap]:
    """The bytes of a file. Raises ``OSError`` and ``Problem``; ``ValueError`` for an empty one."""
    with (
        os_file.reading(path) as descriptor,
        mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ) as content,
    ):
        yield content


def _is_copy_at(path: Path, ids: Collection[str]) -> bool:
    try:
        with _mapped(path) as content:
            return _is_copy(content, ids)
    except (OSError, Problem, ValueError):
        return False


def _is_copy(content: mmap.mmap, ids: Collection[str]) -> bool:
    """True if ``content`` is of a workshop with one of ``ids``, whatever became of its lines."""
    if content[: len(_BEGINNING)] != _BEGINNING:
        return False
    line = content[: max(content.find(b"\n"), 0)]
    try:
        head = codec.head_document(codec.text_of(line))[0]
    except codec.Damage:
        return False
    joined = head.get("joined")
    told = [head.get("id"), *(joined if isinstance(joined, list) else ())]
    return any(isinstance(each, str) and each in ids for each in told)


def _still_holds(content: bytes, entries: Sequence[Entry]) -> bool:
    """True if a copy has words that were taken out of ``entries``, or cannot be read."""
    try:
        documents = backups.tables_in(content)["entries"].values()
        held = [from_document(document) for document in documents]
    except (codec.Damage, ValueError, KeyError, TypeError):
        return True
    known = {entry.id for entry in held}
    added = [entry for entry in entries if entry.op == "withdraw" and entry.id not in known]
    cut = {entry.id: entry for entry in entries if REWORD in entry.body}
    left = redaction.cut_alike(withdrawal.apply([*held, *added])[: len(held)], cut)
    return left != held


def _sealed(file: WorkshopFile) -> Iterator[Path]:
    """Yield the folders beside a sealed workshop with its keys, and what is no part of its own."""
    if not file.form.is_sealed:
        return
    own = Path(os.path.realpath(file.path))
    try:
        keys = sealed_paths.recipients(own).read_bytes()
    except OSError:
        return
    for folder in _listed(own.parent):
        if folder != own and folder.is_dir():
            try:
                is_alike = sealed_paths.recipients(folder).read_bytes() == keys
            except OSError:
                continue
            if is_alike and sealed_paths.store(folder).exists():
                yield folder
    known = {*sealed_paths.parts(own), *backups.copies(file.path)}
    for path in (*_listed(own), *_listed(own / _BACKUPS)):
        is_foreign = path not in known and path.is_file()
        if is_foreign and (path.suffix in {".age", ".log"}):
            yield path


def _needle_of(gone: Gone) -> Callable[[mmap.mmap], bool]:
    """Return what tells if a file holds words that are ``gone``, in the ways it may hold them.

    Whole wordings of three words or more; a name or a word alone where these are, as whole words.
    """
    fewest = 1 if gone.is_short else FEWEST_TO_CUT
    found: dict[bytes, None] = {}
    for text in gone.words:
        if len(read(text).words) >= fewest:
            found[text.encode("utf-8", "replace")] = None
            found[json.dumps(text)[1:-1].encode("ascii")] = None
    if not gone.is_short:
        return lambda content: any(content.find(each) >= 0 for each in found)
    alone = [
        re.compile(rb"(?<![\w\x80-\xff])" + re.escape(each) + rb"(?![\w\x80-\xff])")
        for each in found
    ]
    return lambda content: any(each.search(content) for each in alone)
