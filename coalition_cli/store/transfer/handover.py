"""A workshop carried to another place as it is, read back there, and only then removed here."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED
from coalition_cli.i18n import _
from coalition_cli.model.entry import Entry
from coalition_cli.model.workshop import Workshop
from coalition_cli.store import errors, paths
from coalition_cli.store.files import atomic, codec, lock, os_file
from coalition_cli.store.formats.base import Form
from coalition_cli.store.formats.plain import PlainForm
from coalition_cli.store.formats.sealed import revision
from coalition_cli.store.formats.sealed.format import SealedForm
from coalition_cli.store.recovery import backups, hints
from coalition_cli.store.side import autosave
from coalition_cli.store.transfer import traces
from coalition_cli.store.workshop_file import WorkshopFile


class Carried(NamedTuple):
    """A workshop that stands at two places.

    ``target`` is the copy, ``files`` every original with its copy, ``entries`` what both held.
    """

    target: Path
    files: tuple[tuple[Path, Path], ...]
    entries: tuple[Entry, ...]


def carry(file: WorkshopFile, folder: Path) -> Carried:
    """Copy the workshop into ``folder`` and read the copy back. Raises ``Problem``.

    The copy is on that disk when this returns. Half-typed words go along, and every copy that holds
    more than the workshop does. An earlier copy of this workshop is replaced where it holds nothing
    that this one lacks; another file of that name is left, the copy gets a number.
    """
    path = file.form.path
    for typing in autosave.files(path):
        if lock.is_held(typing):
            raise Problem(
                _("Somebody is typing in another window. End that first; nothing was changed.")
            )
    with _still(file):
        target = _target(file, folder)
        found = traces.of(path)
        more = [copy for copy in found.copies if _holds_more(copy, file)]
        originals = [*found.workshop, *found.half_typed, *more]
        pairs = [(each, _place_of(each, path, target)) for each in originals]
        for original, copy in pairs:
            _copy(original, copy)
        carried = Carried(target, tuple(pairs), tuple(file.workshop.entries))
        _verify(file, carried)
    return carried


def leave(file: WorkshopFile, carried: Carried) -> list[Path]:
    """Remove the workshop here, with everything that is kept of it; return what was removed.

    Reads the copy once more before, so that nothing goes where something was saved since or the
    stick was pulled. Ends with what says where it is: whoever is killed in between can begin again.
    Raises ``Problem``.
    """
    path = file.form.path
    with _still(file):
        found = traces.of(path)
        expected = {original for original, _copy_of in carried.files}
        is_same = list(carried.entries) == list(file.workshop.entries)
        news = [each for each in (*found.workshop, *found.half_typed) if each not in expected]
        if not is_same or news:
            raise Problem(
                _("Something was saved meanwhile. Nothing was removed; hand over once more.")
            )
        _verify(file, carried)
        removed = traces.remove(found.beside)
        if path.is_dir():
            # Half a sealed folder could not be opened any more to go on from: it goes as a whole,
            # under another name.
            path.rename(_leaving(path))
            os_file.sync_folder(path.parent)
            removed += found.workshop
        else:
            removed += traces.remove(found.workshop)
        file.has_changed = False  # there is nothing left to make a backup of
    _forget(file, path)
    finish(path)
    return removed + [each for each in found.memory if each not in removed]


def finish(path: Path) -> list[Path]:
    """Remove what a killed handover left after the workshop itself was gone; return its paths.

    Nothing where the workshop still stands, or copies of it that no handover leaves. Raises
    ``Problem``.
    """
    real = Path(os.path.realpath(path))
    found = traces.of(real)
    if os.path.lexists(real) or found.copies or found.half_typed:
        return []
    leaving = _leaving(real)
    removed = traces.remove(sorted(each for each in leaving.rglob("*") if not each.is_dir()))
    for folder in (leaving / "backups", leaving, real.parent / "backups"):
        with suppress(OSError):
            folder.rmdir()
    return removed + traces.remove((*found.litter, *found.signs, *found.memory))


@contextmanager
def _still(file: WorkshopFile) -> Iterator[None]:
    """Keep others from writing to the workshop; what ``file`` holds is what stands there."""
    file.refresh()
    with lock.alone(file.form.journal):
        if file.refresh():
            raise Problem(
                _("Something was saved meanwhile. Nothing was removed; hand over once more.")
            )
        try:
            yield
        except OSError as trouble:
            raise errors.unwritten(file.form.path, trouble) from None


def _target(file: WorkshopFile, folder: Path) -> Path:
    """The path of the copy: on top of an earlier copy of this workshop, else a free one."""
    for target in _names_in(folder, file.form.path):
        if target.exists() and target.samefile(file.form.path):
            break
        if not os.path.lexists(target) or _is_earlier(file, target):
            return target
    raise Problem(
        _("The workshop lies in {folder} already. Name another place.").format(folder=folder)
    )


def _names_in(folder: Path, path: Path) -> Iterator[Path]:
    yield folder / path.name
    for number in count(2):
        yield folder / f"{path.stem}-{number}{path.suffix}"


def _is_earlier(file: WorkshopFile, target: Path) -> bool:
    """True if ``target`` may be replaced by a copy of this workshop.

    It holds nothing that the workshop lacks, or is the beginning of an unfinished copy.
    """
    if target.is_dir() and not (target / "store.age").exists():
        return file.form.path.is_dir()
    try:
        there = _look(file, target)
    except Problem:
        return False
    known = {entry.id for entry in file.workshop.entries}
    is_same_workshop = there.head.id == file.workshop.head.id
    return is_same_workshop and all(entry.id in known for entry in there.entries)


@hints.offered()
def _look(file: WorkshopFile, target: Path) -> Workshop:
    """The workshop at ``target``, read as every command reads it but without changing it."""
    form = _form_at(file.form, target)
    try:
        with os_file.reading(form.journal) as descriptor:
            found = form.look(descriptor)
    except OSError as trouble:
        raise errors.unreadable(target, trouble) from None
    return Workshop(found.head, found.entries)


def _form_at(form: Form, path: Path) -> Form:
    if isinstance(form, PlainForm):
        return PlainForm(path)
    if not isinstance(form, SealedForm):
        raise TypeError(type(form).__name__)
    return SealedForm(path, form.key, is_older_accepted=True)


def _leaving(path: Path) -> Path:
    return path.with_name(f".{path.name}.leaving")


def _place_of(original: Path, path: Path, target: Path) -> Path:
    """The path beside, or inside of, ``target`` that copies a file of the workshop at ``path``."""
    if path.is_dir():
        return target / original.relative_to(path)
    if original == path:
        return target
    hidden = paths.beside(path, "").name
    if original.name.startswith(hidden):
        return paths.beside(target, original.name.removeprefix(hidden))
    return target.parent / original.relative_to(path.parent)


def _holds_more(copy: Path, file: WorkshopFile) -> bool:
    """True if a copy holds an entry that the workshop lacks, or cannot be read."""
    known = {entry.id for entry in file.workshop.entries}
    try:
        tables = backups.tables_in(file.form.reveal(copy.read_bytes()))
        return not {document["id"] for document in tables["entries"].values()} <= known
    except (OSError, Problem, codec.Damage, ValueError, KeyError, TypeError):
        return True


def _copy(original: Path, copy: Path) -> None:
    data = original.read_bytes()
    if copy.is_file() and _read_back(copy) == data:
        return
    try:
        os_file.make_private(copy.parent)
    except OSError as trouble:
        raise errors.unwritten(copy, trouble) from None
    atomic.sweep(copy)
    if os.path.lexists(copy):
        atomic.put(copy, data)
    else:
        atomic.put_new(copy, data)


def _verify(file: WorkshopFile, carried: Carried) -> None:
    """Prove that each copy holds what its original does, and reads the same. Raises ``Problem``."""
    sentence = _(
        "The copy in {folder} is not the same as the workshop here. Nothing was removed here. Try"
        " another stick."
    )
    wrong = Problem(sentence.format(folder=carried.target.parent), DAMAGED)
    for original, copy in carried.files:
        try:
            is_same = _read_back(copy) == original.read_bytes()
        except OSError as trouble:
            raise errors.unreadable(copy, trouble) from None
        if not is_same:
            raise wrong
    there, here = _look(file, carried.target), file.workshop
    if there.head != here.head or list(there.entries) != list(here.entries):
        raise wrong


def _read_back(path: Path) -> bytes:
    """The bytes on the medium, not those the system remembers, where it can be asked for them."""
    with os_file.reading(path) as descriptor:
        with suppress(OSError, AttributeError):
            os.fsync(descriptor)
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        return os_file.read_from(descriptor, 0)


def _forget(file: WorkshopFile, path: Path) -> None:
    if not isinstance(file.form, PlainForm):
        revision.forget(file.workshop.head.id)
        revision.forget_joined(path)
        revision.forget(f"at {revision.place_of(path)}")
