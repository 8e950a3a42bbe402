"""The opening of what ``merge`` is given, and of the workshop that it goes into."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from coalition_cli.app import secret_prompt, unlock
from coalition_cli.app.context import Call
from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED, REFUSED
from coalition_cli.i18n import _
from coalition_cli.model.header import Head
from coalition_cli.model.joining import strangers
from coalition_cli.store import WorkshopFile, glance, paths
from coalition_cli.store.formats import sealed
from coalition_cli.store.formats.sealed import journal, keys, revision
from coalition_cli.store.formats.sealed import passphrase_encryption as under
from coalition_cli.store.formats.sealed.apart import lacking
from coalition_cli.store.formats.sealed.format import SealedForm
from coalition_cli.store.recovery import check
from coalition_cli.store.transfer import bundle as transfer_bundle
from coalition_cli.store.transfer import incoming
from coalition_cli.store.transfer.bundle import Outer, Vouching
from coalition_cli.store.transfer.incoming import Contents


class Coming(NamedTuple):
    """What the files hold, and the workshop that it goes into; None if that is not here yet.

    ``strangers`` are those of ``pairs`` that another laptop began as a workshop of its own.
    """

    opened: WorkshopFile | None
    pairs: list[tuple[Outer, Contents]]
    strangers: list[tuple[Outer, Contents]]


class Way(NamedTuple):
    """The way in which the files are to be opened and brought in."""

    file: Path | None
    is_join: bool
    proof: Path | None


def open_all(outers: Sequence[Outer], call: Call, way: Way) -> Coming:
    """Return the workshop of the bundles, and what each bundle holds. Raises ``Problem``."""
    read: dict[int, Contents] = {}
    for number, outer in enumerate(outers):
        if outer.layout in ("plain", "passphrase"):
            read[number] = _open_plain(outer, call.passphrase_fd)
    opened = _open_target(outers, read, call, way)
    if not opened:
        if len(read) < len(outers):
            raise _not_here()
        told = [ids_of(contents) for contents in read.values()]
        if strangers(told[0], told):
            raise _of_different()
        return Coming(None, [(outer, read[number]) for number, outer in enumerate(outers)], [])
    if not way.is_join:
        # Whose it is can be seen already: then nothing sealed is opened for it.
        _refuse_strangers(opened, list(read.values()))
    _require_sound(opened)
    proof = keys.key_in(way.proof) if way.proof else None
    pairs = [
        (outer, read.get(number) or _open_sealed(outer, opened, proof, is_join=way.is_join))
        for number, outer in enumerate(outers)
    ]
    if not way.is_join:
        _refuse_strangers(opened, [contents for _outer, contents in pairs])
    foreign = _strangers_of(opened, [contents for _outer, contents in pairs])
    return Coming(opened, pairs, [pairs[number] for number in foreign])


def _open_target(
    outers: Sequence[Outer], read: Mapping[int, Contents], call: Call, way: Way
) -> WorkshopFile | None:
    """Open the workshop that all comes into; None if it is not here. Raises ``Problem``."""
    if way.is_join:
        return call.open(way.file)
    own = {contents.head.id for contents in read.values() if contents.head}
    own |= {outer.workshop for outer in outers if outer.workshop}
    related = own.union(*map(ids_of, read.values()))
    path = way.file or call.named_file or _path_here(own, related)
    is_new = path is None or (way.file is not None and not path.exists())
    return None if is_new else call.open(path)


def ids_of(contents: Contents) -> frozenset[str]:
    """Return every id that a file knows its workshop by; none if it cannot tell."""
    return contents.head.ids if contents.head else frozenset()


def _strangers_of(opened: WorkshopFile, told: Sequence[Contents]) -> list[int]:
    """Return which of the files are of a workshop that this one has not joined yet."""
    own = opened.workshop.head.ids
    return strangers(own, [ids_of(contents) or own for contents in told])


def _refuse_strangers(opened: WorkshopFile, told: Sequence[Contents]) -> None:
    if not _strangers_of(opened, told):
        return
    ids = [ids_of(contents) for contents in told]
    raise _of_different() if strangers(ids[0], ids) else _of_another(opened)


def _of_different() -> Problem:
    return Problem(
        _("These are of different workshops. Nothing was changed. Merge them one after the other.")
    )


def _of_another(opened: WorkshopFile) -> Problem:
    return Problem(
        _(
            "This is of another workshop than {file}. Nothing was changed. If both are one "
            "workshop that was begun twice, add --join."
        ).format(file=opened.path.name)
    )


def _not_here() -> Problem:
    return Problem(
        _(
            "The sealed workshop that this belongs to is not here. Nothing was changed. Name it "
            "with --file; if it is the open one, begun twice, add --join."
        )
    )


def _require_sound(opened: WorkshopFile) -> None:
    """Raise the ``Problem`` of a workshop here that is damaged, or lost what its backup holds.

    Opening a plain file refuses both.
    """
    damage = check.damage_of_sealed(opened.form) if opened.form.is_sealed else []
    if damage:
        sentence = _(
            "{file} is damaged, and nothing was merged into it. {damage} See: coalition check"
        )
        raise Problem(sentence.format(file=opened.path.name, damage=damage[0]), DAMAGED)


def _open_plain(outer: Outer, passphrase_fd: int | None) -> Contents:
    if outer.layout == "plain":
        return transfer_bundle.open_plain(outer)

    secret_prompt.refuse_environment()
    unlock.hide_memory()
    if passphrase_fd is None:
        question = _("The passphrase of {file}:").format(file=outer.path.name)
        words = secret_prompt.ask_secret(
            question, _("Or give the passphrase with --passphrase-fd.")
        )
    else:
        words = secret_prompt.from_descriptor(passphrase_fd)
    return transfer_bundle.open_plain(outer, lambda sealed: under.unwrap(sealed, words))


def _open_sealed(
    outer: Outer, opened: WorkshopFile, proof: keys.Key | None, *, is_join: bool
) -> Contents:
    """Return what is sealed in ``outer``, by the key of ``opened`` or else ``proof``."""
    if not isinstance(opened.form, SealedForm):
        sentence = _(
            "{file} belongs to a sealed workshop. Nothing was changed. Name that workshop with "
            "--file."
        )
        raise Problem(sentence.format(file=outer.path.name), REFUSED)
    form = opened.form
    here = {entry.id for entry in opened.workshop.entries}
    by = Vouching(form.opener, form.laptops, here, is_join)
    try:
        return _open_with(by, outer, form)
    except Problem as trouble:
        if trouble.status != DAMAGED:
            raise
    if outer.workshop and not is_join and outer.workshop not in opened.workshop.head.ids:
        raise _of_another(opened)
    if proof:
        opener = journal.Opener(keys.Ring(proof), by.opener.workshops)
        return _open_with(by._replace(opener=opener), outer, form)
    sentence = _(
        "{file} is damaged, or sealed for other keys than those of {workshop}. Nothing was "
        "changed. The organisation's key opens it: --organisation-proof FILE"
    )
    raise Problem(sentence.format(file=outer.path.name, workshop=opened.path.name), DAMAGED)


def _path_here(own: Collection[str], related: Collection[str]) -> Path | None:
    """Return the workshop on this machine that has one of these ids; the open one if none is known.

    One that joined them counts too. The open one comes first, then one that has ``own``, the id
    that a file itself goes by.
    """
    last = paths.last_open()
    if not own:
        return last
    found: list[tuple[bool, bool, Path]] = []
    for path in [*([last] if last else []), *sorted(paths.workshops_folder().glob("[!.]*"))]:
        if path.is_dir():
            is_own, is_related = _sealed_ids_match(path, own, related)
        elif path.suffix == ".json" or path == last:
            head = _head_at(path, is_last=path == last)
            is_own = bool(head and head.id in own)
            is_related = bool(head and not head.ids.isdisjoint(related))
        else:
            continue
        if is_own or is_related:
            found.append((path != last, not is_own, path))
    return min(found)[2] if found else None


def _sealed_ids_match(
    path: Path, own: Collection[str], related: Collection[str]
) -> tuple[bool, bool]:
    """Tell if the sealed workshop in this folder has an id of ``own``, and if it joined one."""
    if not sealed.is_sealed(path):
        return False, False
    place = revision.place_of(path)
    known = [found for each in own if (found := revision.known(each))]
    is_own = any(each.place == place for each in known)
    return is_own, any(revision.is_joined(each, path) for each in related)


def _head_at(path: Path, *, is_last: bool) -> Head | None:
    """Return the head of the plain workshop at ``path``, or None if it cannot be read."""
    try:
        return glance(path)[0]
    except Problem as problem:
        if is_last and problem.status == DAMAGED:
            raise  # it may be the one: beside it a second one would be made
        return None


def _open_with(by: Vouching, outer: Outer, form: SealedForm) -> Contents:
    """Return what is sealed in ``outer``. Raises ``Problem``, also where it is for other keys.

    What is to stand apart in ``form`` is sealed for it.
    """

    def reveal(data: bytes) -> bytes:
        try:
            return by.opener.ring.open(data)
        except keys.NotForThisKey:
            raise incoming.damaged(outer.path) from None

    if outer.layout == "journal":
        contents = transfer_bundle.open_journal(outer, by)
        rows = lacking(contents.apart.unknown, (), form.apart.unknown)
        unknown = journal.resealed(rows, by.opener.ring, form.seal.recipients)
        return contents._replace(apart=contents.apart._replace(unknown=tuple(unknown)))
    return transfer_bundle.open_plain(outer, reveal)
